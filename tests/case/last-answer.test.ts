import { expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { Instant } from '../../src/base/time.ts';
import { lastAnswer } from '../../src/case/alarms.ts';
import type { CaseEvent } from '../../src/history/events.ts';

const by = StaffId.parse('mo');
const at = Instant.parse('2026-06-10T14:00:00.000Z');
const taken: CaseEvent = { type: 'ReferralTaken', at, by };
const decided = (police: 'yes' | 'no'): CaseEvent => ({
  ...{ type: 'DecisionRecorded', at, by, decision: 'other', protection: 'no', late: false },
  police,
});

it.each([
  [
    'a decision by which the police are told answers whether the child is safe, until it is asked again',
    [taken, decided('yes')],
    1,
  ],
  ['another decision does not', [taken, decided('no')], 0],
  ['the first act of the MASH does', [decided('no')], 0],
] as const)('%s', (_, events, place) => expect(lastAnswer(events)).toBe(place));
