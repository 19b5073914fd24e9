import { type Context, replyCard } from '../../actions/context.ts';
import type { Texts } from '../../base/texts.ts';
import { clockAndDay } from '../../cards/london.ts';
import { advance, withCaseCard, withWakeTime } from '../../case/advance.ts';
import { type Actor, recordPhoneCall, takeBackPhoneCall } from '../../case/commands.ts';
import { isChildPlaced, withAddressesHeld } from '../../case/held.ts';
import { nothingToDo } from '../../case/outcome.ts';
import { type CaseRecord, isOwnDraft, ownAnswers, withDraft } from '../../case/record.ts';
import { isShown } from '../../case/standing.ts';
import { isUnwritten, referralOf } from '../../case/state.ts';
import { dangerTakenBackNow } from '../../case/urgent.ts';
import { type AnswerOutcome, answerRang, applyAnswer, type GivenAnswer, keepHalfFilled } from '../../draft/answer.ts';
import { canBeAnswer } from '../../draft/danger-answers.ts';
import { type Draft, hasPhoned, withAnswers } from '../../draft/draft.ts';
import { goBack, toChange, toCheckAnswers, toDanger } from '../../draft/move.ts';
import { answersShownEarly } from '../../draft/shown-early.ts';
import { path, stepNow } from '../../draft/steps.ts';
import { alsoTyped, typedAnswer } from '../../draft/typed.ts';
import { type CaseEvent, happened } from '../../history/events.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { dangerReply, notRungCard } from './danger.ts';
import { type DraftResult, type DraftTurn, dropAddedCheck, sendAddedCheck, sendReferral } from './finishing.ts';
import { isReplyToDeletion } from './letting-go.ts';
import { draftReply, showStep, typedReply } from './showing.ts';
import { readBack } from './text-form.ts';

/** What the author does with their draft, by a press or by typing. */
export type DraftCommand = (turn: DraftTurn) => DraftResult;

/** Shows the step where the draft is. */
export const showAgain = ({ record, context }: DraftTurn, notes: string[] = []): DraftResult => ({
  saves: record,
  result: draftReply(record, context, { notes }),
});

/** The card of the step, with how its dates were read. */
export const showCard: DraftCommand = ({ record, draft, context: { pack } }) => {
  const step = stepNow(draft, pack);
  const { readings } = draft.answers;
  const ids = step.kind === 'form' ? step.form.fields.filter((id) => fieldOf(pack, id).reads && readings[id]) : [];
  const { read } = readBack(
    ids.map((field) => ({ field, words: readings[field]?.words })),
    draft.answers,
    pack,
  );
  return { saves: record, result: showStep(record, pack, { read, keep: true }) };
};

/** Answers the step. On the last step of an added check, the answer sends it. */
export const giveAnswer =
  (given: GivenAnswer): DraftCommand =>
  (turn) =>
    isReadyToAdd(turn) ? sendAddedCheck(turn) : answerByPress(turn, given);

/** Goes to the check-answers card. @param given what stands on the card that they leave */
export const showAnswers =
  (given?: GivenAnswer): DraftCommand =>
  (turn) =>
    given ? answerByPress(turn, given) : moveTo(turn, toCheckAnswers(turn.draft, turn.context.pack));

export const changeSection =
  (section: string): DraftCommand =>
  (turn) =>
    moveTo(turn, toChange(turn.draft, section, turn.context.pack));

/** Drops a check that is being added to a sent referral. */
export const stopAddingCheck: DraftCommand = (turn) => (isAdding(turn) ? dropAddedCheck(turn) : showAgain(turn));

/** The author rang. */
export const sayRang: DraftCommand = (turn) =>
  isAdding(turn) ? showAgain(turn) : saveAnswer(turn, answerRang(turn.draft, turn.context.caseContext()));

const isAdding = ({ draft }: DraftTurn) => draft.progress.mode === 'adding';
const isReadyToAdd = (turn: DraftTurn) => isAdding(turn) && stepOf(turn).kind === 'summary';
const stepOf = ({ draft, context }: DraftTurn) => stepNow(draft, context.pack);

/** Saves the draft as it is now, and shows its step. */
function moveTo({ record, context }: DraftTurn, next: Draft, notes: string[] = []): DraftResult {
  const saved = withSavedDraft(record, next, context);
  return { saves: saved, result: draftReply(saved, context, { notes }) };
}

/** Goes one step back; a typed “back” goes one question back. @param given what stands on the card that they leave */
export const goOneBack =
  (given?: GivenAnswer): DraftCommand =>
  (turn) => {
    const { draft, context } = turn;
    const { pack, turnInput, caseContext } = context;
    const { cursor } = draft.progress;
    const step = stepOf(turn);
    if (isAdding(turn) && step.id === path(draft, pack)[0]?.id) return dropAddedCheck(turn);
    if (turnInput.heard && cursor > 0 && step.kind !== 'check-answers')
      return moveTo(turn, { ...draft, progress: { ...draft.progress, cursor: cursor - 1 } });
    if (!given) return moveTo(turn, goBack(draft, pack));
    const halfFilled = keepHalfFilled(draft, given, caseContext());
    const next = halfFilled.problems.length > 0 ? halfFilled.draft : goBack(halfFilled.draft, pack);
    return saveAnswer(turn, { ...halfFilled, draft: next }, given);
  };

