import { expect, it } from '@jest/globals';
import type { CaseRecord } from '../../src/case/record.ts';
import { withChain } from '../../src/evidence/link.ts';
import { aReferral, at, pat } from '../case/a-case.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
let salts = 0;
const newSalt = () => `salt ${++salts}`;
const withEvent = (record: CaseRecord, texts: Record<string, string>): CaseRecord => ({
  ...record,
  facts: { ...record.facts, texts: { ...record.facts.texts, ...texts } },
  events: [...record.events, { type: 'ReferralTaken', at: SENT, by: pat.id }],
});
const committed = (record: CaseRecord) => Object.keys(record.chain?.at(-1)?.facts ?? {});

it('A link commits to each fact that came or changed with its event, and to no other', () => {
  const first = withChain(undefined, aReferral(SENT), newSalt);
  const came = withChain(first, withEvent(first, { 'question-1': 'Which road?' }), newSalt);
  expect(committed(came)).toHaveLength(1);
  const [name] = committed(came);
  const changed = withChain(came, withEvent(came, { 'question-1': 'Which street?' }), newSalt);
  expect(committed(changed)).toEqual([name]);
  expect(changed.chain?.at(-1)?.facts?.[name ?? '']).not.toBe(came.chain?.at(-1)?.facts?.[name ?? '']);
  expect(committed(withChain(changed, withEvent(changed, {}), newSalt))).toEqual([]);
});
