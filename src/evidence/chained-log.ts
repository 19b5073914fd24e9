import { z } from 'zod';
import { Hash } from '../case/chain-link.ts';
import { canonicalJson, sha256 } from './link.ts';

/**
 * The link that binds an entry of a list to all entries before it: its number from 1, the hash of the previous entry
 * (`before`), and its own hash over both and the entry itself.
 */
const Link = z.object({ number: z.int().positive(), before: Hash, hash: Hash });
type Link = z.infer<typeof Link>;

/** For the schema of an entry: `z.object({ …, ...linkField })`. Entries that older versions wrote have no link. */
export const linkField = { link: Link.optional() };

interface Entry {
  link?: Link | undefined;
}

export type LogVerdict =
  /**
   * `from`: the number of the first linked entry. Earlier entries were discarded, or an older version wrote them
   * without a link.
   */
  | { kind: 'whole'; from: number; hashes: string[] }
  | { kind: 'not-chained'; entries: number }
  | { kind: 'broken'; entry: number; what: 'changed' | 'removed' | 'added' }; // `entry`: counted from 1

/**
 * The list with one more entry. Old entries without a link stay as they are, and the first link is bound to them.
 * @param log the name of the list, so that an entry of one list does not fit another
 */
export function appendLinked<T extends Entry>(log: string, entries: readonly T[], entry: T): T[] {
  const last = entries.at(-1)?.link;
  const number = last ? last.number + 1 : entries.length + 1;
  const before = last ? last.hash : startOf(log, entries);
  return [...entries, { ...entry, link: { number, before, hash: hashOf(log, number, before, entry) } }];
}

/**
 * Checks whether each entry of a list is unchanged and in its place.
 * @param keeps how many entries a list keeps if it discards its oldest; a shorter list must begin with its very first
 * entry
 */
export function verdictOnLog(log: string, entries: readonly Entry[], keeps = Number.POSITIVE_INFINITY): LogVerdict {
  const firstLinked = entries.findIndex(({ link }) => link !== undefined);
  if (firstLinked < 0) return { kind: 'not-chained', entries: entries.length };
  const first = entries[firstLinked]?.link;
  const from = first?.number ?? 1;
  const isCut = from > firstLinked + 1; // the oldest entries are missing
  if (isCut && entries.length < keeps) return { kind: 'broken', entry: from - 1, what: 'removed' };
  if (!isCut && first?.before !== startOf(log, entries.slice(0, firstLinked))) {
    return { kind: 'broken', entry: 1, what: 'changed' };
  }
  const hashes: string[] = [];
  let before = first?.before ?? '';
  for (const [place, entry] of entries.slice(firstLinked).entries()) {
    const number = from + place;
    const { link } = entry;
    if (!link) return { kind: 'broken', entry: number, what: 'added' };
    if (link.number > number) return { kind: 'broken', entry: number, what: 'removed' };
    const isUnchanged =
      link.number === number && link.before === before && link.hash === hashOf(log, number, before, entry);
    if (!isUnchanged) return { kind: 'broken', entry: number, what: 'changed' };
    hashes.push(link.hash);
    before = link.hash;
  }
  return { kind: 'whole', from, hashes };
}

const startOf = (log: string, old: readonly Entry[]): string => sha256(canonicalJson({ log: 1, name: log, old }));

function hashOf(log: string, number: number, before: string, { link: _, ...entry }: Entry): string {
  return sha256(canonicalJson([log, number, before, entry]));
}
