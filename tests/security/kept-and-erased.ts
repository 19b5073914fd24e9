import { Duration } from '../../src/base/time.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { ada, at } from '../case/a-case.ts';

const done = { at: at('2026-11-24T16:00:00.000Z'), by: ada.id };
const period = Duration.parse('P365D');

/** One of each event of keeping and erasing. */
export const keptAndErased: CaseEvent[] = [
  { type: 'LegalHoldSet', ...done, number: 1 },
  { type: 'LegalHoldReleased', ...done, number: 1 },
  { type: 'FactsErased', ...done, why: 'decided', period },
  { type: 'ReadsErased', ...done, reads: 3, period },
];
