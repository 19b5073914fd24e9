import type { Doing } from '../actions/context.ts';
import { heardIn } from '../actions/heard.ts';
import { type Reply, say } from '../actions/reply.ts';
import { referralOf, submittedIn } from '../case/state.ts';
import { waiting } from '../features/question/answering.ts';
import { questionFromMashCard } from '../features/question/cards.ts';
import { nothingKept } from '../features/welcome/cards.ts';
import type { BotDeps } from './deps.ts';
import { whereItStands } from './showing.ts';

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
