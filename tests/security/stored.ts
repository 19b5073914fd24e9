import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Person } from '../../src/base/people.ts';
import type { CaseId } from '../../src/base/reference.ts';
import type { Instant } from '../../src/base/time.ts';
import { advance } from '../../src/case/advance.ts';
import { askReferrer, recordAnswer, recordDecision, takeReferral } from '../../src/case/commands.ts';
import type { DecisionForm } from '../../src/case/decision-record.ts';
import type { Outcome } from '../../src/case/outcome.ts';
import { type CaseRecord, withDraft } from '../../src/case/record.ts';
import { type Referral, referralOf } from '../../src/case/state.ts';
import { markNewsRead } from '../../src/features/news/rules.ts';
import { type Cases, casesIn } from '../../src/store/cases.ts';
import type { Document, Store } from '../../src/store/port.ts';
import { aDraft, at, caseContext, jane, mo, pat, REFERENCE, sent, withOutcome } from '../case/a-case.ts';

/** Every byte of a store's file, its log and its index, as a thief of the disk has them. */
export const bytesOf = (path: string): string =>
  readdirSync(dirname(path))
    .filter((name) => name.startsWith(basename(path)))
    .map((name) => readFileSync(join(dirname(path), name), 'latin1'))
    .join('\n');

/** Stores made-up cases through the one place where cases are written. */

export const BEGUN = at('2020-11-24T13:50:00.000Z');
export const SENT = at('2020-11-24T14:03:20.000Z');
export const DECIDED = at('2020-11-24T15:00:00.000Z');

/** Marked facts, which a search finds wherever they turn up. */
export const facts = {
  child: 'Girl Opal Nguyễn',
  worry: 'Burn Amber.',
  question: 'Which road, Flint?',
  answer: 'Flint Street',
  action: 'Garnet visit today.',
  reasons: 'Jasper burn.',
} as const;
export const anyFact = /Opal|Amber|Flint|Garnet|Jasper|Okafor|Pat Lee|Hussain/;

export const form: DecisionForm = {
  ...{ decision: 'other', action: facts.action, reasons: facts.reasons, tell: '' },
  ...{ protection: 'not-said', protectionWhat: '', police: 'no' },
};

export type Decide = (referral: Referral, record: CaseRecord, how: { by: Person; now: Instant }) => Outcome;

export const taking: Decide = (referral, _, how) => takeReferral(referral, how);
export const asking: Decide = (referral, { facts: { texts } }, how) =>
  askReferrer(referral, facts.question, texts, how);
export const answering: Decide = (referral, _, how) => recordAnswer(referral, 1, facts.answer, how);
const reading: Decide = (_, record, how) => markNewsRead(record, {}, how);
export const deciding: Decide = (referral, { facts: { texts } }, how) => recordDecision(referral, form, texts, how);

/** Applies one command to a stored case, as the program does. A refused command changes nothing. */
export async function act(cases: Cases, decide: Decide, by: Person, now: Instant, id: CaseId = REFERENCE) {
  await cases.change(id, (record) => {
    const outcome = decide(referralOf(record.events), record, { by, now });
    return outcome.kind === 'happened' ? { record: withOutcome(record, outcome, by, now), result: 1 } : { result: 0 };
  });
}

/** Stores a draft and gives its answers one by one, each in its own write. */
export async function storeDraft(store: Store, id: CaseId = REFERENCE, now: Instant = BEGUN): Promise<Cases> {
  const cases = casesIn(store, () => {});
  await cases.create({ ...aDraft(now), id });
  const answersGiven: Record<string, string> = { 'child-name': facts.child, worry: facts.worry };
  for (const field of Object.keys(answersGiven)) {
    await cases.change(id, (record) => {
      const { answers } = record.facts;
      const values = { ...answers.values, [field]: answersGiven[field] ?? '' };
      const progress = record.progress ?? aDraft(now).progress;
      if (!progress) throw new Error('the draft has no progress');
      return { record: withDraft(record, { answers: { ...answers, values }, progress }), result: undefined };
    });
  }
  return cases;
}

/** Stores a whole case: sent, delivered, taken, asked, answered, decided. */
export async function storeDecidedCase(store: Store, id: CaseId = REFERENCE): Promise<Cases> {
  const cases = await storeDraft(store, id);
  await cases.change(id, (record) => ({ record: sent(record, SENT), result: undefined }));
  await cases.change(id, (record) => ({
    record: advance(record, { events: [{ type: 'ReferralDelivered', at: SENT }] }, caseContext(SENT)),
    result: undefined,
  }));
  await act(cases, taking, pat, SENT, id);
  await act(cases, asking, pat, SENT, id);
  await act(cases, answering, jane, SENT, id);
  await act(cases, deciding, mo, DECIDED, id);
  return cases;
}

/** The same, and somebody has read the answer, so that nothing waits any more. */
export async function storeReadCase(store: Store, id: CaseId = REFERENCE): Promise<Cases> {
  const cases = await storeDecidedCase(store, id);
  await act(cases, reading, pat, DECIDED, id);
  return cases;
}

export interface RawCase {
  status: string;
  events: Record<string, unknown>[];
  chain?: { hash: string; facts?: Record<string, string | null> }[] | undefined;
  facts: Record<'texts' | 'names' | 'salts', Record<string, string>> & { answers: { values: Record<string, string> } };
}

/** Changes a document straight in the store, as somebody with the database open would. */
export async function tamper(store: Store, change: (document: RawCase) => void, id: string = REFERENCE): Promise<void> {
  const found = await store.read('case', id);
  const document: RawCase = structuredClone(found?.document) as RawCase;
  change(document);
  const outcome = await store.replace(document as unknown as Document, found?.version ?? '');
  if (outcome.kind !== 'saved') throw new Error('not written');
}
