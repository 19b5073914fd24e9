import { z } from 'zod';
import { Duration, Instant, msIn, plus } from '../base/time.ts';
import { verdictOnLog } from '../evidence/chained-log.ts';
import { ReadRecord, readChainOf } from '../store/reads.ts';
import { type Audited, auditChain } from './audited.ts';

/** For each case with erased reads: reads up to this time may have been erased. */
export type Erased = Map<string, Instant>;

const Erasing = z.object({ type: z.literal('ReadsErased'), at: Instant, period: Duration });
const HasEvents = z.object({ events: z.array(z.unknown()) });

/** The time up to which reads of a case may have been erased, according to its own history. */
export function erasedReads(document: unknown): Instant | undefined {
  const untils = (HasEvents.safeParse(document).data?.events ?? []).flatMap((event) => {
    const { at, period } = Erasing.safeParse(event).data ?? {};
    return at && period ? plus(at, -msIn(period)) : [];
  });
  return untils.sort().at(-1);
}

/** Whether the reads of this chain may have been erased. */
export function maybeErased(chain: string, erased: Erased): boolean {
  const [id = '', day = ''] = chain.split('~');
  return day <= (erased.get(id)?.slice(0, 10) ?? '');
}

/** Checks each day's reads against their chain. */
export async function auditReads(
  reads: AsyncIterable<{ id: string; document: unknown }>,
  erased: Erased,
  audited: Audited,
) {
  const chains = new Map<string, ReadRecord[]>();
  const report = (name: string, what: string) => audited.found.push({ ref: name.split('~')[0] ?? name, what });
  for await (const { id, document } of reads) {
    const name = id.split('~', 2).join('~');
    const read = ReadRecord.safeParse(document).data;
    if (read?.id === id) chains.set(name, [...(chains.get(name) ?? []), read]);
    else report(name, `the read ${id} is not what was written`);
  }
  for (const [name, list] of chains) {
    const verdict = verdictOnLog(name, list, maybeErased(name, erased));
    const misplaced = list.find((read) => readChainOf(read) !== name);
    if (typeof verdict === 'number')
      report(name, `of the reads of ${name.split('~')[1]}, read ${verdict} is not what was written, or was removed`);
    else auditChain(audited, name, verdict);
    if (misplaced && typeof verdict !== 'number') report(name, `the read ${misplaced.id} says another day or case`);
  }
}
