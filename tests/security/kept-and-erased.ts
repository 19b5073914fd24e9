import { Duration } from '../../src/base/time.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { ada, at } from '../case/a-case.ts';

const moment = { at: at('2026-11-24T16:00:00.000Z'), by: ada.id };
const period = Duration.parse('P365D');

/** One event of each type about legal holds and erasing. */
export const keptAndErased: CaseEvent[] = [
  { type: 'LegalHoldSet', ...moment, number: 1 },
  { type: 'LegalHoldReleased', ...moment, number: 1 },
  { type: 'FactsErased', ...moment, why: 'decided', period },
  { type: 'ReadsErased', ...moment, reads: 3, period },
];
