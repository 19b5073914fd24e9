import type { PressInput } from '../../actions/action.ts';
import type { ErrandContext, Reply, ReplyMessage } from '../../actions/context.ts';
import { roster } from '../../actions/desk-person.ts';
import { type Duration, type Instant, plus } from '../../base/time.ts';
import { type FormRetry, formAgain } from '../../cards/forms.ts';
import { clockAndDay } from '../../cards/london.ts';
import { readWhen } from '../../draft/typed-date.ts';
import type { DutyRules } from '../../protocol/service.ts';
import { type DutyOverview, dutyNotice, endCard, fromTo, offerCard, onCallCard } from './cards.ts';
import {
  byStart,
  type Duty,
  type DutyChange,
  dutiesIn,
  gapsIn,
  offersTo,
  onDutyAt,
  spansOf,
  type Times,
  whoFollows,
} from './duty-state.ts';
import { withOffDuty, withOffer, withOnDuty, withoutShift, withRefused, withTaken } from './rules.ts';
import type { acceptShift, cannotCome, findSomebody, refuseShift, stayOn } from './verbs.ts';

/** Loads who is on duty, with the names that Teams has for managers. */
export async function loadDutyOverview(context: ErrandContext): Promise<DutyOverview> {
  const { caseContext, pack, currentSetUp, now } = context;
  // Without a roster the managers are still reminded, only their names may be missing.
  const [duty, members = []] = await Promise.all([dutiesIn(context.documents).load(), roster(context)]);
  const names = new Map<string, string>([
    ...[...duty.on, ...duty.shifts].map(({ staff, name }) => [staff, name] as const),
    ...Object.entries(currentSetUp().names),
    ...members.map(({ id, name }) => [id, name] as const),
  ]);
  return {
    duty,
    desk: caseContext().desk,
    rules: pack.duty,
    now: now(),
    nameOf: (id) => names.get(id) ?? 'A manager',
  };
}

/** Shows who is reminded now. */
export async function whoIsOnCall(context: ErrandContext, again?: FormRetry): Promise<ReplyMessage> {
  return { card: onCallCard(await loadDutyOverview(context), again) };
}

export const isManager = ({ by, caseContext }: ErrandContext) => caseContext().desk.managers.includes(by.id);

export const onlyManagers: ReplyMessage = {
  text: 'Only MASH managers are reminded, so only they can be on duty. Write “on call” to see who is.',
};

const askForLaterTime = { until: 'Write a time ahead. For example 20:00.' };

/**
 * A manager goes on duty. The duty ends by itself at the time they give.
 * @param typed the time, as the manager typed it; empty for the usual length of a shift
 */
export async function sayOnDuty(typed: string, context: ErrandContext, attempt = 0): Promise<ReplyMessage> {
  if (!isManager(context)) return onlyManagers;
  const { pack, now, by } = context;
  const at = now();
  const until = readUntil(typed, { now: at, rules: pack.duty, otherwise: pack.duty.shift });
  if (!until)
    return {
      ...(await whoIsOnCall(context, formAgain({ attempt, typed: { until: typed } }, askForLaterTime))),
      notice: askForLaterTime.until,
    };
  await changeDuty(context, 'on', (duty) => withOnDuty(duty, by, { at, until }));
  return shareInChannel(context, await whoIsOnCall(context), { notice: 'You are on duty: reminders come to you.' });
}

/** A manager goes off duty. From now on reminders go to whoever else is on duty, or to all managers if nobody is. */
export async function sayOffDuty(context: ErrandContext): Promise<ReplyMessage> {
  if (!isManager(context)) return onlyManagers;
  await changeDuty(context, 'off', (duty, { by, at }) => withOffDuty(duty, by, at));
  return shareInChannel(context, await whoIsOnCall(context), { notice: 'You are off duty.' });
}

export type DecideDuty = (duty: Duty, doing: DutyChange) => Duty;

/** Changes who is on duty. This instance uses the change at once. */
export async function changeDuty(context: ErrandContext, kind: string, decide: DecideDuty): Promise<Duty> {
  const { by, now, refreshDesk, log } = context;
  const after = await dutiesIn(context.documents).change((duty) => decide(duty, { by, at: now() }));
  await refreshDesk();
  log.info({ event: 'desk.duty', kind, by: by.id });
  return after;
}

/**
 * After a press in the MASH channel, updates the pressed card for everybody in the channel.
 * @param own the parts of the message that differ for the person who pressed
 * @returns the answer to the person who pressed
 */
export async function shareInChannel(
  context: ErrandContext,
  message: ReplyMessage,
  own: Partial<ReplyMessage>,
): Promise<ReplyMessage> {
  const { place, teams, log, turnInput, where } = context;
  if (where === 'mash' && turnInput.onMessage && 'card' in message) {
    const update = teams.update(place.serviceUrl, place.conversationId, turnInput.onMessage, message.card);
    // The person who pressed still gets the answer.
    await update.catch((err: unknown) => log.warn({ event: 'update.failed', err }));
  }
  return { ...message, ...own };
}

/**
 * Reads the time at which a manager's duty ends: “20:00”, “until 8 pm”, “tomorrow 08:00”, “4 hours”.
 * @param otherwise how long the duty lasts when nothing was typed
 * @returns undefined when the text is not a time ahead, or is further ahead than the rota looks
 */
export function readUntil(
  typed: string,
  { now, rules, otherwise }: { now: Instant; rules: DutyRules; otherwise: Duration },
): Instant | undefined {
  const words = typed.trim().replace(/^(?:until|till|til|to|for)\s+/i, '');
  if (words === '') return plus(now, otherwise);
  const when = readWhen(words.replace('24:00', '00:00'), now, 'ahead');
  if (when?.kind !== 'instant' || when.at <= now || when.at > plus(now, rules.horizon)) return undefined;
  return when.at;
}

