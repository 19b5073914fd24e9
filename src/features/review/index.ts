import type { Feature } from '../../actions/feature.ts';
import type { SideTask, SideTaskDeps } from '../../actions/side-task.ts';
import { longDay } from '../../base/time.ts';
import { line, noticeCard, spacedLine } from '../../cards/parts.ts';
import type { Pack } from '../../protocol/pack.ts';
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

/** Tells administrators that the content of the protocol is due for review. It names no case. @source Protocol 14 */
export function reviewCard({ title, lastReviewed, version, board }: Pack) {
  return noticeCard({
    summary: 'MASH Referrals: the protocol content is due for review',
    heading: 'Time for the yearly review',
    lines: [
      line('The protocol asks for a review every 12 months.', 'bold'),
      `${title}, version ${version}. Last reviewed ${longDay(lastReviewed)}.`,
      spacedLine(`Read it through with the ${board}: the questions, the words and the numbers to ring.`),
      spacedLine('Then put the new day into the pack, as “lastReviewed”. Until then I remind you once a month.'),
    ],
  });
}

export const review = { name: 'review', sideTask } satisfies Feature;
