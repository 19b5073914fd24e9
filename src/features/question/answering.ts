import type { Doing } from '../../actions/context.ts';
import { heardIn } from '../../actions/heard.ts';
import type { Sender } from '../../actions/place.ts';
import { type Reply, say } from '../../actions/reply.ts';
import { helpCard } from '../../cards/help.ts';
import { advance } from '../../case/advance.ts';
import { answerQuestion } from '../../case/commands.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf } from '../../case/state.ts';
import { textLimit } from '../../case/text-limit.ts';
import { isUnsure } from '../../check/unsure.ts';
import type { CaseId } from '../../reference.ts';
import type { BotDeps } from '../../teams/deps.ts';
import type { Tap } from '../../teams/incoming.ts';
import { isErasedOwn, notYours, whereItStands } from '../../teams/showing.ts';
import { questionFromMashCard } from './cards.ts';

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
export function waiting(own: CaseRecord[], sender: Sender) {
  for (const record of own) {
    const referral = referralOf(record.events);
    const question = 'questions' in referral ? referral.questions.find((each) => !each.answered) : undefined;
    if (question && !isErasedOwn(record, sender)) return { record, question };
  }
  return undefined;
}

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
