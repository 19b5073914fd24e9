import type { StaffId } from '../base/people.ts';
import { type Sayable, TeamsFault } from '../connector/teams.ts';
import type { sentNoticesIn } from '../settings/notices.ts';
import { isNoticeDue, postponeNotice, withNoticeClaimed, withNoticeTold } from '../settings/notices.ts';
import type { WorkerDeps } from './delivered.ts';

/** The address of a channel in Teams. */
export type Channel = { serviceUrl: string; channelId: string; tenantId: string };

export interface Notice {
  /** The name in the log and the metrics. */
  what: 'duty' | 'set-up' | 'unreadable' | 'retention' | 'altered' | 'missing-key' | 'onlookers';
  key: string; // identifies the notice in the store's record of sent notices
  to: StaffId | { channel: () => Promise<Channel> };
  kind: string;
}

export type CardMessage = Extract<Sayable, { card: unknown }>;
export type Telling = Pick<WorkerDeps, 'teams' | 'reach' | 'now' | 'log' | 'metrics'>;

/**
 * Sends a notice that belongs to no case, to a person's own chat or to a channel. The store records the intention before the
 * message is sent, and the success afterwards. If the process is killed in between, the message is sent once more. If
 * Teams does not take it, it is retried later.
 * @throws when the store does not answer
 */
export async function tellOnce(
  { what, key, to, kind }: Notice,
  message: () => Promise<CardMessage>,
  told: ReturnType<typeof sentNoticesIn>,
  deps: Telling,
): Promise<void> {
  const { reach, now, log, metrics } = deps;
  let isMine = false;
  await told.change((record) => {
    isMine = isNoticeDue(record, key, now());
    return isMine ? withNoticeClaimed(record, key, now()) : record;
  });
  if (!isMine) return; // another instance tells them
  try {
    await say(to, message, deps);
    await told.change((record) => withNoticeTold(record, key, now()));
    log.info({ event: `${what}.told`, kind });
    metrics.told(what, false);
  } catch (error) {
    if (!(error instanceof TeamsFault)) throw error;
    if (error.gone && typeof to === 'string') await reach.findAgain(to);
    await told.change((record) => postponeNotice(record, key, now()));
    log.warn({ event: `${what}.failed`, kind, status: error.status });
    metrics.failed(what, String(error.status ?? 'none'));
  }
}

async function say(to: Notice['to'], message: () => Promise<CardMessage>, { teams, reach }: Telling): Promise<void> {
  if (typeof to === 'string') {
    const { serviceUrl, conversationId } = await reach.chatOf(to);
    await teams.send(serviceUrl, conversationId, await message());
  } else {
    const { serviceUrl, channelId, tenantId } = await to.channel();
    const { card, alert } = await message();
    await teams.post(serviceUrl, channelId, tenantId, card, alert);
  }
}
