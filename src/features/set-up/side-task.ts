import type { Announcement, Channel, SideTask, SideTaskDeps } from '../../actions/side-task.ts';
import type { StaffId } from '../../base/people.ts';
import type { Texts } from '../../base/texts.ts';
import { Duration, msBetween, msIn } from '../../base/time.ts';
import type { MashPlace } from '../../case/desk.ts';
import { changeCard } from './change-cards.ts';
import { movingCases, strandedNow } from './moving.ts';
import { currentNames, withNames } from './names-now.ts';
import { needsNobody, withRequestEnded, withTimeToTell } from './second-person.ts';
import { type Change, type Setup, setupsIn } from './set-up-state.ts';

const namesMayTakeMs = 2000;
// how long to keep trying somebody who cannot be reached; the record of sent notices keeps a key for longer
const tellFor = Duration.parse('P30D');

/**
 * Each change of the set-up, to managers, administrators and the MASH channel. The entry of a change also lists who must
 * hear of it, so that the next start tells the rest if the process is killed. Ends a request whose time is over.
 */
export function sideTask(deps: SideTaskDeps): SideTask {
  const setups = setupsIn(deps.store);
  const moves = movingCases(deps);
  let told: number | undefined; // the request that this program tells
  return {
    everyMs: 1000,
    async does() {
      const { now } = deps;
      const setup = await setups.load();
      const { waiting } = setup;
      if (waiting && waiting.number !== told && needsNobody(waiting, setup)) {
        told = waiting.number;
        await setups.change((before) => withTimeToTell(before, now()));
        return []; // the next look tells it, with the new time
      }
      await moves(setup);
      const isOver = waiting && waiting.until <= now();
      return changeNotices(isOver ? await setups.change((before) => withRequestEnded(before, now())) : setup, deps);
    },
  };
}

/** The notices about changes of the set-up. People come first, so that a channel that is gone does not hold them up. */
function changeNotices(setup: Setup, deps: SideTaskDeps): Announcement[] {
  const { now } = deps;
  const recent = setup.changes.flatMap((change, number) => {
    const { at, tell } = change;
    return tell && msBetween(at, now()) <= msIn(tellFor) ? [{ change, number, tell }] : [];
  });
  let asked: Promise<Texts> | undefined; // once, when the first card is made
  const namesNow = () => (asked ??= namesInTime(recent, deps));
  const notice = ({ number, change }: Told, to: StaffId | MashPlace): Announcement => {
    const person = typeof to === 'string' ? to : undefined;
    return {
      key: `set-up ${number} ${change.at} ${typeof to === 'string' ? to : to.channelId}`,
      kind: change.did,
      sounds: change.did !== 'refused' && change.did !== 'lapsed',
      to: typeof to === 'string' ? to : { channel: () => placeOf(to, deps) },
      async card() {
        const names = await namesNow();
        const known = { ...setup, names: { ...names, ...setup.names } };
        const view = { setup: known, now: now(), to: person, stranded: await strandedNow(deps.store) };
        return changeCard({ number, change: withNames(change, names) }, view);
      },
    };
  };
  return [
    ...recent.flatMap((each) => each.tell.people.map((person) => notice(each, person))),
    ...recent.flatMap((each) => each.tell.channels.map((channel) => notice(each, channel))),
  ];
}

/** An entry of the history of which somebody must hear. */
interface Told {
  number: number;
  change: Change;
}

/** The names from Teams for the ids in the environment. It waits only briefly for them. */
const namesInTime = (told: Told[], deps: SideTaskDeps): Promise<Texts> =>
  Promise.race([
    currentNames(
      told.map(({ change }) => change),
      deps,
    ),
    deps.machine.pause(namesMayTakeMs).then(() => ({})),
  ]);

/**
 * A channel with the service URL last seen there. If none was seen, it takes the service URL of the present MASH
 * channel, because both channels belong to the same tenant.
 */
async function placeOf(
  { channelId, tenantId, serviceUrl }: MashPlace,
  { people, reach }: SideTaskDeps,
): Promise<Channel> {
  const known = (await people.mashServiceUrl(channelId)) ?? serviceUrl;
  return { channelId, tenantId, serviceUrl: known ?? (await reach.mash()).serviceUrl };
}
