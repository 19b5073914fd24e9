import { button, type Card, line, mashCard, plain, titledLines } from '../../cards/parts.ts';
import { listCases } from '../../cards/verbs.ts';
import { onCall } from '../duty/verbs.ts';
import { logCall } from './verbs.ts';

/** What people can ask the bot in the MASH channel. */
export function deskHelpCard(): Card {
  const desk = { list: 'desk' as const }; // the answer replaces this card, only for the person who presses
  return mashCard({
    summary: 'MASH desk: help',
    heading: 'The MASH desk',
    blocks: [
      plain([line('Write my name in this channel, and after it one of these:')], 'Small'),
      plain([
        ...titledLines('open', 'What waits for a decision, due next first'),
        ...titledLines('due', 'What is due in 12 hours, or overdue'),
        ...titledLines('overdue', 'What is overdue'),
        ...titledLines('mine', 'What you have taken'),
        ...titledLines('find HT-…', 'One referral by its reference'),
        ...titledLines('tell HT-…: your words', 'A message to the referrer, at once'),
        ...titledLines('I have read it HT-…', 'You have read what came in after the decision'),
        ...titledLines('on call', 'Who is reminded now, and until when'),
        ...titledLines('on duty until 20:00, off duty', 'For managers: whether you are reminded'),
        ...titledLines('rota', 'Who is planned this week, and the gaps. Plan with its buttons'),
        ...titledLines('log a phone referral', 'Somebody rang you: write it down'),
        ...titledLines('join HT-… with HT-…', 'The same call, that you and the referrer wrote down'),
        ...titledLines('separate HT-…', 'They were not the same call'),
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
