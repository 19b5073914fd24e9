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
import type { Context, PressPlace, ReplyMessage } from './context.ts';
import type { Typed } from './typed.ts';

/** One message to one person in their own chat. `link` leads to the case in the MASH channel. */
interface Telling {
  record: CaseRecord;
  message: OutboxMessage;
  to: StaffId;
  pack: Pack;
  now: Instant;
  link: string | undefined;
}

/** What `carriesOut` needs for a message: the stores that it reads and writes, and the context of a change. */
export interface BetweenCasesDeps {
  cases: Cases;
  keys: Keys;
  caseContext(): CaseContext;
}

/** A command that somebody writes to the bot in a channel. Everybody there sees the answer. */
export type Command = (context: Context) => ReplyMessage | Promise<ReplyMessage>;

/** What one feature gives to the rest of the program. */
export interface Feature {
  name: string;
  part?: Part; // to the kernel
  face?: Face; // to the cards of a case
  actions?: readonly Action[]; // to whoever presses
  typed?: readonly Typed[]; // to whoever types in their own chat
  /**
   * Reads words written to the bot in the MASH channel or the Assessment team's channel.
   * @returns undefined if they are no command of this feature
   */
  command?(text: string, where: PressPlace): Command | undefined;
  /** The card for one of this feature's own messages. @returns undefined for any other message */
  tells?(telling: Telling): Card | undefined;
  /** Acts on a message from one case to another, which no person gets. @returns false for any other message */
  carriesOut?(record: CaseRecord, message: OutboxMessage, stores: BetweenCasesDeps): Promise<boolean>;
}
