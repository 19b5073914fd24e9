import { missingKeyCard } from '../views/store-notices.ts';
import type { WorkerDeps } from './delivered.ts';
import { type AdminTellerDeps, tellingAdminsDaily } from './tell-admins.ts';

const countedEveryMs = 60 * 60_000;

/**
 * Tells administrators, each in their own chat, that an older key is missing and how many cases cannot be read. Repeats
 * that once a day while the key is missing.
 * @throws when the store does not answer
 */
export function missingKeysTeller(
  deps: AdminTellerDeps & Pick<WorkerDeps, 'machine' | 'missingKeys'>,
): () => Promise<void> {
  const { machine, missingKeys } = deps;
  const tell = tellingAdminsDaily('missing-key', deps);
  let countedAt = machine.ticks();

  return async () => {
    if (machine.ticks() - countedAt > countedEveryMs) {
      await missingKeys.look();
      countedAt = machine.ticks();
    }
    await tell(missingKeys.now().map((each) => ({ about: each.key, card: () => missingKeyCard(each) })));
  };
}
