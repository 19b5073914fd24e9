import { z } from 'zod';
import { Hash } from '../case/record.ts';
import { canonicalJson, sha256 } from './link.ts';

/**
 * The link that binds an entry of a list to all entries before it: its number from 1, the hash of the previous entry
 * (`before`), and its own hash over both and the entry itself.
 */
const Link = z.object({ number: z.int().positive(), before: Hash, hash: Hash });
type Link = z.infer<typeof Link>;

/** For the schema of an entry: `z.object({ …, ...linkField })`. */
export const linkField = { link: Link };

interface Linked {
  link: Link;
}

export type LogVerdict =
  | { kind: 'whole'; hashes: string[] }
  | { kind: 'broken'; entry: number; what: 'changed' | 'removed' }; // `entry`: counted from 1

/**
 * An entry with its link to the last entry of a list; undefined for the first.
 * @param log the name of the list, so that an entry of one list does not fit another
 */
export function linked<T extends object>(log: string, last: Linked | undefined, entry: T): T & Linked {
  const number = last ? last.link.number + 1 : 1;
  const before = last ? last.link.hash : startOf(log);
  return { ...entry, link: { number, before, hash: hashOf(log, number, before, entry) } };
}

/**
 * Checks whether each entry of a list is unchanged and in its place.
 * @param keeps how many entries a list keeps if it discards its oldest; a shorter list must begin with its very first
 * entry
 */
export function verdictOnLog(log: string, entries: readonly Linked[], keeps = Number.POSITIVE_INFINITY): LogVerdict {
  const [first] = entries;
  const from = first?.link.number ?? 1;
  const isCut = from > 1; // the oldest entries are missing
  if (isCut && entries.length < keeps) return { kind: 'broken', entry: from - 1, what: 'removed' };
  const hashes: string[] = [];
  let before = first && isCut ? first.link.before : startOf(log);
  for (const [place, { link, ...entry }] of entries.entries()) {
    const number = from + place;
    if (link.number > number) return { kind: 'broken', entry: number, what: 'removed' };
    const isUnchanged =
      link.number === number && link.before === before && link.hash === hashOf(log, number, before, entry);
    if (!isUnchanged) return { kind: 'broken', entry: number, what: 'changed' };
    hashes.push(link.hash);
    before = link.hash;
  }
  return { kind: 'whole', hashes };
}

const startOf = (log: string) => sha256(canonicalJson({ log: 1, name: log }));

const hashOf = (log: string, number: number, before: string, entry: object) =>
  sha256(canonicalJson([log, number, before, entry]));
