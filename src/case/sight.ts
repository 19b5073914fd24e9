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
  offered,
  at: submittedAt,
}: EventOf<'ReferralSubmitted'>): Pick<Submitted, 'leavesSight' | 'sightSaid'> {
  if (!leavesSight) return {};
  if (offered) return { leavesSight, sightSaid: { number: 0, at: submittedAt } };
  if (!leaves) return { leavesSight };
  const at = leaves === 'now' ? leavesSight : plus(leavesSight, -msIn(HOUR));
  const soon = leaves === 'now' && { soon: true as const };
  return { leavesSight, sightSaid: { number: 0, at, leaves, right: 'yes', ...soon } };
}

/**
 * The referral after its author said when the child leaves, or whether the bot read it right, or after the MASH used the
 * time that they said. While words are only a guess, what would count without them is kept, and goes on.
 */
export function withSight<R extends Sighted>(referral: R, event: SightEvent): R {
  const next = afterSaying(referral, event);
  const [before, after] = [referral.sightSaid, next.sightSaid];
  if (!before?.without || after?.number !== before.number || !after.without) return next;
  return { ...next, sightSaid: { ...after, without: withSight(before.without, event) } };
}

type Sighted = Pick<Submitted, 'leavesSight' | 'sightSaid'>;
type SightEvent = EventOf<'LeavingTimeSaid' | 'LeavingTimeChecked' | 'LeavingTimeUsed'>;

function afterSaying<R extends Sighted>(referral: R, event: SightEvent): R {
  const { number, at, leavesSight } = { leavesSight: undefined, ...event };
  const { leavesSight: known, sightSaid } = referral;
  const isOfClock = sightSaid?.number === number;
  switch (event.type) {
    case 'LeavingTimeSaid': {
      const { typedAt = at, soon, leads } = event;
      const said = leavesSight && { at: typedAt, leavesSight, ...(soon && { soon }), ...(leads && { leads }) };
      if (!said || !isSightBelieved(referral, said))
        return !leavesSight && sightSaid ? { ...referral, sightSaid: unconfirmed(sightSaid) } : referral;
      const more = { ...(soon && { soon }), ...(typedAt < at && { typedAt }), ...(leads && { leads }) };
      const without = isGuessed(said) ? { leavesSight: known, sightSaid } : sightSaid?.without;
      return { ...referral, leavesSight, sightSaid: { number, at, ...more, ...(without && { without }) } };
    }
    case 'LeavingTimeChecked':
      return isOfClock ? withChecked(referral, { ...sightSaid, right: event.right }) : referral;
    case 'LeavingTimeUsed': {
      const { without: _, ...said } = isOfClock ? sightSaid : { number, at };
      return { ...referral, leavesSight, sightSaid: { ...said, right: 'yes' } };
    }
    default:
      return event satisfies never;
  }
}

/**
 * The referral once its author has said whether what the clocks run to is right. Of a guess that is wrong nothing stays; a
 * time that is wrong stays, because only the MASH ends danger. That the child has left, confirmed, leaves nothing beside it.
 */
function withChecked<R extends Sighted>(referral: R, sightSaid: NonNullable<R['sightSaid']>): R {
  const { without, ...said } = sightSaid;
  const { leavesSight } = referral;
  if (
    without &&
    said.right === 'no' &&
    isGuessed({ ...said, at: said.typedAt ?? said.at, ...(leavesSight && { leavesSight }) })
  )
    return { ...referral, leavesSight: without.leavesSight, sightSaid: without.sightSaid };
  const isOver = said.right === 'yes' && isSaidToHaveLeft(referral);
  return { ...referral, sightSaid: isOver ? said : sightSaid };
}

/** What counts beside words that the child leaves now or has left, if they do not say so plainly: a later time that was known, because they may be about somebody else. */
export function besideGuess({ sightSaid }: Sighted): Sight | undefined {
  const { without } = sightSaid ?? {};
  if (!sightSaid || !without || sightSaid.leads) return undefined;
  const { leavesSight, sightSaid: said } = without;
  const isLater =
    leavesSight && leavesSight > (sightSaid.typedAt ?? sightSaid.at) && !(said && said.number > sightSaid.number);
  return isLater && !said?.soon && said?.right !== 'no' ? { leavesSight, sightSaid: said } : besideGuess(without);
}

/** A leaving time that was confirmed, after words which may say another that could not be read. */
export function unconfirmed<Said extends { right?: 'yes' | 'no' }>(said: Said): Said {
  const { right, ...rest } = said;
  return right === 'yes' ? (rest as Said) : said;
}

/** What changes when the child is safe: a leaving time that had come by then is over. One that lies ahead stays. */
export function sightOver(referral: Submitted | undefined, safeAt: Instant): Partial<Submitted> {
  if (!referral?.leavesSight || referral.leavesSight > safeAt) return {};
  const also = besideGuess(referral);
  return also && also.leavesSight > safeAt ? also : { leavesSight: undefined, sightSaid: undefined };
}

/** What changes when somebody at the MASH is still on it, and names no time until when: it answers a time that has come. */
export const sightAnswered = ({ leavesSight }: Submitted, { at, until }: EventOf<'StillOnIt'>) =>
  leavesSight && leavesSight <= at && !until ? { sightAnswered: leavesSight } : {};

export const isSightAnswered = ({ leavesSight, sightAnswered: answered }: Submitted): boolean =>
  leavesSight !== undefined && leavesSight === answered;

/** A leaving time as the referrer said it at `at`. */
type SaidOfSight = Pick<EventOf<'LeavingTimeSaid'>, 'at' | 'leavesSight' | 'soon' | 'leads'>;

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
 * that the child has left, and what says it more plainly than what was said before. A later one is a report; but half an hour after the known time a near one is believed. One that
 * lies before a leaving which has come or is said to have, and is not denied, is a report: it may be of another child.
 */
function isSightBelieved(referral: Sighted, said: SaidOfSight & { leavesSight: Instant }) {
  const { leavesSight: known, sightSaid } = referral;
  const { at, leavesSight } = said;
  const hasCome = known && sightSaid?.right !== 'no' && (known <= at || isSaidToHaveLeft(referral));
  if (hasCome && leavesSight < known && saysLeft(said)) return false;
  if (!known || leavesSight < known || (saysLeft(said) && (said.leads || !isSaidToHaveLeft(referral)))) return true;
  return plus(known, msIn(NEAR)) <= at && leavesSight <= plus(at, msIn(NEAR));
}
