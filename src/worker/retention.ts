import type { SideTaskDeps } from '../actions/side-task.ts';
import { dailyRetention } from '../features/retention/daily.ts';
import { dueCard } from '../features/retention/schedule-cards.ts';
import { isLookDue, peopleToAsk, withLookBegun } from '../features/retention/schedule-rules.ts';
import { isErasingOn, retentionIn } from '../features/retention/schedule-state.ts';
import { sentNoticesIn } from '../settings/notices.ts';
import { type Telling, tellOnce } from './tell-once.ts';

/**
 * Scheduled erasing. Once a day one instance runs the daily task. When there is a new list of what waits to be erased,
 * the people who are asked to release it are told. Nothing runs until an administrator has confirmed the periods.
 * Nothing runs on an instance whose clock is known to be wrong, even if it is the only one.
 * @throws when the store does not answer
 */
export function retentionTask(deps: SideTaskDeps & Telling): () => Promise<void> {
  const { store, pack, caseContext, now, heart } = deps;
  const kept = retentionIn(store);
  const told = sentNoticesIn(store);
  const look = dailyRetention(deps);

  return async () => {
    if (heart.isClockWrong()) return;
    let isMine = false;
    await kept.change((record) => {
      isMine = isErasingOn(record, pack) && isLookDue(record, now());
      return isMine ? withLookBegun(record, now()) : record;
    });
    if (isMine) await look();
    await tell();
  };

  async function tell(): Promise<void> {
    const record = await kept.load();
    if (!isErasingOn(record, pack) || record.listed.length === 0) return;
    for (const to of peopleToAsk(record, caseContext().desk)) {
      const message = async () => ({ card: dueCard(record, record.confirmed?.by !== to) });
      const key = `retention ${record.listedAt} ${to}`;
      await tellOnce({ what: 'retention', key, to, kind: 'due' }, message, told, deps);
    }
  }
}
