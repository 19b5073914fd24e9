import { z } from 'zod';
import { type Person, StaffId } from '../base/people.ts';
import { Instant } from '../base/time.ts';
import type { Desk } from '../case/react.ts';
import { type Named, noSetup, type Setup, type Standing, standing } from './setup.ts';

/** Who said that they are on duty, and every change of that with who and when. */
export const Duty = z.object({
  kind: z.literal('settings'),
  id: z.literal('duty'),
  on: z.array(z.object({ staff: StaffId, name: z.string(), since: Instant })),
  changes: z.array(z.object({ at: Instant, by: StaffId, on: z.boolean() })),
});
export type Duty = z.infer<typeof Duty>;

export const noDuty: Duty = { kind: 'settings', id: 'duty', on: [], changes: [] };

/** What holds now, as last read; other instances' changes are seen at the next sweep of the worker, within a second. */
interface DeskNow {
  refresh(): Promise<void>;
  desk(): Desk;
  standing(): Standing;
  setup(): Setup;
  duty(): Duty;
}

/** @param duties reads who is on duty */
export function deskNow(
  config: Named & { admins: StaffId[] },
  setups: { load(): Promise<Setup> },
  duties: { load(): Promise<Duty> },
): DeskNow {
  let setup = noSetup;
  let duty = noDuty;
  const now = () => standing(config, setup);
  return {
    async refresh() {
      [setup, duty] = await Promise.all([setups.load(), duties.load()]);
    },
    desk() {
      const { managers, practitioners, escalation, assessmentChannelId } = now();
      return {
        managers,
        practitioners,
        escalation,
        admins: config.admins,
        onDuty: duty.on.map(({ staff }) => staff),
        hasAssessment: assessmentChannelId !== undefined,
      };
    },
    standing: now,
    setup: () => setup,
    duty: () => duty,
  };
}

const kept = 500; // changes, so that the document stays small: more than a year of two managers

/** Who is on duty after one person said that they are, or are not; the same when that is no news. */
export function withDuty(duty: Duty, isOn: boolean, { id, name }: Pick<Person, 'id' | 'name'>, at: Instant): Duty {
  if (duty.on.some(({ staff }) => staff === id) === isOn) return duty;
  const others = duty.on.filter(({ staff }) => staff !== id);
  return {
    ...duty,
    on: isOn ? [...others, { staff: id, name, since: at }] : others,
    changes: [...duty.changes, { at, by: id, on: isOn }].slice(-kept),
  };
}
