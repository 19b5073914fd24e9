import { createHash } from 'node:crypto';
import type { StaffId } from '../../base/people.ts';
import type { Texts } from '../../base/texts.ts';
import { Duration, type Instant, plus } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import { excerpt } from '../../cards/parts.ts';
import { withSetUpEntry } from './history.ts';
import {
  byEnvironment,
  type Change,
  type NamedId,
  phonesOf,
  type Setup,
  type WaitingChange,
  type Who,
} from './set-up-state.ts';

// how long a person must have been a manager in the set-up before they can confirm
const settled = Duration.parse('PT24H');

/** Whether a person can confirm the waiting change, or from when, or why not. */
export type AbilityToConfirm =
  | { kind: 'may' }
  | { kind: 'from'; at: Instant }
  | { kind: 'asked-for-it' | 'came-after' | 'not-of-the-desk' };

/**
 * The person who asked for a change cannot confirm it, nor can a helper whom they add for the purpose. So a
 * manager must have been one before the request, and for 24 hours; those with whom the service began count as settled.
 * Administrators can confirm at once: no card can add one.
 */
export function abilityToConfirm(
  person: StaffId,
  waiting: WaitingChange,
  setup: Setup,
  now: Instant,
): AbilityToConfirm {
  if (person === waiting.by) return { kind: 'asked-for-it' };
  if (setup.admins.includes(person)) return { kind: 'may' };
  if (!setup.managers.includes(person)) return { kind: 'not-of-the-desk' };
  const named = lastNamed(person, setup);
  if (!named) return { kind: 'may' };
  if (named.at >= waiting.at) return { kind: 'came-after' };
  const at = plus(named.at, settled);
  return now >= at ? { kind: 'may' } : { kind: 'from', at };
}

/** Why somebody cannot confirm a change, in a whole sentence. */
export function whyNot(ability: Exclude<AbilityToConfirm, { kind: 'may' }>): string {
  const others = 'Another administrator or manager must confirm it.';
  switch (ability.kind) {
    case 'from':
      return `You have been a manager for less than 24 hours. You can confirm it from ${clockAndDay(ability.at)}.`;
    case 'asked-for-it':
      return `You asked for it yourself. ${others}`;
    case 'came-after':
      return `You became a manager after it was asked for. ${others}`;
    case 'not-of-the-desk':
      return 'Only somebody who is an administrator or a manager now can.';
  }
}

/** Whether a manager is in force: the service began with them, a second person confirmed them, or they have been one for 24 hours. */
export function isInForce(person: StaffId, setup: Setup, now: Instant): boolean {
  const named = lastNamed(person, setup);
  return setup.managers.includes(person) && (!named || named.did === 'confirmed' || plus(named.at, settled) <= now);
}

/** The entry by which a person last became a manager; undefined if the service began with them. */
function lastNamed(person: StaffId, { changes }: Setup) {
  const includes = (people: NamedId[]) => people.some(({ id }) => id === person);
  return changes.findLast(
    ({ by, did, parts }, number) =>
      (number > 0 || by !== byEnvironment) &&
      (did === 'changed' || did === 'confirmed') &&
      parts.some(({ part, from, to }) => part === 'managers' && includes(to) && !includes(from)),
  );
}

/** Managers and administrators confirm changes and read the history. */
export const peopleWithASay = ({ managers, admins }: Pick<Setup, 'managers' | 'admins'>): Set<StaffId> =>
  new Set([...managers, ...admins]);

/** All of them, and whether each can confirm the waiting change. */
export function confirmers(waiting: WaitingChange, setup: Setup, now: Instant) {
  return [...peopleWithASay(setup)].map((person) => ({ person, ...abilityToConfirm(person, waiting, setup, now) }));
}

/** The result of confirming or refusing. `answered`: the change no longer waits. */
export type ConfirmationResult =
  | { kind: 'confirmed' | 'refused' | 'nothing-waits' | 'answered' }
  | { kind: 'not-tried'; waiting: WaitingChange; wrong: string[] }
  | Exclude<AbilityToConfirm, { kind: 'may' }>;

interface Answer {
  did: 'confirmed' | 'refused';
  who: Who;
  number?: number | undefined; // the entry that the button belongs to; undefined if the answer was typed
  tried?: Texts; // by part: the code that came to a new number, or who answered there
}

