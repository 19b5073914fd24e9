import type { CaseId } from '../base/reference.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import type { Pack } from '../protocol/pack.ts';
import { type Block, type Button, button, type Card, type Line } from './parts.ts';
import type { Verb } from './verb.ts';

/** What a feature shows of a case. Each function returns nothing for what belongs to other features. */
export interface Face {
  /** The feature's part of the shared case card. */
  blocks?(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Block[];
  buttons?(record: CaseRecord, referral: SubmittedReferral): Button[];
}

/** The buttons of the receipt, row by row, in their order. */
export const receiptButtons = [
  ['putInWriting', 'addCheck', 'addInformation', 'missing', 'disagree'],
  ['startLinked', 'myCopy', 'handOver'],
  ['myReferrals', 'contacts'],
] as const;
type ReceiptButton = (typeof receiptButtons)[number][number];

export interface Sent {
  record: CaseRecord;
  referral: SubmittedReferral;
  pack: Pack;
}

/** What a feature shows on the author's receipt. The slots come in this order; within one, features in theirs. */
export interface OnReceipt {
  instead?(sent: Sent): Card | undefined; // another card takes its place
  summary?(sent: Sent): string | undefined;
  top?(sent: Sent): Line[];
  first?(sent: Sent): Block[];
  progress?(sent: Sent): Line[];
  last?(sent: Sent): Block[];
  buttons?: { readonly [B in ReceiptButton]?: (sent: Sent) => Button | undefined };
}

/** A button below the receipt. */
export const below =
  (verb: Verb<string, { case: typeof CaseId }>, title: string) =>
  ({ record }: Sent): Button =>
    button(verb, title, { case: record.id, below: true });
