import { z } from 'zod';
import type { Mismatch } from '../case/derived.ts';
import { hashOfJson } from '../evidence/link.ts';
import type { Pack } from '../protocol/pack.ts';

/**
 * Something that is not as the program wrote it. `ref`: a case reference (`HT-…~day`: that day's reads of the case),
 * `store`, the id of a settings document, or `person`. `what`: the fault in words, without facts of a case.
 */
export interface Finding {
  ref: string;
  what: string;
}

/** A case with a whole history, whose stored status, index fields or clocks differ from that history. */
export interface MendableCase {
  id: string;
  mismatches: Mismatch[];
}

/** The result of an audit of the whole store, before it begins. */
export const nothingAudited = () => ({
  cases: 0,
  events: 0,
  keyless: [] as string[], // a key is missing: nobody can tell whether they are unchanged
  found: [] as Finding[],
  mendable: [] as MendableCase[],
  onlyOutdated: new Set<string>(), // references of cases that differ only because of changed clocks
  heads: new Map<string, string>(), // the head of each chain, by its name
  hashes: new Map<string, Set<string>>(), // all hashes of each chain, by its name
  store: undefined as string | undefined, // the head of the whole store
});
export type Audited = ReturnType<typeof nothingAudited>;

/** A saved head: of a case, of one day's reads of a case, of the duty, of the set-up, or of the whole store. */
export interface KeptHead {
  name: string;
  head: string;
}

/** The name of the head of the whole store. */
export const STORE = 'store';
/** The name of the chain of the set-up, which is also the id of its document. */
export const SETUP = 'setup';

/** Records a whole chain under its name. */
export function auditChain({ heads, hashes: all }: Audited, name: string, hashes: string[]): void {
  const last = hashes.at(-1);
  if (last) heads.set(name, last);
  all.set(name, new Set(hashes));
}

const Line = z.object({ event: z.literal('evidence.head'), head: z.string() });

/**
 * Reads saved heads, one a line: `HT-7K3F-92Q=<64 hexadecimal digits>`, as `--heads` prints them, or lines of the
 * program's log. It skips other lines of a log.
 * @throws Error that quotes the first line in neither form
 */
export function headsIn(text: string): KeptHead[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .flatMap((line) => {
      if (line.startsWith('{')) return headInLog(line);
      const [, name, head] =
        /^([A-Z]{2,6}-[0-9A-Z]{4}-[0-9A-Z]{3}(?:~[\d-]{10})?|duty|setup|store)=([0-9a-f]{64})$/.exec(line) ?? [];
      if (!name || !head) throw new Error(`“${line.slice(0, 100)}”: write HT-7K3F-92Q=<64 hexadecimal digits>`);
      return { name, head };
    });
}

function headInLog(line: string): KeptHead[] {
  try {
    const read = Line.safeParse(JSON.parse(line)).data;
    return read ? [{ name: STORE, head: read.head }] : [];
  } catch {
    return []; // the log was cut off in the middle of this line
  }
}

/** A hash of the clock settings of a pack. */
export const hashOfClocks = ({ clocks }: Pick<Pack, 'clocks'>): string => hashOfJson(clocks);
