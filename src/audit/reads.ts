import { z } from 'zod';
import { Duration, Instant, instantOf, msIn, msOf } from '../base/time.ts';
import { verdictOnLog } from '../evidence/chained-log.ts';
import { brokenListInWords } from '../evidence/words.ts';
import { ReadRecord, readChainOf } from '../store/reads.ts';

/** Of cases whose old reads were erased: until when. */
export type Erased = Map<string, Instant>;

const Erasing = z.object({ type: z.literal('ReadsErased'), at: Instant, period: Duration });
const HasEvents = z.object({ events: z.array(z.unknown()) });

/** The last moment of which the reads of a case may be gone, by its own history. */
export function erasedReads(document: unknown): Instant | undefined {
  const untils = (HasEvents.safeParse(document).data?.events ?? []).flatMap((event) => {
    const { at, period } = Erasing.safeParse(event).data ?? {};
    return at && period ? instantOf(msOf(at) - msIn(period)) : [];
  });
  return untils.sort().at(-1);
}

/** Whether the reads of a chain may be gone. */
export function forgotten(chain: string, erased: Erased): boolean {
  const [id = '', day = ''] = chain.split('~');
  return day <= (erased.get(id)?.slice(0, 10) ?? '');
}

interface ChainOfReads {
  name: string;
  hashes: string[];
  found: string[];
}

/** Whether each read is the one that was written, day by day. Those of a program before there were chains stand by themselves. */
export async function lookAtReads(
  reads: AsyncIterable<{ id: string; document: unknown }>,
  erased: Erased,
): Promise<ChainOfReads[]> {
  const chains = new Map<string, ReadRecord[]>();
  const looked: ChainOfReads[] = [];
  for await (const { id, document } of reads) {
    const [reference = '', day = ''] = id.split('~');
    const name = `${reference}~${day}`;
    const read = ReadRecord.safeParse(document).data;
    if (!read || read.id !== id) looked.push({ name, hashes: [], found: [`the read ${id} is not what was written`] });
    else if (read.link || day.length === 10) chains.set(name, [...(chains.get(name) ?? []), read]);
  }
  for (const [name, list] of chains) {
    const verdict = verdictOnLog(name, list, forgotten(name, erased) ? 0 : undefined);
    const moved = list.find((read) => readChainOf(read) !== name);
    const found = [
      ...(verdict.kind === 'broken' ? [`of ${name.split('~')[1]} ${brokenListInWords(verdict, 'read')}`] : []),
      ...(verdict.kind === 'not-chained' ? [`the reads of ${name.split('~')[1]} have no chain any more`] : []),
      ...(moved && verdict.kind === 'whole' ? [`the read ${moved.id} says another day or case`] : []),
    ];
    looked.push({ name, hashes: verdict.kind === 'whole' ? verdict.hashes : [], found });
  }
  return looked;
}
