import type { Context, Reply } from '../actions/context.ts';
import { replyToResentMessage } from '../actions/heard.ts';
import { answerTyped, normalisedWords, type Typed } from '../actions/typed.ts';
import { dangerIn } from '../check/danger-words.ts';
import { features } from '../features/list.ts';
import { withNumbers } from './danger.ts';

const typed: readonly Typed[] = [
  ...features.flatMap(({ typed = [] }) => typed),
  { band: 'question', words: () => true, does: (_, context) => replyToResentMessage(context) },
];

/** Answers what a person typed in their own chat: a command, or the answer to a question of an open check. */
export async function replyToWords(text: string, context: Context): Promise<Reply> {
  const words = { text, said: normalisedWords(text), person: await context.people.load(context.by.id) };
  const reply = (await answerTyped(typed, words, context)) ?? [];
  const hasNumbers = reply.some(({ isOfDanger }) => isOfDanger);
  return dangerIn(text) && !hasNumbers ? withNumbers(reply, context.pack, 'typed') : reply;
}
