import type { Texts } from '../../base/texts.ts';
import type { Reach } from '../../connector/reach.ts';
import { type Teams, TeamsFault } from '../../connector/teams.ts';
import type { Change, ChangedPart, NamedId } from './set-up-state.ts';

/**
 * The names that Teams has for people and channels that the environment sets by id alone. Empty when Teams does not
 * answer.
 */
export async function currentNames(
  changes: Change[],
  { teams, reach }: { teams: Teams; reach: Reach },
): Promise<Texts> {
  const entries = changes.flatMap(({ parts }) => parts.flatMap(({ from, to }) => [...from, ...to]));
  if (entries.every(({ name }) => name !== '')) return {};
  try {
    const { serviceUrl, teamId } = await reach.mash();
    const names: Texts = {};
    for (const id of new Set([teamId, ...entries.flatMap(({ team }) => team ?? [])])) {
      for (const channel of await teams.channels(serviceUrl, id)) names[channel.id] = channel.name;
      for (const { objectId, name } of await teams.members(serviceUrl, id))
        if (objectId) names[objectId.toLowerCase()] = name;
    }
    return names;
  } catch (error) {
    if (error instanceof TeamsFault) return {};
    throw error;
  }
}

/** A change for a card: people and channels without a name get one from `names`. */
export function withNames<C extends { parts: ChangedPart[] }>(change: C, names: Texts): C {
  const named = (each: NamedId): NamedId => ({ ...each, name: each.name || (names[each.id] ?? '') });
  return {
    ...change,
    parts: change.parts.map((part) => ({ ...part, from: part.from.map(named), to: part.to.map(named) })),
  };
}
