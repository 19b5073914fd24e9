import { consentIsRecorded } from '../check/consent.ts';
import { type Answers, answerTo } from '../check/draft.ts';
import type { Clocks } from '../protocol/pack.ts';
import { type Instant, msOf } from '../time.ts';
import { decisionDue } from './clocks.ts';
import { type CaseEvent, type DecisionKind, type StaffId, textOf } from './events.ts';
import { happened, nothingToDo, type Outcome, type Person, refused } from './outcome.ts';
import { type Along, type Referral, submittedIn } from './state.ts';

/** Longest text that a person may write in one box of a MASH form or an answer, in characters. */
export const textLimit = 2000;

interface Now {
  by: Person;
  now: Instant;
}

/**
 * Sends the referral. Nothing that the worker knows or does not know about the child can stop it.
 * @param known whether agency, name and phone of the referrer are there, so that the MASH can ring
 * @source Protocol 8.2; defaults A1, A2: 24 clock hours, from the telephone call when that came first
 */
export function submit(
  referral: Referral,
  { author, answers, known, checkDone, clocks }: Submission,
  { by, now }: Now,
): Outcome {
  if (by.id !== author) return refused({ kind: 'not-the-author' });
  if (referral.status !== 'draft') return nothingToDo;
  if (!known) return refused({ kind: 'who-refers-is-missing' });
  if (!consentIsRecorded(answers)) return refused({ kind: 'consent-is-missing' });
  const called = referral.calledAt;
  const clockStart = called && called < now ? called : now;
  const due = decisionDue(clockStart, clocks.decision.within);
  const sight = answers.readings['leaves-sight']?.at;
  const leavesSight = sight && sight > now ? { leavesSight: sight } : {};
  const base = { at: now, by: by.id, clockStart, decisionDue: due, checkDone };
  const missing = missingOnForm(referral, answers, { by, now });
  return happened([{ type: 'ReferralSubmitted', ...base, ...leavesSight }, ...missing.events], missing.texts);
}

/** "Missing now: yes" on the form is the same news as the button, once the referral is sent. @source Protocol 10.2 */
function missingOnForm(referral: Along, answers: Answers, { by, now }: Now) {
  if (answers.values['missing-now'] !== 'yes' || referral.missing.length > 0) return { events: [], texts: {} };
  const words = answerTo(answers, 'missing-reported') ?? '';
  const event: CaseEvent = { type: 'ChildMissing', at: now, by: by.id, number: 1, reported: isReported(words) };
  return { events: [event], texts: words === '' ? {} : { [textOf.missing(1)]: words } };
}

export interface Submission {
  author: StaffId;
  answers: Answers;
  known: boolean;
  checkDone: boolean;
  clocks: Clocks;
}

/** Records that the worker rang before writing. The 24 hours and the 48 hours both run from the call. @source Protocol 8.2 */
export function recordPhoneCall(referral: Referral, calledAt: Instant, { by, now }: Now): Outcome {
  if (referral.status !== 'draft') return refused({ kind: 'not-submitted' });
  if (by.id !== referral.startedBy) return refused({ kind: 'not-the-author' });
  if (referral.calledAt === calledAt) return nothingToDo;
  return happened([{ type: 'PhoneCallRecorded', at: now, by: by.id, calledAt }]);
}

/** The worker did not ring after all: the clocks that ran from the call do not run. */
export function takeBackPhoneCall(referral: Referral, { by, now }: Now): Outcome {
  if (referral.status !== 'draft' || !referral.calledAt) return nothingToDo;
  if (by.id !== referral.startedBy) return refused({ kind: 'not-the-author' });
  return happened([{ type: 'PhoneCallTakenBack', at: now, by: by.id }]);
}

/**
 * The author says that the child is missing, before or after sending.
 * @param police what the author says of telling the police: when, with which reference, or that they have not
 * @source Protocol 10.2
 */
