import type { CaseId } from '../base/reference.ts';
import type { Instant } from '../base/time.ts';
import { nothingLeft } from '../cards/erased-words.ts';
import { laterFacts } from '../cards/later-facts.ts';
import { linkWords } from '../cards/link-words.ts';
import { moment } from '../cards/london.ts';
import { policeWords } from '../cards/mash-care.ts';
import { type TitledText, writtenReferral } from '../cards/referral-text.ts';
import { decisionEntries, decisionWordsOf } from '../case/decision-record.ts';
import { isOnceDecided } from '../case/once-decided.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { holderOf } from '../features/hand-over/state.ts';
import { instructionsOf } from '../features/instruction/state.ts';
import { linksFromReferrer } from '../features/linking/state.ts';
import { erasedIn } from '../features/retention/state.ts';
import { textOf } from '../history/events.ts';
import { instructionText } from '../history/instruction.ts';
import type { Pack } from '../protocol/pack.ts';
import { type CaseFile, chainIn, questionsIn } from './case-file.ts';

/** What the author of a sent referral keeps for the record of their own agency: all in words, the same for PDF and plain text. */
export interface OwnCopy {
  title: string;
  reference: CaseId;
  about: string[]; // when it was sent, by which protocol, when this copy was made
  warning: string | undefined; // whether the carer knows, in capitals up to the first full stop: it stands before everything else
  parts: { title: string; said: TitledText[] }[];
}

/**
 * The referral as it stands: what was written, what the MASH asked and was answered, and what the author was told of the decision.
 * What only the MASH may read (reasons, who is reminded) is not in it.
 */
export function ownCopy(record: CaseRecord, referral: SubmittedReferral, pack: Pack, now: Instant): OwnCopy {
  const erased = erasedIn(record.events);
  const written = erased ? [] : writtenReferral(record.facts.answers, pack, laterFacts(withoutTheMash(record), pack));
  const warning = written.find(({ banner }) => banner === 'warning');
  const parts = [
    { title: 'The written referral', said: written.filter((each) => each !== warning) },
    { title: 'Questions from the MASH', said: questionsIn(record, referral).flatMap((each) => exchange(each)) },
    { title: 'After it was sent', said: afterwards(record, referral) },
  ];
  return {
    title: `Referral ${record.id}`,
    reference: record.id,
    about: [
      `Sent to the MASH at ${moment(referral.submittedAt)}`,
      `Protocol: ${pack.title}`,
      ...chainInWords(chainIn(record)),
      ...(erased ? [nothingLeft(erased)] : []),
      `This copy was made at ${moment(now)} for the record of the referrer’s own agency. What came later is not in it.`,
    ].map(legible),
    warning: warning && legible(`${warning.title}. ${warning.text.replaceAll('\n', ' ')}`),
    parts: erased ? [] : inEach(parts, legible),
  };
}

/** Without what the MASH itself said of a missing child. */
const withoutTheMash = (record: CaseRecord): CaseRecord => ({
  ...record,
  events: record.events.filter((event) => event.type !== 'ChildMissing' || event.by === record.author),
});

/** The parts of which something is said, with each text changed in this way. */
export const inEach = (parts: OwnCopy['parts'], change: (text: string) => string): OwnCopy['parts'] =>
  parts
    .filter(({ said }) => said.length > 0)
    .map(({ title, said }) => ({
      title,
      said: said.map((each) => ({ title: change(each.title), text: change(each.text) })),
    }));

/** A question to the referrer, and its answer. @param asker named behind the question, where it is told */
export function exchange(asked: CaseFile['questions'][number], asker = ''): TitledText[] {
  const { number, askedAt, question, answeredAt, answer } = asked;
  return [
    { title: `Question ${number}, ${moment(askedAt)}${asker}`, text: question },
    answeredAt
      ? { title: `Answer ${number}, ${moment(answeredAt)}`, text: answer || 'Not known' }
      : { title: `Answer ${number}`, text: 'Not answered yet' },
  ];
}

function afterwards(record: CaseRecord, referral: SubmittedReferral): TitledText[] {
  const { facts, events } = record;
  const holder = holderOf(record);
  const { texts } = facts;
  const { checkAddition, information, missing } = referral;
  return [
    ...(checkAddition.kind === 'added'
      ? [{ title: `Indicator check added, ${moment(checkAddition.at)}`, text: 'It stands above.' }]
      : []),
    ...information.map(({ number, at }) => ({
      title: `Added by the referrer, ${moment(at)}`,
      text: texts[textOf.information(number)] ?? '',
    })),
    ...missing
      .filter(({ byMash }) => !byMash)
      .map(({ number, at, police }) => ({
        title: `Child missing, said at ${moment(at)}`,
        text: [policeWords(police, 'the referrer', texts[textOf.missing(number)]), texts[textOf.missing(number)] ?? '']
          .filter((each) => each !== '')
          .join('\n'),
      })),
    ...instructionsOf(events).map((each) => ({
      title: `Message from the MASH, ${moment(each.at)}`,
      text: texts[instructionText(each.number)] ?? '',
    })),
    ...(holder
      ? [{ title: `Handed over, ${moment(holder.since)}`, text: `From ${holder.from.name} to ${holder.name}` }]
      : []),
    ...linkedCases(linksFromReferrer(events)),
    ...(isOnceDecided(referral)
      ? decisionEntries(events).flatMap(({ number, corrects, at }) => {
          const { tell, doNow } = decisionWordsOf(texts, number);
          const when = `${corrects ? 'corrected' : number === 1 ? 'decided' : 'decided again'} ${moment(at)}`;
          return [
            { title: `What will be done, ${when}`, text: tell },
            ...(doNow === '' ? [] : [{ title: `What you were asked to do, ${when}`, text: doNow }]),
          ];
        })
      : []),
  ];
}

export const linkedCases = (links: CaseFile['linkedAs'] = []): TitledText[] =>
  links.map(({ to, as }) => ({ title: `Linked referral, ${linkWords(as)}`, text: to }));

/** As it was written, with one line feed a line and without what steers a terminal or a printer. What turns the reading direction ends with its line. */
export const legible = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '');

/** Whoever keeps the file keeps a proof of the history with it. */
export const chainInWords = ({ chain }: Pick<CaseFile, 'chain'>): string[] =>
  chain ? [`Proof of the history up to here, ${chain.events} events: ${chain.head}`] : [];
