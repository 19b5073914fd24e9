import type { StaffId } from '../../base/people.ts';
import type { Actor } from '../../case/commands.ts';
import { type HeldAddress, heldAddresses } from '../../case/held.ts';
import { nothingToDo, type Outcome, withEvents } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { contains } from '../../draft/places.ts';
import type { CaseEvent } from '../../history/events.ts';

/** The address about which this person is asked now: of those that they wrote last, the first. */
export function askedOf(record: CaseRecord, person: StaffId): HeldAddress | undefined {
  const theirs = heldAddresses(record).filter(({ who }) => who === person);
  return theirs.find(({ at }) => at === theirs.at(-1)?.at);
}

/**
 * Whoever wrote an address says whether the child is placed there. If so, it is gone for good; if not, it is shown. The
 * answer holds for each part of this address. A “yes” holds for each address that contains it, too.
 * @source Protocol 10.1
 */
export function recordPlaced(
  record: CaseRecord,
  number: number | undefined,
  placed: 'yes' | 'no',
  { by, now }: Actor,
): Outcome {
  const theirs = heldAddresses(record).filter(({ who }) => who === by.id);
  const asked = number ? theirs.find((each) => each.number === number) : askedOf(record, by.id);
  if (!asked) return nothingToDo;
  const isSame = ({ words }: HeldAddress) =>
    contains(asked.words, words) || (placed === 'yes' && contains(words, asked.words));
  const same = theirs.filter(isSame);
  const type = placed === 'yes' ? 'AddressRemoved' : 'AddressShown';
  return withEvents(same.map((each): CaseEvent => ({ type, at: now, by: by.id, number: each.number })));
}

/** The case after an answer: the address may be shown, or is no longer stored. Its mask goes in `withAddressesHeld`. */
export function withAnswer(record: CaseRecord, event: CaseEvent): CaseRecord {
  if (event.type !== 'AddressShown' && event.type !== 'AddressRemoved') return record;
  const { [event.number]: address, ...others } = record.facts.held ?? {};
  const shown = event.type === 'AddressShown' && address && { [event.number]: { ...address, shown: true as const } };
  return { ...record, facts: { ...record.facts, held: { ...others, ...shown } } };
}
