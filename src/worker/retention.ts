import { dueCard } from '../features/retention/schedule-cards.ts';
import { isOn, isToLook, looking, whoIsAsked } from '../settings/retention.ts';
import { retentionIn } from '../store/retention.ts';
import { toldIn } from '../store/told.ts';
import { type LookDeps, looksDaily } from './retention-look.ts';
import { tellOnce } from './tell-once.ts';

/**
 * Erasing by schedule: once a day one instance looks, and once a week those who release are told what waits for them. Nothing of it
 * runs while no administrator has confirmed the periods, nor on an instance whose clock is known to be wrong, be it the only one.
 * @throws when the store does not answer
 */
export function retaining(deps: LookDeps): () => Promise<void> {
  const { store, pack, caseContext, now, heart } = deps;
  const kept = retentionIn(store);
  const told = toldIn(store);
  const look = looksDaily(deps);

  return async () => {
    if (heart.isClockWrong()) return;
    let isMine = false;
    await kept.change((record) => {
      isMine = isOn(record, pack) && isToLook(record, now());
      return isMine ? looking(record, now()) : record;
    });
    if (isMine) await look();
    await tell();
  };

  async function tell(): Promise<void> {
    const record = await kept.load();
    if (!isOn(record, pack) || record.listed.length === 0) return;
    for (const to of whoIsAsked(record, caseContext().desk)) {
      const message = async () => ({ card: dueCard(record, record.confirmed?.by !== to) });
      const key = `retention ${record.listedAt} ${to}`;
      await tellOnce({ what: 'retention', key, to, kind: 'due' }, message, told, deps);
    }
  }
}
