import { type Instant, msBetween } from '../../base/time.ts';
import type { Actor } from '../../case/commands.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { sentReferral } from '../../case/standing.ts';
import type { CaseEvent } from '../../history/events.ts';
import { saidTimesOf, timeIn } from './state.ts';

const SAME_MOMENT = 5 * 60 * 1000;

/**
 * What follows when the author adds or answers something: a time at which the child leaves, if the words hold one that
 * is new.
 * @param record the case before the event, with its texts
 */
export function timeSaid(event: CaseEvent, record: CaseRecord): CaseEvent[] {
  const referral = sentReferral(record);
  if (!referral || referral.status === 'joined' || !('by' in event) || event.by !== record.author) return [];
  const { by, at } = event;
  const leavesSight = timeIn(event, record);
  const known = [referral.leavesSight, saidTimesOf(record.events).at(-1)?.leavesSight];
  const isKnown = (time: Instant | undefined) =>
    time !== undefined && leavesSight !== undefined && Math.abs(msBetween(time, leavesSight)) <= SAME_MOMENT;
  if (!leavesSight || known.some(isKnown)) return [];
  return [{ type: 'LeavingTimeSaid', at, by, number: saidTimesOf(record.events).length + 1, leavesSight }];
}

/** The author says whether the bot read their time right. It moves no clock: only the MASH ends danger. */
export function checkTime(record: CaseRecord, number: number, right: 'yes' | 'no', { by, now }: Actor): Outcome {
  const said = saidTimesOf(record.events).find((each) => each.number === number);
  if (!said) return refuseWith('not-submitted');
  if (by.id !== record.author) return refuseWith('not-the-author');
  if (said.right === right) return nothingToDo;
  return withEvents([{ type: 'LeavingTimeChecked', at: now, by: by.id, number, right }]);
}
