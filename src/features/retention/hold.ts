import type { StaffId } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import { refuseFaultyTexts } from '../../case/commands.ts';
import { erasedIn } from '../../case/erased.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import type { CaseEvent } from '../../history/events.ts';
import { holdText } from '../../history/retention.ts';
import { holdOn } from './state.ts';

/** Why a hold is set or released, by whom and when. */
interface HoldInput {
  why: string;
  by: StaffId;
  now: Instant;
}

/** Protects a case from erasing until the hold is released. An erased case cannot be held. */
export function setHold(events: CaseEvent[], { why, by, now }: HoldInput): Outcome {
  const fault = refuseFaultyTexts({ why });
  if (fault) return fault;
  if (erasedIn(events)) return refuseWith({ kind: 'erased' });
  if (holdOn(events)) return nothingToDo;
  const number = events.filter(({ type }) => type === 'LegalHoldSet').length + 1;
  return withEvents([{ type: 'LegalHoldSet', at: now, by, number }], { [holdText.set(number)]: why });
}

export function releaseHold(events: CaseEvent[], { why, by, now }: HoldInput): Outcome {
  const fault = refuseFaultyTexts({ why });
  if (fault) return fault;
  const number = holdOn(events)?.number;
  if (number === undefined) return nothingToDo;
  return withEvents([{ type: 'LegalHoldReleased', at: now, by, number }], { [holdText.released(number)]: why });
}
