import { type Reply, say } from '../actions/reply.ts';
import { advance } from '../case/advance.ts';
import { answerQuestion, textLimit } from '../case/commands.ts';
import type { CaseRecord } from '../case/record.ts';
import { referralOf, submittedIn } from '../case/state.ts';
import { isUnsure } from '../check/unsure.ts';
import { helpCard, nothingKept } from '../features/welcome/cards.ts';
import { onDraft } from '../features/wizard/drafting.ts';
import type { CaseId } from '../reference.ts';
import { questionFromMashCard } from '../views/notices.ts';
import type { BotDeps } from './deps.ts';
import type { Sender, Tap } from './incoming.ts';
import { type Doing, isErasedOwn, notYours, whereItStands } from './showing.ts';

/** Opens one of the author's own cases: a draft goes on where it was, a sent one shows its receipt. */
export async function openCase(id: CaseId, doing: Doing, deps: BotDeps): Promise<Reply> {
  const record = await deps.cases.load(id);
  if (!record || record.author !== doing.sender.id) return notYours(deps);
  await deps.people.change(doing.sender.id, (person) => ({ ...person, about: id }));
  return record.status === 'draft' ? onDraft(id, { kind: 'show' }, doing, deps) : whereItStands(record, deps);
}

/** The indicator check for a referral that was sent without it; what is found goes to the MASH as an addition. */
export async function startAdding(id: CaseId, doing: Doing, deps: BotDeps): Promise<Reply> {
  const opened = await deps.cases.change(id, (record) => {
    if (record.author !== doing.sender.id || !submittedIn(referralOf(record.events))) return { result: false };
    if (record.progress || isErasedOwn(record, doing.sender)) return { result: true };
    const progress = {
      mode: 'adding' as const,
      at: 'situation',
      hurry: false,
      done: [],
      cursor: 0,
      revision: record.revision,
    };
    return { record: { ...record, progress }, result: true };
  });
  return opened ? onDraft(id, { kind: 'show' }, doing, deps) : notYours(deps);
}

/** The answer to a question of the MASH, from its card. */
export async function answerFromChat(id: CaseId, tap: Tap, sender: Sender, deps: BotDeps): Promise<Reply> {
  const notKnown = tap.answer === 'not-known';
  const text = notKnown ? '' : (tap.inputs.answer ?? '').toWellFormed();
  const reply = await deps.cases.change<Reply>(id, (record) => {
    if (record.author !== sender.id) return { result: notYours(deps) };
    if (isErasedOwn(record, sender)) return { result: whereItStands(record, deps) };
    if (!notKnown && text.trim() === '') {
      return { result: asked(record, tap.question, deps, 'Type an answer, or press “Not known”.') };
    }
    return answered(record, tap.question ?? 0, text, sender, deps);
  });
  return reply ?? notYours(deps);
}

/** "answer …" typed: the oldest open question of the MASH to this person. Undefined when none is open. */
export async function answerTyped(text: string, { sender, heard }: Doing, deps: BotDeps): Promise<Reply | undefined> {
  const own = await deps.cases.of(sender.id, 20);
  const before = heardIn(own, heard);
  if (before) return whereItStands(before, deps); // sent twice by Teams: it must not answer the next question too
  const open = waiting(own, sender);
  if (!open) return undefined;
  const known = isUnsure(text) ? '' : text.toWellFormed();
  return deps.cases.change<Reply>(open.record.id, (now) => {
    const marked = { ...now, heard: heard ? [...now.heard, heard].slice(-20) : now.heard };
    return answered(marked, open.question.number, known, sender, deps);
  });
}

/** The question of the MASH that waits for an answer of this person. */
function waiting(own: CaseRecord[], sender: Sender) {
  for (const record of own) {
    const referral = referralOf(record.events);
    const question = 'questions' in referral ? referral.questions.find((each) => !each.answered) : undefined;
    if (question && !isErasedOwn(record, sender)) return { record, question };
  }
  return undefined;
}

/** Typed with no check open: nothing is kept of it, and it is said where it belongs. The question of the MASH that waits is shown again. */
export async function notKept({ sender }: Doing, deps: BotDeps): Promise<Reply> {
  const own = await deps.cases.of(sender.id, 20);
  const open = waiting(own, sender);
  if (open) {
    const text = `I did not send that. The MASH waits for your answer: write it in the box below, or type “answer:” and your words.\n\n${deps.pack.emergency}`;
    return [{ text }, { card: questionFromMashCard(open.record, open.question, deps.pack) }];
  }
  const hasSent = own.some(({ events }) => submittedIn(referralOf(events)));
  return say(nothingKept(deps.pack, hasSent));
}

/** A typed message that was taken before, and whose check is sent meanwhile: where that stands. */
export async function heardBefore({ sender, heard }: Doing, deps: BotDeps): Promise<Reply | undefined> {
  const record = heardIn(await deps.cases.of(sender.id, 20), heard);
  return record && whereItStands(record, deps);
}

/** Remembers a typed message that was taken for a case of its author. */
export async function noteHeard(id: CaseId, { sender, heard }: Doing, deps: BotDeps): Promise<void> {
  if (!heard) return;
  await deps.cases.change(id, (record) =>
    record.author === sender.id && !record.heard.includes(heard)
      ? { record: { ...record, heard: [...record.heard, heard].slice(-20) }, result: undefined }
      : { result: undefined },
  );
}

const heardIn = (records: CaseRecord[], heard: string | undefined): CaseRecord | undefined =>
  records.find((record) => heard !== undefined && record.heard.includes(heard));

function answered(
  record: CaseRecord,
  number: number,
  text: string,
  sender: Sender,
  deps: BotDeps,
): { record?: CaseRecord; result: Reply } {
  const around = deps.around();
  const by = { id: sender.id, name: record.facts.names[sender.id] ?? sender.name, roles: new Set<never>() };
  const outcome = answerQuestion(referralOf(record.events), number, text, { by, now: around.now });
  if (outcome.kind === 'refused') {
    deps.metrics.refused(outcome.why.kind);
    if (outcome.why.kind !== 'text-too-long') return { result: notYours(deps) };
    const limit = textLimit.toLocaleString('en-GB');
    return {
      result: asked(record, number, deps, `At most ${limit} characters. Please shorten it. Nothing was cut.`, text),
    };
  }
  if (outcome.kind === 'nothing-to-do') return { result: asked(record, number, deps) };
  const next = advance(record, { events: outcome.events, texts: outcome.texts, by }, around);
  deps.log.info({ event: 'case.QuestionAnswered', ref: record.id });
  return { record: next, result: asked(next, number, deps) };
}

function asked(record: CaseRecord, number: number | undefined, deps: BotDeps, problem = '', typed = ''): Reply {
  const referral = referralOf(record.events);
  const question = 'questions' in referral ? referral.questions.find((each) => each.number === number) : undefined;
  if (!question)
    return say(
      helpCard(deps.pack, { heading: 'I cannot find that question', lines: ['Please ring the MASH instead.'] }),
    );
  const card = questionFromMashCard(record, question, deps.pack, problem, typed);
  return [{ card, storeInChat: question.answered !== undefined }];
}
