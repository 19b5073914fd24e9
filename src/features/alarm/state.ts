import { Duration, type Instant, msIn, plus } from '../../base/time.ts';
import { type Button, button, mainButton } from '../../cards/parts.ts';
import { numberTitle } from '../../cards/who-refers.ts';
import { lastAnswer } from '../../case/alarms.ts';
import type { Desk } from '../../case/desk.ts';
import type { CaseRecord, ClockedCase } from '../../case/record.ts';
import { latestReports, type Sight } from '../../case/referral.ts';
import { isSightAnswered, noTimeSince } from '../../case/sight.ts';
import { sentReferral } from '../../case/standing.ts';
import { isOwnReferral, type SubmittedReferral } from '../../case/state.ts';
import { upNext } from '../../case/up-next.ts';
import { asksBefore, isUrgent, urgencies } from '../../case/urgent.ts';
import type { Pack } from '../../protocol/pack.ts';
import { sideText } from '../side-records/state.ts';
import { onIt, showNumber } from './verbs.ts';

/** The buttons of a message about a case, in the own chat of somebody of the MASH. */
export const onItButton = ({ id }: CaseRecord): Button => mainButton(onIt, 'I am on it', { case: id });
export const numberButton = (record: CaseRecord): Button =>
  button(showNumber, numberTitle(record), { case: record.id });

/** Why the MASH must find out whether the child is safe. `policeKnow`: so says the MASH since it arose. `sight`: the leaving time. */
export interface Worry {
  why: 'missing' | 'danger' | 'leaves-sight' | 'no-time';
  since: Instant;
  policeKnow: boolean;
  sight?: Sight | undefined;
}

/** Whether each manager is or was the referrer, so that the escalation contact must be asked to confirm. */
export const isOnlyTheirs = ({ managers }: Desk, referral: SubmittedReferral): boolean =>
  managers.length > 0 && managers.every((manager) => isOwnReferral(referral, manager));

/**
 * What nobody at the MASH has answered with “The child is safe”, before and after a decision. That answer ends all that
 * had arisen by then. `since` can lie ahead. A decision ends none of it; once the MASH has answered, after the time, that
 * they are on it, a decided case is asked about that time no more. Of a child who is reported missing, the worry that they
 * leave stays until somebody answers: what was to be asked is asked.
 * @returns in no particular order; empty if nothing does
 */
export function worriesOf(record: ClockedCase, referral: SubmittedReferral, pack: Pack): Worry[] {
  const { missing, safe } = referral;
  const worry = (why: Worry['why'], since: Instant): Worry => ({
    why,
    since,
    policeKnow: isKnownToPolice(record, referral, since),
  });
  const first = safe ? undefined : latestReports(record, missing)[0];
  const gone = first && worry('missing', first.at);
  const others = urgencies(record, referral, pack).flatMap((urgency) => {
    const { why, since } = urgency;
    if (why === 'danger' || why === 'call') return [worry('danger', since)];
    const answered = record.events[lastAnswer(record.events)];
    const isReplaced = first && answered && answered.at >= first.at;
    if (why !== 'leaves-sight' || isReplaced || (referral.status === 'decided' && isSightAnswered(referral))) return [];
    const { sight } = urgency;
    return [{ ...worry('leaves-sight', sight ? asksBefore(sight.leavesSight, pack) : since), sight }];
  });
  const mark = noTimeMark(record, referral);
  return [...(gone ? [gone] : []), ...others, ...(mark ? [worry('no-time', mark)] : [])];
}

const noTimeAsked = Duration.parse('PT1H');

/** When to ask, once, about a child of whom no leaving time is known. Whoever acts then has answered. */
function noTimeMark(record: ClockedCase, referral: SubmittedReferral) {
  const since = noTimeSince(record, referral);
  const mark = since && plus(since, msIn(noTimeAsked));
  const answered = record.events[lastAnswer(record.events)];
  return mark && !(answered && answered.at >= mark) ? mark : undefined;
}

/**
 * The police know, says somebody of the MASH who did not refer the child: in a report that the child is missing, or with a
 * reference of theirs. What the author says of it is a report.
 */
const isKnownToPolice = ({ events, facts }: ClockedCase, referral: SubmittedReferral, since: Instant) =>
  events.some(
    (event) =>
      event.at >= since &&
      ((event.type === 'ChildMissing' && event.police === 'yes') ||
        (event.type === 'PoliceInformed' && facts.texts[sideText.reference(event)] !== undefined)) &&
      !isOwnReferral(referral, event.by),
  );

/** No danger, nobody missing, no leaving time, known or not, that somebody must see to. */
export function isCalm(record: CaseRecord, pack: Pack, now: Instant): boolean {
  const referral = sentReferral(record);
  return referral !== undefined && !isUrgent(record, pack, now) && worriesOf(record, referral, pack).length === 0;
}

/** Whether only the decision is awaited. */
export const isOnlyUndecided = (record: CaseRecord, pack: Pack, now: Instant): boolean =>
  record.status === 'awaiting-decision' && upNext(record, pack)?.what === 'decision' && isCalm(record, pack, now);
