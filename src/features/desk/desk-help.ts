import { button, type Card, fact, line, mashCard, plain } from '../../cards/parts.ts';
import { listCases } from '../../cards/verbs.ts';
import { onCall } from '../duty/verbs.ts';
import { logCall } from './verbs.ts';

/** What people can ask the bot in the MASH channel. */
export function deskHelpCard(): Card {
  const desk = { list: 'desk' as const };
  return mashCard({
    summary: 'MASH desk: help',
    heading: 'The MASH desk',
    blocks: [
      plain([line('Write my name in this channel, and after it one of these:')], 'Small'),
      plain([
        ...fact('open', 'What waits for a decision, due next first'),
        ...fact('due', 'What is due in 12 hours, or overdue'),
        ...fact('overdue', 'What is overdue'),
        ...fact('mine', 'What you have taken'),
        ...fact('find HT-…', 'One referral by its reference'),
        ...fact('tell HT-…: your words', 'A message to the referrer, at once'),
        ...fact('I have read it HT-…', 'You have read what came in after the decision'),
        ...fact('on call', 'Who is reminded now, and until when'),
        ...fact('on duty until 20:00, off duty', 'For managers: whether you are reminded'),
        ...fact('rota', 'Who is planned this week, and the gaps'),
        ...fact('log a phone referral', 'Somebody rang you: write it down'),
        ...fact('join HT-… with HT-…', 'The same call, that you and the referrer wrote down'),
        ...fact('separate HT-…', 'They were not the same call'),
      ]),
      plain([line('To refer a child, talk to me 1:1.')], 'Small'),
    ],
    buttons: [
      button(listCases, 'Waiting', { list: 'open', page: 0 }),
      button(listCases, 'Mine', { list: 'mine', page: 0 }),
      button(onCall, 'On call', desk),
      button(logCall, 'Log a phone referral', desk),
    ],
  });
}

/** Invites everybody in the channel to log a phone referral. Only the person who presses sees the form itself. */
export function callInviteCard(): Card {
  return mashCard({
    summary: 'MASH desk: log a phone referral',
    heading: 'Log a phone referral',
    blocks: [
      plain(
        [line('Somebody rang you about a child? Write it down here. Only you see the form until it is saved.')],
        'Small',
      ),
    ],
    buttons: [button(logCall, 'Open the form', { list: 'desk' }, { style: 'positive' })],
  });
}
