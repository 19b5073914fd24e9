import { type Person, phoneCaller, type StaffId } from '../base/people.ts';
import type { Texts } from '../base/texts.ts';
import { type Instant, msOf } from '../base/time.ts';
import { isConsentRecorded } from '../draft/consent.ts';
import type { Answers } from '../draft/draft.ts';
import { policeIn } from '../draft/typed-police.ts';
import { type CaseEvent, textOf } from '../history/events.ts';
import type { Clocks } from '../protocol/service.ts';
import { decisionDue } from './clocks.ts';
import { type DecisionForm, decisionChoices, doNowLimit, saysTheSame, textsOfDecision } from './decision-record.ts';
import { ownWindow } from './joined.ts';
import {
  type Actor,
  doneBy,
  nothingToDo,
  type Outcome,
  type Refused,
  refuseWith,
  textIfAny,
  textLimit,
  withEvents,
} from './outcome.ts';
import { type CommonState, calledAt, isTaken } from './referral.ts';
import { decisionNumber } from './standing.ts';
import {
  authorOf,
  isBeingWritten,
  isOwnReferral,
  isSubmitted,
  isUnwritten,
  type Referral,
  type SubmittedReferral,
  submittedIn,
} from './state.ts';

/**
 * Sends the referral. It never matters how much or how little the referrer knows about the child.
 * @param referrerKnown whether the referrer gave their agency, name and phone, so that the MASH can ring them
 * @source Protocol 8.2, read as 24 elapsed hours, from the telephone call when that came first
 */
export function submitReferral(
  referral: Referral,
  { author, answers, referrerKnown, checkDone, clocks, missingNow }: Submission,
  { by, now }: Actor,
): Outcome {
  if (by.id !== author) return refuseWith('not-the-author');
  if (referral.status !== 'draft' && !isUnwritten(referral)) return nothingToDo;
  if (!referrerKnown) return refuseWith('who-refers-is-missing');
  if (!isConsentRecorded(answers)) return refuseWith('consent-is-missing');
  const called = isUnwritten(referral) ? ownWindow(referral).clockStart : calledAt(referral);
  const clockStart = called && called < now ? called : now;
  const due = decisionDue(clockStart, clocks.decision.within);
  const { at: sight, leaves, offered } = answers.readings['leaves-sight'] ?? {};
  // a past time counts too: the child has gone, which is more urgent still
  const leavesSight = sight && {
    leavesSight: sight,
    ...((leaves === 'now' || leaves === 'within-hour') && { leaves }),
    ...(offered && { offered }),
  };
  const base = { at: now, by: by.id, clockStart, decisionDue: due, checkDone };
  const missing = missingOnForm(referral, missingNow, { by, now });
  return withEvents([{ type: 'ReferralSubmitted', ...base, ...leavesSight }, ...missing.events], missing.texts);
}

/** "Missing now: yes" counts like the button "Child is missing", once the referral is sent. @source Protocol 10.2 */
function missingOnForm(referral: CommonState, missingNow: Submission['missingNow'], { by, now }: Actor) {
  if (missingNow === undefined || referral.missing.length > 0) return { events: [], texts: {} };
  const event: CaseEvent = { type: 'ChildMissing', at: now, by: by.id, number: 1, police: policeIn(missingNow) };
  return { events: [event], texts: textIfAny(textOf.missing(1), missingNow) };
}

interface Submission {
  author: StaffId;
  answers: Answers;
  referrerKnown: boolean;
  checkDone: boolean;
  clocks: Clocks;
  missingNow?: string | undefined; // the check says that the child is missing now: its words, or what it says about the police
}

/**
 * Records that the referrer rang before writing. The 24 hours to decide and the 48 hours to write run from the call.
 * @source Protocol 8.2
 */
export function recordPhoneCall(referral: Referral, at: Instant, actor: Actor): Outcome {
  if (referral.status !== 'draft' && !isUnwritten(referral)) return refuseWith('not-submitted');
  if (actor.by.id !== authorOf(referral)) return refuseWith('not-the-author');
  if (calledAt(referral) === at) return nothingToDo;
  return doneBy(actor, { type: 'PhoneCallRecorded', calledAt: at });
}

/** Takes back a recorded call: the referrer did not ring. A case that waits for the MASH goes on waiting. */
export function takeBackPhoneCall(referral: Referral, at: Actor): Outcome {
  if ((referral.status !== 'draft' && !isUnwritten(referral)) || referral.call.kind !== 'made') return nothingToDo;
  if (at.by.id !== authorOf(referral)) return refuseWith('not-the-author');
  return doneBy(at, { type: 'PhoneCallTakenBack' });
}

/**
 * Deletes a draft. The case still says that there was one, and what the MASH was already told. If somebody rang or a
 * child is missing, the MASH still decides the case.
 */
export function withdraw(referral: Referral, at: Actor): Outcome {
  if (referral.status === 'withdrawn') return nothingToDo;
  if (referral.status !== 'draft' && !isUnwritten(referral)) return refuseWith('not-a-draft');
  if (at.by.id !== authorOf(referral)) return refuseWith('not-the-author');
  if (!isBeingWritten(referral)) return nothingToDo;
  return doneBy(at, { type: 'DraftWithdrawn' });
}

/**
 * The sent referral, for somebody who acts on it for the MASH; or why they may not: they are not of it, or it is or was
 * their own. It is asked first, because a refusal tells nothing of the case.
 */
export function forMash(
  sent: SubmittedReferral | undefined,
  by: Person,
  isOfIt = by.roles.has('mash-member'),
): SubmittedReferral | Refused {
  if (!isOfIt) return refuseWith('only-the-mash');
  if (!sent) return refuseWith('not-submitted');
  return isOwnReferral(sent, by.id) ? refuseWith('own-referral') : sent;
}

