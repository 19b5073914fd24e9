import { type Card, line, noticeCard } from '../cards/parts.ts';

const mostNamed = 20;

/** What is not a case has a name of ours; the reads of a case on a day have one made of both. */
const calledIn = (reference: string): string => {
  const [id, day] = reference.split('~');
  return day ? `The record of who read ${id} on ${day}` : (names[reference] ?? reference);
};
const names: Record<string, string> = {
  duty: 'The list of who is on duty',
  setup: 'The set-up',
  store: 'The store',
};

/** To administrators: what somebody changed in the store, and not through the program. It names references only. */
export function alteredCard(references: readonly string[]): Card {
  const isOne = references.length === 1;
  const named = references.slice(0, mostNamed).map(calledIn);
  const others = references.length - named.length;
  const which = isOne ? `${named[0]} was` : `${references.length} things in the store were`;
  return noticeCard({
    summary: `${which} changed outside the program`,
    heading: `${which} changed outside the program`,
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
