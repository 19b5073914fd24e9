import { Temporal } from 'temporal-polyfill';
import type { StaffId } from '../../base/people.ts';
import { type Instant, instantOf, LONDON, londonDay, plus } from '../../base/time.ts';
import { clock, clockAndDay, timeLeft } from '../../cards/london.ts';
import { type Block, button, type Card, coloured, input, type Line, line, mashCard, plain } from '../../cards/parts.ts';
import type { Span } from '../../settings/duty.ts';
import { fromTo } from './cards.ts';
import { type DutyOverview, gapLines, managersOn } from './on-call.ts';
import { addShift, changeShift, offerShift, onCall, removeShift, rota, saveShift } from './verbs.ts';

const desk = { list: 'desk' as const };
const mostShifts = 40; // on a card

/** Who is planned in the days that a rota looks ahead, what is offered, and when nobody is there. @param notice what was just done, or why not */
export function rotaCard(known: DutyOverview, notice?: string): Card {
  const { duty, now, rules } = known;
  const end = plus(now, rules.horizon);
  const ahead = timeLeft(now, end);
  const shifts = comingShifts(known).filter(({ from }) => from < end);
  const byDay = [...Map.groupBy(shifts.slice(0, mostShifts), ({ from }) => londonDay(from)).values()];
  const gaps = gapLines(managersOn(known), known);
  return mashCard({
    summary: 'MASH desk: the rota',
    heading: `Rota for the next ${ahead}`,
    blocks: [
      ...(notice ? [plain([line(notice, 'bold')], 'Small')] : []),
      ...(byDay.length > 0 ? [] : [plain([line('No shift is planned yet.')], 'Small')]),
      ...byDay.map((day) => ofDay(day, now)),
      ...(gaps.length > 0
        ? [
            coloured('warning', [
              line('Nobody is planned', 'bold'),
              ...gaps,
              line('Then all managers are told.', 'plain', 'Small'),
            ]),
          ]
        : [plain([line(`No gap in the next ${ahead}.`, 'bold')])]),
      ...offered(duty.offers.filter(({ until }) => until > now).map(fromTo)),
      plain([
        line('Or type “rota add Mo mon-fri 08:00-20:00”, “rota offer mon to Ana”, “rota remove Mo mon”.', 'small'),
      ]),
    ],
    buttons: [
      button(addShift, 'Add a shift', desk),
      ...(shifts.length > 0 ? [button(changeShift, 'Change a shift', desk)] : []),
      button(onCall, 'On call', desk),
    ],
  });
}

/** Shifts of managers that are not over, the next one first. */
export const comingShifts = ({ duty, desk: { managers }, now }: DutyOverview): Span[] =>
  duty.shifts
    .filter(({ staff, until }) => until > now && managers.includes(staff))
    .sort((one, other) => (one.from < other.from ? -1 : 1));

function ofDay(shifts: Span[], now: Instant): Block {
  const [first] = shifts;
  const day = first ? dayWords(londonDay(first.from)) : '';
  const row = ({ name, from, until }: Span): Line =>
    line(`${clock(from)} to ${clock(until)} · ${name}${from <= now ? ' · now' : ''}`);
  return plain([line(day, 'bold'), ...shifts.map(row)], 'Small');
}

const offered = (times: string[]): Block[] =>
  times.length > 0 ? [plain([line('Offered, and not taken yet', 'bold'), ...times.map((each) => line(each))])] : [];

/** “Wed 25 Nov”. */
function dayWords(day: string): string {
  const noon = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: LONDON, plainTime: '12:00' });
  const words = clockAndDay(instantOf(noon.epochMilliseconds));
  return words.split(', ')[1] ?? words;
}

interface RotaAgain {
  attempt: number;
  typed: Record<string, string>;
  problems: Record<string, string>;
}
const firstTime: RotaAgain = { attempt: 0, typed: {}, problems: {} };

type People = { id: StaffId; name: string }[];
const choices = (people: People) => people.map(({ id, name }) => ({ title: name, value: id }));

/** One shift more. Only the person who fills it in sees it. @param days the days to choose from, `YYYY-MM-DD` */
export function shiftFormCard(
  people: People,
  days: string[],
  { attempt, typed, problems }: RotaAgain = firstTime,
): Card {
  const box = (id: string) => ({ value: typed[id] ?? '', problem: problems[id] ?? '' });
  return mashCard({
    summary: 'MASH desk: add a shift',
    top: [line('Only you see this form', 'small')],
    heading: 'Add a shift',
    inputs: [
      input('compact', `who__${attempt}`, 'Who? (required)', { ...box('who'), choices: choices(people) }),
      input('compact', `day__${attempt}`, 'Day (required)', {
        ...box('day'),
        choices: days.map((day) => ({ title: dayWords(day), value: day })),
      }),
      input('text', `from__${attempt}`, 'From, for example 08:00 (required)', box('from')),
      input('text', `till__${attempt}`, 'Until, for example 20:00 (required)', box('till')),
    ],
    buttons: [
      button(saveShift, 'Save', { ...desk, attempt }, { style: 'positive' }),
      button(rota, 'Cancel', desk, { inputs: 'none' }),
    ],
  });
}

/** One of the shifts that are planned: somebody else is asked to take it, or it is taken out. */
export function changeFormCard(
  shifts: Span[],
  people: People,
  { attempt, typed, problems }: RotaAgain = firstTime,
): Card {
  const planned = shifts.slice(0, mostShifts).map((shift) => ({
    title: `${dayWords(londonDay(shift.from))}, ${clock(shift.from)} to ${clock(shift.until)} · ${shift.name}`,
    value: `${shift.from} ${shift.staff}`,
  }));
  const box = (id: string) => ({ value: typed[id] ?? '', problem: problems[id] ?? '' });
  return mashCard({
    summary: 'MASH desk: change a shift',
    top: [line('Only you see this form', 'small')],
    heading: 'Change a shift',
    blocks: [
      plain([line('A shift of yours stays yours until the colleague whom you ask has pressed I take over.')], 'Small'),
    ],
    inputs: [
      input('compact', `shift__${attempt}`, 'Which shift? (required)', { ...box('shift'), choices: planned }),
      input('compact', `to__${attempt}`, 'Who is asked to take yours?', { ...box('to'), choices: choices(people) }),
    ],
    buttons: [
      button(offerShift, 'Ask them to take it', { ...desk, attempt }, { style: 'positive' }),
      button(removeShift, 'Take it out', { ...desk, attempt }),
      button(rota, 'Cancel', desk, { inputs: 'none' }),
    ],
  });
}