/** Somebody at the MASH takes the referral, unless it is their own. This also tells the referrer that it was seen. */
export function takeReferral(referral: Referral, at: Actor): Outcome {
  const sent = forMash(submittedIn(referral), at.by);
  if ('why' in sent) return sent;
  if (sent.status === 'decided') return refuseWith('already-decided');
  const { allocation } = sent;
  if (isTaken(sent) && allocation.kind !== 'nobody')
    return allocation.by === at.by.id ? nothingToDo : refuseWith({ kind: 'already-taken', by: allocation.by });
  return doneBy(at, { type: 'ReferralTaken' });
}

/** Asks the referrer a question. Asking again a question that still waits for its answer changes nothing. */
export function askReferrer(referral: Referral, text: string, texts: Texts, at: Actor): Outcome {
  if (!at.by.roles.has('mash-member')) return refuseWith('only-the-mash');
  if (!isSubmitted(referral)) return refuseWith('not-submitted');
  if (referral.submittedBy === phoneCaller) return refuseWith('not-in-teams');
  const fault = refuseFaultyTexts({ question: text });
  if (fault) return fault;
  const isAsked = referral.questions.some(
    (each) => each.answer.kind === 'awaited' && texts[textOf.question(each.number)] === text,
  );
  if (isAsked) return nothingToDo;
  const question = referral.questions.length + 1;
  return doneBy(at, { type: 'QuestionAsked', question }, { [textOf.question(question)]: text });
}

/** Records the referrer's answer to a question. An empty text means "not known". */
export function recordAnswer(referral: Referral, number: number, text: string, at: Actor): Outcome {
  if (!isSubmitted(referral)) return refuseWith('not-submitted');
  if (at.by.id !== referral.submittedBy) return refuseWith('not-the-author');
  const question = referral.questions.find((each) => each.number === number);
  if (!question) return refuseWith('no-such-question');
  if (question.answer.kind !== 'awaited') return nothingToDo;
  const known = text.trim() !== '';
  const fault = known ? refuseFaultyTexts({ answer: text }) : undefined;
  if (fault) return fault;
  return doneBy(
    at,
    { type: 'QuestionAnswered', question: number, known },
    known ? { [textOf.answer(number)]: text } : {},
  );
}

/** Sends the MASH an indicator check that the referrer did after sending the referral. */
export function addIndicatorCheck(referral: Referral, at: Actor): Outcome {
  if (!isSubmitted(referral)) return refuseWith('not-submitted');
  if (at.by.id !== referral.submittedBy) return refuseWith('not-the-author');
  return doneBy(at, { type: 'CheckAdded' });
}

/**
 * Records the manager's decision. The first decision holds, and a second manager is told who made it. If the case was
 * opened again, this is a new decision.
 * @param number the entry of the decision record that the form is for: a form from before the case was opened again is
 *   refused
 * @source Protocol 8.2; a decision is late only after the last moment, which itself is on time
 */
export function recordDecision(
  referral: Referral,
  form: DecisionForm,
  texts: Texts,
  { by, now }: Actor,
  number = 1,
): Outcome {
  const refusal = whyNotDecide(referral, by);
  if (refusal) return refuseWith(refusal);
  if (!isSubmitted(referral)) return refuseWith('not-submitted');
  const next = decisionNumber(referral);
  if (referral.status === 'decided') {
    const same =
      !referral.correction && referral.decidedBy === by.id && saysTheSame(form, { ...referral, number: next }, texts);
    return same ? nothingToDo : refuseWith('already-decided');
  }
  if (number !== next) return refuseWith('opened-again');
  const fault = refuseFaultyDecision(form);
  if (fault) return fault;
  const late = msOf(now) > msOf(referral.decisionDue);
  const event: CaseEvent = { type: 'DecisionRecorded', at: now, by: by.id, ...decisionChoices(form), late };
  return withEvents([{ ...event, ...(next > 1 && { number: next }) }], textsOfDecision(form, next));
}

/** The most characters for who does it, and by when. */
const shortAnswer = 200;

/** Refuses a decision form that does not say what will be done and why, or in which a text is too long. */
export function refuseFaultyDecision(form: DecisionForm) {
  return (
    refuseFaultyTexts({ action: form.action, reasons: form.reasons }) ??
    refuseLongTexts({ who: form.who ?? '', when: form.when ?? '' }, shortAnswer) ??
    refuseLongTexts({ tell: form.tell, 'protection-what': form.protectionWhat }) ??
    refuseLongTexts({ 'do-now': form.doNow ?? '' }, doNowLimit)
  );
}

/**
 * Only a listed MASH manager decides, and never on a referral of their own. Asked before anything of the case is shown.
 */
export function whyNotDecide(referral: Referral, by: Person) {
  if (!by.roles.has('mash-member') || !by.roles.has('mash-manager')) return { kind: 'only-a-manager-decides' } as const;
  if (isSubmitted(referral) && isOwnReferral(referral, by.id)) return { kind: 'own-referral' } as const;
  return undefined;
}

/** @returns a refusal if one of these texts is empty or too long */
export function refuseFaultyTexts(required: Texts) {
  const missing = Object.keys(required).filter((field) => required[field]?.trim() === '');
  return missing.length > 0 ? refuseWith({ kind: 'text-missing', fields: missing }) : refuseLongTexts(required);
}

export function refuseLongTexts(texts: Texts, limit = textLimit) {
  const fields = Object.keys(texts).filter((field) => [...(texts[field] ?? '')].length > limit);
  return fields.length > 0 ? refuseWith({ kind: 'text-too-long', fields, limit }) : undefined;
}
