import { badge } from '../cards/badges.ts';
import { carerBannerBlock } from '../cards/forms.ts';
import { type Card, coloured, line, mashCard, plain } from '../cards/parts.ts';
import { dangerYesNo } from '../cards/referral-text.ts';
import { whoRefers } from '../cards/who-refers.ts';
import type { CaseRecord } from '../case/record.ts';
import type { UnsentReferral } from '../case/state.ts';
import type { Pack } from '../protocol/pack.ts';
import { mashSlots } from './slots.ts';

/**
 * The card of a draft that the MASH has heard of but need not decide on, because the referrer did not ring after all; or
 * of one that was deleted then. It says whom to ring, and holds no fact of the child: nothing was sent yet.
 * @source Protocol 8.2 (a telephone referral)
 */
export function unsentCard(record: CaseRecord, referral: UnsentReferral, pack: Pack): Card {
  const other = mashSlots.one(({ instead }) => instead?.(record));
  if (other) return other;
  const { answers, names } = record.facts;
  const gone = referral.status === 'withdrawn';
  return mashCard({
    // the only text that may show on a lock screen
    summary: `${record.id}: ${gone ? 'draft deleted by the referrer' : 'the referrer did not phone after all'}`,
    heading: record.id,
    headingSize: 'ExtraLarge',
    badges: gone
      ? []
      : [answers.values.danger === 'yes' && badge.urgent, { text: 'NOT IN WRITING YET', style: 'Warning' }],
    blocks: [
      gone &&
        coloured('emphasis', [
          line('The referrer deleted this draft. Nothing was sent in writing.', 'bold'),
          line('If you still worry, ring them.'),
        ]),
      plain(
        [line(`Immediate danger or about to be moved: ${dangerYesNo(answers)}`, 'bold'), 'No phone call is recorded.'],
        'Small',
      ),
      carerBannerBlock(record),
      plain(whoRefers(answers, pack, { name: names[record.author] })),
      !gone && plain([line('The referral comes here when it is sent. Ring the referrer to know more now.', 'small')]),
    ],
  });
}
