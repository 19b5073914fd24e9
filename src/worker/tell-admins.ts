import { londonDay } from '../base/time.ts';
import type { Card } from '../cards/parts.ts';
import type { WorkerDeps } from './delivered.ts';
import { type TellerDeps, tellingOnce } from './tell-once.ts';

interface OpenProblem {
  about: string; // which one of that kind; part of the notice's key
  card(): Card;
}

export type AdminTellerDeps = TellerDeps & Pick<WorkerDeps, 'caseContext'>;

const maxSeparateMessages = 5;

/**
 * Tells each administrator, in their own chat, of the problems they must solve. Repeats that once a day while a problem
 * lasts.
 * @param what the kind of problem, in the log and the metrics
 */
export function tellingAdminsDaily(
  what: string,
  deps: AdminTellerDeps,
): (problems: readonly OpenProblem[]) => Promise<void> {
  const tell = tellingOnce(what, deps);
  return async (problems) => {
    const day = londonDay(deps.now());
    const notices = deps.caseContext().desk.admins.flatMap((to) =>
      problems.map(({ about, card }) => ({
        key: `${what} ${about} ${day} ${to}`,
        kind: what,
        to,
        sounds: true,
        card,
      })),
    );
    await tell(notices);
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
