import type { StaffId } from '../../base/people.ts';
import { type HeldAddress, heldAddresses } from '../../case/held.ts';
import type { CaseRecord } from '../../case/record.ts';

/** The address about which this person is asked now: of those that they wrote last, the first. */
export function askedOf(record: CaseRecord, person: StaffId): HeldAddress | undefined {
  const theirs = heldAddresses(record).filter(({ who }) => who === person);
  return theirs.find(({ at }) => at === theirs.at(-1)?.at);
}
