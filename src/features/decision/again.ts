import type { Instant } from '../../base/time.ts';
import { decisionDue } from '../../case/clocks.ts';
import { type Actor, whyNotDecide } from '../../case/commands.ts';
import { decisionEntries } from '../../case/decision-record.ts';
import { wasEverDecided } from '../../case/ever-decided.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import { referralOf } from '../../case/state.ts';
import type { CaseEvent } from '../../history/events.ts';
import type { Clocks } from '../../protocol/pack.ts';
import { oldestInLatestBatch } from '../news/state.ts';

/** When the time for the new decision starts, and when that decision is due. */
export interface AgainClock {
  clockStart: Instant;
  decisionDue: Instant;
}

/**
 * The clock of a new decision. It starts when the latest batch of news began, or now if there was no news. It also
 * starts now if that news was read and the time to decide on it is over: its reader saw no need to decide again.
 * @source Protocol 8.2 (24 hours)
 */
export function againClock(events: CaseEvent[], { decision: { within } }: Clocks, now: Instant): AgainClock {
  const news = oldestInLatestBatch(events);
  const isOver = news?.read && decisionDue(news.at, within) < now;
  const clockStart = news && !isOver ? news.at : now;
  return { clockStart, decisionDue: decisionDue(clockStart, within) };
}

/** Opens a decided case to be decided again. The earlier decision holds until the new one, and stays in the record. */
export function reopen(events: CaseEvent[], clocks: Clocks, { by, now }: Actor): Outcome {
  const referral = referralOf(events);
  const refusal = whyNotDecide(referral, by);
  if (refusal) return refuseWith(refusal);
  if (referral.status === 'awaiting-decision' && wasEverDecided(referral)) return nothingToDo;
  const current = decisionEntries(events).at(-1);
  if (referral.status !== 'decided' || !current) return refuseWith({ kind: 'not-decided' });
  const clock = againClock(events, clocks, now);
  return withEvents([{ type: 'DecisionReopened', at: now, by: by.id, after: current.number, ...clock }]);
}
