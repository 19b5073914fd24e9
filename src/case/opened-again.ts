import type { Instant } from '../base/time.ts';
import type { EventOf } from '../history/events.ts';

/** What a decision adds to what is known of a case, and what its clock has. */
interface Decided {
  decision: unknown;
  decidedBy: unknown;
  decidedAt: unknown;
  late: unknown;
  protection: unknown;
  police: unknown;
  referrerToldAt?: unknown;
  trafficking?: unknown;
  corrected?: unknown;
  leavesSight?: Instant;
}

/**
 * A decided case as it waits for a new decision: what was decided stands in its history, and the clock of the new decision takes the
 * place of the first. A child who left sight long ago does not leave it again.
 */
export function openedAgain<Case extends Decided>(
  whole: Case,
  { by, at, after, clockStart, decisionDue }: EventOf<'DecisionReopened'>,
) {
  const { decision: _, decidedBy: _by, decidedAt: _at, late: _late, referrerToldAt: _told, ...rest } = whole;
  const { protection: _protection, police: _police, trafficking: _concern, corrected: _corrected, ...before } = rest;
  const { leavesSight, ...sent } = before;
  const sight = leavesSight && leavesSight > at ? { leavesSight } : {};
  return { ...sent, ...sight, clockStart, decisionDue, toldOverdue: false, reopened: { by, at, after } };
}
