import type { ClockName } from '../history/entry.ts';
import type { CaseEvent } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import type { RunningClock } from './clocks.ts';
import type { Desk, ToTell } from './react.ts';
import type { CaseRecord } from './record.ts';

/**
 * What a feature gives the kernel: what it adds to the life of a case beside the referral itself. Its state is read from the same
 * history.
 */
export interface Part {
  /** What this feature must tell because of an event, which may be another's. It is called before the event is in the record. */
  react?(event: CaseEvent, index: number, caseContext: { record: CaseRecord; desk: Desk }): ToTell[];
  /** What happens with an event in the same write, right after it. `record`: the case before that write. */
  follows?(event: CaseEvent, record: CaseRecord): CaseEvent[];
  /** The case after an event, which is in its history by then. */
  after?(record: CaseRecord, event: CaseEvent): CaseRecord;
  /** The clocks that run beside the referral's own. */
  clocks?(record: CaseRecord, pack: Pack): RunningClock[];
  /** Whether a waiting notice is out of date. `index`: where its event stands in the history. */
  isPast?(record: CaseRecord, index: number): boolean;
  /** Whether this clock has nothing more to say. False: not even the decision ends it. Undefined: it is another feature's. */
  isOver?(record: CaseRecord, clock: ClockName): boolean | undefined;
}
