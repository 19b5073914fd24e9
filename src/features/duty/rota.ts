import { Temporal } from 'temporal-polyfill';
import type { PressInput } from '../../actions/action.ts';
import type { ErrandContext, ReplyMessage } from '../../actions/context.ts';
import { isAdmin } from '../../actions/surface.ts';
import type { Person, StaffId } from '../../base/people.ts';
import { type Instant, instantOf, LONDON, londonDay } from '../../base/time.ts';
import { type FormRetry, formAgain } from '../../cards/forms.ts';
import { type DutyOverview, fromTo } from './cards.ts';
import { changeDuty, isManager, loadDutyOverview, shareInChannel } from './duty.ts';
import type { Duty, Span } from './duty-state.ts';
import { changeFormCard, comingShifts, rotaCard, shiftFormCard } from './rota-cards.ts';
import { withOffer, withoutShift, withShift } from './rules.ts';
import type { offerShift, removeShift, saveShift } from './verbs.ts';

export const isPlanner = (context: ErrandContext): boolean => isManager(context) || isAdmin(context.by, context);
export const onlyPlanners: ReplyMessage = {
  text: 'Only MASH managers and administrators can plan the rota. Write “rota” to see it.',
};

/** @param notice what was just done, or why nothing was */
export const showRota = async (context: ErrandContext, notice?: string): Promise<ReplyMessage> => ({
  card: rotaCard(await loadDutyOverview(context), notice),
  ...(notice && { notice }),
});

const managersOf = ({ desk: { managers }, nameOf }: DutyOverview): { id: StaffId; name: string }[] =>
  managers.map((id) => ({ id, name: nameOf(id) })).sort((one, other) => one.name.localeCompare(other.name));

const daysToChoose = 14;

/** The days for which a shift can be planned, today first, `YYYY-MM-DD`. */
export function daysAhead(now: Instant): string[] {
  const today = Temporal.PlainDate.from(londonDay(now));
  return Array.from({ length: daysToChoose }, (_, days) => today.add({ days }).toString());
}

const shiftForm = (overview: DutyOverview, again?: FormRetry): ReplyMessage => ({
  card: shiftFormCard(managersOf(overview), daysAhead(overview.now), again),
});

const changeForm = (overview: DutyOverview, again?: FormRetry): ReplyMessage => ({
  card: changeFormCard(comingShifts(overview), managersOf(overview), again),
});

export async function showShiftForm(context: ErrandContext): Promise<ReplyMessage> {
  return shiftForm(await loadDutyOverview(context));
}

export async function showChangeForm(context: ErrandContext): Promise<ReplyMessage> {
  return changeForm(await loadDutyOverview(context));
}

/** Changes the rota, and shows it to everybody in the channel. @param done what the person who pressed reads */
async function changeRota(
  context: ErrandContext,
  kind: string,
  done: string,
  decide: (duty: Duty, doing: { by: Person; at: Instant }) => Duty,
): Promise<ReplyMessage> {
  await changeDuty(context, kind, (duty) => decide(duty, { by: context.by, at: context.now() }));
  return shareInChannel(context, await showRota(context), await showRota(context, done));
}

/** Adds a shift on each day that was ticked on the form, or shows the form again with what is wrong. */
export async function planShifts(given: PressInput<typeof saveShift>, context: ErrandContext): Promise<ReplyMessage> {
  const { inputs } = given;
  const overview = await loadDutyOverview(context);
  const who = managersOf(overview).find(({ id }) => id === inputs.who);
  const [from, until] = [readClock(inputs.from), readClock(inputs.till)];
  const ticked = inputs.day.split(',');
  const days = daysAhead(overview.now).filter((each) => ticked.includes(each));
  const spans = from === undefined || until === undefined ? [] : days.map((day) => spanOn(day, { from, until }));
  const isOver = spans.some((span) => span.until <= overview.now);
  const [first] = spans;
  if (who && first && !isOver) {
    const shifts = spans.length === 1 ? fromTo(first) : `${spans.length} shifts`;
    return changeRota(context, 'planned', `Planned: ${who.name}, ${shifts}.`, (duty, doing) =>
      spans.reduce((each, span) => withShift(each, { staff: who.id, name: who.name, ...span }, doing), duty),
    );
  }
  const clockWords = 'Write a time such as 08:00.';
  const problems = {
    ...(!who && { who: 'Choose a manager.' }),
    ...(days.length > 0 ? {} : { day: 'Choose a day.' }),
    ...(from === undefined && { from: clockWords }),
    ...(until === undefined ? { till: clockWords } : isOver ? { till: 'That is over already.' } : {}),
  };
  return shiftForm(overview, formAgain(given, problems));
}

