import { expect, it } from '@jest/globals';
import { laterFacts } from '../../src/cards/later-facts.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { aDraft, at, jane, mo, pack } from '../case/a-case.ts';

const sentAt = at('2026-11-24T13:02:00.000Z');
const sent: CaseEvent = {
  type: 'ReferralSubmitted',
  at: sentAt,
  by: jane.id,
  clockStart: sentAt,
  decisionDue: at('2026-11-25T13:02:00.000Z'),
  checkDone: true,
};
const missing = (time: string): CaseEvent => ({
  type: 'ChildMissing',
  at: at(`2026-11-24T${time}:00.000Z`),
  by: jane.id,
  number: 1,
  police: 'no',
});
const found: CaseEvent = { type: 'ChildFound', at: at('2026-11-24T16:00:00.000Z'), by: jane.id, number: 1 };

function record(values: Record<string, string>, ...events: CaseEvent[]): CaseRecord {
  const draft = aDraft(at('2026-11-24T12:00:00.000Z'));
  const answers = { values, ticks: {}, readings: {} };
  const inOrder = [sent, ...events].sort((one, other) => (one.at < other.at ? -1 : 1));
  return { ...draft, facts: { ...draft.facts, answers }, events: [...draft.events, ...inOrder] };
}

// Later reports of a missing child

it('A later report that the child is missing overrides the answer, and both have their dates', () =>
  expect(laterFacts(record({ missing: 'no' }, missing('14:03')), pack).missing).toBe(
    'Yes: said to be missing 14:03, Tue 24 Nov. The referral of 13:02, Tue 24 Nov says: No',
  ));

it('A report that the child is missing counts even if it was made before the referral was sent', () =>
  expect(laterFacts(record({ missing: 'no' }, missing('12:30')), pack).missing).toContain('missing 12:30, Tue 24 Nov'));

it('If the referral does not answer the question, only the report is given', () =>
  expect(laterFacts(record({}, missing('14:03')), pack).missing).toBe('Yes: said to be missing 14:03, Tue 24 Nov'));

it('There is no later fact if the report agrees with the answer, or if there is no report', () => {
  expect(laterFacts(record({ missing: 'yes', 'missing-now': 'yes' }, missing('14:03')), pack)).toEqual({});
  expect(laterFacts(record({ missing: 'no' }), pack)).toEqual({});
});

it('A report that the child is found is given with its time, and the child is missing until the MASH says that they are safe', () => {
  const later = laterFacts(record({ missing: 'no', 'missing-now': 'yes' }, missing('14:03'), found), pack);
  const said =
    'Yes: said to be missing 14:03, Tue 24 Nov, said to be found at 16:00, Tue 24 Nov by the referrer, not confirmed';
  expect(later.missing).toBe(`${said}. The referral of 13:02, Tue 24 Nov says: No`);
  expect(later['missing-now']).toBe(`${said}. The referral of 13:02, Tue 24 Nov says: Yes`);
  const safe: CaseEvent = { type: 'ChildSafe', at: at('2026-11-24T16:30:00.000Z'), by: mo.id, number: 1 };
  expect(laterFacts(record({ 'missing-now': 'yes' }, missing('14:03'), found, safe), pack)['missing-now']).toBe(
    'No: said to be missing 14:03, Tue 24 Nov, safe, says the MASH, 16:30, Tue 24 Nov. The referral of 13:02, Tue 24 Nov says: Yes',
  );
});

it('A text that must stay as it was sent leaves out reports made after it was sent', () => {
  const reported = record({ missing: 'no' }, missing('14:03'));
  expect(laterFacts(reported, pack, at('2026-11-24T14:02:59.999Z'))).toEqual({});
  expect(laterFacts(reported, pack, at('2026-11-24T14:03:00.000Z'))).not.toEqual({});
});
