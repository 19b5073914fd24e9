import type { Context } from '../../actions/context.ts';
import { withWakeTime } from '../../case/advance.ts';
import { draftOf, withDraft } from '../../case/record.ts';
import { applyAnswer } from '../../draft/answer.ts';
import { answerDoubted, type Draft, type Progress } from '../../draft/draft.ts';
import { mostAsked } from '../../draft/fits.ts';
import { leavesSoon } from '../../draft/leaving.ts';
import { pastNo } from '../../draft/move.ts';
import { fieldNow, path, stepNow } from '../../draft/steps.ts';
import type { typedAnswer } from '../../draft/typed.ts';
import {
  affirmsDanger,
  deniesDanger,
  mayAffirmDanger,
  mayDenyDanger,
  readChoice,
  saidOf,
} from '../../draft/typed-choice.ts';
import { plainWords } from '../../draft/typed-words.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { dangerReply } from './danger.ts';
import type { DraftResult, DraftTurn } from './finishing.ts';
import { saveAnswer, savedWords } from './saving.ts';
import { draftReply, showStep } from './showing.ts';
import { choicesNow, readBack } from './text-form.ts';

/** What the author does with their draft, by a press or by typing. */
export type DraftCommand = (turn: DraftTurn) => DraftResult;

export const isAdding = ({ draft }: DraftTurn) => draft.progress.mode === 'adding';
export const stepOf = ({ draft, context }: DraftTurn) => stepNow(draft, context.pack);

/** The card of the step, with how its dates were read, and those of the card on which something was typed last. */
export const turnToButtons: DraftCommand = ({ record, draft, context: { pack } }) => {
  const { readings } = draft.answers;
  const shown = [stepNow(draft, pack).id, draft.progress.last?.at];
  const steps = path(draft, pack).filter(({ id }) => shown.includes(id));
  const ids = steps.flatMap((step) => (step.kind === 'form' ? step.form.fields : []));
  const { read } = readBack(
    ids.flatMap((field) =>
      fieldOf(pack, field).reads && readings[field] ? { field, words: readings[field].words } : [],
    ),
    draft.answers,
    pack,
  );
  return { saves: record, result: showStep(record, pack, { read, keep: true }) };
};

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
  return { saves, result: dangerReply(context.pack, turn.record, dangerBefore(draft) !== undefined), isUnused: true };
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

/** Takes back what the bot asked beside the question of the check, and asks that again: a “no” after it is an answer. */
export const askNothing: DraftCommand = (turn) => {
  const draft = withoutAsked(turn.draft);
  return { ...showAgain({ ...turn, draft, record: withDraft(turn.record, draft) }), isUnused: true };
};

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
