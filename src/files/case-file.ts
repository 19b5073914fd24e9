import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Instant } from '../base/time.ts';
import { decisionWords } from '../cards/decided.ts';
import { laterFacts } from '../cards/later-facts.ts';
import { clockAndDay } from '../cards/london.ts';
import { writtenReferral } from '../cards/referral-text.ts';
import { carerBanner } from '../cards/warnings.ts';
import { type DecisionEntry, decisionEntries, decisionWordsOf } from '../case/decision-record.ts';
import { type CaseRecord, Hash, staffName, textIn } from '../case/record.ts';
import { senderOf } from '../case/referrer-reach.ts';
import { erasedIn } from '../case/standing.ts';
import { referralOf, type SubmittedReferral, submittedIn } from '../case/state.ts';
import { mustNotTellCarer } from '../draft/consent.ts';
import type { Answers } from '../draft/draft.ts';
import { headOf } from '../evidence/link.ts';
import { linksFromReferrer } from '../features/linking/state.ts';
import { nothingLeft } from '../features/retention/cards.ts';
import { assessmentText } from '../history/assessment.ts';
import { LinkKind } from '../history/desk.ts';
import { type CaseEvent, happened, textOf } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import { meaningOf } from '../views/slots.ts';
import { isOnlyInHistory } from './event-words.ts';

// `id` is the Entra object id; `name` is empty if it is not known
const Who = z.strictObject({ id: StaffId, name: z.string() });
const Said = z.strictObject({ title: z.string(), text: z.string() });
type Said = z.infer<typeof Said>;
const Happening = z.strictObject({ at: Instant, by: Who.optional(), title: z.string(), text: z.string() });

const YesNo = z.enum(['yes', 'no', 'not-said']);
const Decision = z.strictObject({
  number: z.int(),
  corrects: z.int().optional(), // the number of the decision that no longer holds
  at: Instant,
  by: Who,
  late: z.boolean(), // made after the 24 hours; always false for a correction
  kind: z.string(), // "assessment", "child-in-need" and so on
  title: z.string(), // the same in words
  action: z.string(),
  reasons: z.string(),
  referrerIsTold: z.string(),
  byWhom: z.string(), // who does it, and by when, in the manager's words; may be empty
  byWhen: z.string(),
  referrerDoesNow: z.string(), // what they were asked to do; may be empty
  trafficking: z.enum(['yes', 'no', 'cannot-tell', 'not-said']), // whether the manager is concerned about trafficking
  protection: YesNo, // whether the child needs protection at once
  protectionWhat: z.string(),
  police: YesNo, // whether the police were told
});

/**
 * A whole case as a file for the council's own case system. All times are UTC. `format` stays the same when fields are
 * only added. A program that finds another number in `format` must reject the file.
 */
export const CaseFile = z.strictObject({
  format: z.literal(1),
  reference: CaseId,
  protocol: z.strictObject({ id: z.string(), version: z.string(), title: z.string() }),
  madeAt: Instant, // the file contains nothing later
  status: z.enum(['awaiting-decision', 'joined', 'decided']),
  joinedInto: CaseId.optional(), // the case that this call was joined into, because both record the same call
  joinedCalls: z.array(CaseId), // calls that were joined into this case
  carerIsNotTold: z.boolean(), // true also if it is not known; if true, nobody may contact the parent or carer
  carer: z.string(), // the warning about the carer, in words; empty if they agreed and nothing else warns
  referrer: Who,
  calledAt: Instant.optional(), // the phone call, if one came before the written referral
  sentAt: Instant,
  decisionDue: Instant,
  // the whole written referral; "Not known" if the referrer said so, "Not asked" if nobody asked
  written: z.array(Said),
  questions: z.array(
    z.strictObject({
      number: z.int(),
      askedAt: Instant,
      askedBy: Who,
      question: z.string(),
      answeredAt: Instant.optional(),
      answer: z.string().optional(), // absent until the question is answered; empty if the answer is not known
    }),
  ),
  additions: z.array(Happening), // everything said or recorded after the referral was sent
  decisions: z.array(Decision), // the first decision, then each correction and new decision; the last one holds
  links: z.array(CaseId), // referrals that the referrer linked to this one
  linkedAs: z.array(z.strictObject({ to: CaseId, as: LinkKind })), // what the linked referrals share with this one
  history: z.array(z.strictObject({ ...Happening.shape, type: z.string() })), // everything that happened, in order
  others: z.array(Said), // texts of the case that appear nowhere above
  // what the file leaves out, in words: the Assessment team’s notes for the police, erased facts
  leftOut: z.array(z.string()),
  // set if the facts were erased under retention; every name, answer and text is then empty
  erasedAt: Instant.optional(),
  // A hash over the history in this file. Anyone who keeps it can later check that the history is unchanged: npm run
  // audit:verify
  chain: z.strictObject({ events: z.int(), head: Hash }),
});
export type CaseFile = z.infer<typeof CaseFile>;
type Happening = z.infer<typeof Happening>;

