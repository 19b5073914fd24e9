import type { CaseEvent } from '../../../src/history/events.ts';
import { at, mo } from '../../case/a-case.ts';

/** Every kind of event with which the MASH responds to news after its decision. */
export const sampleNewsResponses: CaseEvent[] = [
  { type: 'NewsRead', at: at('2026-11-24T16:00:00.000Z'), by: mo.id, upTo: 1 },
  {
    type: 'DecisionReopened',
    at: at('2026-11-24T16:00:00.000Z'),
    by: mo.id,
    after: 1,
    clockStart: at('2026-11-24T15:50:00.000Z'),
    decisionDue: at('2026-11-25T15:50:00.000Z'),
  },
];
