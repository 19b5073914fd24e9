import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { Instant } from '../../base/time.ts';
import { document } from '../../store/change.ts';

const NightNews = z.object({ cases: z.array(z.object({ id: CaseId, at: Instant })) });
type NightNews = z.infer<typeof NightNews>;

/** The cases in which news came silently while no manager was on duty, until it is read. `at`: when the last came. */
export const nightNewsIn = document('night-news', NightNews, { cases: [] });

export const withNightNews = ({ cases }: NightNews, id: CaseId, at: Instant): NightNews => ({
  cases: [...cases.filter((each) => each.id !== id), { id, at }],
});

/** Leaves out what was read. What has come in the same case meanwhile stays. */
export const withoutNightNews = ({ cases }: NightNews, read: NightNews['cases']): NightNews => ({
  cases: cases.filter(({ id, at }) => !read.some((each) => each.id === id && each.at === at)),
});
