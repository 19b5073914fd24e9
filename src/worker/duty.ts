import type { StaffId } from '../base/people.ts';
import { dutyCard } from '../features/duty/cards.ts';
import { type DutyNotice, dutyNotices, isNoticeDue, sentNoticesIn } from '../settings/notices.ts';
import { beginDueTest, testAlarmsIn, testNotices } from '../settings/test-alarm.ts';
import type { WorkerDeps } from './delivered.ts';
import { tellOnce } from './tell-once.ts';

type DutyDeps = Pick<
  WorkerDeps,
  'store' | 'teams' | 'reach' | 'pack' | 'caseContext' | 'duty' | 'setup' | 'now' | 'machine' | 'log' | 'metrics'
>;

/**
 * Sends managers, each in their own chat, the notices outside any case: that their duty ends, that their shift begins,
 * what others offer them, and the test alarm, which escalation contacts get too. Tells administrators which people did
 * not answer it. See `tellOnce` for what happens if the process is killed.
 * @throws when the store does not answer
 */
export function dutyTeller(deps: DutyDeps): () => Promise<void> {
  const { store, pack, caseContext, duty, now } = deps;
  const told = sentNoticesIn(store);
  const tests = testAlarmsIn(store);
  const done = new Set<string>(); // the due notices already sent, so that the store need not be asked again

  return async () => {
    const due = [
      ...dutyNotices(duty(), pack.duty, { managers: caseContext().desk.managers, now: now() }),
      ...(await testAlarmNotices()),
    ];
    for (const key of done) if (!due.some((each) => each.key === key)) done.delete(key);
    const open = due.filter(({ key }) => !done.has(key));
    if (open.length === 0) return;
    const before = await told.load();
    for (const notice of open) {
      if (before.told.some(({ key }) => key === notice.key)) done.add(notice.key);
      else if (isNoticeDue(before, notice.key, now())) await tell(notice, told, deps);
    }
  };

  /** The notices of the test alarm. Begins the next test when it is due. */
  async function testAlarmNotices(): Promise<DutyNotice[]> {
    const { managers, escalation, admins } = caseContext().desk;
    const people = [...managers, ...escalation];
    const rules = pack.duty.testAlarm;
    const begin = { rules, people, now: now() };
    const record = await tests.load();
    if (beginDueTest(record, begin)) await tests.change((latest) => beginDueTest(latest, begin));
    return testNotices(record, rules, { people, admins, now: now() });
  }
}

async function tell(notice: DutyNotice, told: ReturnType<typeof sentNoticesIn>, deps: DutyDeps): Promise<void> {
  const { kind } = notice;
  await tellOnce({ what: 'duty', ...notice }, message, told, deps);

  async function message() {
    const nameOf = kind === 'missed' ? await namesOf(deps) : undefined;
    const alert = kind !== 'answered' && kind !== 'missed';
    return { card: dutyCard(notice, deps.pack.duty, nameOf), alert };
  }
}

/** Looks up people's names, in the team's current roster or else in the set-up. */
async function namesOf({
  teams,
  reach,
  setup,
  caseContext,
}: Pick<DutyDeps, 'teams' | 'reach' | 'setup' | 'caseContext'>) {
  const { serviceUrl, teamId } = await reach.mash();
  const members = await teams.members(serviceUrl, teamId);
  const { escalation } = caseContext().desk;
  const unnamed = (id: StaffId) =>
    escalation.includes(id) ? 'The escalation contact' : 'A manager outside the MASH team';
  return (id: StaffId): string =>
    members.find(({ objectId }) => objectId === id)?.name || setup().names[id] || unnamed(id);
}
