import { type Instant, msOf } from '../base/time.ts';
import { TeamsFault } from '../connector/teams.ts';
import { dutyCard } from '../features/duty/cards.ts';
import { type DutyNotice, dutyNotices, isToTell, putOff, taken, tellingDone } from '../settings/notices.ts';
import { toldIn } from '../store/told.ts';
import type { WorkerDeps } from './delivered.ts';

type DutyDeps = Pick<WorkerDeps, 'store' | 'teams' | 'reach' | 'pack' | 'around' | 'duty' | 'now' | 'log' | 'metrics'>;

const everyMs = 1000;

/**
 * Tells managers, each in their own chat, what is no case's: that their duty ends, that their shift begins, what others offer them. Who is
 * being told is written before it is said, and that they were told afterwards: killed in between, the next one says it once more.
 * @throws when the store does not answer
 */
export function tellingOfDuty({
  store,
  teams,
  reach,
  pack,
  around,
  duty,
  now,
  log,
  metrics,
}: DutyDeps): () => Promise<void> {
  const told = toldIn(store);
  const done = new Set<string>(); // of what is due now: the store need not be asked again
  let looked: Instant | undefined;

  return async () => {
    if (looked && msOf(now()) - msOf(looked) < everyMs) return;
    looked = now();
    const due = dutyNotices(duty(), pack.duty, { managers: around().desk.managers, now: now() });
    for (const key of done) if (!due.some((each) => each.key === key)) done.delete(key);
    const open = due.filter(({ key }) => !done.has(key));
    if (open.length === 0) return;
    const before = await told.load();
    for (const notice of open) {
      if (before.told.some(({ key }) => key === notice.key)) done.add(notice.key);
      else if (isToTell(before, notice.key, now())) await tell(notice);
    }
  };

  async function tell(notice: DutyNotice): Promise<void> {
    const { key, to, kind } = notice;
    let isMine = false;
    await told.change((record) => {
      isMine = isToTell(record, key, now());
      return isMine ? taken(record, key, now()) : record;
    });
    if (!isMine) return; // another instance tells them
    try {
      const { serviceUrl, conversationId } = await reach.chatOf(to);
      await teams.send(serviceUrl, conversationId, { card: dutyCard(notice, pack.duty) });
      await told.change((record) => tellingDone(record, key, now()));
      log.info({ event: 'duty.told', kind });
      metrics.told('duty', false);
    } catch (error) {
      if (!(error instanceof TeamsFault)) throw error;
      if (error.gone) await reach.forgetChat(to);
      await told.change((record) => putOff(record, key, now()));
      log.warn({ event: 'duty.failed', kind, status: error.status });
      metrics.failed('duty', String(error.status ?? 'none'));
    }
  }
}