export const mostWrong = 5; // codes

/** A code as it is kept. It lives for hours at most, and wrong tries are counted. */
export const hashOfCode = (code: string, { number }: Pick<WaitingChange, 'number'>) =>
  createHash('sha256').update(`${number} ${code}`).digest('base64url');

/** Each new number must have been tried: whoever answers there says the code that was texted, or who they are. */
function whatIsUntried({ choices, codes = {}, wrong = 0, number }: WaitingChange, tried: Texts = {}) {
  return phonesOf(choices).filter((part) => {
    const said = (tried[part] ?? '').trim();
    const hash = codes[part];
    if (hash === undefined) return said.length < 2;
    return wrong >= mostWrong || hashOfCode(said.replace(/\D/g, ''), { number }) !== hash;
  });
}

function triedWords({ choices, codes = {} }: WaitingChange, tried: Texts = {}) {
  const words = phonesOf(choices).map((part) =>
    codes[part]
      ? `${choices[part]}: the code that was texted came back.`
      : `${choices[part]}: rang it, ${excerpt((tried[part] ?? '').trim(), 60)} answered.`,
  );
  return words.length > 0 ? { tried: words.join(' ') } : {};
}

/**
 * Confirms the change, if this person can and new numbers were tried, or refuses it. Any administrator or manager may refuse, and so may the person
 * who asked for it.
 */
export function answerChange(
  setup: Setup,
  { did, who, number, tried }: Answer,
): { setup: Setup; result: ConfirmationResult } {
  const { waiting, changes } = setup;
  if (!waiting || waiting.until <= who.at || (number ?? waiting.number) !== waiting.number) {
    const kind = number !== undefined && number < changes.length ? 'answered' : 'nothing-waits';
    return { setup, result: { kind } };
  }
  const ability = abilityToConfirm(who.by, waiting, setup, who.at);
  if (did === 'refused') return { setup: withAnswer(setup, waiting, { ...who, did }), result: { kind: did } };
  if (ability.kind !== 'may') return { setup, result: ability };
  const untried = whatIsUntried(waiting, tried);
  if (untried.length === 0)
    return { setup: withAnswer(setup, waiting, { ...who, did, ...triedWords(waiting, tried) }), result: { kind: did } };
  const wrong = tried ? untried : [];
  const isGuess = wrong.some((part) => waiting.codes?.[part] && tried?.[part]);
  const next = isGuess ? { ...waiting, wrong: (waiting.wrong ?? 0) + 1 } : waiting;
  return { setup: { ...setup, waiting: next }, result: { kind: 'not-tried', waiting: next, wrong } };
}

/** Whether the environment asked, and there is no manager or administrator. */
export const needsNobody = ({ by }: WaitingChange, setup: Setup) =>
  by === byEnvironment && peopleWithASay(setup).size === 0;

/** How long such a request waits, while all who are in force are told. */
export const alone = Duration.parse('PT1H');

/** Lets such a request wait for an hour from now, when this program has just begun to tell it. */
export function withTimeToTell(setup: Setup, now: Instant): Setup {
  const { waiting } = setup;
  if (!waiting || !needsNobody(waiting, setup)) return setup;
  return { ...setup, waiting: { ...waiting, until: plus(now, alone) } };
}

/** Ends a request whose time is over: it lapses, or applies if the environment asked and nobody is there to confirm it. */
export function withRequestEnded(setup: Setup, now: Instant): Setup {
  const { waiting } = setup;
  if (!waiting || waiting.until > now) return setup;
  const did = needsNobody(waiting, setup) ? 'confirmed' : 'lapsed';
  return withAnswer(setup, waiting, { by: byEnvironment, name: '', at: now, did });
}

function withAnswer(
  setup: Setup,
  { choices, parts, by, name, at }: WaitingChange,
  answer: Who & Pick<Change, 'tried'> & { did: 'confirmed' | 'refused' | 'lapsed' },
) {
  const { waiting: _, ...rest } = setup;
  const after = answer.did === 'confirmed' ? { ...rest, ...choices } : rest;
  return withSetUpEntry(setup, after, { ...answer, what: Object.keys(choices), parts, askedBy: { by, name, at } });
}
