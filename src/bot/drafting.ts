import { questionCard, type Shown } from '../cards/question.ts';
import { receiptCard } from '../cards/receipt.ts';
import { textForm } from '../cards/text-form.ts';
import { helpCard } from '../cards/welcome.ts';
import { type Answered, answer, type GivenAnswer } from '../check/answer.ts';
import { type Draft, newDraft } from '../check/draft.ts';
import { goBack, toChange, toCheckAnswers, whoIsKnown } from '../check/move.ts';
import { checkIsDone } from '../check/not-known.ts';
import { stepNow } from '../check/steps.ts';
import { typedAnswer } from '../check/typed.ts';
import { fieldOf, formOf } from '../protocol/pack.ts';
import { type CaseId, newCaseId } from '../reference.ts';
import { advance, timed } from '../referral/advance.ts';
import { type CaseRecord, draftOf, withDraft } from '../referral/case.ts';
import { addCheck, recordPhoneCall, submit } from '../referral/commands.ts';
import type { Outcome, Person } from '../referral/outcome.ts';
import { referralOf } from '../referral/state.ts';
import type { BotDeps } from './deps.ts';
import type { Sender } from './incoming.ts';
import type { Reply } from './reply.ts';

/** What is done to a draft, and from where: a press on a message, or typed words. */
export interface Doing {
  sender: Sender;
  onMessage?: string | undefined; // the message whose card was pressed: it shows the draft from now on
  heard?: string; // the id of a typed message, so that one sent twice counts once
}

export type DraftCommand =
  | { kind: 'show' }
  | { kind: 'answer'; given: GivenAnswer }
  | { kind: 'type'; text: string }
  | { kind: 'back' }
  | { kind: 'check-answers'; given?: GivenAnswer }
  | { kind: 'change'; section: string }
  | { kind: 'submit' };

/** A card is out of date when the draft has moved on since; a double press is the same press again and is no news. */
export interface Seen {
  step: string | undefined;
  revision: number | undefined;
}

/** Begins a new draft with what is remembered of the worker. */
export async function startDraft({ sender, onMessage }: Doing, deps: BotDeps): Promise<Reply> {
  const person = await deps.people.load(sender.id);
  const { now, pack } = deps.around();
  const draft = newDraft(person.aboutYou);
  for (;;) {
    const id = newCaseId(deps.config.organisation);
    const record: CaseRecord = {
      kind: 'case',
      id,
      organisation: deps.config.organisation,
      author: sender.id,
      pack: { id: pack.id, version: pack.version },
      status: 'draft',
      revision: 0,
      startedAt: now,
      answeredAt: now,
      changedAt: now,
      facts: { answers: draft.answers, texts: {}, names: { [sender.id]: sender.name } },
      progress: draft.progress,
      heard: [],
      events: [{ type: 'DraftStarted', at: now, by: sender.id }],
      outbox: [],
      said: { draft: onMessage ? [onMessage] : [] },
    };
    if (!(await deps.cases.create(timed(record, { now, pack })))) continue; // the id exists: draw another
    await deps.people.change(sender.id, (before) => ({ ...before, openDraft: id }));
    deps.log.info({ event: 'draft.started', ref: id });
    return show(record, deps, onMessage ? {} : { keep: true });
  }
}

/** The step of a draft as its card; `keep` when it goes out as a new message that must be found again. */
function show(record: CaseRecord, deps: BotDeps, more: Partial<Shown> & { keep?: boolean } = {}): Reply {
  const draft = draftOf(record);
  if (!draft) return [];
  const { keep, ...shown } = more;
  const card = questionCard({ caseId: record.id, draft, pack: deps.pack, ...shown });
  return [{ card, storeInChat: true, ...(keep ? { keeps: { caseId: record.id, as: 'draft' as const } } : {}) }];
}

/**
 * Does something to the author's draft and shows where it stands then. Each answer is stored before the reply.
 * @param seen what the pressed card showed; typed words have none
 */
