import type { SideTask, SideTaskDeps } from '../../actions/side-task.ts';
import type { StaffId } from '../../base/people.ts';
import { type Duration, type Instant, instantOf, msIn, msOf } from '../../base/time.ts';
import type { DutyRules } from '../../protocol/duty.ts';
import { type DutyNotice, dutyCard } from './cards.ts';
import { type Duty, type DutyOffer, type Span, spansOf, testAlarmsIn, whoFollows } from './duty-state.ts';
import { beginDueTest, testNotices } from './test-alarm.ts';

/**
 * What managers hear, each in their own chat: that their duty ends, that their shift begins, what others offer them,
 * and the test alarm, which escalation contacts get too. Administrators hear which people did not answer it.
 */
export const sideTask = (deps: SideTaskDeps): SideTask => ({
  everyMs: 1000,
  async does() {
    const { pack, caseContext, duty, now } = deps;
    const notices = dutyNotices(duty(), pack.duty, { managers: caseContext().desk.managers, now: now() });
    return [...notices, ...(await testAlarmNotices(deps))].map((notice) => {
      const { key, to, kind } = notice;
      return {
        ...{ key, to, kind, sounds: kind !== 'answered' && kind !== 'missed' },
        card: async () => dutyCard(notice, pack.duty, kind === 'missed' ? await namesOf(deps) : undefined),
      };
    });
  },
});

/** The notices of the test alarm. Begins the next test when it is due. */
async function testAlarmNotices({ store, pack, caseContext, now }: SideTaskDeps): Promise<DutyNotice[]> {
  const { managers, escalation, admins } = caseContext().desk;
  const people = [...managers, ...escalation];
  const rules = pack.duty.testAlarm;
  const tests = testAlarmsIn(store);
  const begin = { rules, people, now: now() };
  const record = await tests.load();
  if (beginDueTest(record, begin)) await tests.change((latest) => beginDueTest(latest, begin));
  return testNotices(record, rules, { people, admins, now: now() });
}

/** Looks up people's names, in the team's current roster or else in the set-up. */
async function namesOf({ teams, reach, setup, caseContext }: SideTaskDeps) {
  const { serviceUrl, teamId } = await reach.mash();
  const members = await teams.members(serviceUrl, teamId);
  const { escalation } = caseContext().desk;
  const unnamed = (id: StaffId) =>
    escalation.includes(id) ? 'The escalation contact' : 'A manager outside the MASH team';
  return (id: StaffId): string =>
    members.find(({ objectId }) => objectId === id)?.name || setup().names[id] || unnamed(id);
}

/**
 * What managers must be told about their duty by now: that it ends, that their shift begins, what others offer them,
 * and what became of their own offers. A duty no longer than `rules.recall`, the notice period, gets no end notice.
 */
export function dutyNotices(duty: Duty, rules: DutyRules, { managers, now }: Desk): DutyNotice[] {
  const spans = spansOf(duty).filter(({ staff }) => managers.includes(staff));
  return [
    ...spans.flatMap((span) => endNotices(span, spans, rules, now)),
    ...duty.shifts
      .filter(({ staff }) => managers.includes(staff))
      .flatMap((shift) => beginNotices(shift, spans, rules, now)),
    ...duty.offers.flatMap((offer) => (offer.until > now ? offerNotices(offer, managers) : [])),
    ...duty.planned.flatMap((change) => answerNotices(change, duty, now)),
  ];
}

interface Desk {
  managers: StaffId[];
  now: Instant;
}

function endNotices({ staff, from, until }: Span, spans: Span[], rules: DutyRules, now: Instant): DutyNotice[] {
  const recall = timeBefore(until, rules.recall);
  if (from >= recall || now < recall || now >= until) return [];
  const next = whoFollows(spans, { staff, until });
  return [{ key: `ends ${staff} ${until}`, to: staff, kind: 'ends', until, next }];
}

/** A shift that directly continues a duty needs no notice. */
function beginNotices({ staff, from, until }: Span, spans: Span[], rules: DutyRules, now: Instant): DutyNotice[] {
  const isGoingOn = spans.some((span) => span.staff === staff && span.from < from && span.until >= from);
  if (isGoingOn || now < timeBefore(from, rules.recall) || now >= from) return [];
  return [{ key: `begins ${staff} ${from}`, to: staff, kind: 'begins', from, until }];
}

const offerNotices = (offer: DutyOffer, managers: StaffId[]): DutyNotice[] =>
  offer.to
    .filter((person) => managers.includes(person))
    .map((to) => ({ key: `offer ${offer.id} ${offer.at} ${to}`, to, kind: 'offer', offer }));

const tellForMs = 24 * 60 * 60 * 1000;

function answerNotices(change: Duty['planned'][number], { offers, planned }: Duty, now: Instant): DutyNotice[] {
  const { what, staff, at, from, until, name } = change;
  if (msOf(now) - msOf(at) > tellForMs) return [];
  const to = { to: staff, from, until, kind: 'answered' as const };
  if (what === 'taken') return [{ ...to, key: `taken ${staff} ${from} ${at}`, name }];
  const isOpen = offers.some((offer) => offer.by === staff && offer.from === from);
  const isLater = planned.some((each) => each.at > at && each.staff === staff && each.from === from);
  return what === 'refused' && !isOpen && !isLater
    ? [{ ...to, key: `refused ${staff} ${from} ${at}`, name: undefined }]
    : [];
}

const timeBefore = (at: Instant, length: Duration): Instant => instantOf(msOf(at) - msIn(length));
