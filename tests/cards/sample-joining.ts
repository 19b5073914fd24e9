import { advance } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { joinedReceiptCard, sameCallCard } from '../../src/features/joining/cards.ts';
import { joinedCard } from '../../src/views/mash-case.ts';
import { caseContext, jane, mo, OTHER_REFERENCE, pack, pat } from '../case/a-case.ts';
import { joinings } from '../features/joining/joinings.ts';
import { everythingOf, linesOf, mashCardOf } from './drawn.ts';
import type { Cards, Sample } from './sample-answers.ts';
import { cases, NOW, referral } from './sample-cases.ts';
import { phoned } from './sample-desk.ts';

const [callJoined, joinedInto] = joinings;

/** A call that was joined into another case, and that case. */
function joinedCases(sample: Sample) {
  if (!callJoined || !joinedInto) throw new Error('a sample is missing');
  const mainCase = advance(cases(sample).awaiting, { events: [callJoined], by: mo }, caseContext(NOW));
  const call = advance(phoned(sample, jane.id).logged, { events: [joinedInto], by: pat }, caseContext(NOW));
  return { mainCase, call, events: [...joinings, { type: 'JoinUndone' as const, at: NOW, other: OTHER_REFERENCE }] };
}

function joinedState(call: CaseRecord) {
  const state = referral(call);
  if (state.status !== 'joined') throw new Error('the sample is not joined');
  return state;
}

export function joiningMashCards(sample: Sample): Cards[] {
  const { mainCase, call, events } = joinedCases(sample);
  const { awaiting, overdue } = cases(sample);
  const { logged } = phoned(sample);
  return [
    {
      'case with a joined call': mashCardOf(mainCase),
      'joined call': mashCardOf(call),
      'joined call, with a notice': joinedCard(
        { record: call, referral: referral(call), pack },
        joinedState(call),
        'Joined.',
      ),
      'joined call, everything': everythingOf(call),
      'the same call?': sameCallCard(logged, [awaiting, overdue]),
      'the same call? none': sameCallCard(logged, [], 'Nothing was changed.'),
    },
    linesOf('joined', mainCase, events),
  ];
}

export function joiningChatCards(sample: Sample): Cards[] {
  const { call } = joinedCases(sample);
  return [{ 'receipt of a joined call': joinedReceiptCard(call, joinedState(call), pack) }];
}
