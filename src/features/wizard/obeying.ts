import { draftOf } from '../../case/record.ts';
import { answerRang, applyAnswer, asIs, type GivenAnswer } from '../../draft/answer.ts';
import { answerDoubted, type Draft, type Place } from '../../draft/draft.ts';
import { goBack, pastNo, toAsk, toChange, toCheckAnswers, toDanger } from '../../draft/move.ts';
import { withLink } from '../../draft/next-child.ts';
import { rangOthers } from '../../draft/ring-said.ts';
import { cursorBefore, fieldNow, path, stepNow, toldNow } from '../../draft/steps.ts';
import { typedAnswer } from '../../draft/typed.ts';
import { affirmsDanger, isLateYes, readChoice, type SaidOf, tellsOfMove } from '../../draft/typed-choice.ts';
import { bareYesOrNo, goesOn, saysMore } from '../../draft/typed-words.ts';
import { fieldOf } from '../../protocol/pack.ts';
import { dangerIn } from '../../understanding/danger.ts';
import {
  answerPastNo,
  askAboutDanger,
  askIfRight,
  asPlainAnswer,
  type DraftCommand,
  goOnToSend,
  isAdding,
  isCalled,
  leaveInDoubt,
  mayBeNoDanger,
  moveTo,
  passingOver,
  saysAgain,
  send,
  sendOrAsk,
  showAgain,
  stepOf,
  withoutAsked,
  withoutSend,
} from './asking-again.ts';
import { type DraftResult, type DraftTurn, dropAddedCheck, sendAddedCheck } from './finishing.ts';
import { isReplyToDeletion } from './letting-go.ts';
import { keepHalfFilled, saveAnswer, savedWords } from './saving.ts';
import { showStep, typedReply } from './showing.ts';
import { ringToo } from './step.ts';
import { choiceDoubted, choicesNow, readBack } from './text-form.ts';

/** Answers the step. On the last step of an added check, the answer sends it. */
export const giveAnswer =
  (given: GivenAnswer): DraftCommand =>
  (turn) =>
    isReadyToAdd(turn) ? sendAddedCheck(turn) : answerByPress(turn, given);

/** How the two children are linked, when the check asks for it or before. */
export const sayLinked =
  (choice: string): DraftCommand =>
  (turn) =>
    stepOf(turn).kind === 'linked'
      ? answerByPress(turn, { choice, next: 'continue' })
      : saveAnswer(turn, asIs(withLink(turn.draft, choice, turn.context.pack)));

/** Goes to the check-answers card. @param given what stands on the card that they leave */
export const showAnswers =
  (given?: GivenAnswer): DraftCommand =>
  (turn) =>
    given ? answerByPress(turn, given) : moveTo(turn, toCheckAnswers(turn.draft, turn.context.pack));

/** Opens one section for changes, or one list of it. */
export const changeSection =
  (to: string): DraftCommand =>
  (given) => {
    const turn = withoutSend(given);
    const { draft, context } = turn;
    const isList = path(draft, context.pack).some((step) => step.kind === 'ticks' && step.id === to);
    return moveTo(turn, isList ? toAsk(draft, { at: to, cursor: 0 }, context.pack) : toChange(draft, to, context.pack));
  };

/** Drops a check that is being added to a sent referral. */
export const stopAddingCheck: DraftCommand = (turn) => (isAdding(turn) ? dropAddedCheck(turn) : showAgain(turn));

/** The author rang the MASH. @param when as they said it */
export const sayRang =
  (when?: string): DraftCommand =>
  (turn) =>
    isAdding(turn) ? showAgain(turn) : saveAnswer(turn, answerRang(turn.draft, turn.context.caseContext(), when));

const isReadyToAdd = (turn: DraftTurn) => isAdding(turn) && stepOf(turn).kind === 'summary';

/** Goes one step back; a typed “back” goes one question back. @param given what stands on the card that they leave */
export const goOneBack =
  (given?: GivenAnswer): DraftCommand =>
  (before) => {
    const turn = withoutSend(before);
    const { draft, context } = turn;
    const { pack, turnInput } = context;
    const cursor = cursorBefore(draft, pack);
    const step = stepOf(turn);
    if (isAdding(turn) && step.id === path(draft, pack)[0]?.id) return dropAddedCheck(turn);
    const askAgain = (next: Draft) => moveTo(turn, { ...next, progress: { ...next.progress, again: true } });
    if (turnInput.heard && cursor >= 0 && step.kind !== 'check-answers')
      return askAgain({ ...draft, progress: { ...draft.progress, cursor } });
    if (!given) return askAgain(goBack(draft, pack));
    const halfFilled = keepHalfFilled(turn, given);
    const next = halfFilled.problems.length > 0 ? halfFilled.draft : goBack(halfFilled.draft, pack);
    return saveAnswer(turn, { ...halfFilled, draft: next }, given);
  };

