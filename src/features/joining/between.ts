import type { BetweenCasesDeps } from '../../actions/feature.ts';
import type { CaseId } from '../../base/reference.ts';
import { advance } from '../../case/advance.ts';
import { erasedIn } from '../../case/erased.ts';
import type { CaseRecord } from '../../case/record.ts';
import { eventsUndoingJoin, joiningMirrorOf } from './rules.ts';

/**
 * Tells the other case that the two are joined or separated. The press does this at once. If the program ends before
 * that, the worker does it later; doing it twice does no harm. If the call was decided meanwhile, the join is undone
 * in the case that it was joined into.
 */
export async function tellJoinedCase(
  record: CaseRecord,
  { to, event: index }: { to: CaseId; event: number },
  { cases, caseContext }: Pick<BetweenCasesDeps, 'cases' | 'caseContext'>,
): Promise<void> {
  const event = record.events[index];
  const cannotJoin = await cases.change(to, (other) => {
    const mirrored = joiningMirrorOf(event, record, other);
    if (!mirrored) return { result: false };
    if (mirrored === 'cannot') return { result: true };
    // No name is written into an erased case.
    const by = 'by' in mirrored && mirrored.by && !erasedIn(other.events) ? mirrored.by : undefined;
    const person = by && { id: by, name: record.facts.names[by] ?? 'a MASH colleague', roles: new Set<never>() };
    return {
      record: advance(other, { events: [mirrored], ...(person ? { by: person } : {}) }, caseContext()),
      result: false,
    };
  });
  if (!cannotJoin || event?.type !== 'CallJoined') return;
  await cases.change(record.id, (kept) => {
    const events = eventsUndoingJoin(kept, event, caseContext().now);
    return events.length > 0
      ? { record: advance(kept, { events }, caseContext()), result: undefined }
      : { result: undefined };
  });
}
