import { londonDay } from '../base/time.ts';
import type { sentNoticesIn } from '../settings/notices.ts';
import { isNoticeDue } from '../settings/notices.ts';
import type { WorkerDeps } from './delivered.ts';
import { type CardMessage, type Notice, type Telling, tellOnce } from './tell-once.ts';

interface OpenProblem {
  what: Notice['what'];
  about: string; // which one of that kind; part of the notice's key
  card: CardMessage['card'];
}

const maxSeparateMessages = 5;

/**
 * Tells each administrator, in their own chat, of the problems they must solve. Repeats that once a day while a problem
 * lasts.
 * @throws when the store does not answer
 */
export async function tellAdminsDaily(
  problems: readonly OpenProblem[],
  told: ReturnType<typeof sentNoticesIn>,
  deps: Telling & Pick<WorkerDeps, 'caseContext'>,
): Promise<void> {
  if (problems.length === 0) return;
  const { caseContext, now } = deps;
  const day = londonDay(now());
  const record = await told.load();
  for (const to of caseContext().desk.admins)
    for (const { what, about, card } of problems) {
      const key = `${about} ${day} ${to}`;
      if (!isNoticeDue(record, key, now())) continue;
      await tellOnce({ what, key, to, kind: what }, async () => ({ card, alert: true }), told, deps);
    }
}

/**
 * A message each for a few references, but one message for many, so that a fault of the whole store does not cause a
 * flood.
 */
export function problemsToTell(
  what: 'unreadable' | 'altered',
  references: readonly string[],
  card: (references: readonly string[]) => CardMessage['card'],
): OpenProblem[] {
  if (references.length > maxSeparateMessages) return [{ what, about: `${what} many`, card: card(references) }];
  return references.map((each) => ({ what, about: `${what} ${each}`, card: card([each]) }));
}
