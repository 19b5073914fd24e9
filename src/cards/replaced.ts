import type { Pack } from '../protocol/pack.ts';
import { type Card, line, plain, referrerCard } from './parts.ts';

/** What takes the place of a card or message that showed answers of a draft, once that is deleted. */
export function deletedCard(pack: Pack): Card {
  return referrerCard({
    summary: 'MASH Referrals: a draft is deleted',
    heading: 'This draft is deleted',
    headingSize: 'Default',
    blocks: [plain([line('Nothing of it was sent or kept.')], 'None')],
    emergency: pack.emergency,
  });
}

/** What takes the place of a card or message that showed answers, once the referral is sent. */
export function replacedCard(id: string, pack: Pack): Card {
  return referrerCard({
    summary: `Sent as ${id}`,
    heading: `Sent as ${id}`,
    headingSize: 'Default',
    blocks: [plain([line('What you wrote here has gone to the MASH. Your receipt is further down.')], 'None')],
    emergency: pack.emergency,
  });
}
