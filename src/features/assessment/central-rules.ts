import type { Person } from '../../base/people.ts';
import { londonDay } from '../../base/time.ts';
import { type Box, readBoxes } from '../../case/boxes.ts';
import type { Actor } from '../../case/commands.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { CentralOutcome, centralText } from '../../history/central.ts';
import type { Central } from '../../protocol/central.ts';
import { workingDaysAfter } from '../../protocol/days.ts';
import { centralOf } from './central-state.ts';
import { whyNotAssess } from './rules.ts';
import { assessmentOf, hasGrounds } from './state.ts';

const name: Box = { kind: 'text', required: true, limit: 200 };
const past: Box = { kind: 'past', required: true };
const sentForm = { reference: name, sent: past } as const;

/**
 * The answers that the authority can give. Under the 2016 pathway it decides once; under 2026 it decides on reasonable
 * grounds first.
 */
export function outcomesOf(pathway: Central['pathway']): CentralOutcome[] {
  return pathway === '2016' ? ['trafficked', 'not-trafficked', 'awaited'] : CentralOutcome.options;
}

/**
 * Why this person cannot make a central referral. It is offered once the team has found reasonable grounds.
 * @source Protocol 4.3, 8.3
 */
export function whyNotReferOn(record: CaseRecord, by: Person) {
  const assessment = assessmentOf(record.events);
  const refusal = whyNotAssess(assessment, by);
  if (refusal) return refusal;
  return hasGrounds(assessment) ? undefined : ({ kind: 'not-yet', first: 'grounds' } as const);
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
  typed: Record<string, string>,
  { central: rules, known }: { central: Central; known: number },
  { by, now }: Actor,
): Outcome {
  const refusal = whyNotReferOn(record, by);
  if (refusal) return refuseWith(refusal);
  const read = readBoxes(sentForm, typed, londonDay(now));
  const central = centralOf(record.events);
  const last = central.kind === 'recorded' ? central.entry : undefined;
  const isSame =
    'values' in read &&
    last?.sentOn === read.values.sent &&
    record.facts.texts[centralText.reference(last.number)] === read.values.reference;
  if (isSame) return nothingToDo;
  if (last && last.number !== known) return refuseWith({ kind: 'already-recorded', by: last.by });
  if ('faults' in read) return refuseWith({ kind: 'boxes-are-wrong', faults: read.faults });
  const { reference, sent: sentOn } = read.values;
  const number = (last?.number ?? 0) + 1;
  const { pathway, within, grounds, bankHolidays } = rules;
  const groundsBy = pathway === '2026' ? workingDaysAfter(sentOn, grounds.workingDays, bankHolidays) : undefined;
  const groundsTarget = groundsBy ? { groundsBy } : {};
  return withEvents(
    [{ type: 'CentralReferralRecorded', at: now, by: by.id, number, sentOn, pathway, within, ...groundsTarget }],
    { [centralText.reference(number)]: reference },
  );
}

/** Records what the authority said, or that somebody asked it and it has not decided. @source Protocol 4.3 */
export function recordOutcome(record: CaseRecord, typed: Record<string, string>, { by, now }: Actor): Outcome {
  const refusal = whyNotAssess(assessmentOf(record.events), by);
  if (refusal) return refuseWith(refusal);
  const central = centralOf(record.events);
  if (central.kind === 'not-recorded') return refuseWith({ kind: 'not-yet', first: 'central-sent' });
  const outcomes: Box = { kind: 'choice', of: outcomesOf(central.entry.pathway) };
  const read = readBoxes({ outcome: outcomes, who: name, heard: past }, typed, londonDay(now));
  if ('faults' in read) return refuseWith({ kind: 'boxes-are-wrong', faults: read.faults });
  const { who, heard: heardOn } = read.values;
  const outcome = CentralOutcome.parse(read.values.outcome);
  const before = record.events.findLast((event) => event.type === 'CentralOutcomeRecorded');
  if (before?.type === 'CentralOutcomeRecorded' && before.outcome === outcome && before.heardOn === heardOn) {
    if (record.facts.texts[centralText.who(before.number)] === who) return nothingToDo;
  }
  const number = central.outcomes + 1;
  return withEvents([{ type: 'CentralOutcomeRecorded', at: now, by: by.id, number, outcome, heardOn }], {
    [centralText.who(number)]: who,
  });
}
