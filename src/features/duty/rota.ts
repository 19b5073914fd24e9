import type { PressInput } from '../../actions/action.ts';
import type { ErrandContext, ReplyMessage } from '../../actions/context.ts';
import { isAdmin } from '../../actions/staff.ts';
import { textAfter } from '../../base/ends.ts';
import type { StaffId } from '../../base/people.ts';
import { type Instant, instantOf, londonDay, msOf } from '../../base/time.ts';
import type { Duty, Span } from '../../settings/duty.ts';
import { withOffer, withoutShift, withShift } from '../../settings/rota.ts';
import { fromTo } from './cards.ts';
import { changeDuty, isManager, loadDutyOverview, shareInChannel } from './duty.ts';
import type { DutyOverview } from './on-call.ts';
import { peopleMatching, readClock, readRotaDays, type ShiftTimes, spanOn, timesIn } from './planning.ts';
import { changeFormCard, comingShifts, rotaCard, shiftFormCard } from './rota-cards.ts';
import type { offerShift as offerVerb, removeShift as removeVerb, saveShift } from './verbs.ts';

const isPlanner = (context: ErrandContext): boolean => isManager(context) || isAdmin(context.by, context);
const onlyPlanners: ReplyMessage = {
  text: 'Only MASH managers and administrators can plan the rota. Write “rota” to see it.',
};

export const showRota = async (context: ErrandContext, notice?: string): Promise<ReplyMessage> => ({
  card: rotaCard(await loadDutyOverview(context), notice),
  ...(notice ? { notice } : {}),
});

const managersOf = ({ desk: { managers }, nameOf }: DutyOverview): { id: StaffId; name: string }[] =>
  managers.map((id) => ({ id, name: nameOf(id) })).sort((one, other) => one.name.localeCompare(other.name));

const dayMs = 24 * 60 * 60 * 1000;
const daysToChoose = 14;
const furthestMs = 60 * dayMs;

const daysAhead = (now: Instant): string[] => [
  ...new Set(Array.from({ length: daysToChoose }, (_, day) => londonDay(instantOf(msOf(now) + day * dayMs)))),
];

export async function showShiftForm(context: ErrandContext): Promise<ReplyMessage> {
  if (!isPlanner(context)) return onlyPlanners;
  return { card: shiftFormCard(managersOf(await loadDutyOverview(context)), daysAhead(context.now())) };
}

