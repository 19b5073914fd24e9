import type { Machine } from '../base/machine.ts';
import { isKeyMissing } from '../store/seal.ts';
import { SqliteDamage } from '../store/sqlite-fault.ts';

const keyMissingCountsMs = 10 * 60_000; // while the key is missing, its documents are tried again within this time
const failuresInARow = 3;

/** What the answers of the store, Teams and GOV.UK Notify have shown, for the alarms. */
export interface HealthSignals {
  /** Notes a fault of the store or of a document. */
  fault(error: unknown): void;
  teamsAnswered(): void;
  teamsFailed(): void;
  /** Notes that GOV.UK Notify accepted a text message or e-mail. */
  outsideAccepted(): void;
  outsideFailed(): void;
  /** Whether part of the store's file is damaged. It cannot repair itself, so this holds until the program restarts. */
  isDamaged(): boolean;
  /** Whether some document was sealed with a key that is missing. */
  isKeyMissing(): boolean;
  /** How long Teams has accepted nothing of what we sent. */
  teamsDownMs(): number;
  /** Whether all of the last few text messages and e-mails were refused. */
  outsideFails(): boolean;
}

export function healthSignals({ ticks }: Pick<Machine, 'ticks'>): HealthSignals {
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
    outsideAccepted() {
      outsideFailures = 0;
    },
    outsideFailed() {
      outsideFailures += 1;
    },
    isDamaged: () => damaged,
    isKeyMissing: () => ticks() - keyMissedAt < keyMissingCountsMs,
    teamsDownMs: () => (failed.times < failuresInARow ? 0 : ticks() - failed.since),
    outsideFails: () => outsideFailures >= failuresInARow,
  };
}
