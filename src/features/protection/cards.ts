import { caseNotice, mashForm } from '../../cards/about-case.ts';
import type { Face } from '../../cards/face.ts';
import { choice, type FormRetry, limit, protectionBoxes, saveButton, text, untouchedForm } from '../../cards/forms.ts';
import { clockAndDay } from '../../cards/london.ts';
import { protectionLines, protectionOutcomes } from '../../cards/mash-care.ts';
import type { NoticeView } from '../../cards/meaning.ts';
import { button, type Card, coloured, line, plain } from '../../cards/parts.ts';
import { cardAbout, toMyReferrals } from '../../cards/to-referrer.ts';
import type { Mark } from '../../case/part.ts';
import { protectionEnd, protectionOf } from '../../case/protection.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Pack } from '../../protocol/pack.ts';
import { openProtection, openProtectionOver, saveProtection, saveProtectionOver } from './verbs.ts';

/** The boxes as they stand now, so that one of them can be put right. Times of the author that do not count are left out. */
function filled(record: CaseRecord): FormRetry {
  const { parts, isReport } = protectionOf(record) ?? {};
  return { ...untouchedForm, typed: { ...parts, ...(isReport && { since: '', until: '' }) } };
}

/** The form of the MASH. @source Protocol 6.7 */
export const protectionForm = (record: CaseRecord, pack: Pack, again = filled(record)): Card =>
  mashForm(record.id, {
    summary: 'police protection',
    heading: 'Police protection',
    says: [protectionLines(record, pack), 'It lasts at most 72 hours. I tell you before it ends.'],
    inputs: protectionBoxes(again),
    send: saveButton(saveProtection, 'Record it', record, again),
  });

/** The form that stops the clock. */
export const overForm = (record: CaseRecord, again = untouchedForm): Card =>
  mashForm(record.id, {
    summary: 'after police protection',
    heading: 'What follows protection?',
    says: ['It stops the clock of police protection, and nothing else.'],
    inputs: [
      choice('outcome', 'What follows? (required)', protectionOutcomes, again),
      text('words', `Where the child is safe now, and who decided (${limit})`, again),
    ],
    send: saveButton(saveProtectionOver, 'Record it', record, again),
  });

/** Asks the author for what could not be read, or says that it went to the MASH. */
export function askSinceCard({ id }: CaseRecord, pack: Pack, again = untouchedForm): Card {
  return cardAbout(id, pack, {
    heading: 'Since when is the child in police protection?',
    blocks: [plain(['It ends by law after 72 hours. I could not read when it began, or when it ends.'], 'Small')],
    inputs: protectionBoxes(again),
    rows: [[saveButton(saveProtection, 'Send to the MASH', { id }, again)]],
    after: [line('Or type “in police protection since 14:20 today”. Leave empty what you do not know.', 'small')],
  });
}

export const thanksCard = ({ id }: CaseRecord, pack: Pack): Card =>
  cardAbout(id, pack, {
    heading: 'Thank you',
    blocks: [coloured('good', ['What you wrote of police protection goes to the MASH.'])],
    rows: [[toMyReferrals]],
  });

/** Tells one person of the MASH that it ends, or has ended. It shows the reference and times. */
export function protectionEndsCard({ overdue, escalate }: Mark, { record, pack, link }: NoticeView): Card {
  const protection = protectionOf(record);
  const end = protection && protectionEnd(protection, pack);
  const has = overdue || escalate;
  const when = end ? clockAndDay(end.at) : '';
  return caseNotice(record.id, {
    summary: `: police protection ${has ? 'has ended' : 'ends'} ${when}`,
    blocks: [
      coloured('attention', [
        line(`Police protection ${has ? 'HAS ENDED' : 'ends'}: ${when}`, 'bold'),
        protection && !protection.since && 'Nobody has said since when: it ends then AT THE LATEST. Ask the police.',
        end?.isTooLate && 'A later end was said. It cannot be: ask the police.',
      ]),
    ],
    lines: [
      'What follows must be decided before. Record it on the card in the channel: More, What follows protection.',
      `Or type “protection over ${record.id}: ” and what follows.`,
    ],
    link,
  });
}

/** Says to whoever typed it what was read: times, and no other word. */
export function recordedCard(record: CaseRecord, pack: Pack, link: string | undefined): Card {
  const protection = protectionOf(record);
  const { since } = protection ?? {};
  return caseNotice(record.id, {
    summary: ': recorded',
    lines: protection
      ? [
          `Recorded. In police protection since ${since ? clockAndDay(since) : 'a time that I could not read'}.`,
          `It ends ${clockAndDay(protectionEnd(protection, pack).at)}${since ? '' : ' at the latest'}.`,
        ]
      : ['Recorded. The clock of police protection has stopped.'],
    link,
  });
}

export const face: Face = {
  more: ({ record }) => [
    button(openProtection, 'Police protection', { case: record.id }),
    protectionOf(record) && button(openProtectionOver, 'What follows protection', { case: record.id }),
  ],
};
