import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../actions/context.ts';
import { withWakeTime } from '../../case/advance.ts';
import { draftOf, isOwnDraft, withDraft } from '../../case/record.ts';
import { missingSince } from '../../case/urgent.ts';
import { applyAnswer } from '../../draft/answer.ts';
import { isNeeded } from '../../draft/consent.ts';
import { answerDoubted, type Draft, isSaid, type Progress, withAnswers } from '../../draft/draft.ts';
import { mostAsked } from '../../draft/fits.ts';
import { leavesSoon } from '../../draft/leaving.ts';
import { missingNowSaid } from '../../draft/missing-words.ts';
import {
  cannotWait,
  doubtsDanger,
  mayHoldDanger,
  neededNow,
  pastLeft,
  pastNo,
  toCheckAnswers,
  withTimeTold,
} from '../../draft/move.ts';
import { fieldNow, stepNow, toldNow } from '../../draft/steps.ts';
import { typedAnswer } from '../../draft/typed.ts';
import {
  affirmsDanger,
  deniesDanger,
  mayAffirmDanger,
  mayDenyDanger,
  readChoice,
  saidOf,
} from '../../draft/typed-choice.ts';
import { plainWords } from '../../draft/typed-words.ts';
import type { Pack } from '../../protocol/pack.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { dangerReply } from './danger.ts';
import { type DraftResult, type DraftTurn, sendReferral } from './finishing.ts';
import { saveAnswer, savedWords, withSavedDraft } from './saving.ts';
import { draftReply } from './showing.ts';
import { choicesNow } from './text-form.ts';

/** What the author does with their draft, by a press or by typing. */
export type DraftCommand = (turn: DraftTurn) => DraftResult;

export const isAdding = ({ draft }: DraftTurn) => draft.progress.mode === 'adding';
export const stepOf = ({ draft, context }: DraftTurn) => stepNow(draft, context.pack);

/**
 * Shows the step where the draft is; first, whether an answer is right: a “yes” must not change its meaning. After two other lines
 * the question comes as it is.
 */
export function showAgain(
  { record: { progress, ...rest }, draft, context }: DraftTurn,
  notes: string[] = [],
  isBeside = false,
): DraftResult {
  const doubted = context.turnInput.heard ? answerDoubted(draft) : undefined;
  const unread = (draft.progress.unread ?? 0) + (doubted && !isBeside ? 1 : 0);
  const next = { ...draft, progress: { ...draft.progress, unread } };
  if (doubted && unread <= mostAsked)
    return askIfRight({ record: { progress, ...rest }, draft: next, context }, doubted, notes);
  const record = { ...rest, ...(progress && { progress: { ...progress, asked: dangerBefore(draft) } }) };
  return { saves: record, result: draftReply(record, context, { notes, isBeside, isAgain: true }) };
}

/** The bot has asked about danger, and there is no answer since, only words beside it. */
export const dangerBefore = ({ progress: { asked } }: Draft) =>
  asked === 'danger' || asked === 'danger-before' ? ('danger-before' as const) : undefined;

/** The check says danger, and its author has phoned: to ask again whether the child is in danger would lead back to that. */
export const isCalled = ({ answers: { values } }: Draft) => values.danger === 'yes' && values.phoned === 'yes';

/** Shows the numbers and asks whether the child is in danger. Until that is answered, there may be danger. */
export function askAboutDanger(turn: DraftTurn): DraftResult {
  const { draft, context, record } = turn;
  if (isCalled(draft))
    return { saves: record, result: [...dangerReply(context.pack), ...draftReply(record, context)], isUnused: true };
  const saves = isAdding(turn) ? turn.record : asking(turn, { asked: 'danger', doubt: doubtOf(draft, context) });
  const isAsked = stepOf(turn).kind === 'danger';
  return {
    saves,
    result: dangerReply(context.pack, turn.record, { isAgain: dangerBefore(draft) !== undefined, isAsked }),
    isUnused: true,
  };
}

