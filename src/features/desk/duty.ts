import type { Context, Message, Place } from '../../actions/context.ts';
import type { StaffId } from '../../base/people.ts';
import { reminded } from '../../case/react.ts';
import { type Teams, TeamsFault } from '../../connector/teams.ts';
import { withDuty } from '../../settings/desk.ts';
import { type OnCall, onCallCard } from './on-call.ts';

/** Who is reminded now, by name where Teams says how they are called. */
export async function whoIsOnCall({ place, teams, duties, around }: Context): Promise<Message> {
  const { desk } = around();
  const { on } = await duties.load();
  const onDuty = on.filter(({ staff }) => desk.managers.includes(staff));
  const called = await namesIn(place, teams);
  const people = reminded({ ...desk, onDuty: onDuty.map(({ staff }) => staff) }).map((id): OnCall => {
    const duty = onDuty.find(({ staff }) => staff === id);
    return { name: called.get(id) ?? duty?.name ?? 'A manager', ...(duty ? { since: duty.since } : {}) };
  });
  return { card: onCallCard(people, onDuty.length > 0) };
}

async function namesIn(place: Place, teams: Teams): Promise<Map<StaffId, string>> {
  try {
    const members = await teams.members(place.serviceUrl, place.channelId);
    return new Map(
      members.flatMap(({ objectId, name }) => (objectId ? [[objectId.toLowerCase() as StaffId, name]] : [])),
    );
  } catch (error) {
    if (error instanceof TeamsFault) return new Map(); // who is reminded counts more than how they are called
    throw error;
  }
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
