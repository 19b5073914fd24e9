import type { CaseId } from '../../base/reference.ts';
import { clock, clockAndDay } from '../../cards/london.ts';
import { button, coloured, inRows, line, mashCard, noticeCard, plain, referrerCard } from '../../cards/parts.ts';
import { start } from '../../cards/verbs.ts';
import type { CaseRecord } from '../../case/record.ts';
import { sentReferral } from '../../case/standing.ts';
import type { Pack } from '../../protocol/pack.ts';
import type { UnfiledWords } from '../../store/people.ts';
import { fileWords, showWords } from './verbs.ts';

/** Asks the author which child their words are about. The words themselves are not repeated. */
export function whichChildCard(
  { at, from }: UnfiledWords,
  { drafts, live }: { drafts: CaseRecord[]; live: CaseRecord[] },
  pack: Pack,
) {
  const isAbout = ({ id }: CaseRecord, title: string) => button(fileWords, title, { case: id, at });
  const sentAt = (record: CaseRecord) => clockAndDay(sentReferral(record)?.submittedAt ?? record.startedAt);
  return referrerCard({
    summary: 'MASH Referrals: which child?',
    heading: 'Which child?',
    blocks: [
      plain([line(`Your words, ${clock(at)}, go to the MASH now. They do not say which child.`, 'bold')], 'Small'),
      from && plain([`They stay with ${from}, too.`]),
      plain(live.map((record) => `${record.id}: sent ${sentAt(record)}`)),
    ],
    rows: [
      drafts.map((record) => isAbout(record, record.practice ? 'Only practice' : 'This check')),
      ...inRows(
        live.map((record) => isAbout(record, record.id)),
        ({ length }) => length <= 3,
      ),
      [drafts.length === 0 && button(start, 'Another child', { below: true })],
    ].filter((row) => row.some((each) => each)),
    after: [line('Or type “about” and the reference.', 'small')],
    pack,
  });
}

/** Words that cannot be kept: they are too long, or too many wait already. */
export const notKeptText = ({ phones, emergency }: Pack) =>
  `I could not keep that: it is too long, or too much waits already. Send it in parts, or ring ${phones.urgent} now. ${emergency}`;

/**
 * Tells the MASH that there are words without a child. The words come with a press, and that is on record.
 * @param about a referral of their author, if there still is one
 */
export const unfiledCard = ({ at, name }: UnfiledWords, about: CaseId | undefined) =>
  noticeCard({
    summary: `Words for the MASH, child not yet said: ${clock(at)}`,
    heading: 'Child not yet said',
    blocks: [coloured('attention', [line(`Words from ${name}, ${clockAndDay(at)}`, 'bold')])],
    lines: ['They were typed to me, and I do not know which child they are about.'],
    buttons: [about && button(showWords, 'Show the words', { case: about, at })],
  });

/** The words, for one member of the MASH, with the referrals that they may be about. */
export const wordsCard = ({ at, name, words, from }: UnfiledWords, live: CaseId[]) =>
  mashCard({
    summary: 'Words for the MASH',
    top: [line('Only you see this card', 'small')],
    heading: 'Child not yet said',
    blocks: [
      plain([line(`${name}, ${clockAndDay(at)}`, 'small'), words], 'Small'),
      from && plain([`They came to ${from} first. Their author says that they are about another child.`]),
      plain([line('Which one are they about? Press it, and they go there with your name.', 'bold')]),
    ],
    buttons: live.map((id) => button(fileWords, id, { case: id, at })),
  });

/** The answer to a press that says which child, and to any later one. */
export const hasChildCard = (id: CaseId) =>
  noticeCard({ summary: id, heading: 'It is said which child', lines: ['Nothing is left to do with these words.'] });
