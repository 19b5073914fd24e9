import type { Person } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { Services } from './context.ts';

/**
 * Records that somebody reads a case, before they see it. A change to a case is in its history instead, and is not a
 * read.
 * @param how the button they pressed, or the word they wrote
 * @throws when the read cannot be stored: then they see nothing
 */
export async function recordRead(
  id: CaseId,
  how: string,
  { id: by }: Person,
  { reads, now, log }: Pick<Services, 'reads' | 'now' | 'log'>,
) {
  await reads.add({ case: id, by, how }, now());
  log.info({ event: 'case.Read', ref: id, by, kind: how });
}
