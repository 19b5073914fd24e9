import { advance } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { checkTimeCard, timeUsedCard } from '../../src/features/leaving-time/cards.ts';
import { saidTimesOf } from '../../src/features/leaving-time/state.ts';
import { mayRingCard, wishHeardCard, wishSaidCard } from '../../src/features/ring-wish/cards.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { at, caseContext, jane, pack, submittedOf } from '../case/a-case.ts';
import { linesOf, mashCardOf, receiptOf } from './drawn.ts';
import type { Cards, Sample } from './sample-answers.ts';
import { cases, NOW } from './sample-cases.ts';

/** A case with an earlier time that its author confirmed, and a later one that they say is not right. */
function saying(sample: Sample): CaseRecord {
  const said = (number: number, leavesSight: string): CaseEvent => ({
    ...{ type: 'LeavingTimeSaid', at: NOW, by: jane.id, number },
    leavesSight: at(leavesSight),
  });
  const checked = (number: number, right: 'yes' | 'no'): CaseEvent => ({
    ...{ type: 'LeavingTimeChecked', at: NOW, by: jane.id, number, right },
  });
  const events = [
    ...[said(1, '2026-11-24T15:20:00.000Z'), checked(1, 'yes')],
    ...[said(2, '2026-11-24T17:00:00.000Z'), checked(2, 'no')],
    said(3, '2026-11-24T14:00:00.000Z'),
    { ...said(4, '2026-11-24T14:03:00.000Z'), soon: true } as CaseEvent,
    { type: 'LeavingTimeSaid', at: NOW, by: jane.id, number: 5 } as CaseEvent,
    { type: 'RingWishSaid', at: NOW, by: jane.id, wish: 'message' } as CaseEvent,
  ];
  return advance(cases(sample).awaiting, { events }, caseContext(NOW));
}

export function leavingTimeChatCards(sample: Sample): Cards[] {
  const record = saying(sample);
  return [
    ...saidTimesOf(record.events).map((each) => ({
      [`leaving time ${each.number}, ${each.right}`]: checkTimeCard(record, each, pack),
    })),
    { 'receipt, with a leaving time said later': receiptOf(record) },
    { 'message only': wishSaidCard([record], 'message', pack) },
    { 'may the MASH ring now': mayRingCard(pack) },
  ];
}

export function leavingTimeMashCards(sample: Sample): Cards[] {
  const record = saying(sample);
  return [
    { 'case, with leaving times said later': mashCardOf(record) },
    { 'the time that the MASH uses': timeUsedCard({ record, referral: submittedOf(record) }, '15:10', undefined) },
    { 'how to reach the referrer': wishHeardCard(record, { link: undefined }) },
    linesOf('leaving time', record, record.events.slice(-8)),
  ];
}
