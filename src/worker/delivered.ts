import type { Logger } from 'pino';
import type { Machine } from '../base/machine.ts';
import type { Instant } from '../base/time.ts';
import type { CaseContext } from '../case/advance.ts';
import type { CaseRecord } from '../case/record.ts';
import { isSubmitted, referralOf, type SubmittedReferral } from '../case/state.ts';
import type { RingOutside } from '../connector/outside.ts';
import type { Reach } from '../connector/reach.ts';
import type { Teams } from '../connector/teams.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Duty } from '../settings/duty.ts';
import type { EffectiveSetUp, Environment, Setup } from '../settings/setup.ts';
import type { Cases } from '../store/cases.ts';
import type { Keys } from '../store/keys.ts';
import type { Fresh, Ledger } from '../store/ledger.ts';
import type { MissingKeys } from '../store/missing-keys.ts';
import type { People } from '../store/people.ts';
import type { Store } from '../store/port.ts';
import type { Setups } from '../store/setup.ts';
import type { Heart } from '../watch/heart.ts';
import type { Metrics } from '../watch/metrics.ts';

/** What the platform made of a message: its id, and what the case must remember of where things stand now. */
export interface Delivered {
  activityId?: string;
  said?: Partial<CaseRecord['said']>;
  cleared?: string[]; // messages that no longer show the draft
  more?: boolean; // not all of it is done yet
  isAnew?: boolean; // the thread was gone, and a new one begun
  isNoLonger?: boolean; // nobody is there to be told: they took their number back, or left the desk
  cardGone?: boolean; // Teams has the shared card no more: the thread is told before there is a new one
}

/** What the worker has at hand. */
export interface WorkerDeps {
  cases: Cases;
  keys: Keys;
  store: Store;
  ledger: Ledger;
  fresh: Fresh; // heads that the ledger does not have yet
  caseContext: () => CaseContext;
  duty: () => Duty;
  setup: () => Setup;
  setups: Setups;
  config: Environment;
  people: Pick<People, 'mashServiceUrl'>;
  standing: () => EffectiveSetUp;
  refreshDesk: () => Promise<void>; // who works on cases may have changed on another instance
  teams: Teams;
  reach: Reach;
  ringOutside?: RingOutside;
  pack: Pack;
  now: () => Instant;
  machine: Machine;
  missingKeys: MissingKeys;
  heart: Pick<Heart, 'instance' | 'lifeOf' | 'standsBack' | 'isClockWrong'>;
  log: Logger;
  metrics: Metrics;
}

/** What it takes to tell one thing. */
export type DeliverDeps = Pick<
  WorkerDeps,
  'cases' | 'keys' | 'caseContext' | 'teams' | 'reach' | 'ringOutside' | 'pack' | 'now'
>;

/** The receipt's place is known a moment after the referral is sent; until then its refresh waits. */
export class NotYet extends Error {}

/**
 * Whether a card or a thread of a channel is gone, by how often Teams said so: one that is only away for a moment gets no second one. A
 * Teams that says so of each new one gets one after some seconds, one after a minute, and then a few in an hour.
 */
export const isGoneForSure = (attempts: number): boolean => attempts % 4 === 2;

export function submitted(record: CaseRecord): SubmittedReferral {
  const referral = referralOf(record.events);
  if (!isSubmitted(referral)) throw new Error(`case ${record.id} is not submitted`);
  return referral;
}
