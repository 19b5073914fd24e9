import { CaseId } from '../../src/base/reference.ts';
import { Duration, plus } from '../../src/base/time.ts';
import { advance } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf, type UnsentReferral } from '../../src/case/state.ts';
import { clearedCard, erasedCaseCard, erasedReceiptCard } from '../../src/features/retention/cards.ts';
import { withFactsErased } from '../../src/features/retention/rules.ts';
import { dueCard, retentionCard } from '../../src/features/retention/schedule-cards.ts';
import { type ListedForErasure, noRetention, periodsOf } from '../../src/features/retention/schedule-state.ts';
import type { EventOf } from '../../src/history/events.ts';
import { assessmentCard } from '../../src/views/assessment-case.ts';
import { caseCard } from '../../src/views/mash-case.ts';
import { lineCard } from '../../src/views/mash-thread.ts';
import { unsentCard } from '../../src/views/mash-unwritten.ts';
import { receiptCard } from '../../src/views/receipt.ts';
import { ada, caseContext, pack } from '../case/a-case.ts';
import { hasLine } from '../case/notices-of.ts';
import { keptAndErased } from '../security/kept-and-erased.ts';
import { type Named, type Sample, sampleText } from './sample-answers.ts';
import { cases, NOW, OVERDUE, referral, SENT, unsent, unwritten } from './sample-cases.ts';

const period = Duration.parse('P365D');
const erasedCase = (record: CaseRecord, why: EventOf<'FactsErased'>['why']): CaseRecord =>
  withFactsErased(record, { kind: 'due', why, period, since: SENT }, ada.id, caseContext(OVERDUE));
const erasedEvent = ({ events }: CaseRecord) => events.at(-1) as EventOf<'FactsErased'>;

/** The cards that replace those of an erased case, and the lines about legal holds and erasing. */
export function retentionMashCards(sample: Sample): Named[] {
  const { decided } = cases(sample);
  const case_ = erasedCase(decided, 'decided');
  const deleted = erasedCase(unsent(sample).deleted, 'deleted-draft');
  const texts = { 'hold-1': sampleText(sample, 2000), 'hold-1-released': sampleText(sample, 300) };
  const held = advance(decided, { events: keptAndErased.slice(0, 1), texts }, caseContext(NOW));
  return [
    { name: 'case, legal hold', card: caseCard(held, referral(held), pack) },
    { name: 'case, erased', card: caseCard(case_, referral(case_), pack) },
    { name: 'a message of an erased case', card: clearedCard(case_.id) },
    {
      name: 'erased, with a notice',
      card: erasedCaseCard(case_, erasedEvent(case_), { notice: 'Nothing was recorded.', hasFile: true }),
    },
    { name: 'erased, for the Assessment team', card: assessmentCard(case_, referral(case_), pack, NOW) },
    {
      name: 'erased, never sent',
      card: unsentCard(deleted, referralOf(deleted.events) as UnsentReferral, pack),
    },
    ...keptAndErased.filter(hasLine).map((event) => ({
      name: `line ${event.type}`,
      card: lineCard(event.type === 'FactsErased' ? case_ : held, event, referral(held), pack, NOW),
    })),
  ];
}

export function retentionChatCards(sample: Sample): Named[] {
  const { decided } = cases(sample);
  const case_ = erasedCase(decided, 'decided');
  const draft = erasedCase({ ...unwritten(sample).missing, status: 'draft' }, 'idle-draft');
  return [
    { name: 'receipt, erased', card: receiptCard(case_, referral(case_), pack) },
    { name: 'a draft, erased', card: erasedReceiptCard(draft, erasedEvent(draft), pack) },
  ];
}

/**
 * The cards of erasing by schedule: off, off again because the periods changed, on, with a list for readers who can and
 * cannot release it, and the weekly notice.
 */
export function scheduleCards(): Named[] {
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
    { name: 'retention, off', card: retentionCard(noRetention, pack, admin) },
    { name: 'retention, off, for a manager', card: retentionCard(noRetention, pack, manager) },
    { name: 'retention, off again', card: retentionCard(other, pack, admin, 'Please look again.') },
    { name: 'retention, on', card: retentionCard(on, pack, admin) },
    { name: 'retention, on, listed, for the person who confirmed', card: retentionCard(full, pack, admin) },
    { name: 'retention, on, listed, for somebody who may release', card: retentionCard(full, pack, manager) },
    { name: 'due to be erased', card: dueCard(full, true) },
    { name: 'due to be erased, one, for the person who confirmed', card: dueCard(one, false) },
  ];
}

const caseId = (number: number) => CaseId.parse(`HT-7K3F-${String(number).padStart(3, '2')}`);