/**
 * Asks a colleague to take one of the presser's own shifts. The presser keeps the shift until the colleague takes it.
 */
export async function offerOwnShift(
  given: PressInput<typeof offerShift>,
  context: ErrandContext,
): Promise<ReplyMessage> {
  const { inputs } = given;
  const overview = await loadDutyOverview(context);
  const shift = chosenShift(inputs.shift, overview);
  const to = managersOf(overview).find(({ id }) => id === inputs.to && id !== context.by.id);
  if (shift?.staff === context.by.id && to) {
    const { from, until } = shift;
    const done = `I ask ${to.name} to take ${fromTo(shift)}. Until then it stays yours.`;
    return changeRota(context, 'offered', done, (duty, doing) =>
      withOffer(duty, { from, until, to: [to.id], isShift: true }, doing),
    );
  }
  const problems = {
    ...(!shift && { shift: 'Choose a shift.' }),
    ...(shift && shift.staff !== context.by.id && { shift: 'Only who has it can offer it. You can take it out.' }),
    ...(!to && { to: 'Choose a colleague.' }),
  };
  return changeForm(overview, formAgain(given, problems));
}

export async function takeShiftOut(
  given: PressInput<typeof removeShift>,
  context: ErrandContext,
): Promise<ReplyMessage> {
  const overview = await loadDutyOverview(context);
  const shift = chosenShift(given.inputs.shift, overview);
  if (!shift) return changeForm(overview, formAgain(given, { shift: 'Choose a shift.' }));
  return changeRota(context, 'removed', `Taken out: ${shift.name}, ${fromTo(shift)}.`, (duty, doing) =>
    withoutShift(duty, shift, doing),
  );
}

const chosenShift = (value: string, overview: DutyOverview): Span | undefined =>
  comingShifts(overview).find(({ from, staff }) => `${from} ${staff}` === value);

/**
 * The times of a shift, in minutes after midnight in London. When `until` is not after `from`, the shift ends on the
 * next day.
 */
interface ShiftTimes {
  from: number;
  until: number;
}

const CLOCK = /^(\d{1,2})(?:[:.]?([0-5]\d))?\s*(am|pm)?$/i;

/**
 * Reads a time of day as people write it in a rota: by the 24-hour clock unless it says am or pm.
 * @returns minutes after midnight, or undefined when the text is not a time
 */
export function readClock(text: string): number | undefined {
  const words = text.trim().toLowerCase();
  if (words === 'noon') return 12 * 60;
  if (words === 'midnight' || words === '24:00') return 0;
  const [, hour = '', minute = '0', half] = CLOCK.exec(words) ?? [];
  const hour24 = half ? (Number(hour) % 12) + (half === 'pm' ? 12 : 0) : Number(hour);
  const isTime = hour !== '' && hour24 < 24 && (!half || (Number(hour) > 0 && Number(hour) <= 12));
  return isTime ? hour24 * 60 + Number(minute) : undefined;
}

/**
 * The span of a shift that begins on a day in London. Its times are what the clocks show, so a shift during which the
 * clocks change is an hour shorter or longer. A time that is skipped means the time one hour later. Of a time that
 * comes twice, the first is meant.
 */
export function spanOn(day: string, { from, until }: ShiftTimes): { from: Instant; until: Instant } {
  const date = Temporal.PlainDate.from(day);
  const at = (on: Temporal.PlainDate, minutes: number) => {
    const plainTime = new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60);
    return instantOf(on.toZonedDateTime({ timeZone: LONDON, plainTime }).epochMilliseconds);
  };
  return { from: at(date, from), until: at(until > from ? date : date.add({ days: 1 }), until) };
}
