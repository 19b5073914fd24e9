import type { CaseRecord } from './case.ts';
import { type Entry, isWaiting } from './outbox.ts';

const keep = 100; // the newest entries stay, whatever became of them
const rollAt = 300;

/**
 * Takes what was told long ago out of a case, so that its document stays far below what a store takes (2 MB): a case that nobody
 * decides is reminded of again and again.
 * @returns the case without them and what was taken out, or undefined when it is not time
 */
export function rolled(record: CaseRecord): { record: CaseRecord; number: number; entries: Entry[] } | undefined {
  if (record.outbox.length < rollAt) return undefined;
  const old = record.outbox.slice(0, -keep);
  const entries = old.filter((entry) => !isWaiting(entry));
  const outbox = [...old.filter(isWaiting), ...record.outbox.slice(-keep)];
  const number = record.rolled ?? 0;
  return { record: { ...record, outbox, rolled: number + 1 }, number, entries };
}
