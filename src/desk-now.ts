import { oncePer } from './base/once-per.ts';
import type { Instant } from './base/time.ts';
import type { Desk } from './case/desk.ts';
import { type Duty, noDuty, onDutyAt, spansOf } from './features/duty/duty-state.ts';
import { type Onlookers, readByGuests, whoLeftIn } from './features/onlookers/onlookers-state.ts';
import { noOutsiders, type Outsiders } from './features/outside/outside-state.ts';
import { effectiveSetUp, noSetup, type Setup, serviceParts } from './features/set-up/set-up-state.ts';
import { type Confirmation, withConfirmations } from './protocol/contact.ts';
import { withDirectory, withService } from './protocol/load-pack.ts';
import type { Pack } from './protocol/pack.ts';

interface Readers {
  setups: { load(): Promise<Setup> };
  duties: { load(): Promise<Duty> }; // who is on duty
  onlookers: { load(): Promise<Onlookers | undefined> }; // who else is in the channels
  outsiders?: { load(): Promise<Outsiders> } | undefined; // who can be told outside Teams; left out if nobody can
}

/**
 * The settings as last read. Changes by other instances show after the next look of the worker, within a second or two.
 * @param now the current time, because duty ends by itself and no job ends it
 */
export function deskNow(now: () => Instant) {
  let setup = noSetup;
  let duty = noDuty;
  let outside = noOutsiders;
  let present: Onlookers | undefined;
  let begun = 0;
  let done = 0;
  const effective = () => effectiveSetUp(setup);
  return {
    /** Of two that go on at once, the one that began later counts. */
    async refresh({ setups, duties, onlookers, outsiders }: Readers) {
      begun += 1;
      const own = begun;
      const read = await Promise.all([
        setups.load(),
        duties.load(),
        outsiders?.load() ?? noOutsiders,
        onlookers.load(),
      ]);
      if (own < done) return;
      done = own;
      [setup, duty, outside, present] = read;
    },
    desk(): Desk {
      const {
        managers: named,
        practitioners,
        escalation,
        level2,
        level3,
        admins,
        assessmentChannelId,
        mash,
        council,
      } = effective();
      const left = whoLeftIn(present, mash?.channelId).map(({ id }) => id);
      return {
        managers: named.filter((id) => !left.includes(id)),
        left,
        practitioners,
        escalation,
        level2,
        level3,
        admins,
        onDuty: onDutyAt(spansOf(duty), now()).map(({ staff }) => staff),
        outside: outside.people,
        ...(council !== '' && { council }),
        hasAssessment: assessmentChannelId !== undefined,
        readByGuests: readByGuests(present, mash?.channelId),
      };
    },
    currentSetUp: effective, // as it applies: a list of practitioners has the partners, too
    setup: () => setup, // the whole record
  };
}

/** The pack as it is set in Teams now. It stays the same one until that changes. */
export function settingPack(pack: Pack, setup: () => Setup): () => Pack {
  const setIn = oncePer((whole: Setup) => {
    const set = Object.fromEntries(serviceParts.map((part) => [part, whole[part]]));
    return { set, key: JSON.stringify(set) };
  });
  let last = { set: '', pack };
  return () => {
    const { set, key } = setIn(setup());
    if (key === '{}') return pack;
    if (last.set !== key) last = { set: key, pack: withService(pack, set) };
    return last.pack;
  };
}

/** The pack with what people wrote into it. It stays the same one until that changes: much is worked out once for each pack. */
export const writtenPack = oncePer((pack: Pack, confirmed: Record<string, Confirmation>, setup: Setup) =>
  withDirectory(withConfirmations(pack, confirmed), setup),
);
