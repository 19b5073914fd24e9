import { verdictOnLog } from '../evidence/chained-log.ts';
import { historyLog } from './changed-parts.ts';
import { byEnvironment } from './environment.ts';
import { forPeople, type Setup } from './setup.ts';

/** `part`: the part of the set-up that does not match the history. */
export type SetupVerdict = ReturnType<typeof verdictOnLog> | { kind: 'not-as-recorded'; part: string };

/** Checks whether the history of the set-up is unchanged, and whether the set-up matches it. */
export function verdictOnSetup(setup: Setup): SetupVerdict {
  const verdict = verdictOnLog(historyLog, setup.changes);
  if (verdict.kind === 'broken') return verdict;
  for (const [part, ids] of Object.entries(stored(setup))) {
    const last = lastOf(part, setup);
    if (last && last.join() !== ids.sort().join()) return { kind: 'not-as-recorded', part };
  }
  return isRequestRecorded(setup) ? verdict : { kind: 'not-as-recorded', part: 'waiting' };
}

function stored({ mash, assessmentChannelId, partners, ...setup }: Setup): Record<string, string[]> {
  return {
    mash: mash ? [mash.channelId] : [],
    assessmentChannelId: assessmentChannelId === undefined ? [] : [assessmentChannelId],
    partners: (partners ?? []).map(({ id }) => id),
    ...forPeople((part) => [...(setup[part] ?? [])]),
  };
}

/** The ids that a part got in its last change from Teams; undefined if no entry says. */
function lastOf(part: string, { changes }: Setup): string[] | undefined {
  const changesOfPart = changes.flatMap(({ by, did, parts }) =>
    by !== byEnvironment && (did === 'changed' || did === 'confirmed')
      ? parts.filter((each) => each.part === part)
      : [],
  );
  return changesOfPart
    .at(-1)
    ?.to.map(({ id }) => id)
    .sort();
}

/** Whether the history confirms who asked for the change that waits. */
function isRequestRecorded({ waiting, changes }: Setup): boolean {
  const entry = waiting && changes[waiting.number];
  return !waiting || (entry?.did === 'asked' && entry.by === waiting.by && entry.at === waiting.at);
}
