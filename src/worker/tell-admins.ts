import { londonDay } from '../base/time.ts';
import { isNoticeDue } from '../settings/notices.ts';
import type { toldIn } from '../store/told.ts';
import type { WorkerDeps } from './delivered.ts';
import { type CardMessage, type Notice, type Telling, tellOnce } from './tell-once.ts';

interface Standing {
  what: Notice['what'];
  about: string; // which of that kind: for the key by which it is known whether they were told
  card: CardMessage['card'];
}

const mostAlone = 5;

/**
 * Tells each administrator, in their own chat, what they must see to: once a day while it stands.
 * @throws when the store does not answer
 */
export async function tellAdminsDaily(
  standing: readonly Standing[],
  told: ReturnType<typeof toldIn>,
  deps: Telling & Pick<WorkerDeps, 'caseContext'>,
): Promise<void> {
  if (standing.length === 0) return;
  const { caseContext, now } = deps;
  const day = londonDay(now());
  const record = await told.load();
  for (const to of caseContext().desk.admins)
    for (const { what, about, card } of standing) {
      const key = `${about} ${day} ${to}`;
      if (!isNoticeDue(record, key, now())) continue;
      await tellOnce({ what, key, to, kind: what }, async () => ({ card, alert: true }), told, deps);
    }
}

/** Of a few references each by itself; many in one message, so that a fault of the whole store is no flood. */
export function inOneOrEach(
  what: 'unreadable' | 'altered',
  references: readonly string[],
  card: (references: readonly string[]) => CardMessage['card'],
): Standing[] {
  if (references.length > mostAlone) return [{ what, about: `${what} many`, card: card(references) }];
  return references.map((each) => ({ what, about: `${what} ${each}`, card: card([each]) }));
}
