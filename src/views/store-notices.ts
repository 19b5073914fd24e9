import type { Texts } from '../base/texts.ts';
import { line, noticeCard, spacedLine } from '../cards/parts.ts';

/** Notices about the store, for administrators. They name references and no fact. Each comes once a day. */
const storeNotice = (heading: string, ...lines: NonNullable<Parameters<typeof noticeCard>[0]['lines']>) =>
  noticeCard({ summary: heading, heading, lines });

const mostNamed = 20;

/** One line with the references, or none if the heading names the only one. */
function listed(references: readonly string[]) {
  const named = references.slice(0, mostNamed).join(', ');
  const others = references.length - mostNamed;
  return references.length > 1 && line(others > 0 ? `${named} and ${others} more` : named, 'bold');
}

/**
 * The name of an altered document for people. The reference `CASE~DAY` stands for the record of who read that case on
 * that day.
 */
const documentName = (reference: string) => {
  const [id, day] = reference.split('~');
  return day ? `The record of who read ${id} on ${day}` : (names[reference] ?? reference);
};
const names: Texts = {
  duty: 'The list of who is on duty',
  setup: 'The set-up',
  store: 'The store',
};

/** What somebody changed in the store outside the program. */
export function alteredCard(references: readonly string[]) {
  const isOne = references.length === 1;
  const named = references.map(documentName);
  return storeNotice(
    `${isOne ? `${named[0]} was` : `${references.length} things in the store were`} changed outside the program`,
    listed(named),
    'The store does not say what the program wrote. Where I could tell from the history of a case, I put it right, and its reminders go on.',
    line(
      `Please see to it that somebody at the MASH looks at ${isOne ? 'it' : 'each case'} today, and tell who runs this service.`,
      'bold',
    ),
    spacedLine('npm run audit:verify says what differs. I say this once a day while it does.'),
  );
}

/** The cases that the program cannot read. It knows only their references. */
export function unreadableCard(references: readonly string[]) {
  const isOne = references.length === 1;
  const them = isOne ? 'it' : 'them';
  return storeNotice(
    `I cannot read ${isOne ? `case ${references[0]}` : `${references.length} cases`}`,
    listed(references),
    `${isOne ? 'Its' : 'Their'} reminders do not come, and no button on ${them} works. What was posted in the MASH channel stays there.`,
    line(`Please see to it that somebody at the MASH has ${them} in hand, and tell who runs this service.`, 'bold'),
    spacedLine('The log says why (case.failed). I say this once a day.'),
  );
}

/** An older key of the store is missing. */
export function missingKeyCard({ key, cases }: { key: string; cases: number }) {
  const count = cases === 1 ? '1 case' : `${new Intl.NumberFormat('en-GB').format(cases)} cases`;
  return storeNotice(
    `A key is missing: I cannot read ${count}`,
    `They are sealed with the key ${key}. Their reminders do not come, and no button on them works.`,
    'New referrals are taken and told as ever. What was posted in the MASH channel stays there.',
    line(
      'Please ask who runs this service to put that key into DATA_KEYS_OLD, from the vault, and to start it again. Until then somebody at the MASH should have these cases in hand.',
      'bold',
    ),
    spacedLine('I say this once a day.'),
  );
}
