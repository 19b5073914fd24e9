import type { Instant } from '../../../src/base/time.ts';
import { recordDecision } from '../../../src/case/commands.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf } from '../../../src/case/state.ts';
import { acceptCase } from '../../../src/features/assessment/rules.ts';
import { aReferral, at, mo, sue, withOutcome } from '../../case/a-case.ts';
import { aDecisionForm } from '../decision/a-decision-form.ts';

/** A case that the MASH passed on to the Assessment team. */
export function passedOn(): CaseRecord {
  const record = aReferral(at('2026-11-24T14:00:00.000Z'));
  const form = { ...aDecisionForm, decision: 'assessment', action: 'The Assessment team visits.' } as const;
  const now = at('2026-11-25T09:00:00.000Z');
  return withOutcome(record, recordDecision(referralOf(record.events), form, {}, { by: mo, now }));
}

/** The same, once Sue has taken it on. */
export const acceptedAt = (now: Instant): CaseRecord =>
  withOutcome(passedOn(), acceptCase(passedOn(), { by: sue, now }));
