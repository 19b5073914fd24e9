import { longDay } from '../../base/time.ts';
import { line, noticeCard, spacedLine } from '../../cards/parts.ts';

import type { Pack } from '../../protocol/pack.ts';

/** Tells administrators that the content of the protocol is due for review. It names no case. @source Protocol 14 */
export function reviewCard({ title, lastReviewed, version, board }: Pack) {
  return noticeCard({
    summary: 'MASH Referrals: the protocol content is due for review',
    heading: 'Time for the yearly review',
    lines: [
      line('The protocol asks for a review every 12 months.', 'bold'),
      `${title}, version ${version}. Last reviewed ${longDay(lastReviewed)}.`,
      spacedLine(`Read it through with the ${board}: the questions, the words and the numbers to ring.`),
      spacedLine('Then put the new day into the pack, as “lastReviewed”. Until then I remind you once a month.'),
    ],
  });
}
