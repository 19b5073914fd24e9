import { describe, expect, it } from '@jest/globals';
import { laterFacts } from '../../src/cards/later-facts.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { aDraft, at, jane, pack } from '../case/a-case.ts';

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

describe('what was said after an answer was given', () => {
  it('goes before it, and both are dated', () => {
    expect(laterFacts(record({ missing: 'no' }, missing('14:03')), pack).missing).toBe(
      'Yes: said to be missing 14:03, Tue 24 Nov. The referral of 13:02, Tue 24 Nov says: No',
    );
  });

  it('stands also where the child was said to be missing before the referral was sent', () => {
    expect(laterFacts(record({ missing: 'no' }, missing('12:30')), pack).missing).toContain(
      'missing 12:30, Tue 24 Nov',
    );
  });

  it('names no answer where nobody was asked', () => {
    expect(laterFacts(record({}, missing('14:03')), pack).missing).toBe('Yes: said to be missing 14:03, Tue 24 Nov');
  });

  it('changes nothing where the answer says the same, or nothing was said since', () => {
    expect(laterFacts(record({ missing: 'yes', 'missing-now': 'yes' }, missing('14:03')), pack)).toEqual({});
    expect(laterFacts(record({ missing: 'no' }), pack)).toEqual({});
  });

  it('ends with the child being found: has been missing, and is not now', () => {
    const later = laterFacts(record({ missing: 'no', 'missing-now': 'yes' }, missing('14:03'), found), pack);
    expect(later.missing).toContain('Yes: said to be missing 14:03, Tue 24 Nov, found 16:00, Tue 24 Nov');
    expect(later['missing-now']).toBe(
      'No: said to be missing 14:03, Tue 24 Nov, found 16:00, Tue 24 Nov. The referral of 13:02, Tue 24 Nov says: Yes',
    );
  });

  it('is left out of a text that was sent before', () => {
    const said = record({ missing: 'no' }, missing('14:03'));
    expect(laterFacts(said, pack, at('2026-11-24T14:02:59.999Z'))).toEqual({});
    expect(laterFacts(said, pack, at('2026-11-24T14:03:00.000Z'))).not.toEqual({});
  });
});