/** “i dont know. hes in the room with her now”: not known, and in doubt. Whom to ring stands first. */
export function leaveInDoubt(turn: DraftTurn): DraftResult {
  const { pack, caseContext, now } = turn.context;
  const before = withoutAsked(turn.draft);
  const outcome = applyAnswer(before, { choice: 'not-known', next: 'continue' }, caseContext());
  const progress = { ...outcome.draft.progress, doubt: turn.draft.progress.doubt ?? now() };
  const draft = { ...outcome.draft, progress };
  const done = saveAnswer(turn, { ...outcome, draft }, undefined, savedWords(before, draft, pack));
  return { ...done, result: [...dangerReply(pack), ...done.result] };
}

/** Asks whether an answer among other words was read rightly. About danger it is in doubt until then. */
export function askIfRight(turn: DraftTurn, said: 'yes' | 'no', notes: string[] = []): DraftResult {
  const { draft, context } = turn;
  const unread = answerDoubted(draft) && draft.progress.unread; // lines beside it
  const doubt = stepOf(turn).kind === 'danger' && { doubt: doubtOf(draft, context) };
  const saves = asking(turn, { asked: said, unread, ...doubt });
  return { saves, result: draftReply(saves, context, { notes }) };
}

const asking = ({ record, draft, context }: DraftTurn, more: Partial<Progress>) =>
  withWakeTime({ ...record, progress: { ...draft.progress, ...more } }, context.caseContext());

/** Since when there may be danger. A check that says danger already is in no doubt. */
const doubtOf = ({ progress, answers }: Draft, { now }: Context) =>
  answers.values.danger === 'yes' ? undefined : (progress.doubt ?? now());

export const withoutAsked = ({ progress: { asked: _, ...progress }, ...draft }: Draft): Draft => ({
  ...draft,
  progress,
});

/** Whether a “no” with more words may answer the question of danger. */
export const mayBeNoDanger = (turn: DraftTurn, text: string) =>
  mayDenyDanger(text) ||
  (stepOf(turn).kind === 'danger' &&
    readChoice(text, choicesNow(turn.draft, turn.context.pack))?.id === 'no' &&
    !dangerIn(text));

/** Whether words say once more, and name its question, what the bot has asked about. */
export const saysAgain = (turn: DraftTurn, doubted: 'yes' | 'no', text: string) => {
  const field = fieldNow(turn.draft, turn.context.pack);
  if (field) return saidOf(field, text) === doubted;
  if (stepOf(turn).kind !== 'danger') return false;
  return doubted === 'no' ? deniesDanger(text) || mayDenyDanger(text) : isYesToDanger(turn, text);
};

/** Whether words after “Yes – is that right?” about danger say it again: with a “yes” among them, or a time. */
const isYesToDanger = ({ draft, context: { pack, now } }: DraftTurn, text: string) =>
  affirmsDanger(text) ||
  mayAffirmDanger(text) ||
  leavesSoon(text, now()) ||
  readChoice(text, choicesNow(draft, pack))?.id === 'yes';

/**
 * While “… – is that right?” is open: the answer to another question, and that is asked again with it.
 * @param next the draft with that question
 */
export function answerPastNo(
  turn: DraftTurn,
  next: Draft,
  outcome: ReturnType<typeof typedAnswer>,
): DraftResult | undefined {
  const { pack } = turn.context;
  const doubted = stepOf(turn).kind === 'form' ? answerDoubted(turn.draft) : undefined;
  if (!doubted || outcome.kind !== 'answered' || outcome.problems.length > 0) return undefined;
  const { last } = outcome.draft.progress;
  const draft = { ...outcome.draft, progress: { ...turn.draft.progress, ...(last && { last }) } };
  const { saves: record = turn.record } = saveAnswer(turn, { ...outcome, draft });
  const open = pastNo(draft, '', pack);
  const question = open && fieldNow(open, pack)?.label;
  return askIfRight({ ...turn, record, draft: draftOf(record) ?? draft }, doubted, [
    ...savedWords(next, outcome.draft, pack),
    ...(question ? [question] : []),
  ]);
}

