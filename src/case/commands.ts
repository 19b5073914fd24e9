import { byTelephone, type Person, type StaffId } from '../base/people.ts';
import { type Instant, msOf } from '../base/time.ts';
import { consentIsRecorded } from '../check/consent.ts';
import type { Answers } from '../check/draft.ts';
import { policeIn } from '../check/typed-police.ts';
import { type CaseEvent, textOf } from '../history/events.ts';
import type { Clocks } from '../protocol/pack.ts';
import { type Along, calledAt } from './along.ts';
import { decisionDue } from './clocks.ts';
import { type DecisionForm, doNowLimit, saysTheSame, textsOfDecision } from './decision-record.ts';
import { ownDue } from './joined.ts';
import { decisionNumber } from './once-decided.ts';
import { nothingToDo, type Outcome, refuseWith, textLimit, withEvents } from './outcome.ts';
import {
  isBeingWritten,
  isOwnReferral,
  isSubmitted,
  isUnwritten,
  type Referral,
  type UnsentReferral,
  type UnwrittenReferral,
} from './state.ts';

export interface Now {
  by: Person;
  now: Instant;
}

/**
 * Sends the referral. Nothing that the worker knows or does not know about the child can stop it.
 * @param known whether agency, name and phone of the referrer are there, so that the MASH can ring
 * @source Protocol 8.2; defaults A1, A2: 24 clock hours, from the telephone call when that came first
 */
export function submitReferral(
  referral: Referral,
  { author, answers, known, checkDone, clocks, missingNow }: Submission,
  { by, now }: Now,
): Outcome {
  if (by.id !== author) return refuseWith({ kind: 'not-the-author' });
  if (referral.status !== 'draft' && !isUnwritten(referral)) return nothingToDo;
  if (!known) return refuseWith({ kind: 'who-refers-is-missing' });
  if (!consentIsRecorded(answers)) return refuseWith({ kind: 'consent-is-missing' });
  const called = isUnwritten(referral) ? ownDue(referral).clockStart : calledAt(referral);
  const clockStart = called && called < now ? called : now;
  const due = decisionDue(clockStart, clocks.decision.within);
  const sight = answers.readings['leaves-sight']?.at;
  const leavesSight = sight ? { leavesSight: sight } : {}; // past, too: the child has gone, and that is the more urgent
  const base = { at: now, by: by.id, clockStart, decisionDue: due, checkDone };
  const missing = missingOnForm(referral, missingNow, { by, now });
  return withEvents([{ type: 'ReferralSubmitted', ...base, ...leavesSight }, ...missing.events], missing.texts);
}

/** "Missing now: yes" on the form is the same news as the button, once the referral is sent. @source Protocol 10.2 */
function missingOnForm(referral: Along, missingNow: Submission['missingNow'], { by, now }: Now) {
  if (!missingNow || referral.missing.length > 0) return { events: [], texts: {} };
  const { words } = missingNow;
  const event: CaseEvent = { type: 'ChildMissing', at: now, by: by.id, number: 1, police: policeIn(words) };
  return { events: [event], texts: words === '' ? {} : { [textOf.missing(1)]: words } };
}

interface Submission {
  author: StaffId;
  answers: Answers;
  known: boolean;
  checkDone: boolean;
  clocks: Clocks;
  missingNow?: { words: string } | undefined; // the form says that the child is missing now, and this of the police
}

/** Records that the worker rang before writing. The 24 hours and the 48 hours both run from the call. @source Protocol 8.2 */
export function recordPhoneCall(referral: Referral, at: Instant, { by, now }: Now): Outcome {
  if (referral.status !== 'draft' && !isUnwritten(referral)) return refuseWith({ kind: 'not-submitted' });
  if (by.id !== writerOf(referral)) return refuseWith({ kind: 'not-the-author' });
  if (calledAt(referral) === at) return nothingToDo;
  return withEvents([{ type: 'PhoneCallRecorded', at: now, by: by.id, calledAt: at }]);
}

/** The worker did not ring after all: the clocks that ran from the call do not run. */
export function takeBackPhoneCall(referral: Referral, { by, now }: Now): Outcome {
  if ((referral.status !== 'draft' && !isUnwritten(referral)) || referral.call.kind !== 'made') return nothingToDo;
  if (by.id !== writerOf(referral)) return refuseWith({ kind: 'not-the-author' });
  return withEvents([{ type: 'PhoneCallTakenBack', at: now, by: by.id }]);
}

/** Who writes the referral. */
const writerOf = (referral: UnsentReferral | UnwrittenReferral): StaffId =>
  isSubmitted(referral) ? referral.submittedBy : referral.startedBy;

/**
 * Lets go of a draft. Nothing of it was sent, and nothing of it is kept but that it was. What the MASH waits for already it still
 * decides: somebody rang, or a child is missing.
 */
export function withdraw(referral: Referral, { by, now }: Now): Outcome {
  if (referral.status === 'withdrawn') return nothingToDo;
  if (referral.status !== 'draft' && !isUnwritten(referral)) return refuseWith({ kind: 'not-a-draft' });
  if (by.id !== writerOf(referral)) return refuseWith({ kind: 'not-the-author' });
  if (!isBeingWritten(referral)) return nothingToDo;
  return withEvents([{ type: 'DraftWithdrawn', at: now, by: by.id }]);
}

