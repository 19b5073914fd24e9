import { Temporal } from 'temporal-polyfill';
import type { PressInput } from '../../actions/action.ts';
import type { ErrandContext, ReplyMessage } from '../../actions/context.ts';
import { isAdmin } from '../../actions/surface.ts';
import { instantOf, LONDON } from '../../base/time.ts';
import { formAgain } from '../../cards/forms.ts';
import { type DutyOverview, fromTo } from './cards.ts';
import { changeDuty, type DecideDuty, isManager, loadDutyOverview, shareInChannel } from './duty.ts';
import type { Times } from './duty-state.ts';
import { changeFormCard, comingShifts, daysAhead, managersOf, rotaCard, shiftFormCard } from './rota-cards.ts';
import { withOffer, withoutShift, withShift } from './rules.ts';
import type { offerShift, removeShift, saveShift } from './verbs.ts';

export const isPlanner = (context: ErrandContext) => isManager(context) || isAdmin(context.by, context);
export const onlyPlanners: ReplyMessage = {
  text: 'Only MASH managers and administrators can plan the rota. Write “rota” to see it.',
};

/** @param notice what was just done, or why nothing was */
export const showRota = async (context: ErrandContext, notice?: string): Promise<ReplyMessage> => ({
  card: rotaCard(await loadDutyOverview(context), notice),
  ...(notice && { notice }),
});

/** Changes the rota, and shows it to everybody in the channel. @param done what the person who pressed reads */
async function changeRota(context: ErrandContext, kind: string, done: string, decide: DecideDuty) {
  await changeDuty(context, kind, decide);
  return shareInChannel(context, await showRota(context), await showRota(context, done));
}

/** Adds a shift on each day that was ticked on the form, or shows the form again with what is wrong. */
export async function planShifts(
  given: PressInput<typeof saveShift>,
  overview: DutyOverview,
  context: ErrandContext,
): Promise<ReplyMessage> {
  const { inputs } = given;
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
    ...(days.length === 0 && { day: 'Choose a day.' }),
    ...(from === undefined && { from: clockWords }),
    ...(until === undefined && { till: clockWords }),
    ...(isOver && { till: 'That is over already.' }),
  };
  return { card: shiftFormCard(overview, formAgain(given, problems)) };
}

/**
 * Asks a colleague to take one of the presser's own shifts. The presser keeps the shift until the colleague takes it.
 */
export async function offerOwnShift(
  given: PressInput<typeof offerShift>,
  overview: DutyOverview,
  context: ErrandContext,
): Promise<ReplyMessage> {
  const { inputs } = given;
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
  return { card: changeFormCard(overview, formAgain(given, problems)) };
}

export async function takeShiftOut(
  given: PressInput<typeof removeShift>,
  overview: DutyOverview,
  context: ErrandContext,
): Promise<ReplyMessage> {
  const shift = chosenShift(given.inputs.shift, overview);
  if (!shift) return { card: changeFormCard(overview, formAgain(given, { shift: 'Choose a shift.' })) };
  return changeRota(context, 'removed', `Taken out: ${shift.name}, ${fromTo(shift)}.`, (duty, doing) =>
    withoutShift(duty, shift, doing),
  );
}

const chosenShift = (value: string, overview: DutyOverview) =>
  comingShifts(overview).find(({ from, staff }) => `${from} ${staff}` === value);

const CLOCK = /^(\d{1,2})(?:[:.]?([0-5]\d))?\s*(am|pm)?$/i;

/**
 * Reads a time of day as people write it in a rota: by the 24-hour clock unless it says am or pm.
 * @returns “08:00”, or undefined when the text is not a time
 */
export function readClock(text: string): string | undefined {
  const words = text.trim().toLowerCase();
  if (words === 'noon') return '12:00';
  if (words === 'midnight' || words === '24:00') return '00:00';
  const [, hour = '', minute = '00', half] = CLOCK.exec(words) ?? [];
  const hour24 = half ? (Number(hour) % 12) + (half === 'pm' ? 12 : 0) : Number(hour);
  const isTime = hour !== '' && hour24 < 24 && (!half || (Number(hour) > 0 && Number(hour) <= 12));
  return isTime ? `${String(hour24).padStart(2, '0')}:${minute}` : undefined;
}

/**
 * The span of a shift that begins on a day in London. Its times are what the clocks show, so a shift during which the
 * clocks change is an hour shorter or longer. A time that is skipped means the time one hour later. Of a time that
 * comes twice, the first is meant. When `until` is not after `from`, the shift ends on the next day.
 */
export function spanOn(day: string, { from, until }: { from: string; until: string }): Times {
  const date = Temporal.PlainDate.from(day);
  const at = (on: Temporal.PlainDate, plainTime: string) =>
    instantOf(on.toZonedDateTime({ timeZone: LONDON, plainTime }).epochMilliseconds);
  return { from: at(date, from), until: at(until > from ? date : date.add({ days: 1 }), until) };
}
