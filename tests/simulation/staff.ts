import { Temporal } from 'temporal-polyfill';
import { LONDON } from '../../src/base/time.ts';
import { type Profile, profiles } from '../fakes/people.ts';
import type { Chance } from './chance.ts';

export type Part = 'referrer' | 'manager' | 'practitioner' | 'escalation' | 'assessment' | 'administrator';
export type Name = Exclude<keyof typeof profiles, 'gus' | 'eve'>;

/** A member of staff, with their working hours and the times when their telephone is off. */
export interface Colleague {
  who: Name;
  profile: Profile;
  part: Part;
  chat: string;
  /** Working hours in London time, and working days of the week. */
  hours: readonly [number, number];
  days: readonly number[];
  away: { from: number; until: number } | undefined; // on holiday or ill, with the telephone off
  leftAt: number; // when they leave the team for good
  phoneOff: { from: number; until: number }[]; // at work but unreachable: in court, on the road, the battery empty
  /** How likely they are to hear the telephone at night and on days off. */
  wakes: number;
}

export interface Staff {
  all(): Colleague[];
  of(part: Part): Colleague[];
  called(who: Name): Colleague;
  byObjectId(id: string): Colleague | undefined;
  /** The members of the MASH team at that time. */
  inTeam(at: number): Colleague[];
  works(colleague: Colleague, at: number): boolean;
  /** Whether their telephone is on at that time. */
  hears(colleague: Colleague, at: number): boolean;
}

const hourMs = 60 * 60_000;
const week = [1, 2, 3, 4, 5];

const parts: Record<Name, Part> = {
  ...{ jane: 'referrer', tom: 'referrer', liz: 'referrer', sid: 'referrer' },
  ...{ mo: 'manager', ana: 'manager', bea: 'manager', pat: 'practitioner' },
  ...{ dee: 'escalation', sue: 'assessment', ivy: 'assessment', ash: 'administrator' },
};

/** @param chance decides holidays, telephone failures and leavers */
export function staffOf(chance: Chance, { start, end }: { start: number; end: number }): Staff {
  const everybody = (Object.keys(parts) as Name[]).map((who): Colleague => {
    const part = parts[who];
    const mine = chance.apart(who);
    const isAway = part !== 'referrer' && who !== 'dee' && mine.happens(0.2);
    const from = mine.between(start, end);
    const leaves = who === 'bea' && mine.happens(0.35);
    return {
      ...{ who, part, profile: profiles[who], chat: `a:${who}` },
      ...hoursOf(who, mine),
      away: isAway ? { from, until: from + mine.between(12, 72) * hourMs } : undefined,
      leftAt: leaves ? mine.between(start + 24 * hourMs, end) : Infinity,
      phoneOff: Array.from({ length: mine.whole(0, 5) }, () => {
        const at = mine.between(start, end);
        return { from: at, until: at + mine.between(0.2, 6) * hourMs };
      }),
      wakes: part === 'escalation' ? 0.6 : part === 'manager' ? 0.4 : 0.1,
    };
  });
  const isOff = ({ away, phoneOff }: Colleague, at: number) =>
    [...(away ? [away] : []), ...phoneOff].some(({ from, until }) => from <= at && at < until);

  const staff: Staff = {
    all: () => everybody,
    of: (part) => everybody.filter((each) => each.part === part),
    called: (who) => everybody.find((each) => each.who === who) as Colleague,
    byObjectId: (id) => everybody.find(({ profile }) => profile.objectId === id),
    inTeam: (at) => everybody.filter(({ part, leftAt }) => inMash.includes(part) && at < leftAt),
    works(colleague, at) {
      if (at >= colleague.leftAt || isOff(colleague, at)) return false;
      const { hour, dayOfWeek } = inLondon(Math.floor(at / hourMs));
      const [from, until] = colleague.hours;
      const isHour = from <= until ? from <= hour && hour < until : from <= hour || hour < until;
      return isHour && colleague.days.includes(dayOfWeek);
    },
    hears: (colleague, at) => at < colleague.leftAt && !isOff(colleague, at),
  };
  return staff;
}

/** The hour and the day of the week in London in this hour since 1970: clocks change on the hour. */
function inLondon(hours: number): { hour: number; dayOfWeek: number } {
  const known =
    londonHours.get(hours) ?? Temporal.Instant.fromEpochMilliseconds(hours * hourMs).toZonedDateTimeISO(LONDON);
  londonHours.set(hours, known);
  return known;
}

const londonHours = new Map<number, Temporal.ZonedDateTime>(); // a cache: everybody looks at the clock all day

const inMash: Part[] = ['manager', 'practitioner'];

function hoursOf(who: Name, chance: Chance): { hours: readonly [number, number]; days: readonly number[] } {
  if (parts[who] === 'referrer') return { hours: [7, 21], days: [...week, 6, 7] };
  if (who === 'bea') return { hours: [14, 23], days: [3, 4, 5, 6, 7] }; // late shifts and weekends
  if (who === 'ana' && chance.happens(0.3)) return { hours: [20, 6], days: [1, 2, 3, 4, 5, 6, 7] }; // nights, this week
  if (who === 'dee') return { hours: [8, 18], days: week };
  return { hours: [8, 18], days: week };
}
