import type { Person } from '../../base/people.ts';
import type { Texts } from '../../base/texts.ts';
import type { Instant } from '../../base/time.ts';
import { decisionDue } from '../../case/clocks.ts';
import { refuseFaultyDecision, refuseFaultyTexts, refuseLongTexts, whyNotDecide } from '../../case/commands.ts';
import {
  type DecisionForm,
  decisionChoices,
  decisionEntries,
  saysTheSame,
  textsOfDecision,
} from '../../case/decision-record.ts';
import { textsAsWritten } from '../../case/held.ts';
import { oldestInLatestBatch } from '../../case/news.ts';
import { type Actor, doneBy, nothingToDo, type Outcome, refuseWith, textIfAny } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referrerReach } from '../../case/referrer-reach.ts';
import { sentReferral, wasEverDecided } from '../../case/standing.ts';
import { isOwnReferral, referralOf } from '../../case/state.ts';
import { type CaseEvent, type EventOf, isA } from '../../history/events.ts';
import type { Clocks } from '../../protocol/service.ts';

/** The name under which the case stores the words of the feedback. */
export const feedbackText = 'feedback';
/** The longest allowed feedback, in characters. */
export const feedbackLimit = 500;

/**
 * Tells the referrer once whether the referral was clear, so that the next one is easier to write.
 * Referrers complain that they hear nothing about the quality of what they sent.
 */
export function recordFeedback(
  { events, facts }: CaseRecord,
  feedback: { clear?: boolean; text: string },
  at: Actor,
): Outcome {
  const refusal = whyNotGiveFeedback(events, at.by);
  if (refusal) return refuseWith(refusal);
  const earlier = feedbackIn(events);
  if (earlier) {
    const isSame =
      earlier.by === at.by.id &&
      earlier.clear === feedback.clear &&
      (facts.texts[feedbackText] ?? '') === feedback.text;
    return isSame ? nothingToDo : refuseWith({ kind: 'feedback-given', by: earlier.by });
  }
  const tooLongFault = refuseLongTexts({ feedback: feedback.text }, feedbackLimit);
  if (tooLongFault) return tooLongFault;
  if (feedback.clear === undefined) return refuseWith({ kind: 'text-missing', fields: ['clear'] });
  const emptyFault = feedback.clear ? undefined : refuseFaultyTexts({ feedback: feedback.text });
  if (emptyFault) return emptyFault;
  return doneBy(at, { type: 'FeedbackGiven', clear: feedback.clear }, textIfAny(feedbackText, feedback.text));
}

/** Why this person may not give feedback. Checked before the form is shown, and again when it is sent. */
export function whyNotGiveFeedback(events: CaseEvent[], by: Person) {
  if (!by.roles.has('mash-member')) return { kind: 'only-the-mash' } as const;
  const referral = referralOf(events);
  if (referral.status !== 'decided') return { kind: 'not-decided' } as const;
  return isOwnReferral(referral, by.id) ? ({ kind: 'own-referral' } as const) : undefined;
}

export const feedbackIn = (events: CaseEvent[]): EventOf<'FeedbackGiven'> | undefined =>
  events.find(isA('FeedbackGiven'));

/**
 * Records that somebody at the MASH rang the referrer. It records nothing if Teams reaches them or somebody has rung
 * already.
 */
export function recordToldByPhone(record: CaseRecord, at: Actor): Outcome {
  if (!at.by.roles.has('mash-member')) return refuseWith('only-the-mash');
  const sent = sentReferral(record);
  if (!sent) return refuseWith('not-submitted');
  if (!referrerReach(record).ring) return nothingToDo;
  return doneBy(at, { type: 'ReferrerToldByPhone' });
}

/**
 * Corrects the decision with a new entry; the earlier entries stay. A correction changes no clock, and a late decision
 * stays late.
 * @param corrects the entry that the manager saw. If somebody has corrected it since, nothing is recorded.
 * @returns nothing-to-do if the entry that holds now already says the same
 * @source Protocol 8.2: history is append-only, corrections are new entries
 */
export function correctDecision(record: CaseRecord, form: DecisionForm, corrects: number, at: Actor): Outcome {
  const refusal = whyNotDecide(referralOf(record.events), at.by);
  if (refusal) return refuseWith(refusal);
  const current = decisionEntries(record.events).at(-1);
  if (!current) return refuseWith('not-decided');
  if (saysTheSame(form, current, textsAsWritten(record))) return nothingToDo;
  if (current.number !== corrects) return refuseWith({ kind: 'corrected-meanwhile', by: current.by });
  const fault = refuseFaultyDecision(form);
  if (fault) return fault;
  const number = current.number + 1;
  return doneBy(
    at,
    { type: 'DecisionCorrected', ...decisionChoices(form), number, corrects },
    textsOfDecision(form, number),
  );
}

/**
 * What a decision leaves open: by the box of its form, what to do about it. With a concern about trafficking something
 * must follow. Where Children's Services do not take the case on, the referrer must learn what to do themselves.
 */
export function unsaidInDecision({ decision, trafficking, doNow = '' }: DecisionForm, isChosen: boolean): Texts {
  const isNone = decision === 'no-further-action';
  const staysWithReferrer = isNone || decision === 'early-help';
  return {
    ...(!isChosen && { decision: 'Choose a decision.' }),
    ...(!trafficking && { trafficking: 'Choose yes, no or cannot tell.' }),
    ...(isNone &&
      trafficking &&
      trafficking !== 'no' && { decision: 'With a concern, something must follow. Choose another decision.' }),
    ...(staysWithReferrer && doNow.trim() === '' && { 'do-now': 'Say what the referrer should do now.' }),
  };
}

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
export function reopen(events: CaseEvent[], clocks: Clocks, at: Actor): Outcome {
  const referral = referralOf(events);
  const refusal = whyNotDecide(referral, at.by);
  if (refusal) return refuseWith(refusal);
  if (referral.status === 'awaiting-decision' && wasEverDecided(referral)) return nothingToDo;
  const current = decisionEntries(events).at(-1);
  if (referral.status !== 'decided' || !current) return refuseWith('not-decided');
  const clock = againClock(events, clocks, at.now);
  return doneBy(at, { type: 'DecisionReopened', after: current.number, ...clock });
}
