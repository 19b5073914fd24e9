import type { StaffId } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import type { Face } from '../cards/face.ts';
import type { Card } from '../cards/parts.ts';
import type { CaseContext } from '../case/advance.ts';
import type { OutboxMessage } from '../case/outbox.ts';
import type { Part } from '../case/part.ts';
import type { CaseRecord } from '../case/record.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Cases } from '../store/cases.ts';
import type { Keys } from '../store/keys.ts';
import type { Action } from './action.ts';
import type { ReplyMessage as Answer, Context, PressPlace } from './context.ts';
import type { Typed } from './typed.ts';

/** One message to one person in their own chat. `link`: to the case in the MASH channel. */
interface Telling {
  record: CaseRecord;
  message: OutboxMessage;
  to: StaffId;
  pack: Pack;
  now: Instant;
  link: string | undefined;
}

/** Where work between cases reads and writes. */
export interface Between {
  cases: Cases;
  keys: Keys;
  caseContext(): CaseContext;
}

/** What somebody asks for by writing to the bot in a channel. Everybody there sees the answer. */
export type Command = (context: Context) => Answer | Promise<Answer>;

/** What one feature hands over to the rest of the program. */
export interface Feature {
  name: string;
  part?: Part; // to the kernel
  face?: Face; // to the cards of a case
  actions?: readonly Action[]; // to whoever presses
  typed?: readonly Typed[]; // to whoever types in their own chat
  /** Words written to the bot in the MASH channel or the Assessment team's. @returns undefined for words that ask for nothing here */
  command?(text: string, where: PressPlace): Command | undefined;
  /** The card of a message that is this feature's own; undefined for any other. */
  tells?(telling: Telling): Card | undefined;
  /** Does what a message between cases asks for; nobody is told of it. @returns false for any other message */
  between?(record: CaseRecord, message: OutboxMessage, kept: Between): Promise<boolean>;
}