/** An answer in a manager's own chat. The card replaces the pressed one, also after a reload. */
export const dutyReply = (...words: Parameters<typeof dutyNotice>): Reply => [
  { card: dutyNotice(...words), storeInChat: true },
];

/**
 * A manager whose duty is about to end stays on: until the time they give, or for the usual extension when they give
 * none. Once the duty has been extended, a second press on the same card without a time changes nothing.
 */
export async function stayOnDuty(given: PressInput<typeof stayOn>, context: ErrandContext): Promise<Reply> {
  const { pack, now, by } = context;
  const { managers } = context.caseContext().desk;
  const at = now();
  const { until: words } = given.inputs;
  const duty = await dutiesIn(context.documents).load();
  const end = endOf(duty, context) ?? at;
  const isExtended = given.end !== undefined && given.end < end && words === '';
  const newEnd = readUntil(words, { now: at, rules: pack.duty, otherwise: pack.duty.stayOn });
  if (!newEnd) {
    const again = formAgain({ attempt: given.attempt, typed: given.inputs }, askForLaterTime);
    const until = given.end ?? end;
    const spans = spansOf(duty).filter(({ staff }) => managers.includes(staff));
    const next = whoFollows(spans, { staff: by.id, until });
    return [{ card: endCard({ until, next }, pack.duty, again), storeInChat: true }];
  }
  const until = isExtended ? end : words === '' ? plus(end, pack.duty.stayOn) : newEnd;
  if (!isExtended) await changeDuty(context, 'on', (before) => withOnDuty(before, by, { at, until }));
  return dutyReply('You stay on', [`You are on duty until ${clockAndDay(until)}.`, 'I ask you again before that.']);
}

const endOf = (duty: Duty, { by, now }: ErrandContext) =>
  onDutyAt(spansOf(duty), now()).find(({ staff }) => staff === by.id)?.until;

/** A manager whose duty is about to end wants a successor. Unless the rota has one, all other managers are asked. */
export async function askForSuccessor(given: PressInput<typeof findSomebody>, context: ErrandContext): Promise<Reply> {
  const { pack, now } = context;
  const duty = await dutiesIn(context.documents).load();
  const end = endOf(duty, context) ?? given.end;
  const from = end && end > now() ? end : now();
  const others = spansOf(duty).filter(({ staff }) => staff !== context.by.id);
  const [gap] = gapsIn(others, from, plus(from, pack.duty.shift));
  const successor = onDutyAt(others, from)[0];
  if (!gap || successor)
    return dutyReply(`${successor?.name ?? 'A colleague'} follows`, ['Your duty ends by itself. Thank you.']);
  return askOthers(gap, context);
}

/** A manager cannot come to their shift. The shift is taken out of the rota, and all other managers are asked. */
export async function giveUpShift(given: PressInput<typeof cannotCome>, context: ErrandContext): Promise<Reply> {
  const { by, now } = context;
  const shift = (await dutiesIn(context.documents).load()).shifts
    .filter(({ staff, from, until }) => staff === by.id && until > now() && (!given.from || from === given.from))
    .sort(byStart)[0];
  if (!shift)
    return dutyReply('That shift is not yours any more', ['Nothing was changed. Write “on call” to see who is.']);
  return askOthers(shift, context, (before, doing) => withoutShift(before, shift, doing));
}

/** Offers a time to all other managers. @param prepare changes the duty before the offer is added to it */
async function askOthers(span: Times, context: ErrandContext, prepare: DecideDuty = (duty) => duty) {
  const to = context.caseContext().desk.managers.filter((each) => each !== context.by.id);
  await changeDuty(context, 'offered', (duty, doing) =>
    withOffer(prepare(duty, doing), { ...span, to, isShift: false }, doing),
  );
  return dutyReply('I ask the other managers', [
    fromTo(span),
    'I tell you who takes over. Until then messages go to all.',
  ]);
}

/** A manager takes over an offered time, with one press. A second manager who presses is told that it is taken. */
export async function takeOfferedShift(
  { offer: id }: PressInput<typeof acceptShift>,
  context: ErrandContext,
): Promise<Reply> {
  const after = await changeDuty(context, 'taken', (duty, doing) => withTaken(duty, id, doing));
  const taken = takenBy(after, id, context.by.id);
  return taken
    ? dutyReply('You take over', [fromTo(taken), 'Thank you. I remind you before it begins.'])
    : dutyReply('That is taken, or over', ['Nothing was changed. Write “on call” to see who is on duty.']);
}

/** The entry that says that this person took the offer; undefined if they did not. */
const takenBy = ({ history }: Duty, id: string, person: string) =>
  history.findLast(({ what, by, staff, from }) => {
    const [begin = '', offerer] = id.split(' ');
    return what === 'taken' && by === person && staff === offerer && from >= begin;
  });

export async function turnDownShift(
  { offer: id }: PressInput<typeof refuseShift>,
  context: ErrandContext,
): Promise<Reply> {
  await changeDuty(context, 'refused', (duty, doing) => withRefused(duty, id, doing));
  return dutyReply('You do not take over', ['Thank you for saying so.']);
}

/**
 * Applies the manager's typed answer to the only open offer. When several are open, shows their cards again, so that
 * the manager can press on one.
 */
export async function answerTypedOffer(
  verb: typeof acceptShift | typeof refuseShift,
  context: ErrandContext,
): Promise<Reply | undefined> {
  const { by, now, press } = context;
  const open = offersTo(await dutiesIn(context.documents).load(), by.id, now());
  const [only] = open;
  if (!only) return undefined;
  if (open.length === 1) return press(verb, { offer: only.id });
  return open.map((offer) => ({ card: offerCard(offer), storeInChat: true }));
}
