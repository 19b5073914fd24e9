import { z } from 'zod';
import { Instant, instantOf, msOf } from '../base/time.ts';
import type { Mismatch } from '../case/derived.ts';
import { Hash } from '../case/record.ts';
import { hashOfJson } from '../evidence/link.ts';
import type { Pack } from '../protocol/pack.ts';
import { type Head, isOfSetting } from '../store/heads.ts';

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
  writtenAt: new Map<string, Instant>(), // when the last event of each case was recorded
  hashes: new Map<string, Set<string>>(), // all hashes of each chain, by its name
});
export type Audited = ReturnType<typeof nothingAudited>;

/**
 * What was saved outside the store: heads, and what the log says beside them. `since`: the time of the log's first line;
 * undefined if there is no log.
 */
export interface Kept {
  heads: Head[];
  since?: Instant | undefined;
}

export const nothingKept: Kept = { heads: [] };

/** What a finding about no single document is called. */
export const STORE = 'store';

/** Records a whole chain under its name. */
export function auditChain({ heads, hashes: all }: Audited, name: string, hashes: string[]): void {
  const last = hashes.at(-1);
  if (last) heads.set(name, last);
  all.set(name, new Set(hashes));
}

const Line = z.object({
  time: z.number(),
  event: z.string(),
  ref: z.string().optional(),
  head: Hash.optional(),
  madeAt: Instant.optional(),
});

/**
 * Reads what was saved: heads, one a line, as `--heads` prints them (`HT-7K3F-92Q=<64 hexadecimal digits>`), or the
 * program's log as it is. Of the settings only the last head is looked for. What was written after a backup was made and
 * before it was restored is not looked for.
 * @throws Error that quotes the first line in neither form, where the text holds no log
 */
export function keptIn(text: string): Kept {
  const lines = text.split('\n').map((line) => line.trim());
  const log = lines.flatMap((line) => (line.startsWith('{') ? lineOfLog(line) : []));
  const [first] = log;
  if (!first) return { heads: lines.flatMap((line) => (line === '' ? [] : headTyped(line))) };
  const restored = log.findLast(({ event }) => event === 'store.restored');
  const isThere = (time: number) => !restored?.madeAt || time <= msOf(restored.madeAt) || time > restored.time;
  const heads = log.flatMap(({ event, time, ref, head }) =>
    event === 'saved' && ref && head && isThere(time) ? { name: ref, head } : [],
  );
  const last = new Map(heads.map((head) => [head.name, head]));
  return {
    heads: heads.filter((head) => !isOfSetting(head.name) || last.get(head.name) === head),
    since: instantOf(first.time),
  };
}

function headTyped(line: string): Head {
  const [, name, head] = /^([A-Z]{2,6}-[0-9A-Z]{4}-[0-9A-Z]{3}(?:~[\d-]{10})?|[a-z]+)=([0-9a-f]{64})$/.exec(line) ?? [];
  if (!name || !head) throw new Error(`“${line.slice(0, 100)}”: write HT-7K3F-92Q=<64 hexadecimal digits>`);
  return { name, head };
}

function lineOfLog(line: string): z.infer<typeof Line>[] {
  try {
    const read = Line.safeParse(JSON.parse(line)).data;
    return read ? [read] : [];
  } catch {
    return []; // the log was cut off in the middle of this line
  }
}

/** A hash of the clock settings of a pack. */
export const hashOfClocks = ({ clocks }: Pick<Pack, 'clocks'>): string => hashOfJson(clocks);
