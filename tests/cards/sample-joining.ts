import { advance } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { joinedReceiptCard, sameCallCard } from '../../src/features/joining/cards.ts';
import { everythingCard } from '../../src/views/everything.ts';
import { caseCard } from '../../src/views/mash-case.ts';
import { joinedCard } from '../../src/views/mash-joined.ts';
import { lineCard } from '../../src/views/mash-thread.ts';
import { caseContext, jane, mo, OTHER_REFERENCE, pack, pat } from '../case/a-case.ts';
import { joinings } from '../features/joining/joinings.ts';
import type { Named, Sample } from './sample-answers.ts';
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

export function joiningMashCards(sample: Sample): Named[] {
  const { mainCase, call, events } = joinedCases(sample);
  const { awaiting, overdue } = cases(sample);
  const { logged } = phoned(sample);
  return [
    { name: 'case with a joined call', card: caseCard(mainCase, referral(mainCase), pack) },
    { name: 'joined call', card: caseCard(call, referral(call), pack) },
    {
      name: 'joined call, with a notice',
      card: joinedCard({ record: call, referral: referral(call), pack }, joinedState(call), 'Joined.'),
    },
    { name: 'joined call, everything', card: everythingCard(call, referral(call), pack) },
    { name: 'the same call?', card: sameCallCard(logged, [awaiting, overdue]) },
    { name: 'the same call? none', card: sameCallCard(logged, [], 'Nothing was changed.') },
    ...events.map((event, index) => ({
      name: `line ${event.type} ${index}`,
      card: lineCard(mainCase, event, referral(mainCase), pack, NOW),
    })),
  ];
}

export function joiningChatCards(sample: Sample): Named[] {
  const { call } = joinedCases(sample);
  return [{ name: 'receipt of a joined call', card: joinedReceiptCard(call, joinedState(call), pack) }];
}
