import { plus } from '../base/time.ts';
import { clockAndDay } from '../cards/london.ts';
import { type Block, coloured, type Line, line, type MashCard, plain } from '../cards/parts.ts';
import { whoRefers } from '../cards/who-refers.ts';
import type { CaseRecord } from '../case/record.ts';
import type { UnwrittenReferral } from '../case/state.ts';
import { answerTo } from '../check/draft.ts';
import type { Pack } from '../protocol/pack.ts';

/** That nothing of it is in writing. */
export const unwrittenBadge = ({ unwritten }: UnwrittenReferral): NonNullable<MashCard['badges']>[number] => ({
  text: unwritten.deletedAt ? 'DRAFT DELETED' : 'NOT IN WRITING YET',
  style: unwritten.toldOverdue ? 'Attention' : 'Warning',
});

/** The call, until when it must be in writing, and what its author said of the two since. @source Protocol 8.2 */
export function callLines(record: CaseRecord, { calledAt, unwritten, missing }: UnwrittenReferral, pack: Pack): Line[] {
  const { deletedAt, notRungAt, toldOverdue } = unwritten;
  const due = calledAt && clockAndDay(plus(calledAt, pack.clocks.writtenConfirmation.within));
  const by = answerTo(record.facts.answers, 'phoned-who');
  if (calledAt)
    return [
      line(`Phoned ${clockAndDay(calledAt)}${by ? `. Call taken by: ${by}` : ''}`, 'bold'),
      ...(deletedAt ? [] : [line(`In writing by ${due}${toldOverdue ? '. OVERDUE' : ''}`)]),
    ];
  if (notRungAt) return [line(`The referrer says that they did not ring, ${clockAndDay(notRungAt)}.`, 'bold')];
  return [line(missing.length > 0 ? 'No phone call is recorded.' : 'Nothing more is recorded.')];
}

/**
 * Whom to ring while nothing is in writing, and that no more will come by itself where the draft is deleted. No fact of the child is on
 * it, for nothing was sent yet.
 */
export function ringUnwritten(record: CaseRecord, { unwritten }: UnwrittenReferral, pack: Pack): Block[] {
  const { answers, names } = record.facts;
  const otherwise = { name: names[record.author], role: '', phone: 'No number yet: press “Ask the referrer”.' };
  const title = answerTo(answers, 'phone') || answerTo(answers, 'other') ? 'Ring first' : 'Who refers';
  const gone = [
    line('The referrer deleted this draft. Nothing was sent in writing.', 'bold'),
    line('A child may still be at risk. Ring them, then record your decision.'),
  ];
  const comes = 'No fact of the child was sent yet. The referral comes here when it is.';
  return [
    ...(unwritten.deletedAt ? [coloured('emphasis', gone)] : []),
    plain([line(title, 'bold'), ...whoRefers(answers, pack, otherwise)]),
    ...(unwritten.deletedAt ? [] : [plain([line(comes, 'small')])]),
  ];
}
