import type { Instant } from '../base/time.ts';
import { type CaseRecord, staffName } from '../case/record.ts';
import { whoIsOnIt } from '../case/standing.ts';
import { type SubmittedReferral, seenAt } from '../case/state.ts';
import { missingAgain } from '../case/urgent.ts';
import { isA } from '../history/events.ts';
import { clock, clockAndDay } from './london.ts';
import { capitalised } from './parts.ts';

/** "Sue Marsh, 14:03, Wed 25 Nov" */
export const whoAndWhen = (record: CaseRecord, { by, at }: { by: string; at: Instant }): string =>
  `${staffName(record, by)}, ${clockAndDay(at)}`;

/** Who at the MASH is on words of the referrer of which nobody has said the child, or has read them: they may be of this case; or who was, if they are of it. */
export function onWords(record: CaseRecord): string | undefined {
  const all = record.events.filter(isA('WordsRead'));
  const last = all.findLast((each) => !each.over);
  const isOfThis = record.events
    .filter(isA('InformationAdded'))
    .some(({ at, typedAt = at, read }) => last && read?.by === last.by && typedAt <= last.at && at > last.at);
  if (!last || (all.at(-1)?.over && !isOfThis)) return undefined;
  const words = isOfThis ? 'words of this child' : 'words without a child';
  const how = last.onIt ? `is on ${words} since` : `read ${words} at`;
  return `${capitalised(staffName(record, last.by))} ${how} ${clock(last.at)}`;
}

/** Who has taken a referral; or that nobody has, and what somebody has done all the same. */
export function takenWords(record: CaseRecord, referral: SubmittedReferral): string {
  const { allocation } = referral;
  if (allocation.kind !== 'nobody') {
    const held = allocation.kind === 'handed' ? 'handed, not taken yet, to' : 'taken by';
    return `${held} ${record.facts.names[allocation.by] ?? 'a MASH colleague'}, ${clock(allocation.at)}`;
  }
  const words = onWords(record);
  if (words) return `${words}; nobody has taken the referral`;
  return seenAt(referral) ? 'seen, but nobody has taken it' : 'nobody has taken it';
}

/** “Mo Hussain is on it since 18:31, Tue 24 Nov.”, for every alert of a case, so that two people do not both ring. */
export function onItWords(record: CaseRecord): string {
  const onIt = whoIsOnIt(record);
  return onIt
    ? `${capitalised(staffName(record, onIt.by))} is on it since ${clockAndDay(onIt.at)}.`
    : ['Nobody is on it', onWords(record), '']
        .filter((each) => each !== undefined)
        .join('. ')
        .trim();
}

/** What the author says of a child at risk, in a sentence. It ends nothing: only the MASH confirms that they are safe. */
export const reported = (what: string, { at }: { at: Instant }): string =>
  `said to be ${what} at ${clockAndDay(at)} by the referrer, not confirmed`;

/** That the author says that a missing child is found; and, where their words since may say it, missing again. */
export function reportedFound(record: Pick<CaseRecord, 'events' | 'facts'>, found: { at: Instant }): string {
  const again = missingAgain(record);
  return `${reported('found', found)}${again ? `; SAID TO BE MISSING AGAIN at ${clockAndDay(again)}` : ''}`;
}
