import { type Card, line, noticeCard } from '../cards/parts.ts';

const mostNamed = 20;

/** Tells administrators which cases the program cannot read. The program knows only their references. */
export function unreadableCard(references: readonly string[]): Card {
  const [first] = references;
  const isOne = references.length === 1;
  const named = references.slice(0, mostNamed);
  const others = references.length - named.length;
  const heading = `I cannot read ${isOne ? `case ${first}` : `${references.length} cases`}`;
  return noticeCard({
    summary: heading,
    heading,
    lines: [
      ...(isOne ? [] : [line(others > 0 ? `${named.join(', ')} and ${others} more` : named.join(', '), 'bold')]),
      line(
        `${isOne ? 'Its' : 'Their'} reminders do not come, and no button on ${isOne ? 'it' : 'them'} works. What was posted in the MASH channel stays there.`,
      ),
      line(
        `Please see to it that somebody at the MASH has ${isOne ? 'it' : 'them'} in hand, and tell who runs this service.`,
        'bold',
      ),
      line('The log says why (case.failed). I say this once a day.', 'plain', 'Small'),
    ],
  });
}
