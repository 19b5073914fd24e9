import type { SideTaskDeps } from '../../actions/side-task.ts';
import { isChannelId, StaffId } from '../../base/people.ts';
import { type Duration, type Instant, plus } from '../../base/time.ts';
import { type ClockRules, hasRunningClock } from '../../case/advance.ts';
import type { SetUp } from '../../case/desk.ts';
import { isWaiting } from '../../case/outbox.ts';
import type { CaseRecord } from '../../case/record.ts';
import { everyDocument } from '../../store/every-case.ts';
import { PersonRecord, peopleIn, withLastHere } from '../../store/people.ts';
import { confirmationsIn } from '../contacts/contacts-state.ts';
import { disagreementsOf, isOpen } from '../disagreement/state.ts';
import { type Duty, dutiesIn, reachedIn, type TestAlarm, testAlarmsIn, withoutPastDuty } from '../duty/duty-state.ts';
import { outsidersIn } from '../outside/outside-state.ts';
import { hasFacts } from './rules.ts';
import { holdOn, retentionIn } from './state.ts';

/**
 * The people whom a case still needs: while it is open or held, its author and all who worked on it, and always those
 * with a message waiting.
 */
export function neededBy(record: CaseRecord, caseContext: ClockRules): StaffId[] {
  const { author, events, outbox } = record;
  const recipients = outbox.filter(isWaiting).flatMap(({ to }) => ('place' in to ? [] : Object.values(to)));
  if (!isStillOpen(record, caseContext)) return recipients;
  return [author, ...events.flatMap((event) => ('by' in event && event.by ? [event.by] : [])), ...recipients];
}

function isStillOpen(record: CaseRecord, caseContext: ClockRules) {
  const { status, events } = record;
  if (holdOn(events)) return true;
  if (!hasFacts(record)) return false;
  if (status === 'draft' || status === 'awaiting-decision') return true;
  return disagreementsOf(events).some(isOpen) || hasRunningClock(record, caseContext);
}

/** Everybody on a list of the set-up or of the duty. They have not left, even if they are never seen. */
function listedPeople(setup: SetUp, duty: Duty, now: Instant): StaffId[] {
  const { on, shifts, offers } = withoutPastDuty(duty, now);
  const onDuty = [...on, ...shifts.filter(({ until }) => until > now)].map(({ staff }) => staff);
  const asked = offers.flatMap(({ by, to }) => [by, ...to]);
  const { managers, practitioners, assessors, escalation, level2, level3, admins, partners } = setup;
  const atTheDesk = [...managers, ...practitioners, ...assessors, ...escalation, ...level2, ...level3, ...admins];
  return [...atTheDesk, ...partners.map(({ id }) => id), ...onDuty, ...asked];
}

/**
 * Whether a person was last here longer ago than the period. Never true of a person whose last visit was not recorded.
 */
const isLongAway = ({ lastHere }: PersonRecord, period: Duration, now: Instant) =>
  lastHere !== undefined && plus(lastHere, period) <= now;

/** Whether a person has left. `at`: when a record with their name was made; it must be older than the period, too. */
type HasLeft = (person: StaffId, at?: Instant) => boolean;

/** What somebody did, without their name if they have left. That it was done, and when, stays. */
const withoutLeaver = <T extends { name: string; at: Instant }>(entry: T, by: StaffId, hasLeft: HasLeft): T =>
  hasLeft(by, entry.at) ? { ...entry, name: 'somebody who has left' } : entry;

/**
 * Removes the records of staff who have left: they have been silent for the retention period, are on no list, and no
 * case needs them. Then removes their names wherever they were recorded. Somebody who comes back at that very moment
 * stays.
 */
export function leaverRemoval({ store, currentSetUp, changeNames, pack, now, log }: SideTaskDeps) {
  const period = pack.retention.staff;
  const people = peopleIn(store);

  return async (needed: ReadonlySet<StaffId>) => {
    const here = new Set([...listedPeople(currentSetUp(), await dutiesIn(store).load(), now()), ...needed]);
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

  /** The histories of the set-up and of the duty stay as they were written, because they are chained. */
  async function forgetNames(hasLeft: HasLeft) {
    const stays = (id: string) => isChannelId(id) || !hasLeft(StaffId.parse(id));
    await changeNames((names) => Object.fromEntries(Object.entries(names).filter(([id]) => stays(id))));
    await testAlarmsIn(store).change((record) => {
      if (!record) return undefined;
      const got = (round: TestAlarm['rounds'][number]) =>
        round.got.map((each) => withoutLeaver(each, each.staff, hasLeft));
      return { ...record, rounds: record.rounds.map((round) => ({ ...round, got: got(round) })) };
    });
    await confirmationsIn(store).change((record) => {
      const each = Object.entries(record.confirmed).map(([id, entry]) => [id, withoutLeaver(entry, entry.by, hasLeft)]);
      return { ...record, confirmed: Object.fromEntries(each) };
    });
    await retentionIn(store).change((record) => {
      const { confirmed } = record;
      return confirmed ? { ...record, confirmed: withoutLeaver(confirmed, confirmed.by, hasLeft) } : record;
    });
    await reachedIn(store).change(({ people }) => ({ people: people.filter(({ id, at }) => !hasLeft(id, at)) }));
    await outsidersIn(store).change((list) => ({ ...list, people: list.people.filter((id) => !hasLeft(id)) }));
  }
}
