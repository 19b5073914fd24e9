import type { Card } from '../cards/parts.ts';
import type { Entry } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { unlessNotFound } from '../connector/teams.ts';
import { assessmentCard } from '../views/assessment-case.ts';
import { lineCard } from '../views/mash-thread.ts';
import { clearThread } from './clear-erased.ts';
import { type DeliverDeps, type Delivered, isGoneForSure } from './delivered.ts';

/**
 * Tells the Assessment team's channel: one card a case, changed in place, and its thread. A card that is gone is posted anew.
 * @throws TeamsFault when it was not taken, or no such channel is chosen
 */
export async function postToAssessment(
  record: CaseRecord,
  referral: SubmittedReferral,
  { message, attempts }: Pick<Entry, 'message' | 'attempts'>,
  { teams, reach, pack, now }: DeliverDeps,
): Promise<Delivered> {
  const isSure = isGoneForSure(attempts);
  const place = await reach.assessment();
  const there = record.said.assessment;
  const post = (card: Card) => teams.post(place.serviceUrl, place.channelId, place.tenantId, card);
  if (message.kind === 'clear-draft')
    return clearThread(record, { place: 'assessment' }, { serviceUrl: place.serviceUrl, thread: there?.thread }, teams);
  if (message.kind === 'assessment-card') {
    const card = assessmentCard(record, referral, pack, now());
    const updated =
      there && (await unlessNotFound(teams.update(place.serviceUrl, there.thread, there.card, card), isSure));
    if (updated) return { activityId: there.card };
    const { thread, activityId } = await post(card);
    return { activityId, said: { assessment: { thread, card: activityId } } };
  }
  const event = message.kind === 'assessment-line' ? record.events[message.event] : undefined;
  if (!event) throw new Error(`a message ${message.kind} has no place in the Assessment team's channel`);
  const line = lineCard(record, event, referral, pack, now());
  const sent = there && (await unlessNotFound(teams.send(place.serviceUrl, there.thread, { card: line }), isSure));
  if (sent) return { activityId: sent.value };
  return { activityId: (await post(line)).activityId };
}
