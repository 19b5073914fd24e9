import { type Instant, londonClock, msBetween } from '../../base/time.ts';
import { forMash } from '../../case/commands.ts';
import { type Actor, doneBy, nothingToDo, type Outcome, refuseWith } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { allocatedTo } from '../../case/referral.ts';
import { isSaidToHaveLeft, saysLeft } from '../../case/sight.ts';
import { sentReferral } from '../../case/standing.ts';
import { saysAge, takesBackLeft } from '../../draft/leaving-doubted.ts';
import { confirmsTime } from '../../draft/leaving-said.ts';
import { type CaseEvent, saidName } from '../../history/events.ts';
import { isOfAnother, leavingSaidIn, openTimesOf, saidTimesOf, usableTime } from './state.ts';

const SAME_MOMENT = 5 * 60 * 1000;

/**
 * What follows when the author adds or answers something: that the child leaves, if the words say it and it is new. While
 * the author is asked about words without a time, more of them follow nothing. Where a later time counts beside words of leaving,
 * “thats the man not her” says that they were not right.
 * @param record the case before the event, with its texts
 */
export function timeSaid(event: CaseEvent, record: CaseRecord): CaseEvent[] {
  const referral = sentReferral(record);
  if (!referral || referral.status === 'joined' || !('by' in event) || event.by !== record.author) return [];
  const { by, at } = event;
  const last = openTimesOf(record.events).at(-1);
  const { sightSaid, alsoLeaves } = referral;
  if (sightSaid && sightSaid.right !== 'no' && alsoLeaves && alsoLeaves.leavesSight > at && isOfAnother(event, record))
    return [{ type: 'LeavingTimeChecked', at, by, number: sightSaid.number, right: 'no' }];
  const words = record.facts.texts[saidName(event) ?? ''] ?? '';
  if (last?.leavesSight && !last.right) {
    const right = confirmsTime(words, last.leavesSight) ? 'yes' : saysAge(words, last.leavesSight) && 'no';
    if (right) return [{ type: 'LeavingTimeChecked', at, by, number: last.number, right }];
  }
  const said = leavingSaidIn(event, record);
  const isTakenBack = !said && last && !last.right && saysLeft(last) && takesBackLeft(words);
  if (isTakenBack) return [{ type: 'LeavingTimeChecked', at, by, number: last.number, right: 'no' }];
  if (!said) return [];
  const { at: leavesSight, soon } = said;
  const { typedAt = at } = { typedAt: undefined, ...event };
  const hasLeft = saysLeft({ at: typedAt, leavesSight, soon });
  const known = [
    !(hasLeft && !isSaidToHaveLeft(referral)) && referral.leavesSight,
    !(hasLeft && last && !saysLeft(last)) && last?.leavesSight,
  ].map((time) => time || undefined);
  const isKnown = (time: Instant | undefined) =>
    time !== undefined && leavesSight !== undefined && Math.abs(msBetween(time, leavesSight)) <= SAME_MOMENT;
  const isAsked = !leavesSight && last !== undefined && !last.leavesSight && !last.right;
  if (isAsked || known.some(isKnown)) return [];
  const number = saidTimesOf(record.events).length + 1;
  const more = { ...(typedAt < at && { typedAt }), ...(leavesSight && { leavesSight }), ...(soon && { soon }) };
  return [{ type: 'LeavingTimeSaid', at, by, number, ...more }];
}

/** The author says whether the bot read their time right. It moves no clock: only the MASH ends danger. */
export function checkTime(record: CaseRecord, number: number, right: 'yes' | 'no', at: Actor): Outcome {
  const said = saidTimesOf(record.events).find((each) => each.number === number);
  if (!said) return refuseWith('not-submitted');
  if (at.by.id !== record.author) return refuseWith('not-the-author');
  const isNoTime = !said.leavesSight || said.isMistake;
  if (said.right === right || (right === 'yes' && isNoTime)) return nothingToDo;
  return doneBy(at, { type: 'LeavingTimeChecked', number, right });
}

/**
 * Somebody of the MASH takes over the last time that the author said, and the clocks follow it: who has the case, or a
 * manager; never who referred the child.
 * @param time as the clock shows it; if the author has said another one since, nothing is done
 */
export function takeTime(record: CaseRecord, time: string, at: Actor): Outcome {
  const sent = forMash(sentReferral(record), at.by);
  if ('why' in sent) return sent;
  if (!at.by.roles.has('mash-manager') && allocatedTo(sent) !== at.by.id) return refuseWith('only-a-manager-decides');
  const said = usableTime(record.events);
  if (!said || londonClock(said.leavesSight) !== time) return nothingToDo;
  const { number, leavesSight } = said;
  return doneBy(at, { type: 'LeavingTimeUsed', number, leavesSight });
}
