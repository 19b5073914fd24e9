import PQueue from 'p-queue';
import { z } from 'zod';
import type { Announcement } from '../actions/side-task.ts';
import { Instant, plus } from '../base/time.ts';
import { TeamsFault } from '../connector/teams.ts';
import { document } from '../store/change.ts';
import type { WorkerDeps } from './delivered.ts';

export type TellerDeps = Pick<WorkerDeps, 'store' | 'teams' | 'reach' | 'now' | 'log' | 'metrics'>;

const atOnce = 3; // so that a chat that hangs delays few others

/**
 * Tells notices that belong to no case, each to a person's own chat or to a channel. The store records the intention
 * before a message is sent, and the success afterwards. So if the process is killed in between, the message is sent once
 * more. What Teams does not take is retried later. One notice that fails does not stop the others.
 * @param what their name in the log and the metrics
 * @returns tells those of a list that nobody told yet. @throws when the store does not answer
 */
export function tellingOnce(what: string, deps: TellerDeps): (due: readonly Announcement[]) => Promise<void> {
  const { store, now } = deps;
  const told = sentNoticesIn(store);
  const done = new Set<string>(); // the due notices already told, so that the store need not be asked again

  return async (due) => {
    for (const key of done) if (!due.some((each) => each.key === key)) done.delete(key);
    const open = due.filter(({ key }) => !done.has(key));
    if (open.length === 0) return;
    const before = await told.load();
    for (const { key } of open) if (before.told.some((each) => each.key === key)) done.add(key);
    const free = open.filter(({ key }) => isNoticeDue(before, key, now()));
    const line = new PQueue({ concurrency: atOnce });
    const results = await Promise.allSettled(free.map((notice) => line.add(() => tell(notice))));
    for (const each of results) if (each.status === 'rejected') throw each.reason;
  };

  async function tell(notice: Announcement) {
    const { key, to, kind } = notice;
    const { reach, log, metrics } = deps;
    let isMine = false;
    await told.change((record) => {
      isMine = isNoticeDue(record, key, now());
      return isMine ? heldFor(heldMs, record, key, now()) : record;
    });
    if (!isMine) return; // another instance tells them
    try {
      await say(notice, deps);
      await told.change((record) => withNoticeTold(record, key, now()));
      log.info({ event: `${what}.told`, kind });
      metrics.told(what, false);
    } catch (error) {
      if (!(error instanceof TeamsFault)) throw error;
      if (error.gone && typeof to === 'string') await reach.findAgain(to);
      await told.change((record) => heldFor(againMs, record, key, now()));
      log.warn({ event: `${what}.failed`, kind, status: error.status });
      metrics.failed(what, String(error.status ?? 'none'));
    }
  }
}

async function say({ to, card, sounds = false }: Announcement, { teams, reach }: TellerDeps) {
  if (typeof to === 'string') {
    const { serviceUrl, conversationId } = await reach.chatOf(to);
    await teams.send(serviceUrl, conversationId, { card: await card(), alert: sounds });
  } else {
    const { serviceUrl, channelId, tenantId } = await to.channel();
    await teams.post(serviceUrl, channelId, tenantId, await card(), sounds);
  }
}

/**
 * Which notices outside a case were told, in one document for all instances. `held`: notices that an instance is telling
 * now or that were postponed, and when they may be tried again.
 */
const ToldRecord = z.object({
  told: z.array(z.object({ key: z.string(), at: Instant })),
  held: z.array(z.object({ key: z.string(), notBefore: Instant })),
});
type ToldRecord = z.infer<typeof ToldRecord>;

const nothingTold: ToldRecord = { told: [], held: [] };

export const sentNoticesIn = document('told', ToldRecord, nothingTold);

const keptMs = 60 * 24 * 60 * 60 * 1000; // longer than any notice stays valid
const heldMs = 60_000; // how long a notice waits if the instance that was telling it was killed
const againMs = 5 * 60_000; // how soon somebody who could not be reached is tried again

/** Whether a notice must still be told and no instance is telling it. */
const isNoticeDue = ({ told, held }: ToldRecord, key: string, now: Instant) =>
  !told.some((each) => each.key === key) && !held.some((each) => each.key === key && each.notBefore > now);

export function withNoticeTold(record: ToldRecord, key: string, now: Instant): ToldRecord {
  const past = plus(now, -keptMs);
  const told = record.told.filter(({ at }) => at > past);
  const held = record.held.filter((each) => each.key !== key && each.notBefore > past);
  return { told: [...told, { key, at: now }], held };
}

/** Nobody tells the notice for this long: because it is being told, or because it is tried again later. */
function heldFor(ms: number, record: ToldRecord, key: string, now: Instant): ToldRecord {
  const held = record.held.filter((each) => each.key !== key);
  return { ...record, held: [...held, { key, notBefore: plus(now, ms) }] };
}
