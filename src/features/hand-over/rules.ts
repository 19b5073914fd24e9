import type { Person } from '../../base/people.ts';
import { type Duration, type Instant, plus } from '../../base/time.ts';
import { refuseFaultyTexts, refuseLongTexts } from '../../case/commands.ts';
import { type Entry, isWaiting, type Recipient } from '../../case/outbox.ts';
import { type Actor, type CannotTakeOver, doneBy, nothingToDo, type Outcome, refuseWith } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { allocatedTo } from '../../case/referral.ts';
import { erasedIn, sentReferral } from '../../case/standing.ts';
import { isUnwritten, referralOf, submittedIn } from '../../case/state.ts';
import { type EventOf, isA, nextNumber } from '../../history/events.ts';
import { handOverPhone } from '../../history/referral.ts';

/** How long a code is valid. */
export const codeLifetime = 'PT1H' as Duration;
/** After this many wrong codes the right one no longer works, so that nobody can find six digits by trying. */
export const maxWrongCodes = 5;

type Offer = NonNullable<CaseRecord['handOver']>;

/** The offer under which a colleague can take the referral over now. */
export function openHandOver({ handOver: offer }: CaseRecord, now: Instant): Offer | undefined {
  return offer && now < offer.until && offer.wrong < maxWrongCodes ? offer : undefined;
}

/**
 * The author offers to hand over their written referral. While the code is valid it stays the same: a second press
 * changes nothing.
 */
export function offerHandOver(record: CaseRecord, at: Actor): Outcome {
  if (record.author !== at.by.id || record.practice) return refuseWith('not-the-author');
  const referral = referralOf(record.events);
  if (!submittedIn(referral) || isUnwritten(referral) || erasedIn(record.events)) return refuseWith('not-submitted');
  if (openHandOver(record, at.now)) return nothingToDo;
  const number = nextNumber(record.events, 'HandOverOffered');
  return doneBy(at, { type: 'HandOverOffered', number, until: plus(at.now, codeLifetime) });
}

/** What a person who wants to take a referral over gives: the code and their organisation. */
export interface TakeOverClaim {
  code: string;
  tenantId: string;
}

/** Why a person cannot take the referral over; undefined when they can. */
export function whyNotTakeOver(
  record: CaseRecord,
  { code, tenantId }: TakeOverClaim,
  by: Pick<Person, 'id'>,
  now: Instant,
): CannotTakeOver | undefined {
  const sent = sentReferral(record);
  if (!sent || record.practice || erasedIn(record.events)) return 'unknown';
  if (record.author === by.id) return 'yours';
  const offer = openHandOver(record, now);
  if (!offer || offer.tenantId !== tenantId) return 'unknown';
  if (offer.code !== code) return 'wrong-code';
  const workers = [allocatedTo(sent)];
  if (sent.status === 'decided') workers.push(sent.decidedBy);
  if (sent.status === 'decided' && sent.correction) workers.push(sent.correction.by);
  return workers.includes(by.id) ? 'mash' : undefined;
}

/** The case with one more wrong code counted. */
export const withWrongCode = (record: CaseRecord): CaseRecord =>
  record.handOver ? { ...record, handOver: { ...record.handOver, wrong: record.handOver.wrong + 1 } } : record;

/** A claim with the number at which the MASH reaches the colleague. `limit`: its most characters. */
interface Acceptance extends TakeOverClaim {
  phone: string;
  limit: number;
}

/** The colleague accepts. From now on the referral is theirs, and the MASH rings them. */
export function acceptHandOver(record: CaseRecord, { phone, limit, ...claim }: Acceptance, at: Actor): Outcome {
  const because = whyNotTakeOver(record, claim, at.by, at.now);
  if (because) return refuseWith({ kind: 'cannot-take-over', because });
  const fault = refuseFaultyTexts({ phone }) ?? refuseLongTexts({ phone }, limit);
  if (fault) return fault;
  const number = record.events.filter(isA('HandOverOffered')).length;
  return doneBy(
    at,
    { type: 'HandOverAccepted', number, from: record.author },
    {
      [handOverPhone(number)]: phone.trim(),
    },
  );
}

/**
 * The case with its new author. The messages in the former author's chat, including the receipt, are listed to be
 * cleared.
 */
export function withNewAuthor(record: CaseRecord, { by, from }: EventOf<'HandOverAccepted'>): CaseRecord {
  const { handOver: _, said, ...rest } = record;
  const { receipt, ...places } = said; // the ids of the messages that the bot has posted about the case
  const accepted = record.events.length - 1;
  const staysWithFormer = ({ message }: Entry) =>
    message.kind === 'clear-draft' || (message.kind === 'notice' && message.event === accepted);
  const goesToColleague = (entry: Entry) =>
    isWaiting(entry) && 'person' in entry.to && entry.to.person === from && !staysWithFormer(entry);
  return {
    ...rest,
    author: by,
    said: { ...places, draft: [...said.draft, ...(receipt ? [receipt] : [])] },
    outbox: record.outbox.map((entry) => (goesToColleague(entry) ? { ...entry, to: { person: by } } : entry)),
  };
}

/** When a former author, who is not the author again, gave the case away. @returns undefined for anybody else */
export function leftAt({ author, events }: CaseRecord, to: Recipient): Instant | undefined {
  if (!('person' in to) || to.person === author) return undefined;
  return events.findLast((event) => event.type === 'HandOverAccepted' && event.from === to.person)?.at;
}