export async function onDraft(
  id: CaseId,
  command: DraftCommand,
  doing: Doing,
  deps: BotDeps,
  seen?: Seen,
): Promise<Reply> {
  const reply = await deps.cases.change<Reply>(id, (record) => {
    if (record.author !== doing.sender.id) return { result: notYours(deps) };
    const draft = draftOf(record);
    if (!draft) return { result: whereItStands(record, deps) };
    const keep = doing.onMessage === undefined;
    if (doing.heard && record.heard.includes(doing.heard)) return { result: show(record, deps, { keep }) };
    const stale = seen && (seen.revision !== draft.progress.revision || seen.step !== stepNow(draft, deps.pack).id);
    if (stale) {
      const again = seen.revision === draft.progress.revision - 1;
      return {
        result: show(
          record,
          deps,
          again ? {} : { notes: ['That card was out of date, so nothing on it was saved. Here is where you are.'] },
        ),
      };
    }
    return obey(noted(record, doing), draft, command, doing, deps);
  });
  if (!reply) return notYours(deps);
  await remember(id, doing.sender, deps);
  return reply;
}

/** The case with the message that now shows it, and the typed message that was heard. */
function noted(record: CaseRecord, { onMessage, heard }: Doing): CaseRecord {
  const draft =
    onMessage && !record.said.draft.includes(onMessage) ? [...record.said.draft, onMessage] : record.said.draft;
  return {
    ...record,
    said: { ...record.said, draft },
    heard: heard ? [...record.heard, heard].slice(-20) : record.heard,
  };
}

function obey(
  record: CaseRecord,
  draft: Draft,
  command: DraftCommand,
  doing: Doing,
  deps: BotDeps,
): { record?: CaseRecord; result: Reply } {
  const around = deps.around();
  const keep = doing.onMessage === undefined;
  const moved = (next: Draft) => {
    const saved = stored(record, next, around);
    return { record: saved, result: show(saved, deps, { keep }) };
  };
  switch (command.kind) {
    case 'show':
      return { record, result: show(record, deps, { keep }) };
    case 'back':
      return moved(goBack(draft, deps.pack));
    case 'change':
      return moved(toChange(draft, command.section, deps.pack));
    case 'check-answers':
      if (!command.given) return moved(toCheckAnswers(draft, deps.pack));
      return answered(record, answer(draft, command.given, around), doing, deps, command.given);
    case 'answer':
      if (draft.progress.mode === 'adding' && stepNow(draft, deps.pack).kind === 'summary')
        return added(record, doing, deps);
      return answered(record, answer(draft, command.given, around), doing, deps, command.given);
    case 'submit':
      return sent(record, draft, doing, deps);
    case 'type': {
      const outcome = typedAnswer(draft, command.text, around);
      if (outcome.kind === 'submit') return sent(record, draft, doing, deps);
      if (outcome.kind === 'unclear') return { record, result: typedReply(record, deps, {}, true) };
      if (draft.progress.mode === 'adding' && stepNow(draft, deps.pack).kind === 'summary')
        return added(record, doing, deps);
      return answered(record, outcome, doing, deps);
    }
  }
}

/** Stores an answer; a telephone call that was told becomes an event, because clocks run from it. */
function answered(
  record: CaseRecord,
  outcome: Answered,
  doing: Doing,
  deps: BotDeps,
  given?: GivenAnswer,
): { record: CaseRecord; result: Reply } {
  const around = deps.around();
  let saved = stored(record, outcome.draft, around);
  const calledAt = outcome.draft.answers.readings['phoned-when']?.at;
  if (calledAt && record.status === 'draft') {
    const call = recordPhoneCall(referralOf(saved.events), calledAt, { by: staff(doing.sender), now: around.now });
    if (call.kind === 'happened') saved = advance(saved, { events: call.events }, around);
  }
  const said = (field: string) => outcome.draft.answers.values[field]?.trim().toLowerCase();
  const news = outcome.read.filter(({ field, words }) => words.toLowerCase() !== said(field));
  const notes = news.map(({ field, words }) => `${fieldOf(deps.pack, field).short}: I read that as ${words}.`);
  const typed = { ...given?.fields, ...(given?.ticks ? { note: given.ticks.note } : {}) };
  const shown = { problems: outcome.problems, notes, typed };
  if (doing.heard) return { record: saved, result: typedReply(saved, deps, shown) };
  return { record: saved, result: show(saved, deps, { ...shown, keep: doing.onMessage === undefined }) };
}

