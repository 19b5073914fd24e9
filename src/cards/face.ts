import { phoneCaller } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { Instant } from '../base/time.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import type { Pack } from '../protocol/pack.ts';
import {
  type Block,
  type Button,
  button,
  type Card,
  type Line,
  type Lines,
  type MashCard,
  type Parts,
} from './parts.ts';
import type { TitledText } from './referral-text.ts';
import type { Verb } from './verb.ts';

// The slots of the three cards of a case. Features fill them, and the views lay them out. A slot that gives one thing
// takes the first feature that has something to show; the others take all features, in the order of the list.

export interface SentCase {
  record: CaseRecord;
  referral: SubmittedReferral;
  pack: Pack;
}
type Badge = Exclude<NonNullable<MashCard['badges']>[number], '' | false | undefined>;
export type Buttons<Name extends string> = { readonly [B in Name]?: (sent: SentCase) => Button | undefined };

/** The buttons of the MASH's card, in their order. Whatever can wait is under More. */
export const mashButtons = {
  'awaiting-decision': ['words', 'newsRead', 'take', 'ask', 'tell', 'decide', 'everything', 'toldByPhone', 'more'],
  decided: ['words', 'newsRead', 'decideAgain', 'toldByPhone', 'everything', 'ask', 'tell', 'more'],
  joined: ['words', 'openOther', 'everything', 'separate'],
} as const satisfies Record<SubmittedReferral['status'], readonly string[]>;
export type MashButton = (typeof mashButtons)[keyof typeof mashButtons][number];

/** What a feature shows on the card of a case in the MASH channel, from top to bottom. */
export interface Face {
  instead?(record: CaseRecord, notice?: string): Card | undefined; // another card takes its place, sent or not
  summary?(sent: SentCase): string | undefined; // the only text on a lock screen: no name, no fact
  badges?(sent: SentCase): Badge[];
  blocks?(sent: SentCase): Parts<Block>;
  facts?(sent: SentCase): Lines; // above the facts of the referral
  buttons?: Buttons<MashButton>;
  more?(sent: SentCase): Parts<Button>; // under More
}

/** The buttons of the Assessment team's card, in their order. */
export const teamButtons = ['words', 'newsRead', 'next', 'everything', 'more'] as const;
export type TeamButton = (typeof teamButtons)[number];

/** What a feature shows on the card of a case in the Assessment team's channel, from top to bottom. */
export interface TeamFace extends Pick<Face, 'instead' | 'summary' | 'badges' | 'more'> {
  first?(sent: SentCase): Parts<Block>;
  news?(sent: SentCase): Parts<Block>; // above the decision
  alerts?(sent: SentCase): Parts<Block>; // below what is known of the child now, and on top of Everything
  /** @param length of one text, in characters */
  last?(sent: SentCase, now: Instant, length: number): Parts<Block>; // above the facts of the referral
  below?: readonly Line[]; // below these facts, and under More
  buttons?: Buttons<TeamButton>;
  recorded?(record: CaseRecord): TitledText[]; // under Everything
}

/** The buttons of the receipt, row by row, in their order. The last row is under More, and whatever finds no room above. */
export const receiptButtons = [
  ['askPlaced'],
  ['putInWriting', 'addCheck', 'addInformation', 'missing'],
  ['disagree', 'ringMe', 'messageOnly'],
  ['contacts', 'startLinked', 'myCopy', 'handOver', 'myReferrals'],
] as const;
export type ReceiptButton = (typeof receiptButtons)[number][number];

/** What a feature shows on the author's receipt, from top to bottom. */
export interface OnReceipt {
  instead?(sent: SentCase): Card | undefined; // another card takes its place
  summary?(sent: SentCase): string | undefined;
  top?(sent: SentCase): Lines;
  first?(sent: SentCase): Parts<Block>;
  progress?(sent: SentCase): Lines;
  listed?(sent: SentCase): Line[]; // under the case in its author's list
  /** @param hasNumber whom to ring stands above already */
  last?(sent: SentCase, hasNumber: boolean): Parts<Block>;
  more?(sent: SentCase): Lines; // under More, above its buttons
  buttons?: Buttons<ReceiptButton>;
}

type OnCase = Verb<string, { case: typeof CaseId }>;

/** A button on the MASH's card that writes to the referrer, if they are in Teams. */
export const toReferrer =
  (verb: OnCase, title: string) =>
  ({ record, referral }: SentCase) =>
    referral.submittedBy === phoneCaller ? undefined : button(verb, title, { case: record.id });

/** A button below the receipt. */
export const below =
  (verb: OnCase, title: string) =>
  ({ record }: SentCase) =>
    button(verb, title, { case: record.id, below: true });