/**
 * @source Protocol 8.2 (the record of the referral and the decision): for members of the MASH
 *   alone
 */
export function caseFile(record: CaseRecord, referral: SubmittedReferral, pack: Pack, madeAt: Instant): CaseFile {
  const { facts, events } = record;
  const erased = erasedIn(events);
  const all = events.map((event) => ({
    event,
    said: happeningIn(record, event, pack, referral),
  }));
  const policeNotes = events.flatMap((event) =>
    event.type === 'PoliceNoteAdded' ? [assessmentText.policeNote(event.number)] : [],
  );
  const file: CaseFile = {
    format: 1,
    reference: record.id,
    protocol: { ...record.pack, title: pack.title },
    madeAt,
    status: referral.status,
    ...(referral.status === 'joined' && { joinedInto: referral.joined.into }),
    joinedCalls: referral.calls.map(({ from }) => from),
    carerIsNotTold: mustNotTellCarer(facts.answers),
    carer: erased ? '' : carerInWords(facts.answers),
    referrer: who(record, senderOf(record, referral.submittedBy)),
    ...(referral.call.kind === 'made' && { calledAt: referral.call.at }),
    sentAt: referral.submittedAt,
    decisionDue: referral.decisionDue,
    written: writtenAnswers(record, pack),
    questions: questionsIn(record, referral),
    additions: all.filter(({ event, said }) => isAddition(event) && said.text !== '').map(({ said }) => said),
    decisions: decisionEntries(events).map((entry) => decisionIn(record, entry)),
    links: referral.links,
    linkedAs: linksFromReferrer(events),
    history: all.map(({ event, said }) => ({
      ...said,
      type: event.type,
      text: isOnlyInHistory(event) ? said.text : '',
    })),
    others: [],
    leftOut: [
      ...(policeNotes.length > 0 ? [notesLeftOut] : []),
      ...(happened(events, 'WordsHidden') ? [hiddenLeftOut] : []),
      ...(erased ? [nothingLeft(erased)] : []),
    ],
    ...(erased && { erasedAt: erased.at }),
    chain: chainOfCase(record),
  };
  const included = JSON.stringify(file);
  const others = Object.entries(facts.texts).filter(
    ([name, text]) =>
      !policeNotes.includes(name) &&
      textIn(record, name) === text && // not hidden
      !included.includes(JSON.stringify(text).slice(1, -1)),
  );
  return { ...file, others: others.map(([title, text]) => ({ title, text })) };
}

function carerInWords(answers: Answers) {
  const { title, lines, calm } = carerBanner(answers);
  return calm ? '' : `${title}. ${lines.join(' ')}`;
}

/** The answers in words, without the banner about the carer, which the case file has in `carer`. */
export const writtenAnswers = (record: CaseRecord, pack: Pack): Said[] =>
  erasedIn(record.events)
    ? []
    : writtenReferral(record.facts.answers, pack, laterFacts(record, pack))
        .filter(({ banner }) => !banner)
        .map(({ title, text }) => ({ title, text }));

