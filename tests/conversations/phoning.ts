import type { Filled } from '../fakes/filling-in.ts';
import type { CardActions, Person } from './person.ts';
import { beginsCheck, opensCallForm } from './walks.ts';

/** What a member of the MASH writes down of a call by somebody who does not use Teams. */
export const aCall: Filled = {
  'Who rang': 'Nina Berg',
  'Their agency': 'Police',
  'Their phone': '01632 960 099',
  'When did they ring': 'just now',
  Urgent: 'No',
  'What did they say': 'A girl, Zircon, locked in a flat.',
};

/** A member of the MASH logs a call. @returns the form, which then says what became of it */
export async function logs(person: Person, answers: Filled = {}): Promise<CardActions> {
  const form = await opensCallForm(person);
  await form.presses('Log it', { ...aCall, ...answers });
  return form;
}

const numberQuestion = 'Which number can the MASH ring?';

/** A referrer records that they phoned at this time because of immediate danger. @returns the card, which then asks who refers */
export async function phones(person: Person, when: string): Promise<CardActions> {
  const card = await beginsCheck(person);
  await card.presses('Yes, now', 'I have phoned');
  while (!card.sees().headings.includes('You have phoned')) await card.presses('Back');
  await card.presses('Continue', { 'When did': when, 'Who took': 'Call handler Ann' });
  if (card.sees().headings.includes(numberQuestion)) await card.presses('Continue', { Phone: '01632 960 014' });
  return card;
}
