import type { Person } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { Services } from './context.ts';

/**
 * Records that somebody is told of a case, before they are. What somebody did to a case is in its history, and is no read.
 * @param how the button that was pressed, or the word that was written
 * @throws when it cannot be stored: then nothing is told
 */
export async function recordRead(
  id: CaseId,
  how: string,
  { id: by }: Person,
  { reads, now, log }: Pick<Services, 'reads' | 'now' | 'log'>,
): Promise<void> {
  await reads.add({ case: id, by, how }, now());
  log.info({ event: 'case.Read', ref: id, by, kind: how });
}