/** Sends the referral, or goes to what must be answered before. */
export const send: DraftCommand = (turn) => {
  const result = sendReferral(turn);
  return 'why' in result ? { ...showAnswersFirst(turn, 'One thing first.'), refusal: result.why.kind } : result;
};

const showAnswersFirst = (turn: DraftTurn, note: string) =>
  moveTo(turn, toCheckAnswers(turn.draft, turn.context.pack), [note]);

/**
 * Does the same, and keeps the words with the worry in the draft: the command uses only a part of them, and the MASH has no
 * case of their author.
 */
export const keepingWords =
  (text: string, command: DraftCommand): DraftCommand =>
  ({ record, draft, context }) => {
    const worry = [draft.answers.values.worry, `${alsoTyped}“${text.trim()}”`].filter(Boolean).join('\n');
    const kept = withAnswers(draft, { values: { worry } });
    const saved = withDraft(record, { ...kept, progress: record.progress ?? draft.progress });
    return command({ record: saved, draft: kept, context });
  };

/** Takes typed words as the answer to the open question. */
export const answerByTyping =
  (text: string): DraftCommand =>
  (turn) => {
    const { record, draft, context } = turn;
    const { pack, caseContext } = context;
    const { asked } = draft.progress;
    if (asked === 'let-go' && isReplyToDeletion(text))
      return showAgain(turn, ['Nothing was deleted. You can go on here.']);
    if (asked === 'danger' && /^\s*(y|yes|yeah|yep)\b/i.test(text)) return markInDanger(turn);
    if (asked === 'danger' && /^\s*(n|no|nope)\b/i.test(text)) return showAgain(turn);
    const danger = dangerIn(text);
    if (danger?.alone && !canBeAnswer(danger, draft, pack)) return askAboutDanger(turn);
    const outcome = typedAnswer(draft, text, caseContext());
    switch (outcome.kind) {
      case 'submit':
        if (stepOf(turn).kind === 'check-answers') return send(turn);
        return isReadyToAdd(turn) ? sendAddedCheck(turn) : showWhatComesFirst(turn);
      case 'change':
        return changeSection(outcome.section)(turn);
      case 'unclear':
        if (danger) return askAboutDanger(turn);
        return { saves: record, result: typedReply(record, pack, {}, true), isUnused: true };
      case 'answered':
        if (isReadyToAdd(turn)) return sendAddedCheck(turn);
        return saveAnswer(turn, outcome, undefined, savedWords(draft, outcome.draft, pack));
    }
  };

/** Shows the numbers and asks whether the child is in danger. Nothing that was typed is kept. */
export function askAboutDanger(turn: DraftTurn): DraftResult {
  const { record, draft, context } = turn;
  const asked = isAdding(turn) ? record : { ...record, progress: { ...draft.progress, asked: 'danger' as const } };
  return { saves: asked, result: dangerReply(context.pack, record), isUnused: true };
}

/**
 * Marks the child as in danger and shows whom to ring. A check that is added after sending does not ask about danger.
 */
export const markInDanger: DraftCommand = (turn) => {
  const { pack, caseContext } = turn.context;
  if (isAdding(turn)) return showAgain(turn);
  return saveAnswer(turn, applyAnswer(toDanger(turn.draft, pack), { choice: 'yes', next: 'continue' }, caseContext()));
};

/** “submit” typed too early: shows the answers to check, or the step that comes before that. */
function showWhatComesFirst(turn: DraftTurn) {
  const { pack } = turn.context;
  const isLast = stepNow(toCheckAnswers(turn.draft, pack), pack).kind === 'check-answers';
  return showAnswersFirst(turn, `Not sent yet. ${isLast ? 'Read it through first.' : 'This comes first.'}`);
}

/** Says what was saved, without the words: “Name saved ✓”. */
function savedWords(before: Draft, after: Draft, pack: Pack): string[] {
  const step = stepNow(before, pack);
  if (before.answers === after.answers) return [];
  if (step.kind !== 'form') return ['Saved ✓'];
  const { values, readings } = after.answers;
  const isNew = (id: string) => (values[id] || readings[id]) && before.answers.values[id] !== values[id];
  return step.form.fields.filter(isNew).map((id) => `${fieldOf(pack, id).short} saved ✓`);
}

const answerByPress = (turn: DraftTurn, given: GivenAnswer) =>
  saveAnswer(turn, applyAnswer(turn.draft, given, turn.context.caseContext()), given);

