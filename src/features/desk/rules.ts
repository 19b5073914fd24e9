import { byTelephone, type Person, type StaffId } from '../../base/people.ts';
import { type Instant, plus } from '../../base/time.ts';
import { allocatedTo, phonedIn } from '../../case/along.ts';
import { decisionDue } from '../../case/clocks.ts';
import type { Now } from '../../case/commands.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import { isOwnReferral, type Referral, seenAt, submittedIn } from '../../case/state.ts';
import type { Clocks } from '../../protocol/pack.ts';

/** Says that the MASH has seen the referral, without anybody taking it on. The referrer hears that. */
export function markSeen(referral: Referral, { by, now }: Now): Outcome {
  if (!by.roles.has('mash-member')) return refuseWith({ kind: 'only-the-mash' });
  const sent = submittedIn(referral);
  if (!sent) return refuseWith({ kind: 'not-submitted' });
  if (isOwnReferral(sent, by.id)) return refuseWith({ kind: 'own-referral' });
  if (seenAt(sent)) return nothingToDo;
  return withEvents([{ type: 'ReferralSeen', at: now, by: by.id }]);
}

/**
 * Gives the referral to a colleague, whoever had it before.
 * @param to a member of the MASH as the roster has it at this moment
 */
export function handTo(referral: Referral, to: Person, { by, now }: Now): Outcome {
  if (!by.roles.has('mash-member') || !to.roles.has('mash-member')) return refuseWith({ kind: 'only-the-mash' });
  const sent = submittedIn(referral);
  if (!sent) return refuseWith({ kind: 'not-submitted' });
  if (sent.status === 'decided') return refuseWith({ kind: 'already-decided' });
  if (allocatedTo(sent) === to.id) return nothingToDo;
  return withEvents([{ type: 'CaseHanded', at: now, by: by.id, to: to.id }]);
}

/**
 * A telephone referral that the MASH writes down.
 * @param calledAt when they rang
 * @param caller who rang, where they use Teams: they are told and asked like any other referrer
 * @source Protocol 8.2; default A1: 24 and 48 clock hours from the call
 */
export function logPhoneReferral(
  calledAt: Instant,
  clocks: Clocks,
  { by, now, caller }: Now & { caller?: StaffId | undefined },
): Outcome {
  if (!by.roles.has('mash-member')) return refuseWith({ kind: 'only-the-mash' });
  const called = calledAt < now ? calledAt : now; // a telephone that is a minute ahead of ours
  return withEvents([
    {
      type: 'PhoneReferralLogged',
      at: now,
      by: by.id,
      calledAt: called,
      decisionDue: decisionDue(called, clocks.decision.within),
      writtenDue: plus(called, clocks.writtenConfirmation.within),
      ...(caller ? { caller } : {}),
    },
  ]);
}

/** Somebody of the MASH says that the written referral has come, by whatever way. @source Protocol 8.2 (confirmed in writing within 48 hours) */
export function confirmWritten(referral: Referral, { by, now }: Now): Outcome {
  if (!by.roles.has('mash-member')) return refuseWith({ kind: 'only-the-mash' });
  const sent = submittedIn(referral);
  const phoned = sent && phonedIn(sent);
  if (!phoned) return refuseWith({ kind: 'not-submitted' });
  return phoned.kind === 'phoned' ? withEvents([{ type: 'PhoneReferralConfirmed', at: now, by: by.id }]) : nothingToDo;
}

/**
 * The person whom the MASH found in Teams is not the one who rang: from now on nothing of the case is theirs, and nobody's in Teams.
 * They may say so themselves.
 */
export function takeBackCaller(referral: Referral, { by, now }: Now): Outcome {
  const sent = submittedIn(referral);
  if (!sent || !phonedIn(sent)) return refuseWith({ kind: 'not-submitted' });
  if (!by.roles.has('mash-member') && by.id !== sent.submittedBy) return refuseWith({ kind: 'not-the-author' });
  if (sent.submittedBy === byTelephone) return nothingToDo;
  const ring = sent.status === 'decided'; // the one who did ring has not heard of the decision
  return withEvents([
    { type: 'CallerTakenBack', at: now, by: by.id },
    ...(ring ? [{ type: 'NotReached' as const, at: now, who: 'referrer' as const, staff: byTelephone }] : []),
  ]);
}
