import PQueue from 'p-queue';
import { z } from 'zod';
import type { Announcement, SideTask } from '../actions/side-task.ts';
import { Instant, plus } from '../base/time.ts';
import { TeamsFault, unlessNotFound } from '../connector/teams.ts';
import { document } from '../store/change.ts';
import type { WorkerDeps } from './delivered.ts';

type TellerDeps = Pick<WorkerDeps, 'store' | 'teams' | 'reach' | 'now' | 'log' | 'metrics'>;

const atOnce = 3; // so that a chat that hangs delays few others

/**
 * Tells notices that belong to no case, each to a person's own chat or to a channel. The store records the intention
 * before a message is sent, and the success afterwards. So if the process is killed in between, the message is sent once
 * more. What Teams does not take is retried later. One notice that fails does not stop the others. A message whose card
 * shows something else by now is edited, without a sound.
 * @param what their name in the log and the metrics
 * @param over what takes the place of a message that is not due any more
 * @returns tells those of a list that nobody told yet. @throws when the store does not answer
 */
export function tellingOnce(
  what: string,
  deps: TellerDeps,
  over?: SideTask['over'],
): (due: readonly Announcement[]) => Promise<void> {
  const { store, now } = deps;
  const told = sentNoticesIn(store);
  const done = new Map<string, string>(); // the due notices already told, so that the store need not be asked again
  let mayBeOver = over !== undefined; // at the start, and whenever a notice is not due any more

  return async (due) => {
    for (const key of done.keys()) {
      if (due.some((each) => each.key === key)) continue;
      done.delete(key);
      mayBeOver = over !== undefined;
    }
    const open = due.filter(({ key, shows = '' }) => done.get(key) !== shows);
    if (open.length === 0 && !mayBeOver) return;
    const before = await told.load();
    for (const { key, shows = '' } of open) if (isTold(before, key, shows)) done.set(key, shows);
    const gone = mayBeOver ? (await Promise.all(before.told.map((each) => ending(each, due)))).flat() : [];
    mayBeOver = gone.length > 0;
    const free = [...open, ...gone].filter((each) => isNoticeDue(before, each, now()));
    const line = new PQueue({ concurrency: atOnce });
    const results = await Promise.allSettled(free.map((notice) => line.add(() => tell(notice))));
    for (const each of results) if (each.status === 'rejected') throw each.reason;
  };

  /** What is edited of a message that was told and is not due any more. */
  async function ending({ key, message }: ToldRecord['told'][number], due: readonly Announcement[]): Promise<Due[]> {
    const end = message && !due.some((each) => each.key === key) && (await over?.(key));
    return end ? [{ key, kind: `${what}-over`, card: () => end.card, ...(end.shows && { shows: end.shows }) }] : [];
  }

  async function tell(notice: Due) {
    const { key, to, kind, shows } = notice;
    const { reach, log, metrics } = deps;
    let record: ToldRecord | undefined;
    await told.change((before) => {
      record = isNoticeDue(before, notice, now()) ? before : undefined;
      return record ? heldFor(heldMs, before, key, now()) : before;
    });
    if (!record) return; // another instance tells them
    try {
      const message = await say(notice, record, deps);
      await told.change((before) => withNoticeTold(before, key, now(), shows === undefined ? {} : { shows, message }));
      if (to) done.set(key, shows ?? '');
      log.info({ event: `${what}.told`, kind });
      metrics.told(what, false);
    } catch (error) {
      if (!(error instanceof TeamsFault)) throw error;
      if (error.gone && typeof to === 'string') await reach.findAgain(to);
      await told.change((before) => heldAgain(before, key, now()));
      log.warn({ event: `${what}.failed`, kind, status: error.status });
      metrics.failed(what, String(error.status ?? 'none'));
    }
  }
}

/** What is to be said. Without a recipient, it takes the place of a message that was told. */
type Due = Omit<Announcement, 'to'> & Partial<Pick<Announcement, 'to'>>;

