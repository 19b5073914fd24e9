import type { Context } from '../../actions/context.ts';
import { clockAndDay } from '../../cards/london.ts';
import { advance, timed, withCaseCard } from '../../case/advance.ts';
import { type Now, recordPhoneCall, takeBackPhoneCall } from '../../case/commands.ts';
import { nothingToDo, type Outcome } from '../../case/outcome.ts';
import { type CaseRecord, isOwnDraft, ownAnswers, withDraft } from '../../case/record.ts';
import { isShown } from '../../case/shown.ts';
import { isUnwritten, referralOf } from '../../case/state.ts';
import { toldUnwritten } from '../../case/unwritten.ts';
import { type AnswerOutcome, answerRang, applyAnswer, type GivenAnswer } from '../../check/answer.ts';
import { canBeAnswer } from '../../check/danger-answer.ts';
import { dangerIn } from '../../check/danger-words.ts';
import { type Draft, hasPhoned } from '../../check/draft.ts';
import { keepHalfFilled } from '../../check/half-filled.ts';
import { goBack, toChange, toCheckAnswers, toDanger } from '../../check/move.ts';
import { path, stepNow } from '../../check/steps.ts';
import { typedAnswer } from '../../check/typed.ts';
import type { CaseEvent } from '../../history/events.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';
import { dangerReply } from './danger.ts';
import { notRungCard } from './did-you-ring.ts';
import { type Done, dropAddedCheck, type On, sendAddedCheck, sent } from './finishing.ts';
import { readBack } from './read-back.ts';
import { replyTo, typedReply } from './showing.ts';
import { answersLettingGo } from './stopping.ts';

export type DraftCommand =
  | { kind: 'show' }
  | { kind: 'answer'; given: GivenAnswer }
  | { kind: 'type'; text: string }
  | { kind: 'back'; given?: GivenAnswer }
  | { kind: 'check-answers'; given?: GivenAnswer }
  | { kind: 'change'; section: string }
  | { kind: 'submit' }
  | { kind: 'rang' }
  | { kind: 'not-rung' }
  | { kind: 'danger-now' }
  | { kind: 'stop-adding' };

export function obey(on: On, command: DraftCommand): Done {
  const { record, draft, context } = on;
  const { pack } = context;
  switch (command.kind) {
    case 'show':
      return { record, result: replyTo(record, context) };
    case 'back':
      return back(on, command.given);
    case 'stop-adding':
      return isAdding(on) ? dropAddedCheck(record, context) : moved(on, draft);
    case 'change':
      return moved(on, toChange(draft, command.section, pack));
    case 'check-answers':
      return command.given ? pressed(on, command.given) : moved(on, toCheckAnswers(draft, pack));
    case 'answer':
      return isReadyToAdd(on) ? sendAddedCheck(record, context) : pressed(on, command.given);
    case 'submit':
      return submitted(on);
    case 'danger-now':
      return inDanger(on);
    case 'rang':
      return isAdding(on) ? moved(on, draft) : answered(on, answerRang(draft, context.caseContext()));
    case 'not-rung':
      return notRungYet(on);
    case 'type':
      return typed(on, command.text);
  }
}

const isAdding = ({ draft }: On): boolean => draft.progress.mode === 'adding';
const isReadyToAdd = (on: On): boolean => isAdding(on) && stepOf(on).kind === 'summary';
const stepOf = ({ draft, context }: On) => stepNow(draft, context.pack);

/** The draft as it is then, and where it stands. */
function moved({ record, context }: On, next: Draft, notes: string[] = []): Done {
  const saved = stored(record, next, context);
  return { record: saved, result: replyTo(saved, context, { notes }) };
}

