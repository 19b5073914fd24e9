import type { Card } from '../cards/parts.ts';
import type { Message } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { ifThere } from '../connector/if-there.ts';
import { assessmentCard } from '../views/assessment-case.ts';
import { lineCard } from '../views/mash-thread.ts';
import { clearThread } from './clear-erased.ts';
import type { DeliverDeps, Delivered } from './delivered.ts';

/**
 * Tells the Assessment team's channel: one card a case, changed in place, and its thread. A card that is gone is posted anew.
 * @throws TeamsFault when it was not taken, or no such channel is chosen
 */
export async function toAssessment(
  record: CaseRecord,
  referral: SubmittedReferral,
  message: Message,
  { teams, reach, pack, now }: DeliverDeps,
): Promise<Delivered> {
  const place = await reach.assessment();
  const there = record.said.assessment;
  const post = async (card: Card): Promise<Delivered> => {
    const { thread, activityId } = await teams.post(place.serviceUrl, place.channelId, place.tenantId, card);
    return { activityId, said: { assessment: { thread, card: activityId } } };
  };
  if (message.kind === 'clear-draft')
    return clearThread(record, { place: 'assessment' }, { serviceUrl: place.serviceUrl, thread: there?.thread }, teams);
  if (message.kind === 'assessment-card') {
    const card = assessmentCard(record, referral, pack, now());
    if (!there) return post(card);
    const updated = await ifThere(teams.update(place.serviceUrl, there.thread, there.card, card));
    return updated ? { activityId: there.card } : post(card);
  }
  const event = message.kind === 'assessment-line' ? record.events[message.event] : undefined;
  if (!event) throw new Error(`a message ${message.kind} has no place in the Assessment team's channel`);
  const line = lineCard(record, event, referral, pack, now());
  const sent = there && (await ifThere(teams.send(place.serviceUrl, there.thread, { card: line })));
  if (sent) return { activityId: sent.value };
  const { activityId } = await teams.post(place.serviceUrl, place.channelId, place.tenantId, line);
  return { activityId };
}
