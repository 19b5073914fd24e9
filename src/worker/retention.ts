import { isErasingOn, isLookDue, withLookBegun } from '../settings/retention.ts';
import { retentionIn } from '../store/retention.ts';
import { dailyRetention, type LookDeps } from './retention-look.ts';

/**
 * Scheduled erasing. Once a day one instance runs the daily task. Nothing runs until an administrator has confirmed the
 * periods. Nothing runs on an instance whose clock is known to be wrong, even if it is the only one.
 * @throws when the store does not answer
 */
export function retentionTask(deps: LookDeps): () => Promise<void> {
  const { store, pack, now, heart } = deps;
  const kept = retentionIn(store);
  const look = dailyRetention(deps);

  return async () => {
    if (heart.isClockWrong()) return;
    let isMine = false;
    await kept.change((record) => {
      isMine = isErasingOn(record, pack) && isLookDue(record, now());
      return isMine ? withLookBegun(record, now()) : record;
    });
    if (isMine) await look();
  };
}
