import type { CaseEvent } from '../../../src/history/events.ts';
import { at, jane, tom } from '../../case/a-case.ts';

const T = at('2026-11-24T19:50:00.000Z');

/** Every kind of event in a hand-over. */
export const handed: CaseEvent[] = [
  { type: 'HandOverOffered', at: T, by: jane.id, number: 1, until: at('2026-11-24T20:50:00.000Z') },
  { type: 'HandOverAccepted', at: T, by: tom.id, number: 1, from: jane.id },
];