/** Somebody in the MASH takes the referral on, which also tells the referrer that it was seen. */
export function takeReferral(referral: Referral, { by, now }: Now): Outcome {
  if (!by.roles.has('mash-member')) return refuseWith({ kind: 'only-the-mash' });
  if (!isSubmitted(referral)) return refuseWith({ kind: 'not-submitted' });
  if (referral.status === 'decided') return refuseWith({ kind: 'already-decided' });
  const { allocation } = referral;
  if (allocation.kind !== 'nobody')
    return allocation.by === by.id ? nothingToDo : refuseWith({ kind: 'already-taken', by: allocation.by });
  return withEvents([{ type: 'ReferralTaken', at: now, by: by.id }]);
}

/** Puts a question to the referrer. The same question waiting for its answer is not asked twice. */
export function askReferrer(
  referral: Referral,
  text: string,
  texts: Record<string, string>,
  { by, now }: Now,
): Outcome {
  if (!by.roles.has('mash-member')) return refuseWith({ kind: 'only-the-mash' });
  if (!isSubmitted(referral)) return refuseWith({ kind: 'not-submitted' });
  if (referral.submittedBy === byTelephone) return refuseWith({ kind: 'not-in-teams' });
  const fault = faulty({ question: text });
  if (fault) return fault;
  const isAsked = referral.questions.some(
    (each) => each.answer.kind === 'awaited' && texts[textOf.question(each.number)] === text,
  );
  if (isAsked) return nothingToDo;
  const question = referral.questions.length + 1;
  return withEvents([{ type: 'QuestionAsked', at: now, by: by.id, question }], { [textOf.question(question)]: text });
}

/** The referrer answers; an empty text is the answer "not known". */
export function recordAnswer(referral: Referral, number: number, text: string, { by, now }: Now): Outcome {
  if (!isSubmitted(referral)) return refuseWith({ kind: 'not-submitted' });
  if (by.id !== referral.submittedBy) return refuseWith({ kind: 'not-the-author' });
  const question = referral.questions.find((each) => each.number === number);
  if (!question) return refuseWith({ kind: 'no-such-question' });
  if (question.answer.kind !== 'awaited') return nothingToDo;
  const known = text.trim() !== '';
  const fault = known ? faulty({ answer: text }) : undefined;
  if (fault) return fault;
  return withEvents(
    [{ type: 'QuestionAnswered', at: now, by: by.id, question: number, known }],
    known ? { [textOf.answer(number)]: text } : {},
  );
}

/** The indicator check was done after sending and goes to the MASH as an addition. */
export function addIndicatorCheck(referral: Referral, { by, now }: Now): Outcome {
  if (!isSubmitted(referral)) return refuseWith({ kind: 'not-submitted' });
  if (by.id !== referral.submittedBy) return refuseWith({ kind: 'not-the-author' });
  return withEvents([{ type: 'CheckAdded', at: now, by: by.id }]);
}

/**
 * Records the manager's decision. The first one stands; who comes second is told whose it is. After it was opened again it is a new one.
 * @param number the entry that the form stood for: a form from before it was opened again decides nothing
 * @source Protocol 8.2; late means after the last moment, which itself is in time
 */
export function recordDecision(
  referral: Referral,
  form: DecisionForm,
  texts: Record<string, string>,
  { by, now }: Now,
  number = 1,
): Outcome {
  const refusal = whyNotDecide(referral, by);
  if (refusal) return refuseWith(refusal);
  if (!isSubmitted(referral)) return refuseWith({ kind: 'not-submitted' });
  const next = decisionNumber(referral);
  if (referral.status === 'decided') {
    const same =
      referral.correction.kind === 'none' &&
      referral.decidedBy === by.id &&
      saysTheSame(form, { ...referral, number: next }, texts);
    return same ? nothingToDo : refuseWith({ kind: 'already-decided' });
  }
  if (number !== next) return refuseWith({ kind: 'opened-again' });
  const fault = faultyDecision(form);
  if (fault) return fault;
  const late = msOf(now) > msOf(referral.decisionDue);
  const event: CaseEvent = { type: 'DecisionRecorded', at: now, by: by.id, ...choicesOf(form), late };
  const which = next > 1 ? { number: next } : {};
  return withEvents([{ ...event, ...which }], textsOfDecision(form, next));
}

/** What must be said in every entry of the decision record: what will be done, and why. */
export function faultyDecision(form: DecisionForm): Outcome | undefined {
  return (
    faulty({ action: form.action, reasons: form.reasons }) ??
    tooLong({ tell: form.tell, 'protection-what': form.protectionWhat }) ??
    tooLong({ 'do-now': form.doNow ?? '' }, doNowLimit)
  );
}

export const choicesOf = ({ decision, protection, police, trafficking }: DecisionForm) => ({
  decision,
  protection,
  police,
  ...(trafficking ? { trafficking } : {}),
});

/** Only a listed MASH manager decides, and never on a referral of their own. Asked before anything of the case is shown. */
export function whyNotDecide(referral: Referral, by: Person) {
  if (!by.roles.has('mash-member') || !by.roles.has('mash-manager')) return { kind: 'only-a-manager-decides' } as const;
  if (isSubmitted(referral) && isOwnReferral(referral, by.id)) return { kind: 'own-referral' } as const;
  return undefined;
}

/** @returns a refusal where one of these texts is empty or too long */
export function faulty(required: Record<string, string>): Outcome | undefined {
  const missing = Object.keys(required).filter((field) => required[field]?.trim() === '');
  return missing.length > 0 ? refuseWith({ kind: 'text-missing', fields: missing }) : tooLong(required);
}

export function tooLong(texts: Record<string, string>, limit = textLimit): Outcome | undefined {
  const fields = Object.keys(texts).filter((field) => [...(texts[field] ?? '')].length > limit);
  return fields.length > 0 ? refuseWith({ kind: 'text-too-long', fields, limit }) : undefined;
}
