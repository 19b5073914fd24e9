import type { StaffId } from '../base/people.ts';
import { type PeriodName, periodOf } from '../base/period.ts';
import type { Instant } from '../base/time.ts';
import type { Pack } from '../protocol/pack.ts';
import { everyCase } from '../store/every-case.ts';
import type { Store } from '../store/port.ts';
import { type Report, reportOf } from './report.ts';
import { tallyOf } from './tally.ts';

export interface Board {
  /** Counts the cases of a period. @returns undefined if the whole period lies in the future */
  report(name: PeriodName, now: Instant): Promise<Report | undefined>;
}

export function boardIn(store: Store, pack: Pack): Board {
  return {
    async report(name, now) {
      const period = periodOf(name, now);
      if (!period) return undefined;
      const tally = await tallyOf(everyCase(store), { months: period.months, now, clocks: pack.clocks });
      return reportOf(tally, period, pack, now);
    },
  };
}

/** Administrators and MASH managers can have the report; they hand it to the Board. @source Protocol 6.1 */
export const canHaveReport = (id: StaffId, { admins, managers }: Record<'admins' | 'managers', StaffId[]>) =>
  admins.includes(id) || managers.includes(id);
