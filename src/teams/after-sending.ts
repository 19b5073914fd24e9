import type { Doing } from '../actions/context.ts';
import { type Reply, say } from '../actions/reply.ts';
import { referralOf, submittedIn } from '../case/state.ts';
import { questionFromMashCard } from '../features/question/cards.ts';
import { waiting } from '../features/question/state.ts';
import { nothingKept } from '../features/welcome/cards.ts';
import { onDraft } from '../features/wizard/drafting.ts';
import type { CaseId } from '../reference.ts';
import type { BotDeps } from './deps.ts';
import { notYours, whereItStands } from './showing.ts';

/** Opens one of the author's own cases: a draft goes on where it was, a sent one shows its receipt. */
export async function openCase(id: CaseId, doing: Doing, deps: BotDeps): Promise<Reply> {
  const record = await deps.cases.load(id);
  if (!record || record.author !== doing.sender.id) return notYours(deps);
  await deps.people.change(doing.sender.id, (person) => ({ ...person, about: id }));
  return record.status === 'draft' ? onDraft(id, { kind: 'show' }, doing, deps) : whereItStands(record, deps);
}

/** Typed with no check open: nothing is kept of it, and it is said where it belongs. The question of the MASH that waits is shown again. */
export async function notKept({ sender }: Doing, deps: BotDeps): Promise<Reply> {
  const own = await deps.cases.of(sender.id, 20);
  const open = waiting(own);
  if (open) {
    const text = `I did not send that. The MASH waits for your answer: write it in the box below, or type “answer:” and your words.\n\n${deps.pack.emergency}`;
    return [{ text }, { card: questionFromMashCard(open.record, open.question, deps.pack) }];
  }
  const hasSent = own.some(({ events }) => submittedIn(referralOf(events)));
  return say(nothingKept(deps.pack, hasSent));
}
