import { instantOf, msOf } from '../base/time.ts';
import { partsBetween, partsOf, whoOf, withSetUpEntry } from './changed-parts.ts';
import {
  type Choices,
  type EffectiveSetUp,
  type Environment,
  effectiveSetUp,
  type Setup,
  type WaitingChange,
  type Who,
} from './setup.ts';

const waitsMs = 72 * 60 * 60 * 1000; // for a second person: a weekend and a day

interface Chosen {
  choices: Choices; // a part that is there and undefined is taken away
  names: Record<string, string>;
}

/**
 * The set-up with what was chosen now, and entries that say who changed which parts; the same when nothing is new. Another channel
 * waits for a second person, but for the first set-up: until then nothing could be read anywhere.
 */
export function withChoices(setup: Setup, { choices, names }: Chosen, who: Who, config: Environment): Setup {
  const { moves, rest } = isFirstSetUp(setup, config)
    ? { moves: {}, rest: choices }
    : movesApart(choices, effectiveSetUp(config, setup));
  const changed = changedNow(setup, { choices: rest, names }, who, config);
  return Object.keys(moves).length > 0 ? asking(changed, { choices: moves, names }, who, config) : changed;
}

/** No channel was ever set in Teams, and the environment has none and had none. */
const isFirstSetUp = ({ mash, changes }: Setup, { named }: Environment): boolean =>
  !mash && !named.mash && !changes.some(({ what }) => what.includes('mash'));

function movesApart(choices: Choices, now: EffectiveSetUp): { moves: WaitingChange['choices']; rest: Choices } {
  const { mash, assessmentChannelId: assessment } = choices;
  const isMoved = mash !== undefined && (mash.channelId !== now.mash?.channelId || mash.teamId !== now.mash.teamId);
  const isOther = assessment !== undefined && assessment !== now.assessmentChannelId;
  const rest = { ...choices };
  if (isMoved) delete rest.mash;
  if (isOther) delete rest.assessmentChannelId;
  return {
    moves: { ...(isMoved ? { mash } : {}), ...(isOther ? { assessmentChannelId: assessment } : {}) },
    rest,
  };
}

function changedNow(setup: Setup, { choices, names }: Chosen, who: Who, config: Environment): Setup {
  const had: Record<string, unknown> = setup;
  const what = Object.entries(choices)
    .filter(([part, chosen]) => JSON.stringify(had[part]) !== JSON.stringify(chosen))
    .map(([part]) => part);
  if (what.length === 0) return setup;
  const after = { ...setup, ...choices, names: { ...setup.names, ...names } };
  return withSetUpEntry({ config, setup }, { config, setup: after }, { ...who, what, did: 'changed' });
}

/** What waited before gives way: nobody confirmed it. */
function asking(
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
  const asked = withSetUpEntry(state, state, former ? { ...entry, askedBy: whoOf(former) } : entry);
  const until = instantOf(msOf(who.at) + waitsMs);
  return { ...asked, waiting: { ...who, number: asked.changes.length - 1, until, parts, choices } };
}
