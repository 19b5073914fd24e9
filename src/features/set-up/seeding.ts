import type { Services } from '../../actions/context.ts';
import { type Instant, plus } from '../../base/time.ts';
import type { MashPlace } from '../../case/desk.ts';
import { everyDocument } from '../../store/every-case.ts';
import type { Store } from '../../store/port.ts';
import { partsBetween, withSetUpEntry } from './history.ts';
import { waits, withRequest } from './rules.ts';
import { alone, peopleWithASay } from './second-person.ts';
import { byEnvironment, partsOf, type SeedPart, type Seeds, type Setup, setupsIn, wasEverSet } from './set-up-state.ts';

/** The variable of the environment that fills each part. */
export const variables: Record<SeedPart, string> = {
  mash: 'MASH_CHANNEL_ID',
  assessmentChannelId: 'ASSESSMENT_CHANNEL_ID',
  managers: 'MASH_MANAGERS',
  practitioners: 'MASH_PRACTITIONERS',
  assessors: 'ASSESSMENT_PRACTITIONERS',
  escalation: 'MASH_ESCALATION',
  level2: 'DISAGREEMENT_LEVEL_2',
  level3: 'DISAGREEMENT_LEVEL_3',
  admins: 'ADMINS',
};

/** What fills parts of the set-up. `defaults`: those of local mode; a part with such a default still counts as never set. */
type Filling = Pick<Services['config'], 'seeds' | 'defaults'>;

const environment = (at: Instant) => ({ by: byEnvironment, name: 'the environment of the service', at });
const only = (seeds: Seeds, isWanted: (part: SeedPart) => boolean) =>
  Object.fromEntries(Object.entries(seeds).filter(([part, to]) => to && isWanted(part as SeedPart)));

/**
 * The set-up after a start: the environment fills the parts that were never set. The first start of a service always
 * leaves an entry in the history, so that an empty history beside cases means that the set-up was lost.
 * @param isUnused no case was begun yet. While nobody in Teams has changed anything either, the environment may still
 *   correct itself: a wrong administrator could confirm nothing
 */
export function withSeeds(setup: Setup, { seeds, defaults }: Filling, at: Instant, isUnused = false): Setup {
  const isFirst = setup.changes.length === 0;
  if (wasLost(setup)) return setup;
  const corrected = isUnused && isOnlySeeded(setup) ? differing(setup, seeds) : [];
  const chosen = only(seeds, (part) => !wasEverSet(setup, part) || corrected.includes(part));
  const before = {
    ...setup,
    ...only(defaults, (part) => partsOf(setup)[part]?.length === 0 && !wasEverSet(setup, part)),
    ...(setup.mash && { mash: withAddress(setup.mash, seeds.mash) }),
  };
  const what = Object.keys(chosen);
  if (what.length === 0 && !isFirst) return before;
  return withSetUpEntry(before, { ...before, ...chosen }, { ...environment(at), what, did: 'changed' }, !isFirst);
}

/** The channel with the address that the environment gives for this same channel: how it is reached is no choice. */
const withAddress = (mash: MashPlace, { channelId, teamId, serviceUrl }: Partial<MashPlace> = {}): MashPlace =>
  serviceUrl && channelId === mash.channelId && teamId === mash.teamId ? { ...mash, serviceUrl } : mash;

/** Whether the set-up was lost beside cases, and all of it is asked for again. Then no start fills anything. */
const wasLost = ({ changes }: Setup) => changes[0]?.did === 'asked';

const isOnlySeeded = ({ changes }: Setup) => changes.every(({ by }) => by === byEnvironment);

const hasCases = async (store: Store) => !(await everyDocument(store, 'case').next()).done;

/**
 * Fills the set-up at a start.
 * @returns warnings, which name variables and never a value
 * @throws Error for a misspelt variable, while nobody has used the service
 */
export async function fillSetUp({ config, now }: Pick<Services, 'config' | 'now'>, store: Store): Promise<string[]> {
  const setups = setupsIn(store);
  const before = await setups.load();
  const isUnused = isOnlySeeded(before) && !(await hasCases(store));
  if (before.changes.length === 0 && !isUnused) return [lostWarning];
  if (isUnused && config.leftOut.length > 0)
    throw new Error(['The configuration is not right:', ...config.leftOut].join('\n  '));
  const setup = await setups.change((current) => withSeeds(current, config, now(), isUnused));
  return differing(setup, config.seeds).map(
    (part) =>
      `${variables[part]} differs from what is set up, which applies. To change that: npm run set-up -- --reseed ${part}`,
  );
}

const lostWarning =
  'there are cases, but the set-up is missing, so nobody has rights. Restore it from a backup, or see npm run set-up.';

/** The parts of which the environment says something else than what applies. */
export const differing = (setup: Setup, seeds: Seeds): SeedPart[] =>
  partsBetween(setup, { ...setup, ...only(seeds, () => true) }).map(({ part }) => part as SeedPart);

/**
 * Asks for the environment's value of one part, in place of what was set. It has no effect until a manager or an
 * administrator confirms it in Teams. Where there is none, it takes effect an hour after the program began to tell it.
 * @returns what became of it, in words for whoever ran the command
 */
export async function reseed(store: Store, part: SeedPart, seeds: Seeds, at: Instant): Promise<string> {
  const setups = setupsIn(store);
  const before = await setups.load();
  if (!differing(before, seeds).includes(part)) return 'Nothing to do: it is set up so already.';
  const isLost = before.changes.length === 0 ? await hasCases(store) : wasLost(before);
  if (!wasEverSet(before, part) && !isLost)
    return 'Nothing to do: this part was never set, so the next start of the program fills it.';
  const isAlone = peopleWithASay(before).size === 0;
  const until = plus(at, isAlone ? alone : waits);
  const choices = only(seeds, (each) => each === part);
  await setups.change((setup) => withRequest(setup, { choices, names: {}, until }, environment(at)));
  return isAlone
    ? 'Asked for. There is no manager and no administrator, so it applies when the program has told it for an hour.'
    : `Asked for. A manager or an administrator must confirm it in Teams by ${until}, else it lapses.`;
}
