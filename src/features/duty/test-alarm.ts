import { Temporal } from 'temporal-polyfill';
import type { ErrandContext, Reply } from '../../actions/context.ts';
import type { Announcement } from '../../actions/side-task.ts';
import type { Person, StaffId } from '../../base/people.ts';
import { Duration, type Instant, instantOf, LONDON, londonDay, plus } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import type { DutyRules } from '../../protocol/service.ts';
import { missedCard, testCard } from './cards.ts';
import { dutyReply } from './duty.ts';
import { type TestAlarm, testAlarmsIn } from './duty-state.ts';
import { gotIt } from './verbs.ts';

type Rules = DutyRules['testAlarm'];
const roundsKept = 36; // about three years
const hoursOfWork = 8;
const day = Duration.parse('P1D');

/**
 * When the next test alarm is due: `every` after the last one, at the time `at` in London, and on Monday if that day is
 * in a weekend.
 * @param last when the last one began; before the first one, when the record was created
 */
export function nextAlarm(last: Instant, { every, at }: Rules): Instant {
  const due = plus(last, every);
  if (at === 'any') return due;
  const date = Temporal.PlainDate.from(londonDay(due));
  const working = date.dayOfWeek > 5 ? date.add({ days: 8 - date.dayOfWeek }) : date;
  return instantOf(working.toZonedDateTime({ timeZone: LONDON, plainTime: at }).epochMilliseconds);
}

/** Whether a test may begin at this hour. Nobody is woken for a test that was missed while the program was down. */
function isHour(now: Instant, { at }: Rules) {
  if (at === 'any') return true;
  const inLondon = Temporal.Instant.from(now).toZonedDateTimeISO(LONDON);
  const hours = inLondon.toPlainTime().since(at).total('hours');
  return inLondon.dayOfWeek <= 5 && hours >= 0 && hours < hoursOfWork;
}

/**
 * Creates the record at the first call, and later adds a test that is due. Undefined if nothing changes.
 * @param people who is asked: the managers and the escalation contacts
 */
export function beginDueTest(
  record: TestAlarm | undefined,
  { rules, people, now }: { rules: Rules; people: StaffId[]; now: Instant },
): TestAlarm | undefined {
  if (!record) return { since: now, rounds: [] };
  const last = record.rounds.at(-1)?.begunAt ?? record.since;
  // this runs each second, so it works out the date only when the next test is near
  if (plus(now, day) < plus(last, rules.every)) return undefined;
  if (people.length === 0 || now < nextAlarm(last, rules) || !isHour(now, rules)) return undefined;
  const round = { begunAt: now, to: [...new Set(people)], got: [] };
  return { ...record, rounds: [...record.rounds, round].slice(-roundsKept) };
}

/**
 * Records that somebody has confirmed a test alarm.
 * @param round the test that the button belongs to; undefined for the last one
 */
export function withTestConfirmed(
  record: TestAlarm,
  { id, name }: Person,
  { round, at }: { round: Instant | undefined; at: Instant },
): TestAlarm {
  const rounds = record.rounds.map((each, place) => {
    const isRound = round ? each.begunAt === round : place === record.rounds.length - 1;
    const isNews = each.to.includes(id) && !each.got.some(({ staff }) => staff === id);
    return isRound && isNews ? { ...each, got: [...each.got, { staff: id, name, at }] } : each;
  });
  return { ...record, rounds };
}

/** Whether the last test still waits for this person. */
export function isTestAlarmPending(record: TestAlarm | undefined, person: StaffId) {
  const last = record?.rounds.at(-1);
  return last?.to.includes(person) === true && !last.got.some(({ staff }) => staff === person);
}

const reportedFor = Duration.parse('P7D'); // how long to keep trying an administrator who cannot be reached

/**
 * The notices about tests that are due now: the test itself, and later a report to the administrators of who did not
 * confirm it in time.
 * @param nameOf asks Teams for people's names, when a report is sent
 */
export function testNotices(
  record: TestAlarm | undefined,
  { answerWithin }: Rules,
  {
    people,
    admins,
    now,
    nameOf,
  }: { people: StaffId[]; admins: StaffId[]; now: Instant; nameOf(): Promise<(id: StaffId) => string> },
): Announcement[] {
  return (record?.rounds ?? []).slice(-2).flatMap(({ begunAt, to, got }): Announcement[] => {
    const missing = to.filter((person) => people.includes(person) && !got.some(({ staff }) => staff === person));
    const end = plus(begunAt, answerWithin);
    const toEach = (those: StaffId[], kind: string, more: Pick<Announcement, 'card' | 'sounds'>) =>
      those.map((each) => ({ key: `${kind} ${begunAt} ${each}`, to: each, kind, ...more }));
    if (now <= end) return toEach(missing, 'test', { sounds: true, card: () => testCard(begunAt) });
    if (missing.length === 0 || plus(end, reportedFor) < now) return [];
    return toEach(admins, 'missed', { card: async () => missedCard(begunAt, missing.map(await nameOf())) });
  });
}

/**
 * A manager or the escalation contact confirms that the test alarm reached them. A second press shows when they first
 * confirmed.
 */
export async function confirmTestAlarm(
  { round }: { round?: Instant | undefined },
  { documents, by, now, caseContext, log }: ErrandContext,
): Promise<Reply> {
  const { managers, escalation } = caseContext().desk;
  if (![...managers, ...escalation].includes(by.id)) return [{ text: 'The test alarm is for managers of the MASH.' }];
  const record = await testAlarmsIn(documents).change(
    (before) => before && withTestConfirmed(before, by, { round, at: now() }),
  );
  const answered = record?.rounds.findLast(({ begunAt }) => !round || begunAt === round);
  const confirmation = answered?.got.find(({ staff }) => staff === by.id);
  if (!confirmation) return dutyReply('No test waits for you', ['Nothing was recorded.']);
  log.info({ event: 'test-alarm.got', by: by.id });
  return dutyReply('Test alarm: you have it', [`Thank you. Recorded at ${clockAndDay(confirmation.at)}.`]);
}

/**
 * “I got it”, typed. Other people may type it for another reason, so it counts only while a test waits for this person.
 */
export async function typedGotIt(context: ErrandContext): Promise<Reply | undefined> {
  const { documents, by, press } = context;
  return isTestAlarmPending(await testAlarmsIn(documents).load(), by.id) ? press(gotIt, {}) : undefined;
}