/** @returns where the message is */
async function say({ key, to, card, sounds = false }: Due, { told }: ToldRecord, { teams, reach }: TellerDeps) {
  const message = told.find((each) => each.key === key)?.message;
  if (message) {
    const { serviceUrl, conversationId, activityId } = message;
    await unlessNotFound(teams.update(serviceUrl, conversationId, activityId, await card()));
    return message;
  }
  if (!to) return undefined;
  const alert = typeof sounds === 'boolean' ? sounds : sounds((other) => told.some((each) => each.key === other));
  if (typeof to === 'string') {
    const { serviceUrl, conversationId } = await reach.chatOf(to);
    const activityId = await teams.send(serviceUrl, conversationId, { card: await card(), alert });
    return { serviceUrl, conversationId, activityId };
  }
  const { serviceUrl, channelId, tenantId } = await to.channel();
  const { thread, activityId } = await teams.post(serviceUrl, channelId, tenantId, await card(), alert);
  return { serviceUrl, conversationId: thread, activityId };
}

const Message = z.object({ serviceUrl: z.string(), conversationId: z.string(), activityId: z.string() });

/**
 * Which notices outside a case were told, in one document for all instances. `shows`, `message`: what the card of a
 * message that may be edited shows, and where it is. `held`: notices that an instance is telling now or that were
 * postponed, and when they may be tried again. `tries`: how often Teams did not take it.
 */
const ToldRecord = z.object({
  told: z.array(z.object({ key: z.string(), at: Instant, shows: z.string().optional(), message: Message.optional() })),
  held: z.array(z.object({ key: z.string(), notBefore: Instant, tries: z.int().optional() })),
});
type ToldRecord = z.infer<typeof ToldRecord>;

const nothingTold: ToldRecord = { told: [], held: [] };

export const sentNoticesIn = document('told', ToldRecord, nothingTold);

const keptMs = 60 * 24 * 60 * 60 * 1000; // longer than any notice stays valid
const heldMs = 60_000; // how long a notice waits if the instance that was telling it was killed
const againMs = [10_000, 30_000, 60_000]; // how soon it is tried again, time after time
const longestAgainMs = 5 * 60_000;

/** Whether the notice was told, and its card shows what it should. One without a message is never edited. */
const isTold = ({ told }: ToldRecord, key: string, shows: string) =>
  told.some((each) => each.key === key && (!each.message || each.shows === shows));

/** Whether the notice must still be told, or its message edited, and no instance is doing it. */
const isNoticeDue = (record: ToldRecord, { key, shows = '' }: Due, now: Instant) =>
  !isTold(record, key, shows) && !record.held.some((each) => each.key === key && each.notBefore > now);

export function withNoticeTold(
  { told, held }: ToldRecord,
  key: string,
  now: Instant,
  more: Pick<ToldRecord['told'][number], 'shows' | 'message'> = {},
): ToldRecord {
  const past = plus(now, -keptMs);
  return {
    told: [...told.filter((each) => each.key !== key && each.at > past), { key, at: now, ...more }],
    held: held.filter((each) => each.key !== key && each.notBefore > past),
  };
}

/** Nobody tells the notice for this long: because it is being told, or because it is tried again later. */
function heldFor(ms: number, record: ToldRecord, key: string, now: Instant, tries = triesOf(record, key)): ToldRecord {
  const held = record.held.filter((each) => each.key !== key);
  return { ...record, held: [...held, { key, notBefore: plus(now, ms), ...(tries > 0 && { tries }) }] };
}

const triesOf = ({ held }: ToldRecord, key: string) => held.find((each) => each.key === key)?.tries ?? 0;

/** Teams did not take it: a card that says something old stands there until the next try. */
function heldAgain(record: ToldRecord, key: string, now: Instant): ToldRecord {
  const tries = triesOf(record, key);
  return heldFor(againMs[tries] ?? longestAgainMs, record, key, now, tries + 1);
}
