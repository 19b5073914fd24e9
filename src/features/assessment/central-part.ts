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
import { cardOfMash, tellAssessment } from './to-team.ts';

/**
 * What is told of the referral to the central competent authority, as people record it, and of the reminders to chase its decision.
 * @source Protocol 4.3; NOTES B1.3
 */
export function toldOfCentral(event: CaseEvent, index: number, desk: Desk): Outgoing[] {
  const isOwn =
    event.type === 'CentralReferralRecorded' ||
    event.type === 'CentralOutcomeRecorded' ||
    (event.type === 'ClockReached' && (event.clock === 'central' || event.clock === 'reasonableGrounds'));
  if (!isOwn) return [];
  const told = tellAssessment(index, desk);
  const isQuiet = event.type === 'ClockReached' && !event.remind && !event.overdue;
  return isQuiet
    ? [...told.filter(({ message }) => message.kind === 'assessment-card'), cardOfMash]
    : [...told, cardOfMash];
}

/** Whether nothing more is awaited from the authority. */
export function isCentralOver({ events }: CaseRecord, clock: ClockName): boolean | undefined {
  if (clock !== 'central' && clock !== 'reasonableGrounds') return undefined;
  const central = centralOf(events);
  return central.kind === 'recorded' && central.isOver;
}

/**
 * The clocks of a referral that was recorded: they end with an outcome, and never decide anything.
 * Each reminder comes at 09:00 in London; one that is repeated comes every so many clock hours, so an hour off once the clocks change.
 */
export function centralClocks({ events }: CaseRecord, { central: rules }: Pick<Pack, 'central'>): RunningClock[] {
  const central = centralOf(events);
  if (central.kind === 'not-recorded' || central.isOver) return [];
  return [thirtyDays(central, rules), ...groundsClock(central, rules)];
}

type Recorded = Extract<CentralReferral, { kind: 'recorded' }>;

/** From the recorded date, calendar days. 2016: the last of them is in time until it ends, and when it has, the cards say so. */
function thirtyDays({ entry: { sentOn, pathway }, lastDay }: Recorded, rules: Central): RunningClock {
  const { remind, again } = rules.reminders[pathway];
  const over = startOf(daysAfter(lastDay, 1));
  const latest = morningOf(daysAfter(sentOn, Math.max(...remind)));
  const turns = pathway === '2016' ? [{ at: over, kind: 'turn' as const }] : [];
  return {
    name: 'central',
    start: startOf(sentOn),
    due: over,
    marks: [...remind.map((day) => ({ at: morningOf(daysAfter(sentOn, day)), kind: 'remind' as const })), ...turns],
    overdueFrom: plus(latest, again),
    every: again,
  };
}

/** 2026: the morning after the day that the authority aims at, and again until reasonable grounds were decided. */
function groundsClock({ entry: { sentOn, pathway, groundsBy }, grounds }: Recorded, rules: Central): RunningClock[] {
  if (pathway !== '2026' || !groundsBy || grounds) return [];
  const { again } = rules.grounds;
  const at = morningOf(daysAfter(groundsBy, 1));
  const marks = [{ at, kind: 'remind' as const }];
  return [{ name: 'reasonableGrounds', start: startOf(sentOn), marks, overdueFrom: plus(at, again), every: again }];
}
