import type { Announcement } from '../../actions/announcement.ts';
import type { SideTask, SideTaskDeps } from '../../actions/side-task.ts';
import { dailyRetention } from './daily.ts';
import { dueCard } from './schedule-cards.ts';
import { isLookDue, peopleToAsk, withLookBegun } from './schedule-rules.ts';
import { isErasingOn, retentionIn } from './schedule-state.ts';

/**
 * Scheduled erasing. Once a day one instance runs the daily task; then the people who are asked to release its list are
 * told. Nothing runs until an administrator has confirmed the periods. Nothing runs on an instance whose clock is known
 * to be wrong, even if it is the only one.
 */
export function sideTask(deps: SideTaskDeps): SideTask {
  const { store, pack, caseContext, now, heart } = deps;
  const kept = retentionIn(store);
  const look = dailyRetention(deps);

  return { everyMs: 60_000, does };

  async function does(): Promise<Announcement[]> {
    if (heart.isClockWrong()) return [];
    let isMine = false;
    await kept.change((record) => {
      isMine = isErasingOn(record, pack) && isLookDue(record, now());
      return isMine ? withLookBegun(record, now()) : record;
    });
    if (isMine) await look();
    return requests();
  }

  async function requests(): Promise<Announcement[]> {
    const record = await kept.load();
    if (!isErasingOn(record, pack) || record.listed.length === 0) return [];
    return peopleToAsk(record, caseContext().desk).map((to) => ({
      ...{ key: `retention ${record.listedAt} ${to}`, kind: 'due', to },
      card: () => dueCard(record, record.confirmed?.by !== to),
    }));
  }
}
