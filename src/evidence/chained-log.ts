import { z } from 'zod';
import { Hash } from '../case/record.ts';
import { hashOfJson } from './link.ts';

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
 * @param mayBeCut whether the oldest entries may be missing
 * @returns the hashes; or the number of the first entry, from 1, that is not what was written, or is missing
 */
export function verdictOnLog(log: string, entries: readonly Linked[], mayBeCut = false): string[] | number {
  const [first] = entries;
  let before = mayBeCut && first && first.link.number > 1 ? first.link.before : startOf(log);
  const from = mayBeCut && first ? first.link.number : 1;
  for (const [place, { link, ...entry }] of entries.entries()) {
    const number = from + place;
    if (link.number !== number || link.before !== before || link.hash !== hashOf(log, number, before, entry))
      return number;
    before = link.hash;
  }
  return entries.map(({ link }) => link.hash);
}

const startOf = (log: string) => hashOfJson({ log: 1, name: log });

const hashOf = (log: string, number: number, before: string, entry: object) => hashOfJson([log, number, before, entry]);
