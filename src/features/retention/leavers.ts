import type { SideTaskDeps } from '../../actions/side-task.ts';
import { isChannelId, StaffId } from '../../base/people.ts';
import { type Duration, type Instant, plus } from '../../base/time.ts';
import { type ClockRules, hasRunningClock } from '../../case/advance.ts';
import type { Desk } from '../../case/desk.ts';
import { isWaiting, type Recipient } from '../../case/outbox.ts';
import type { CaseRecord } from '../../case/record.ts';
import { everyDocument } from '../../store/every-case.ts';
import { PersonRecord, peopleIn, withLastHere } from '../../store/people.ts';
import { type Confirmations, confirmationsIn } from '../contacts/contacts-state.ts';
import { disagreementsOf, isOpen } from '../disagreement/state.ts';
import { type Duty, type TestAlarm, testAlarmsIn, withoutPastDuty } from '../duty/duty-state.ts';
import { outsidersIn } from '../outside/outside-state.ts';
import { hasFacts } from './rules.ts';
import { type RetentionRecord, retentionIn } from './schedule-state.ts';
import { holdOn } from './state.ts';

type Setup = ReturnType<SideTaskDeps['setup']>;

/**
 * The people whom a case still needs: while it is open or held, its author and all who worked on it, and always those
 * with a message waiting.
 */
export function neededBy(record: CaseRecord, caseContext: ClockRules): StaffId[] {
  const { author, events, outbox } = record;
  const recipients = outbox.filter(isWaiting).flatMap(({ to }) => personIn(to));
  if (!isStillOpen(record, caseContext)) return recipients;
  return [author, ...events.flatMap((event) => ('by' in event && event.by ? [event.by] : [])), ...recipients];
}

function personIn(to: Recipient): StaffId[] {
  if ('place' in to) return [];
  return ['person' in to ? to.person : to.outside];
}

function isStillOpen(record: CaseRecord, caseContext: ClockRules): boolean {
  const { status, events } = record;
  if (holdOn(events)) return true;
  if (!hasFacts(record)) return false;
  if (status === 'draft' || status === 'awaiting-decision') return true;
  return disagreementsOf(events).some(isOpen) || hasRunningClock(record, caseContext);
}

/** Everybody on a list of the set-up, the environment or the duty. They have not left, even if they are never seen. */
function listedPeople(
  { managers, practitioners, escalation, level2 = [], level3 = [], admins }: Desk,
  { partners, assessors }: Pick<Setup, 'partners' | 'assessors'>,
  duty: Duty,
  now: Instant,
): Set<StaffId> {
  const { on, shifts, offers } = withoutPastDuty(duty, now);
  const onDuty = [...on, ...shifts.filter(({ until }) => until > now)].map(({ staff }) => staff);
  const asked = offers.flatMap(({ by, to }) => [by, ...to]);
  const named = [...managers, ...practitioners, ...partners.map(({ id }) => id), ...assessors, ...escalation];
  return new Set([...named, ...level2, ...level3, ...admins, ...onDuty, ...asked]);
}

/**
 * Whether a person was last here longer ago than the period. Never true of a person whose last visit was not recorded.
 */
const isLongAway = ({ lastHere }: PersonRecord, period: Duration, now: Instant): boolean =>
  lastHere !== undefined && plus(lastHere, period) <= now;

/** Whether a person has left. `at`: when a record with their name was made; it must be older than the period, too. */
type HasLeft = (person: StaffId, at?: Instant) => boolean;

const nameOfLeaver = 'somebody who has left';

const renamed = <T extends { name: string }>(entry: T, hasLeft: boolean): T =>
  hasLeft ? { ...entry, name: nameOfLeaver } : entry;

/**
 * The set-up without the names of leavers. Its history, like that of the duty, stays as it was written, because it is
 * chained.
 */
const setupWithout = (setup: Setup, hasLeft: HasLeft): Setup => ({
  ...setup,
  names: Object.fromEntries(
    Object.entries(setup.names).filter(([id]) => isChannelId(id) || !hasLeft(StaffId.parse(id))),
  ),
});

/** The test alarms without the names of leavers. */
function testAlarmWithout(record: TestAlarm, hasLeft: HasLeft): TestAlarm {
  const rounds = record.rounds.map((round) => ({
    ...round,
    got: round.got.map((each) => renamed(each, hasLeft(each.staff, each.at))),
  }));
  return { ...record, rounds };
}

/**
 * A confirmation (of a contact, or of the periods) without the name of a leaver. That it was confirmed, and when,
 * stays.
 */
const confirmationWithout = <T extends { by: StaffId; name: string; at: Instant }>(confirmed: T, hasLeft: HasLeft): T =>
  renamed(confirmed, hasLeft(confirmed.by, confirmed.at));

const contactsWithout = (record: Confirmations, hasLeft: HasLeft): Confirmations => {
  const each = Object.entries(record.confirmed).map(([contact, by]) => [contact, confirmationWithout(by, hasLeft)]);
  return { ...record, confirmed: Object.fromEntries(each) };
};

const retentionWithout = (record: RetentionRecord, hasLeft: HasLeft): RetentionRecord =>
  record.confirmed ? { ...record, confirmed: confirmationWithout(record.confirmed, hasLeft) } : record;

/**
 * Removes the records of staff who have left: they have been silent for the retention period, are on no list, and no
 * case needs them. Then removes their names wherever they were recorded. Somebody who comes back at that very moment
 * stays.
 */
export function leaverRemoval({ store, setups, caseContext, currentSetUp, duty, pack, now, log }: SideTaskDeps) {
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
    await setups.change((setup) => setupWithout(setup, hasLeft));
    await testAlarmsIn(store).change((record) => record && testAlarmWithout(record, hasLeft));
    await confirmationsIn(store).change((record) => contactsWithout(record, hasLeft));
    await retentionIn(store).change((record) => retentionWithout(record, hasLeft));
    await outsidersIn(store).change((list) => ({ ...list, people: list.people.filter((id) => !hasLeft(id)) }));
  }
}
