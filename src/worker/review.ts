import { isReviewDue, reviewRoundIn, roundNow } from '../settings/review.ts';
import { reviewCard } from '../views/review.ts';
import type { WorkerDeps } from './delivered.ts';
import type { AdminTellerDeps } from './tell-admins.ts';
import { tellingOnce } from './tell-once.ts';

/**
 * Tells administrators, each in their own chat, that the protocol is due for review: once in each round.
 * @throws when the store does not answer
 * @source Protocol 14
 */
export function reviewTeller(deps: AdminTellerDeps & Pick<WorkerDeps, 'pack'>): () => Promise<void> {
  const { store, pack, caseContext, now } = deps;
  const { lastReviewed } = pack;
  const round = reviewRoundIn(store);
  const tell = tellingOnce('review', deps);

  return async () => {
    const { admins } = caseContext().desk;
    if (!isReviewDue(lastReviewed, now()) || admins.length === 0) return;
    const { begunAt } = await round.change((last) => roundNow(last, lastReviewed, now()));
    const card = () => reviewCard(pack);
    await tell(admins.map((to) => ({ key: `review ${begunAt} ${to}`, kind: 'due', to, card })));
  };
}
