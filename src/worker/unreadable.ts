import { ZodError } from 'zod';
import { SealFault } from '../store/seal.ts';
import { SqliteDamage } from '../store/sqlite-fault.ts';
import { toldIn } from '../store/told.ts';
import { unreadableCard } from '../views/unreadable.ts';
import type { WorkerDeps } from './delivered.ts';
import { inOneOrEach, tellAdminsDaily } from './tell-admins.ts';

type UnreadableDeps = Pick<
  WorkerDeps,
  'store' | 'teams' | 'reach' | 'caseContext' | 'now' | 'machine' | 'log' | 'metrics'
>;

export interface Unreadable {
  /** What came of a case just now. */
  found(id: string, error: unknown): void;
  readable(id: string): void;
  isAny(): boolean;
  /** Tells the administrators. @throws when the store does not answer */
  tell(): Promise<void>;
}

const isNewsMs = 10 * 60_000; // one that another instance could read meanwhile is forgotten here

/**
 * Tells administrators, each in their own chat, which cases cannot be read: of each once a day. Where it is many, one list is told and
 * no more that day: a key that is missing must not bring a message for each of a thousand cases.
 */
export function tellingOfUnreadable(deps: UnreadableDeps): Unreadable {
  const { store, machine } = deps;
  const told = toldIn(store);
  const foundAt = new Map<string, number>(); // ms of a clock that nobody sets

  return {
    found(id, error) {
      if (cannotBeRead(error)) foundAt.set(id, machine.ticks());
    },
    readable: (id) => void foundAt.delete(id),
    isAny: () => foundAt.size > 0,
    async tell() {
      for (const [id, at] of foundAt) if (machine.ticks() - at > isNewsMs) foundAt.delete(id);
      const ids = [...foundAt.keys()].sort();
      await tellAdminsDaily(inOneOrEach('unreadable', ids, unreadableCard), told, deps);
    },
  };
}

const cannotBeRead = (error: unknown): boolean =>
  error instanceof SealFault ||
  error instanceof ZodError ||
  error instanceof SyntaxError ||
  error instanceof SqliteDamage;
