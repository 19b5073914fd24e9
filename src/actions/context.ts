import type { Logger } from 'pino';
import type { Person, StaffId } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { Instant } from '../base/time.ts';
import type { Board } from '../board/board.ts';
import type { Card, Carried } from '../cards/parts.ts';
import type { Verb } from '../cards/verb.ts';
import type { CaseContext } from '../case/advance.ts';
import type { CaseRecord } from '../case/record.ts';
import type { Outside } from '../connector/outside.ts';
import type { Reach } from '../connector/reach.ts';
import type { Sayable, Teams } from '../connector/teams.ts';
import type { Pack } from '../protocol/pack.ts';
import type { EffectiveSetUp, Environment, Setup } from '../settings/setup.ts';
import type { Cases } from '../store/cases.ts';
import type { Confirmations } from '../store/contacts.ts';
import type { Duties } from '../store/duty.ts';
import type { Links } from '../store/links.ts';
import type { OutsidersHandle } from '../store/outside.ts';
import type { People } from '../store/people.ts';
import type { Reads } from '../store/reads.ts';
import type { RetentionHandle } from '../store/retention.ts';
import type { Setups } from '../store/setup.ts';
import type { TestAlarms } from '../store/test-alarm.ts';
import type { Metrics } from '../watch/metrics.ts';
import type { FileWays } from './files.ts';

/** The part of the configuration that answers depend on. */
export interface Settings extends Environment {
  local: boolean;
  organisation: string;
  publicUrl: string | undefined;
  teamsFiles: boolean;
}

/** What stands while the program runs. A function takes the parts of it that it uses. */
export interface Services {
  config: Settings;
  pack: Pack;
  // What is kept, each kind behind its own port.
  cases: Cases;
  people: People;
  setups: Setups;
  duties: Duties;
  testAlarms: TestAlarms;
  confirmations: Confirmations;
  links: Links;
  reads: Reads;
  outsiders: OutsidersHandle;
  retention: RetentionHandle;
  // Who works at the desk and where referrals go, as last read.
  setup(): Setup;
  standing(): EffectiveSetUp;
  refreshDesk(): Promise<void>;
  teams: Teams;
  reach: Reach;
  outside: Outside | undefined; // text messages and e-mails, where they are set up
  board: Board;
  files: FileWays;
  now(): Instant;
  caseContext(): CaseContext;
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
  place: ConversationPlace;
  where: PressPlace;
  doing: Doing;
  shows: Shows;
  /** Does what a button of this verb does, in the same turn: typed words need no rules of their own. */
  press<V extends Verb>(verb: V, data: Carried<V>, typed?: Record<string, string>): Promise<Reply>;
}

/**
 * One message of a reply. `keeps`: the case that must remember where it stands, as a draft's card or as the receipt.
 * `storeInChat`: the card stays in the chat as it is answered, so that a reload shows it again.
 */
export type ReplyMessage = Sayable & {
  keeps?: { caseId: CaseId; as: 'draft' | 'receipt' };
  storeInChat?: boolean;
  notice?: string; // in words, for a client that cannot be shown a card of its own
  isOfDanger?: boolean; // the numbers to ring: they go out however late, and wait for nothing else
  isShared?: boolean; // everybody in the channel sees the same on the shared card
};

/** What the bot answers to one thing said or pressed. The last card is what an invoke is answered with. */
export type Reply = ReplyMessage[];

export const replyCard = (card: Card): Reply => [{ card }];

/** Where something was said or pressed. The bot shows cases in a 1:1 chat, in the MASH channel and in the Assessment team's. */
export interface ConversationPlace {
  kind: 'personal' | 'channel' | 'group';
  conversationId: string;
  channelId: string; // the conversation without its thread
  tenantId: string;
  teamId: string | undefined;
  serviceUrl: string;
}

export interface Sender {
  id: StaffId; // the authenticated object id, the only thing that authorises
  teamsId: string;
  name: string; // for showing only
}

/** Where something is pressed: the MASH channel, the Assessment team's, the person's own chat, or any channel of a team. */
export type PressPlace = 'mash' | 'assessment' | 'chat' | 'team';
