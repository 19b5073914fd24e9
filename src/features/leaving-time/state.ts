import type { Instant } from '../../base/time.ts';
import type { CaseRecord } from '../../case/record.ts';
import { evolve, type Referral, submittedIn } from '../../case/state.ts';
import { leavingTimeIn } from '../../draft/leaving-said.ts';
import { type CaseEvent, saidName, textOf } from '../../history/events.ts';

/** When the child leaves, as the bot read it in what the author said after sending. */
export interface SaidTime {
  number: number;
  at: Instant; // when they said it
  leavesSight: Instant;
  before?: Instant; // the time that the clock ran to until then
  isBelieved: boolean; // it is earlier, so the clock runs to it now; a later one is a report
  right?: 'yes' | 'no'; // whether the bot read it right, says the author
}

/** All times that were read, the oldest first. */
export function saidTimesOf(events: CaseEvent[]): SaidTime[] {
  let referral: Referral = { status: 'not-started' };
  let all: SaidTime[] = [];
  for (const event of events) {
    const before = submittedIn(referral)?.leavesSight;
    referral = evolve(referral, event);
    if (event.type === 'LeavingTimeSaid') {
      const { number, at, leavesSight } = event;
      const isBelieved = submittedIn(referral)?.leavesSight === leavesSight;
      all = [...all, { number, at, leavesSight, isBelieved, ...(before && { before }) }];
    }
    if (event.type === 'LeavingTimeChecked')
      all = all.map((said) => (said.number === event.number ? { ...said, right: event.right } : said));
  }
  return all;
}

/** When the child leaves sight, if the author's words in this event say so. */
export function timeIn(event: CaseEvent, { facts: { texts } }: CaseRecord) {
  const words = texts[saidName(event) ?? ''] ?? '';
  if (event.type === 'InformationAdded') return leavingTimeIn(words, event.typedAt ?? event.at);
  if (event.type !== 'QuestionAnswered' || !event.known) return undefined;
  return leavingTimeIn(words, event.at, texts[textOf.question(event.question)] ?? '');
}
