import type { Reach } from '../../connector/reach.ts';
import { type Teams, TeamsFault } from '../../connector/teams.ts';
import type { Called, Change, Setup } from '../../settings/setup.ts';

type Names = Record<string, string>;

const calledIn = ({ parts = [] }: Change): Called[] => parts.flatMap(({ from, to }) => [...from, ...to]);

/** How Teams calls whom and what the environment names by ids alone; nothing where it does not say. */
export async function currentNames(
  changes: Change[],
  { teams, reach }: { teams: Teams; reach: Reach },
): Promise<Names> {
  const called = changes.flatMap(calledIn);
  if (called.every(({ name }) => name !== '')) return {};
  try {
    const { serviceUrl, teamId } = await reach.mash();
    const found: Names = {};
    for (const id of new Set([teamId, ...called.flatMap(({ team }) => team ?? [])])) {
      for (const channel of await teams.channels(serviceUrl, id)) found[channel.id] = channel.name;
      for (const { objectId, name } of await teams.members(serviceUrl, id))
        if (objectId) found[objectId.toLowerCase()] = name;
    }
    return found;
  } catch (error) {
    if (error instanceof TeamsFault) return {};
    throw error;
  }
}

/** The set-up to be shown, with these names where its history has none. */
export function withNames(setup: Setup, names: Names): Setup {
  const named = (each: Called): Called => ({ ...each, name: each.name || (names[each.id] ?? '') });
  const changes = setup.changes.map(({ parts, ...change }): Change => {
    if (!parts) return change;
    return { ...change, parts: parts.map((part) => ({ ...part, from: part.from.map(named), to: part.to.map(named) })) };
  });
  return { ...setup, changes };
}
