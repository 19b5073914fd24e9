import { button, fact, line, plain } from '../../cards/parts.ts';
import { type Card, mashCard } from '../../cards/template.ts';

/** What the bot can be asked in the MASH channel. */
export function deskHelpCard(): Card {
  const desk = { list: 'desk' };
  return mashCard({
    summary: 'MASH desk: help',
    top: [],
    heading: 'The MASH desk',
    headingSize: 'Large',
    badges: [],
    blocks: [
      plain([line('Write my name in this channel, and after it one of these:')], 'Small'),
      plain([
        ...fact('open', 'What waits for a decision, due next first'),
        ...fact('due', 'What is due in 12 hours, or overdue'),
        ...fact('overdue', 'What is overdue'),
        ...fact('mine', 'What you have taken'),
        ...fact('find HT-…', 'One referral by its reference'),
        ...fact('on call', 'Who is reminded now'),
        ...fact('on duty, off duty', 'For managers: whether you are reminded'),
        ...fact('log a phone referral', 'Somebody rang you: write it down'),
      ]),
      plain([line('To refer a child, talk to me 1:1.')], 'Small'),
    ],
    inputs: [],
    buttons: [
      button('Waiting', 'list', { list: 'open', page: 0 }),
      button('Mine', 'list', { list: 'mine', page: 0 }),
      button('On call', 'on-call', desk),
      button('Log a phone referral', 'log-call', desk),
    ],
  });
}

/** In the channel, where all can see it: the form itself is shown only to who presses. */
export function callInviteCard(): Card {
  return mashCard({
    summary: 'MASH desk: log a phone referral',
    top: [],
    heading: 'Log a phone referral',
    headingSize: 'Large',
    badges: [],
    blocks: [
      plain(
        [line('Somebody rang you about a child? Write it down here. Only you see the form until it is saved.')],
        'Small',
      ),
    ],
    inputs: [],
    buttons: [button('Open the form', 'log-call', { list: 'desk' }, { style: 'positive' })],
  });
}
