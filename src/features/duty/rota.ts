import type { PressInput } from '../../actions/action.ts';
import type { ErrandContext, ReplyMessage } from '../../actions/context.ts';
import { isAdmin } from '../../actions/staff.ts';
import type { StaffId } from '../../base/people.ts';
import { type Instant, instantOf, londonDay, msOf } from '../../base/time.ts';
import type { Duty, Span } from '../../settings/duty.ts';
import { withOffer, withoutShift, withShift } from '../../settings/rota.ts';
import { fromTo } from './cards.ts';
import { changeDuty, isManager, loadDutyOverview, shareInChannel } from './duty.ts';
import type { DutyOverview } from './on-call.ts';
import { readClock, spanOn } from './planning.ts';
import { changeFormCard, comingShifts, rotaCard, shiftFormCard } from './rota-cards.ts';
import type { offerShift as offerVerb, removeShift as removeVerb, saveShift } from './verbs.ts';

const isPlanner = (context: ErrandContext): boolean => isManager(context) || isAdmin(context.by, context);
const onlyPlanners: ReplyMessage = {
  text: 'Only MASH managers and administrators can plan the rota. Write “rota” to see it.',
};

/** @param notice what was just done, or why nothing was */
export const showRota = async (context: ErrandContext, notice?: string): Promise<ReplyMessage> => ({
  card: rotaCard(await loadDutyOverview(context), notice),
  ...(notice ? { notice } : {}),
});

const managersOf = ({ desk: { managers }, nameOf }: DutyOverview): { id: StaffId; name: string }[] =>
  managers.map((id) => ({ id, name: nameOf(id) })).sort((one, other) => one.name.localeCompare(other.name));

const dayMs = 24 * 60 * 60 * 1000;
const daysToChoose = 14;

const daysAhead = (now: Instant): string[] => [
  ...new Set(Array.from({ length: daysToChoose }, (_, day) => londonDay(instantOf(msOf(now) + day * dayMs)))),
];

export async function showShiftForm(context: ErrandContext): Promise<ReplyMessage> {
  if (!isPlanner(context)) return onlyPlanners;
  return { card: shiftFormCard(managersOf(await loadDutyOverview(context)), daysAhead(context.now())) };
}

/** Adds a shift on each day that was ticked on the form, or shows the form again with what is wrong. */
export async function saveShiftForm(
  { inputs, typed, attempt }: PressInput<typeof saveShift>,
  context: ErrandContext,
): Promise<ReplyMessage> {
  if (!isPlanner(context)) return onlyPlanners;
  const overview = await loadDutyOverview(context);
  const who = managersOf(overview).find(({ id }) => id === inputs.who);
  const [from, until] = [readClock(inputs.from), readClock(inputs.till)];
  const chosen = inputs.day.split(',');
  const days = daysAhead(overview.now).filter((each) => chosen.includes(each));
  const spans = from === undefined || until === undefined ? [] : days.map((day) => spanOn(day, { from, until }));
  const isOver = spans.some((span) => span.until <= overview.now);
  if (who && spans.length > 0 && !isOver) return addShifts(who, spans, context);
  const clockWords = 'Write a time such as 08:00.';
  const problems = {
    ...(who ? {} : { who: 'Choose a manager.' }),
    ...(days.length > 0 ? {} : { day: 'Choose a day.' }),
    ...(from === undefined ? { from: clockWords } : {}),
    ...(until === undefined ? { till: clockWords } : isOver ? { till: 'That is over already.' } : {}),
  };
  return {
    card: shiftFormCard(managersOf(overview), daysAhead(overview.now), { attempt: attempt + 1, typed, problems }),
  };
}

async function addShifts(
  { id, name }: { id: StaffId; name: string },
  spans: { from: Instant; until: Instant }[],
  context: ErrandContext,
): Promise<ReplyMessage> {
  const { by, now } = context;
  const add = (duty: Duty) =>
    spans.reduce((each, span) => withShift(each, { staff: id, name, ...span }, { by, at: now() }), duty);
  await changeDuty(context, 'planned', add);
  const [first] = spans;
  const shifts = spans.length === 1 && first ? fromTo(first) : `${spans.length} shifts`;
  const notice = `Planned: ${name}, ${shifts}.`;
  return shareInChannel(context, await showRota(context), await showRota(context, notice));
}

export async function showChangeForm(context: ErrandContext): Promise<ReplyMessage> {
  if (!isPlanner(context)) return onlyPlanners;
  const overview = await loadDutyOverview(context);
  return { card: changeFormCard(comingShifts(overview), managersOf(overview)) };
}

type Form = Pick<PressInput<typeof offerVerb>, 'typed' | 'attempt'>;

/**
 * Asks a colleague to take one of the presser's own shifts. The presser keeps the shift until the colleague takes it.
 */
export async function offerShiftFromForm(
  { inputs, ...form }: PressInput<typeof offerVerb>,
  context: ErrandContext,
): Promise<ReplyMessage> {
  if (!isPlanner(context)) return onlyPlanners;
  const overview = await loadDutyOverview(context);
  const shift = chosenShift(inputs.shift, overview);
  const to = managersOf(overview).find(({ id }) => id === inputs.to);
  const problems: Record<string, string> = {
    ...(shift ? {} : { shift: 'Choose a shift.' }),
    ...(shift && shift.staff !== context.by.id ? { shift: 'Only who has it can offer it. You can take it out.' } : {}),
    ...(to && to.id !== context.by.id ? {} : { to: 'Choose a colleague.' }),
  };
  if (!shift || !to || Object.keys(problems).length > 0) return changeFormAgain(form, problems, overview);
  return offerShift(shift, to, context);
}

async function offerShift(
  shift: Span,
  to: { id: StaffId; name: string },
  context: ErrandContext,
): Promise<ReplyMessage> {
  const { by, now } = context;
  const { from, until } = shift;
  await changeDuty(context, 'offered', (duty) =>
    withOffer(duty, { from, until, to: [to.id], isShift: true }, { by, at: now() }),
  );
  const notice = `I ask ${to.name} to take ${fromTo(shift)}. Until then it stays yours.`;
  return shareInChannel(context, await showRota(context), await showRota(context, notice));
}

export async function removeShiftFromForm(
  { inputs, ...form }: PressInput<typeof removeVerb>,
  context: ErrandContext,
): Promise<ReplyMessage> {
  if (!isPlanner(context)) return onlyPlanners;
  const overview = await loadDutyOverview(context);
  const shift = chosenShift(inputs.shift, overview);
  return shift ? removeShift(shift, context) : changeFormAgain(form, { shift: 'Choose a shift.' }, overview);
}

async function removeShift(shift: Span, context: ErrandContext): Promise<ReplyMessage> {
  const { by, now } = context;
  await changeDuty(context, 'removed', (duty) => withoutShift(duty, shift, { by, at: now() }));
  const notice = `Taken out: ${shift.name}, ${fromTo(shift)}.`;
  return shareInChannel(context, await showRota(context), await showRota(context, notice));
}

const chosenShift = (value: string, overview: DutyOverview): Span | undefined =>
  comingShifts(overview).find(({ from, staff }) => `${from} ${staff}` === value);

function changeFormAgain(
  { typed, attempt }: Form,
  problems: Record<string, string>,
  overview: DutyOverview,
): ReplyMessage {
  return {
    card: changeFormCard(comingShifts(overview), managersOf(overview), { attempt: attempt + 1, typed, problems }),
  };
}
