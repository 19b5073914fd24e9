import { type Entry, isWaiting } from './outbox.ts';
import type { CaseRecord } from './record.ts';

const keep = 100; // the newest entries stay, whatever became of them
const rollAt = 300;
const worthIt = 100; // a case whose channel takes nothing has many that wait: not a document for each one told

/**
 * Takes what was told long ago out of a case, so that its document stays far below what a store takes (2 MB): a case that nobody
 * decides is reminded of again and again.
 * @returns the case without them and what was taken out, or undefined when it is not time
 */
export function rolled(record: CaseRecord): { record: CaseRecord; number: number; entries: Entry[] } | undefined {
  if (record.outbox.length < rollAt) return undefined;
  const old = record.outbox.slice(0, -keep);
  const entries = old.filter((entry) => !isWaiting(entry));
  if (entries.length < worthIt) return undefined;
  const outbox = [...old.filter(isWaiting), ...record.outbox.slice(-keep)];
  const number = record.rolled ?? 0;
  return { record: { ...record, outbox, rolled: number + 1 }, number, entries };
}

const textsAtMost = 200_000; // characters, and so at most 800 KB

/**
 * The texts that are to be moved out of a case that is added to again and again.
 * @param own    those that its document holds now
 * @param stored those that the store has for certain: a text whose event may not come to be saved is never moved
 * @returns undefined when it is not time; a draft keeps its texts, because they go with it when it is deleted
 */
export function rolledTexts({ status }: CaseRecord, own: Texts, stored: Texts): Texts | undefined {
  if (status === 'draft' || lengthOf(own) < textsAtMost) return undefined;
  const old = withoutSame(own, withoutSame(own, stored));
  return lengthOf(old) < textsAtMost / 2 ? undefined : old;
}

export type Texts = Record<string, string>;

/** Those that the others do not say in the same words. */
export const withoutSame = (texts: Texts, others: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).filter(([key, text]) => others[key] !== text));

const lengthOf = (texts: Texts): number => Object.values(texts).reduce((sum, { length }) => sum + length, 0);
