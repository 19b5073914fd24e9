import { withoutEnd } from '../base/ends.ts';
import type { PersonRecord } from '../store/people.ts';
import type { NotThere } from './action.ts';
import type { Context, Reply } from './context.ts';

/**
 * What somebody typed. `said`: the text in lower case, without punctuation at its end. `person`: the stored record of
 * the person who typed.
 */
export interface Words {
  text: string;
  said: string;
  person: PersonRecord;
}

/**
 * The order in which typed words are tried. `before the question`: commands that could also answer the open question of
 * the draft. `last`: commands that are tried after the others. `question`: words that no command took answer that
 * question, if there is one. `news`: they are news of a referral that was sent. `otherwise`: nobody took the words.
 */
const bands = ['danger', 'always', 'before the question', 'last', 'question', 'news', 'otherwise'] as const;

/** What words may be as well: the answer to a question of the MASH, or anything that they would be without the command. */
const besides = {
  'an answer': ['question', 'news'],
  anything: ['question', 'news', 'otherwise'],
} as const satisfies Record<string, readonly (typeof bands)[number][]>;

/** A typed command. Within a band, features are tried in their order. */
export interface Typed {
  band: (typeof bands)[number];
  words: readonly string[] | RegExp | ((words: Words) => boolean);
  /** No exact command: whatever else the words do, they are news as well. */
  isNews?: true | ((words: Words, context: Context) => boolean | keyof typeof besides);
  /** @returns undefined if the words turn out to mean something else; `notThere` if they name no case of this person */
  does(words: Words, context: Context, match: RegExpExecArray | undefined): Promise<Reply | NotThere | undefined>;
}

/** Makes words that only some people can use. From anybody else the same words may answer a question. */
export const wordsFor =
  (may: (context: Context) => boolean) =>
  (words: Typed['words'], does: Typed['does']): Typed => ({
    band: 'always',
    words,
    does: async (said, context, match) => (may(context) ? does(said, context, match) : undefined),
  });

/** @returns the reply of the first entry that matches; undefined when none does */
export async function answerTyped(
  list: readonly Typed[],
  words: Words,
  context: Context,
  among: readonly Typed['band'][] = bands,
): Promise<Reply | undefined> {
  for (const band of among) {
    for (const entry of list.filter((each) => each.band === band)) {
      const match = fits(entry, words);
      const reply = match && (await entry.does(words, context, match === true ? undefined : match));
      if (!reply) continue;
      const isNews = typeof entry.isNews === 'function' ? entry.isNews(words, context) : entry.isNews;
      const news = isNews ? await answerTyped(list, words, context, isNews === true ? ['news'] : besides[isNews]) : [];
      return 'notThere' in reply ? context.shows.notYours() : [...reply, ...(news ?? [])];
    }
  }
  return undefined;
}

function fits({ words: pattern }: Typed, words: Words): RegExpExecArray | boolean {
  if (pattern instanceof RegExp) return pattern.exec(words.text.trim()) ?? false;
  return typeof pattern === 'function' ? pattern(words) : pattern.includes(words.said);
}

/** Whether the words only thank or take leave. Such words are no news. */
export function isSmallTalk({ said }: Pick<Words, 'said'>): boolean {
  const words = said
    .replace(/good night/g, 'goodnight')
    .replace(/never mind/g, 'nvm')
    .split(/[\s,.!]+/);
  return (
    words.some((word) => smallTalk.includes(word)) && words.every((word) => [...smallTalk, ...around].includes(word))
  );
}
const smallTalk = 'thanks thank thx ty ta cheers ok okay k bye goodbye goodnight nvm 👍 🙏'.split(' ');
const around = ['and', 'you', 'many', 'a', 'lot', 'so', 'very', 'much', 'all', ''];

export const normalisedWords = (text: string): string => withoutEnd(text.trim().toLowerCase(), '.!?');
