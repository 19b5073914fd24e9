import type { SideTask, SideTaskDeps } from '../../actions/side-task.ts';
import { dailyRetention } from './daily.ts';
import { dueCard } from './schedule-cards.ts';
import { isLookDue, peopleToAsk, withLookBegun } from './schedule-rules.ts';
import { isErasingOn, retentionIn } from './schedule-state.ts';

/**
 * Scheduled erasing. Once a day one instance runs the daily task. When there is a new list of what waits to be erased,
 * the people who are asked to release it are told. Nothing runs until an administrator has confirmed the periods.
 * Nothing runs on an instance whose clock is known to be wrong, even if it is the only one.
 * @throws when the store does not answer
 */
export function retentionTask(deps: SideTaskDeps): SideTask {
  const { store, pack, caseContext, now, heart, tellOnce } = deps;
  const kept = retentionIn(store);
  const look = dailyRetention(deps);

  return { name: 'retention', everyMs: 60_000, does };

  async function does(): Promise<void> {
    if (heart.isClockWrong()) return;
    let isMine = false;
    await kept.change((record) => {
      isMine = isErasingOn(record, pack) && isLookDue(record, now());
      return isMine ? withLookBegun(record, now()) : record;
    });
    if (isMine) await look();
    await tell();
  }

  async function tell(): Promise<void> {
    const record = await kept.load();
    if (!isErasingOn(record, pack) || record.listed.length === 0) return;
    for (const to of peopleToAsk(record, caseContext().desk)) {
      const message = async () => ({ card: dueCard(record, record.confirmed?.by !== to) });
      const key = `retention ${record.listedAt} ${to}`;
      await tellOnce({ what: 'retention', key, to, kind: 'due' }, message);
    }
  }
}
