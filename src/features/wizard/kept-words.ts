import type { Context } from '../../actions/context.ts';
import type { Typed, Words } from '../../actions/typed.ts';
import { isLive } from '../../actions/which-case.ts';
import type { Instant } from '../../base/time.ts';
import { type CaseRecord, draftOf, isOwnDraft, ownAnswers, withDraft } from '../../case/record.ts';
import { type AnswerOutcome, asIs } from '../../draft/answer.ts';
import { withWordsBeside } from '../../draft/aside.ts';
import { answerDoubted, answerTo, type Draft, withAnswers } from '../../draft/draft.ts';
import { isEmpty, mostAsked } from '../../draft/fits.ts';
import { leavingIn } from '../../draft/leaving-said.ts';
import { maybeMissing, missingNowIn } from '../../draft/missing-words.ts';
import { leave, resume, toTold } from '../../draft/move.ts';
import { dangerRunOn } from '../../draft/near-said.ts';
import { tellsOfAnother } from '../../draft/news-said.ts';
import { canBeDialled, diallableIn, phoneAmong } from '../../draft/read-answer.ts';
import { calledIn, severalNote } from '../../draft/several.ts';
import { affirmsTime, cursorNow, fieldNow, stepNow, toldNow } from '../../draft/steps.ts';
import { typedAnswer } from '../../draft/typed.ts';
import { asksToSend } from '../../draft/typed-words.ts';
import { fieldOf, formOf, type Pack } from '../../protocol/pack.ts';
import { isQuestion } from '../../understanding/asking.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { cannotAnswer } from '../../understanding/hear.ts';
import {
  askAboutDanger,
  askNothing,
  type DraftCommand,
  dangerBefore,
  isAdding,
  sendOrAsk,
  showAgain,
  stepOf,
  withoutSend,
} from './asking-again.ts';
import { dangerReply } from './danger.ts';
import { onOpenCheck } from './drafting.ts';
import type { DraftResult, DraftTurn } from './finishing.ts';
import { answerByTyping } from './obeying.ts';
import { saveAnswer, savedWords } from './saving.ts';
import { inDoubt } from './step.ts';
import { hasOpenDraft, inCheck, ownOpen } from './use-of-words.ts';

/**
 * Does the same, and keeps the words with the worry in the draft: the command uses only a part of them, and the MASH has no
 * case of their author.
 * @param isTelling they are the worry
 */
export const keepingWords =
  (text: string, command: DraftCommand, isTold = false, isTelling = false): DraftCommand =>
  (given) => {
    const { turn, note } = withWordsKept(given, text, isTelling, isTold);
    const done = command(turn);
    const [first, ...others] = done.result;
    if (note === '') return done;
    if (!first || !('text' in first)) {
      const isOfDanger = first?.isOfDanger === true;
      return { ...done, result: isOfDanger ? [...done.result, { text: note }] : [{ text: note }, ...done.result] };
    }
    const texts = first.isOfDanger ? [first.text, note] : [note, first.text]; // whom to ring stands first
    return { ...done, result: [{ ...first, text: texts.join('\n\n') }, ...others] };
  };

/**
 * Keeps words that answer nothing, and asks again: words of danger whether the child is in danger, if that is not said.
 * @param isTold the MASH gets them, too: then they may be about another child, and pass no question over
 */
export const keepAside =
  (
    text: string,
    { hint, kept = text, isTold = false }: { hint?: string; kept?: string; isTold?: boolean } = {},
  ): DraftCommand =>
  (before) => {
    const given = NOT_YET.test(text) ? withoutSend(before) : before;
    const isAboutDanger = stepOf(given).kind === 'danger';
    const isTelling = isAboutDanger && !isTold && text.trim().split(/\s+/).length > 4; // “purple” is no worry
    const { turn, note } = withWordsKept(given, kept, isTelling, isTold);
    const danger = dangerIn(text.replace(missingNowIn(text) ?? '', '')); // of a missing child, a card asks
    if (given.draft.progress.sends && !isTold && !isAdding(given) && (danger || dangerRunOn(text)))
      return sendInDanger(turn);
    const { phrases, phones } = given.context.pack;
    const unanswered = cannotAnswer(text, phrases) && `I cannot answer that. To ask a person, ring ${phones.urgent}.`;
    const more = hint || unanswered;
    const notes = [note, more || ''].filter(Boolean);
    if (isTold && (danger || isAboutDanger))
      return { ...askNothing(turn), result: danger ? dangerReply(given.context.pack) : [] }; // a “yes” would not mean their child
    const told = isTold || kept !== text ? turn.draft : toTold(given.draft.answers, turn.draft, given.context.pack);
    if (danger && (danger.alone || kept !== text || given.draft.answers.values.danger !== 'yes')) {
      const asked = askAboutDanger({ ...turn, draft: told, record: withDraft(turn.record, told) });
      return { ...asked, result: [...asked.result, ...(hint ? [{ text: hint }] : [])] };
    }
    if (told !== turn.draft) return showAgain({ ...turn, draft: told, record: withDraft(turn.record, told) }, notes);
    const past = hint || isTold || isQuestion(text) || isEmpty(text) ? undefined : leftOpen(turn, text);
    if (past) return saveAnswer(turn, past, undefined, notes);
    const inDanger = isAboutDanger && !given.draft.progress.doubt ? [inDoubt(given.context.pack)] : [];
    return showAgain(turn, [...notes, ...inDanger], true);
  };

