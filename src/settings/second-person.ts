import type { StaffId } from '../base/people.ts';
import { type Instant, instantOf, msOf } from '../base/time.ts';
import { whoOf, withSetUpEntry } from './changed-parts.ts';
import { byEnvironment } from './environment.ts';
import { type Environment, effectiveSetUp, type Setup, type WaitingChange, type Who } from './setup.ts';

const settledMs = 24 * 60 * 60 * 1000; // so long somebody has been a manager by the set-up before they can confirm

/** Whether somebody can confirm a channel that waits, or from when on, or why not. */
export type MayConfirm =
  | { kind: 'may' }
  | { kind: 'from'; at: Instant }
  | { kind: 'asked-for-it' | 'came-after' | 'not-of-the-desk' };

/**
 * Who asked for another channel does not confirm it, and neither does a helper whom they bring along: a manager of the set-up counts
 * once they were one before it was asked for, and for 24 hours. Whom the environment names counts at once: whoever sets the
 * environment could set the channel there.
 */
export function mayConfirm(
  person: StaffId,
  waiting: WaitingChange,
  setup: Setup,
  config: Environment,
  now: Instant,
): MayConfirm {
  if (person === waiting.by) return { kind: 'asked-for-it' };
  if (config.admins.includes(person)) return { kind: 'may' };
  if (!effectiveSetUp(config, setup).managers.includes(person)) return { kind: 'not-of-the-desk' };
  const since = config.named.managers ? undefined : managerSince(person, setup);
  if (since === undefined) return { kind: 'may' };
  if (since >= waiting.at) return { kind: 'came-after' };
  const at = instantOf(msOf(since) + settledMs);
  return now >= at ? { kind: 'may' } : { kind: 'from', at };
}

/** When the history has somebody become a manager, the last time. An entry that does not say whom it was about may have been about them. */
function managerSince(person: StaffId, { changes }: Setup): Instant | undefined {
  let since: Instant | undefined;
  for (const { at, what, parts, did = 'changed' } of changes) {
    if (!what.includes('managers') || did !== 'changed') continue;
    const part = parts?.find((each) => each.part === 'managers');
    if (parts && !part) continue; // the same people
    const has = (people: { id: string }[]) => people.some(({ id }) => id === person);
    if (!part || (has(part.to) && !has(part.from))) since = at;
  }
  return since;
}

/** Everybody who has a say about a channel that waits, and whether they can confirm it. */
export function confirmers(waiting: WaitingChange, setup: Setup, config: Environment, now: Instant) {
  const people = new Set([...effectiveSetUp(config, setup).managers, ...config.admins]);
  return [...people].map((person) => ({ person, ...mayConfirm(person, waiting, setup, config, now) }));
}

/** What came of an answer. `answered`: it does not wait any more. */
export type ConfirmationResult =
  | { kind: 'confirmed' | 'refused' | 'nothing-waits' | 'answered' | 'by-environment' }
  | Exclude<MayConfirm, { kind: 'may' }>;

interface Answer {
  who: Who;
  number?: number | undefined; // of what the button was about; typed: what waits
  config: Environment;
}

/** The channel is another from now on, where somebody may say so. */
export function confirmChange(
  setup: Setup,
  { who, number, config }: Answer,
): { setup: Setup; came: ConfirmationResult } {
  const waiting = waitingNow(setup, who.at, number);
  if (!('until' in waiting)) return { setup, came: waiting };
  const standing = mayConfirm(who.by, waiting, setup, config, who.at);
  if (standing.kind !== 'may') return { setup, came: standing };
  const { mash, assessmentChannelId } = waiting.choices;
  if ((mash && config.named.mash) || (assessmentChannelId && config.named.assessment))
    return { setup, came: { kind: 'by-environment' } };
  const after = { ...ended(setup), ...waiting.choices };
  const entry = { ...who, ...about(waiting), did: 'confirmed' as const };
  return { setup: withSetUpEntry({ config, setup }, { config, setup: after }, entry), came: { kind: 'confirmed' } };
}

/** It stays as it is: any administrator or manager may say so, and who asked for it. */
export function refuseChange(
  setup: Setup,
  { who, number, config }: Answer,
): { setup: Setup; came: ConfirmationResult } {
  const waiting = waitingNow(setup, who.at, number);
  if (!('until' in waiting)) return { setup, came: waiting };
  const entry = { ...who, ...about(waiting), did: 'refused' as const };
  return {
    setup: withSetUpEntry({ config, setup }, { config, setup: ended(setup) }, entry),
    came: { kind: 'refused' },
  };
}

/** Without what nobody has confirmed in time. */
export function lapsed(setup: Setup, now: Instant, config: Environment): Setup {
  const { waiting } = setup;
  if (!waiting || waiting.until > now) return setup;
  const entry = { by: byEnvironment, name: '', at: now, ...about(waiting), did: 'lapsed' as const };
  return withSetUpEntry({ config, setup }, { config, setup: ended(setup) }, entry);
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
const ended = ({ waiting: _, ...setup }: Setup): Setup => setup;
