import type { Card } from '../cards/parts.ts';
import { holdsMask } from '../case/held.ts';
import type { Entry, OutboxMessage } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { type Teams, unlessNotFound } from '../connector/teams.ts';
import type { Chat } from '../store/people.ts';
import { type Delivered, drawn } from './delivered.ts';

/**
 * Draws an earlier message of a case again, where it still is, because an address in it is held back now. A notice
 * without one stays as it is: it may show an answer by now.
 */
export async function drawAgain(
  { outbox }: CaseRecord,
  { entry }: Extract<Entry['message'], { kind: 'redraw' }>,
  chat: Pick<Chat, 'serviceUrl'> & { conversationId: string | undefined },
  draw: (message: OutboxMessage) => Card,
  teams: Teams,
): Promise<Delivered> {
  const old = outbox.find(({ id }) => id === entry);
  const { conversationId } = chat;
  if (old?.state.kind !== 'sent' || !old.state.activityId || !conversationId) return {};
  const card = drawn(() => draw(old.message));
  if (old.message.kind !== 'notice' || holdsMask(card))
    await unlessNotFound(teams.update(chat.serviceUrl, conversationId, old.state.activityId, card));
  return {};
}
