import { type Context, type Reply, replyCard } from '../actions/context.ts';
import { replyToResentMessage } from '../actions/heard.ts';
import { answerTyped, normalisedWords } from '../actions/typed.ts';
import { referralOf, submittedIn } from '../case/state.ts';
import { dangerIn } from '../check/danger-words.ts';
import { features } from '../features/list.ts';
import { questionFromMashCard } from '../features/question/cards.ts';
import { firstOpenQuestion } from '../features/question/state.ts';
import { nothingKeptCard } from '../features/welcome/cards.ts';
import { dangerReply, isDangerReply } from '../features/wizard/danger.ts';
import { typedIntoDraft } from '../features/wizard/typed.ts';
import { withNumbers } from './danger.ts';

const typed = features.flatMap(({ typed = [] }) => typed);

/** Answers what a person typed in their own chat: a command, or the answer to a question of an open check. */
export async function replyToWords(text: string, context: Context): Promise<Reply> {
  const words = { text, said: normalisedWords(text), person: await context.people.load(context.by.id) };
  const danger = dangerIn(text);
  if (danger?.alone && !words.person.openDraft) return dangerReply(context.pack);
  const reply =
    (await answerTyped(typed, words, context)) ??
    (await typedIntoDraft(words, context)) ??
    (await replyToResentMessage(context)) ??
    (await notKept(context));
  return danger && !isDangerReply(reply) ? withNumbers(reply, context.pack, 'typed') : reply;
}

/**
 * Answers words that are not stored, and says where such words belong. Shows a question of the MASH again if it is
 * still open.
 */
async function notKept({ cases, by, pack }: Context): Promise<Reply> {
  const own = await cases.of(by.id, 20);
  const open = firstOpenQuestion(own);
  if (open) {
    const text = `I did not send that. The MASH waits for your answer: write it in the box below, or type “answer:” and your words.\n\n${pack.emergency}`;
    return [{ text }, { card: questionFromMashCard(open.record, open.question, pack) }];
  }
  const hasSent = own.some(({ events }) => submittedIn(referralOf(events)));
  return replyCard(nothingKeptCard(pack, hasSent));
}
