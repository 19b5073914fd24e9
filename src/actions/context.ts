import type { Logger } from 'pino';
import type { Person, StaffId } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { Texts } from '../base/texts.ts';
import type { Instant } from '../base/time.ts';
import type { Board } from '../board/report.ts';
import type { Card, Carried } from '../cards/parts.ts';
import type { Verb } from '../cards/verb.ts';
import type { CaseContext } from '../case/advance.ts';
import type { SetUp, SetUpSeeds } from '../case/desk.ts';
import type { CaseRecord } from '../case/record.ts';
import type { Outside } from '../connector/outside.ts';
import type { Reach } from '../connector/reach.ts';
import type { Sayable, Teams } from '../connector/teams.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Cases } from '../store/cases.ts';
import type { DocumentsOf } from '../store/change.ts';
import type { Keys } from '../store/keys.ts';
import type { Links } from '../store/links.ts';
import type { People } from '../store/people.ts';
import type { Reads } from '../store/reads.ts';
import type { Metrics } from '../watch/metrics.ts';

/** The part of the configuration that the services depend on. */
export interface Settings {
  seeds: SetUpSeeds; // what the environment says of the set-up
  defaults: SetUpSeeds; // in local mode, what fills the rest
  local: boolean;
  leftOut: readonly string[]; // what a misspelt variable leaves out of the set-up or of the pack, in words
  organisation: string;
  publicUrl: string; // where links to files begin
  tellsCouncil: boolean; // whether what the council's own system is told can be signed
}

/** What lives as long as the program. A function takes only the parts that it uses. */
export interface Services {
  config: Settings;
  pack: Pack;
  // The stored data, each kind behind its own port.
  cases: Cases;
  people: People;
  links: Links;
  keys: Keys;
  reads: Reads;
  documents: DocumentsOf<'settings'>; // a feature opens the record of its own here
  // Who works at the desk and where referrals go, as last read from the store.
  currentSetUp(): SetUp; // as it applies: a list of practitioners has the partners, too
  refreshDesk(): Promise<void>;
  teams: Teams;
  reach: Reach;
  outside: Outside | undefined; // text messages and e-mails, if they are set up
  board: Board;
  packNow(): Promise<Pack>; // with the contacts that were confirmed, and the names that administrators typed
  now(): Instant;
  caseContext(): CaseContext;
  log: Logger;
  metrics: Metrics;
}

/** One press or one typed message: who sent it, and on which message. */
export interface TurnInput {
  sender: Sender;
  onMessage?: string; // the message whose card was pressed
  heard?: string; // the id of a typed message, so that a message sent twice counts once
  press?: string; // identifies the press, so that the same press again changes nothing
}

/** What features can show without importing the views, which stand above them. */
export interface Shows {
  /** The author's own case now: its receipt, the current step of a draft, or the notice that it is gone. */
  whereItStands(record: CaseRecord): Reply;
  notYours(): Reply;
  /** The author's drafts and referrals. @param notice what to say above them */
  ownCases(notice?: string): Promise<Reply>;
  /** A case in the MASH channel, with a notice for the person who pressed. */
  caseCard(record: CaseRecord, notice?: string): Reply;
}

/** Everything that one turn can use. */
export interface Context extends Services {
  by: Person;
  place: ConversationPlace;
  where: PressPlace;
  turnInput: TurnInput;
  shows: Shows;
  help(place: PressPlace): (readonly [words: string, what: string])[]; // what can be typed there
  /** Does in the same turn what a button of this verb does, so that typed words need no rules of their own. */
  press<V extends Verb>(verb: V, data: Carried<V>, typed?: Texts): Promise<Reply>;
}

/** What an errand can use: nothing that reaches a case. */
export type ErrandContext = Omit<
  Context,
  'cases' | 'reads' | 'keys' | 'links' | 'files' | 'board' | 'shows' | 'metrics'
>;

/**
 * One message of a reply. `keeps`: the case that must remember this message, as its draft card or as its receipt. A text
 * shows no answers, so it is only left out where it is late.
 * `storeInChat`: the card replaces the pressed one in the chat, so that a reload shows the answered card.
 */
export type ReplyMessage = Sayable & {
  keeps?: { caseId: CaseId; as: 'draft' | 'receipt' };
  storeInChat?: boolean;
  notice?: string; // plain text, for an old Teams client, which cannot show a card to one person only
  isOfDanger?: boolean; // holds the numbers to ring: it goes out however late it is, and waits for nothing else
  isPlainAnswer?: boolean; // the words call for no numbers: a choice of the open question, “Police”, or those of the MASH
  showsFact?: true; // it shows a fact of a case where cards otherwise show none: the read is recorded first
  isShared?: boolean; // the shared card already shows this to everybody in the channel
};

/**
 * The bot's answer to one message or press. Where it replaces the pressed card, only one message is shown: the last in
 * a person's own chat, the first in a channel.
 */
export type Reply = ReplyMessage[];

export const replyCard = (card: Card): Reply => [{ card }];

/**
 * The conversation of a message or press. The bot shows cases in a 1:1 chat, in the MASH channel and in the Assessment
 * team's channel.
 */
export interface ConversationPlace {
  kind: 'personal' | 'channel' | 'group';
  conversationId: string;
  channelId: string; // the conversation without its thread
  tenantId: string;
  teamId: string | undefined;
  serviceUrl: string;
}

export interface Sender {
  id: StaffId; // the authenticated object id: nothing else authorises
  teamsId: string;
  name: string; // for showing only
}

/**
 * Where somebody presses: the MASH channel, the Assessment team's channel, their own chat, or any channel of a team.
 * `desk-chat` is the own chat of a person to whom the bot writes about cases that are not theirs.
 */
export type PressPlace = 'mash' | 'assessment' | 'chat' | 'desk-chat' | 'team';
