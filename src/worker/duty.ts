import type { StaffId } from '../base/people.ts';
import { dutyCard } from '../features/duty/cards.ts';
import { type DutyNotice, dutyNotices, isToTell } from '../settings/notices.ts';
import { begunNow, testNotices } from '../settings/test-alarm.ts';
import { testAlarmsIn } from '../store/test-alarm.ts';
import { toldIn } from '../store/told.ts';
import type { WorkerDeps } from './delivered.ts';
import { tellOnce } from './tell-once.ts';

type DutyDeps = Pick<
  WorkerDeps,
  'store' | 'teams' | 'reach' | 'pack' | 'caseContext' | 'duty' | 'setup' | 'now' | 'machine' | 'log' | 'metrics'
>;

/**
 * Tells managers, each in their own chat, what is no case's: that their duty ends, that their shift begins, what others offer them, the
 * test alarm; and administrators who did not answer that. Who is being told is written before it is said, and that they were told
 * afterwards: killed in between, the next one says it once more.
 * @throws when the store does not answer
 */
export function tellingOfDuty(deps: DutyDeps): () => Promise<void> {
  const { store, pack, caseContext, duty, now } = deps;
  const told = toldIn(store);
  const tests = testAlarmsIn(store);
  const done = new Set<string>(); // of what is due now: the store need not be asked again

  return async () => {
    const due = [
      ...dutyNotices(duty(), pack.duty, { managers: caseContext().desk.managers, now: now() }),
      ...(await ofTests()),
    ];
    for (const key of done) if (!due.some((each) => each.key === key)) done.delete(key);
    const open = due.filter(({ key }) => !done.has(key));
    if (open.length === 0) return;
    const before = await told.load();
    for (const notice of open) {
      if (before.told.some(({ key }) => key === notice.key)) done.add(notice.key);
      else if (isToTell(before, notice.key, now())) await tell(notice, told, deps);
    }
  };

  /** Begins the next test where it is time. */
  async function ofTests(): Promise<DutyNotice[]> {
    const { managers, escalation, admins } = caseContext().desk;
    const people = [...managers, ...escalation];
    const rules = pack.duty.testAlarm;
    const begin = { rules, people, now: now() };
    const found = await tests.load();
    if (begunNow(found, begin)) await tests.change((record) => begunNow(record, begin));
    return testNotices(found, rules, { people, admins, now: now() });
  }
}

async function tell(notice: DutyNotice, told: ReturnType<typeof toldIn>, deps: DutyDeps): Promise<void> {
  const { kind } = notice;
  await tellOnce({ what: 'duty', ...notice }, message, told, deps);

  async function message() {
    const nameOf = kind === 'missed' ? await namesOf(deps) : undefined;
    const alert = kind !== 'answered' && kind !== 'missed';
    return { card: dutyCard(notice, deps.pack.duty, nameOf), alert };
  }
}

/** How people are called: by the roster of the team at this moment, or by the set-up. */
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