/** Takes back what the bot asked beside the question of the check: a “yes” after words of another child marks nobody. */
export const askNothing: DraftCommand = ({ draft, record }) => ({
  saves: withDraft(record, withoutAsked(draft)),
  result: [],
  isUnused: true,
});

/** Once, beside news of a sent case: the finished check waits for “send”. */
export const sayNotSent: DraftCommand = ({ record, draft }) => ({
  saves: { ...record, progress: { ...draft.progress, unread: 1 } },
  result: [{ text: `Your check ${record.id} is not sent. Type “send” to send it.` }],
});

/** Where the words are one of the choices of the open question, they are no cry: “Police” is an agency there. */
export function asPlainAnswer(done: DraftResult, draft: Draft, text: string, pack: Pack): DraftResult {
  const isChoice = fieldNow(draft, pack)?.choices?.some(({ label }) => plainWords(label) === plainWords(text));
  return isChoice ? { ...done, result: done.result.map((each) => ({ ...each, isPlainAnswer: true })) } : done;
}

/** Saves the draft as it is now, and shows its step. */
export function moveTo(
  { record, draft, context }: DraftTurn,
  next: Draft,
  notes: string[] = [],
  isAgain = false,
): DraftResult {
  const saved = withSavedDraft(record, next, context);
  const asked = dangerBefore(draft);
  const saves = asked && saved.progress ? { ...saved, progress: { ...saved.progress, asked } } : saved;
  return { saves, result: draftReply(saves, context, { notes, isAgain }) };
}

/**
 * Words of danger that nobody has answered do not end with the check: the MASH reads that it is in doubt. It reads when they
 * leave as it was told, though nobody was asked.
 */
function withDoubt(turn: DraftTurn): DraftTurn {
  const { draft, context } = turn;
  const doubt = cannotWait(draft, context.pack) && doubtsDanger(draft) ? { 'danger-doubt': 'yes' } : {};
  const next = withTimeTold(withAnswers(draft, { values: doubt }), context.now());
  return { ...turn, draft: next, record: withDraft(turn.record, next) };
}

/** Sends the referral, or goes to what must be answered before. */
export const send: DraftCommand = (turn) => {
  const result = sendReferral(withDoubt(turn));
  if (!('why' in result)) return result;
  const first = moveTo(turn, toCheckAnswers(turn.draft, turn.context.pack), ['One thing first.']);
  return { ...first, refusal: result.why.kind };
};

/**
 * “send”, typed: sends what needs no more, and of a child in danger or missing whatever is there, with what was told for it. Else it
 * asks what comes first, and sends when that is answered.
 * @param notes  what was saved just now: then it was said already what comes first
 * @param before what “send” had asked before
 */
