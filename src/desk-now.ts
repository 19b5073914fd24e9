import type { Instant } from './base/time.ts';
import type { Desk } from './case/desk.ts';
import { type Duty, noDuty, onDutyAt, spansOf } from './features/duty/duty-state.ts';
import { type Onlookers, readByGuests, whoLeftIn } from './features/onlookers/onlookers-state.ts';
import { noOutsiders, type Outsiders } from './features/outside/outside-state.ts';
import { effectiveSetUp, noSetup, type Setup } from './features/set-up/set-up-state.ts';

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
