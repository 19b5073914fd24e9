import type { StaffId } from '../../base/people.ts';
import { type Instant, instantOf, msOf } from '../../base/time.ts';
import { whoOf, withSetUpEntry } from './history.ts';
import {
  byEnvironment,
  type Environment,
  effectiveSetUp,
  type Setup,
  type WaitingChange,
  type Who,
} from './set-up-state.ts';

// how long a person must have been a manager in the set-up before they can confirm
const settledMs = 24 * 60 * 60 * 1000;

/** Whether a person can confirm the waiting change of channel, or from when, or why not. */
export type AbilityToConfirm =
  | { kind: 'may' }
  | { kind: 'from'; at: Instant }
  | { kind: 'asked-for-it' | 'came-after' | 'not-of-the-desk' };

/**
 * The person who asked for another channel cannot confirm it, nor can a helper whom they add for the purpose. So a
 * manager from the set-up must have been one before the request, and for 24 hours. People whom the environment names
 * can confirm at once, because whoever sets the environment could set the channel there too.
 */
export function abilityToConfirm(
  person: StaffId,
  waiting: WaitingChange,
  setup: Setup,
  config: Environment,
  now: Instant,
): AbilityToConfirm {
  if (person === waiting.by) return { kind: 'asked-for-it' };
  if (config.admins.includes(person)) return { kind: 'may' };
  if (!effectiveSetUp(config, setup).managers.includes(person)) return { kind: 'not-of-the-desk' };
  const since = config.named.managers ? undefined : managerSince(person, setup);
  if (since === undefined) return { kind: 'may' };
  if (since >= waiting.at) return { kind: 'came-after' };
  const at = instantOf(msOf(since) + settledMs);
  return now >= at ? { kind: 'may' } : { kind: 'from', at };
}

/** When a person last became a manager, by the history; undefined if no entry says. */
function managerSince(person: StaffId, { changes }: Setup): Instant | undefined {
  let since: Instant | undefined;
  for (const { at, parts, did } of changes) {
    const part = did === 'changed' && parts.find((each) => each.part === 'managers');
    const includes = (people: { id: string }[]) => people.some(({ id }) => id === person);
    if (part && includes(part.to) && !includes(part.from)) since = at;
  }
  return since;
}

/** All managers and administrators, and whether each can confirm the waiting change of channel. */
export function confirmers(waiting: WaitingChange, setup: Setup, config: Environment, now: Instant) {
  const people = new Set([...effectiveSetUp(config, setup).managers, ...config.admins]);
  return [...people].map((person) => ({ person, ...abilityToConfirm(person, waiting, setup, config, now) }));
}

/** The result of confirming or refusing. `answered`: the change no longer waits. */
export type ConfirmationResult =
  | { kind: 'confirmed' | 'refused' | 'nothing-waits' | 'answered' | 'by-environment' }
  | Exclude<AbilityToConfirm, { kind: 'may' }>;

interface Answer {
  who: Who;
  number?: number | undefined; // the entry that the button belongs to; undefined if the answer was typed
  config: Environment;
}

/** Confirms the change of channel, if this person can. */
export function confirmChange(
  setup: Setup,
  { who, number, config }: Answer,
): { setup: Setup; result: ConfirmationResult } {
  const waiting = waitingNow(setup, who.at, number);
  if (!('until' in waiting)) return { setup, result: waiting };
  const ability = abilityToConfirm(who.by, waiting, setup, config, who.at);
  if (ability.kind !== 'may') return { setup, result: ability };
  const { mash, assessmentChannelId } = waiting.choices;
  if ((mash && config.named.mash) || (assessmentChannelId && config.named.assessment))
    return { setup, result: { kind: 'by-environment' } };
  const after = { ...withoutWaiting(setup), ...waiting.choices };
  const entry = { ...who, ...about(waiting), did: 'confirmed' as const };
  return { setup: withSetUpEntry({ config, setup }, { config, setup: after }, entry), result: { kind: 'confirmed' } };
}

/** Refuses the change of channel. Any administrator or manager may do so, and so may the person who asked for it. */
export function refuseChange(
  setup: Setup,
  { who, number, config }: Answer,
): { setup: Setup; result: ConfirmationResult } {
  const waiting = waitingNow(setup, who.at, number);
  if (!('until' in waiting)) return { setup, result: waiting };
  const entry = { ...who, ...about(waiting), did: 'refused' as const };
  return {
    setup: withSetUpEntry({ config, setup }, { config, setup: withoutWaiting(setup) }, entry),
    result: { kind: 'refused' },
  };
}

/** Drops a change of channel that nobody has confirmed in time. */
export function withoutLapsedChange(setup: Setup, now: Instant, config: Environment): Setup {
  const { waiting } = setup;
  if (!waiting || waiting.until > now) return setup;
  const entry = { by: byEnvironment, name: '', at: now, ...about(waiting), did: 'lapsed' as const };
  return withSetUpEntry({ config, setup }, { config, setup: withoutWaiting(setup) }, entry);
}

function waitingNow(
  { waiting, changes }: Setup,
  now: Instant,
  number: number | undefined,
): WaitingChange | { kind: 'nothing-waits' | 'answered' } {
  if (waiting && waiting.until > now && (number === undefined || number === waiting.number)) return waiting;
  return { kind: number !== undefined && number < changes.length ? 'answered' : 'nothing-waits' };
}

const about = ({ choices, parts, ...asked }: WaitingChange) => ({
  what: Object.keys(choices),
  parts,
  askedBy: whoOf(asked),
});
const withoutWaiting = ({ waiting: _, ...setup }: Setup): Setup => setup;
