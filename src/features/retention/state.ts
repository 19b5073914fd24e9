import { z } from 'zod';
import { StaffId } from '../../base/people.ts';
import { CaseId } from '../../base/reference.ts';
import { Instant } from '../../base/time.ts';
import { type CaseEvent, type EventOf, isA } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { document } from '../../store/change.ts';

/** Something due to be erased: the facts of a case, or old entries of its access log. `due`: when its period ends. */
const DueItem = z.object({ case: CaseId, what: z.enum(['facts', 'reads']), due: Instant });
export type DueItem = z.infer<typeof DueItem>;

/** `from`: when it may be erased at the earliest, at least 30 days after it was listed. */
const ListedForErasure = DueItem.extend({ from: Instant });
export type ListedForErasure = z.infer<typeof ListedForErasure>;

const Released = ListedForErasure.extend({ by: StaffId, at: Instant });
export type Released = z.infer<typeof Released>;

/**
 * The state of erasing by schedule, in one document for all instances. `confirmed`: who confirmed which periods;
 * without it, nothing is erased by schedule. `listed`: what waits for a second person to release it. `listedAt`: since
 * when that person is asked.
 */
const RetentionRecord = z.object({
  confirmed: z.object({ by: StaffId, name: z.string(), at: Instant, periods: z.string() }).optional(),
  // the confirmed periods, kept when somebody stops erasing by schedule; `npm run retention` erases by no others
  stood: z.string().optional(),
  listed: z.array(ListedForErasure),
  listedAt: Instant.optional(),
  released: z.array(Released),
  lookedOn: z.iso.date().optional(), // the day, in London, of the last look that was completed
  lookingUntil: Instant.optional(), // an instance is looking, and has until then
});
export type RetentionRecord = z.infer<typeof RetentionRecord>;

export const noRetention: RetentionRecord = { listed: [], released: [] };

export const retentionIn = document('retention', RetentionRecord, noRetention);

/** The periods of a pack, as somebody confirms them. A change of pack, version or length needs a new confirmation. */
export const periodsOf = ({ id, version, retention }: Pack): string =>
  [id, version, retention.drafts, retention.decided, retention.accessLog, retention.staff].join(' ');

/** Whether erasing by schedule is on: an administrator has confirmed the present periods. */
export const isErasingOn = ({ confirmed }: RetentionRecord, pack: Pack) => confirmed?.periods === periodsOf(pack);

/** Whether an administrator has confirmed the present periods, even if erasing has been stopped since. */
export function periodsStatus(
  { confirmed, stood }: RetentionRecord,
  pack: Pack,
): 'confirmed' | 'never-confirmed' | 'changed' {
  const last = confirmed?.periods ?? stood;
  if (last === undefined) return 'never-confirmed';
  return last === periodsOf(pack) ? 'confirmed' : 'changed';
}

/** The legal hold on a case. While there is one, nothing of the case is erased. */
export function holdOn(events: CaseEvent[]): EventOf<'LegalHoldSet'> | undefined {
  const last = events.findLast(isA('LegalHoldSet', 'LegalHoldReleased'));
  return last?.type === 'LegalHoldSet' ? last : undefined;
}

/** When somebody last worked on the case. Holding and erasing do not count. */
export function lastActivity(events: CaseEvent[]): CaseEvent['at'] | undefined {
  return events.findLast((event) => 'by' in event && event.by !== undefined && !isOfRetention(event))?.at;
}

const isOfRetention = isA('FactsErased', 'ReadsErased', 'LegalHoldSet', 'LegalHoldReleased');
