import { type Person, phoneCaller, type StaffId } from '../../base/people.ts';
import { type Instant, plus } from '../../base/time.ts';
import { decisionDue } from '../../case/clocks.ts';
import type { Actor } from '../../case/commands.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import { allocatedTo, phonedIn } from '../../case/referral.ts';
import { isOwnReferral, type Referral, seenAt, submittedIn } from '../../case/state.ts';
import type { Clocks } from '../../protocol/pack.ts';

/** Records that the MASH has seen the referral, without anybody taking it. The referrer is told. */
export function markSeen(referral: Referral, { by, now }: Actor): Outcome {
  if (!by.roles.has('mash-member')) return refuseWith({ kind: 'only-the-mash' });
  const sent = submittedIn(referral);
  if (!sent) return refuseWith({ kind: 'not-submitted' });
  if (isOwnReferral(sent, by.id)) return refuseWith({ kind: 'own-referral' });
  if (seenAt(sent)) return nothingToDo;
  return withEvents([{ type: 'ReferralSeen', at: now, by: by.id }]);
}

/**
 * Hands the referral to a colleague, no matter who had it before.
 * @param to a person on the channel's roster now
 */
export function handTo(referral: Referral, to: Person, { by, now }: Actor): Outcome {
  if (!by.roles.has('mash-member') || !to.roles.has('mash-member')) return refuseWith({ kind: 'only-the-mash' });
  const sent = submittedIn(referral);
  if (!sent) return refuseWith({ kind: 'not-submitted' });
  if (sent.status === 'decided') return refuseWith({ kind: 'already-decided' });
  if (allocatedTo(sent) === to.id) return nothingToDo;
  return withEvents([{ type: 'CaseHanded', at: now, by: by.id, to: to.id }]);
}

/**
 * Records a phone referral that the MASH writes down.
 * @param calledAt when the caller rang
 * @param caller the caller, if they use Teams: they then get messages and questions like any other referrer
 * @source Protocol 8.2, read as 24 and 48 elapsed hours from the call
 */
export function logPhoneReferral(
  calledAt: Instant,
  clocks: Clocks,
  { by, now, caller }: Actor & { caller?: StaffId | undefined },
): Outcome {
  if (!by.roles.has('mash-member')) return refuseWith({ kind: 'only-the-mash' });
  const rangAt = calledAt < now ? calledAt : now; // the MASH member's clock may run a minute ahead of ours
  return withEvents([
    {
      type: 'PhoneReferralLogged',
      at: now,
      by: by.id,
      calledAt: rangAt,
      decisionDue: decisionDue(rangAt, clocks.decision.within),
      writtenDue: plus(rangAt, clocks.writtenConfirmation.within),
      ...(caller ? { caller } : {}),
    },
  ]);
}

/**
 * Records that the written referral has come, by any route, as a member of the MASH says.
 * @source Protocol 8.2 (confirmed in writing within 48 hours)
 */
export function confirmWritten(referral: Referral, { by, now }: Actor): Outcome {
  if (!by.roles.has('mash-member')) return refuseWith({ kind: 'only-the-mash' });
  const sent = submittedIn(referral);
  const phoned = sent && phonedIn(sent);
  if (!phoned) return refuseWith({ kind: 'not-submitted' });
  return phoned.kind === 'phoned' ? withEvents([{ type: 'PhoneReferralConfirmed', at: now, by: by.id }]) : nothingToDo;
}

/**
 * Records that the person whom the MASH picked in Teams is not the caller. From then on the case belongs to nobody in
 * Teams. The MASH or that person can say so.
 */
export function takeBackCaller(referral: Referral, { by, now }: Actor): Outcome {
  const sent = submittedIn(referral);
  if (!sent || !phonedIn(sent)) return refuseWith({ kind: 'not-submitted' });
  if (!by.roles.has('mash-member') && by.id !== sent.submittedBy) return refuseWith({ kind: 'not-the-author' });
  if (sent.submittedBy === phoneCaller) return nothingToDo;
  const mustRing = sent.status === 'decided'; // the real caller has not heard the decision
  return withEvents([
    { type: 'CallerTakenBack', at: now, by: by.id },
    ...(mustRing ? [{ type: 'NotReached' as const, at: now, who: 'referrer' as const, staff: phoneCaller }] : []),
  ]);
}
