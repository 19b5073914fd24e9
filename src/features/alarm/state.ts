import type { Instant } from '../../base/time.ts';
import type { CaseRecord } from '../../case/record.ts';
import { latestReports } from '../../case/referral.ts';
import type { SubmittedReferral } from '../../case/state.ts';
import { asksBefore, urgencies } from '../../case/urgent.ts';
import { isGiven } from '../../draft/fields.ts';
import type { Pack } from '../../protocol/pack.ts';
import { sideText } from '../side-records/state.ts';

/**
 * Why the MASH must find out whether the child is safe. `found`: the referrer says that a missing child was found.
 * `policeKnow`: the police have had a reference for it since it arose.
 */
export interface Worry {
  why: 'missing' | 'found' | 'danger' | 'leaves-sight';
  since: Instant;
  policeKnow: boolean;
}

/**
 * What nobody at the MASH has answered with “The child is safe”, before and after a decision. That answer ends all that
 * had arisen by then. `since` can lie ahead. A decision ends only the worry that the child leaves sight, as
 * far as that was known.
 * @returns in no particular order; empty if nothing does
 */
export function worriesOf(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Worry[] {
  const { missing, found, safe, leavesSight, sightSaid } = referral;
  const worry = (why: Worry['why'], since: Instant, policeSince = since): Worry => ({
    ...{ why, since },
    policeKnow: isKnownToPolice(record, policeSince),
  });
  const first = safe ? undefined : latestReports(record, missing)[0];
  const gone = first && (found ? worry('found', found.at, first.at) : worry('missing', first.at));
  const others = urgencies(record, referral, pack).flatMap(({ why, since }) => {
    if (why === 'danger' || why === 'call') return [worry('danger', since)];
    const isDecided = referral.status === 'decided' && !(sightSaid && sightSaid.at > referral.decidedAt);
    if (why !== 'leaves-sight' || !leavesSight || gone || isDecided) return [];
    return [worry('leaves-sight', asksBefore(leavesSight, pack))];
  });
  return gone ? [gone, ...others] : others;
}

/** The police have a reference: a report of the missing child says that they know, or there is one of theirs. */
const isKnownToPolice = ({ events, facts }: CaseRecord, since: Instant) =>
  isGiven(facts.answers, 'police-reference') ||
  events.some(
    (event) =>
      event.at >= since &&
      ((event.type === 'ChildMissing' && event.police === 'yes') ||
        (event.type === 'PoliceInformed' && facts.texts[sideText.reference(event)] !== undefined)),
  );
