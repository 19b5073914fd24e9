import { instantOf, msOf } from '../../base/time.ts';
import { partsBetween, partsOf, whoOf, withSetUpEntry } from './history.ts';
import {
  type Choices,
  type EffectiveSetUp,
  type Environment,
  effectiveSetUp,
  type Setup,
  type WaitingChange,
  type Who,
} from './set-up-state.ts';

const waitsMs = 72 * 60 * 60 * 1000; // how long a change waits for a second person: a weekend and a day

interface Chosen {
  choices: Choices; // a part that is present but undefined is removed
  names: Record<string, string>;
}

/**
 * The set-up with the new choices, and with entries that say who changed which parts. Saving the same choices again
 * changes nothing. A change of channel waits for a second person, except in the first set-up, when no referral could be
 * read anywhere yet.
 */
export function withChoices(setup: Setup, { choices, names }: Chosen, who: Who, config: Environment): Setup {
  const { moves, rest } = isFirstSetUp(setup, config)
    ? { moves: {}, rest: choices }
    : splitMoves(choices, effectiveSetUp(config, setup));
  const changed = withChanges(setup, { choices: rest, names }, who, config);
  return Object.keys(moves).length > 0 ? withRequest(changed, { choices: moves, names }, who, config) : changed;
}

/** Whether no channel was ever set in Teams, and the environment names none and never did. */
const isFirstSetUp = ({ mash, changes }: Setup, { named }: Environment): boolean =>
  !mash && !named.mash && !changes.some(({ what }) => what.includes('mash'));

function splitMoves(choices: Choices, effective: EffectiveSetUp): { moves: WaitingChange['choices']; rest: Choices } {
  const { mash, assessmentChannelId: assessment } = choices;
  const isMoved =
    mash !== undefined && (mash.channelId !== effective.mash?.channelId || mash.teamId !== effective.mash.teamId);
  const isOther = assessment !== undefined && assessment !== effective.assessmentChannelId;
  const rest = { ...choices };
  if (isMoved) delete rest.mash;
  if (isOther) delete rest.assessmentChannelId;
  return {
    moves: { ...(isMoved ? { mash } : {}), ...(isOther ? { assessmentChannelId: assessment } : {}) },
    rest,
  };
}

function withChanges(setup: Setup, { choices, names }: Chosen, who: Who, config: Environment): Setup {
  const before: Record<string, unknown> = setup;
  const what = Object.entries(choices)
    .filter(([part, chosen]) => JSON.stringify(before[part]) !== JSON.stringify(chosen))
    .map(([part]) => part);
  if (what.length === 0) return setup;
  const after = { ...setup, ...choices, names: { ...setup.names, ...names } };
  return withSetUpEntry({ config, setup }, { config, setup: after }, { ...who, what, did: 'changed' });
}

/** The set-up with a channel that waits for a second person. It replaces an earlier request that nobody confirmed. */
function withRequest(
  setup: Setup,
  { choices, names }: Pick<WaitingChange, 'choices'> & Pick<Chosen, 'names'>,
  who: Who,
  config: Environment,
): Setup {
  const former = setup.waiting;
  if (former && JSON.stringify(former.choices) === JSON.stringify(choices)) return setup;
  const known = { ...setup, names: { ...setup.names, ...names } };
  const parts = partsBetween(partsOf(config, known), partsOf(config, { ...known, ...choices }));
  const entry = { ...who, what: Object.keys(choices), did: 'asked' as const, parts };
  const state = { config, setup: known };
  const recorded = withSetUpEntry(state, state, former ? { ...entry, askedBy: whoOf(former) } : entry);
  const until = instantOf(msOf(who.at) + waitsMs);
  return { ...recorded, waiting: { ...who, number: recorded.changes.length - 1, until, parts, choices } };
}
