import type { Pack } from '../protocol/pack.ts';
import { type Card, line, plain, referrerCard } from './parts.ts';

/** Takes the place of a card or message that held answers of a draft, once the draft is deleted. */
export const deletedCard = (pack: Pack): Card =>
  replacement('MASH Referrals: a draft is deleted', 'This draft is deleted', 'Nothing of it was sent or kept.', pack);

/** Takes the place of a card or message that held answers, once the referral is sent. */
export function replacedCard(id: string, pack: Pack, receiptIs = 'further down'): Card {
  const words = `What you wrote here has gone to the MASH. Your receipt is ${receiptIs}.`;
  return replacement(`Sent as ${id}`, `Sent as ${id}`, words, pack);
}

function replacement(summary: string, heading: string, words: string, { emergency }: Pack): Card {
  return referrerCard({ summary, heading, headingSize: 'Default', blocks: [plain([line(words)], 'None')], emergency });
}
