import type { PressInput } from '../../actions/action.ts';
import type { Context, Reply } from '../../actions/context.ts';
import { type Instant, plus } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Duty, gapsIn, onDutyAt, spansOf, withOnDuty } from '../../settings/duty.ts';
import { withOffer, withoutShift } from '../../settings/rota.ts';
import { dutyNotice, endCard, fromTo } from './cards.ts';
import { askAgain, changeDuty, isManager, onlyManagers } from './duty.ts';
import { readUntil } from './until.ts';
import type { cannotCome, findSomebody, stayOn } from './verbs.ts';

/** In a manager's own chat, where the card stays as it is answered. */
export const dutyReply = (...words: Parameters<typeof dutyNotice>): Reply => [
  { card: dutyNotice(...words), storeInChat: true },
];

/**
 * A manager whose duty ends stays on: until the time that they give, or a little longer than it would have lasted. Pressed again, when it
 * lasts longer already, it changes nothing.
 */
export async function stay(
  given: Pick<PressInput<typeof stayOn>, 'end' | 'attempt' | 'inputs'>,
  context: Context,
): Promise<Reply> {
  if (!isManager(context)) return [onlyManagers];
  const { pack, now, by, duties } = context;
  const at = now();
  const { until: words } = given.inputs;
  const end = endOf(await duties.load(), context) ?? at;
  const isLonger = given.end !== undefined && given.end < end && words === '';
  const typed = readUntil(words, { now: at, rules: pack.duty, otherwise: pack.duty.stayOn });
  if (!typed) {
    const again = { attempt: given.attempt + 1, typed: words, problem: askAgain };
    return [{ card: endCard({ until: given.end ?? end, next: undefined }, pack.duty, again), storeInChat: true }];
  }
  const until = isLonger ? end : words === '' ? plus(end, pack.duty.stayOn) : typed;
  if (!isLonger) await changeDuty(context, 'on', (duty) => withOnDuty(duty, by, { at, until }));
  return dutyReply('You stay on', [`You are on duty until ${clockAndDay(until)}.`, 'I ask you again before that.']);
}

const endOf = (duty: Duty, { by, now, pack }: Context): Instant | undefined =>
  onDutyAt(spansOf(duty, pack.duty.shift), now()).find(({ staff }) => staff === by.id)?.until;

/** A manager whose duty ends wants somebody to take over: all others are asked, where nobody follows by the rota. */
export async function findOthers(
  given: Pick<PressInput<typeof findSomebody>, 'end'>,
  context: Context,
): Promise<Reply> {
  if (!isManager(context)) return [onlyManagers];
  const { duties, pack, now } = context;
  const duty = await duties.load();
  const end = endOf(duty, context) ?? given.end;
  const from = end && end > now() ? end : now();
  const others = spansOf(duty, pack.duty.shift).filter(({ staff }) => staff !== context.by.id);
  const [gap] = gapsIn(others, from, plus(from, pack.duty.shift));
  const next = onDutyAt(others, from)[0];
  if (!gap || next)
    return dutyReply(`${next?.name ?? 'A colleague'} follows`, ['Your duty ends by itself. Thank you.']);
  await askOthers(gap, (before) => before, context);
  return dutyReply('I ask the other managers', [
    fromTo(gap),
    'I tell you who takes over. Until then messages go to all.',
  ]);
}

/** A manager cannot come to their shift: it is theirs no more, and all others are asked. */
export async function notComing(given: PressInput<typeof cannotCome>, context: Context): Promise<Reply> {
  if (!isManager(context)) return [onlyManagers];
  const { duties, by, now } = context;
  const mine = (await duties.load()).shifts
    .filter(({ staff, from, until }) => staff === by.id && until > now() && (!given.from || from === given.from))
    .sort((one, other) => (one.from < other.from ? -1 : 1))[0];
  if (!mine)
    return dutyReply('That shift is not yours any more', ['Nothing was changed. Write “on call” to see who is.']);
  await askOthers(mine, (before) => withoutShift(before, mine, { by, at: now() }), context);
  return dutyReply('I ask the other managers', [
    fromTo(mine),
    'I tell you who takes over. Until then messages go to all.',
  ]);
}

async function askOthers(times: { from: Instant; until: Instant }, first: (duty: Duty) => Duty, context: Context) {
  const { by, now, caseContext } = context;
  const to = caseContext().desk.managers.filter((each) => each !== by.id);
  await changeDuty(context, 'offered', (duty) =>
    withOffer(first(duty), { ...times, to, isShift: false }, { by, at: now() }),
  );
}
