import { CaseId } from '../base/reference.ts';
import type { ClockContext } from '../case/advance.ts';
import { mismatches, withDerivedFields } from '../case/derived.ts';
import type { Cases } from '../store/cases.ts';
import type { MendableCase } from './audited.ts';
import { isChainWhole } from './one-case.ts';

/**
 * Rewrites a case so that it agrees with its history, if that history is whole. A case with a live lease is left alone:
 * the worker that holds the lease rewrites it anyway.
 * @returns `in-hand`: somebody holds the lease; `not-ours`: a person must look, because the history is broken, the
 *   author or the training mark differs from it, or the case is gone
 */
export async function mend(
  { id }: MendableCase,
  cases: Cases,
  caseContext: () => ClockContext,
): Promise<'mended' | 'in-hand' | 'not-ours'> {
  const result = await cases.change<'mended' | 'in-hand' | 'not-ours'>(CaseId.parse(id), (record) => {
    const context = caseContext();
    if (record.lease && record.lease.until > context.now) return { result: 'in-hand' };
    const needsAPerson = mismatches(record, context).some(({ field }) => field === 'author' || field === 'training');
    if (needsAPerson || !isChainWhole(record, context)) return { result: 'not-ours' };
    return { record: { ...withDerivedFields(record, context), revision: record.revision + 1 }, result: 'mended' };
  });
  return result ?? 'not-ours';
}
