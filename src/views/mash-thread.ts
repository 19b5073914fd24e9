import type { Instant } from '../base/time.ts';
import type { Meaning } from '../cards/meaning.ts';
import { inThread } from '../cards/thread.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { tellingOf } from '../case/tell.ts';
import { features } from '../features/list.ts';
import type { CaseEvent } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';

export const meaningOf = (event: CaseEvent): Meaning<CaseEvent> =>
  tellingOf(features, event).telling as Meaning<CaseEvent>;

/**
 * A reply in the thread that says what happened. A lock screen shows its title, so the title holds no name and no fact.
 */
export function lineCard(record: CaseRecord, event: CaseEvent, referral: SubmittedReferral, pack: Pack, now: Instant) {
  const meaning = meaningOf(event);
  if (meaning.line === 'none') throw new Error(`${event.type} has no line in the thread`);
  return inThread(record, meaning.line(event, { record, referral, pack, now }), record.events.indexOf(event));
}
