import type { Person } from '../../base/people.ts';
import { type Duration, type Instant, plus } from '../../base/time.ts';
import { allocatedTo } from '../../case/along.ts';
import { faulty, type Now, tooLong } from '../../case/commands.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isUnwritten, referralOf, submittedIn } from '../../case/state.ts';
import { handOverPhone } from '../../history/hand-over.ts';
import { erasedIn } from '../retention/state.ts';

/** How long a code is good. */
export const codeLives = 'PT1H' as Duration;
/** After so many wrong codes the right one is good no more: six digits cannot be guessed by trying. */
export const mostTries = 5;

type Offer = NonNullable<CaseRecord['handOver']>;

/** The offer by which the referral can be taken over now. */
export function openHandOver({ handOver: offer }: CaseRecord, now: Instant): Offer | undefined {
  return offer && now < offer.until && offer.wrong < mostTries ? offer : undefined;
}

/** The author wants to hand their referral over, which is in writing. While a code is good it stays the same, so that a second press changes nothing. */
export function offerIt(record: CaseRecord, { by, now }: Now): Outcome {
  if (record.author !== by.id || record.training) return refuseWith({ kind: 'not-the-author' });
  const referral = referralOf(record.events);
  if (!submittedIn(referral) || isUnwritten(referral) || erasedIn(record.events))
    return refuseWith({ kind: 'not-submitted' });
  if (openHandOver(record, now)) return nothingToDo;
  const number = record.events.filter(({ type }) => type === 'HandOverOffered').length + 1;
  return withEvents([{ type: 'HandOverOffered', at: now, by: by.id, number, until: plus(now, codeLives) }]);
}

/** What somebody shows who wants to take a referral over, and from which organisation they come. */
export interface TakeOverClaim {
  code: string;
  tenantId: string;
}

/**
 * Why somebody cannot take the referral over; undefined where they can. `unknown` covers all that they need not know: there is no such
 * case, no offer, another organisation.
 * @returns `mash` for somebody who works on the case in the MASH: they would be on both sides
 */
export function whyNotTakeOver(
  record: CaseRecord,
  { code, tenantId }: TakeOverClaim,
  by: Pick<Person, 'id'>,
  now: Instant,
): 'unknown' | 'wrong code' | 'yours' | 'mash' | undefined {
  const sent = submittedIn(referralOf(record.events));
  if (!sent || record.training || erasedIn(record.events)) return 'unknown';
  if (record.author === by.id) return 'yours';
  const offer = openHandOver(record, now);
  if (!offer || offer.tenantId !== tenantId) return 'unknown';
  if (offer.code !== code) return 'wrong code';
  const correctedBy = sent.status === 'decided' && sent.correction.kind === 'corrected' ? [sent.correction.by] : [];
  const decided = sent.status === 'decided' ? [sent.decidedBy, ...correctedBy] : [];
  return [allocatedTo(sent), ...decided].includes(by.id) ? 'mash' : undefined;
}

/** One more wrong code. */
export const withWrongCode = (record: CaseRecord): CaseRecord =>
  record.handOver ? { ...record, handOver: { ...record.handOver, wrong: record.handOver.wrong + 1 } } : record;

/**
 * The colleague accepts: from now on the referral is theirs, and the MASH rings them. It is asked before who may.
 * @param phone at which the MASH reaches them; `limit` as for the number of who refers
 */
export function acceptHandOver(record: CaseRecord, phone: string, limit: number, { by, now }: Now): Outcome {
  const fault = faulty({ phone }) ?? tooLong({ phone }, limit);
  if (fault) return fault;
  const number = record.events.filter(({ type }) => type === 'HandOverOffered').length;
  return withEvents([{ type: 'HandOverAccepted', at: now, by: by.id, number, from: record.author }], {
    [handOverPhone(number)]: phone.trim(),
  });
}
