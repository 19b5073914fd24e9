import type { Person } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { Services } from './context.ts';

/**
 * Records that somebody reads cases, before they see them: a list is one entry, which names its cases. A change to a case is in its
 * history instead, and is not a read.
 * @param how the button they pressed, or the word they wrote
 * @throws when the read cannot be stored: then they see nothing
 */
export async function recordReads(
  ids: readonly CaseId[],
  how: string,
  { id: by }: Person,
  { reads, now, log }: Pick<Services, 'reads' | 'now' | 'log'>,
) {
  const [id, ...others] = ids;
  if (!id) return;
  await reads.add(others.length > 0 ? { case: 'list', cases: [...ids], by, how } : { case: id, by, how }, now());
  for (const ref of ids) log.info({ event: 'case.Read', ref, by, kind: how });
}