/** Asks one question again. The referrer is then back where they were. */
export const changeOne =
  (place: Place): DraftCommand =>
  (given) => {
    const turn = withoutSend(given);
    return moveTo(turn, toAsk(turn.draft, place, turn.context.pack));
  };

/** Takes the words as the answer to this question. The referrer is then back where they were. */
export const answerIn =
  (place: Place, text: string): DraftCommand =>
  (turn) => {
    const { pack, caseContext } = turn.context;
    const next = toAsk(withoutAsked(turn.draft), place, pack);
    return (
      answerPastNo(turn, next, typedAnswer(next, text, caseContext())) ?? answerByTyping(text)({ ...turn, draft: next })
    );
  };

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

/** Takes back what was typed last, and asks it again. */
export const undo: DraftCommand = (given) => {
  const turn = withoutSend(given);
  const { pack, caseContext } = turn.context;
  const { last, ...progress } = turn.draft.progress;
  const step = path(turn.draft, pack).find(({ id }) => id === last?.at);
  if (!last || !step) return goOneBack()(turn);
  const asked = toAsk({ ...turn.draft, progress }, last, pack);
  const field = fieldNow(asked, pack);
  if (!field) return moveTo(turn, asked);
  const empty = applyAnswer(asked, { fields: { [field.id]: '' }, next: 'stay' }, caseContext());
  return saveAnswer(turn, empty, undefined, [`${field.short}: taken back.`]);
};

/** “yes send”: after the answer it goes. */
function sendIfSaid(done: DraftResult, turn: DraftTurn, text: string): DraftResult {
  const record = done.saves ?? turn.record;
  const draft = draftOf(record);
  return draft && !isAdding(turn) && /^\W*(?:y|yes|yeah|yep)\W+(?:\w+\W+){0,2}send\b/i.test(text)
    ? sendOrAsk({ ...turn, record, draft })
    : done;
}

/** Takes typed words as the answer to the open question. */
export const answerByTyping =
  (text: string): DraftCommand =>
  (turn) => {
    const { draft, context } = turn;
    const { pack, caseContext } = context;
    const { asked } = draft.progress;
    if (asked === 'let-go' && isReplyToDeletion(text))
      return showAgain(turn, ['Nothing was deleted. You can go on here.']);
    const isYes = asked === 'danger' && (/^\s*(y|yes|yeah|yep)\b/i.test(text) || affirmsDanger(text));
    if (isYes || isLateYes(draft, text)) return markInDanger(turn);
    if (asked === 'danger' && goesOn(text)) return showAgain({ ...turn, draft: withoutAsked(draft) }); // it is no “no”
    if (asked === 'danger' && /^\s*(n|no|nope)\b/i.test(text))
      return !saysMore(text) ? sayNoDanger(turn) : mayBeNoDanger(turn, text) ? denyDanger(turn) : askAboutDanger(turn);
    const doubted = answerDoubted(draft);
    if (doubted === 'no' && stepOf(turn).kind === 'danger' && affirmsDanger(text) && tellsOfMove(text))
      return markInDanger(turn); // “yes now they are about to be taken”
    if (doubted && (bareYesOrNo(text) === 'yes' || saysAgain(turn, doubted, text)))
      return sendIfSaid(confirm(turn), turn, text);
    if (doubted && /^\W*(y|yes|yeah|yep|right|correct)\b/i.test(text))
      return saysMore(text) ? { ...askIfRight(turn, doubted), isUnused: true } : sendIfSaid(confirm(turn), turn, text);
    // a line or two after “Type yes to mark the child as in danger”; where it may answer the check, the bot asks again
    const plain = asked === 'danger-before' ? bareYesOrNo(text) : undefined;
    const isTold = toldNow(draft, pack, context.now()).length > 0;
    const isTaken =
      isTold || stepOf(turn).id === 'consent-asked' || choicesNow(draft, pack).some(({ id }) => id === plain);
    if (plain === 'yes' && stepOf(turn).kind === 'danger') return markInDanger(turn); // it is what is asked there, too
    if (plain) return isTaken ? askAboutDanger(turn) : plain === 'yes' ? markInDanger(turn) : sayNoDanger(turn);
    if (doubted && /^\W*(n|no|nope)\W*$/i.test(text)) return showAgain({ ...turn, draft: withoutAsked(draft) });
    const danger = dangerIn(text);
    const isStory = fieldNow(draft, pack)?.kind === 'long' || stepOf(turn).kind === 'ticks';
    if (danger?.alone && isStory) return askAboutDanger(turn); // no words of a story
    const next = danger ? undefined : pastNo(draft, text, pack);
    const past = next && answerPastNo(turn, next, typedAnswer(next, text, caseContext()));
    if (past) return past;
    if (doubted && draft.progress.resumeAt && readChoice(text, choicesNow(draft, pack))?.more)
      return { ...askIfRight(turn, doubted), isUnused: true }; // “1 from vietnam” is of another question
    const outcome = typedAnswer(draft, text, caseContext());
    switch (outcome.kind) {
      case 'submit':
        if (stepOf(turn).kind === 'check-answers') return send(turn);
        if (isTold && /^\W*(?:y|yes|yeah|yep)\b/i.test(text)) return answerByTyping('yes')(turn); // “yes send”
        return isReadyToAdd(turn) ? sendAddedCheck(turn) : sendOrAsk(passingOver(turn));
      case 'doubted':
        if (outcome.choice === 'not-known') return leaveInDoubt(turn);
        return askIfRight(turn, outcome.choice === 'yes' ? 'yes' : 'no');
      case 'unclear':
        return danger ? askAboutDanger(turn) : notRead(turn);
      case 'answered':
        if (isReadyToAdd(turn)) return sendAddedCheck(turn);
        return asPlainAnswer(
          goOnToSend(
            turn,
            saveAnswer(turn, outcome, undefined, [
              ...savedWords(draft, outcome.draft, pack),
              ...(stepOf(turn).kind === 'danger-phone' && rangOthers(text.toLowerCase()) ? [ringToo(pack)] : []),
            ]),
          ),
          draft,
          text,
          pack,
        );
    }
  };

