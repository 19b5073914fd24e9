import type { CaseEvent } from '../../../src/history/events.ts';
import { at, dee, jane, mo } from '../../case/a-case.ts';

const AT = at('2026-11-26T10:00:00.000Z');
const TARGET = at('2026-12-04T09:00:00.000Z');

/** One event of each kind that a disagreement can have. Together they are no real history. */
export const sampleDisagreementEvents: CaseEvent[] = [
  { type: 'DisagreementRaised', at: AT, by: jane.id, number: 1, side: 'referrer', target: TARGET },
  { type: 'DisagreementWentUp', at: AT, by: mo.id, number: 1, level: 2 },
  { type: 'DisagreementDateSet', at: AT, by: mo.id, number: 1, level: 2, target: TARGET },
  { type: 'DisagreementAgreed', at: AT, by: mo.id, number: 1, level: 2, party: 'other' },
  { type: 'DisagreementClosed', at: AT, by: dee.id, number: 2, level: 2 },
  { type: 'DisagreementSettled', at: AT, by: mo.id, number: 1, level: 2 },
  { type: 'DisagreementTakenBack', at: AT, by: jane.id, number: 2 },
];
