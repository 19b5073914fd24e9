import type { Announcement, Channel, SideTask, SideTaskDeps } from '../../actions/side-task.ts';
import type { StaffId } from '../../base/people.ts';
import { Duration, type Instant, msIn, msOf } from '../../base/time.ts';
import { changeCard } from './change-cards.ts';
import { currentNames, type Names, withNames } from './names-now.ts';
import { needsNobody, withRequestEnded, withTimeToTell } from './second-person.ts';
import type { Change, Setup } from './set-up-state.ts';

const namesMayTakeMs = 2000;

/**
 * Each change of the set-up, to managers, administrators and the MASH channel. The entry of a change also lists who must
 * hear of it, so that the next start tells the rest if the process is killed. Ends a request whose time is over.
 */
export function sideTask(deps: SideTaskDeps): SideTask {
  let told: number | undefined; // the request that this program tells
  return {
    everyMs: 1000,
    async does() {
      const { setup, setups, now } = deps;
      const { waiting } = setup();
      if (waiting && waiting.number !== told && needsNobody(waiting, setup())) {
        told = waiting.number;
        await setups.change((before) => withTimeToTell(before, now()));
        return []; // the next look tells it, with the new time
      }
      if (waiting && waiting.until <= now()) await setups.change((before) => withRequestEnded(before, now()));
      const notices = changeNotices(setup(), now());
      let names: Promise<Names> | undefined; // asked for once, when the first card is made
      const namesNow = () => (names ??= namesInTime(notices, deps));
      return notices.map((each) => announced(each, namesNow, deps));
    },
  };
}

function announced(
  { key, number, change, to }: ChangeNotice,
  namesNow: () => Promise<Names>,
  deps: SideTaskDeps,
): Announcement {
  const { setup, now } = deps;
  const isPerson = typeof to === 'string';
  return {
    ...{ key, kind: change.did, sounds: change.did !== 'refused' && change.did !== 'lapsed' },
    to: isPerson ? to : { channel: () => placeOf(to, deps) },
    async card() {
      const names = await namesNow();
      const known = { ...setup(), names: { ...names, ...setup().names } };
      return changeCard(
        { number, change: withNames(change, names) },
        { setup: known, now: now(), ...(isPerson && { to }) },
      );
    },
  };
}

/** The names from Teams for the ids in the environment. It waits only briefly for them. */
const namesInTime = (notices: ChangeNotice[], deps: SideTaskDeps): Promise<Names> =>
  Promise.race([
    currentNames(
      notices.map(({ change }) => change),
      deps,
    ),
    deps.machine.pause(namesMayTakeMs).then(() => ({})),
  ]);

/**
 * A channel with the service URL last seen there. If none was seen, it takes the service URL of the present MASH
 * channel, because both channels belong to the same tenant.
 */
async function placeOf(
  { channelId, tenantId, serviceUrl }: Exclude<ChangeNotice['to'], string>,
  { people, reach }: SideTaskDeps,
): Promise<Channel> {
  const known = (await people.mashServiceUrl(channelId)) ?? serviceUrl;
  return { channelId, tenantId, serviceUrl: known ?? (await reach.mash()).serviceUrl };
}

/** Tells one person or one channel, once, about one entry of the history. */
interface ChangeNotice {
  key: string; // names the notice in the record of sent notices, so that nobody gets it twice
  number: number; // the number of the entry
  change: Change;
  to: StaffId | NonNullable<Change['tell']>['channels'][number];
}

// how long to keep trying somebody who cannot be reached; the record of sent notices keeps a key for longer
const tellFor = Duration.parse('P30D');

/** The notices about changes of the set-up. People come first, so that a channel that is gone does not hold them up. */
function changeNotices({ changes }: Setup, now: Instant): ChangeNotice[] {
  const notices = changes.flatMap((change, number) => {
    const { at, tell } = change;
    if (!tell || msOf(now) - msOf(at) > msIn(tellFor)) return [];
    const about = (to: string) => ({ key: `set-up ${number} ${at} ${to}`, number, change });
    return [
      ...tell.people.map((person): ChangeNotice => ({ ...about(person), to: person })),
      ...tell.channels.map((channel): ChangeNotice => ({ ...about(channel.channelId), to: channel })),
    ];
  });
  return notices.sort((one, other) => Number(typeof other.to === 'string') - Number(typeof one.to === 'string'));
}
