import type { Person } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import { choicesOf, faultyDecision, mayDecide } from '../../case/commands.ts';
import { type DecisionForm, decisionEntries, saysTheSame, textsOfDecision } from '../../case/decision-record.ts';
import { happened, nothingToDo, type Outcome, refused } from '../../case/outcome.ts';
import { referralOf } from '../../case/state.ts';
import type { CaseEvent } from '../../history/events.ts';

/**
 * Corrects the decision by a new entry; what was written before stays. It changes no clock, and late stays late.
 * @param corrects the entry that the manager had before them: when somebody corrected meanwhile, nothing is recorded
 * @returns nothing to do where the entry that stands says the same already
 * @source Protocol 8.2; part 10 of the trace: history is append-only, corrections are new entries
 */
export function correctDecision(
  { events, texts }: { events: CaseEvent[]; texts: Record<string, string> },
  form: DecisionForm,
  corrects: number,
  { by, now }: { by: Person; now: Instant },
): Outcome {
  const referral = referralOf(events);
  const may = mayDecide(referral, by);
  if (may) return refused(may);
  const stands = decisionEntries(events).at(-1);
  if (!stands) return refused({ kind: 'not-decided' });
  if (saysTheSame(form, stands, texts)) return nothingToDo;
  if (stands.number !== corrects) return refused({ kind: 'corrected-meanwhile', by: stands.by });
  const fault = faultyDecision(form);
  if (fault) return fault;
  const number = stands.number + 1;
  const event: CaseEvent = { type: 'DecisionCorrected', at: now, by: by.id, ...choicesOf(form), number, corrects };
  return happened([event], textsOfDecision(form, number));
}
