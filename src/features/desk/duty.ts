import type { Context, Message } from '../../actions/context.ts';
import { reminded } from '../../case/react.ts';
import { withDuty } from '../../settings/desk.ts';
import { type OnCall, onCallCard } from './on-call.ts';
import { roster } from './roster.ts';

/** Who is reminded now, by name where Teams says how they are called. */
export async function whoIsOnCall(context: Context): Promise<Message> {
  const { duties, around } = context;
  const { desk } = around();
  const { on } = await duties.load();
  const onDuty = on.filter(({ staff }) => desk.managers.includes(staff));
  const members = (await roster(context)) ?? []; // who is reminded counts more than how they are called
  const called = new Map(members.map(({ id, name }) => [id, name]));
  const people = reminded({ ...desk, onDuty: onDuty.map(({ staff }) => staff) }).map((id): OnCall => {
    const duty = onDuty.find(({ staff }) => staff === id);
    return { name: called.get(id) ?? duty?.name ?? 'A manager', ...(duty ? { since: duty.since } : {}) };
  });
  return { card: onCallCard(people, onDuty.length > 0) };
}

/** A manager says that they are on duty, or not any more; from then on reminders go accordingly. */
export async function sayOnDuty(isOn: boolean, context: Context): Promise<Message> {
  const { by, place, teams, log, doing } = context;
  if (!by.roles.has('mash-manager'))
    return { text: 'Only MASH managers are reminded, so only they can be on duty. Write “on call” to see who is.' };
  await context.duties.change((duty) => withDuty(duty, isOn, by, context.now()));
  await context.refreshDesk();
  log.info({ event: 'desk.duty', kind: isOn ? 'on' : 'off', by: by.id });
  const message = await whoIsOnCall(context);
  if (doing.onMessage && 'card' in message) {
    const shared = teams.update(place.serviceUrl, place.conversationId, doing.onMessage, message.card);
    await shared.catch((err: unknown) => log.warn({ event: 'update.failed', err })); // who pressed sees it all the same
  }
  return { ...message, notice: isOn ? 'You are on duty: reminders come to you.' : 'You are off duty.' };
}
