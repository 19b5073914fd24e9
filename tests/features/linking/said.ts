import { type Comparable, comparable } from '../../../src/features/linking/comparable.ts';
import { aReferral, at } from '../../case/a-case.ts';
import type { Said } from './pairs.ts';

/** What is compared of a referral in which this was written. */
export function said(values: Said): Comparable {
  const record = aReferral(at('2026-11-24T14:00:00.000Z'));
  const found = comparable({ ...record, facts: { ...record.facts, answers: { values, ticks: {}, readings: {} } } });
  if (!found) throw new Error('the sample takes no part');
  return found;
}
