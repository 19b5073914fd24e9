import { type Message, placeOf, type Recipient } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { ifThere } from '../connector/if-there.ts';
import type { Teams } from '../connector/teams.ts';
import { clearedCard } from '../features/retention/cards.ts';
import { erasedIn } from '../features/retention/state.ts';
import type { Delivered } from './delivered.ts';

const atOnce = 10; // what is done is recorded in between: a long thread meets the limits of Teams

/** Messages that are changed in place as the case goes on, and already say that it is erased. */
const keptUp: Message['kind'][] = ['case-card', 'assessment-card', 'receipt', 'clear-draft'];

/** The messages of the bot in one conversation that were sent before the facts of a case were erased, and may hold some of them. */
export function shownBefore({ outbox, events }: CaseRecord, to: Recipient): string[] {
  const erased = erasedIn(events);
  return outbox.flatMap(({ message, state, addedAt, to: where }) => {
    const isThere = state.kind === 'sent' && state.activityId !== undefined && !keptUp.includes(message.kind);
    const isOld = erased !== undefined && addedAt < erased.at && placeOf(where) === placeOf(to);
    return isThere && isOld ? [state.activityId ?? ''] : [];
  });
}

/** What the bot wrote into the thread of a case is replaced by a line that it is erased: in Teams no message of ours repeats a fact. */
export async function clearThread(
  record: CaseRecord,
  to: Recipient,
  { serviceUrl, thread }: { serviceUrl: string; thread: string | undefined },
  teams: Teams,
): Promise<Delivered> {
  if (!thread) return {};
  const ids = shownBefore(record, to);
  for (const activityId of ids.slice(0, atOnce)) {
    await ifThere(teams.update(serviceUrl, thread, activityId, clearedCard(record.id)));
  }
  return { cleared: ids.slice(0, atOnce), more: ids.length > atOnce };
}
