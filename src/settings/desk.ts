import type { StaffId } from '../base/people.ts';
import type { Duration, Instant } from '../base/time.ts';
import type { Desk } from '../case/react.ts';
import { type Duty, noDuty, onDutyAt, spansOf } from './duty.ts';
import { type Named, noSetup, type Setup, type Standing, standing } from './setup.ts';

/** What holds now, as last read; other instances' changes are seen at the next sweep of the worker, within a second. */
interface DeskNow {
  refresh(): Promise<void>;
  desk(): Desk;
  standing(): Standing;
  setup(): Setup;
  duty(): Duty;
}

/**
 * @param duties reads who is on duty
 * @param timing how long a duty without an end lasts, and the time: duty ends by itself, and no job ends it
 */
export function deskNow(
  config: Named & { admins: StaffId[] },
  setups: { load(): Promise<Setup> },
  duties: { load(): Promise<Duty> },
  timing: { shift: Duration; now: () => Instant },
): DeskNow {
  let setup = noSetup;
  let duty = noDuty;
  const now = () => standing(config, setup);
  return {
    async refresh() {
      [setup, duty] = await Promise.all([setups.load(), duties.load()]);
    },
    desk() {
      const { managers, practitioners, escalation, level2, level3, assessmentChannelId } = now();
      return {
        managers,
        practitioners,
        escalation,
        level2,
        level3,
        admins: config.admins,
        onDuty: onDutyAt(spansOf(duty, timing.shift), timing.now()).map(({ staff }) => staff),
        hasAssessment: assessmentChannelId !== undefined,
      };
    },
    standing: now,
    setup: () => setup,
    duty: () => duty,
  };
}
