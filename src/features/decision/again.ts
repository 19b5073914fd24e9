import type { Instant } from '../../base/time.ts';
import { decisionDue } from '../../case/clocks.ts';
import { type Now, whyNotDecide } from '../../case/commands.ts';
import { decisionEntries } from '../../case/decision-record.ts';
import { isOnceDecided } from '../../case/once-decided.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import { referralOf } from '../../case/state.ts';
import type { CaseEvent } from '../../history/events.ts';
import type { Clocks } from '../../protocol/pack.ts';
import { latestBatch } from '../news/state.ts';

/** From when the new decision counts, and by when it is due. */
export interface AgainClock {
  clockStart: Instant;
  decisionDue: Instant;
}

/**
 * The clock of a new decision: it counts from when the news came that nobody had read, or that was read last. What was read so long
 * ago that its time is over was judged to need nothing: then it counts from now, as it does without news.
 * @source Protocol 8.2 (24 hours)
 */
export function againClock(events: CaseEvent[], { decision: { within } }: Clocks, now: Instant): AgainClock {
  const news = latestBatch(events);
  const isOver = news?.read && decisionDue(news.at, within) < now;
  const clockStart = news && !isOver ? news.at : now;
  return { clockStart, decisionDue: decisionDue(clockStart, within) };
}

/** Opens a decided case to be decided again. What was decided stands until the new decision, and stays in the record. */
export function reopen(events: CaseEvent[], clocks: Clocks, { by, now }: Now): Outcome {
  const referral = referralOf(events);
  const refusal = whyNotDecide(referral, by);
  if (refusal) return refuseWith(refusal);
  if (referral.status === 'awaiting-decision' && isOnceDecided(referral)) return nothingToDo;
  const stands = decisionEntries(events).at(-1);
  if (referral.status !== 'decided' || !stands) return refuseWith({ kind: 'not-decided' });
  const clock = againClock(events, clocks, now);
  return withEvents([{ type: 'DecisionReopened', at: now, by: by.id, after: stands.number, ...clock }]);
}
