import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../actions/context.ts';
import type { Texts } from '../../base/texts.ts';
import type { Instant } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import { advance, withCaseCard, withWakeTime } from '../../case/advance.ts';
import { recordPhoneCall, takeBackPhoneCall } from '../../case/commands.ts';
import { answersForMash, withAddressesHeld } from '../../case/held.ts';
import { type Actor, nothingToDo } from '../../case/outcome.ts';
import { type CaseRecord, isOwnDraft, ownAnswers, withDraft } from '../../case/record.ts';
import { isShown } from '../../case/standing.ts';
import { isUnwritten, referralOf } from '../../case/state.ts';
import { dangerTakenBackNow } from '../../case/urgent.ts';
import { type AnswerOutcome, applyAnswer, asIs, type GivenAnswer } from '../../draft/answer.ts';
import { type Draft, hasPhoned } from '../../draft/draft.ts';
import { leavesIn } from '../../draft/leaving.ts';
import { cannotWait } from '../../draft/move.ts';
import { severalNote } from '../../draft/several.ts';
import { fieldNow, type Step, stepNow } from '../../draft/steps.ts';
import { LinkKind } from '../../history/desk.ts';
import type { CaseEvent } from '../../history/events.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';
import { readsOfChild } from './events.ts';
import type { DraftResult, DraftTurn } from './finishing.ts';
import { draftReply } from './showing.ts';
import { readBack } from './text-form.ts';

