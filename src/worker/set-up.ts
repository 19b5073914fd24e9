import PQueue from 'p-queue';
import { changeCard } from '../features/set-up/change-cards.ts';
import { currentNames, withNames } from '../features/set-up/names-now.ts';
import { type ChangeNotice, changeNotices } from '../settings/change-notices.ts';
import { isNoticeDue, sentNoticesIn } from '../settings/notices.ts';
import { withoutLapsedChange } from '../settings/second-person.ts';
import type { Setup } from '../settings/setup.ts';
import type { WorkerDeps } from './delivered.ts';
import { type Channel, tellOnce } from './tell-once.ts';

type SetUpDeps = Pick<
  WorkerDeps,
  'store' | 'teams' | 'reach' | 'setup' | 'setups' | 'config' | 'people' | 'now' | 'machine' | 'log' | 'metrics'
>;

const namesMayTakeMs = 2000;
const atOnce = 3; // so that a chat that hangs delays few others

/**
 * Tells managers, administrators and the MASH channel of each change of the set-up, and ends a change that nobody
 * confirmed in time. The entry of a change also lists who must hear of it. So if the process is killed, the next start
 * tells the rest.
 * @throws when the store does not answer
 */
export function setUpTeller(deps: SetUpDeps): () => Promise<void> {
  const { store, setup, setups, config, now, machine } = deps;
  const told = sentNoticesIn(store);
  const done = new Set<string>(); // the due notices already sent, so that the store need not be asked again

  return async () => {
    const { waiting } = setup();
    if (waiting && waiting.until <= now()) await setups.change((before) => withoutLapsedChange(before, now(), config));
    const due = changeNotices(setup(), now());
    for (const key of done) if (!due.some((each) => each.key === key)) done.delete(key);
    const open = due.filter(({ key }) => !done.has(key));
    if (open.length === 0) return;
    const before = await told.load();
    for (const { key } of open) if (before.told.some((each) => each.key === key)) done.add(key);
    const free = open.filter(({ key }) => isNoticeDue(before, key, now()));
    if (free.length === 0) return;
    const namedSetup = await withNamesFromTeams(free.map(({ number }) => number));
    const line = new PQueue({ concurrency: atOnce });
    // one failure does not stop the others
    const results = await Promise.allSettled(free.map((notice) => line.add(() => tell(notice, namedSetup))));
    for (const each of results) if (each.status === 'rejected') throw each.reason;
  };

  /** The set-up, with names from Teams for the ids in the environment. It waits only briefly for them. */
  async function withNamesFromTeams(numbers: number[]): Promise<Setup> {
    const whole = setup();
    const changes = numbers.flatMap((number) => whole.changes[number] ?? []);
    const tooLate = machine.pause(namesMayTakeMs).then(() => ({}));
    return withNames(whole, await Promise.race([currentNames(changes, deps), tooLate]));
  }

  async function tell({ key, kind, number, to }: ChangeNotice, namedSetup: Setup): Promise<void> {
    const person = 'person' in to ? to.person : undefined;
    const message = async () => {
      const card = changeCard(number, { setup: namedSetup, config, now: now(), ...(person ? { to: person } : {}) });
      if (!card) throw new Error(`the set-up has no entry ${number}`);
      return { card, alert: kind !== 'refused' && kind !== 'lapsed' };
    };
    await tellOnce(
      { what: 'set-up', key, kind, to: 'person' in to ? to.person : { channel: () => placeOf(to.channel) } },
      message,
      told,
      deps,
    );
  }

  /**
   * A channel with the service URL last seen there. If none was seen, it takes the service URL of the present MASH
   * channel, because both channels belong to the same tenant.
   */
  async function placeOf({
    channelId,
    tenantId,
    serviceUrl,
  }: Extract<ChangeNotice['to'], { channel: unknown }>['channel']): Promise<Channel> {
    const known = (await deps.people.mashServiceUrl(channelId)) ?? serviceUrl;
    return { channelId, tenantId, serviceUrl: known ?? (await deps.reach.mash()).serviceUrl };
  }
}
