import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Instant } from '../base/time.ts';
import { carerBanner } from '../cards/carer.ts';
import { decisionWords } from '../cards/decision-words.ts';
import { nothingLeft } from '../cards/erased-words.ts';
import { laterFacts } from '../cards/later-facts.ts';
import { clockAndDay } from '../cards/london.ts';
import { writtenReferral } from '../cards/referral-text.ts';
import { Hash } from '../case/chain-link.ts';
import { type DecisionEntry, decisionEntries, decisionWordsOf } from '../case/decision-record.ts';
import type { CaseRecord } from '../case/record.ts';
import { referralOf, type SubmittedReferral, submittedIn } from '../case/state.ts';
import { carerIsNotTold } from '../check/carer.ts';
import type { Answers } from '../check/draft.ts';
import { headOf } from '../evidence/link.ts';
import { senderOf } from '../features/hand-over/state.ts';
import { linksFromReferrer } from '../features/linking/state.ts';
import { erasedIn } from '../features/retention/state.ts';
import { assessmentText } from '../history/assessment.ts';
import { type CaseEvent, textOf } from '../history/events.ts';
import { LinkKind } from '../history/linking.ts';
import type { Pack } from '../protocol/pack.ts';
import { threadWords } from '../views/mash-thread.ts';
import { eventWords, isPlain } from './event-words.ts';

const Who = z.strictObject({ id: StaffId, name: z.string() }); // the Entra object id; the name is empty where it is not known
const Said = z.strictObject({ title: z.string(), text: z.string() });
type Said = z.infer<typeof Said>;
const Happening = z.strictObject({ at: Instant, by: Who.optional(), title: z.string(), text: z.string() });

const YesNo = z.enum(['yes', 'no', 'not-said']);
const Decision = z.strictObject({
  number: z.int(),
  corrects: z.int().optional(), // the number of the decision that no longer holds
  at: Instant,
  by: Who,
  late: z.boolean(), // after the 24 hours; of a correction always false
  kind: z.string(), // "assessment", "child-in-need" and so on
  title: z.string(), // the same in words
  action: z.string(),
  reasons: z.string(),
  referrerIsTold: z.string(),
  referrerDoesNow: z.string(), // what they were asked to do; empty where nothing was said
  trafficking: z.enum(['yes', 'no', 'cannot-tell', 'not-said']), // whether the manager is concerned about it
  protection: YesNo, // needed at once
  protectionWhat: z.string(),
  police: YesNo, // told
});

/**
 * A whole case for the council's own case system. All times are UTC. A field is only ever added within a format; a reader that finds
 * another number in `format` must not guess.
 */
export const CaseFile = z.strictObject({
  format: z.literal(1),
  reference: CaseId,
  protocol: z.strictObject({ id: z.string(), version: z.string(), title: z.string() }),
  madeAt: Instant, // what came later is not in it
  status: z.enum(['awaiting-decision', 'joined', 'decided']),
  joinedInto: CaseId.optional(), // a call that the MASH wrote down and that goes on there: the same call
  joinedCalls: z.array(CaseId).optional(), // calls that go on here; not in older files
  carerIsNotTold: z.boolean(), // or not known to be: then nobody contacts the parent or carer
  carer: z.string().default(''), // whether they know, in words; empty where they agreed
  referrer: Who,
  calledAt: Instant.optional(), // the telephone call, where one came first
  sentAt: Instant,
  decisionDue: Instant,
  written: z.array(Said), // the whole written referral, "Not known" where that was said, "Not asked" where nobody was asked
  questions: z.array(
    z.strictObject({
      number: z.int(),
      askedAt: Instant,
      askedBy: Who,
      question: z.string(),
      answeredAt: Instant.optional(),
      answer: z.string().optional(), // left out until it is answered; empty where it is not known
    }),
  ),
  additions: z.array(Happening), // what was said or recorded after it was sent
  decisions: z.array(Decision), // the first, then each correction and each new decision; the last one stands
  links: z.array(CaseId), // referrals that the referrer linked with this one
  linkedAs: z.array(z.strictObject({ to: CaseId, as: LinkKind })).optional(), // and what they share; not in older files
  history: z.array(z.strictObject({ ...Happening.shape, type: z.string() })), // everything that happened, in order
  others: z.array(Said), // texts of the case that stand nowhere above
  leftOut: z.array(z.string()), // what is not in it, in words: the Assessment team’s notes for the police, what was erased
  erasedAt: Instant.optional(), // then every name, answer and text is empty: it was erased under retention
  // The hash over the history as it is here. Kept elsewhere, it shows later whether the history was changed: npm run audit:verify
  chain: z.strictObject({ events: z.int(), head: Hash }).optional(),
});
export type CaseFile = z.infer<typeof CaseFile>;
type Happening = z.infer<typeof Happening>;

