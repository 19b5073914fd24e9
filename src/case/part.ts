import type { ClockName } from '../history/entry.ts';
import type { CaseEvent } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Clock } from './clocks.ts';
import type { Desk, ToTell } from './react.ts';
import type { CaseRecord } from './record.ts';

/**
 * What a feature gives the kernel: what it adds to the life of a case beside the referral itself. Its state is read from the same
 * history.
 */
export interface Part {
  /** What must be told because of an event, its own or a clock that reached a mark; nothing for the events of others. */
  react?(event: CaseEvent, index: number, around: { record: CaseRecord; desk: Desk }): ToTell[];
  /** What happens with an event in the same write, right after it. `record`: the case before that write. */
  follows?(event: CaseEvent, record: CaseRecord): CaseEvent[];
  /** The case after an event, which is in its history by then. */
  after?(record: CaseRecord, event: CaseEvent): CaseRecord;
  /** The clocks that run beside the referral's own. */
  clocks?(record: CaseRecord, pack: Pack): Clock[];
  /** Whether a notice that waits because of the event at this place has nothing left to say. */
  isPast?(record: CaseRecord, index: number): boolean;
  /** Whether a clock of this part has nothing more to say. False: not even the decision ends it. Undefined: it is another's clock. */
  isOver?(record: CaseRecord, clock: ClockName): boolean | undefined;
}
