import { type Person, StaffId } from '../../../src/base/people.ts';
import type { Instant } from '../../../src/base/time.ts';
import { recordDecision } from '../../../src/case/commands.ts';
import type { Outcome } from '../../../src/case/outcome.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf } from '../../../src/case/state.ts';
import { aReferral, at, mo, withOutcome } from '../../case/a-case.ts';
import { aDecisionForm } from '../decision/a-decision-form.ts';

/** Made-up social workers, and a case that the MASH passed on to their team. */

const socialWorker = (id: string, name: string): Person => ({
  id: StaffId.parse(id),
  name,
  roles: new Set(['assessment']),
});
export const sue = socialWorker('sue', 'Sue Marsh');
export const ivy = socialWorker('ivy', 'Ivy Cole');

export function passedOn(): CaseRecord {
  const record = aReferral(at('2026-11-24T14:00:00.000Z'));
  const form = { ...aDecisionForm, decision: 'assessment', action: 'The Assessment team visits.' } as const;
  const now = at('2026-11-25T09:00:00.000Z');
  return withOutcome(record, recordDecision(referralOf(record.events), form, {}, { by: mo, now }), mo, now);
}

export const step = (record: CaseRecord, rule: (record: CaseRecord) => Outcome, by: Person, now: Instant): CaseRecord =>
  withOutcome(record, rule(record), by, now);
