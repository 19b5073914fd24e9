import type { Feature } from '../../actions/feature.ts';
import type { SideTask, SideTaskDeps } from '../../actions/side-task.ts';
import { reviewCard } from './cards.ts';
import { isReviewDue, reviewRoundIn, roundNow } from './review-state.ts';

/**
 * Tells administrators, each in their own chat, that the protocol is due for review: once in each round.
 * @source Protocol 14
 */
const sideTask = ({ store, pack, caseContext, now }: SideTaskDeps): SideTask => ({
  everyMs: 60_000,
  async does() {
    const { lastReviewed } = pack;
    const { admins } = caseContext().desk;
    if (!isReviewDue(lastReviewed, now()) || admins.length === 0) return [];
    const { begunAt } = await reviewRoundIn(store).change((last) => roundNow(last, lastReviewed, now()));
    const card = () => reviewCard(pack);
    return admins.map((to) => ({ key: `review ${begunAt} ${to}`, kind: 'due', to, card }));
  },
});

export const review = { name: 'review', sideTask } satisfies Feature;
