import type { Person } from '../../src/base/people.ts';
import type { Instant } from '../../src/base/time.ts';
import { advance } from '../../src/case/advance.ts';
import { askReferrer, recordDecision, takeReferral } from '../../src/case/commands.ts';
import type { DecisionForm } from '../../src/case/decision-record.ts';
import type { Outcome } from '../../src/case/outcome.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf } from '../../src/case/state.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { caseContext, mo, resultOf, withOutcome } from '../case/a-case.ts';
import { aDecisionForm } from './decision/a-decision-form.ts';

/** What commands came to, and cases after the commands that many rules begin from. */

/** What each of these commands came to, as `resultOf` says it. */
export const resultsOf = (...outcomes: Outcome[]): string[] => outcomes.map(resultOf);

/** The case after these events, at the time of the last one. */
export const afterEvents = (record: CaseRecord, ...events: CaseEvent[]): CaseRecord =>
  advance(record, { events }, caseContext(events.at(-1)?.at ?? record.changedAt));

/** The case after its decision, by Mo. @param form what the decision says otherwise than `aDecisionForm` */
export const decidedAt = (record: CaseRecord, now: Instant, form: Partial<DecisionForm> = {}): CaseRecord => {
  const whole = { ...aDecisionForm, ...form };
  return withOutcome(record, recordDecision(referralOf(record.events), whole, record.facts.texts, { by: mo, now }));
};

export const takenBy = (record: CaseRecord, by: Person, now: Instant): CaseRecord =>
  withOutcome(record, takeReferral(referralOf(record.events), { by, now }));

/** The case after somebody of the MASH has asked the referrer. */
export const askedBy = (record: CaseRecord, by: Person, now: Instant): CaseRecord =>
  withOutcome(record, askReferrer(referralOf(record.events), 'Which school?', record.facts.texts, { by, now }));
