import { dueCard } from '../features/retention/schedule-cards.ts';
import { isOn, isToLook, looking, whoIsAsked } from '../settings/retention.ts';
import { retentionIn } from '../store/retention.ts';
import { sentNoticesIn } from '../store/told.ts';
import { dailyRetention, type LookDeps } from './retention-look.ts';
import { tellOnce } from './tell-once.ts';

const everyMs = 60_000;

/**
 * Scheduled erasing. Once a day one instance runs the daily task. Once a week the people who may release data for
 * erasure are told what is waiting. Nothing runs until an administrator has confirmed the periods. Nothing runs on an
 * instance whose clock is known to be wrong, even if it is the only one.
 * @throws when the store does not answer
 */
export function retentionTask(deps: LookDeps): () => Promise<void> {
  const { store, pack, caseContext, now, machine, heart } = deps;
  const retention = retentionIn(store);
  const sentNotices = sentNoticesIn(store);
  const look = dailyRetention(deps);
  let checked: number | undefined; // ms of the monotonic clock

  return async () => {
    if (checked !== undefined && machine.ticks() - checked < everyMs) return;
    checked = machine.ticks();
    if (heart.isClockWrong()) return;
    let isMine = false;
    await retention.change((record) => {
      isMine = isOn(record, pack) && isToLook(record, now());
      return isMine ? looking(record, now()) : record;
    });
    if (isMine) await look();
    await tell();
  };

  async function tell(): Promise<void> {
    const record = await retention.load();
    if (!isOn(record, pack) || record.listed.length === 0) return;
    for (const to of whoIsAsked(record, caseContext().desk)) {
      const message = async () => ({ card: dueCard(record, record.confirmed?.by !== to) });
      const key = `retention ${record.listedAt} ${to}`;
      await tellOnce({ what: 'retention', key, to, kind: 'due' }, message, sentNotices, deps);
    }
  }
}
