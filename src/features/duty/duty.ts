import type { ErrandContext, ReplyMessage } from '../../actions/context.ts';
import { roster } from '../../actions/roster.ts';
import { type Duty, withOffDuty, withOnDuty } from '../../settings/duty.ts';
import { type DutyFormRetry, type DutyOverview, onCallCard, untouchedDutyForm } from './on-call.ts';
import { readUntil } from './until.ts';

/** Loads who is on duty, with the names that Teams has for managers. */
export async function loadDutyOverview(context: ErrandContext): Promise<DutyOverview> {
  const { duties, caseContext, pack, setup, now } = context;
  // Without a roster the managers are still reminded, only their names may be missing.
  const [duty, members = []] = await Promise.all([duties.load(), roster(context)]);
  const currentNames = new Map([
    ...Object.entries(setup().names),
    ...members.map(({ id, name }) => [id, name] as const),
  ]);
  const recordedNames = new Map([...duty.on, ...duty.shifts].map(({ staff, name }) => [staff, name]));
  return {
    ...{ duty, desk: caseContext().desk, rules: pack.duty, now: now() },
    nameOf: (id) => currentNames.get(id) ?? recordedNames.get(id) ?? 'A manager',
  };
}

/** Shows who is reminded now. */
export async function whoIsOnCall(
  context: ErrandContext,
  retry: DutyFormRetry = untouchedDutyForm,
): Promise<ReplyMessage> {
  return { card: onCallCard(await loadDutyOverview(context), retry) };
}

export const isManager = ({ by, caseContext }: Pick<ErrandContext, 'by' | 'caseContext'>): boolean =>
  caseContext().desk.managers.includes(by.id);

export const onlyManagers: ReplyMessage = {
  text: 'Only MASH managers are reminded, so only they can be on duty. Write “on call” to see who is.',
};

export const askForLaterTime = 'Write a time ahead. For example 20:00.';

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
      ...(await whoIsOnCall(context, { attempt: attempt + 1, typed, problem: askForLaterTime })),
      notice: askForLaterTime,
    };
  await changeDuty(context, 'on', (duty) => withOnDuty(duty, by, { at, until }));
  return shareInChannel(context, await whoIsOnCall(context), { notice: 'You are on duty: reminders come to you.' });
}

/** A manager goes off duty. From now on reminders go to whoever else is on duty, or to all managers if nobody is. */
export async function sayOffDuty(context: ErrandContext): Promise<ReplyMessage> {
  if (!isManager(context)) return onlyManagers;
  const { now, by } = context;
  await changeDuty(context, 'off', (duty) => withOffDuty(duty, by, now()));
  return shareInChannel(context, await whoIsOnCall(context), { notice: 'You are off duty.' });
}

/** Changes who is on duty. This instance uses the change at once. */
export async function changeDuty(context: ErrandContext, kind: string, decide: (duty: Duty) => Duty): Promise<void> {
  await context.duties.change(decide);
  await context.refreshDesk();
  context.log.info({ event: 'desk.duty', kind, by: context.by.id });
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
