import type { StaffId } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import {
  type Duty,
  type DutyChange,
  type DutyOffer,
  offersTo,
  onDutyAt,
  type Span,
  spansOf,
  type Times,
  withDutyEntry,
} from './duty-state.ts';

type Who = DutyChange['by'];

/** Puts somebody on duty from now until a given time, because they say so. Saying the same again changes nothing. */
export function withOnDuty(duty: Duty, by: Who, { at, until }: { at: Instant; until: Instant }): Duty {
  const { id, name } = by;
  const before = duty.on.find((each) => each.staff === id && each.until > at);
  if (before?.until === until) return duty;
  const mine = { staff: id, name, from: before?.from ?? at, until };
  const on = [...duty.on.filter(({ staff }) => staff !== id), mine];
  return withDutyEntry({ ...duty, on }, 'on', { staff: id, from: at, until }, { by, at });
}

/** Takes somebody off duty now, whatever they said or the rota says. Their next shift stays. */
export function withOffDuty(duty: Duty, by: Who, at: Instant): Duty {
  const rest = onDutyAt(spansOf(duty), at).find(({ staff }) => staff === by.id);
  if (!rest) return duty;
  const on = duty.on.filter(({ staff }) => staff !== by.id);
  const shifts = duty.shifts.map((each) =>
    each.staff === by.id && onDutyAt([each], at).length > 0 ? { ...each, until: at } : each,
  );
  return withDutyEntry({ ...duty, on, shifts }, 'off', { ...rest, from: at }, { by, at });
}

const isSame =
  ({ staff, from }: Pick<Span, 'staff' | 'from'>) =>
  (other: Span) =>
    other.staff === staff && other.from === from;

/**
 * Adds a shift. It replaces a shift of the same person with the same start. Adding the same shift again changes
 * nothing.
 */
export function withShift(duty: Duty, shift: Span, doing: DutyChange): Duty {
  if (duty.shifts.some((each) => isSame(shift)(each) && each.until === shift.until)) return duty;
  const others = duty.shifts.filter((each) => !isSame(shift)(each));
  return withDutyEntry({ ...duty, shifts: [...others, shift] }, 'added', shift, doing);
}

/** Removes a shift, together with the offer to take it over. */
export function withoutShift(duty: Duty, shift: Pick<Span, 'staff' | 'from'>, doing: DutyChange): Duty {
  const removed = duty.shifts.find(isSame(shift));
  if (!removed) return duty;
  const { staff, from: start } = removed;
  const shifts = duty.shifts.filter((each) => each !== removed);
  const offers = duty.offers.filter(({ by, from, isShift }) => !isShift || by !== staff || from !== start);
  return withDutyEntry({ ...duty, shifts, offers }, 'removed', removed, doing);
}

export const offerId = ({ by, from }: { by: StaffId; from: Instant }): string => `${from} ${by}`;

/**
 * Asks others to take over a time: either a planned shift, which stays with the person who asks until somebody takes
 * it, or hours outside their own shifts: those after their duty, or those of a shift that they gave up.
 */
export function withOffer(
  duty: Duty,
  { from, until, to, isShift }: Times & Pick<DutyOffer, 'to' | 'isShift'>,
  { by, at }: DutyChange,
): Duty {
  const id = offerId({ by: by.id, from });
  const before = duty.offers.find((each) => each.id === id);
  if (to.length === 0 || (before && before.until === until && to.every((each) => before.to.includes(each))))
    return duty;
  const offer = { id, by: by.id, name: by.name, to, from, until, at, isShift };
  const offers = [...duty.offers.filter((each) => each.id !== id), offer];
  return withDutyEntry({ ...duty, offers }, 'offered', { staff: by.id, from, until }, { by, at });
}

/**
 * Somebody takes over an offer, from its start or from now if it has started. If it is no longer open to them, nothing
 * changes.
 */
export function withTaken(duty: Duty, id: string, { by, at }: DutyChange): Duty {
  const offer = openOffer(duty, id, by.id, at);
  if (!offer) return duty;
  const from = at > offer.from ? at : offer.from;
  const mine: Span = { staff: by.id, name: by.name, from, until: offer.until };
  const shifts = duty.shifts.flatMap((each): Span[] => {
    if (!offer.isShift || !isSame({ staff: offer.by, from: offer.from })(each)) return [each];
    // the time already served stays with the person who served it
    return at > offer.from ? [{ ...each, until: at < each.until ? at : each.until }] : [];
  });
  const offers = duty.offers.filter((each) => each.id !== id);
  return withDutyEntry(
    { ...duty, shifts: [...shifts, mine], offers },
    'taken',
    { ...mine, staff: offer.by },
    { by, at },
  );
}

/** Somebody turns down an offer. */
export function withRefused(duty: Duty, id: string, { by, at }: DutyChange): Duty {
  const offer = openOffer(duty, id, by.id, at);
  if (!offer) return duty;
  const to = offer.to.filter((each) => each !== by.id);
  const others = duty.offers.filter((each) => each.id !== id);
  const offers = to.length > 0 ? [...others, { ...offer, to }] : others;
  return withDutyEntry({ ...duty, offers }, 'refused', { ...offer, staff: offer.by }, { by, at });
}

/** The offer with this id, if it is still open to this person. */
const openOffer = (duty: Duty, id: string, to: StaffId, now: Instant) =>
  offersTo(duty, to, now).find((each) => each.id === id);
