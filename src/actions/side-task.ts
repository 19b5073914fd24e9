import type { Machine } from '../base/machine.ts';
import type { StaffId } from '../base/people.ts';
import type { Texts } from '../base/texts.ts';
import type { Card } from '../cards/parts.ts';
import type { Keys } from '../store/keys.ts';
import type { Store } from '../store/port.ts';
import type { OwnClock } from '../watch/clock.ts';
import type { Services } from './context.ts';

/** What a feature does from time to time, besides the cases. */
export interface SideTask {
  everyMs: number; // from one start to the next
  /**
   * Does what is due, and lists what people must be told now. What was told already may be in the list.
   * @throws when the store does not answer
   */
  does(): Promise<Announcement[]>;
  /** What takes the place of a message that `shows` something, once it is in the list no more. It is final unless it shows something, too. */
  over?(key: string): Promise<{ card: Card; shows?: string } | undefined>;
}

/** What the worker hands to the side task of a feature. */
export interface SideTaskDeps
  extends Pick<
    Services,
    'pack' | 'cases' | 'board' | 'currentSetUp' | 'teams' | 'reach' | 'now' | 'caseContext' | 'log' | 'metrics'
  > {
  store: Store;
  keys: Keys;
  people: Pick<Services['people'], 'mashServiceUrl'>;
  /** Changes the names of people and channels that the set-up remembers. */
  changeNames(change: (names: Texts) => Texts): Promise<unknown>;
  machine: Machine;
  clock: Pick<OwnClock, 'isWrong' | 'jumps'>;
  isStopping(): boolean;
}

/**
 * A notice that belongs to no case: one person or one channel is told once. `key` names it in the record of what was
 * told, so it holds all that makes this notice another one than the last: the person, and the day or the round.
 */
export interface Announcement {
  key: string;
  kind: string; // its name in the log
  to: StaffId | { channel(): Promise<Channel> };
  /** Whether it carries Teams' notification flag. `isTold`: whether the notice with this key was told. */
  sounds?: boolean | ((isTold: (key: string) => boolean) => boolean);
  card(): Card | Promise<Card>; // made when it is sent
  shows?: string; // names what the card shows; once that is something else, the message is edited
}

/** The address of a channel in Teams. */
export type Channel = { serviceUrl: string; channelId: string; tenantId: string };
