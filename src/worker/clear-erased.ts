import type { Instant } from '../base/time.ts';
import type { Card } from '../cards/parts.ts';
import { type OutboxMessage, placeOf, type Recipient } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { type Teams, unlessNotFound } from '../connector/teams.ts';
import { clearedCard } from '../features/retention/cards.ts';
import { erasedIn } from '../features/retention/state.ts';
import type { Chat } from '../store/people.ts';
import type { Delivered } from './delivered.ts';

/** Messages that are changed in place as the case goes on, and already say that it is erased. */
const keptUp: OutboxMessage['kind'][] = ['case-card', 'assessment-card', 'receipt', 'clear-draft'];

/** The messages of the bot in one conversation that were sent before the facts of a case were erased, and may hold some of them. */
export function shownBefore(record: CaseRecord, to: Recipient): string[] {
  return sentBefore(record, to, erasedIn(record.events)?.at);
}

/** The messages of the bot in one conversation that were sent before a moment and may hold facts of the case. */
export function sentBefore({ outbox }: CaseRecord, to: Recipient, before: Instant | undefined): string[] {
  return outbox.flatMap(({ message, state, addedAt, to: where }) => {
    const isThere = state.kind === 'sent' && state.activityId !== undefined && !keptUp.includes(message.kind);
    const isOld = before !== undefined && addedAt < before && placeOf(where) === placeOf(to);
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
  return replaceAll(shownBefore(record, to), clearedCard(record.id), { serviceUrl, conversationId: thread }, teams);
}

const atOnce = 10; // what is done is recorded in between: many messages meet the limits of Teams

/** Puts a card in the place of messages, as far as they are still there. */
export async function replaceAll(ids: string[], card: Card, chat: Chat, teams: Teams): Promise<Delivered> {
  const cleared = ids.slice(0, atOnce);
  for (const id of cleared) await unlessNotFound(teams.update(chat.serviceUrl, chat.conversationId, id, card));
  return { cleared, more: ids.length > atOnce };
}
