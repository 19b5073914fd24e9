import { plus } from '../../base/time.ts';
import type { RunningClock } from '../../case/clocks.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Central } from '../../protocol/central.ts';
import { daysAfter, morningOf, startOf } from '../../protocol/days.ts';
import type { Pack } from '../../protocol/pack.ts';
import { type CentralReferral, centralOf } from './central-state.ts';

/** Whether the authority owes no more answers. */
export function isCentralOver({ events }: CaseRecord): boolean {
  const central = centralOf(events);
  return central.kind === 'recorded' && central.isOver;
}

/**
 * The clocks of a recorded central referral. They end with an outcome, and never decide anything. The first reminders
 * come at 09:00 in London. Repeats count elapsed hours, so they shift by an hour when the clocks change.
 */
const ifOpen =
  (clock: (central: RecordedReferral, rules: Central) => RunningClock | undefined) =>
  ({ events }: CaseRecord, { central: rules }: Pick<Pack, 'central'>): RunningClock | undefined => {
    const central = centralOf(events);
    return central.kind === 'not-recorded' || central.isOver ? undefined : clock(central, rules);
  };

type RecordedReferral = Extract<CentralReferral, { kind: 'recorded' }>;

/**
 * Counts calendar days from the recorded date. In the 2016 pathway the decision is in time until the last day ends;
 * after that the cards say it is late.
 */
export const centralClock = ifOpen(({ entry: { sentOn, pathway }, decisionDay }, rules) => {
  const { remind, again } = rules.reminders[pathway];
  const overAt = startOf(daysAfter(decisionDay, 1));
  const latest = morningOf(daysAfter(sentOn, Math.max(...remind)));
  const turns = pathway === '2016' ? [{ at: overAt, kind: 'turn' as const }] : [];
  return {
    name: 'central',
    start: startOf(sentOn),
    due: overAt,
    marks: [...remind.map((day) => ({ at: morningOf(daysAfter(sentOn, day)), kind: 'remind' as const })), ...turns],
    overdueFrom: plus(latest, again),
    every: again,
  };
});

/**
 * Only in the 2026 pathway: reminds on the morning after the authority's target day, and again until it has decided on
 * reasonable grounds.
 */
export const groundsClock = ifOpen(({ entry: { sentOn, pathway, groundsBy }, grounds }, rules) => {
  if (pathway !== '2026' || !groundsBy || grounds) return undefined;
  const { again } = rules.grounds;
  const at = morningOf(daysAfter(groundsBy, 1));
  const marks = [{ at, kind: 'remind' as const }];
  return { name: 'reasonableGrounds', start: startOf(sentOn), marks, overdueFrom: plus(at, again), every: again };
});