export function sendOrAsk(turn: DraftTurn, notes: string[] = [], before = turn.draft.progress.first): DraftResult {
  const { pack, caseContext, now } = turn.context;
  const isMissing = missingSince(turn.record.events) !== undefined;
  const isHurried = isMissing || mayGoAtOnce(turn.draft, pack);
  const [told] = toldNow(turn.draft, pack, now());
  const isTaken = told?.id === turn.draft.progress.first || (isHurried && told?.id !== 'leaves-sight');
  const taken = told && isTaken ? typedAnswer(turn.draft, 'yes', caseContext()) : undefined;
  if (taken?.kind === 'answered' && taken.problems.length === 0) {
    const record = withSavedDraft(turn.record, taken.draft, turn.context);
    return sendOrAsk({ ...turn, draft: taken.draft, record }, notes, before);
  }
  const past = pastLeft(turn.draft, pack, now(), isMissing);
  const isSame = past !== turn.draft && fieldNow(past, pack) !== undefined; // more of the same card
  const first = isSame ? past : toCheckAnswers(past, pack);
  const isAsked = stepNow(first, pack).kind === 'form' && !fieldNow(first, pack);
  const answered = isAsked ? typedAnswer(first, 'continue', caseContext()) : undefined; // what the card needs, it asks again
  const shown = answered?.kind === 'answered' ? answered.draft : first;
  const needed = neededNow(shown, pack);
  const [offered] = toldNow(shown, pack, now()).filter(({ id }) => id !== 'leaves-sight');
  const sends = { first: needed ?? offered?.id ?? 'shown', sends: true as const };
  const draft = { ...shown, progress: { ...shown.progress, ...sends } };
  const next = { ...turn, draft, record: withSavedDraft(turn.record, draft, turn.context) };
  if (stepNow(shown, pack).kind === 'check-answers') return send(next);
  if (isHurried && !isDeepStrictEqual(draft, turn.draft)) return sendOrAsk(next, notes, before);
  const missing = needed === 'danger' ? 'danger or not' : fieldNow(shown, pack)?.short;
  const isAgain = needed !== undefined && needed === before;
  const again = offered ? '“send” again takes what you wrote.' : isAgain ? 'Or type “not known”.' : 'Then I send it.';
  const why =
    before !== undefined && needed === 'consent' ? 'The protocol wants it before it goes: any answer will do.' : again;
  const note = `Not sent yet. This comes first${missing ? `: ${missing}` : ''}. ${why}`;
  return moveTo(turn, draft, notes.length > 0 ? notes : [note], draft.progress.at === turn.draft.progress.at);
}

/** “send” passes over the question that they read: the MASH must not think that nobody asked. What was told for it, or must be said, stays; a time that they read goes, not confirmed. */
export function passingOver(turn: DraftTurn): DraftTurn {
  const { draft, context } = turn;
  const field = fieldNow(draft, context.pack);
  if (!field || draft.answers.values[field.id] !== undefined) return turn;
  if (field.id === 'leaves-sight') {
    const offered = withTimeTold(draft, context.now(), true);
    return offered === draft
      ? turn
      : { ...turn, draft: offered, record: withSavedDraft(turn.record, offered, context) };
  }
  const isTold = toldNow(draft, context.pack, context.now()).some(({ id }) => id === field.id);
  if (isTold || neededNow(draft, context.pack) !== undefined) return turn;
  const passed = withAnswers(draft, { values: { [field.id]: '' } });
  return { ...turn, draft: passed, record: withSavedDraft(turn.record, passed, context) };
}

/** Whether “send” sends with what is there. That words leave danger in doubt is asked about first, once, where nobody was asked. */
function mayGoAtOnce(draft: Draft, pack: Pack): boolean {
  const { answers, progress } = draft;
  const isAsked = isSaid(answers, 'danger') || progress.first === 'danger' || missingNowSaid(answers) !== undefined;
  return cannotWait(draft, pack) && (isAsked || mayHoldDanger(answers.values.worry));
}

/** After an answer: “send” was typed, and nothing else since, so that it goes when nothing more is needed. */
export function goOnToSend(turn: DraftTurn, done: DraftResult): DraftResult {
  const record = done.saves ?? turn.record;
  const draft = draftOf(record);
  const { pack, turnInput, now } = turn.context;
  if (!draft?.progress.sends || !turnInput.heard || !isOwnDraft(record)) return done;
  const field = fieldNow(draft, pack);
  const isOfConsent = field && (isNeeded(field, draft.answers) || field.id === 'consent-from'); // whether the carer knows
  const isAsked = isOfConsent || toldNow(draft, pack, now()).length > 0;
  const waits = isAsked || ['danger', 'places'].includes(stepNow(draft, pack).kind);
  return waits && !mayGoAtOnce(draft, pack)
    ? done
    : sendOrAsk({ ...turn, record, draft }, savedWords(turn.draft, draft, pack));
}

/** They do something else first: no answer after it sends. */
export const withoutSend = ({ record, draft, ...turn }: DraftTurn): DraftTurn => {
  const { sends: _, ...progress } = draft.progress;
  return { ...turn, record: withDraft(record, { ...draft, progress }), draft: { ...draft, progress } };
};
