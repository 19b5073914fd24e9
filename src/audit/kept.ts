import { z } from 'zod';
import { type KeptHead, STORE } from './audited.ts';

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
