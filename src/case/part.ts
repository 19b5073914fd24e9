import type { ClockName } from '../history/entry.ts';
import type { CaseEvent } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import type { RunningClock } from './clocks.ts';
import type { Desk, Outgoing } from './react.ts';
import type { CaseRecord } from './record.ts';

/** What a feature adds to a case. A feature reads its own state from the history of the case. */
export interface Part {
  /**
   * The messages that this feature sends because of an event, which may be another feature's. The record does not hold
   * the event yet.
   */
  react?(event: CaseEvent, index: number, caseContext: { record: CaseRecord; desk: Desk }): Outgoing[];
  /** The events that follow an event directly, in the same write. `record`: the case before that write. */
  follows?(event: CaseEvent, record: CaseRecord): CaseEvent[];
  /** Changes the case after an event, which its history already holds. */
  after?(record: CaseRecord, event: CaseEvent): CaseRecord;
  /** The clocks that this feature adds to the referral's own. */
  clocks?(record: CaseRecord, pack: Pack): RunningClock[];
  /** Whether a waiting notice is out of date. `index`: the place of its event in the history. */
  isPast?(record: CaseRecord, index: number): boolean;
  /**
   * Whether this clock has ended. False: it still runs, even after the decision. Undefined: it is not this feature's
   * clock.
   */
  isOver?(record: CaseRecord, clock: ClockName): boolean | undefined;
}
