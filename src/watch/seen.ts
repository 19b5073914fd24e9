import type { Machine } from '../base/machine.ts';
import { isKeyMissing } from '../store/seal.ts';
import { SqliteDamage } from '../store/sqlite-fault.ts';

const keyIsNewsMs = 10 * 60_000; // what is sealed with it is tried again and again
const failuresInARow = 3;

/** What the answers of the store, of Teams and of the second way out have shown, for who watches. */
export interface Seen {
  /** A fault of the store, or of what it holds. */
  fault(error: unknown): void;
  teamsAnswered(): void;
  teamsFailed(): void;
  /** A text message or an e-mail was taken. */
  outsideTook(): void;
  outsideFailed(): void;
  /** Some of the store's file is damaged. It mends itself in no way: this holds until the program is started again. */
  isDamaged(): boolean;
  /** Something was sealed with a key that is not there. */
  isKeyMissing(): boolean;
  /** For how long Teams has taken nothing, as far as it was asked. */
  teamsDownMs(): number;
  /** The last few text messages and e-mails were not taken, and none since. */
  outsideFails(): boolean;
}

export function seenBy({ ticks }: Pick<Machine, 'ticks'>): Seen {
  let damaged = false;
  let keyMissedAt = -Infinity;
  let failed = { times: 0, since: 0 };
  let outsideFailures = 0;
  return {
    fault(error) {
      if (error instanceof SqliteDamage) damaged = true;
      if (isKeyMissing(error)) keyMissedAt = ticks();
    },
    teamsAnswered() {
      failed = { times: 0, since: 0 };
    },
    teamsFailed() {
      failed = { times: failed.times + 1, since: failed.times === 0 ? ticks() : failed.since };
    },
    outsideTook() {
      outsideFailures = 0;
    },
    outsideFailed() {
      outsideFailures += 1;
    },
    isDamaged: () => damaged,
    isKeyMissing: () => ticks() - keyMissedAt < keyIsNewsMs,
    teamsDownMs: () => (failed.times < failuresInARow ? 0 : ticks() - failed.since),
    outsideFails: () => outsideFailures >= failuresInARow,
  };
}
