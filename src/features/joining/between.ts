import type { Between } from '../../actions/feature.ts';
import type { CaseId } from '../../base/reference.ts';
import { advance } from '../../case/advance.ts';
import type { CaseRecord } from '../../case/record.ts';
import { erasedIn } from '../retention/state.ts';
import { eventsUndoingJoin, joiningMirrorOf } from './rules.ts';

/**
 * The other case hears that the two are joined, or separate again. Done at once by who pressed, and by the worker where the program
 * ended in between; twice does no harm. Where the call was decided meanwhile, the case that is kept says that it is not joined after all.
 */
export async function tellJoinedCase(
  record: CaseRecord,
  { to, event: index }: { to: CaseId; event: number },
  { cases, caseContext }: Pick<Between, 'cases' | 'caseContext'>,
): Promise<void> {
  const event = record.events[index];
  const cannot = await cases.change(to, (other) => {
    const mirrored = joiningMirrorOf(event, record, other);
    if (!mirrored) return { result: false };
    if (mirrored === 'cannot') return { result: true };
    const by = 'by' in mirrored && mirrored.by && !erasedIn(other.events) ? mirrored.by : undefined; // into what is erased comes no name
    const person = by && { id: by, name: record.facts.names[by] ?? 'a MASH colleague', roles: new Set<never>() };
    return {
      record: advance(other, { events: [mirrored], ...(person ? { by: person } : {}) }, caseContext()),
      result: false,
    };
  });
  if (!cannot || event?.type !== 'CallJoined') return;
  await cases.change(record.id, (kept) => {
    const events = eventsUndoingJoin(kept, event, caseContext().now);
    return events.length > 0
      ? { record: advance(kept, { events }, caseContext()), result: undefined }
      : { result: undefined };
  });
}
