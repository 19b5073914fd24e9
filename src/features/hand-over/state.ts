import type { StaffId } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { EventOf } from '../../history/events.ts';
import { handOverPhone } from '../../history/hand-over.ts';

/** Who took the referral over last, from whom, and the number that the MASH may ring. */
interface Holder {
  id: StaffId;
  name: string;
  phone: string;
  since: Instant;
  from: { id: StaffId; name: string };
}

type Accepted = EventOf<'HandOverAccepted'>;

/** Who has the referral in place of who sent it; undefined where it was never handed over. */
export function holderOf({ events, facts }: Pick<CaseRecord, 'events' | 'facts'>): Holder | undefined {
  const last = events.findLast((event): event is Accepted => event.type === 'HandOverAccepted');
  if (!last || events.findLast(({ type }) => type === 'CallerTakenBack' || type === last.type) !== last)
    return undefined;
  const name = (id: StaffId) => facts.names[id] ?? 'a colleague';
  return {
    id: last.by,
    name: name(last.by),
    phone: facts.texts[handOverPhone(last.number)] ?? '',
    since: last.at,
    from: { id: last.from, name: name(last.from) },
  };
}

/** Who sent the referral, whoever has it now. @param holds who has it */
export const senderOf = ({ events }: Pick<CaseRecord, 'events'>, holds: StaffId): StaffId =>
  events.find((event): event is Accepted => event.type === 'HandOverAccepted')?.from ?? holds;
