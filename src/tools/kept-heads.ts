import { z } from 'zod';
import type { Kept } from '../audit/audited.ts';
import { Instant, instantOf, msOf } from '../base/time.ts';
import { Hash } from '../case/record.ts';
import { type Head, isOfSetting } from '../store/heads.ts';

const Line = z.object({
  time: z.number(),
  event: z.string(),
  ref: z.string().optional(),
  head: Hash.optional(),
  madeAt: Instant.optional(),
});

/**
 * Reads what was saved: heads, one a line, as `--heads` prints them (`HT-7K3F-92H=<64 hexadecimal digits>`), or the
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
  if (!name || !head) throw new Error(`“${line.slice(0, 100)}”: write HT-7K3F-92H=<64 hexadecimal digits>`);
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
