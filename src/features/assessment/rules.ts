import { isDeepStrictEqual } from 'node:util';
import type { Person } from '../../base/people.ts';
import type { Texts } from '../../base/texts.ts';
import { londonDay } from '../../base/time.ts';
import { type Box, readBoxes } from '../../case/boxes.ts';
import {
  type Actor,
  type BeforeThat,
  doneBy,
  nothingToDo,
  type Outcome,
  refuseWith,
  withEvents,
} from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { openTasksOf, taskText } from '../../case/tasks.ts';
import {
  Arrival,
  assessmentText,
  CentralOutcome,
  centralText,
  ServiceKind,
  SupportItem,
} from '../../history/assessment.ts';
import { CaseEvent, type EventOf, isA, nextNumber } from '../../history/events.ts';
import type { Central } from '../../protocol/central.ts';
import { workingDaysAfter } from '../../protocol/days.ts';
import { type Assessment, assessmentOf, centralOf, hasGrounds } from './state.ts';
import type { AssessmentForm } from './verbs.ts';
import { supportWords } from './words.ts';

const yesNo: Box = { kind: 'choice', of: ['yes', 'no'] };
const words: Box = { kind: 'text', required: true };
const name: Box = { kind: 'text', required: true, limit: 200 };

/** The forms of the Assessment team and the boxes of each. No box asks where a child is placed. */
export const assessmentForms = {
  family: {
    need: words,
    services: words,
    arrival: { kind: 'choice', of: Arrival.options },
    plan: { kind: 'past' }, // since when there is a plan to protect the child
  },
  suspicion: { suspected: yesNo, reasons: words },
  grounds: { grounds: yesNo, reasons: words },
  service: { service: { kind: 'choice', of: ServiceKind.options }, worker: name, plan: { kind: 'day' } },
  support: { item: { kind: 'choice', of: SupportItem.options }, owner: name, on: { kind: 'coming', required: true } },
  police: { note: words },
} as const satisfies Record<AssessmentForm, Record<string, Box>>;

/**
 * Why this person may not work on the assessment. Only a member of the Assessment team's channel may, and only on a
 * case that the MASH passed on. Checked before anything is shown.
 */
export function whyNotAssess({ passed }: Assessment, by: Person) {
  if (!by.roles.has('assessment')) return { kind: 'only-the-assessment-team' } as const;
  return passed.kind === 'yes' ? undefined : ({ kind: 'not-passed-on' } as const);
}

/** Takes the case on for the team. The MASH and the referrer are told. Only the first person's press counts. */
export function acceptCase(record: CaseRecord, at: Actor): Outcome {
  const assessment = assessmentOf(record.events);
  const refusal = whyNotAssess(assessment, at.by);
  if (refusal) return refuseWith(refusal);
  const { accepted } = assessment;
  if (accepted)
    return accepted.by === at.by.id ? nothingToDo : refuseWith({ kind: 'already-accepted', by: accepted.by });
  return doneBy(at, { type: 'AssessmentAccepted' });
}

/** @source Protocol 8.3: the child and family assessment, and the specialist one if the team suspects trafficking */
export function beginAssessment(record: CaseRecord, which: 'family' | 'specialist', at: Actor): Outcome {
  const assessment = assessmentOf(record.events);
  const before =
    whyNotAssess(assessment, at.by) ?? whyNotYet(assessment, which === 'family' ? 'family-start' : 'specialist');
  if (before) return refuseWith(before);
  if (assessment[which].begun) return nothingToDo;
  const type = which === 'family' ? 'FamilyAssessmentStarted' : 'TraffickingAssessmentStarted';
  return doneBy(at, { type });
}

/** Why this step cannot happen yet: an earlier step is missing. */
export function whyNotYet(assessment: Assessment, step: AssessmentForm | 'family-start' | 'specialist') {
  if (!assessment.accepted) return notYet('accept');
  if (step === 'family' && !assessment.family.begun) return notYet('family-start');
  if (step === 'specialist' && !assessment.suspicion?.suspected) return notYet('suspicion');
  return step === 'grounds' && !assessment.specialist.begun ? notYet('specialist-start') : undefined;
}

export const notYet = (first: BeforeThat) => ({ kind: 'not-yet', first }) as const;

/**
 * Records a form. A second entry of the same kind is kept beside the first, and counts from then on. Saving the same
 * entry again changes nothing.
 * @source Protocol 8.3, 8.4, 10.1
 */
export function recordAssessment(record: CaseRecord, form: AssessmentForm, typed: Texts, { by, now }: Actor): Outcome {
  const assessment = assessmentOf(record.events);
  const before = whyNotAssess(assessment, by) ?? whyNotYet(assessment, form);
  if (before) return refuseWith(before);
  const read = readBoxes<string>(assessmentForms[form], typed, londonDay(now));
  if ('why' in read) return read;
  const { values } = read;
  if (form === 'support') return recordSupport(record, values, { by, now });
  const earlier = record.events.filter((each): each is Recorded => each.type === eventTypes[form]);
  const last = earlier.at(-1);
  const number = earlier.length + 1;
  const event = eventOf(form, values, { at: now, by: by.id, number });
  const boxes = textBoxes[form];
  const texts = Object.fromEntries(boxes.map(([name, box]) => [assessmentText[name](number), values[box] ?? '']));
  const isSame =
    last &&
    isDeepStrictEqual({ ...event, at: last.at, by: last.by, number: last.number }, last) &&
    boxes.every(([name, box]) => record.facts.texts[assessmentText[name](last.number)] === values[box]);
  return isSame ? nothingToDo : withEvents([event], texts);
}