/** @source Protocol 8.2 (the record of the referral and the decision); part 7 of the trace: for members of the MASH alone */
export function caseFile(record: CaseRecord, referral: SubmittedReferral, pack: Pack, madeAt: Instant): CaseFile {
  const { facts, events } = record;
  const erased = erasedIn(events);
  const all = events.map((event) => ({ event, said: happening(record, event, told(record, event, referral, pack)) }));
  const apart = events.flatMap((event) =>
    event.type === 'PoliceNoteAdded' ? [assessmentText.policeNote(event.number)] : [],
  );
  const file: CaseFile = {
    format: 1,
    reference: record.id,
    protocol: { ...record.pack, title: pack.title },
    madeAt,
    status: referral.status,
    ...(referral.status === 'joined' ? { joinedInto: referral.joined.into } : {}),
    joinedCalls: referral.calls.map(({ from }) => from),
    carerIsNotTold: carerIsNotTold(facts.answers),
    carer: erased ? '' : carerInWords(facts.answers),
    referrer: who(record, senderOf(record, referral.submittedBy)),
    ...(referral.call.kind === 'made' ? { calledAt: referral.call.at } : {}),
    sentAt: referral.submittedAt,
    decisionDue: referral.decisionDue,
    written: writtenIn(record, pack),
    questions: questionsIn(record, referral),
    additions: all.filter(({ event, said }) => isAddition(event) && said.text !== '').map(({ said }) => said),
    decisions: decisionEntries(events).map((entry) => decisionIn(record, entry)),
    links: referral.links,
    linkedAs: linksFromReferrer(events),
    history: all.map(({ event, said }) => ({ ...said, type: event.type, text: isPlain(event) ? said.text : '' })),
    others: [],
    leftOut: [...(apart.length > 0 ? [notesLeftOut] : []), ...(erased ? [nothingLeft(erased)] : [])],
    ...(erased ? { erasedAt: erased.at } : {}),
    ...chainIn(record),
  };
  const held = JSON.stringify(file);
  const others = Object.entries(facts.texts).filter(
    ([name, text]) => !apart.includes(name) && !held.includes(JSON.stringify(text).slice(1, -1)),
  );
  return { ...file, others: others.map(([title, text]) => ({ title, text })) };
}

function carerInWords(answers: Answers): string {
  const { title, lines, calm } = carerBanner(answers);
  return calm ? '' : `${title}. ${lines.join(' ')}`;
}

/** The answers in words; whether the carer knows stands apart. */
export const writtenIn = (record: CaseRecord, pack: Pack): Said[] =>
  erasedIn(record.events)
    ? []
    : writtenReferral(record.facts.answers, pack, laterFacts(record, pack)).filter(({ banner }) => !banner);

export const questionsIn = (record: CaseRecord, { questions }: SubmittedReferral): CaseFile['questions'] =>
  questions.map(({ number, askedBy, askedAt, answer }) => ({
    number,
    askedAt,
    askedBy: who(record, askedBy),
    question: record.facts.texts[textOf.question(number)] ?? '',
    ...(answer.kind === 'awaited'
      ? {}
      : { answeredAt: answer.at, answer: record.facts.texts[textOf.answer(number)] ?? '' }),
  }));

export function chainIn(record: CaseRecord): Pick<CaseFile, 'chain'> {
  const head = headOf(record);
  return head ? { chain: { events: record.events.length, head } } : {};
}

function decisionIn(record: CaseRecord, entry: DecisionEntry): z.infer<typeof Decision> {
  const { number, corrects, at, by, decision, trafficking = 'not-said', protection, police } = entry;
  const { action, reasons, tell, protection: protectionWhat, doNow } = decisionWordsOf(record.facts.texts, number);
  return {
    number,
    ...(corrects === undefined ? {} : { corrects }),
    at,
    by: who(record, by),
    late: entry.late === true,
    kind: decision,
    title: decisionWords[decision],
    action,
    reasons,
    referrerIsTold: tell,
    referrerDoesNow: doNow,
    trafficking,
    protection,
    protectionWhat,
    police,
  };
}

const isAddition = (event: CaseEvent): boolean =>
  !isPlain(event) && event.type !== 'DecisionRecorded' && event.type !== 'DecisionCorrected';

const who = ({ facts }: CaseRecord, id: StaffId): z.infer<typeof Who> => ({ id, name: facts.names[id] ?? '' });

function happening(record: CaseRecord, event: CaseEvent, { title, text }: Said): Happening {
  return { at: event.at, ...('by' in event && event.by ? { by: who(record, event.by) } : {}), title, text };
}

/** What the thread in the MASH channel says of it, whole; who and when stand apart. */
function told(record: CaseRecord, event: CaseEvent, referral: SubmittedReferral, pack: Pack): Said {
  const own = eventWords(event);
  if (own !== undefined) return own;
  const { title, lines } = threadWords(record, event, referral, pack, event.at);
  const texts = lines.map(({ runs }) => runs.map(({ text }) => text).join(''));
  if (whoAndWhen(record, event).includes(texts.at(-1) ?? '')) texts.pop();
  return { title: title === record.id ? spaced(event.type) : title, text: texts.join('\n') };
}

const notesLeftOut = 'Notes for the police are not in it: only the Assessment team reads them.';

/** How a line in the thread ends. */
function whoAndWhen({ facts }: CaseRecord, event: CaseEvent): string[] {
  const when = clockAndDay(event.at);
  const name = 'by' in event && event.by ? (facts.names[event.by] ?? 'a colleague') : '';
  return [when, `${name}, ${when}`, `By ${name}, ${when}`];
}

/** Everything that happened, in order: of a case that was never sent, too. */
export function historyInWords(record: CaseRecord, pack: Pack, now: Instant): CaseFile['history'] {
  const referral = submittedIn(referralOf(record.events));
  if (referral) return caseFile(record, referral, pack, now).history;
  return record.events.map((event) => {
    const title = eventWords(event)?.title ?? spaced(event.type);
    return { ...happening(record, event, { title, text: '' }), type: event.type };
  });
}

/** "AssessmentAccepted" as "Assessment accepted", for an event that nobody has words for. */
const spaced = (type: string): string => type.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
