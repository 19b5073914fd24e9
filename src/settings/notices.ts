import type { StaffId } from '../base/people.ts';
import { type Instant, msOf } from '../base/time.ts';
import type { DutyRules } from '../protocol/duty.ts';
import { type Duty, type DutyOffer, onDutyAt, type Span, spansOf, timeBefore } from './duty.ts';

/**
 * Something about duty, and not about a case, that one person must be told once. `key`: names the notice in the
 * record of told notices, so that nobody is told twice.
 */
export type DutyNotice = { key: string; to: StaffId } & (
  | { kind: 'ends'; until: Instant; next: string | undefined }
  | { kind: 'begins'; from: Instant; until: Instant }
  | { kind: 'offer'; offer: DutyOffer }
  | { kind: 'test'; begunAt: Instant } // a test alarm, which they must confirm
  | { kind: 'missed'; begunAt: Instant; missing: StaffId[] } // to administrators: who did not confirm it in time
  // `name`: who has taken the shift over; undefined if nobody has
  | { kind: 'answered'; name: string | undefined; from: Instant; until: Instant }
);

/**
 * What managers must be told about their duty by now: that it ends, that their shift begins, what others offer them,
 * and what became of their own offers. A duty no longer than `rules.recall`, the notice period, gets no end notice.
 */
export function dutyNotices(duty: Duty, rules: DutyRules, { managers, now }: Desk): DutyNotice[] {
  const spans = spansOf(duty).filter(({ staff }) => managers.includes(staff));
  return [
    ...spans.flatMap((span) => endNotices(span, spans, rules, now)),
    ...duty.shifts
      .filter(({ staff }) => managers.includes(staff))
      .flatMap((shift) => beginNotices(shift, spans, rules, now)),
    ...duty.offers.flatMap((offer) => (offer.until > now ? offerNotices(offer, managers) : [])),
    ...duty.planned.flatMap((change) => answerNotices(change, duty, now)),
  ];
}

interface Desk {
  managers: StaffId[];
  now: Instant;
}

function endNotices({ staff, from, until }: Span, spans: Span[], rules: DutyRules, now: Instant): DutyNotice[] {
  const recall = timeBefore(until, rules.recall);
  if (from >= recall || now < recall || now >= until) return [];
  const next = whoFollows(spans, { staff, until });
  return [{ key: `ends ${staff} ${until}`, to: staff, kind: 'ends', until, next }];
}

/** @returns the name of another person who is on duty when this duty ends; undefined if nobody is */
export const whoFollows = (spans: Span[], { staff, until }: Pick<Span, 'staff' | 'until'>): string | undefined =>
  onDutyAt(spans, until).find((each) => each.staff !== staff)?.name;

/** A shift that directly continues a duty needs no notice. */
function beginNotices({ staff, from, until }: Span, spans: Span[], rules: DutyRules, now: Instant): DutyNotice[] {
  const isGoingOn = spans.some((span) => span.staff === staff && span.from < from && span.until >= from);
  if (isGoingOn || now < timeBefore(from, rules.recall) || now >= from) return [];
  return [{ key: `begins ${staff} ${from}`, to: staff, kind: 'begins', from, until }];
}

const offerNotices = (offer: DutyOffer, managers: StaffId[]): DutyNotice[] =>
  offer.to
    .filter((person) => managers.includes(person))
    .map((to) => ({ key: `offer ${offer.id} ${offer.at} ${to}`, to, kind: 'offer', offer }));

const tellForMs = 24 * 60 * 60 * 1000;

function answerNotices(change: Duty['planned'][number], { offers, planned }: Duty, now: Instant): DutyNotice[] {
  const { what, staff, at, from, until, name } = change;
  if (msOf(now) - msOf(at) > tellForMs) return [];
  const to = { to: staff, from, until, kind: 'answered' as const };
  if (what === 'taken') return [{ ...to, key: `taken ${staff} ${from} ${at}`, name }];
  const isOpen = offers.some((offer) => offer.by === staff && offer.from === from);
  const isLater = planned.some((each) => each.at > at && each.staff === staff && each.from === from);
  return what === 'refused' && !isOpen && !isLater
    ? [{ ...to, key: `refused ${staff} ${from} ${at}`, name: undefined }]
    : [];
}