/** Help with an owner and a day is a task, and reminds as one. @source Protocol 8.4 */
function recordSupport({ events, facts }: CaseRecord, values: Texts, at: Actor): Outcome {
  const { owner = '', on = '' } = values;
  const item = SupportItem.parse(values.item);
  const isSame = openTasksOf(events).some(
    (task) => task.item === item && task.on === on && facts.texts[taskText.who(task.number)] === owner,
  );
  if (isSame) return nothingToDo;
  const number = nextNumber(events, 'TaskSet');
  return doneBy(
    at,
    { type: 'TaskSet', number, kind: 'task', on, item },
    { [taskText.what(number)]: supportWords[item], [taskText.who(number)]: owner },
  );
}

/** Where the words of each box are stored, as pairs: the name of the stored text, then the box. */
const textBoxes: Record<Exclude<AssessmentForm, 'support'>, [keyof typeof assessmentText, string][]> = {
  family: [
    ['need', 'need'],
    ['services', 'services'],
  ],
  suspicion: [['suspicion', 'reasons']],
  grounds: [['grounds', 'reasons']],
  service: [['worker', 'worker']],
  police: [['policeNote', 'note']],
};

const eventTypes = {
  family: 'FamilyAssessmentCompleted',
  suspicion: 'TraffickingSuspicionRecorded',
  grounds: 'ReasonableGroundsRecorded',
  service: 'ServiceRecorded',
  police: 'PoliceNoteAdded',
} as const;
type Recorded = EventOf<(typeof eventTypes)[keyof typeof eventTypes]>;

/** The event of a form, from its boxes. Its schema leaves out whatever belongs to other events. */
const eventOf = (form: keyof typeof eventTypes, { plan, suspected, grounds, ...values }: Texts, done: object) =>
  CaseEvent.parse({
    ...{ ...values, ...(plan && { planOn: plan }), suspected: suspected === 'yes', grounds: grounds === 'yes' },
    ...{ ...done, type: eventTypes[form] },
  });

const past: Box = { kind: 'past', required: true };
/** The boxes in which a person records that they sent the central referral. */
export const sentBoxes = { reference: name, sent: past } as const;

/**
 * The boxes for what the authority said. Under the 2016 pathway it decides once; under 2026 it decides on reasonable
 * grounds first.
 */
export function outcomeBoxes(pathway: Central['pathway']) {
  const of = pathway === '2016' ? ['trafficked', 'not-trafficked', 'awaited'] : CentralOutcome.options;
  return { outcome: { kind: 'choice', of }, who: name, heard: past } as const;
}

/**
 * Why this person cannot make a central referral. It is offered once the team has found reasonable grounds.
 * @source Protocol 4.3, 8.3
 */
export function whyNotReferOn(record: CaseRecord, by: Person) {
  const assessment = assessmentOf(record.events);
  const refusal = whyNotAssess(assessment, by);
  if (refusal) return refusal;
  return hasGrounds(assessment) ? undefined : notYet('grounds');
}

/**
 * Records a person's word that they sent the central referral. The bot sends nothing, and never claims to. Each child
 * has one; a new entry corrects the one before.
 * @param known the number of the latest entry that the person saw, so that the second of two people hears about the
 * first
 * @source Protocol 4.3, read as 30 calendar days from the recorded date
 */
export function recordSent(
  record: CaseRecord,
  typed: Texts,
  { central: rules, known }: { central: Central; known: number },
  at: Actor,
): Outcome {
  const refusal = whyNotReferOn(record, at.by);
  if (refusal) return refuseWith(refusal);
  const read = readBoxes(sentBoxes, typed, londonDay(at.now));
  const last = centralOf(record.events)?.entry;
  const isSame =
    'values' in read &&
    last?.sentOn === read.values.sent &&
    record.facts.texts[centralText.reference(last.number)] === read.values.reference;
  if (isSame) return nothingToDo;
  if (last && last.number !== known) return refuseWith({ kind: 'already-recorded', by: last.by });
  if ('why' in read) return read;
  const { reference, sent: sentOn } = read.values;
  const number = (last?.number ?? 0) + 1;
  const { pathway, within, grounds, bankHolidays } = rules;
  const groundsBy = pathway === '2026' ? workingDaysAfter(sentOn, grounds.workingDays, bankHolidays) : undefined;
  return doneBy(
    at,
    {
      type: 'CentralReferralRecorded',
      number,
      sentOn,
      pathway,
      within,
      ...(groundsBy && { groundsBy }),
    },
    { [centralText.reference(number)]: reference },
  );
}

/** Records what the authority said, or that somebody asked it and it has not decided. @source Protocol 4.3 */
export function recordOutcome(record: CaseRecord, typed: Texts, at: Actor): Outcome {
  const refusal = whyNotAssess(assessmentOf(record.events), at.by);
  if (refusal) return refuseWith(refusal);
  const central = centralOf(record.events);
  if (!central) return refuseWith(notYet('central-sent'));
  const read = readBoxes(outcomeBoxes(central.entry.pathway), typed, londonDay(at.now));
  if ('why' in read) return read;
  const { who, heard: heardOn } = read.values;
  const outcome = CentralOutcome.parse(read.values.outcome);
  const before = record.events.findLast(isA('CentralOutcomeRecorded'));
  const isSame =
    before?.outcome === outcome &&
    before.heardOn === heardOn &&
    record.facts.texts[centralText.who(before.number)] === who;
  if (isSame) return nothingToDo;
  const number = (before?.number ?? 0) + 1;
  return doneBy(
    at,
    { type: 'CentralOutcomeRecorded', number, outcome, heardOn },
    {
      [centralText.who(number)]: who,
    },
  );
}