function back(on: On, given: GivenAnswer | undefined): Done {
  const { record, draft, context } = on;
  const { pack, doing, caseContext } = context;
  const { cursor } = draft.progress;
  const step = stepOf(on);
  if (isAdding(on) && step.id === path(draft, pack)[0]?.id) return dropAddedCheck(record, context);
  if (doing.heard && cursor > 0 && step.kind !== 'check-answers')
    return moved(on, { ...draft, progress: { ...draft.progress, cursor: cursor - 1 } });
  if (!given) return moved(on, goBack(draft, pack));
  const kept = keepHalfFilled(draft, given, caseContext());
  const next = kept.problems.length > 0 ? kept.draft : goBack(kept.draft, pack);
  return answered(on, { ...kept, draft: next }, given);
}

function submitted(on: On): Done {
  const done = sent(on);
  if (!('why' in done)) return done;
  return { ...moved(on, toCheckAnswers(on.draft, on.context.pack), ['One thing first.']), refusal: done.why.kind };
}

function typed(on: On, text: string): Done {
  const { record, draft, context } = on;
  const { pack, caseContext } = context;
  if (draft.progress.asked === 'let-go' && answersLettingGo(text))
    return { record, result: replyTo(record, context, { notes: ['Nothing was deleted. You can go on here.'] }) };
  if (draft.progress.asked === 'danger') {
    const [isYes, isNo] = [/^(y|yes|yeah|yep)\b/i, /^(n|no|nope)\b/i].map((said) => said.test(text.trim()));
    if (isYes) return inDanger(on);
    if (isNo) return { record, result: replyTo(record, context) };
  }
  const danger = dangerIn(text);
  if (danger?.alone && !canBeAnswer(danger, draft, pack)) return ringFirst(on);
  const outcome = typedAnswer(draft, text, caseContext());
  switch (outcome.kind) {
    case 'submit':
      if (stepOf(on).kind === 'check-answers') return submitted(on);
      return isReadyToAdd(on) ? sendAddedCheck(record, context) : notSentYet(on);
    case 'change':
      return moved(on, toChange(draft, outcome.section, pack));
    case 'unclear':
      if (danger) return ringFirst(on);
      return { record, result: typedReply(record, pack, {}, text) };
    case 'answered':
      if (isReadyToAdd(on)) return sendAddedCheck(record, context);
      return answered(on, outcome, undefined, whereTo(draft, outcome.draft, pack));
  }
}

/** The numbers, and whether the child is in danger is asked. Nothing that was typed is kept. */
function ringFirst(on: On): Done {
  const { record, draft, context } = on;
  const asked = isAdding(on) ? record : { ...record, progress: { ...draft.progress, asked: 'danger' as const } };
  return { record: asked, result: dangerReply(context.pack, record) };
}

/** The child is marked as in danger, and the card with whom to ring comes up. A check that is added later has no such question. */
function inDanger(on: On): Done {
  const { pack, caseContext } = on.context;
  if (isAdding(on)) return moved(on, on.draft);
  return answered(on, applyAnswer(toDanger(on.draft, pack), { choice: 'yes', next: 'continue' }, caseContext()));
}

function notSentYet(on: On): Done {
  const { pack } = on.context;
  const next = toCheckAnswers(on.draft, pack);
  const isLast = stepNow(next, pack).kind === 'check-answers';
  return moved(on, next, [isLast ? 'Not sent yet. Read it through first.' : 'Not sent yet. This comes first.']);
}

/**
 * Words typed while a card that was pressed is in front answer its first question, which may not be the one that was meant: where they
 * went, without repeating any of them.
 */
function whereTo(before: Draft, after: Draft, pack: Pack): string[] {
  const step = stepNow(before, pack);
  if (before.progress.lastPress === undefined || step.kind !== 'form') return [];
  const changed = step.form.fields.filter((id) => before.answers.values[id] !== after.answers.values[id]);
  return changed.map((id) => `I saved that under “${fieldOf(pack, id).short}”. Wrong place? Type “back”.`);
}

const pressed = (on: On, given: GivenAnswer): Done =>
  answered(on, applyAnswer(on.draft, given, on.context.caseContext()), given);

