import { CaseId } from '../../src/base/reference.ts';
import { Duration, plus } from '../../src/base/time.ts';
import { advance } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import {
  clearedCard,
  dueCard,
  erasedCaseCard,
  erasedReceiptCard,
  retentionCard,
} from '../../src/features/retention/cards.ts';
import { withFactsErased } from '../../src/features/retention/rules.ts';
import { type ListedForErasure, noRetention, periodsOf } from '../../src/features/retention/state.ts';
import type { EventOf } from '../../src/history/events.ts';
import { assessmentCard } from '../../src/views/assessment-case.ts';
import { lineCard } from '../../src/views/slots.ts';
import { ada, caseContext, pack } from '../case/a-case.ts';
import { hasLine } from '../case/notices-of.ts';
import { keptAndErased } from '../security/kept-and-erased.ts';
import { mashCardOf, receiptOf } from './drawn.ts';
import { type Cards, type Sample, sampleText } from './sample-answers.ts';
import { cases, NOW, OVERDUE, referral, SENT, unwritten } from './sample-cases.ts';

const period = Duration.parse('P365D');
const erasedCase = (record: CaseRecord, why: EventOf<'FactsErased'>['why']): CaseRecord =>
  withFactsErased(record, { kind: 'due', why, period, since: SENT }, ada.id, caseContext(OVERDUE));
const erasedEvent = ({ events }: CaseRecord) => events.at(-1) as EventOf<'FactsErased'>;

/** The cards that replace those of an erased case, and the lines about legal holds and erasing. */
export function retentionMashCards(sample: Sample): Cards[] {
  const { decided } = cases(sample);
  const case_ = erasedCase(decided, 'decided');
  const texts = { 'hold-1': sampleText(sample, 2000), 'hold-1-released': sampleText(sample, 300) };
  const held = advance(decided, { events: keptAndErased.slice(0, 1), texts }, caseContext(NOW));
  return [
    {
      'case, legal hold': mashCardOf(held),
      'case, erased': mashCardOf(case_),
      'a message of an erased case': clearedCard(case_.id),
      'erased, with a notice': erasedCaseCard(case_, erasedEvent(case_), {
        notice: 'Nothing was recorded.',
        hasFile: true,
      }),
      'erased, for the Assessment team': assessmentCard(case_, referral(case_), pack, NOW),
    },
    ...keptAndErased.filter(hasLine).map((event) => ({
      [`line ${event.type}`]: lineCard(event.type === 'FactsErased' ? case_ : held, event, referral(held), pack, NOW),
    })),
  ];
}

export function retentionChatCards(sample: Sample): Cards[] {
  const { decided } = cases(sample);
  const case_ = erasedCase(decided, 'decided');
  const draft = erasedCase({ ...unwritten(sample).missing, status: 'draft' }, 'idle-draft');
  return [
    {
      'receipt, erased': receiptOf(case_),
      'a draft, erased': erasedReceiptCard(draft, erasedEvent(draft), pack),
    },
  ];
}

/**
 * The cards of erasing by schedule: off, off again because the periods changed, on, with a list for readers who can and
 * cannot release it, and the weekly notice.
 */
export function scheduleCards(): Cards[] {
  const item = (number: number): ListedForErasure => ({
    ...{ case: caseId(number), what: number % 9 === 0 ? 'reads' : 'facts' },
    ...{ due: SENT, from: plus(NOW, Duration.parse(`P${30 + (number % 8)}D`)) },
  });
  const confirmed = { by: ada.id, name: 'Ada Archer', at: SENT, periods: periodsOf(pack) };
  const on = { ...noRetention, confirmed };
  const listed = Array.from({ length: 50 }, (_, number) => item(number));
  const full = { ...on, listed, listedAt: NOW, released: [{ ...item(0), by: ada.id, at: NOW }] };
  const one = { ...full, listed: listed.slice(0, 1) };
  const admin = { isAdmin: true, mayRelease: false };
  const manager = { isAdmin: false, mayRelease: true };
  const other = { ...on, confirmed: { ...confirmed, periods: 'other' } };
  return [
    {
      'retention, off': retentionCard(noRetention, pack, admin),
      'retention, off, for a manager': retentionCard(noRetention, pack, manager),
      'retention, off again': retentionCard(other, pack, admin, 'Please look again.'),
      'retention, on': retentionCard(on, pack, admin),
      'retention, on, listed, for the person who confirmed': retentionCard(full, pack, admin),
      'retention, on, listed, for somebody who may release': retentionCard(full, pack, manager),
      'due to be erased': dueCard(full, true),
      'due to be erased, one, for the person who confirmed': dueCard(one, false),
    },
  ];
}

const caseId = (number: number) => CaseId.parse(`HT-7K3F-${String(number).padStart(3, '2')}`);
