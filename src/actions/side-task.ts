import type { Logger } from 'pino';
import type { Machine } from '../base/machine.ts';
import type { StaffId } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import type { Card } from '../cards/parts.ts';
import type { CaseContext } from '../case/advance.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Duty } from '../settings/duty.ts';
import type { EffectiveSetUp } from '../settings/setup.ts';
import type { Cases } from '../store/cases.ts';
import type { Keys } from '../store/keys.ts';
import type { Store } from '../store/port.ts';
import type { Heart } from '../watch/heart.ts';

/** A side task of the worker, besides its cases. */
export interface SideTask {
  name: string;
  everyMs: number; // from one start to the next
  startsLater?: boolean; // whether the first run comes an interval after the start, instead of at once
  isNeeded?(): boolean; // while it says no, the task does not run, even if it is time
  does(): Promise<void>;
}

/** What the worker hands to the side tasks of a feature. */
export interface SideTaskDeps {
  cases: Cases;
  keys: Keys;
  store: Store;
  caseContext: () => CaseContext;
  duty: () => Duty;
  currentSetUp: () => EffectiveSetUp;
  pack: Pack;
  now: () => Instant;
  machine: Machine;
  heart: Pick<Heart, 'isClockWrong'>;
  log: Logger;
  isStopping(): boolean;
  /**
   * Sends a card to a person's own chat, once. `what`: its name in the log and the metrics. `key`: its name in the record of
   * sent notices.
   * @throws when the store does not answer
   */
  tellOnce(
    notice: { what: 'retention'; key: string; to: StaffId; kind: string },
    message: () => Promise<{ card: Card }>,
  ): Promise<void>;
}
