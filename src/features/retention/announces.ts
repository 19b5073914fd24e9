import type { Announces } from '../../actions/announcement.ts';
import { isErasingOn, peopleToAsk } from '../../settings/retention.ts';
import { retentionIn } from '../../store/retention.ts';
import { dueCard } from './schedule-cards.ts';

/**
 * A new list of what waits to be erased, to the people who are asked to release it. Nobody is told by an instance whose
 * clock is known to be wrong, even if it is the only one.
 */
export const announces: Announces = {
  everyMs: 60_000,
  async due({ store, pack, caseContext, heart }) {
    if (heart.isClockWrong()) return [];
    const record = await retentionIn(store).load();
    if (!isErasingOn(record, pack) || record.listed.length === 0) return [];
    return peopleToAsk(record, caseContext().desk).map((to) => ({
      ...{ key: `retention ${record.listedAt} ${to}`, kind: 'due', to },
      card: () => dueCard(record, record.confirmed?.by !== to),
    }));
  },
};