/** “send” was typed and something was still asked, and now there may be danger: whom to ring, and what is there goes. */
function sendInDanger({ record, draft, context }: DraftTurn): DraftResult {
  const doubted = { ...draft, progress: { ...draft.progress, doubt: draft.progress.doubt ?? context.now() } };
  const done = sendOrAsk({ record: withDraft(record, doubted), draft: doubted, context });
  return { ...done, result: [...dangerReply(context.pack), ...done.result] };
}

/** A new number of the author stands in the check, too. */
export const takeNumber =
  (text: string): DraftCommand =>
  (turn) => {
    const [phone, another] = diallableIn(text);
    if (!phone || another) return keepAside(text, { isTold: true })(turn);
    const draft = withAnswers(turn.draft, { values: { phone } });
    const note = 'Your new number stands in this check, too.';
    return showAgain({ ...turn, record: withDraft(turn.record, draft), draft }, [note], true);
  };

/** Does something with words, and then sends; or goes to what must be answered before. Words of danger are asked about first. */
export const thenSend =
  (command: DraftCommand): DraftCommand =>
  (turn) => {
    const done = command(turn);
    const record = done.saves ?? turn.record;
    const draft = draftOf(record);
    const isAsked = !draft || draft.progress.asked !== undefined || answerDoubted(draft) !== undefined;
    return isAsked ? done : answerByTyping('send')({ ...turn, record, draft });
  };

/** “yes 6 hes told the desk”: the time that was asked back, and what stands behind it. */
export function timeFirst(
  text: string,
  draft: Draft,
  deps: { pack: Pack; now: Instant },
): [string, string] | undefined {
  const words = text.split(/\s+/);
  const both = [2, 3, 4, 5, 6, 7].map((end) => [words.slice(0, end).join(' '), words.slice(end).join(' ')] as const);
  const [first, rest = ''] =
    both.find(([said, more]) => (/[.,;!]$/.test(said) || CLAUSE.test(more)) && affirmsTime(said, draft, deps)) ?? [];
  return !first || !/\p{L}/u.test(rest) || OTHER_TIME.test(rest) || leavingIn(rest, deps.now)?.at
    ? undefined
    : [first, rest];
}
const CLAUSE = /^(?:i(?:m|ve)?|s?hes?|they(?:re|ve)?|its?|the|we|cos|because|and|so|can|could|please|pls)\b/i;
const OTHER_TIME = /^\W*(?:(?:or|and|but|so) )*(?:or|not?|wait|actually|sorry|maybe|but|half|quarter|\d)\b/i;

/** Takes the answer, and keeps what stands behind it: words of danger are asked about. @param hint what to say of that */
export const thenKeep =
  (command: DraftCommand, rest: string, hint?: string): DraftCommand =>
  (turn) => {
    const done = command(turn);
    const record = done.saves ?? turn.record;
    const draft = draftOf(record);
    if (!draft || done.isUnused) return done;
    const notes = [...savedWords(turn.draft, draft, turn.context.pack), ...(hint ? [hint] : [])];
    const isOther = !dangerIn(rest) && tellsOfAnother(rest, draft.answers);
    const kept = isOther ? `Of another child: ${rest}` : rest;
    return keepAside(rest, { hint: notes.join('\n\n'), kept })({ ...turn, record, draft });
  };

/**
 * Goes on from a question that lines have not answered: it is left open, and one that is required comes again last. So does that of
 * danger, which stays in doubt until then.
 */
