import { z } from 'zod';
import type { Announcement, SideTask, SideTaskDeps } from '../../actions/side-task.ts';
import { CaseId } from '../../base/reference.ts';
import { Instant } from '../../base/time.ts';
import { line, noticeCard } from '../../cards/parts.ts';
import { unreadNews } from '../../case/news.ts';
import { erasedIn, sentReferral } from '../../case/standing.ts';
import { isOwnReferral } from '../../case/state.ts';
import { document } from '../../store/change.ts';
import { dutiesIn, onDutyAt, spansOf } from '../duty/duty-state.ts';

/** Says once more, with a signal, when the next manager’s duty begins, what came silently before and nobody has read. */
export function sideTask({ store, cases, caseContext, now }: SideTaskDeps): SideTask {
  const night = nightNewsIn(store);
  return {
    everyMs: 5000,
    async does() {
      const noted = await night.load();
      if (noted.cases.length === 0) return [];
      const found = await Promise.all(
        noted.cases.map(async (each) => ({ ...each, record: await cases.load(each.id) })),
      );
      const isRead = ({ record }: (typeof found)[number]) =>
        !record || unreadNews(record.events).length === 0 || record.status === 'joined' || erasedIn(record.events);
      const read = found.filter(isRead);
      if (read.length > 0) await night.change((before) => withoutNightNews(before, read));
      const { managers } = caseContext().desk;
      const spans = onDutyAt(spansOf(await dutiesIn(store).load()), now());
      return spans.flatMap(({ staff: to, from }): Announcement[] => {
        const ids = found.flatMap(({ id, at, record }) => {
          const referral = record && sentReferral(record);
          return referral && at < from && !read.some((each) => each.id === id) && !isOwnReferral(referral, to)
            ? id
            : [];
        });
        if (!managers.includes(to) || ids.length === 0) return [];
        return [{ key: `night ${to} ${from}`, kind: 'night-news', to, sounds: true, card: () => nightCard(ids) }];
      });
    },
  };
}

const mostListed = 20;

/** The references of the cases in which nobody has read what the referrer said while no manager was on duty. */
export const nightCard = (ids: CaseId[]) =>
  noticeCard({
    summary: 'Not read yet: what came while nobody was on duty',
    heading: 'Not read yet',
    lines: [
      'This came while no manager was on duty, and nobody has read it:',
      ids.slice(0, mostListed).map((id) => line(id, 'bold')),
      ids.length > mostListed && `and ${ids.length - mostListed} more`,
      'Read each in the channel, and press “I have read it” on its card.',
    ],
  });

const NightNews = z.object({ cases: z.array(z.object({ id: CaseId, at: Instant })) });
type NightNews = z.infer<typeof NightNews>;

/** The cases in which news came silently while no manager was on duty, until it is read. `at`: when the last came. */
export const nightNewsIn = document('night-news', NightNews, { cases: [] });

export const withNightNews = ({ cases }: NightNews, id: CaseId, at: Instant): NightNews => ({
  cases: [...cases.filter((each) => each.id !== id), { id, at }],
});

/** Leaves out what was read. What has come in the same case meanwhile stays. */
const withoutNightNews = ({ cases }: NightNews, read: NightNews['cases']): NightNews => ({
  cases: cases.filter(({ id, at }) => !read.some((each) => each.id === id && each.at === at)),
});
