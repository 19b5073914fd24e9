import { toldIn } from '../store/told.ts';
import { missingKeyCard } from '../views/missing-key.ts';
import type { WorkerDeps } from './delivered.ts';
import { tellAdminsDaily } from './tell-admins.ts';

const countedEveryMs = 60 * 60_000;

/**
 * Tells administrators, each in their own chat, that an older key is missing and how many cases cannot be read: once a day while it is.
 * @throws when the store does not answer
 */
export function tellingOfMissingKeys(
  deps: Pick<
    WorkerDeps,
    'store' | 'teams' | 'reach' | 'caseContext' | 'now' | 'machine' | 'log' | 'metrics' | 'missingKeys'
  >,
): () => Promise<void> {
  const { store, machine, missingKeys } = deps;
  const told = toldIn(store);
  let counted = machine.ticks();

  return async () => {
    if (machine.ticks() - counted > countedEveryMs) {
      await missingKeys.look();
      counted = machine.ticks();
    }
    const standing = missingKeys.now().map((each) => ({
      ...{ what: 'missing-key' as const, about: `key ${each.key}`, card: missingKeyCard(each) },
    }));
    await tellAdminsDaily(standing, told, deps);
  };
}
