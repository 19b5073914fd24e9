import { z } from 'zod';
import { type Person, StaffId } from '../../base/people.ts';
import { Duration, Instant, msBetween, msIn, plus } from '../../base/time.ts';
import { document } from '../../store/change.ts';

/** A time during which one manager is on duty. It does not include the moment `until`. */
const Span = z.object({ staff: StaffId, name: z.string(), from: Instant, until: Instant });
export type Span = z.infer<typeof Span>;
export type Times = Pick<Span, 'from' | 'until'>;

/**
 * Somebody asks others to take over a time of duty. `by` and `name`: who asks. `to`: who may take it. `isShift`: it is
 * a planned shift, which stays with the person who asks until somebody takes it.
 */
const DutyOffer = z.object({
  id: z.string(),
  by: StaffId,
  name: z.string(),
  to: z.array(StaffId),
  from: Instant,
  until: Instant,
  at: Instant,
  isShift: z.boolean(),
});
export type DutyOffer = z.infer<typeof DutyOffer>;

/** One change of who is on duty, or of the rota. */
const DutyEntry = z.object({
  at: Instant,
  by: StaffId,
  name: z.string(),
  what: z.enum(['on', 'off', 'added', 'removed', 'offered', 'taken', 'refused']),
  staff: StaffId,
  from: Instant,
  until: Instant, // the time that it is about, and whose it was or is
});
export type DutyEntry = z.infer<typeof DutyEntry>;

/**
 * Who is on duty: the people who said so (`on`) and those on the rota (`shifts`). A shift during which somebody went off
 * duty ends there. `offers`: times that others may take over. `history`: every change, with who made it and when.
 */
export const Duty = z.object({
  on: z.array(Span),
  shifts: z.array(Span),
  offers: z.array(DutyOffer),
  history: z.array(DutyEntry),
});
export type Duty = z.infer<typeof Duty>;

export const noDuty: Duty = { on: [], shifts: [], offers: [], history: [] };

export const dutiesIn = document('duty', Duty, noDuty, true);

/**
 * When each manager is on duty, because they said so or by the rota. Times of one person that touch or overlap are
 * merged.
 * @returns ordered by their start
 */
export function spansOf({ on, shifts }: Duty): Span[] {
  const all = [...on, ...shifts].filter(({ from, until }) => from < until).sort(byStart);
  return [...Map.groupBy(all, ({ staff }) => staff).values()].flatMap(merged).sort(byStart);
}

export const byStart = (one: Times, other: Times): number => msBetween(other.from, one.from);

function merged(spans: Span[]) {
  const whole: Span[] = [];
  for (const span of spans) {
    const last = whole.at(-1);
    if (!last || span.from > last.until) whole.push({ ...span });
    else if (span.until > last.until) last.until = span.until;
  }
  return whole;
}

/** The times of duty that include this moment. */
export const onDutyAt = (spans: Span[], now: Instant): Span[] =>
  spans.filter(({ from, until }) => from <= now && now < until);

/** The times between two moments at which nobody is on duty. */
export function gapsIn(spans: Span[], from: Instant, to: Instant): Times[] {
  const gaps: Times[] = [];
  let covered = from;
  for (const span of spans) {
    if (span.from >= to) break;
    if (span.from > covered) gaps.push({ from: covered, until: span.from });
    if (span.until > covered) covered = span.until;
  }
  return covered < to ? [...gaps, { from: covered, until: to }] : gaps;
}

/** @returns the name of another person who is on duty when this duty ends; undefined if nobody is */
export const whoFollows = (spans: Span[], { staff, until }: Pick<Span, 'staff' | 'until'>): string | undefined =>
  onDutyAt(spans, until).find((each) => each.staff !== staff)?.name;

/** When the last duty of each person ended who is not on duty now. */
export function endedDuties(duty: Duty, now: Instant): { staff: StaffId; at: Instant }[] {
  const said = duty.history.filter(({ what }) => what === 'on' || what === 'off');
  const last = [...new Map(said.map((each) => [each.staff, each])).values()];
  const ends = [
    ...last.map(({ staff, what, from, until }) => ({ staff, at: what === 'off' ? from : until })),
    ...duty.shifts.map(({ staff, until }) => ({ staff, at: until })),
  ].filter(({ staff, at }) => at <= now && !onDutyAt(spansOf(duty), now).some((each) => each.staff === staff));
  return [
    ...new Map(ends.sort((one, other) => msBetween(other.at, one.at)).map((each) => [each.staff, each])).values(),
  ];
}

/** All offers that are open to this person now. */
export const offersTo = ({ offers }: Duty, person: StaffId, now: Instant): DutyOffer[] =>
  offers.filter(({ to, until }) => to.includes(person) && until > now);

/** How many entries the history keeps, so that the document stays small. Two managers make fewer in a year. */
const keptEntries = 500;

/** Who changes duty or rota, and when. */
export interface DutyChange {
  by: Pick<Person, 'id' | 'name'>;
  at: Instant;
}

/** Adds an entry to the history of the duty. */
export function withDutyEntry(
  duty: Duty,
  what: DutyEntry['what'],
  { staff, from, until }: Omit<Span, 'name'>,
  { by, at }: DutyChange,
): Duty {
  const entry = { at, by: by.id, name: by.name, what, staff, from, until };
  return { ...withoutPastDuty(duty, at), history: [...duty.history, entry].slice(-keptEntries) };
}

const pastStays = Duration.parse('P14D'); // how long past shifts stay in the rota

/** Drops duty and offers that have ended, and shifts that ended more than two weeks ago. */
export function withoutPastDuty(duty: Duty, now: Instant): Duty {
  const past = plus(now, -msIn(pastStays));
  return {
    ...duty,
    on: duty.on.filter(({ until }) => until > now),
    shifts: duty.shifts.filter(({ until }) => until > past),
    offers: duty.offers.filter(({ until }) => until > now),
  };
}

/** The test alarms. `since`: when this record was created. For each round: who was asked, who confirmed and when. */
export const TestAlarm = z.object({
  since: Instant,
  rounds: z.array(
    z.object({
      begunAt: Instant,
      to: z.array(StaffId),
      got: z.array(z.object({ staff: StaffId, name: z.string(), at: Instant })),
    }),
  ),
});
export type TestAlarm = z.infer<typeof TestAlarm>;

export const testAlarmsIn = document('test-alarm', TestAlarm, undefined);

/** People who have answered a test message in their own chat, the latest last: they can be chosen by name, though they are not in the team. */
const Reached = z.object({
  people: z.array(z.object({ id: StaffId, name: z.string(), tenantId: z.string(), at: Instant })),
});
const noneReached: z.infer<typeof Reached> = { people: [] };
export const reachedIn = document('reached', Reached, noneReached);
