import { type Person, phoneCaller } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import type { Instant } from '../../base/time.ts';
import { hasActed } from '../../case/alarms.ts';
import { joinedInto, ownWindow } from '../../case/joined.ts';
import { type Actor, type CannotJoin, doneBy, nothingToDo, type Outcome, refuseWith } from '../../case/outcome.ts';
import { isChildPlaced } from '../../case/placed.ts';
import { protectionOf } from '../../case/protection.ts';
import type { CaseRecord } from '../../case/record.ts';
import { allocatedTo, calledAt, isChildMissing, phonedIn } from '../../case/referral.ts';
import { erasedIn, sentReferral, wasEverDecided } from '../../case/standing.ts';
import { isOwnReferral, isUnwritten, referralOf, type SubmittedReferral } from '../../case/state.ts';
import { urgencies } from '../../case/urgent.ts';
import { type CaseEvent, type EventOf, isA } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { sideRecordsOf } from '../side-records/state.ts';

/**
 * A call that the MASH logged, and the referrer's own case about the same call. The referrer's case is the one that is
 * kept.
 */
interface Pair {
  logged: CaseRecord;
  kept: CaseRecord;
}

/**
 * A member of the MASH says that the two cases are the same call. This returns the kept case's events. The logged case
 * records it afterwards (`joiningMirrorOf`), so that both still wait for a decision if the program ends in between.
 * @returns nothing to do when the kept case has recorded the join already, even if the logged case has not
 * @source Protocol 8.2 (a telephone referral is confirmed in writing: one case, one 24 hours, counted from the call)
 */
export function recordJoin({ logged, kept }: Pair, pack: Pack, at: Actor): Outcome {
  if (!at.by.roles.has('mash-member')) return refuseWith('only-the-mash');
  const call = sentReferral(logged);
  const before = lastJoin(kept.events, logged.id);
  const isRecorded = before !== undefined && hasCall(kept, logged.id);
  if (isRecorded && (!hasMirrored(logged, kept, before) || joinedInto(logged) === kept.id)) return nothingToDo;
  const because = whyNotJoin({ logged, kept }, at.by);
  if (because) return refuseWith({ kind: 'cannot-join', because });
  if (!call) return refuseWith({ kind: 'cannot-join', because: 'not-a-logged-call' });
  const { clockStart, decisionDue } = call;
  const holder = allocatedTo(call);
  const other = sentReferral(kept);
  const takenBy = other && holder && isOwnReferral(other, holder) ? undefined : holder;
  const urgent = urgencies(logged, call, pack);
  const [urgentSince] = urgent
    .map(({ since }) => since)
    .filter((since) => since <= at.now)
    .sort();
  const leaves = urgent.some(({ why }) => why === 'leaves-sight') && call.leavesSight;
  const alarms = (['family', 'visitor'] as const).filter((kind) => sideRecordsOf(logged.events, kind).length > 0);
  const { saidAt, since, until } = protectionOf(logged) ?? {};
  return doneBy(at, {
    type: 'CallJoined',
    from: logged.id,
    clockStart,
    decisionDue,
    ...(takenBy && { takenBy }),
    ...(urgentSince && { urgentSince }),
    ...(leaves && { leavesSight: leaves }),
    ...(hasActed(logged.events) && takenBy === holder && { acted: true }),
    ...(alarms.length > 0 && { alarms }),
    ...(isChildPlaced(logged) && { placed: true }),
    ...(saidAt && { protection: { saidAt, ...(since && { since }), ...(until && { until }) } }),
  });
}

/**
 * The first reason why two cases cannot be joined. A call always goes into the referrer's case and never the other way,
 * because that is where the referrer writes, is asked and is told.
 */
export function whyNotJoin({ logged, kept }: Pair, by: Person): CannotJoin | undefined {
  if (logged.id === kept.id) return 'itself';
  const call = sentReferral(logged);
  if (!call || !phonedIn(call)) return 'not-a-logged-call';
  const other = sentReferral(kept);
  if (!other || kept.practice) return 'kept-unknown';
  if (erasedIn(logged.events)) return 'erased';
  if (call.status === 'joined') return 'joined';
  if (wasEverDecided(call)) return 'decided';
  const because = whyNotKeep(kept, other);
  if (because) return because;
  if (isOwnReferral(call, by.id) || isOwnReferral(other, by.id)) return 'own';
  if (call.submittedBy !== phoneCaller && !isOwnReferral(other, call.submittedBy)) return 'other-caller';
  return isChildMissing(call) && !isChildMissing(other) ? 'child-missing' : undefined;
}

/** Why a case cannot be the one that is kept. */
function whyNotKeep({ events }: CaseRecord, kept: SubmittedReferral): CannotJoin | undefined {
  if (phonedIn(kept)) return 'kept-logged';
  if (erasedIn(events)) return 'kept-erased';
  if (wasEverDecided(kept)) return 'kept-decided';
  if (!isUnwritten(kept)) return undefined;
  if (kept.route.draft.kind === 'deleted') return 'kept-deleted';
  return kept.call.kind === 'made' ? undefined : 'kept-without-call';
}

