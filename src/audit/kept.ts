import { z } from 'zod';
import { type KeptHead, STORE } from './audited.ts';

const Line = z.object({ event: z.literal('evidence.head'), head: z.string() });

/**
 * Reads heads that were kept, one a line: `HT-7K3F-92Q=<64 hexadecimal digits>`, as `--heads` prints them, or a line of the program's log.
 * Other lines of a log are passed over.
 * @throws Error with the line that is written otherwise
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
    return []; // cut off, where the log was
  }
}
