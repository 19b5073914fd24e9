import type { SideTask, SideTaskDeps } from '../../actions/side-task.ts';
import type { StaffId } from '../../base/people.ts';
import { type DutyNotice, dutyNotices } from '../../settings/notices.ts';
import { beginDueTest, testAlarmsIn, testNotices } from '../../settings/test-alarm.ts';
import { dutyCard } from './cards.ts';

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
