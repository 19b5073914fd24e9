import type { Logger } from 'pino';
import type { Machine } from '../base/machine.ts';
import type { Instant } from '../base/time.ts';
import type { Around } from '../case/advance.ts';
import type { CaseRecord } from '../case/record.ts';
import { referralOf, type SubmittedReferral } from '../case/state.ts';
import type { Reach } from '../connector/reach.ts';
import type { Teams } from '../connector/teams.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Duty } from '../settings/duty.ts';
import type { Setup } from '../settings/setup.ts';
import type { Cases } from '../store/cases.ts';
import type { Keys } from '../store/keys.ts';
import type { Store } from '../store/port.ts';
import type { Metrics } from '../watch/metrics.ts';

/** What the platform made of a message: its id, and what the case must remember of where things stand now. */
export interface Delivered {
  activityId?: string;
  said?: Partial<CaseRecord['said']>;
  cleared?: string[]; // messages that no longer show the draft
  more?: boolean; // not all of it is done yet
  cardGone?: boolean; // Teams has the shared card no more: the thread is told before there is a new one
}

/** What the worker has at hand. */
export interface WorkerDeps {
  cases: Cases;
  keys: Keys;
  store: Store;
  around: () => Around;
  duty: () => Duty;
  setup: () => Setup;
  refreshDesk: () => Promise<void>; // who works on cases may have changed on another instance
  teams: Teams;
  reach: Reach;
  pack: Pack;
  now: () => Instant;
  machine: Machine;
  log: Logger;
  metrics: Metrics;
}

/** What it takes to tell one thing. */
export type DeliverDeps = Pick<WorkerDeps, 'cases' | 'keys' | 'around' | 'teams' | 'reach' | 'pack' | 'now'>;

/** The receipt's place is known a moment after the referral is sent; until then its refresh waits. */
export class NotYet extends Error {}

export function submitted(record: CaseRecord): SubmittedReferral {
  const referral = referralOf(record.events);
  if (!('submittedBy' in referral)) throw new Error(`case ${record.id} is not submitted`);
  return referral;
}
