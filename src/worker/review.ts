import type { StaffId } from '../base/people.ts';
import { TeamsFault } from '../connector/teams.ts';
import {
  newRound,
  peopleToTellNow,
  retryTellingLater,
  reviewsIn,
  withPersonClaimed,
  withPersonTold,
} from '../settings/review.ts';
import { reviewCard } from '../views/review.ts';
import type { WorkerDeps } from './delivered.ts';

export type ReviewDeps = Omit<WorkerDeps, 'cases' | 'keys' | 'heart' | 'refreshDesk'>;

/**
 * Tells administrators, each in their own chat, that the protocol is due for review. The store records the intention
 * before a message is sent, and the success afterwards. If the process is killed in between, the message is sent once
 * more.
 * @throws when the store does not answer
 * @source Protocol 14
 */
export function reviewTeller({
  store,
  teams,
  reach,
  pack,
  caseContext,
  now,
  log,
  metrics,
}: ReviewDeps): () => Promise<void> {
  const reviews = reviewsIn(store);
  const { lastReviewed } = pack;

  return async () => {
    await reviews.change((record) => newRound(record, { lastReviewed, admins: caseContext().desk.admins, now: now() }));
    for (const person of peopleToTellNow(await reviews.load(), lastReviewed, now())) await tell(person);
  };

  async function tell(person: StaffId): Promise<void> {
    const mine = await reviews.change((record) =>
      record && peopleToTellNow(record, lastReviewed, now()).includes(person)
        ? withPersonClaimed(record, person, now())
        : undefined,
    );
    if (!mine) return; // another instance tells them
    try {
      const { serviceUrl, conversationId } = await reach.chatOf(person);
      await teams.send(serviceUrl, conversationId, { card: reviewCard(pack) });
      await reviews.change((record) => record && withPersonTold(record, person));
      log.info({ event: 'review.reminded' });
      metrics.told('review', false);
    } catch (error) {
      if (!(error instanceof TeamsFault)) throw error;
      if (error.gone) await reach.findAgain(person);
      await reviews.change((record) => record && retryTellingLater(record, person, now()));
      log.warn({ event: 'review.failed', status: error.status });
      metrics.failed('review', String(error.status ?? 'none'));
    }
  }
}
