import type { EventOf } from '../history/events.ts';
import type { Decided, Submitted } from './along.ts';

/**
 * A decided case as it waits for a new decision: what was decided stands in its history, and the clock of the new decision takes the
 * place of the first. A child who left sight long ago does not leave it again.
 */
export function openedAgain(
  whole: Submitted & Decided,
  { by, at, after, clockStart, decisionDue }: EventOf<'DecisionReopened'>,
): Submitted {
  const { decision: _, decidedBy: _by, decidedAt: _at, late: _late, notice: _notice, ...rest } = whole;
  const { protection: _protection, police: _police, trafficking: _concern, correction: _correction, ...before } = rest;
  const { leavesSight, ...sent } = before;
  const sight = leavesSight && leavesSight > at ? { leavesSight } : {};
  const reopening = { kind: 'reopened', by, at, after } as const;
  return { ...sent, ...sight, clockStart, decisionDue, toldOverdue: false, reopening };
}
