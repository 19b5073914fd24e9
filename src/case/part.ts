import type { CaseEvent } from '../history/events.ts';
import type { Clocks, Pack } from '../protocol/pack.ts';
import type { Clock } from './clocks.ts';
import type { Desk, ToTell } from './react.ts';
import type { CaseRecord } from './record.ts';

/**
 * A part of a case's life beside the referral itself: the assessment, the central referral, a disagreement, side records. Its state is
 * read from the same history; it adds what must be told and the clocks that run.
 */
export interface Stage {
  /** What must be told because of an event, its own or a clock that reached a mark; nothing for the events of others. */
  react(event: CaseEvent, index: number, around: { record: CaseRecord; desk: Desk }): ToTell[];
  clocks(record: CaseRecord, clocks: Clocks, pack: Pack): Clock[];
  /** Whether a notice that waits because of the event at this place has nothing left to say. */
  isPast?(record: CaseRecord, index: number): boolean;
}