/** Asks again what words did not answer. */
function notRead({ record, draft, context: { pack } }: DraftTurn): DraftResult {
  const saves = { ...record, progress: { ...draft.progress, unread: (draft.progress.unread ?? 0) + 1 } };
  return { saves, result: typedReply(saves, pack, {}, true), isUnused: true };
}

/** The answer among other words was read rightly. */
const confirm: DraftCommand = (turn) => {
  const doubted = answerDoubted(turn.draft);
  if (doubted === 'yes' && stepOf(turn).kind === 'danger') return markInDanger(turn);
  const meant = choiceDoubted(turn.draft, turn.context.pack);
  return answerByTyping(meant?.label ?? doubted ?? '')({ ...turn, draft: withoutAsked(turn.draft) });
};

/** Asks whether this is the answer to a question; where the words only say that it is wrong, the question itself. */
export const askOf =
  (place: Place, said: SaidOf): DraftCommand =>
  (turn) => {
    if (said !== 'yes' && said !== 'no') return changeOne(place)(turn);
    return askIfRight({ ...turn, draft: toAsk(withoutAsked(turn.draft), place, turn.context.pack) }, said);
  };

/** The words that may have meant danger did not. */
export const sayNoDanger: DraftCommand = (turn) => {
  const { doubt: _, ...progress } = turn.record.progress ?? turn.draft.progress;
  return showAgain({ ...turn, draft: withoutAsked(turn.draft), record: { ...turn.record, progress } });
};

/**
 * Marks the child as in danger and shows whom to ring. A check that is added after sending does not ask about danger.
 */
export const markInDanger: DraftCommand = (turn) => {
  const { pack, caseContext } = turn.context;
  if (isAdding(turn) || isCalled(turn.draft)) return showAgain({ ...turn, draft: withoutAsked(turn.draft) });
  const answered = applyAnswer(toDanger(turn.draft, pack), { choice: 'yes', next: 'continue' }, caseContext());
  return goOnToSend(turn, saveAnswer(turn, answered));
};

/** The child is not in danger. Where that was not said plainly, the bot asks whether “no” is right. */
export const denyDanger: DraftCommand = (turn) =>
  askIfRight({ ...turn, draft: toDanger(turn.draft, turn.context.pack) }, 'no');

const answerByPress = (turn: DraftTurn, given: GivenAnswer) =>
  saveAnswer(turn, applyAnswer(turn.draft, given, turn.context.caseContext()), given);
