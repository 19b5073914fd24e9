import { type Context, type Reply, replyCard } from '../actions/context.ts';
import { heardBefore } from '../actions/heard.ts';
import { answerTyped, saidIn } from '../actions/typed.ts';
import { referralOf, submittedIn } from '../case/state.ts';
import { dangerIn } from '../check/danger-words.ts';
import { features } from '../features/list.ts';
import { questionFromMashCard } from '../features/question/cards.ts';
import { oldestOpenQuestion } from '../features/question/state.ts';
import { nothingKeptCard } from '../features/welcome/cards.ts';
import { dangerReply, isDangerReply } from '../features/wizard/danger.ts';
import { typedIntoDraft } from '../features/wizard/typed.ts';
import { withNumbers } from './danger.ts';

const typed = features.flatMap(({ typed = [] }) => typed);

/** What somebody typed in their own chat: words that do something, or the answer to the question of an open check. */
export async function onWords(text: string, context: Context): Promise<Reply> {
  const words = { text, said: saidIn(text), person: await context.people.load(context.by.id) };
  const danger = dangerIn(text);
  if (danger?.alone && !words.person.openDraft) return dangerReply(context.pack);
  const reply =
    (await answerTyped(typed, words, context)) ??
    (await typedIntoDraft(words, context)) ??
    (await heardBefore(context)) ??
    (await notKept(context));
  return danger && !isDangerReply(reply) ? withNumbers(reply, context.pack, 'typed') : reply;
}

/** Nothing of it is kept. The answer says where such words belong. A question of the MASH that still waits is shown again. */
async function notKept({ cases, by, pack }: Context): Promise<Reply> {
  const own = await cases.of(by.id, 20);
  const open = oldestOpenQuestion(own);
  if (open) {
    const text = `I did not send that. The MASH waits for your answer: write it in the box below, or type “answer:” and your words.\n\n${pack.emergency}`;
    return [{ text }, { card: questionFromMashCard(open.record, open.question, pack) }];
  }
  const hasSent = own.some(({ events }) => submittedIn(referralOf(events)));
  return replyCard(nothingKeptCard(pack, hasSent));
}
