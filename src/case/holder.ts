import type { StaffId } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import type { EventOf } from '../history/events.ts';
import { handOverPhone } from '../history/referral.ts';
import { type CaseRecord, staffName } from './record.ts';

/** The last person who took the referral over, who handed it to them, and the number that the MASH may ring. */
interface Holder {
  id: StaffId;
  name: string;
  phone: string;
  since: Instant;
  from: { id: StaffId; name: string };
}

type Accepted = EventOf<'HandOverAccepted'>;

/** Who took the referral over; undefined if nobody did, or if the person in Teams later proved not to be the caller. */
export function holderOf(record: Pick<CaseRecord, 'events' | 'facts'>): Holder | undefined {
  const { events, facts } = record;
  const last = events.findLast((event): event is Accepted => event.type === 'HandOverAccepted');
  if (!last || events.findLast(({ type }) => type === 'CallerTakenBack' || type === last.type) !== last)
    return undefined;
  return {
    id: last.by,
    name: staffName(record, last.by),
    phone: facts.texts[handOverPhone(last.number)] ?? '',
    since: last.at,
    from: { id: last.from, name: staffName(record, last.from) },
  };
}

/** The person who sent the referral, even if somebody else has it now. @param holder the person who has it now */
export const senderOf = ({ events }: Pick<CaseRecord, 'events'>, holder: StaffId): StaffId =>
  events.find((event): event is Accepted => event.type === 'HandOverAccepted')?.from ?? holder;
