import { plus } from '../base/time.ts';
import { badge } from '../cards/badges.ts';
import { carerBannerBlock } from '../cards/forms.ts';
import { clockAndDay } from '../cards/london.ts';
import { type Block, coloured, type Lines, line, type MashCard, mashCard, type Parts, plain } from '../cards/parts.ts';
import { dangerYesNo } from '../cards/referral-text.ts';
import { whoRefers, wishLine, wishOf } from '../cards/who-refers.ts';
import type { CaseRecord } from '../case/record.ts';
import type { UnsentReferral, UnwrittenReferral } from '../case/state.ts';
import { answerTo } from '../draft/draft.ts';
import type { Pack } from '../protocol/pack.ts';
import { mashSlots } from './slots.ts';

/** The badge of a case that is not in writing. `route`: how the case came to the MASH, and what became of its draft. */
export const unwrittenBadge = ({ route }: UnwrittenReferral): NonNullable<MashCard['badges']>[number] => ({
  text: route.draft.kind === 'deleted' ? 'DRAFT DELETED' : 'NOT IN WRITING YET',
  style: route.toldOverdue ? 'Attention' : 'Warning',
});

/**
 * The call, by when it must be in writing, and whether the author has since said that they did not ring.
 * @source Protocol 8.2
 */
export function callLines(record: CaseRecord, { call, route, missing }: UnwrittenReferral, pack: Pack): Lines {
  switch (call.kind) {
    case 'made': {
      const due = clockAndDay(plus(call.at, pack.clocks.writtenConfirmation.within));
      const by = answerTo(record.facts.answers, 'phoned-who');
      return [
        line(`Phoned ${clockAndDay(call.at)}${by ? `. Call taken by: ${by}` : ''}`, 'bold'),
        route.draft.kind !== 'deleted' && `In writing by ${due}${route.toldOverdue ? '. OVERDUE' : ''}`,
      ];
    }
    case 'taken-back':
      return [line(`The referrer says that they did not ring, ${clockAndDay(call.at)}.`, 'bold')];
    case 'none':
      return [line(missing.length > 0 ? 'No phone call is recorded.' : 'Nothing more is recorded.')];
  }
}

/**
 * Whom to ring while nothing is in writing. If the draft was deleted, it says that nothing more will come. It holds no
 * fact of the child, because nothing was sent yet.
 */
export function ringUnwritten(record: CaseRecord, { route }: UnwrittenReferral, pack: Pack): Parts<Block> {
  const isDeleted = route.draft.kind === 'deleted';
  const { answers, names } = record.facts;
  const otherwise = { name: names[record.author], role: '', phone: 'No number yet: press “Ask the referrer”.' };
  const title = answerTo(answers, 'phone') || answerTo(answers, 'other') ? 'Ring first' : 'Who refers';
  const gone = [
    line('The referrer deleted this draft. Nothing was sent in writing.', 'bold'),
    'A child may still be at risk. Ring them, then record your decision.',
  ];
  const stillToCome = 'The written referral is not sent yet. It comes here when it is.';
  return [
    isDeleted && coloured('emphasis', gone),
    plain([line(title, 'bold'), wishOf(record.events) && wishLine(record), whoRefers(answers, pack, otherwise)]),
    !isDeleted && plain([line(stillToCome, 'small')]),
  ];
}

/**
 * The card of a draft that the MASH has heard of but need not decide on, because the referrer did not ring after all; or
 * of one that was deleted then. It says whom to ring, and holds no fact of the child: nothing was sent yet.
 * @source Protocol 8.2 (a telephone referral)
 */
export function unsentCard(record: CaseRecord, referral: UnsentReferral, pack: Pack) {
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
          'If you still worry, ring them.',
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
