import type { Instant } from '../base/time.ts';
import type { Card } from '../cards/parts.ts';
import { erasedIn } from '../case/erased.ts';
import { type OutboxMessage, placeOf, type Recipient } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { type Teams, unlessNotFound } from '../connector/teams.ts';
import { clearedCard } from '../features/retention/cards.ts';
import type { Chat } from '../store/people.ts';
import type { Delivered } from './delivered.ts';

/** Messages that are updated in place as the case changes, so they already say that it is erased. */
const updatedInPlace: OutboxMessage['kind'][] = ['case-card', 'assessment-card', 'receipt', 'clear-draft'];

/**
 * The bot's messages in one conversation that were sent before the facts of a case were erased, and so may show some of
 * them.
 */
export function sentBeforeErasing(record: CaseRecord, to: Recipient): string[] {
  return sentBefore(record, to, erasedIn(record.events)?.at);
}

/** The bot's messages in one conversation that were sent before a given moment and may show facts of the case. */
export function sentBefore({ outbox }: CaseRecord, to: Recipient, before: Instant | undefined): string[] {
  return outbox.flatMap(({ message, state, addedAt, to: where }) => {
    const isThere = state.kind === 'sent' && state.activityId !== undefined && !updatedInPlace.includes(message.kind);
    const isOld = before !== undefined && addedAt < before && placeOf(where) === placeOf(to);
    return isThere && isOld ? [state.activityId ?? ''] : [];
  });
}

/** Replaces the bot's messages in the thread of an erased case, so that none of them shows a fact any more. */
export async function clearThread(
  record: CaseRecord,
  to: Recipient,
  { serviceUrl, thread }: { serviceUrl: string; thread: string | undefined },
  teams: Teams,
): Promise<Delivered> {
  if (!thread) return {};
  return replaceBatch(
    sentBeforeErasing(record, to),
    clearedCard(record.id),
    { serviceUrl, conversationId: thread },
    teams,
  );
}

const atOnce = 10; // progress is recorded after each batch, because many messages run into the limits of Teams

/** Replaces one batch of messages with a card, where they still exist, and says whether there are more. */
export async function replaceBatch(ids: string[], card: Card, chat: Chat, teams: Teams): Promise<Delivered> {
  const cleared = ids.slice(0, atOnce);
  for (const id of cleared) await unlessNotFound(teams.update(chat.serviceUrl, chat.conversationId, id, card));
  return { cleared, more: ids.length > atOnce };
}
