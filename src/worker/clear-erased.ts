import type { Clearing } from '../actions/feature.ts';
import type { Instant } from '../base/time.ts';
import type { Card } from '../cards/parts.ts';
import { type OutboxMessage, placeOf, type Recipient } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { type Teams, unlessNotFound } from '../connector/teams.ts';
import { features } from '../features/list.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Chat } from '../store/people.ts';
import { type Delivered, drawn, type WorkerDeps } from './delivered.ts';

/** Messages that are updated in place as the case changes, so they already say that it is erased. */
const updatedInPlace: OutboxMessage['kind'][] = ['case-card', 'assessment-card', 'receipt', 'clear-draft'];

/** What the bot's messages in one conversation must no longer show, by the first feature that clears them. */
export const clearingOf = (record: CaseRecord, to: Recipient, pack: Pack): Clearing | undefined =>
  drawn(() => features.flatMap(({ clears }) => clears?.(record, to, pack) ?? [])[0]);

/** The bot's messages in one conversation that were sent before a given moment and may show facts of the case. */
export function sentBefore({ outbox }: CaseRecord, to: Recipient, before: Instant | undefined): string[] {
  return outbox.flatMap(({ message, state, addedAt, to: where }) => {
    const isOld = before !== undefined && addedAt < before && placeOf(where) === placeOf(to);
    if (state.kind !== 'sent' || !isOld || updatedInPlace.includes(message.kind)) return [];
    return state.activityId ?? [];
  });
}

/** Replaces the bot's messages in the thread of an erased case, so that none of them shows a fact any more. */
export async function clearThread(
  record: CaseRecord,
  to: Recipient,
  { serviceUrl, conversationId = '' }: Partial<Chat> & Pick<Chat, 'serviceUrl'>,
  { teams, pack }: WorkerDeps,
): Promise<Delivered> {
  const clearing = clearingOf(record, to, pack);
  if (!conversationId || !clearing) return {};
  const messages = sentBefore(record, to, clearing.before);
  return replaceBatch(messages, clearing.card, { serviceUrl, conversationId }, teams);
}

const atOnce = 10; // progress is recorded after each batch, because many messages run into the limits of Teams

/** Replaces one batch of messages with a card, where they still exist, and says whether there are more. */
export async function replaceBatch(ids: string[], card: Card, chat: Chat, teams: Teams): Promise<Delivered> {
  const cleared = ids.slice(0, atOnce);
  for (const id of cleared) await unlessNotFound(teams.update(chat.serviceUrl, chat.conversationId, id, card));
  return { cleared, more: ids.length > atOnce };
}
