import { Duration, type Instant, msIn, plus } from '../base/time.ts';
import { leavesIn } from '../draft/leaving.ts';
import type { EventOf } from '../history/events.ts';
import type { CaseRecord } from './record.ts';
import { isChildMissing, type Sight, type Submitted } from './referral.ts';

/**
 * Since when the MASH knows that nobody knows when the child leaves. It ends with a time, or when the child is safe; where the
 * question was left empty, also with a decision.
 */
export function noTimeSince({ facts: { answers } }: Pick<CaseRecord, 'facts'>, referral: Submitted) {
  const { leavesSight, safe, submittedAt } = referral;
  const isDecided = 'decidedAt' in referral && answers.values['leaves-sight'] === '';
  const isOver = leavesSight || isChildMissing(referral) || (safe && safe.at >= submittedAt) || isDecided;
  return !isOver && ['unread', 'unknown'].includes(leavesIn(answers) ?? '') ? submittedAt : undefined;
}

const NEAR = Duration.parse('PT30M');
const HOUR = Duration.parse('PT1H');

/** When the child leaves, as the referral says it. */
export function sightIn({
  leavesSight,
  leaves,
}: EventOf<'ReferralSubmitted'>): Pick<Submitted, 'leavesSight' | 'sightSaid'> {
  if (!leavesSight) return {};
  if (!leaves) return { leavesSight };
  const at = leaves === 'now' ? leavesSight : plus(leavesSight, -msIn(HOUR));
  const soon = leaves === 'now' && { soon: true as const };
  return { leavesSight, sightSaid: { number: 0, at, leaves, right: 'yes', ...soon } };
}

/**
 * The referral after its author said when the child leaves, or whether the bot read it right, or after the MASH used the
 * time that they said. While words are only a guess, what would count without them is kept, and goes on.
 */
export function withSight<R extends Submitted>(referral: R, event: SightEvent): R {
  const { sightSaid } = referral;
  const next = afterSaying(referral, event);
  if (!sightSaid?.without || next.sightSaid?.number !== sightSaid.number || !next.sightSaid.without) return next;
  const without = countingIn(withSight({ ...referral, ...sightSaid.without }, event));
  return { ...next, sightSaid: { ...next.sightSaid, without } };
}

type SightEvent = EventOf<'LeavingTimeSaid' | 'LeavingTimeChecked' | 'LeavingTimeUsed'>;
const countingIn = ({ leavesSight, sightSaid, alsoLeaves }: Submitted) => ({ leavesSight, sightSaid, alsoLeaves });

function afterSaying<R extends Submitted>(referral: R, event: SightEvent): R {
  const { number, at, leavesSight } = { leavesSight: undefined, ...event };
  const { sightSaid, alsoLeaves } = referral;
  const isOfClock = sightSaid?.number === number;
  switch (event.type) {
    case 'LeavingTimeSaid': {
      const { typedAt = at, soon } = event;
      const said = leavesSight && { at: typedAt, leavesSight, ...(soon && { soon }) };
      if (!said || !isSightBelieved(referral, said))
        return !leavesSight && sightSaid ? { ...referral, sightSaid: unconfirmed(sightSaid) } : referral;
      const more = { ...(soon && { soon }), ...(typedAt < at && { typedAt }) };
      const without = isGuessed(said) && { without: countingIn(referral) };
      const alsoLeavesNow = keptBeside(referral, said);
      return { ...referral, leavesSight, sightSaid: { number, at, ...more, ...without }, alsoLeaves: alsoLeavesNow };
    }
    case 'LeavingTimeChecked':
      if (isOfClock) return withChecked(referral, { ...sightSaid, right: event.right });
      if (!alsoLeaves || alsoLeaves.sightSaid?.number !== number) return referral;
      return { ...referral, alsoLeaves: { ...alsoLeaves, sightSaid: { ...alsoLeaves.sightSaid, right: event.right } } };
    case 'LeavingTimeUsed':
      return {
        ...referral,
        leavesSight,
        sightSaid: { ...(isOfClock ? withoutGuess(sightSaid) : { number, at }), right: 'yes' },
        alsoLeaves: undefined,
      };
    default:
      return event satisfies never;
  }
}

/**
 * What counts beside words that the child leaves now or has left: a later time that was known, because they may be about
 * somebody else.
 */
function keptBeside({ leavesSight, sightSaid, alsoLeaves }: Submitted, said: SaidOfSight): Sight | undefined {
  const isKept = leavesSight && leavesSight > said.at && !sightSaid?.soon && sightSaid?.right !== 'no';
  return isKept && isGuessed(said) ? { leavesSight, sightSaid } : alsoLeaves;
}