/** Saves an answer and what follows from it, and shows the next step. @param notesBefore what the bot says first */
export function saveAnswer(
  { record, context }: DraftTurn,
  outcome: AnswerOutcome,
  given?: GivenAnswer,
  notesBefore: string[] = [],
): DraftResult {
  const caseContext = context.caseContext();
  let saved = withSavedDraft(record, outcome.draft, context);
  const { read, notes: notRead } = readBack(outcome.read, outcome.draft.answers, context.pack);
  const notes = [...notesBefore, ...notRead, ...severalNote(ownAnswers(record), outcome.draft.answers)];
  if (isOwnDraft(record)) {
    const at = { by: context.by, now: caseContext.now };
    saved = { ...saved, events: [...saved.events, ...linksSaid(record.progress, outcome.draft, at.now)] };
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
  if (given && problems.some(({ kind }) => kind === 'required') && cannotWait(outcome.draft, context.pack))
    notes.push('Press again: it goes without.');
  const written = problems.map(({ field }) => [field, given?.fields?.[field] ?? '']);
  const unsaved = textsToRefill(Object.fromEntries(written));
  return { saves: saved, result: draftReply(saved, context, { problems, notes, read, unsaved }) };
}

/** The links that the author has just said: with the other child’s referral, and with all in the same home or family. */
export function linksSaid(
  before: Draft['progress'] | undefined,
  { progress: { next } }: Draft,
  at: Instant,
): CaseEvent[] {
  if (!next?.as || before?.next?.as) return [];
  const kind = LinkKind.parse(next.as);
  // Children who know the same adult are not all linked with each other.
  const isOfHome = kind === 'family' || kind === 'household';
  const others = isOfHome ? next.others.filter(({ as }) => as === kind).map(({ to }) => to) : [];
  return [next.of, ...others].map((to) => ({ type: 'CaseLinked', at, to, kind }));
}

const dangerStays = 'The MASH reads that. It stays urgent until they confirm that the child is safe.';

/** A telephone call that the author reports, or takes back, becomes an event, because clocks run from it. */
function phoneCallOutcome(record: CaseRecord, at: Actor) {
  const { events } = record;
  const answers = ownAnswers(record);
  if (!hasPhoned(answers)) return takeBackPhoneCall(referralOf(events), at);
  const calledAt = answers.readings['phoned-when']?.at;
  return calledAt ? recordPhoneCall(referralOf(events), calledAt, at) : nothingToDo;
}

/** Said once the MASH reads what stands in a draft. */
const mashReads = 'The MASH now reads what you write here of the child and your worry.';

/** Says what a recorded call means, and how to correct its time. */
function callNotes(events: CaseEvent[], record: CaseRecord): string[] {
  const call = events.find((event) => event.type === 'PhoneCallRecorded');
  if (!call || record.practice) return [];
  return [
    `Your call is recorded: ${clockAndDay(call.calledAt)}. The 24 hours run from it. Wrong time? Type “back”.`,
    ...(readsOfChild(record) ? [mashReads] : []),
  ];
}

/** Whether, in an unwritten case, an answer changed that the MASH sees. `WhoRefersSaid` then updates its card. */
function hasUntoldAnswer(record: CaseRecord) {
  const { facts, events } = record;
  if (!facts.adding || !isUnwritten(referralOf(events))) return false;
  if (withAddressesHeld(record)?.found.length) return true; // it is said only now that the child is in care
  return JSON.stringify(answersForMash(record)) !== JSON.stringify(facts.answers);
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
export function withSavedDraft(record: CaseRecord, draft: Draft, { turnInput: { press }, caseContext }: Context) {
  const { lastPress: _, asked: __, unread: ___, ...rest } = draft.progress;
  const revision = (record.progress?.revision ?? 0) + 1;
  const progress = { ...rest, revision, ...(press && { lastPress: press }) };
  const current = caseContext();
  const { now } = current;
  return withWakeTime({ ...withDraft(record, { ...draft, progress }), answeredAt: now, changedAt: now }, current);
}

/** What an answer is about where the question has no box. */
const titles: Partial<Record<Step['kind'], string>> = {
  linked: 'How they are linked:',
  same: 'What is the same:',
  danger: 'Danger or not:',
  'danger-phone': 'Rung or not:',
  ticks: 'Signs',
  places: 'Address or not:',
  'private-fostering': 'Private fostering:',
};

/** Says what was saved, without the words: “Name saved ✓”, “Name: not known ✓”. */
export function savedWords(before: Draft, after: Draft, pack: Pack): string[] {
  const step = stepNow(before, pack);
  if (isDeepStrictEqual(before.answers, after.answers)) return [];
  if (step.kind !== 'form') return [`${titles[step.kind] ?? 'Answer'} saved ✓`];
  const field = fieldNow(before, pack);
  if (!field || (field.id === 'leaves-sight' && leavesIn(after.answers) === 'unread')) return []; // it is asked once more
  const { values, readings } = after.answers;
  const isNew = (id: string) =>
    (values[id] || readings[id]) && before.answers.values[id] !== values[id] && (id !== 'worry' || id === field.id);
  return [...new Set([...step.form.fields, 'consent-why'])]
    .filter(isNew)
    .map((id) => `${fieldOf(pack, id).short}${values[id] ? ' saved' : ': not known'} ✓`);
}

/**
 * Saves what the referrer wrote on a card that they leave with “Back”. Empty boxes change nothing. In the danger section
 * nothing is saved, so no call is recorded. Problems come only of text that is too long to save: the card keeps it.
 */
export function keepHalfFilled({ draft, context }: DraftTurn, { ticks, fields = {} }: GivenAnswer) {
  const step = stepNow(draft, context.pack);
  const save = (given: Omit<GivenAnswer, 'next'>) =>
    applyAnswer(draft, { ...given, next: 'stay' }, context.caseContext());
  if (step.kind === 'ticks') {
    const isTouched =
      ticks && (ticks.seen.length > 0 || ticks.suspected.length > 0 || ticks.note !== '' || ticks.looked);
    return isTouched ? save({ ticks }) : asIs(draft);
  }
  if (step.kind !== 'form' || step.section === 'danger') return asIs(draft);
  const written = step.form.fields.flatMap((id) => (fields[id]?.trim() ? [[id, fields[id]]] : []));
  const outcome = save({ fields: Object.fromEntries(written), half: true });
  return { ...outcome, problems: outcome.problems.filter(({ kind }) => kind === 'too-long') };
}
