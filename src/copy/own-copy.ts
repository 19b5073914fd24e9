import type { CaseId } from '../base/reference.ts';
import { type Instant, londonDay, longDay } from '../base/time.ts';
import { erasedOn, whyErased } from '../cards/erased-words.ts';
import { clock } from '../cards/london.ts';
import { policeWords } from '../cards/mash-care.ts';
import { type Said, writtenReferral } from '../cards/referral-text.ts';
import { decisionEntries, decisionWordsOf } from '../case/decision-record.ts';
import type { CaseRecord } from '../case/record.ts';
import type { Question, SubmittedReferral } from '../case/state.ts';
import { headOf } from '../evidence/link.ts';
import { erasedIn } from '../features/retention/state.ts';
import { textOf } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';

/** What the author of a sent referral keeps for the record of their own agency: all in words, the same for PDF and plain text. */
export interface OwnCopy {
  title: string;
  reference: CaseId;
  about: string[]; // when it was sent, by which protocol, when this copy was made
  warning: string | undefined; // the carer is not told: it stands before everything else
  parts: { title: string; said: Said[] }[];
}

export const notTold = 'CARER NOT TOLD';

/**
 * The referral as it stands: what was written, what the MASH asked and was answered, and what the author was told of the decision.
 * What only the MASH may read (reasons, who is reminded) is not in it.
 */
export function ownCopy(record: CaseRecord, referral: SubmittedReferral, pack: Pack, now: Instant): OwnCopy {
  const head = headOf(record);
  const erased = erasedIn(record.events);
  const written = erased ? [] : writtenReferral(record.facts.answers, pack);
  const warning = written.find(({ title }) => title === notTold);
  const parts = [
    { title: 'The written referral', said: written.filter((each) => each !== warning) },
    { title: 'Questions from the MASH', said: referral.questions.flatMap((each) => exchange(each, record)) },
    { title: 'After it was sent', said: afterwards(record, referral) },
  ];
  return {
    title: `Referral ${record.id}`,
    reference: record.id,
    about: [
      `Sent to the MASH at ${moment(referral.submittedAt)}`,
      `Protocol: ${pack.title}`,
      ...(head ? [chainInWords({ events: record.events.length, head })] : []),
      ...(erased ? [`${erasedOn(erased)} under retention: every name, answer and text. ${whyErased(erased)}`] : []),
      `This copy was made at ${moment(now)} for the record of the referrer’s own agency. What came later is not in it.`,
    ].map(legible),
    warning: warning && legible(`${warning.title}. ${warning.text}`),
    parts: (erased ? [] : parts)
      .filter(({ said }) => said.length > 0)
      .map(({ title, said }) => ({
        title,
        said: said.map((each) => ({ title: legible(each.title), text: legible(each.text) })),
      })),
  };
}

function exchange(question: Question, { facts }: CaseRecord): Said[] {
  const { number, askedAt, answered } = question;
  const answer = answered?.known ? (facts.texts[textOf.answer(number)] ?? '') : 'Not known';
  return [
    { title: `Question ${number}, ${moment(askedAt)}`, text: facts.texts[textOf.question(number)] ?? '' },
    answered
      ? { title: `Answer ${number}, ${moment(answered.at)}`, text: answer }
      : { title: `Answer ${number}`, text: 'Not answered yet' },
  ];
}

function afterwards({ facts, events }: CaseRecord, referral: SubmittedReferral): Said[] {
  const { texts } = facts;
  const { checkAddedAt, information, missing, links } = referral;
  return [
    ...(checkAddedAt ? [{ title: `Indicator check added, ${moment(checkAddedAt)}`, text: 'It stands above.' }] : []),
    ...information.map(({ number, at }) => ({
      title: `Added by the referrer, ${moment(at)}`,
      text: texts[textOf.information(number)] ?? '',
    })),
    ...missing
      .filter(({ byMash }) => !byMash)
      .map(({ number, at, police }) => ({
        title: `Child missing, said at ${moment(at)}`,
        text: [policeWords(police), texts[textOf.missing(number)] ?? ''].filter((each) => each !== '').join('\n'),
      })),
    ...(links.length > 0 ? [{ title: 'Referrals of brothers and sisters', text: links.join(', ') }] : []),
    ...(referral.status === 'decided'
      ? decisionEntries(events).map(({ number, at }) => ({
          title: `What will be done, ${number === 1 ? 'decided' : 'corrected'} ${moment(at)}`,
          text: decisionWordsOf(texts, number).tell,
        }))
      : []),
  ];
}

/** @returns "14:03, 24 November 2026" in London */
export const moment = (at: Instant): string => `${clock(at)}, ${longDay(londonDay(at))}`;

/** As it was written, with one line feed a line and without what steers a terminal or a printer. What turns the reading direction ends with its line. */
export const legible = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '');

/** Whoever keeps the file keeps a proof of the history with it. */
export const chainInWords = ({ events, head }: { events: number; head: string }): string =>
  `Proof of the history up to here, ${events} events: ${head}`;
