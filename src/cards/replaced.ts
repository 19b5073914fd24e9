import type { Pack } from '../protocol/pack.ts';
import { type Card, line, plain, referrerCard } from './parts.ts';

/** What takes the place of a card or message that showed answers of a draft, once that is deleted. */
export const deletedCard = (pack: Pack): Card =>
  inItsPlace('MASH Referrals: a draft is deleted', 'This draft is deleted', 'Nothing of it was sent or kept.', pack);

/** What takes the place of a card or message that showed answers, once the referral is sent. */
export function replacedCard(id: string, pack: Pack, receiptIs = 'further down'): Card {
  const words = `What you wrote here has gone to the MASH. Your receipt is ${receiptIs}.`;
  return inItsPlace(`Sent as ${id}`, `Sent as ${id}`, words, pack);
}

function inItsPlace(summary: string, heading: string, words: string, { emergency }: Pack): Card {
  return referrerCard({ summary, heading, headingSize: 'Default', blocks: [plain([line(words)], 'None')], emergency });
}
