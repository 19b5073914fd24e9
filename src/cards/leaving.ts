import type { Instant } from '../base/time.ts';
import { type Submitted, sightSaidAt } from '../case/referral.ts';
import { clock, clockAndDay, shortDue } from './london.ts';

type Leaving = Pick<Submitted, 'leavesSight' | 'sightSaid'>;

/** Behind every leaving time that was read in the referrer's words, until they or the MASH have confirmed it. */
export const notConfirmed = (right: 'yes' | 'no' | undefined): string =>
  right === 'yes' ? '' : right === 'no' ? ' (NOT RIGHT, says the referrer)' : ' (not confirmed)';

/**
 * When the child leaves sight: “15:20, Wed 10 Jun (not confirmed)”; or “soon, no time known, said 14:03 (not confirmed)”.
 * Each alert, reminder and list says it so. Empty if no time is known.
 */
export function leavesAt({ leavesSight, sightSaid }: Leaving, time: (at: Instant) => string = clockAndDay): string {
  if (!leavesSight) return '';
  const sure = sightSaid ? notConfirmed(sightSaid.right) : '';
  return sightSaid?.soon ? `soon, no time known, said ${clock(leavesSight)}${sure}` : `${time(leavesSight)}${sure}`;
}

/** Whether the child has left by then. Of one who is about to leave, without a time, nobody knows. */
export const hasLeft = ({ leavesSight, sightSaid }: Leaving, by: Instant): boolean =>
  leavesSight !== undefined && !sightSaid?.soon && leavesSight <= by;

/** Before that time: a child who had gone when it was said “left”; once it has passed and nobody said more, they “were to”. */
export const leavesWords = (leaving: Leaving & Pick<Submitted, 'submittedAt'>, now: Instant): string =>
  hasLeft(leaving, sightSaidAt(leaving)) ? 'Left sight' : hasLeft(leaving, now) ? 'Was to leave at' : 'Leaves sight';

/** For a summary: “act before 15:20 Wed (not confirmed)”. */
export const actBefore = (leaving: Leaving): string =>
  leaving.sightSaid?.soon ? 'act now, no time known' : `act before ${leavesAt(leaving, shortDue)}`;