function leftOpen({ draft, context: { pack, caseContext } }: DraftTurn, text: string): AnswerOutcome | undefined {
  const { answers, progress } = draft;
  const { kind } = stepNow(draft, pack);
  const unread = progress.unread ?? 0;
  if (kind === 'danger-phone') return unread < mostAsked || OF_A_CALL.test(text) ? undefined : asIs(leave(draft, pack)); // they write
  if (unread <= mostAsked) return undefined;
  if (kind === 'danger') {
    const { asked: _, ...rest } = progress;
    const doubt = progress.doubt ?? caseContext().now;
    return asIs(leave({ ...draft, progress: { ...rest, doubt } }, pack));
  }
  const field = fieldNow(draft, pack);
  const isOpen = field && answers.values[field.id] === undefined && !progress.again;
  if (progress.again && progress.resumeAt && field && answerTo(answers, field.id)) return asIs(resume(draft)); // the answer stays
  if (!isOpen || field.id === 'leaves-sight') return undefined;
  if (!field.required) {
    if (toldNow(draft, pack, caseContext().now).length > 0) return undefined;
    const outcome = typedAnswer(draft, 'skip', caseContext());
    return outcome.kind === 'answered' ? outcome : undefined;
  }
  const next = { ...draft, progress: { ...progress, cursor: cursorNow(draft, pack) + 1 } };
  return asIs(fieldNow(next, pack) ? next : leave(next, pack)); // what is required comes again last
}
const NOT_YET =
  /\b(?:wait|hold on|hang on|not yet|(?:do ?n['’]?t|do not|never) send|before (?:i|you|it|u) (?:send|goes?))\b/i;
const OF_A_CALL = /\b(?:ring|rang|rung|call\w*|phon\w*|engaged|answer\w*|hold)\b/i;

/** Words too long for a short box are kept beside the questions; the only telephone number in them answers. */
export function tooLongFor(words: Words, own: CaseRecord, { pack }: Context, isTold = false): DraftCommand | undefined {
  const draft = draftOf(own);
  const field = draft && fieldNow(draft, pack);
  const text = inCheck(words);
  const isShort = field && !field.choices && field.kind !== 'long';
  if (!isShort || [...text].length <= field.limit) return undefined;
  if (field.kind === 'phone' && phoneAmong(text).length > 0) return undefined;
  const [only, another] = field.kind === 'phone' ? diallableIn(text) : [];
  return keepingWords(text, only && !another ? answerByTyping(only) : showAgain, isTold);
}

/** @param isTelling nothing is asked of the child yet, so the words tell of the worry */
function withWordsKept(
  given: DraftTurn,
  text: string,
  isTelling: boolean,
  isTold: boolean,
): { turn: DraftTurn; note: string } {
  const { record, draft, context } = given;
  const field = fieldOf(context.pack, 'worry');
  const how = isTelling ? 'telling' : isTold ? 'told' : undefined;
  const worry = withWordsBeside(draft.answers.values.worry ?? '', text, how, field);
  if (worry === undefined) return { turn: given, note: noLongerFits(field.limit) };
  const asked = answerDoubted(draft) ?? dangerBefore(draft); // it stays open
  const unread = (draft.progress.unread ?? 0) + (isTold ? 0 : 1);
  const showsWorry = ['form', 'check-answers'].includes(stepOf(given).kind); // its card is out of date then
  const revision = draft.progress.revision + (showsWorry ? 1 : 0);
  const progress = { ...(record.progress ?? draft.progress), asked, unread, revision };
  const kept = {
    ...withAnswers(draft, { values: { worry, ...(missingNowIn(text) && { 'missing-now': undefined }) } }),
    progress,
  };
  return {
    turn: { record: withDraft(record, kept), draft: kept, context },
    note: isTold ? '' : [keptNote, ...severalNote(draft.answers, kept.answers)].join('\n\n'), // the bot asks which child they are of
  };
}

const keptNote = 'I kept your words with this check. Nobody at the MASH has read them yet.';
export const noLongerFits = (limit: number) =>
  `That did not fit: I keep ${limit.toLocaleString('en-GB')} characters. Send it again when the referral is sent.`;

/** Whether the MASH must hear at once what a check takes: of danger, of when a child leaves, or of a number. */
export const tellsAtOnce = (text: string, now: Instant): boolean =>
  dangerIn(text) !== undefined ||
  maybeMissing(text) ||
  /\b(?:police|found)\b/i.test(text) ||
  leavingIn(text, now) !== undefined ||
  canBeDialled(text);

const SENDS_ONE =
  /^(?:(?:ok|okay|please|pls|yes|now|and|just|can you|can u|so)\W+)*(?:send|submit) (?:the |that )?[\p{L}’'-]{2,20}(?: [\p{L}’'-]{2,20})? (?:one|check|form|referral)(?: (?:now|please|pls|too|off))*\W*$|^send (?!help|some|any|it\b|this|that|the|police|cops?\b|officers?|medics?|ambulances?|paramedics?|people|back|support|him|her|me\b|us\b|now|please|pls|all|both|every)[\p{L}’'-]{2,20}\W*$/iu;
/** “send the boy one”, where no check that is open is his: says what is not sent. */
export const sendsAnother: Typed = {
  band: 'before the question',
  words: (words) => hasOpenDraft(words) && SENDS_ONE.test(words.text),
  async does(words, context) {
    const own = await ownOpen(words, context);
    if (!own || !isOwnDraft(own) || isLive(own) || asksToSend(words.said, calledIn(ownAnswers(own)))) return undefined;
    const note = `Not sent yet: only this check, ${own.id}, waits. Nothing was sent now. Type “send” for it.`;
    return (await onOpenCheck(words, context, (turn) => showAgain(turn, [note]))) || undefined;
  },
};

/** Whether words behind an answer about consent only give its reason: “no i didnt ask them theyd hide her” is no news. */
export function isReasonOf(text: string, own: CaseRecord, { pack, now }: Context): boolean {
  const draft = draftOf(own);
  const field = draft && fieldNow(draft, pack);
  const isOfConsent = ['consent', ...(formOf(pack, 'consent')?.fields ?? [])].includes(field?.id ?? '');
  const isWould = /\b(?:would|could|might|may|if)\b|\b(?:i|s?he|they)['’]?d\b/i.test(text); // nothing happens yet
  return isOfConsent && (isWould || !tellsAtOnce(text, now()));
}