/** Stores an answer, and what follows from it. */
function answered({ record, context }: On, outcome: AnswerOutcome, given?: GivenAnswer, said: string[] = []): Done {
  const caseContext = context.caseContext();
  let saved = stored(record, outcome.draft, context);
  const notes = [...said, ...readBack(outcome.read, outcome.draft.answers, context.pack)];
  if (isOwnDraft(record)) {
    const at = { by: context.by, now: caseContext.now };
    const call = phoneCall(saved, at);
    if (call.kind === 'happened') {
      saved = advance(saved, { events: call.events }, caseContext);
      if (outcome.read.length === 0) notes.push(...callNotes(call.events, saved));
    } else if (isNewOfCaller(saved))
      saved = advance(saved, { events: [{ type: 'WhoRefersSaid', at: at.now, by: at.by.id }] }, caseContext);
    else if (isSaidWhoRefers(record, saved)) saved = withCaseCard(saved, caseContext);
  }
  const again = shownAgain({ ...given?.fields, ...(given?.ticks ? { note: given.ticks.note } : {}) });
  return { record: saved, result: replyTo(saved, context, { problems: outcome.problems, notes, typed: again }) };
}

/** The numbers, and nothing else: they are not asked again. */
function notRungYet({ record, context }: On): Done {
  const { by, caseContext, now, pack } = context;
  const isNews = isOwnDraft(record) && !record.events.some(({ type }) => type === 'NotRungYet');
  const event = { type: 'NotRungYet' as const, at: now(), by: by.id };
  const next = isNews ? advance(record, { events: [event] }, caseContext()) : record;
  return { record: next, result: [{ card: notRungCard(record, pack) }] };
}

/** A telephone call that was told, or taken back, becomes an event, because clocks run from it. */
function phoneCall(record: CaseRecord, at: Now): Outcome {
  const { events } = record;
  const answers = ownAnswers(record);
  if (!hasPhoned(answers)) return takeBackPhoneCall(referralOf(events), at);
  const calledAt = answers.readings['phoned-when']?.at;
  return calledAt ? recordPhoneCall(referralOf(events), calledAt, at) : nothingToDo;
}

/** What a call that was recorded at once means, and how its time is put right. */
function callNotes(events: CaseEvent[], { training }: CaseRecord): string[] {
  const call = events.find((event) => event.type === 'PhoneCallRecorded');
  if (!call || training) return [];
  return [`Your call is recorded: ${clockAndDay(call.calledAt)}. The 24 hours run from it. Wrong time? Type “back”.`];
}

/** Whether the MASH, which waits for it, is shown less of whom to ring than was said by now. */
function isNewOfCaller({ facts, events }: CaseRecord): boolean {
  if (!facts.adding || !isUnwritten(referralOf(events))) return false;
  return JSON.stringify(toldUnwritten(facts.adding)) !== JSON.stringify(facts.answers);
}

/** Whether the MASH, which knows of a call or a missing child, can now be told whom to ring. */
function isSaidWhoRefers(before: CaseRecord, after: CaseRecord): boolean {
  const phone = ({ facts }: CaseRecord) => facts.answers.values.phone;
  return isShown(before) && phone(before) !== phone(after);
}

/** What was written in a box with a problem is shown again, unless it is so long that Teams would not take the card. */
export const shownAgain = (written: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(written).filter(([, text]) => text.length <= 8000));

function stored(record: CaseRecord, draft: Draft, { doing: { press }, caseContext }: Context): CaseRecord {
  const { lastPress: _, asked: __, ...rest } = draft.progress;
  const revision = (record.progress?.revision ?? 0) + 1;
  const progress = { ...rest, revision, ...(press ? { lastPress: press } : {}) };
  const clocked = caseContext();
  const { now } = clocked;
  return timed({ ...withDraft(record, { ...draft, progress }), answeredAt: now, changedAt: now }, clocked);
}
