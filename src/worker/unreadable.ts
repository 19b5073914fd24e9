import { ZodError } from 'zod';
import { SealFault } from '../store/seal.ts';
import { SqliteDamage } from '../store/sqlite-fault.ts';
import { unreadableCard } from '../views/store-notices.ts';
import type { WorkerDeps } from './delivered.ts';
import { type AdminTellerDeps, problemsOf, tellingAdminsDaily } from './tell-admins.ts';

export interface Unreadable {
  /** Notes that working on a case has failed. */
  found(id: string, error: unknown): void;
  readable(id: string): void;
  isAny(): boolean;
  /** Tells the administrators. @throws when the store does not answer */
  tell(): Promise<void>;
}

const forgetAfterMs = 10 * 60_000; // forgets a case after this time, because another instance may have read it

/**
 * Tells administrators, each in their own chat, which cases cannot be read: once a day for each case. If there are
 * many, they get one list that day and nothing else: a missing key must not cause a message for each of a thousand
 * cases.
 */
export function unreadableTeller(deps: AdminTellerDeps & Pick<WorkerDeps, 'machine'>): Unreadable {
  const { machine } = deps;
  const tell = tellingAdminsDaily('unreadable', deps);
  const foundAt = new Map<string, number>(); // ms of the monotonic clock

  return {
    found(id, error) {
      if (cannotBeRead(error)) foundAt.set(id, machine.ticks());
    },
    readable: (id) => void foundAt.delete(id),
    isAny: () => foundAt.size > 0,
    async tell() {
      for (const [id, at] of foundAt) if (machine.ticks() - at > forgetAfterMs) foundAt.delete(id);
      const ids = [...foundAt.keys()].sort();
      await tell(problemsOf(ids, unreadableCard));
    },
  };
}

const cannotBeRead = (error: unknown): boolean =>
  error instanceof SealFault ||
  error instanceof ZodError ||
  error instanceof SyntaxError ||
  error instanceof SqliteDamage;