export const questionsIn = (record: CaseRecord, { questions }: SubmittedReferral): CaseFile['questions'] =>
  questions.map(({ number, askedBy, askedAt, answer }) => ({
    number,
    askedAt,
    askedBy: who(record, askedBy),
    question: textIn(record, textOf.question(number)),
    ...(answer.kind !== 'awaited' && {
      answeredAt: answer.at,
      answer: textIn(record, textOf.answer(number)),
    }),
  }));

export const chainOfCase = (record: CaseRecord): CaseFile['chain'] => ({
  events: record.events.length,
  head: headOf(record),
});

function decisionIn(record: CaseRecord, entry: DecisionEntry): z.infer<typeof Decision> {
  const { number, corrects, at, by, decision, trafficking = 'not-said', protection, police } = entry;
  const words = decisionWordsOf(record.facts.texts, number);
  const { action, reasons, tell, protection: protectionWhat, doNow } = words;
  return {
    number,
    ...(corrects !== undefined && { corrects }),
    at,
    by: who(record, by),
    late: entry.late === true,
    kind: decision,
    title: decisionWords[decision],
    action,
    reasons,
    referrerIsTold: tell,
    byWhom: words.who,
    byWhen: words.when,
    referrerDoesNow: doNow,
    trafficking,
    protection,
    protectionWhat,
    police,
  };
}

const isAddition = (event: CaseEvent) =>
  !isOnlyInHistory(event) && event.type !== 'DecisionRecorded' && event.type !== 'DecisionCorrected';

const who = ({ facts }: CaseRecord, id: StaffId): z.infer<typeof Who> => ({ id, name: facts.names[id] ?? '' });

function happening(record: CaseRecord, event: CaseEvent, { title, text }: Said): Happening {
  return { at: event.at, ...('by' in event && event.by && { by: who(record, event.by) }), title, text };
}

/** An event in words, with who and when. */
export const happeningIn = (record: CaseRecord, event: CaseEvent, pack: Pack, referral: SubmittedReferral): Happening =>
  happening(record, event, wordsFor(record, event, pack, referral));

/** Its words for the case file or else the words of its line, without who and when, which have their own fields. */
function wordsFor(record: CaseRecord, event: CaseEvent, pack: Pack, referral: SubmittedReferral | undefined): Said {
  const { words: own, line } = meaningOf(event);
  const view = { record, pack, now: event.at };
  if (own !== undefined) return typeof own === 'string' ? { title: own, text: '' } : own(event, view);
  if (line === 'none' || !referral) return { title: spaced(event.type), text: '' }; // not sent: it has no line
  const { title, lines } = line(event, { ...view, referral });
  const texts = lines.map(({ runs }) => runs.map(({ text }) => text).join(''));
  if (whoAndWhen(record, event).includes(texts.at(-1) ?? '')) texts.pop();
  return { title, text: texts.join('\n') };
}

const hiddenLeftOut = 'Words of the referrer that two managers have hidden are not in it.';
const notesLeftOut = 'Notes for the police are not in it: only the Assessment team reads them.';

/** The possible last lines of a thread message, which say who and when. */
function whoAndWhen(record: CaseRecord, event: CaseEvent): string[] {
  const when = clockAndDay(event.at);
  const name = 'by' in event && event.by ? staffName(record, event.by) : '';
  return [when, `${name}, ${when}`, `By ${name}, ${when}`];
}

/** The whole history of a case in order, even if the case was never sent. */
export function historyInWords(record: CaseRecord, pack: Pack, now: Instant): CaseFile['history'] {
  const referral = submittedIn(referralOf(record.events));
  if (referral) return caseFile(record, referral, pack, now).history;
  return record.events.map((event) => {
    const { title } = wordsFor(record, event, pack, undefined);
    return { ...happening(record, event, { title, text: '' }), type: event.type };
  });
}

/** Turns "AssessmentAccepted" into "Assessment accepted", for an event without words of its own. */
const spaced = (type: string) => type.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
