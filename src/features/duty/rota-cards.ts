import { Temporal } from 'temporal-polyfill';
import type { StaffId } from '../../base/people.ts';
import { Instant, londonDay, plus } from '../../base/time.ts';
import { box, type FormRetry, untouchedForm } from '../../cards/forms.ts';
import { clock, shortDay, timeLeft } from '../../cards/london.ts';
import {
  button,
  buttonWithoutInputs,
  coloured,
  line,
  mainButton,
  mashCard,
  plain,
  shown,
  spacedLine,
  titled,
} from '../../cards/parts.ts';
import { type DutyOverview, fromTo, gapLines, managerDutySpans } from './cards.ts';
import { byStart, type Span } from './duty-state.ts';
import { addShift, changeShift, offerShift, onCall, removeShift, rota, saveShift } from './verbs.ts';

const deskList = { list: 'desk' as const };
const mostShifts = 40; // on a card

/**
 * The rota: who is planned as far ahead as it looks, which shifts are offered, and when nobody is planned.
 * @param notice what was just done, or why it was not
 */
export function rotaCard(overview: DutyOverview, notice?: string) {
  const { duty, now, rules } = overview;
  const end = plus(now, rules.horizon);
  const ahead = timeLeft(now, end);
  const shifts = comingShifts(overview).filter(({ from }) => from < end);
  const byDay = [...Map.groupBy(shifts.slice(0, mostShifts), ({ from }) => londonDay(from)).values()];
  const gaps = gapLines(managerDutySpans(overview), overview);
  return mashCard({
    summary: 'MASH desk: the rota',
    heading: `Rota for the next ${ahead}`,
    blocks: [
      notice && plain([line(notice, 'bold')], 'Small'),
      byDay.length === 0 && plain(['No shift is planned yet.'], 'Small'),
      ...byDay.map((day) => dayBlock(day, now)),
      shown(gaps).length > 0
        ? coloured('warning', [line('Nobody is planned', 'bold'), ...gaps, spacedLine('Then all managers are told.')])
        : plain([line(`No gap in the next ${ahead}.`, 'bold')]),
      titled('Offered, and not taken yet', duty.offers.filter(({ until }) => until > now).map(fromTo)),
    ],
    buttons: [
      button(addShift, 'Add a shift', deskList),
      shifts.length > 0 && button(changeShift, 'Change a shift', deskList),
      button(onCall, 'On call', deskList),
    ],
  });
}

/** Shifts of managers that are not over yet, in the order in which they begin. */
export const comingShifts = ({ duty, desk: { managers }, now }: DutyOverview): Span[] =>
  duty.shifts.filter(({ staff, until }) => until > now && managers.includes(staff)).sort(byStart);

function dayBlock(shifts: Span[], now: Instant) {
  const row = ({ name, from, until }: Span) =>
    `${clock(from)} to ${clock(until)} · ${name}${from <= now ? ' · now' : ''}`;
  return plain([shifts[0] && line(shortDay(shifts[0].from), 'bold'), shifts.map(row)], 'Small');
}

/** The managers, by name. */
export const managersOf = ({ desk: { managers }, nameOf }: DutyOverview): { id: StaffId; name: string }[] =>
  managers.map((id) => ({ id, name: nameOf(id) })).sort((one, other) => one.name.localeCompare(other.name));

const managerChoices = (overview: DutyOverview) =>
  managersOf(overview).map(({ id, name }) => ({ title: name, value: id }));

const daysToChoose = 14;

/** The days for which a shift can be planned, today first, `YYYY-MM-DD`. */
export function daysAhead(now: Instant): string[] {
  const today = Temporal.PlainDate.from(londonDay(now));
  return Array.from({ length: daysToChoose }, (_, days) => today.add({ days }).toString());
}

/** The form for a new shift. Only the person who fills it in sees it. */
export function shiftFormCard(overview: DutyOverview, again: FormRetry = untouchedForm) {
  return mashCard({
    summary: 'MASH desk: add a shift',
    top: [line('Only you see this form', 'small')],
    heading: 'Add a shift',
    inputs: [
      box('compact', 'who', 'Who? (required)', again, { choices: managerChoices(overview) }),
      box('many', 'day', 'Days (required)', again, {
        choices: daysAhead(overview.now).map((day) => ({
          title: shortDay(Instant.parse(`${day}T12:00:00.000Z`)),
          value: day,
        })),
      }),
      box('text', 'from', 'From, for example 08:00 (required)', again),
      box('text', 'till', 'Until, for example 20:00 (required)', again),
    ],
    buttons: [
      mainButton(saveShift, 'Save', { ...deskList, attempt: again.attempt }),
      buttonWithoutInputs(rota, 'Cancel', deskList),
    ],
  });
}

/** The form to change a planned shift: to ask a colleague to take it, or to remove it. */
export function changeFormCard(overview: DutyOverview, again: FormRetry = untouchedForm) {
  const planned = comingShifts(overview)
    .slice(0, mostShifts)
    .map(({ from, until, name, staff }) => ({
      title: `${shortDay(from)}, ${clock(from)} to ${clock(until)} · ${name}`,
      value: `${from} ${staff}`,
    }));
  return mashCard({
    summary: 'MASH desk: change a shift',
    top: [line('Only you see this form', 'small')],
    heading: 'Change a shift',
    blocks: [
      plain(['A shift of yours stays yours until the colleague whom you ask has pressed I take over.'], 'Small'),
    ],
    inputs: [
      box('compact', 'shift', 'Which shift? (required)', again, { choices: planned }),
      box('compact', 'to', 'Who is asked to take yours?', again, { choices: managerChoices(overview) }),
    ],
    buttons: [
      mainButton(offerShift, 'Ask them to take it', { ...deskList, attempt: again.attempt }),
      button(removeShift, 'Take it out', { ...deskList, attempt: again.attempt }),
      buttonWithoutInputs(rota, 'Cancel', deskList),
    ],
  });
}
