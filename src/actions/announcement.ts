import type { StaffId } from '../base/people.ts';
import type { Card } from '../cards/parts.ts';

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
