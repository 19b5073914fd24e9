import type { CaseId } from '../base/reference.ts';
import type { Card } from '../cards/template.ts';
import type { Sayable } from '../connector/teams.ts';

/**
 * One message of a reply. `keeps`: the case that must remember where it stands, as a draft's card or as the receipt.
 * `storeInChat`: the card stays in the chat as it is answered, so that a reload shows it again.
 */
export type Message = Sayable & {
  keeps?: { caseId: CaseId; as: 'draft' | 'receipt' };
  storeInChat?: boolean;
  notice?: string; // in words, for a client that cannot be shown a card of its own
  isShared?: boolean; // everybody in the channel sees the same on the shared card
};

/** What the bot answers to one thing said or pressed. The last card is what an invoke is answered with. */
export type Reply = Message[];

export const say = (card: Card): Reply => [{ card }];
