import { describe, expect, it } from '@jest/globals';
import { advance, clockEventsDue } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { features as parts } from '../../src/features/list.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { allSent, aReferral, at, caseContext, jane, meg, messageInShort, mo, pack, pat } from '../case/a-case.ts';

const SENT = at('2026-11-24T14:00:00.000Z');
const asked = (question: number, when: string, by = pat): CaseEvent => ({
  ...{ type: 'QuestionAsked', at: at(when), by: by.id, question },
});
const answered = (question: number, when: string): CaseEvent => ({
  ...{ type: 'QuestionAnswered', at: at(when), by: jane.id, question, known: true },
});
const told = (when: string): CaseEvent => ({ type: 'ReferrerMessaged', at: at(when), by: mo.id, number: 1 });
const decision: CaseEvent = {
  ...{ type: 'DecisionRecorded', at: at('2026-11-24T14:20:00.000Z'), by: mo.id, late: false },
  ...{ decision: 'other', protection: 'no', police: 'no' },
};

/** What the two clocks bring until the evening: the time of each mark, and who gets a notice. */
function until(...events: CaseEvent[]): string[] {
  let record: CaseRecord = events.reduce(
    (each, event) => allSent(advance(each, { events: [event] }, caseContext(event.at)), event.at),
    aReferral(SENT),
  );
  const said: string[] = [];
  for (let now = record.changedAt; record.wakeAt && record.wakeAt < '2026-11-24T23:00'; ) {
    now = record.wakeAt;
    const due = clockEventsDue(record, { now, pack, parts });
    const next = advance(record, { events: due }, caseContext(now));
    const isOurs = due.some((event) => event.type === 'ClockReached' && ['question', 'message'].includes(event.clock));
    const notices = next.outbox
      .slice(record.outbox.length)
      .filter(({ to, message }) => 'person' in to && message.kind === 'notice');
    if (isOurs)
      said.push(`${now.slice(11, 16)} ${notices.map((each) => messageInShort(each).split(':')[0]).join(', ')}`);
    record = allSent(next, now);
  }
  return said;
}

describe('what the MASH wrote, without a reply', () => {
  it('The referrer gets it once more after two hours, and who wrote it is told to ring after four', () => {
    expect(until(asked(1, '2026-11-24T14:10:00.000Z'))).toEqual(['16:10 jane', '18:10 pat']);
    expect(until(told('2026-11-24T14:10:00.000Z'))).toEqual(['16:10 jane', '18:10 mo']);
  });

  it('Two questions have a clock each, and who asked is told once of each', () => {
    expect(until(asked(1, '2026-11-24T14:10:00.000Z'), asked(2, '2026-11-24T15:10:00.000Z', meg))).toEqual([
      ...['16:10 jane', '17:10 jane', '18:10 pat', '19:10 meg'],
    ]);
  });

  it.each<[string, CaseEvent[]]>([
    ['the answer', [asked(1, '2026-11-24T14:10:00.000Z'), answered(1, '2026-11-24T14:20:00.000Z')]],
    [
      'reading it',
      [
        told('2026-11-24T14:10:00.000Z'),
        { type: 'ReferrerMessageRead', at: at('2026-11-24T14:20:00.000Z'), by: jane.id, number: 1 },
      ],
    ],
    [
      'that it did not reach the referrer, which the card says',
      [
        told('2026-11-24T14:10:00.000Z'),
        { type: 'NotReached', at: at('2026-11-24T14:20:00.000Z'), who: 'referrer', staff: jane.id },
      ],
    ],
    ['the decision', [asked(1, '2026-11-24T14:10:00.000Z'), decision]],
  ])('The clock ends with %s', (_, events) => {
    expect(until(...events)).toEqual([]);
  });

  it('A question after the decision has its clock', () => {
    expect(until(decision, asked(1, '2026-11-24T14:30:00.000Z'))).toEqual(['16:30 jane', '18:30 pat']);
  });
});
