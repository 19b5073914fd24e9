import type { Card } from '../cards/parts.ts';
import type { Entry } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { submitted } from '../case/submitted.ts';
import { unlessNotFound } from '../connector/teams.ts';
import { assessmentCard } from '../views/assessment-case.ts';
import { lineCard } from '../views/mash-thread.ts';
import { clearThread } from './clear-erased.ts';
import { type DeliverDeps, type Delivered, drawn, isGoneForSure, NotDrawn } from './delivered.ts';

/**
 * Posts to the Assessment team's channel. Each case has one card there, which is updated in place, and a thread under
 * it. If the card is gone, a new one is posted. Here `clear-draft` means that the case was erased: the messages in its
 * thread are replaced.
 * @throws TeamsFault when Teams did not take the message, or no Assessment channel is set up
 * @throws NotDrawn when the message cannot be made
 */
export async function postToAssessment(
  record: CaseRecord,
  { message, attempts }: Pick<Entry, 'message' | 'attempts'>,
  { teams, reach, pack, now }: DeliverDeps,
): Promise<Delivered> {
  const isSure = isGoneForSure(attempts);
  const place = await reach.assessment();
  const posted = record.said.assessment;
  const post = (card: Card) => teams.post(place.serviceUrl, place.channelId, place.tenantId, card);
  if (message.kind === 'clear-draft')
    return clearThread(
      record,
      { place: 'assessment' },
      { serviceUrl: place.serviceUrl, thread: posted?.thread },
      { teams, pack },
    );
  if (message.kind === 'assessment-card') {
    const card = drawn(() => assessmentCard(record, submitted(record), pack, now()));
    const updated =
      posted && (await unlessNotFound(teams.update(place.serviceUrl, posted.thread, posted.card, card), isSure));
    if (updated) return { activityId: posted.card };
    const { thread, activityId } = await post(card);
    return { activityId, said: { assessment: { thread, card: activityId } } };
  }
  const event = message.kind === 'assessment-line' ? record.events[message.event] : undefined;
  if (!event) throw new NotDrawn(`a message of kind ${message.kind} cannot be posted in the Assessment team's channel`);
  const line = drawn(() => lineCard(record, event, submitted(record), pack, now()));
  const sent = posted && (await unlessNotFound(teams.send(place.serviceUrl, posted.thread, { card: line }), isSure));
  if (sent) return { activityId: sent.value };
  return { activityId: (await post(line)).activityId };
}
