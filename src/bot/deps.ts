import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Reach } from '../delivery/reach.ts';
import type { Teams } from '../delivery/teams.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Around } from '../referral/advance.ts';
import type { Cases } from '../store/cases.ts';
import type { Confirmations } from '../store/contacts.ts';
import type { Links } from '../store/links.ts';
import type { People } from '../store/people.ts';
import type { Instant } from '../time.ts';
import type { Metrics } from '../watch/metrics.ts';

/** What the door needs to do its work. */
export interface BotDeps {
  config: Config;
  pack: Pack;
  cases: Cases;
  people: People;
  confirmations: Confirmations;
  links: Links;
  teams: Teams;
  reach: Reach;
  now: () => Instant;
  around: () => Around;
  log: Logger;
  metrics: Metrics;
}
