import { sentNoticesIn } from '../settings/notices.ts';
import { missingKeyCard } from '../views/missing-key.ts';
import type { WorkerDeps } from './delivered.ts';
import { tellAdminsDaily } from './tell-admins.ts';

const countedEveryMs = 60 * 60_000;

/**
 * Tells administrators, each in their own chat, that an older key is missing and how many cases cannot be read. Repeats
 * that once a day while the key is missing.
 * @throws when the store does not answer
 */
export function missingKeysTeller(
  deps: Pick<
    WorkerDeps,
    'store' | 'teams' | 'reach' | 'caseContext' | 'now' | 'machine' | 'log' | 'metrics' | 'missingKeys'
  >,
): () => Promise<void> {
  const { store, machine, missingKeys } = deps;
  const told = sentNoticesIn(store);
  let countedAt = machine.ticks();

  return async () => {
    if (machine.ticks() - countedAt > countedEveryMs) {
      await missingKeys.look();
      countedAt = machine.ticks();
    }
    const problems = missingKeys.now().map((each) => ({
      ...{ what: 'missing-key' as const, about: `key ${each.key}`, card: missingKeyCard(each) },
    }));
    await tellAdminsDaily(problems, told, deps);
  };
}
