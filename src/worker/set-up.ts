import PQueue from 'p-queue';
import { changeCard } from '../features/set-up/change-cards.ts';
import { currentNames, withNames } from '../features/set-up/names-now.ts';
import { type ChangeNotice, changeNotices } from '../settings/change-notices.ts';
import { isToTell } from '../settings/notices.ts';
import { lapsed } from '../settings/second-person.ts';
import type { Setup } from '../settings/setup.ts';
import { toldIn } from '../store/told.ts';
import type { WorkerDeps } from './delivered.ts';
import { type Channel, tellOnce } from './tell-once.ts';

type SetUpDeps = Pick<
  WorkerDeps,
  'store' | 'teams' | 'reach' | 'setup' | 'setups' | 'config' | 'people' | 'now' | 'machine' | 'log' | 'metrics'
>;

const namesMayTakeMs = 2000;
const atOnce = 3; // somebody whose chat hangs holds up few others

/**
 * Tells managers, administrators and the MASH channel of each change of the set-up, and ends one that nobody confirmed. Who must hear
 * stands in the same entry as the change, so that whoever is killed in the middle leaves the rest to the next start.
 * @throws when the store does not answer
 */
export function tellingOfSetUp(deps: SetUpDeps): () => Promise<void> {
  const { store, setup, setups, config, now, machine } = deps;
  const told = toldIn(store);
  const done = new Set<string>(); // of what is due now: the store need not be asked again

  return async () => {
    const { waiting } = setup();
    if (waiting && waiting.until <= now()) await setups.change((before) => lapsed(before, now(), config));
    const due = changeNotices(setup(), now());
    for (const key of done) if (!due.some((each) => each.key === key)) done.delete(key);
    const open = due.filter(({ key }) => !done.has(key));
    if (open.length === 0) return;
    const before = await told.load();
    for (const { key } of open) if (before.told.some((each) => each.key === key)) done.add(key);
    const free = open.filter(({ key }) => isToTell(before, key, now()));
    if (free.length === 0) return;
    const shown = await named(free.map(({ number }) => number));
    const line = new PQueue({ concurrency: atOnce });
    const all = await Promise.allSettled(free.map((notice) => line.add(() => tell(notice, shown)))); // one that fails leaves none behind
    for (const each of all) if (each.status === 'rejected') throw each.reason;
  };

  /** The set-up with the names that Teams gives for what the environment names by ids. Nobody waits long for them. */
  async function named(numbers: number[]): Promise<Setup> {
    const whole = setup();
    const changes = numbers.flatMap((number) => whole.changes[number] ?? []);
    const tooLate = machine.pause(namesMayTakeMs).then(() => ({}));
    return withNames(whole, await Promise.race([currentNames(changes, deps), tooLate]));
  }

  async function tell({ key, kind, number, to }: ChangeNotice, shown: Setup): Promise<void> {
    const person = 'person' in to ? to.person : undefined;
    const message = async () => {
      const card = changeCard(number, { setup: shown, config, now: now(), ...(person ? { to: person } : {}) });
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

  /** The address of a channel is the one last seen there; where none was, that of the channel of now is of the same Teams. */
  async function placeOf({
    channelId,
    tenantId,
    serviceUrl,
  }: Extract<ChangeNotice['to'], { channel: unknown }>['channel']): Promise<Channel> {
    const known = (await deps.people.mashServiceUrl(channelId)) ?? serviceUrl;
    return { channelId, tenantId, serviceUrl: known ?? (await deps.reach.mash()).serviceUrl };
  }
}
