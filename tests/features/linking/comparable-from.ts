import { type Comparable, comparable } from '../../../src/features/linking/comparable.ts';
import { aReferral, at } from '../../case/a-case.ts';
import type { BoxTexts } from './pairs.ts';

/** What the bot compares of a referral with these texts in its boxes. */
export function comparableFrom(values: BoxTexts): Comparable {
  const record = aReferral(at('2026-11-24T14:00:00.000Z'));
  const result = comparable({ ...record, facts: { ...record.facts, answers: { values, ticks: {}, readings: {} } } });
  if (!result) throw new Error('the sample referral cannot be compared');
  return result;
}
