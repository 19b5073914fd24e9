import type { PressInput } from '../../actions/action.ts';
import type { ErrandContext, Reply } from '../../actions/context.ts';
import { type Instant, plus } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Duty, gapsIn, onDutyAt, spansOf, withOnDuty } from '../../settings/duty.ts';
import { whoFollows } from '../../settings/notices.ts';
import { withOffer, withoutShift } from '../../settings/rota.ts';
import { dutyNotice, endCard, fromTo } from './cards.ts';
import { askForLaterTime, changeDuty, isManager, onlyManagers } from './duty.ts';
import { readUntil } from './until.ts';
import type { cannotCome, findSomebody, stayOn } from './verbs.ts';

/** An answer in a manager's own chat. The card replaces the pressed one, also after a reload. */
export const dutyReply = (...words: Parameters<typeof dutyNotice>): Reply => [
  { card: dutyNotice(...words), storeInChat: true },
];

/**
 * A manager whose duty is about to end stays on: until the time they give, or for the usual extension when they give
 * none. Once the duty has been extended, a second press on the same card without a time changes nothing.
 */
export async function stayOnDuty(
  given: Pick<PressInput<typeof stayOn>, 'end' | 'attempt' | 'inputs'>,
  context: ErrandContext,
): Promise<Reply> {
  if (!isManager(context)) return [onlyManagers];
  const { pack, now, by, duties } = context;
  const { managers } = context.caseContext().desk;
  const at = now();
  const { until: words } = given.inputs;
  const end = endOf(await duties.load(), context) ?? at;
  const isExtended = given.end !== undefined && given.end < end && words === '';
  const newEnd = readUntil(words, { now: at, rules: pack.duty, otherwise: pack.duty.stayOn });
  if (!newEnd) {
    const retry = { attempt: given.attempt + 1, typed: words, problem: askForLaterTime };
    const until = given.end ?? end;
    const spans = spansOf(await duties.load()).filter(({ staff }) => managers.includes(staff));
    const next = whoFollows(spans, { staff: by.id, until });
    return [{ card: endCard({ until, next }, pack.duty, retry), storeInChat: true }];
  }
  const until = isExtended ? end : words === '' ? plus(end, pack.duty.stayOn) : newEnd;
  if (!isExtended) await changeDuty(context, 'on', (duty) => withOnDuty(duty, by, { at, until }));
  return dutyReply('You stay on', [`You are on duty until ${clockAndDay(until)}.`, 'I ask you again before that.']);
}

const endOf = (duty: Duty, { by, now }: ErrandContext): Instant | undefined =>
  onDutyAt(spansOf(duty), now()).find(({ staff }) => staff === by.id)?.until;

/** A manager whose duty is about to end wants a successor. Unless the rota has one, all other managers are asked. */
export async function askForSuccessor(
  given: Pick<PressInput<typeof findSomebody>, 'end'>,
  context: ErrandContext,
): Promise<Reply> {
  if (!isManager(context)) return [onlyManagers];
  const { duties, pack, now } = context;
  const duty = await duties.load();
  const end = endOf(duty, context) ?? given.end;
  const from = end && end > now() ? end : now();
  const others = spansOf(duty).filter(({ staff }) => staff !== context.by.id);
  const [gap] = gapsIn(others, from, plus(from, pack.duty.shift));
  const successor = onDutyAt(others, from)[0];
  if (!gap || successor)
    return dutyReply(`${successor?.name ?? 'A colleague'} follows`, ['Your duty ends by itself. Thank you.']);
  await offerToOthers(gap, (before) => before, context);
  return askingOthersReply(gap);
}

/** A manager cannot come to their shift. The shift is taken out of the rota, and all other managers are asked. */
export async function giveUpShift(given: PressInput<typeof cannotCome>, context: ErrandContext): Promise<Reply> {
  if (!isManager(context)) return [onlyManagers];
  const { duties, by, now } = context;
  const shift = (await duties.load()).shifts
    .filter(({ staff, from, until }) => staff === by.id && until > now() && (!given.from || from === given.from))
    .sort((one, other) => (one.from < other.from ? -1 : 1))[0];
  if (!shift)
    return dutyReply('That shift is not yours any more', ['Nothing was changed. Write “on call” to see who is.']);
  await offerToOthers(shift, (before) => withoutShift(before, shift, { by, at: now() }), context);
  return askingOthersReply(shift);
}

const askingOthersReply = (span: Parameters<typeof fromTo>[0]): Reply =>
  dutyReply('I ask the other managers', [fromTo(span), 'I tell you who takes over. Until then messages go to all.']);

/** Offers a time to all other managers. @param prepare changes the duty before the offer is added to it */
async function offerToOthers(
  span: { from: Instant; until: Instant },
  prepare: (duty: Duty) => Duty,
  context: ErrandContext,
): Promise<void> {
  const { by, now, caseContext } = context;
  const to = caseContext().desk.managers.filter((each) => each !== by.id);
  await changeDuty(context, 'offered', (duty) =>
    withOffer(prepare(duty), { ...span, to, isShift: false }, { by, at: now() }),
  );
}
