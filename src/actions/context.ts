import type { Logger } from 'pino';
import type { Person, StaffId } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import type { Board } from '../board/board.ts';
import type { Carried } from '../cards/parts.ts';
import type { Verb } from '../cards/verb.ts';
import type { Around } from '../case/advance.ts';
import type { CaseRecord } from '../case/record.ts';
import type { Reach } from '../connector/reach.ts';
import type { Teams } from '../connector/teams.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Named, Setup, Standing } from '../settings/setup.ts';
import type { Cases } from '../store/cases.ts';
import type { Confirmations } from '../store/contacts.ts';
import type { Duties } from '../store/duty.ts';
import type { Links } from '../store/links.ts';
import type { People } from '../store/people.ts';
import type { Reads } from '../store/reads.ts';
import type { Setups } from '../store/setup.ts';
import type { Metrics } from '../watch/metrics.ts';
import type { FileWays } from './files.ts';
import type { Place, Sender, Where } from './place.ts';
import type { Reply } from './reply.ts';

/** What is kept, each kind behind its own port. */
interface Stores {
  cases: Cases;
  people: People;
  setups: Setups;
  duties: Duties;
  confirmations: Confirmations;
  links: Links;
  reads: Reads;
}

/** Who works at the desk and where referrals go, as last read. */
interface DeskAtHand {
  setup(): Setup;
  standing(): Standing;
  refreshDesk(): Promise<void>;
}

/** The part of the configuration that answers depend on. */
export interface Settings extends Pick<Named, 'named'> {
  local: boolean;
  organisation: string;
  admins: StaffId[];
  publicUrl: string | undefined;
  teamsFiles: boolean;
}

/** What stands while the program runs. A function takes the parts of it that it uses. */
export interface Services extends Stores, DeskAtHand {
  config: Settings;
  pack: Pack;
  teams: Teams;
  reach: Reach;
  board: Board;
  files: FileWays;
  now(): Instant;
  around(): Around;
  log: Logger;
  metrics: Metrics;
}

/** One thing pressed or typed: by whom, where, on which message. */
export interface Doing {
  sender: Sender;
  onMessage?: string | undefined; // the message whose card was pressed: it shows the draft from now on
  heard?: string; // the id of a typed message, so that one sent twice counts once
  press?: string; // a mark of what was pressed: the same press again is no news
}

/** What features may show without knowing how: the views stand above them. */
export interface Shows {
  /** An own case as it stands: its receipt, the step of a draft, or that it is gone. */
  whereItStands(record: CaseRecord): Reply;
  notYours(): Reply;
  /** The author's drafts and referrals. */
  ownCases(): Promise<Reply>;
  /** A case in the MASH channel, with words for who pressed. */
  caseCard(record: CaseRecord, notice?: string): Reply;
}

/** Everything that one turn has at hand. */
export interface Context extends Services {
  by: Person;
  place: Place;
  where: Where;
  doing: Doing;
  shows: Shows;
  /** Does what a button of this verb does, in the same turn: typed words need no rules of their own. */
  press<V extends Verb>(verb: V, data: Carried<V>, typed?: Record<string, string>): Promise<Reply>;
}
