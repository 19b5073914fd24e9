import type { Person, StaffId } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import type { Face, OnReceipt, TeamFace } from '../cards/face.ts';
import type { ClockMeanings, Events, Hears } from '../cards/meaning.ts';
import type { Card } from '../cards/parts.ts';
import type { CaseContext, ClockContext } from '../case/advance.ts';
import type { Entry, OutboxMessage, Recipient } from '../case/outbox.ts';
import type { Refusal } from '../case/outcome.ts';
import type { EventOwned, Owned, Part } from '../case/part.ts';
import type { CaseRecord } from '../case/record.ts';
import type { ClockName } from '../history/entry.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Cases } from '../store/cases.ts';
import type { Keys } from '../store/keys.ts';
import type { PersonRecord } from '../store/people.ts';
import type { Store } from '../store/port.ts';
import type { Action } from './action.ts';
import type { ConversationPlace, Reply, ReplyMessage, Services } from './context.ts';
import type { SideTask, SideTaskDeps } from './side-task.ts';
import type { Typed } from './typed.ts';

/** The reminders that people see in their chats, and the card that takes their place once they are out of date. */
export interface Reminders {
  shown(record: CaseRecord): readonly Entry[];
  overCard(record: CaseRecord, to: StaffId, pack: Pack, link: string | undefined): Card; // how the case stands now
  olderCard?(record: CaseRecord, link: string | undefined): Card; // that a later message says so
}

/** One message to a person about several cases, in place of one about each. */
interface Together {
  /** How far ahead to look for what else it could say, in ms; undefined if this message stands alone. `record` has its event. */
  looksAhead(record: CaseRecord, message: OutboxMessage, context: ClockContext): number | undefined;
  card(
    cases: readonly CaseRecord[],
    view: { pack: Pack; now: Instant; to: StaffId; linkTo(record: CaseRecord): string | undefined },
  ): Card;
  olderCard(): Card; // that later messages say it
  /** Whether it may stand in one message with others of any kind, once many have come to a person. */
  mayStandWithOthers(record: CaseRecord, message: OutboxMessage, context: ClockContext): boolean;
  /** That message. Each row has the words of the message whose place it takes. */
  restCard(
    rows: readonly (readonly [record: CaseRecord, words: string])[],
    view: { now: Instant; linkTo(record: CaseRecord): string | undefined },
  ): Card;
}

/** What takes the place of the bot's messages that were sent before a moment and may show facts of the case. */
export interface Clearing {
  before: Instant;
  card: Card;
}

/** What `carriesOut` needs for a message: the stores that it reads and writes, and the context of a change. */
export interface BetweenCasesDeps {
  cases: Cases;
  keys: Keys;
  store: Store;
  caseContext(): CaseContext;
}

/** `isKnown`: it was installed there before. `isOfDesk`: the set-up names them for the MASH. */
interface Greeted {
  person: PersonRecord;
  isKnown: boolean;
  isOfDesk: boolean;
}

/** What one feature gives to the rest of the program. */
export interface Feature extends Omit<Part, 'events' | 'clocks' | 'hears'> {
  events?: Partial<Events<EventOwned>>; // what its events mean, each whole
  clocks?: Partial<ClockMeanings<ClockName>>;
  hears?: Partial<Hears<Owned>>; // what it does because of events of others
  face?: Face; // to the card of a case in the MASH channel
  teamFace?: TeamFace; // to the card in the Assessment team's channel
  receipt?: OnReceipt; // to the author's receipt
  actions?: readonly Action[]; // to whoever presses
  typed?: readonly Typed[]; // to whoever types
  /** What it does, and tells people outside any case, from time to time. */
  sideTask?(deps: SideTaskDeps): SideTask;
  /**
   * What it does when the program starts, before anything comes in.
   * @returns warnings for whoever started the program
   */
  begins?(services: Services, store: Store): Promise<string[]>;
  together?: Together;
  reminders?: Reminders; // to the chats of those who were told
  /** @returns undefined if this feature clears nothing in this place */
  clears?(record: CaseRecord, to: Recipient, pack: Pack): Clearing | undefined;
  menu?(pack: Pack): Card; // what a person can do in their own chat
  /** How somebody is greeted in whose chat the bot was just installed. @returns undefined if the menu greets them */
  greets?(who: Greeted, pack: Pack): Reply | undefined;
  /** Where a case of the author's own stands, if it has no receipt. @param inWords as text too, for whoever types */
  ownCase?(record: CaseRecord, pack: Pack, inWords: boolean): Reply | undefined;
  /** What the bot says in a channel to which it was just added. */
  whenAdded?(place: ConversationPlace, services: Services): Promise<ReplyMessage | undefined>;
  /** What it does when somebody joined or left the team of the MASH. */
  whenMembersChange?(mashChannelId: string, services: Pick<Services, 'documents' | 'now'>): Promise<void>;
  /** Why somebody may not work on this case in the Assessment team's channel. Checked before anything is shown. */
  teamGate?(record: CaseRecord, by: Person): Refusal | undefined;
  /** Drops what need not be kept of a person any more. It runs whenever they write or press in their own chat. */
  tidies?(person: PersonRecord, now: Instant): PersonRecord;
  /** Acts on a message from one case to another, which no person gets. @returns false for any other message */
  carriesOut?(record: CaseRecord, message: OutboxMessage, stores: BetweenCasesDeps): Promise<boolean>;
}
