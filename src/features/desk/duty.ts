import type { Message } from '../../actions/reply.ts';
import { reminded } from '../../case/react.ts';
import { TeamsFault } from '../../connector/teams.ts';
import type { Person, StaffId } from '../../people.ts';
import { withDuty } from '../../settings/on-duty.ts';
import type { BotDeps } from '../../teams/deps.ts';
import { type OnCall, onCallCard } from './on-call.ts';
import type { At } from './typed.ts';

/** Who is reminded now, by name where Teams says how they are called. */
export async function onCall({ place }: At, deps: BotDeps): Promise<Message> {
  const { desk } = deps.around();
  const { on } = await deps.duties.load();
  const onDuty = on.filter(({ staff }) => desk.managers.includes(staff));
  const called = await namesIn(place, deps);
  const people = reminded({ ...desk, onDuty: onDuty.map(({ staff }) => staff) }).map((id): OnCall => {
    const duty = onDuty.find(({ staff }) => staff === id);
    return { name: called.get(id) ?? duty?.name ?? 'A manager', ...(duty ? { since: duty.since } : {}) };
  });
  return { card: onCallCard(people, onDuty.length > 0) };
}

async function namesIn(place: At['place'], deps: BotDeps): Promise<Map<StaffId, string>> {
  try {
    const members = await deps.teams.members(place.serviceUrl, place.channelId);
    return new Map(
      members.flatMap(({ objectId, name }) => (objectId ? [[objectId.toLowerCase() as StaffId, name]] : [])),
    );
  } catch (error) {
    if (error instanceof TeamsFault) return new Map(); // who is reminded counts more than how they are called
    throw error;
  }
}

/** A manager says that they are on duty, or not any more; from then on reminders go accordingly. */
export async function sayOnDuty(isOn: boolean, who: Person, at: At, deps: BotDeps): Promise<Message> {
  if (!who.roles.has('mash-manager'))
    return { text: 'Only MASH managers are reminded, so only they can be on duty. Write “on call” to see who is.' };
  await deps.duties.change((duty) => withDuty(duty, isOn, who, deps.now()));
  await deps.refreshDesk();
  deps.log.info({ event: 'desk.duty', kind: isOn ? 'on' : 'off', by: who.id });
  const message = await onCall(at, deps);
  if (at.onMessage && 'card' in message) {
    const { serviceUrl, conversationId } = at.place;
    const shared = deps.teams.update(serviceUrl, conversationId, at.onMessage, message.card);
    await shared.catch((err: unknown) => deps.log.warn({ event: 'update.failed', err })); // who pressed sees it all the same
  }
  return { ...message, notice: isOn ? 'You are on duty: reminders come to you.' : 'You are off duty.' };
}
