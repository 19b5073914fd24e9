import { again, type Machine } from '../base/machine.ts';
import { isKeyMissing } from '../store/seal.ts';
import { SqliteDamage } from '../store/sqlite-fault.ts';
import type { OwnFacts } from './checks.ts';

const keyMissingCountsMs = 10 * 60_000; // while the key is missing, its documents are tried again within this time
const failuresInARow = 3;

/** `code`: Microsoft’s own number for why it refused. */
export interface LoginAnswer {
  answer: 'asked' | 'taken' | 'refused' | 'none';
  code?: string | undefined;
}

export type HealthSignals = ReturnType<typeof healthSignals>;

/** What the answers of the store, Teams, GOV.UK Notify and the council's own system have shown, for the troubles. */
export function healthSignals({ ticks }: Pick<Machine, 'ticks'>) {
  let damaged = false;
  let keyMissedAt = -Infinity;
  const none = { times: 0, since: 0, closed: '' };
  let failed = none;
  let outsideFailures = 0;
  let councilFailed: { address: string; since: number } | undefined;
  let login: { answer: OwnFacts['login']; code?: string | undefined; since: number } = {
    answer: 'not needed',
    since: 0,
  };
  return {
    /** Notes a fault of the store or of a document. */
    fault(error: unknown) {
      if (error instanceof SqliteDamage) damaged = true;
      if (isKeyMissing(error)) keyMissedAt = ticks();
    },
    teamsAnswered() {
      failed = none;
    },
    /** @param closed the chat or channel that Teams closed to the bot: the same again says nothing new of Teams */
    teamsFailed(closed = '') {
      if (closed !== '' && closed === failed.closed) return;
      failed = { times: failed.times + 1, since: failed.times === 0 ? ticks() : failed.since, closed };
    },
    /** Notes that GOV.UK Notify accepted a text message or e-mail. */
    outsideAccepted() {
      outsideFailures = 0;
    },
    outsideFailed() {
      outsideFailures += 1;
    },
    /** Notes that the council's own system took what it is told. */
    councilAccepted() {
      councilFailed = undefined;
    },
    councilFailed(address: string) {
      if (councilFailed?.address !== address) councilFailed = { address, since: ticks() };
    },
    /** Notes what Microsoft answered to a login. Without an answer, the last one stands. */
    loginAnswered({ answer, code }: LoginAnswer) {
      const wasKnown = login.answer === 'taken' || login.answer === 'refused';
      if (answer !== 'none') login = { answer, code, since: ticks() };
      else if (!wasKnown) login = { answer: 'not known', since: ticks() };
    },
    /** The last known answer, and how old it is. */
    login: () => ({ answer: login.answer, code: login.code, agoMs: ticks() - login.since }),
    /** Whether part of the store's file is damaged. It cannot repair itself, so this holds until the program restarts. */
    isDamaged: () => damaged,
    /** Whether some document was sealed with a key that is missing. */
    isKeyMissing: () => ticks() - keyMissedAt < keyMissingCountsMs,
    /** How long Teams has accepted nothing of what we sent. */
    teamsDownMs: () => (failed.times < failuresInARow ? 0 : ticks() - failed.since),
    /** Whether all of the last few text messages and e-mails were refused. */
    outsideFails: () => outsideFailures >= failuresInARow,
    /** How long the council's own system, at this address, has taken nothing of what it was told. */
    councilDownMs: (address: string | undefined) =>
      councilFailed && councilFailed.address === address ? ticks() - councilFailed.since : 0,
  };
}

const everyMs = 60_000; // the SDK keeps the token for its life, so most of these cost nothing
const mayTakeMs = 10_000;

/**
 * Asks Microsoft at once, and then each minute, for the token without which the bot can answer nobody. A Microsoft that is slow delays nobody:
 * the last known answer stands.
 * @param ask never throws
 * @returns a function that stops it
 */
export function watchLogin(
  ask: () => Promise<LoginAnswer>,
  seen: Pick<HealthSignals, 'loginAnswered'>,
  machine: Pick<Machine, 'after' | 'pause'>,
): () => void {
  const late = async (): Promise<LoginAnswer> => {
    await machine.pause(mayTakeMs);
    return { answer: 'none' };
  };
  const look = async () => seen.loginAnswered(await Promise.race([ask(), late()]));
  seen.loginAnswered({ answer: 'asked' });
  void look();
  return again(machine, everyMs, everyMs, look);
}