/** Adds the shift that was filled in on the form, or shows the form again with what is wrong. */
export async function saveShiftForm(
  { inputs, typed, attempt }: PressInput<typeof saveShift>,
  context: ErrandContext,
): Promise<ReplyMessage> {
  if (!isPlanner(context)) return onlyPlanners;
  const overview = await loadDutyOverview(context);
  const who = managersOf(overview).find(({ id }) => id === inputs.who);
  const [from, until] = [readClock(inputs.from), readClock(inputs.till)];
  const day = daysAhead(overview.now).find((each) => each === inputs.day);
  const span =
    day !== undefined && from !== undefined && until !== undefined ? spanOn(day, { from, until }) : undefined;
  if (who && span && span.until > overview.now) return addShifts(who, [span], context);
  const clockWords = 'Write a time such as 08:00.';
  const problems = {
    ...(who ? {} : { who: 'Choose a manager.' }),
    ...(day ? {} : { day: 'Choose a day.' }),
    ...(from === undefined ? { from: clockWords } : {}),
    ...(until === undefined ? { till: clockWords } : span ? { till: 'That is over already.' } : {}),
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

const unclear: ReplyMessage = {
  text: 'I did not understand that. Nothing was changed. Write it like this: “rota add Mo mon-fri 08:00-20:00”, “rota offer mon to Ana” (a shift of yours), “rota remove Mo mon”. Or write “rota” and press.',
};

const longestLine = 200; // every way to split the line into a name and days is tried

/** Answers “rota”, and does what is typed after it. */
export async function typedRota(words: string, context: ErrandContext): Promise<ReplyMessage> {
  if (words === '') return showRota(context);
  if (!isPlanner(context)) return onlyPlanners;
  if (words.length > longestLine) return unclear;
  const begin = /^(add|plan|offer|swap|remove|delete)\b\s*/i.exec(words);
  const verb = begin?.[1] ?? '';
  const rest = begin ? textAfter(begin) : '';
  const overview = await loadDutyOverview(context);
  if (/^(?:add|plan)$/i.test(verb)) return typedAdd(rest, overview, context);
  if (/^(?:offer|swap)$/i.test(verb)) return typedOffer(rest, overview, context);
  return verb === '' ? unclear : typedRemove(rest, overview, context);
}

/** “mon to Ana”: offers a shift of the person who typed it. */
function typedOffer(
  rest: string,
  overview: DutyOverview,
  context: ErrandContext,
): Promise<ReplyMessage> | ReplyMessage {
  const [when = '', ...names] = rest.split(/\s(?:to|with)\s/i);
  const name = names.join(' to ');
  const colleagues = peopleMatching(name, managersOf(overview), context.by.id).filter(({ id }) => id !== context.by.id);
  const shift = onlyOne(shiftsOn(when, context.by.id, overview));
  const colleague = onlyOne(colleagues);
  return colleague && shift ? offerShift(shift, colleague, context) : unclear;
}

/** “Mo mon”: removes a shift. */
function typedRemove(
  rest: string,
  overview: DutyOverview,
  context: ErrandContext,
): Promise<ReplyMessage> | ReplyMessage {
  const shifts = splitsAfterName(rest).flatMap(([name, when]) => {
    const person = onlyOne(peopleMatching(name, managersOf(overview), context.by.id));
    return person ? shiftsOn(when, person.id, overview) : [];
  });
  const shift = onlyOne(shifts);
  return shift ? removeShift(shift, context) : unclear;
}

const onlyOne = <T>(items: T[]): T | undefined => (items.length === 1 ? items[0] : undefined);

/** “Mo mon-fri 08:00-20:00”: plans shifts. */
function typedAdd(rest: string, overview: DutyOverview, context: ErrandContext): Promise<ReplyMessage> | ReplyMessage {
  const planned = timesIn(rest);
  for (const [name, days] of splitsAfterName(planned?.rest ?? '')) {
    const person = onlyOne(peopleMatching(name, managersOf(overview), context.by.id));
    const spans = planned ? spansOn(readRotaDays(days, overview.now), planned.times, overview.now) : [];
    if (person && spans.length > 0) return addShifts(person, spans, context);
  }
  return unclear;
}

/**
 * The spans of one shift on each of these days. When the shift of a day is over already, the same weekday of the next
 * week is meant.
 * @returns nothing when a shift would begin further ahead than the rota can be planned
 */
function spansOn(days: string[], times: ShiftTimes, now: Instant): { from: Instant; until: Instant }[] {
  const spans = days.map((day) => {
    const span = spanOn(day, times);
    return span.until > now ? span : spanOn(londonDay(instantOf(msOf(span.from) + 7 * dayMs)), times);
  });
  return spans.some(({ from }) => msOf(from) > msOf(now) + furthestMs) ? [] : spans;
}

/** Every way to split a text into a name of one or more words and the rest. */
function splitsAfterName(text: string): [string, string][] {
  const words = text.trim().split(/\s+/);
  return words.slice(1).map((_, at) => [words.slice(0, at + 1).join(' '), words.slice(at + 1).join(' ')]);
}

/** The shifts of a person that begin on a day, or at a time of that day: “mon”, “mon 08:00”. */
function shiftsOn(when: string, person: StaffId, overview: DutyOverview): Span[] {
  const end = /(?:^|\s)(?:at\s+)?(\d{1,2}[:.]\d\d)$/.exec(when.trim());
  const time = end?.[1];
  const days = readRotaDays(when.trim().slice(0, end?.index), overview.now);
  const ofThatDay = comingShifts(overview).filter(
    ({ staff, from }) => staff === person && days.includes(londonDay(from)),
  );
  if (time === undefined) return ofThatDay;
  return ofThatDay.filter(({ from }) =>
    days.some((day) => spanOn(day, { from: readClock(time) ?? 0, until: 0 }).from === from),
  );
}
