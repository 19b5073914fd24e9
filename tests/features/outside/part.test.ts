import { expect, it } from '@jest/globals';
import type { CaseRecord } from '../../../src/case/record.ts';
import { hears } from '../../../src/features/outside/index.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import { aDraft, at, dee, desk, mo, pack, sent } from '../../case/a-case.ts';

const NOW = at('2026-11-24T14:00:00.000Z');
const mark = (clock: 'decision' | 'leavesSight'): CaseEvent => ({
  ...{ type: 'ClockReached', at: NOW, clock, upTo: NOW, late: false },
  ...{ remind: false, escalate: false, overdue: true },
});

it('When two clocks reach a mark at the same moment, a person who was told outside Teams about one is not told about the other', () => {
  const record = sent(aDraft(NOW), NOW);
  const first = record.events.length;
  const ring = { kind: 'outside-ring' as const, event: first };
  const withRing: CaseRecord = {
    ...record,
    events: [...record.events, mark('decision'), mark('leavesSight')],
    outbox: [
      {
        ...{ id: 0, addedAt: NOW, attempts: 0, notBefore: NOW },
        to: { outside: mo.id },
        message: ring,
        state: { kind: 'sent', at: NOW },
      },
    ],
  };
  const caseAndDesk = { record: withRing, desk: { ...desk, outside: [mo.id, dee.id] } };
  const nobodyReached = { type: 'NobodyReached' as const, at: NOW };
  expect(
    hears.NobodyReached.also?.(nobodyReached, {
      ...caseAndDesk,
      index: first + 2,
      referral: undefined,
      pack,
      inherited: () => [],
      standIns: () => [],
    }).map(({ to }) => to),
  ).toEqual([{ outside: dee.id }]);
});
