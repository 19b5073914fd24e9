import { type Card, line, noticeCard } from '../cards/parts.ts';

const mostNamed = 20;

/**
 * The name of an altered document for people. The reference `CASE~DAY` stands for the record of who read that case on
 * that day.
 */
const documentName = (reference: string): string => {
  const [id, day] = reference.split('~');
  return day ? `The record of who read ${id} on ${day}` : (names[reference] ?? reference);
};
const names: Record<string, string> = {
  duty: 'The list of who is on duty',
  setup: 'The set-up',
  store: 'The store',
};

/** Tells administrators what somebody changed in the store outside the program. It names only references. */
export function alteredCard(references: readonly string[]): Card {
  const isOne = references.length === 1;
  const named = references.slice(0, mostNamed).map(documentName);
  const others = references.length - named.length;
  const heading = `${isOne ? `${named[0]} was` : `${references.length} things in the store were`} changed outside the program`;
  return noticeCard({
    summary: heading,
    heading,
    lines: [
      ...(isOne ? [] : [line(others > 0 ? `${named.join(', ')} and ${others} more` : named.join(', '), 'bold')]),
      line(
        'The store does not say what the program wrote. Where I could tell from the history of a case, I put it right, and its reminders go on.',
      ),
      line(
        `Please see to it that somebody at the MASH looks at ${isOne ? 'it' : 'each case'} today, and tell who runs this service.`,
        'bold',
      ),
      line('npm run audit:verify says what differs. I say this once a day while it does.', 'plain', 'Small'),
    ],
  });
}
