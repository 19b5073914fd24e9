import type { Machine } from '../base/machine.ts';
import type { StaffId } from '../base/people.ts';
import type { Card } from '../cards/parts.ts';
import type { Duty } from '../settings/duty.ts';
import type { Environment } from '../settings/setup.ts';
import type { Store } from '../store/port.ts';
import type { Heart } from '../watch/heart.ts';
import type { Services } from './context.ts';

/**
 * A notice that belongs to no case: one person or one channel is told once. `key` names it in the record of what was
 * told, so it holds all that makes this notice another one than the last: the person, and the day or the round.
 */
export interface Announcement {
  key: string;
  kind: string; // its name in the log
  to: StaffId | { channel(): Promise<Channel> };
  sounds?: boolean; // it carries Teams' notification flag
  card(): Card | Promise<Card>; // made when it is sent
}

/** The address of a channel in Teams. */
export type Channel = { serviceUrl: string; channelId: string; tenantId: string };

/** What the announcements of a feature are worked out from. */
export interface AnnounceDeps
  extends Pick<Services, 'pack' | 'setup' | 'setups' | 'teams' | 'reach' | 'now' | 'caseContext'> {
  store: Store;
  config: Environment;
  people: Pick<Services['people'], 'mashServiceUrl'>;
  duty(): Duty;
  machine: Machine;
  heart: Pick<Heart, 'isClockWrong'>;
}

/** What a feature tells people outside any case: which notices are due now. It is asked again after `everyMs`. */
export interface Announces {
  everyMs: number;
  /** Lists what is due. What was told already may be in the list. @throws when the store does not answer */
  due(deps: AnnounceDeps): Promise<Announcement[]>;
}
