import type { StaffId } from '../base/people.ts';
import { type Instant, msOf } from '../base/time.ts';
import { TeamsFault } from '../connector/teams.ts';
import { dutyCard } from '../features/duty/cards.ts';
import { type DutyNotice, dutyNotices, isToTell, putOff, taken, tellingDone } from '../settings/notices.ts';
import { begunNow, testNotices } from '../settings/test-alarm.ts';
import { testAlarmsIn } from '../store/test-alarm.ts';
import { toldIn } from '../store/told.ts';
import type { WorkerDeps } from './delivered.ts';

type DutyDeps = Pick<
  WorkerDeps,
  'store' | 'teams' | 'reach' | 'pack' | 'around' | 'duty' | 'setup' | 'now' | 'log' | 'metrics'
>;

const everyMs = 1000;

/**
 * Tells managers, each in their own chat, what is no case's: that their duty ends, that their shift begins, what others offer them, the
 * test alarm; and administrators who did not answer that. Who is being told is written before it is said, and that they were told
 * afterwards: killed in between, the next one says it once more.
 * @throws when the store does not answer
 */
export function tellingOfDuty(deps: DutyDeps): () => Promise<void> {
  const { store, pack, around, duty, now } = deps;
  const told = toldIn(store);
  const tests = testAlarmsIn(store);
  const done = new Set<string>(); // of what is due now: the store need not be asked again
  let looked: Instant | undefined;

  return async () => {
    if (looked && msOf(now()) - msOf(looked) < everyMs) return;
    looked = now();
    const due = [
      ...dutyNotices(duty(), pack.duty, { managers: around().desk.managers, now: now() }),
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
    const { managers, escalation, admins } = around().desk;
    const people = [...managers, ...escalation];
    const rules = pack.duty.testAlarm;
    const begin = { rules, people, now: now() };
    const found = await tests.load();
    if (begunNow(found, begin)) await tests.change((record) => begunNow(record, begin));
    return testNotices(found, rules, { people, admins, now: now() });
  }
}

async function tell(
  notice: DutyNotice,
  told: ReturnType<typeof toldIn>,
  deps: Pick<DutyDeps, 'teams' | 'reach' | 'pack' | 'around' | 'setup' | 'now' | 'log' | 'metrics'>,
): Promise<void> {
  const { teams, reach, pack, now, log, metrics } = deps;
  const { key, to, kind } = notice;
  let isMine = false;
  await told.change((record) => {
    isMine = isToTell(record, key, now());
    return isMine ? taken(record, key, now()) : record;
  });
  if (!isMine) return; // another instance tells them
  try {
    const { serviceUrl, conversationId } = await reach.chatOf(to);
    const nameOf = kind === 'missed' ? await namesOf(deps) : undefined;
    const alert = kind !== 'answered' && kind !== 'missed';
    await teams.send(serviceUrl, conversationId, { card: dutyCard(notice, pack.duty, nameOf), alert });
    await told.change((record) => tellingDone(record, key, now()));
    log.info({ event: 'duty.told', kind });
    metrics.told('duty', false);
  } catch (error) {
    if (!(error instanceof TeamsFault)) throw error;
    if (error.gone) await reach.forgetChat(to);
    await told.change((record) => putOff(record, key, now()));
    log.warn({ event: 'duty.failed', kind, status: error.status });
    metrics.failed('duty', String(error.status ?? 'none'));
  }
}

/** How people are called: by the roster of the team at this moment, or by the set-up. */
async function namesOf({ teams, reach, setup, around }: Pick<DutyDeps, 'teams' | 'reach' | 'setup' | 'around'>) {
  const { serviceUrl, teamId } = await reach.mash();
  const members = await teams.members(serviceUrl, teamId);
  const { escalation } = around().desk;
  const unnamed = (id: StaffId) =>
    escalation.includes(id) ? 'The escalation contact' : 'A manager outside the MASH team';
  return (id: StaffId): string =>
    members.find(({ objectId }) => objectId === id)?.name || setup().names[id] || unnamed(id);
}
