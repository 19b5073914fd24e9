import { plus } from '../base/time.ts';
import { badge } from '../cards/badges.ts';
import { carerBannerBlock } from '../cards/forms.ts';
import { clockAndDay } from '../cards/london.ts';
import { missingBlocks } from '../cards/mash-care.ts';
import { type Card, coloured, line, mashCard, plain } from '../cards/parts.ts';
import { answerInWords, dangerYesNo } from '../cards/referral-text.ts';
import { whoRefers } from '../cards/who-refers.ts';
import type { CaseRecord } from '../case/record.ts';
import { calledAt } from '../case/referral.ts';
import type { UnsentReferral } from '../case/state.ts';
import { fieldOf, type Pack } from '../protocol/pack.ts';
import { mashSlots } from './slots.ts';

/**
 * The card of a draft that the MASH has heard of but need not decide on, for example when the referrer did not ring
 * after all; or of one that was deleted. Drafts from older versions may still have a call or a missing child;
 * now such a case is “unwritten”, and has the case card. This card says whom to ring, and holds no fact of the child:
 * nothing was sent yet.
 * @source Protocol 8.2 (a telephone referral is confirmed in writing within 48 hours), 10.2
 */
export function unsentCard(record: CaseRecord, referral: UnsentReferral, pack: Pack): Card {
  const other = mashSlots.one(({ instead }) => instead?.(record));
  if (other) return other;
  const { answers, names } = record.facts;
  const answer = (id: string) => answerInWords(answers, fieldOf(pack, id), pack);
  const called = calledAt(referral);
  const due = called && clockAndDay(plus(called, pack.clocks.writtenConfirmation.within));
  const sinceTheCall = record.events.slice(record.events.findLastIndex(({ type }) => type === 'PhoneCallRecorded') + 1);
  const isOver = sinceTheCall.some(
    (event) => event.type === 'ClockReached' && event.clock === 'writtenConfirmation' && event.overdue,
  );
  const gone = referral.status === 'withdrawn';
  const callLines = called
    ? [
        line(`Phoned ${clockAndDay(called)}. Call taken by: ${answer('phoned-who')}`, 'bold'),
        ...(gone ? [] : [line(`In writing by ${due}${isOver ? '. OVERDUE' : ''}`)]),
      ]
    : [line('No phone call is recorded.')];
  return mashCard({
    summary: unsentSummary(record, referral),
    heading: record.id,
    headingSize: 'ExtraLarge',
    badges: gone
      ? []
      : [
          ...(answers.values.danger === 'yes' ? [badge.urgent] : []),
          { text: 'NOT IN WRITING YET', style: isOver ? 'Attention' : 'Warning' },
        ],
    blocks: [
      ...(gone
        ? [
            coloured('emphasis', [
              line('The referrer deleted this draft. Nothing was sent in writing.', 'bold'),
              line('If you still worry, ring them.'),
            ]),
          ]
        : []),
      ...missingBlocks(record, referral),
      plain([line(`Immediate danger or about to be moved: ${dangerYesNo(answers)}`, 'bold'), ...callLines], 'Small'),
      carerBannerBlock(record),
      plain(whoRefers(answers, pack, { name: names[record.author] })),
      ...(gone
        ? []
        : [plain([line('The referral comes here when it is sent. Ring the referrer to know more now.', 'small')])]),
    ],
  });
}

/** The only text that may show on a lock screen. */
function unsentSummary({ id }: CaseRecord, { status, missing, call }: UnsentReferral): string {
  if (status === 'withdrawn') return `${id}: draft deleted by the referrer`;
  if (missing.length > 0) return `${id}: CHILD MISSING, not in writing yet`;
  return call.kind === 'made' ? `${id}: phoned, not in writing yet` : `${id}: the referrer did not phone after all`;
}
