import { ZodError } from 'zod';
import type { StaffId } from '../base/people.ts';
import { londonDay } from '../base/time.ts';
import type { Card } from '../cards/parts.ts';
import type { Desk } from '../case/desk.ts';
import { SealFault } from '../store/seal.ts';
import { SqliteDamage } from '../store/sqlite-fault.ts';
import { missingKeyCard, unreadableCard } from '../views/store-notices.ts';
import type { WorkerDeps } from './delivered.ts';
import { tellingOnce } from './tell-once.ts';

interface OpenProblem {
  about: string; // which one of that kind; part of the notice's key
  card(): Card;
}

const maxSeparateMessages = 5;

/**
 * Tells each administrator, in their own chat, of the problems they must solve. Repeats that once a day while a problem
 * lasts.
 * @param what the kind of problem, in the log and the metrics
 * @param whom those who are told, if not only the administrators
 */
export function tellingAdminsDaily(
  what: string,
  deps: WorkerDeps,
  whom = ({ admins }: Desk): readonly StaffId[] => admins,
): (problems: readonly OpenProblem[]) => Promise<void> {
  const tell = tellingOnce(what, deps);
  return async (problems) => {
    const day = londonDay(deps.now());
    await tell(
      whom(deps.caseContext().desk).flatMap((to) =>
        problems.map(({ about, card }) => ({
          key: `${what} ${about} ${day} ${to}`,
          kind: what,
          to,
          sounds: true,
          card,
        })),
      ),
    );
  };
}

/**
 * A message each for a few references, but one message for many, so that a fault of the whole store does not cause a
 * flood.
 */
export function problemsOf(
  references: readonly string[],
  card: (references: readonly string[]) => Card,
): OpenProblem[] {
  if (references.length > maxSeparateMessages) return [{ about: 'many', card: () => card(references) }];
  return references.map((each) => ({ about: each, card: () => card([each]) }));
}

export type Unreadable = ReturnType<typeof unreadableTeller>;

const forgetAfterMs = 10 * 60_000; // forgets a case after this time, because another instance may have read it

/**
 * Tells administrators and managers, each in their own chat, which cases cannot be read: once a day for each case. If there are
 * many, they get one list that day and nothing else: a missing key must not cause a message for each of a thousand
 * cases.
 */
export function unreadableTeller(deps: WorkerDeps) {
  const { machine } = deps;
  // the managers, too: nobody else may have the case in hand
  const tell = tellingAdminsDaily('unreadable', deps, ({ admins, managers }) => [...new Set([...admins, ...managers])]);
  const foundAt = new Map<string, number>(); // ms of the monotonic clock

  return {
    /** Notes that working on a case has failed. */
    found(id: string, error: unknown) {
      if (cannotBeRead(error)) foundAt.set(id, machine.ticks());
    },
    readable: (id: string) => void foundAt.delete(id),
    isAny: () => foundAt.size > 0,
    /** Tells the administrators. @throws when the store does not answer */
    async tell() {
      for (const [id, at] of foundAt) if (machine.ticks() - at > forgetAfterMs) foundAt.delete(id);
      const ids = [...foundAt.keys()].sort();
      await tell(problemsOf(ids, unreadableCard));
    },
  };
}

const cannotBeRead = (error: unknown) =>
  [SealFault, ZodError, SyntaxError, SqliteDamage].some((kind) => error instanceof kind);

const countedEveryMs = 60 * 60_000;

/**
 * Tells administrators, each in their own chat, that an older key is missing and how many cases cannot be read. Repeats
 * that once a day while the key is missing.
 * @throws when the store does not answer
 */
export function missingKeysTeller(deps: WorkerDeps): () => Promise<void> {
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
