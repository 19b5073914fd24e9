import type { Person, StaffId } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import { choicesOf, faulty, faultyDecision, type Now, tooLong, whyNotDecide } from '../../case/commands.ts';
import { type DecisionForm, decisionEntries, saysTheSame, textsOfDecision } from '../../case/decision-record.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isOwnReferral, referralOf, submittedIn } from '../../case/state.ts';
import { answerTo } from '../../check/draft.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';
import { holderOf } from '../hand-over/state.ts';

/** Under which name the words of the feedback are kept. */
export const feedbackText = 'feedback';
/** Longest feedback to the referrer, in characters. */
export const feedbackLimit = 500;

/**
 * Tells the referrer once whether the referral was clear, so that the next one is easier to write.
 * @source notes C, FB1: referrers hear nothing of the quality of what they sent
 */
export function recordFeedback(
  { events, facts }: Pick<CaseRecord, 'events' | 'facts'>,
  said: { clear?: boolean; text: string },
  { by, now }: Now,
): Outcome {
  const refusal = whyNotGiveFeedback(events, by);
  if (refusal) return refuseWith(refusal);
  const given = feedbackIn(events);
  if (given) {
    const same = given.by === by.id && given.clear === said.clear && (facts.texts[feedbackText] ?? '') === said.text;
    return same ? nothingToDo : refuseWith({ kind: 'feedback-given', by: given.by });
  }
  const long = tooLong({ feedback: said.text }, feedbackLimit);
  if (long) return long;
  if (said.clear === undefined) return refuseWith({ kind: 'text-missing', fields: ['clear'] });
  const empty = said.clear ? undefined : faulty({ feedback: said.text });
  if (empty) return empty;
  const event: CaseEvent = { type: 'FeedbackGiven', at: now, by: by.id, clear: said.clear };
  return withEvents([event], said.text.trim() === '' ? {} : { [feedbackText]: said.text });
}

/** Why somebody may not give feedback. Asked before the form is shown, and again when it is sent. */
export function whyNotGiveFeedback(events: CaseEvent[], by: Person) {
  if (!by.roles.has('mash-member')) return { kind: 'only-the-mash' } as const;
  const referral = referralOf(events);
  if (referral.status !== 'decided') return { kind: 'not-decided' } as const;
  return isOwnReferral(referral, by.id) ? ({ kind: 'own-referral' } as const) : undefined;
}

export const feedbackIn = (events: CaseEvent[]): EventOf<'FeedbackGiven'> | undefined =>
  events.find((event): event is EventOf<'FeedbackGiven'> => event.type === 'FeedbackGiven');

/** Whether Teams reaches the referrer. `ring`: since when it does not, and the number to ring; `byPhone`: who rang them. */
interface Reaching {
  ring?: { since: Instant; phone: string | undefined };
  byPhone?: { by: StaffId; at: Instant };
}

/**
 * A message that gave up stands until another one gets through or the referrer says something. That somebody rang counts until there
 * is something new to tell them.
 * @source Protocol 8.2 (notify referrers); default A28
 */
export function reaching(record: CaseRecord): Reaching {
  const { events, outbox, facts, author } = record;
  let since: Instant | undefined;
  let byPhone: Reaching['byPhone'];
  for (const event of events) {
    if (event.type === 'NotReached' && event.who === 'referrer') since ??= event.at;
    if (event.type === 'ReferrerToldByPhone') byPhone = { by: event.by, at: event.at };
    if (
      ['DecisionRecorded', 'DecisionReopened', 'DecisionCorrected', 'QuestionAsked', 'ReferrerInstructed'].includes(
        event.type,
      )
    )
      byPhone = undefined;
    if (event.type === 'ReferrerTold' || ('by' in event && event.by === author)) since = undefined;
  }
  if (since === undefined) return {};
  if (byPhone) return { byPhone };
  const from = since;
  const gotThrough = outbox.some(
    ({ to, message, state }) =>
      'person' in to &&
      to.person === author &&
      !['receipt', 'clear-draft'].includes(message.kind) &&
      state.kind === 'sent' &&
      state.at > from,
  );
  return gotThrough ? {} : { ring: { since, phone: holderOf(record)?.phone ?? answerTo(facts.answers, 'phone') } };
}

/** Somebody of the MASH has rung the referrer. Nothing to do where Teams reaches them, or somebody rang already. */
export function recordToldByPhone(record: CaseRecord, { by, now }: Now): Outcome {
  if (!by.roles.has('mash-member')) return refuseWith({ kind: 'only-the-mash' });
  const sent = submittedIn(referralOf(record.events));
  if (!sent) return refuseWith({ kind: 'not-submitted' });
  if (!reaching(record).ring) return nothingToDo;
  return withEvents([{ type: 'ReferrerToldByPhone', at: now, by: by.id }]);
}

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
  { by, now }: Now,
): Outcome {
  const referral = referralOf(events);
  const refusal = whyNotDecide(referral, by);
  if (refusal) return refuseWith(refusal);
  const stands = decisionEntries(events).at(-1);
  if (!stands) return refuseWith({ kind: 'not-decided' });
  if (saysTheSame(form, stands, texts)) return nothingToDo;
  if (stands.number !== corrects) return refuseWith({ kind: 'corrected-meanwhile', by: stands.by });
  const fault = faultyDecision(form);
  if (fault) return fault;
  const number = stands.number + 1;
  const event: CaseEvent = { type: 'DecisionCorrected', at: now, by: by.id, ...choicesOf(form), number, corrects };
  return withEvents([event], textsOfDecision(form, number));
}
