import type { Announcement, SideTask, SideTaskDeps } from '../../actions/side-task.ts';
import type { StaffId } from '../../base/people.ts';
import { Duration, type Instant, msBetween, msIn, plus } from '../../base/time.ts';
import type { DutyRules } from '../../protocol/service.ts';
import { answerCard, beginCard, endCard, offerCard } from './cards.ts';
import {
  type Duty,
  type DutyEntry,
  dutiesIn,
  offersTo,
  type Span,
  spansOf,
  testAlarmsIn,
  whoFollows,
} from './duty-state.ts';
import { beginDueTest, testNotices } from './test-alarm.ts';

/**
 * What managers hear, each in their own chat: that their duty ends, that their shift begins, what others offer them,
 * and the test alarm, which escalation contacts get too. Administrators hear which people did not answer it.
 */
export const sideTask = (deps: SideTaskDeps): SideTask => ({
  everyMs: 1000,
  async does() {
    const { store, pack, caseContext, now } = deps;
    const { managers } = caseContext().desk;
    const duty = await dutiesIn(store).load();
    return [...dutyNotices(duty, pack.duty, { managers, now: now() }), ...(await testAlarmNotices(deps))];
  },
});

/** The notices of the test alarm. Begins the next test when it is due. */
async function testAlarmNotices(deps: SideTaskDeps) {
  const { store, pack, caseContext, now } = deps;
  const { managers, escalation, admins } = caseContext().desk;
  const people = [...managers, ...escalation];
  const rules = pack.duty.testAlarm;
  const tests = testAlarmsIn(store);
  const begin = { rules, people, now: now() };
  const record = await tests.load();
  if (beginDueTest(record, begin)) await tests.change((latest) => beginDueTest(latest, begin));
  return testNotices(record, rules, { people, admins, now: now(), nameOf: () => namesOf(deps) });
}

/** Looks up people's names, in the team's current roster or else in the set-up. */
async function namesOf({ teams, reach, currentSetUp, caseContext }: SideTaskDeps) {
  const { serviceUrl, teamId } = await reach.mash();
  const members = await teams.members(serviceUrl, teamId);
  const { escalation } = caseContext().desk;
  const unnamed = (id: StaffId) =>
    escalation.includes(id) ? 'The escalation contact' : 'A manager outside the MASH team';
  return (id: StaffId) =>
    members.find(({ objectId }) => objectId === id)?.name || currentSetUp().names[id] || unnamed(id);
}

/**
 * What managers must be told about their duty by now: that it ends, that their shift begins, what others offer them,
 * and what became of their own offers. A duty no longer than `rules.recall`, the notice period, gets no end notice.
 */
export function dutyNotices(duty: Duty, rules: DutyRules, { managers, now }: Desk): Announcement[] {
  const isManager = ({ staff }: Span) => managers.includes(staff);
  const spans = spansOf(duty).filter(isManager);
  return [
    ...spans.flatMap((span) => endNotices(span, spans, rules, now)),
    ...duty.shifts.filter(isManager).flatMap((shift) => beginNotices(shift, spans, rules, now)),
    ...managers.flatMap((to) =>
      offersTo(duty, to, now).map((offer) => ({
        key: `offer ${offer.id} ${offer.at} ${to}`,
        to,
        kind: 'offer',
        sounds: true,
        card: () => offerCard(offer),
      })),
    ),
    ...duty.history.flatMap((change) => answerNotices(change, duty, now)),
  ];
}

interface Desk {
  managers: StaffId[];
  now: Instant;
}

function endNotices({ staff, from, until }: Span, spans: Span[], rules: DutyRules, now: Instant): Announcement[] {
  const recall = timeBefore(until, rules.recall);
  if (from >= recall || now < recall || now >= until) return [];
  const next = whoFollows(spans, { staff, until });
  const card = () => endCard({ until, next }, rules);
  return [{ key: `ends ${staff} ${until}`, to: staff, kind: 'ends', sounds: true, card }];
}

/** A shift that directly continues a duty needs no notice. */
function beginNotices({ staff, from, until }: Span, spans: Span[], rules: DutyRules, now: Instant): Announcement[] {
  const isGoingOn = spans.some((span) => span.staff === staff && span.from < from && span.until >= from);
  if (isGoingOn || now < timeBefore(from, rules.recall) || now >= from) return [];
  const card = () => beginCard({ from, until });
  return [{ key: `begins ${staff} ${from}`, to: staff, kind: 'begins', sounds: true, card }];
}

const tellFor = Duration.parse('P1D');

function answerNotices(change: DutyEntry, { offers, history }: Duty, now: Instant): Announcement[] {
  const { what, staff, at, from, until, name } = change;
  if (msBetween(at, now) > msIn(tellFor)) return [];
  const answered = (taker: string | undefined): Announcement => ({
    key: `${what} ${staff} ${from} ${at}`,
    to: staff,
    kind: 'answered',
    card: () => answerCard(taker, { from, until }),
  });
  if (what === 'taken') return [answered(name)];
  const isOpen = offers.some((offer) => offer.by === staff && offer.from === from);
  const isLater = history.some((each) => each.at > at && each.staff === staff && each.from === from);
  return what === 'refused' && !isOpen && !isLater ? [answered(undefined)] : [];
}

const timeBefore = (at: Instant, length: Duration) => plus(at, -msIn(length));
