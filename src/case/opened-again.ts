import type { Instant } from '../base/time.ts';
import type { EventOf } from '../history/events.ts';

/** The fields that a decision adds to a case, and the one that its clock depends on. */
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
 * Opens a decided case again, to wait for a new decision. The history keeps the old decision, and the new decision gets
 * a new clock. A time at which the child left sight is dropped if it has passed.
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
