import { StaffId } from '../base/people.ts';
import { plus } from '../base/time.ts';
import {
  contactsWithout,
  type HasLeft,
  isLongAway,
  listedPeople,
  retentionWithout,
  setupWithout,
  testAlarmWithout,
} from '../features/retention/leavers.ts';
import { retentionIn } from '../features/retention/schedule-state.ts';
import { confirmationsIn } from '../settings/contacts.ts';
import { outsidersIn } from '../settings/outside.ts';
import { setupsIn } from '../settings/setup.ts';
import { testAlarmsIn } from '../settings/test-alarm.ts';
import { everyDocument } from '../store/every-case.ts';
import { PersonRecord, peopleIn, withLastHere } from '../store/people.ts';
import type { WorkerDeps } from './delivered.ts';

type LeaverDeps = Pick<WorkerDeps, 'store' | 'caseContext' | 'currentSetUp' | 'duty' | 'pack' | 'now' | 'log'>;

/**
 * Removes the records of staff who have left: they have been silent for the retention period, are on no list, and no
 * case needs them. Then removes their names wherever they were recorded. Somebody who comes back at that very moment
 * stays.
 */
export function leaverRemoval({ store, caseContext, currentSetUp, duty, pack, now, log }: LeaverDeps) {
  const period = pack.retention.staff;
  const people = peopleIn(store);

  return async (needed: ReadonlySet<StaffId>): Promise<void> => {
    const listed = listedPeople(caseContext().desk, currentSetUp(), duty(), now());
    const here = new Set<StaffId>([...listed, ...needed]);
    let count = 0;
    for await (const { id, document, version } of everyDocument(store, 'person')) {
      const person = PersonRecord.safeParse(document).data;
      if (!person) {
        const known = StaffId.safeParse(id).data; // an unreadable record does not say when they were last here
        if (known) here.add(known);
        continue;
      }
      const hasLeft = !here.has(person.id) && isLongAway(person, period, now());
      if (hasLeft && (await store.remove('person', person.id, version))) count += 1;
      else here.add(person.id);
      if (!hasLeft && !person.lastHere) await people.change(person.id, (known) => withLastHere(known, now()));
    }
    await forgetNames((id, at) => !here.has(id) && (at === undefined || plus(at, period) <= now()));
    if (count > 0) log.info({ event: 'staff.removed', count });
  };

  async function forgetNames(hasLeft: HasLeft): Promise<void> {
    await setupsIn(store).change((setup) => setupWithout(setup, hasLeft));
    await testAlarmsIn(store).change((record) => record && testAlarmWithout(record, hasLeft));
    await confirmationsIn(store).change((record) => contactsWithout(record, hasLeft));
    await retentionIn(store).change((record) => retentionWithout(record, hasLeft));
    await outsidersIn(store).change((list) => ({ ...list, people: list.people.filter((id) => !hasLeft(id)) }));
  }
}