/**
 * The referral once its author has said whether the time of the clocks is right. Of a guess that is wrong nothing stays. If a
 * time is wrong, the one beside it comes back, and both count: only the MASH ends danger. That the child has left, confirmed,
 * leaves nothing beside it.
 */
function withChecked<R extends Submitted>(referral: R, sightSaid: NonNullable<R['sightSaid']>): R {
  const { leavesSight, alsoLeaves } = referral;
  if (sightSaid.right === 'no' && sightSaid.without) return { ...referral, ...sightSaid.without };
  const checked = { ...referral, sightSaid: withoutGuess(sightSaid) };
  if (sightSaid.right === 'yes') return isSaidToHaveLeft(checked) ? { ...checked, alsoLeaves: undefined } : checked;
  const isBack = leavesSight && alsoLeaves && alsoLeaves.sightSaid?.right !== 'no';
  return isBack ? { ...checked, ...alsoLeaves, alsoLeaves: { leavesSight, sightSaid } } : checked;
}

const withoutGuess = <Said extends { without?: unknown }>({ without: _, ...said }: Said) => said;

/** A leaving time that was confirmed, after words which may say another that could not be read. */
export function unconfirmed<Said extends { right?: 'yes' | 'no' }>(said: Said): Said {
  const { right, ...rest } = said;
  return right === 'yes' ? (rest as Said) : said;
}

/** What changes when the child is safe: a leaving time that had come by then is over. One that lies ahead stays. */
export function sightOver(referral: Submitted | undefined, safeAt: Instant): Partial<Submitted> {
  const { leavesSight, alsoLeaves } = referral ?? {};
  const [also] = alsoLeaves && alsoLeaves.leavesSight > safeAt ? [alsoLeaves] : [];
  if (!leavesSight || leavesSight > safeAt) return alsoLeaves ? { alsoLeaves: also } : {};
  return { leavesSight: also?.leavesSight, sightSaid: also?.sightSaid, ...(alsoLeaves && { alsoLeaves: undefined }) };
}

/** What changes when somebody at the MASH is still on it, and names no time until when: it answers a time that has come. */
export const sightAnswered = ({ leavesSight }: Submitted, { at, until }: EventOf<'StillOnIt'>) =>
  leavesSight && leavesSight <= at && !until ? { sightAnswered: leavesSight } : {};

export const isSightAnswered = ({ leavesSight, sightAnswered: answered }: Submitted): boolean =>
  leavesSight !== undefined && leavesSight === answered;

/** A leaving time as the referrer said it at `at`. */
type SaidOfSight = Pick<EventOf<'LeavingTimeSaid'>, 'at' | 'leavesSight' | 'soon'>;

/** Whether these words say that the child has left, and not that they will. */
export const saysLeft = ({ at, leavesSight, soon }: SaidOfSight): boolean =>
  leavesSight !== undefined && !soon && leavesSight <= at;

/** Whether words say that the child leaves now or has left: a guess, until somebody has said that it is so. */
export const isGuessed = (said: SaidOfSight): boolean => said.soon === true || saysLeft(said);

/** Whether the referrer has said before that the child has left. */
export const isSaidToHaveLeft = ({ leavesSight, sightSaid }: Pick<Submitted, 'leavesSight' | 'sightSaid'>): boolean =>
  sightSaid !== undefined && saysLeft({ ...sightSaid, at: sightSaid.typedAt ?? sightSaid.at, leavesSight });

/**
 * Whether the clocks run to a leaving time that the referrer says at `at`. An earlier one is believed at once, and so is
 * that the child has left. A later one is a report; but half an hour after the known time a near one is believed. One that
 * lies before a leaving which has come or is said to have, and is not denied, is a report: it may be of another child.
 */
function isSightBelieved(referral: Submitted, said: SaidOfSight & { leavesSight: Instant }) {
  const { leavesSight: known, sightSaid } = referral;
  const { at, leavesSight } = said;
  const hasCome = known && sightSaid?.right !== 'no' && (known <= at || isSaidToHaveLeft(referral));
  if (hasCome && leavesSight < known && saysLeft(said)) return false;
  if (!known || leavesSight < known || (saysLeft(said) && !isSaidToHaveLeft(referral))) return true;
  return plus(known, msIn(NEAR)) <= at && leavesSight <= plus(at, msIn(NEAR));
}