export function reportMissing(
  referral: Referral,
  police: string,
  { author, texts }: { author: StaffId; texts: Record<string, string> },
  { by, now }: Now,
): Outcome {
  if (by.id !== author) return refused({ kind: 'not-the-author' });
  if (referral.status === 'not-started' || referral.status === 'withdrawn') return refused({ kind: 'not-submitted' });
  const fault = police === '' ? undefined : faulty({ missing: police });
  if (fault) return fault;
  const last = referral.missing.at(-1);
  if (last && (texts[textOf.missing(last.number)] ?? '') === police) return nothingToDo;
  if (!isReported(police) && referral.missing.some(({ reported }) => reported)) return nothingToDo; // told before: nothing new
  const number = referral.missing.length + 1;
  const event: CaseEvent = { type: 'ChildMissing', at: now, by: by.id, number, reported: isReported(police) };
  return happened([event], police === '' ? {} : { [textOf.missing(number)]: police });
}

/** Whether these words say that the police were told: "not yet" and "we have not told them" do not. */
export function isReported(words: string): boolean {
  return words.trim() !== '' && !/\b(no|not|nobody|never|none|cannot)\b|n['’]t\b/i.test(words);
}

/** Lets go of a draft. Nothing of it was sent, and nothing of it is kept but that it was. */
export function withdraw(referral: Referral, { by, now }: Now): Outcome {
  if (referral.status === 'withdrawn') return nothingToDo;
  if (referral.status !== 'draft') return refused({ kind: 'not-a-draft' });
  if (by.id !== referral.startedBy) return refused({ kind: 'not-the-author' });
  return happened([{ type: 'DraftWithdrawn', at: now, by: by.id }]);
}

/** The author adds something after sending. It stands beside the referral, which stays as it was sent. */
export function addInformation(
  referral: Referral,
  text: string,
  texts: Record<string, string>,
  { by, now }: Now,
): Outcome {
  const sent = submittedIn(referral);
  if (!sent) return refused({ kind: 'not-submitted' });
  if (by.id !== sent.submittedBy) return refused({ kind: 'not-the-author' });
  const fault = faulty({ information: text });
  if (fault) return fault;
  const last = sent.information.at(-1);
  if (last && texts[textOf.information(last.number)] === text) return nothingToDo; // the same press again
  const number = sent.information.length + 1;
  const event: CaseEvent = { type: 'InformationAdded', at: now, by: by.id, number };
  return happened([event], { [textOf.information(number)]: text });
}

/** Somebody in the MASH takes the referral on, which also tells the referrer that it was seen. */
export function take(referral: Referral, { by, now }: Now): Outcome {
  if (!by.roles.has('mash-member')) return refused({ kind: 'only-the-mash' });
  if (!('submittedBy' in referral)) return refused({ kind: 'not-submitted' });
  if (referral.status === 'decided') return refused({ kind: 'already-decided' });
  if (referral.taken?.by === by.id) return nothingToDo;
  if (referral.taken) return refused({ kind: 'already-taken', by: referral.taken.by });
  return happened([{ type: 'ReferralTaken', at: now, by: by.id }]);
}

/** Puts a question to the referrer. The same question waiting for its answer is not asked twice. */
export function ask(referral: Referral, text: string, texts: Record<string, string>, { by, now }: Now): Outcome {
  if (!by.roles.has('mash-member')) return refused({ kind: 'only-the-mash' });
  if (!('submittedBy' in referral)) return refused({ kind: 'not-submitted' });
  const fault = faulty({ question: text });
  if (fault) return fault;
  const open = referral.questions.find((each) => !each.answered && texts[textOf.question(each.number)] === text);
  if (open) return nothingToDo;
  const question = referral.questions.length + 1;
  return happened([{ type: 'QuestionAsked', at: now, by: by.id, question }], { [textOf.question(question)]: text });
}

/** The referrer answers; an empty text is the answer "not known". */
export function answerQuestion(referral: Referral, number: number, text: string, { by, now }: Now): Outcome {
  if (!('submittedBy' in referral)) return refused({ kind: 'not-submitted' });
  if (by.id !== referral.submittedBy) return refused({ kind: 'not-the-author' });
  const question = referral.questions.find((each) => each.number === number);
  if (!question) return refused({ kind: 'no-such-question' });
  if (question.answered) return nothingToDo;
  const known = text.trim() !== '';
  const fault = known ? faulty({ answer: text }) : undefined;
  if (fault) return fault;
  return happened(
    [{ type: 'QuestionAnswered', at: now, by: by.id, question: number, known }],
    known ? { [textOf.answer(number)]: text } : {},
  );
}

/** The indicator check was done after sending and goes to the MASH as an addition. */
export function addCheck(referral: Referral, { by, now }: Now): Outcome {
  if (!('submittedBy' in referral)) return refused({ kind: 'not-submitted' });
  if (by.id !== referral.submittedBy) return refused({ kind: 'not-the-author' });
  return happened([{ type: 'CheckAdded', at: now, by: by.id }]);
}

export interface DecisionForm {
  decision: DecisionKind;
  action: string; // what will be done: the referrer is told this unless `tell` says otherwise
  reasons: string;
  protection: 'yes' | 'no' | 'not-said';
  protectionWhat: string;
  police: 'yes' | 'no' | 'not-said';
  tell: string;
}

/**
 * Records the manager's decision. The first one stands; who comes second is told whose it is.
 * @source Protocol 8.2; late means after the last moment, which itself is in time
 */
export function recordDecision(
  referral: Referral,
  form: DecisionForm,
  texts: Record<string, string>,
  { by, now }: Now,
): Outcome {
  const may = mayDecide(referral, by);
  if (may) return refused(may);
  if (!('submittedBy' in referral)) return refused({ kind: 'not-submitted' });
  if (referral.status === 'decided') {
    const same =
      referral.decidedBy === by.id &&
      referral.decision === form.decision &&
      referral.protection === form.protection &&
      referral.police === form.police &&
      texts[textOf.decisionTell] === (form.tell.trim() === '' ? form.action : form.tell) &&
      texts[textOf.decisionAction] === form.action &&
      texts[textOf.decisionReasons] === form.reasons;
    return same ? nothingToDo : refused({ kind: 'already-decided' });
  }
  const fault = faulty({ action: form.action, reasons: form.reasons });
  if (fault) return fault;
  const long = tooLong({ tell: form.tell, 'protection-what': form.protectionWhat });
  if (long) return long;
  return happened(
    [
      {
        type: 'DecisionRecorded',
        at: now,
        by: by.id,
        decision: form.decision,
        protection: form.protection,
        police: form.police,
        late: msOf(now) > msOf(referral.decisionDue),
      },
    ],
    {
      [textOf.decisionAction]: form.action,
      [textOf.decisionReasons]: form.reasons,
      [textOf.decisionTell]: form.tell.trim() === '' ? form.action : form.tell,
      ...(form.protectionWhat.trim() === '' ? {} : { [textOf.decisionProtection]: form.protectionWhat }),
    },
  );
}

/** Who may decide: a listed MASH manager, and never on a referral of their own. Asked before anything of the case is shown. */
export function mayDecide(referral: Referral, by: Person) {
  if (!by.roles.has('mash-member') || !by.roles.has('mash-manager')) return { kind: 'only-a-manager-decides' } as const;
  if ('submittedBy' in referral && referral.submittedBy === by.id) return { kind: 'own-referral' } as const;
  return undefined;
}

function faulty(required: Record<string, string>): Outcome | undefined {
  const missing = Object.keys(required).filter((field) => required[field]?.trim() === '');
  return missing.length > 0 ? refused({ kind: 'text-missing', fields: missing }) : tooLong(required);
}

function tooLong(texts: Record<string, string>): Outcome | undefined {
  const fields = Object.keys(texts).filter((field) => [...(texts[field] ?? '')].length > textLimit);
  return fields.length > 0 ? refused({ kind: 'text-too-long', fields, limit: textLimit }) : undefined;
}
