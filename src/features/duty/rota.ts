import type { PressInput } from '../../actions/action.ts';
import type { Context, ReplyMessage } from '../../actions/context.ts';
import { isAdmin } from '../../actions/staff.ts';
import { textAfter } from '../../base/ends.ts';
import type { StaffId } from '../../base/people.ts';
import { type Instant, instantOf, londonDay, msOf } from '../../base/time.ts';
import type { Duty, Span } from '../../settings/duty.ts';
import { withOffer, withoutShift, withShift } from '../../settings/rota.ts';
import { fromTo } from './cards.ts';
import { changeDuty, isManager, known, shared } from './duty.ts';
import type { Known } from './on-call.ts';
import { meant, readClock, readRotaDays, spanOn, type Times, timesIn } from './planning.ts';
import { changeFormCard, comingShifts, rotaCard, shiftFormCard } from './rota-cards.ts';
import type { offerShift, removeShift, saveShift } from './verbs.ts';

/** Managers and administrators plan. */
const mayPlan = (context: Context): boolean => isManager(context) || isAdmin(context.by, context);
const onlyPlanners: ReplyMessage = {
  text: 'Only MASH managers and administrators can plan the rota. Write “rota” to see it.',
};

export const showRota = async (context: Context, notice?: string): Promise<ReplyMessage> => ({
  card: rotaCard(await known(context), notice),
  ...(notice ? { notice } : {}),
});

const managersOf = ({ desk: { managers }, nameOf }: Known): { id: StaffId; name: string }[] =>
  managers.map((id) => ({ id, name: nameOf(id) })).sort((one, other) => one.name.localeCompare(other.name));

const dayMs = 24 * 60 * 60 * 1000;
const daysToChoose = 14;
const furthestMs = 60 * dayMs;

const daysAhead = (now: Instant): string[] => [
  ...new Set(Array.from({ length: daysToChoose }, (_, day) => londonDay(instantOf(msOf(now) + day * dayMs)))),
];

export async function addForm(context: Context): Promise<ReplyMessage> {
  if (!mayPlan(context)) return onlyPlanners;
  return { card: shiftFormCard(managersOf(await known(context)), daysAhead(context.now())) };
}

/** A shift, as the form gives it. */
export async function saveForm(
  { inputs, typed, attempt }: PressInput<typeof saveShift>,
  context: Context,
): Promise<ReplyMessage> {
  if (!mayPlan(context)) return onlyPlanners;
  const all = await known(context);
  const who = managersOf(all).find(({ id }) => id === inputs.who);
  const [from, until] = [readClock(inputs.from), readClock(inputs.till)];
  const day = daysAhead(all.now).find((each) => each === inputs.day);
  const span =
    day !== undefined && from !== undefined && until !== undefined ? spanOn(day, { from, until }) : undefined;
  if (who && span && span.until > all.now) return planned(who, [span], context);
  const clockWords = 'Write a time such as 08:00.';
  const problems = {
    ...(who ? {} : { who: 'Choose a manager.' }),
    ...(day ? {} : { day: 'Choose a day.' }),
    ...(from === undefined ? { from: clockWords } : {}),
    ...(until === undefined ? { till: clockWords } : span ? { till: 'That is over already.' } : {}),
  };
  return { card: shiftFormCard(managersOf(all), daysAhead(all.now), { attempt: attempt + 1, typed, problems }) };
}

async function planned(
  { id, name }: { id: StaffId; name: string },
  spans: { from: Instant; until: Instant }[],
  context: Context,
): Promise<ReplyMessage> {
  const { by, now } = context;
  const add = (duty: Duty) =>
    spans.reduce((each, span) => withShift(each, { staff: id, name, ...span }, { by, at: now() }), duty);
  await changeDuty(context, 'planned', add);
  const [first] = spans;
  const what = spans.length === 1 && first ? fromTo(first) : `${spans.length} shifts`;
  const notice = `Planned: ${name}, ${what}.`;
  return shared(context, await showRota(context), await showRota(context, notice));
}

export async function chooseShift(context: Context): Promise<ReplyMessage> {
  if (!mayPlan(context)) return onlyPlanners;
  const all = await known(context);
  return { card: changeFormCard(comingShifts(all), managersOf(all)) };
}

type Form = Pick<PressInput<typeof offerShift>, 'typed' | 'attempt'>;

/** A colleague is asked to take a shift of one's own. It stays one's own until they take it. */
export async function offerForm(
  { inputs, ...form }: PressInput<typeof offerShift>,
  context: Context,
): Promise<ReplyMessage> {
  if (!mayPlan(context)) return onlyPlanners;
  const all = await known(context);
  const shift = chosen(inputs.shift, all);
  const to = managersOf(all).find(({ id }) => id === inputs.to);
  const problems: Record<string, string> = {
    ...(shift ? {} : { shift: 'Choose a shift.' }),
    ...(shift && shift.staff !== context.by.id ? { shift: 'Only who has it can offer it. You can take it out.' } : {}),
    ...(to && to.id !== context.by.id ? {} : { to: 'Choose a colleague.' }),
  };
  if (!shift || !to || Object.keys(problems).length > 0) return formAgain(form, problems, all);
  return offer(shift, to, context);
}

