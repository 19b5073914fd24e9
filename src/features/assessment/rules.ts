import type { Person } from '../../base/people.ts';
import { type Instant, londonDay } from '../../base/time.ts';
import { type Box, readBoxes } from '../../case/boxes.ts';
import { happened, nothingToDo, type Outcome, refused } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { Arrival, assessmentText, ServiceKind, SupportItem } from '../../history/assessment.ts';
import type { CaseEvent } from '../../history/events.ts';
import { type Assessment, assessmentOf } from './state.ts';

interface Now {
  by: Person;
  now: Instant;
}

const yesNo: Box = { kind: 'choice', of: ['yes', 'no'] };
const words: Box = { kind: 'text', required: true };
const name: Box = { kind: 'text', required: true, limit: 200 };

/** What the Assessment team can record, with the boxes that each asks for. Not one asks where a child is placed. */
export const assessmentForms = {
  family: {
    need: words,
    services: words,
    arrival: { kind: 'choice', of: Arrival.options },
    plan: { kind: 'past' },
  },
  suspicion: { suspected: yesNo, reasons: words },
  grounds: { grounds: yesNo, reasons: words },
  service: { service: { kind: 'choice', of: ServiceKind.options }, worker: name, plan: { kind: 'day' } },
  support: { item: { kind: 'choice', of: SupportItem.options }, owner: name, on: { kind: 'day', required: true } },
  police: { note: words },
} as const satisfies Record<string, Record<string, Box>>;
export type AssessmentForm = keyof typeof assessmentForms;

/** Who may do anything here: a member of the Assessment team's channel, with a case that the MASH passed on. Asked before anything is shown. */
export function mayAssess({ passed }: Assessment, by: Person) {
  if (!by.roles.has('assessment')) return { kind: 'only-the-assessment-team' } as const;
  return passed.kind === 'yes' ? undefined : ({ kind: 'not-passed-on' } as const);
}

/** Takes the case on for the team: the MASH and the referrer hear of it. The first one stands. */
export function accept(record: CaseRecord, { by, now }: Now): Outcome {
  const assessment = assessmentOf(record.events);
  const may = mayAssess(assessment, by);
  if (may) return refused(may);
  const { accepted } = assessment;
  if (accepted) return accepted.by === by.id ? nothingToDo : refused({ kind: 'already-accepted', by: accepted.by });
  return happened([{ type: 'AssessmentAccepted', at: now, by: by.id }]);
}

/** @source Protocol 8.3: the child and family assessment, and the specialist one where the team suspects trafficking (default A6) */
export function start(record: CaseRecord, which: 'family' | 'specialist', { by, now }: Now): Outcome {
  const assessment = assessmentOf(record.events);
  const before = mayAssess(assessment, by) ?? notYet(assessment, which === 'family' ? 'family-start' : 'specialist');
  if (before) return refused(before);
  const done = { at: now, by: by.id };
  if (which === 'family')
    return assessment.familyStarted ? nothingToDo : happened([{ type: 'FamilyAssessmentStarted', ...done }]);
  return assessment.specialistStarted ? nothingToDo : happened([{ type: 'TraffickingAssessmentStarted', ...done }]);
}

/** What still has to come before this step: nothing is found before it was looked for. */
export function notYet(assessment: Assessment, step: AssessmentForm | 'family-start' | 'specialist') {
  const first = firstOf(assessment, step);
  return first ? ({ kind: 'not-yet', first } as const) : undefined;
}

function firstOf(assessment: Assessment, step: AssessmentForm | 'family-start' | 'specialist') {
  if (!assessment.accepted) return 'accept';
  if (step === 'family' && !assessment.familyStarted) return 'family-start';
  if (step === 'specialist' && !assessment.suspicion?.suspected) return 'suspicion';
  return step === 'grounds' && !assessment.specialistStarted ? 'specialist-start' : undefined;
}

/**
 * Records what was filled in. A second entry of a kind stands beside the first, and counts; the same one again is no news.
 * @source Protocol 8.3, 8.4, 10.1
 */
