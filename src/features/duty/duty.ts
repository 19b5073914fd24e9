import type { Context, ReplyMessage } from '../../actions/context.ts';
import { roster } from '../../actions/roster.ts';
import { type Duty, withOffDuty, withOnDuty } from '../../settings/duty.ts';
import { type DutyFormRetry, type Known, onCallCard, untouchedDutyForm } from './on-call.ts';
import { readUntil } from './until.ts';

/** Everything that is known of who is on duty, with the names that Teams has for managers. */
export async function known(context: Context): Promise<Known> {
  const { duties, caseContext, pack, setup, now } = context;
  const [duty, members = []] = await Promise.all([duties.load(), roster(context)]); // who is reminded counts more than how they are called
  const called = new Map([...Object.entries(setup().names), ...members.map(({ id, name }) => [id, name] as const)]);
  const heard = new Map([...duty.on, ...duty.shifts].map(({ staff, name }) => [staff, name]));
  return {
    ...{ duty, desk: caseContext().desk, rules: pack.duty, now: now() },
    nameOf: (id) => called.get(id) ?? heard.get(id) ?? 'A manager',
  };
}

/** Who is reminded now, by name where Teams says how they are called. */
export async function whoIsOnCall(context: Context, again: DutyFormRetry = untouchedDutyForm): Promise<ReplyMessage> {
  return { card: onCallCard(await known(context), again) };
}

export const isManager = ({ by, caseContext }: Pick<Context, 'by' | 'caseContext'>): boolean =>
  caseContext().desk.managers.includes(by.id);

export const onlyManagers: ReplyMessage = {
  text: 'Only MASH managers are reminded, so only they can be on duty. Write “on call” to see who is.',
};

export const askAgain = 'Write a time ahead. For example 20:00.';

/** A manager says that they are on duty, until then; at that moment it ends by itself. */
export async function sayOnDuty(typed: string, context: Context, attempt = 0): Promise<ReplyMessage> {
  if (!isManager(context)) return onlyManagers;
  const { pack, now, by } = context;
  const at = now();
  const until = readUntil(typed, { now: at, rules: pack.duty, otherwise: pack.duty.shift });
  if (!until)
    return { ...(await whoIsOnCall(context, { attempt: attempt + 1, typed, problem: askAgain })), notice: askAgain };
  await changeDuty(context, 'on', (duty) => withOnDuty(duty, by, { at, until }));
  return shared(context, await whoIsOnCall(context), { notice: 'You are on duty: reminders come to you.' });
}

/** A manager says that they are not on duty any more; from then on reminders go accordingly. */
export async function sayOffDuty(context: Context): Promise<ReplyMessage> {
  if (!isManager(context)) return onlyManagers;
  const { pack, now, by } = context;
  await changeDuty(context, 'off', (duty) => withOffDuty(duty, by, now(), pack.duty.shift));
  return shared(context, await whoIsOnCall(context), { notice: 'You are off duty.' });
}

/** Changes who is on duty, and lets this instance know at once. */
export async function changeDuty(context: Context, kind: string, decide: (duty: Duty) => Duty): Promise<void> {
  await context.duties.change(decide);
  await context.refreshDesk();
  context.log.info({ event: 'desk.duty', kind, by: context.by.id });
}

/** The card for all in the channel, where something was pressed there. @returns the same to who pressed, or what is theirs alone */
export async function shared(
  context: Context,
  message: ReplyMessage,
  own: Partial<ReplyMessage>,
): Promise<ReplyMessage> {
  const { place, teams, log, doing, where } = context;
  if (where === 'mash' && doing.onMessage && 'card' in message) {
    const update = teams.update(place.serviceUrl, place.conversationId, doing.onMessage, message.card);
    await update.catch((err: unknown) => log.warn({ event: 'update.failed', err })); // who pressed sees it all the same
  }
  return { ...message, ...own };
}
