import { CaseId } from '../base/reference.ts';
import type { CaseContext } from '../case/advance.ts';
import { mismatches, withDerivedFields } from '../case/derived.ts';
import type { Cases } from '../store/cases.ts';
import type { Displaced } from './audited.ts';
import { isChainWhole } from './one-case.ts';

/**
 * Writes a case anew with what follows from its history, where the history is whole. Whoever has the case in hand writes that anyway,
 * so it is left to them.
 * @returns whether it was mended; `in-hand`: somebody works on it
 */
export async function mend(
  { id }: Displaced,
  cases: Cases,
  caseContext: () => Pick<CaseContext, 'now' | 'pack' | 'parts'>,
): Promise<'mended' | 'in-hand' | 'not-ours'> {
  const done = await cases.change<'mended' | 'in-hand' | 'not-ours'>(CaseId.parse(id), (record) => {
    const clocks = caseContext();
    if (record.lease && record.lease.until > clocks.now) return { result: 'in-hand' };
    const isOther = mismatches(record, clocks).some(({ field }) => field === 'author' || field === 'training');
    if (isOther || !isChainWhole(record, clocks)) return { result: 'not-ours' };
    return { record: { ...withDerivedFields(record, clocks), revision: record.revision + 1 }, result: 'mended' };
  });
  return done ?? 'not-ours';
}