export function recordAssessment(
  record: CaseRecord,
  form: AssessmentForm,
  typed: Record<string, string>,
  { by, now }: Now,
): Outcome {
  const assessment = assessmentOf(record.events);
  const before = mayAssess(assessment, by) ?? notYet(assessment, form);
  if (before) return refused(before);
  const read = readBoxes<string>(assessmentForms[form], typed, londonDay(now));
  if ('faults' in read) return refused({ kind: 'boxes-are-wrong', faults: read.faults });
  const { event, texts, last } = entry(assessment, form, read.values, { at: now, by: by.id });
  return last && says(last, record.facts.texts) === says({ event, texts: Object.keys(texts) }, texts)
    ? nothingToDo
    : happened([event], texts);
}

interface Said {
  event: CaseEvent;
  texts: string[];
}

/** All that an entry says but when, by whom and as which: a button pressed twice says the same. */
function says({ event, texts }: Said, all: Record<string, string>): string {
  const { at: _, number: __, by: ___, ...rest } = event as Record<string, unknown>;
  const sorted = Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .sort();
  return JSON.stringify([sorted, texts.map((each) => all[each])]);
}

interface Entry {
  event: CaseEvent;
  texts: Record<string, string>;
  last: Said | undefined; // the one before of this kind
}

function entry(
  assessment: Assessment,
  form: AssessmentForm,
  values: Record<string, string>,
  done: { at: Instant; by: Person['id'] },
): Entry {
  const text = (name: string) => values[name] ?? '';
  const planOn = text('plan') === '' ? {} : { planOn: text('plan') };
  const numbered = (last: { number: number } | undefined) => (last?.number ?? 0) + 1;
  switch (form) {
    case 'family': {
      const last = assessment.familyCompleted;
      const number = numbered(last);
      const names = (n: number) => [assessmentText.need(n), assessmentText.services(n)];
      return {
        event: {
          type: 'FamilyAssessmentCompleted',
          ...done,
          number,
          arrival: Arrival.parse(text('arrival')),
          ...planOn,
        },
        texts: { [assessmentText.need(number)]: text('need'), [assessmentText.services(number)]: text('services') },
        last: last && { event: last, texts: names(last.number) },
      };
    }
    case 'suspicion': {
      const last = assessment.suspicion;
      const number = numbered(last);
      return {
        event: { type: 'TraffickingSuspicionRecorded', ...done, number, suspected: text('suspected') === 'yes' },
        texts: { [assessmentText.suspicion(number)]: text('reasons') },
        last: last && { event: last, texts: [assessmentText.suspicion(last.number)] },
      };
    }
    case 'grounds': {
      const last = assessment.grounds;
      const number = numbered(last);
      return {
        event: { type: 'ReasonableGroundsRecorded', ...done, number, grounds: text('grounds') === 'yes' },
        texts: { [assessmentText.grounds(number)]: text('reasons') },
        last: last && { event: last, texts: [assessmentText.grounds(last.number)] },
      };
    }
    case 'service': {
      const last = assessment.services.at(-1);
      const number = numbered(last);
      const service = ServiceKind.parse(text('service'));
      return {
        event: { type: 'ServiceRecorded', ...done, number, service, ...planOn },
        texts: { [assessmentText.worker(number)]: text('worker') },
        last: last && { event: last, texts: [assessmentText.worker(last.number)] },
      };
    }
    case 'support': {
      const item = SupportItem.parse(text('item'));
      const last = assessment.support[item];
      const number = assessment.supportCount + 1;
      return {
        event: { type: 'SupportRecorded', ...done, number, item, on: text('on') },
        texts: { [assessmentText.owner(number)]: text('owner') },
        last: last && { event: last, texts: [assessmentText.owner(last.number)] },
      };
    }
    case 'police': {
      const last = assessment.policeNotes.at(-1);
      const number = numbered(last);
      return {
        event: { type: 'PoliceNoteAdded', ...done, number },
        texts: { [assessmentText.policeNote(number)]: text('note') },
        last: last && { event: last, texts: [assessmentText.policeNote(last.number)] },
      };
    }
  }
}
