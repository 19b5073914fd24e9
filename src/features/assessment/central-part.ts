import { plus } from '../../base/time.ts';
import type { RunningClock } from '../../case/clocks.ts';
import type { Desk, Outgoing } from '../../case/react.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { ClockName } from '../../history/entry.ts';
import type { CaseEvent } from '../../history/events.ts';
import type { Central } from '../../protocol/central.ts';
import { daysAfter, morningOf, startOf } from '../../protocol/days.ts';
import type { Pack } from '../../protocol/pack.ts';
import { type CentralReferral, centralOf } from './central-state.ts';
import { cardOfMash, tellTeamOrMash } from './to-team.ts';

/**
 * The messages to send after somebody records a referral to the central competent authority or its answer, and those
 * to send when a clock of that referral reaches a mark.
 * @source Protocol 4.3; today’s national guidance
 */
export function tellOfCentral(event: CaseEvent, index: number, desk: Desk): Outgoing[] {
  const isCentralEvent =
    event.type === 'CentralReferralRecorded' ||
    event.type === 'CentralOutcomeRecorded' ||
    (event.type === 'ClockReached' && (event.clock === 'central' || event.clock === 'reasonableGrounds'));
  if (!isCentralEvent) return [];
  const messages = tellTeamOrMash(index, desk);
  const isQuiet = event.type === 'ClockReached' && !event.remind && !event.overdue;
  return isQuiet
    ? [...messages.filter(({ message }) => message.kind === 'assessment-card'), cardOfMash]
    : [...messages, cardOfMash];
}

/** Whether the authority owes no more answers. @returns undefined for a clock that is not about the authority */
export function isCentralOver({ events }: CaseRecord, clock: ClockName): boolean | undefined {
  if (clock !== 'central' && clock !== 'reasonableGrounds') return undefined;
  const central = centralOf(events);
  return central.kind === 'recorded' && central.isOver;
}

/**
 * The clocks of a recorded central referral. They end with an outcome, and never decide anything. The first reminders
 * come at 09:00 in London. Repeats count elapsed hours, so they shift by an hour when the clocks change.
 */
export function centralClocks({ events }: CaseRecord, { central: rules }: Pick<Pack, 'central'>): RunningClock[] {
  const central = centralOf(events);
  if (central.kind === 'not-recorded' || central.isOver) return [];
  return [outcomeClock(central, rules), ...groundsClock(central, rules)];
}

type RecordedReferral = Extract<CentralReferral, { kind: 'recorded' }>;

/**
 * Counts calendar days from the recorded date. In the 2016 pathway the decision is in time until the last day ends;
 * after that the cards say it is late.
 */
function outcomeClock({ entry: { sentOn, pathway }, decisionDay }: RecordedReferral, rules: Central): RunningClock {
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
}

/**
 * Only in the 2026 pathway: reminds on the morning after the authority's target day, and again until it has decided on
 * reasonable grounds.
 */
function groundsClock(
  { entry: { sentOn, pathway, groundsBy }, grounds }: RecordedReferral,
  rules: Central,
): RunningClock[] {
  if (pathway !== '2026' || !groundsBy || grounds) return [];
  const { again } = rules.grounds;
  const at = morningOf(daysAfter(groundsBy, 1));
  const marks = [{ at, kind: 'remind' as const }];
  return [{ name: 'reasonableGrounds', start: startOf(sentOn), marks, overdueFrom: plus(at, again), every: again }];
}
