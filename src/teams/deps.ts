import type { Logger } from 'pino';
import type { Board } from '../board/board.ts';
import type { Around } from '../case/advance.ts';
import type { Config } from '../config.ts';
import type { Reach } from '../connector/reach.ts';
import type { Teams } from '../connector/teams.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Setup, Standing } from '../settings/setup.ts';
import type { Cases } from '../store/cases.ts';
import type { Confirmations } from '../store/contacts.ts';
import type { Duties } from '../store/duty.ts';
import type { Links } from '../store/links.ts';
import type { People } from '../store/people.ts';
import type { Reads } from '../store/reads.ts';
import type { Setups } from '../store/setup.ts';
import type { Instant } from '../time.ts';
import type { Metrics } from '../watch/metrics.ts';
import type { Guests } from './guests.ts';
import type { Pace } from './pace.ts';

/** What the door needs to do its work. */
export interface BotDeps {
  config: Config;
  pack: Pack;
  cases: Cases;
  people: People;
  setups: Setups;
  duties: Duties;
  setup: () => Setup; // as last read
  standing: () => Standing; // where referrals go and who works on them, as last read
  refreshDesk: () => Promise<void>;
  confirmations: Confirmations;
  links: Links;
  reads: Reads;
  guests: Guests;
  board: Board;
  teams: Teams;
  reach: Reach;
  now: () => Instant;
  around: () => Around;
  pace: Pace; // how often one person may act
  log: Logger;
  metrics: Metrics;
}