/**
 * The two were not the same call after all. The logged call waits again, with its own clock.
 * @param kept the case into which it was joined, as nobody separates a call from a case of their own
 */
export function recordSeparation(
  { logged: record, kept }: Pick<Pair, 'logged'> & { kept: CaseRecord | undefined },
  at: Actor,
): Outcome {
  if (!at.by.roles.has('mash-member')) return refuseWith('only-the-mash');
  const referral = sentReferral(record);
  if (!referral || !phonedIn(referral)) return refuseWith({ kind: 'cannot-join', because: 'not-a-logged-call' });
  if (erasedIn(record.events)) return refuseWith('erased');
  const both = [referral, kept && sentReferral(kept)];
  if (both.some((each) => each && isOwnReferral(each, at.by.id)))
    return refuseWith({ kind: 'cannot-join', because: 'own' });
  if (referral.status !== 'joined') return nothingToDo;
  return doneBy(at, { type: 'JoinUndone', other: referral.joined.into });
}

/**
 * What the other case records about a join or a separation.
 * @returns `cannot` when the call can no longer be joined; undefined when the other case has recorded it already, or
 * the event is about something else
 */
export function joiningMirrorOf(
  event: CaseEvent | undefined,
  here: CaseRecord,
  there: CaseRecord,
): CaseEvent | 'cannot' | undefined {
  if (event?.type === 'CallJoined') {
    if (hasMirrored(there, here, event)) return undefined;
    const call = referralOf(there.events);
    const canBeJoined = call.status === 'awaiting-decision' && !wasEverDecided(call) && !erasedIn(there.events);
    return canBeJoined ? { type: 'JoinedInto', at: event.at, by: event.by, into: here.id } : 'cannot';
  }
  if (event?.type === 'PlacementKnown') {
    const isKnown = event.mirrored || isChildPlaced(there) || erasedIn(there.events) !== undefined;
    return isKnown || !casesOfCall(there).includes(here.id) ? undefined : { ...event, other: here.id, mirrored: true };
  }
  if (event?.type !== 'JoinUndone') return undefined;
  const joined = lastJoin(there.events, here.id);
  const isJoined = joined !== undefined && hasCall(there, here.id) && joined.at <= event.at;
  return isJoined ? { ...event, other: here.id } : undefined;
}

/** The other cases of the same call. */
const casesOfCall = (record: CaseRecord): CaseId[] => [
  ...(sentReferral(record)?.calls ?? []).map(({ from }) => from),
  ...[joinedInto(record) ?? []].flat(),
];

/**
 * What follows when the child may be placed, by anything in this case: the other cases of the call are told once.
 * @source Protocol 10.1
 */
export function placementKnown(event: CaseEvent, record: CaseRecord): CaseEvent[] {
  const after = { ...record, events: [...record.events, event] };
  const knows = (id: CaseId) =>
    after.events.some(
      (each) =>
        (each.type === 'PlacementKnown' && each.other === id) ||
        (each.type === 'CallJoined' && each.from === id && each.placed),
    );
  const untold = casesOfCall(after).filter((id) => !knows(id));
  if (untold.length === 0 || !('by' in event) || !event.by || !isChildPlaced(after)) return [];
  const { at, by } = event;
  return untold.map((other) => ({ type: 'PlacementKnown', at, by, other }));
}

/** Takes a join back on the kept case, because the call was decided, or joined elsewhere, in the same moment. */
export function eventsUndoingJoin(kept: CaseRecord, event: EventOf<'CallJoined'>, now: Instant): CaseEvent[] {
  const isLatest = hasCall(kept, event.from) && lastJoin(kept.events, event.from)?.at === event.at;
  return isLatest ? [{ type: 'JoinUndone', at: now, other: event.from }] : [];
}

const hasCall = (kept: CaseRecord, id: CaseId) => sentReferral(kept)?.calls.some(({ from }) => from === id) === true;

const lastJoin = (events: CaseEvent[], from: CaseId) =>
  events.filter(isA('CallJoined')).findLast((event) => event.from === from);

/** Whether the call has recorded this join into the kept case. */
const hasMirrored = ({ events }: CaseRecord, { id }: CaseRecord, { at, by }: EventOf<'CallJoined'>) =>
  events.some((event) => event.type === 'JoinedInto' && event.into === id && event.at === at && event.by === by);

/** When the MASH first heard of a case: when somebody rang, or else when it was sent. */
export function heardAt(record: CaseRecord): Instant | undefined {
  const referral = sentReferral(record);
  return referral && (calledAt(referral) ?? ownWindow(referral).clockStart);
}
