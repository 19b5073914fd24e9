import type { Services } from '../actions/context.ts';
import type { Config } from '../config.ts';
import type { Machine } from '../machine.ts';
import type { Guests } from './guests.ts';
import type { Pace } from './pace.ts';

/** What the door needs to do its work. */
export interface BotDeps extends Services {
  machine: Machine;
  config: Config;
  guests: Guests;
  pace: Pace; // how often one person may act
}
