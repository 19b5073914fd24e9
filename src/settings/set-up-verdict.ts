import { verdictOnLog } from '../evidence/chained-log.ts';
import { historyLog } from './changed-parts.ts';
import { byEnvironment } from './environment.ts';
import type { Setup } from './setup.ts';

/** `part`: what holds of it is not what the history comes to. */
export type SetupVerdict = ReturnType<typeof verdictOnLog> | { kind: 'not-as-recorded'; part: string };

/** Whether the history of the set-up is the one that was written, and what holds is what it comes to. */
export function verdictOnSetup(setup: Setup): SetupVerdict {
  const verdict = verdictOnLog(historyLog, setup.changes);
  if (verdict.kind === 'broken') return verdict;
  for (const [part, ids] of Object.entries(stored(setup))) {
    const last = lastOf(part, setup);
    if (last && last.join() !== ids.sort().join()) return { kind: 'not-as-recorded', part };
  }
  return isAsked(setup) ? verdict : { kind: 'not-as-recorded', part: 'waiting' };
}

function stored({ mash, assessmentChannelId, partners, ...setup }: Setup): Record<string, string[]> {
  const { managers, practitioners, assessors, escalation, level2, level3 } = setup;
  const people = { managers, practitioners, assessors, escalation, level2, level3 };
  return {
    mash: mash ? [mash.channelId] : [],
    assessmentChannelId: assessmentChannelId === undefined ? [] : [assessmentChannelId],
    partners: (partners ?? []).map(({ id }) => id),
    ...Object.fromEntries(Object.entries(people).map(([part, ids = []]) => [part, [...ids]])),
  };
}

/** What somebody in Teams made of a part last, as ids; undefined where no entry says so. */
function lastOf(part: string, { changes }: Setup): string[] | undefined {
  const made = changes.flatMap(({ by, did, parts = [] }) =>
    by !== byEnvironment && (did === 'changed' || did === 'confirmed')
      ? parts.filter((each) => each.part === part)
      : [],
  );
  return made
    .at(-1)
    ?.to.map(({ id }) => id)
    .sort();
}

/** What waits was asked for by who is said to have asked. */
function isAsked({ waiting, changes }: Setup): boolean {
  const entry = waiting && changes[waiting.number];
  return !waiting || (entry?.did === 'asked' && entry.by === waiting.by && entry.at === waiting.at);
}