async function offer(shift: Span, to: { id: StaffId; name: string }, context: Context): Promise<ReplyMessage> {
  const { by, now } = context;
  const { from, until } = shift;
  await changeDuty(context, 'offered', (duty) =>
    withOffer(duty, { from, until, to: [to.id], isShift: true }, { by, at: now() }),
  );
  const notice = `I ask ${to.name} to take ${fromTo(shift)}. Until then it stays yours.`;
  return shared(context, await showRota(context), await showRota(context, notice));
}

export async function removeForm(
  { inputs, ...form }: PressInput<typeof removeShift>,
  context: Context,
): Promise<ReplyMessage> {
  if (!mayPlan(context)) return onlyPlanners;
  const all = await known(context);
  const shift = chosen(inputs.shift, all);
  return shift ? removed(shift, context) : formAgain(form, { shift: 'Choose a shift.' }, all);
}

async function removed(shift: Span, context: Context): Promise<ReplyMessage> {
  const { by, now } = context;
  await changeDuty(context, 'removed', (duty) => withoutShift(duty, shift, { by, at: now() }));
  const notice = `Taken out: ${shift.name}, ${fromTo(shift)}.`;
  return shared(context, await showRota(context), await showRota(context, notice));
}

const chosen = (value: string, all: Known): Span | undefined =>
  comingShifts(all).find(({ from, staff }) => `${from} ${staff}` === value);

function formAgain({ typed, attempt }: Form, problems: Record<string, string>, all: Known): ReplyMessage {
  return { card: changeFormCard(comingShifts(all), managersOf(all), { attempt: attempt + 1, typed, problems }) };
}

const unclear: ReplyMessage = {
  text: 'I did not understand that. Nothing was changed. Write it like this: “rota add Mo mon-fri 08:00-20:00”, “rota offer mon to Ana” (a shift of yours), “rota remove Mo mon”. Or write “rota” and press.',
};

const longestLine = 200; // every way to part it into a name and days is tried

/** “rota”, and what is planned by typing. */
export async function typedRota(words: string, context: Context): Promise<ReplyMessage> {
  if (words === '') return showRota(context);
  if (!mayPlan(context)) return onlyPlanners;
  if (words.length > longestLine) return unclear;
  const begin = /^(add|plan|offer|swap|remove|delete)\b\s*/i.exec(words);
  const what = begin?.[1] ?? '';
  const rest = begin ? textAfter(begin) : '';
  const all = await known(context);
  if (/^(?:add|plan)$/i.test(what)) return added(rest, all, context);
  if (/^(?:offer|swap)$/i.test(what)) {
    const [when = '', ...names] = rest.split(/\s(?:to|with)\s/i);
    const name = names.join(' to ');
    const to = meant(name, managersOf(all), context.by.id).filter(({ id }) => id !== context.by.id);
    const shifts = shiftsOn(when, context.by.id, all);
    return to[0] && shifts[0] && to.length === 1 && shifts.length === 1 ? offer(shifts[0], to[0], context) : unclear;
  }
  const found =
    what === ''
      ? []
      : splits(rest).flatMap(([name, when]) => {
          const who = meant(name, managersOf(all), context.by.id);
          return who.length === 1 && who[0] ? shiftsOn(when, who[0].id, all) : [];
        });
  return found[0] && found.length === 1 ? removed(found[0], context) : unclear;
}

function added(rest: string, all: Known, context: Context): Promise<ReplyMessage> | ReplyMessage {
  const read = timesIn(rest);
  for (const [name, days] of splits(read?.rest ?? '')) {
    const who = meant(name, managersOf(all), context.by.id);
    const spans = read ? spansOn(readRotaDays(days, all.now), read.times, all.now) : [];
    if (who[0] && who.length === 1 && spans.length > 0) return planned(who[0], spans, context);
  }
  return unclear;
}

/** On a day of the week whose shift is over already, the one a week later is meant. */
function spansOn(days: string[], times: Times, now: Instant): { from: Instant; until: Instant }[] {
  const spans = days.map((day) => {
    const span = spanOn(day, times);
    return span.until > now ? span : spanOn(londonDay(instantOf(msOf(span.from) + 7 * dayMs)), times);
  });
  return spans.some(({ from }) => msOf(from) > msOf(now) + furthestMs) ? [] : spans;
}

/** A name of one word or more, and what follows it. */
function splits(text: string): [string, string][] {
  const words = text.trim().split(/\s+/);
  return words.slice(1).map((_, at) => [words.slice(0, at + 1).join(' '), words.slice(at + 1).join(' ')]);
}

/** The shifts of somebody that begin on this day, or on it at this time: “mon”, “mon 08:00”. */
function shiftsOn(when: string, who: StaffId, all: Known): Span[] {
  const end = /(?:^|\s)(?:at\s+)?(\d{1,2}[:.]\d\d)$/.exec(when.trim());
  const time = end?.[1];
  const days = readRotaDays(when.trim().slice(0, end?.index), all.now);
  const mine = comingShifts(all).filter(({ staff, from }) => staff === who && days.includes(londonDay(from)));
  if (time === undefined) return mine;
  return mine.filter(({ from }) =>
    days.some((each) => spanOn(each, { from: readClock(time) ?? 0, until: 0 }).from === from),
  );
}
