import { plus } from '../base/time.ts';
import { clockAndDay } from '../cards/london.ts';
import { type Block, coloured, type Lines, line, type MashCard, type Parts, plain } from '../cards/parts.ts';
import { whoRefers, wishLine, wishOf } from '../cards/who-refers.ts';
import type { CaseRecord } from '../case/record.ts';
import type { UnwrittenReferral } from '../case/state.ts';
import { answerTo } from '../draft/draft.ts';
import type { Pack } from '../protocol/pack.ts';

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
 * Whom to ring while nothing is in writing. If the draft was deleted, it says that nothing more will come.
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
    plain([line(title, 'bold'), wishOf(record.events) && wishLine(record), whoRefers(record, pack, otherwise)]),
    !isDeleted && plain([line(stillToCome, 'small')]),
  ];
}