/** Saves an answer and what follows from it, and shows the next step. @param notesBefore what the bot says first */
function saveAnswer(
  { record, context }: DraftTurn,
  outcome: AnswerOutcome,
  given?: GivenAnswer,
  notesBefore: string[] = [],
): DraftResult {
  const caseContext = context.caseContext();
  let saved = withSavedDraft(record, outcome.draft, context);
  const { read, notes: notRead } = readBack(outcome.read, outcome.draft.answers, context.pack);
  const notes = [...notesBefore, ...notRead];
  if (isOwnDraft(record)) {
    const at = { by: context.by, now: caseContext.now };
    const call = phoneCallOutcome(saved, at);
    const takenBack = dangerTakenBackNow(saved, context.pack, at.now);
    if (takenBack.length > 0) notes.push(dangerStays);
    if (call.kind === 'happened') {
      saved = advance(saved, { events: [...takenBack, ...call.events] }, caseContext);
      if (outcome.read.length === 0) notes.push(...callNotes(call.events, saved));
    } else if (hasUntoldAnswer(saved)) {
      const changes = changedAnswers(saved);
      const event = { type: 'WhoRefersSaid' as const, at: at.now, by: at.by.id };
      const said: CaseEvent = { ...event, ...(changes.length > 0 && { changes }) };
      saved = advance(saved, { events: [...takenBack, said], texts: {} }, caseContext);
    } else if (hasNewPhone(record, saved)) saved = withCaseCard(saved, caseContext);
  }
  const { problems } = outcome;
  const written = problems.map(({ field }) => [field, given?.fields?.[field] ?? '']);
  const unsaved = textsToRefill(Object.fromEntries(written));
  return { saves: saved, result: draftReply(saved, context, { problems, notes, read, unsaved }) };
}

const dangerStays = 'The MASH reads that. It stays urgent until they confirm that the child is safe.';

/** The author has not rung. Shows the numbers and nothing else; the bot does not ask again. */
export const sayNotRung: DraftCommand = ({ record, context }) => {
  const { by, caseContext, now, pack } = context;
  const isNews = isOwnDraft(record) && !happened(record.events, 'NotRungYet');
  const event = { type: 'NotRungYet' as const, at: now(), by: by.id };
  const next = isNews ? advance(record, { events: [event] }, caseContext()) : record;
  return { saves: next, result: replyCard(notRungCard(record, pack)) };
};

/** A telephone call that the author reports, or takes back, becomes an event, because clocks run from it. */
function phoneCallOutcome(record: CaseRecord, at: Actor) {
  const { events } = record;
  const answers = ownAnswers(record);
  if (!hasPhoned(answers)) return takeBackPhoneCall(referralOf(events), at);
  const calledAt = answers.readings['phoned-when']?.at;
  return calledAt ? recordPhoneCall(referralOf(events), calledAt, at) : nothingToDo;
}

/** Says what a recorded call means, and how to correct its time. */
function callNotes(events: CaseEvent[], { practice }: CaseRecord): string[] {
  const call = events.find((event) => event.type === 'PhoneCallRecorded');
  if (!call || practice) return [];
  return [`Your call is recorded: ${clockAndDay(call.calledAt)}. The 24 hours run from it. Wrong time? Type “back”.`];
}

/** Whether, in an unwritten case, an answer changed that the MASH sees. `WhoRefersSaid` then updates its card. */
function hasUntoldAnswer(record: CaseRecord) {
  const { facts, events } = record;
  if (!facts.adding || !isUnwritten(referralOf(events))) return false;
  if (withAddressesHeld(record)?.found.length) return true; // it is said only now that the child is in care
  return JSON.stringify(answersShownEarly(facts.adding, isChildPlaced(record))) !== JSON.stringify(facts.answers);
}

/** What the MASH was told of danger or whom to ring, and is no longer so. That danger is taken back has its own event. */
const changedAnswers = ({ facts: { answers, adding = answers } }: CaseRecord) =>
  (['danger', 'phone', 'other'] as const).filter((field) => {
    const told = answers.values[field];
    return told !== undefined && told !== adding.values[field] && !(field === 'danger' && told === 'yes');
  });

/** Whether the author changed their phone number, and the MASH already knows of a call or a missing child. */
function hasNewPhone(before: CaseRecord, after: CaseRecord) {
  const phone = ({ facts }: CaseRecord) => facts.answers.values.phone;
  return isShown(before) && phone(before) !== phone(after);
}

/** The texts to fill into the boxes again after a problem, without those that are too long for a card in Teams. */
export const textsToRefill = (written: Texts): Texts =>
  Object.fromEntries(Object.entries(written).filter(([, text]) => text.length <= 8000));

/** The case with its changed draft, which gets a new revision. */
function withSavedDraft(record: CaseRecord, draft: Draft, { turnInput: { press }, caseContext }: Context) {
  const { lastPress: _, asked: __, ...rest } = draft.progress;
  const revision = (record.progress?.revision ?? 0) + 1;
  const progress = { ...rest, revision, ...(press && { lastPress: press }) };
  const current = caseContext();
  const { now } = current;
  return withWakeTime({ ...withDraft(record, { ...draft, progress }), answeredAt: now, changedAt: now }, current);
}
