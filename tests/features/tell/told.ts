import type { CaseEvent } from '../../../src/history/events.ts';
import { at, jane, pat } from '../../case/a-case.ts';

const T = at('2026-11-24T14:20:00.000Z');

/** Every kind of event about a message to the referrer. */
export const told: CaseEvent[] = [
  { type: 'ReferrerMessaged', at: T, by: pat.id, number: 1 },
  { type: 'ReferrerMessageDelivered', at: T, number: 1 },
  { type: 'ReferrerMessageRead', at: T, by: jane.id, number: 1 },
];