/** To typed words the bot answers with the next question as text, and the same as a card. */
function typedReply(record: CaseRecord, deps: BotDeps, shown: Partial<Shown>, unclear = false): Reply {
  const draft = draftOf(record);
  if (!draft) return [];
  const keeps = { caseId: record.id, as: 'draft' as const };
  const whole = { caseId: record.id, draft, pack: deps.pack, ...shown };
  return [
    { text: textForm(whole, unclear), keeps },
    { card: questionCard(whole), keeps },
  ];
}

function stored(record: CaseRecord, draft: Draft, around: ReturnType<BotDeps['around']>): CaseRecord {
  const progress = { ...draft.progress, revision: (record.progress?.revision ?? 0) + 1 };
  return timed({ ...withDraft(record, { ...draft, progress }), answeredAt: around.now, changedAt: around.now }, around);
}

function sent(record: CaseRecord, draft: Draft, doing: Doing, deps: BotDeps): { record?: CaseRecord; result: Reply } {
  const around = deps.around();
  const by = staff(doing.sender);
  const outcome = submit(
    referralOf(record.events),
    {
      author: record.author,
      answers: draft.answers,
      known: whoIsKnown(draft, deps.pack),
      checkDone: checkIsDone(draft.answers),
      clocks: deps.pack.clocks,
    },
    { by, now: around.now },
  );
  if (outcome.kind === 'refused') {
    const saved = stored(record, toCheckAnswers(draft, deps.pack), around);
    return {
      record: saved,
      result: show(saved, deps, { keep: doing.onMessage === undefined, notes: ['One thing first.'] }),
    };
  }
  return finished(record, outcome, doing, deps);
}

function added(record: CaseRecord, doing: Doing, deps: BotDeps): { record?: CaseRecord; result: Reply } {
  return finished(
    record,
    addCheck(referralOf(record.events), { by: staff(doing.sender), now: deps.around().now }),
    doing,
    deps,
  );
}

/** Nothing is being filled in any more: the receipt is shown, and where it stands is remembered. */
function finished(
  record: CaseRecord,
  outcome: Outcome,
  doing: Doing,
  deps: BotDeps,
): { record?: CaseRecord; result: Reply } {
  if (outcome.kind !== 'happened') return { result: whereItStands(record, deps) };
  const { progress: _, ...done } = record;
  const receipt = done.said.receipt ?? doing.onMessage;
  const held = { ...done, said: { ...done.said, ...(receipt ? { receipt } : {}) } };
  const name = record.facts.answers.values.name ?? doing.sender.name;
  const by: Person = { ...staff(doing.sender), name };
  const next = advance(held, { events: outcome.events, texts: outcome.texts, by }, deps.around());
  for (const event of outcome.events) deps.log.info({ event: `case.${event.type}`, ref: record.id });
  const keeps = receipt ? {} : { keeps: { caseId: record.id, as: 'receipt' as const } };
  return { record: next, result: whereItStands(next, deps).map((message) => ({ ...message, ...keeps })) };
}

/** The receipt of a case that is sent. */
export function whereItStands(record: CaseRecord, deps: BotDeps): Reply {
  const referral = referralOf(record.events);
  if (referral.status === 'not-started' || referral.status === 'draft') return show(record, deps);
  return [{ card: receiptCard(record, referral, deps.pack) }];
}

/** What the worker told about themselves is kept for the next check; the case they are in is where typed words go. */
async function remember(id: CaseId, sender: Sender, deps: BotDeps): Promise<void> {
  const record = await deps.cases.load(id);
  if (!record || record.author !== sender.id) return;
  const { values } = record.facts.answers;
  const fields = formOf(deps.pack, 'about-you')?.fields ?? [];
  const complete = record.progress?.done.includes('about-you') || record.status !== 'draft';
  const aboutYou = Object.fromEntries(fields.flatMap((field) => (values[field] ? [[field, values[field]]] : [])));
  await deps.people.change(sender.id, (before) => {
    const { openDraft, ...rest } = before;
    const stillOpen = record.progress ? { openDraft: id } : openDraft === id || !openDraft ? {} : { openDraft };
    return { ...rest, ...stillOpen, aboutYou: complete ? aboutYou : before.aboutYou };
  });
}

const staff = (sender: Sender): Person => ({ id: sender.id, name: sender.name, roles: new Set() });

export function notYours(deps: BotDeps): Reply {
  return [
    {
      card: helpCard(deps.pack, {
        heading: 'I cannot open that',
        lines: ['Only the person who wrote it can open it here.'],
      }),
    },
  ];
}
