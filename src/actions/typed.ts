import { type CaseId, readCaseId } from '../base/reference.ts';
import { textAfter, withoutEnd } from '../base/texts.ts';
import type { PersonRecord } from '../store/people.ts';
import { isUsualWord } from '../understanding/phrases.ts';
import type { NotThere, Showing } from './action.ts';
import type { Context, PressPlace, Reply } from './context.ts';
import { recordReads } from './reading.ts';

/**
 * What somebody typed. `said`: the text in lower case, without punctuation at its end. `person`: the stored record of
 * the person who typed; in a channel, where nothing of their own chat counts, only their id.
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

/** Words that fit an entry. `match`: what its pattern found. `rest`: what stands after that. `id`: the case that is named. */
export interface SaidWords extends Words {
  match: readonly (string | undefined)[];
  rest: string;
  named: string | undefined; // the reference as it was typed: it may be none
  id: CaseId | undefined;
}

/** Whether words are news as well, or anything that they would be without the command. */
type IsNews = boolean | keyof typeof besides;

/** `showed`: the cases of others that the reply shows, and `how`, the word by which. `isNews`: as of an entry. */
export type TypedAnswer = Reply | NotThere | (Showing & { how: string }) | { reply: Reply; isNews: IsNews } | undefined;

/**
 * Typed words, and what they do, in a person's own chat or written to the bot in a channel, where everybody sees the
 * answer. Within a band, features are tried in their order.
 */
export interface Typed {
  words: readonly string[] | RegExp | ((words: Words) => boolean);
  where?: readonly PressPlace[]; // the own chat, if nothing is said
  /** From anybody else, the words are what they would be without this entry. */
  who?: (context: Context, said: SaidWords) => boolean | Promise<boolean>;
  band?: (typeof bands)[number]; // `always`, if nothing is said
  help?: readonly [words: string, what: string]; // how the help of a channel lists it
  /** No exact command: whatever else the words do, they are news as well. */
  isNews?: IsNews;
  /**
   * An answer that anybody may have; or what makes it. In a channel, that runs only for those who may press there.
   * @returns undefined if the words turn out to mean something else; `notThere` if they name no case of this person
   */
  does: Reply | ((said: SaidWords, context: Context) => TypedAnswer | Promise<TypedAnswer>);
}

/** @returns the reply of the first entry that matches; undefined when none does */
export async function answerTyped(
  list: readonly Typed[],
  words: Words,
  context: Context,
  among: readonly Typed['band'][] = bands,
): Promise<Reply | undefined> {
  for (const { entry, said } of fitting(list, words, context.where, among)) {
    const { who, does } = entry;
    if (who && !(await who(context, said))) continue;
    const answer = typeof does === 'function' ? await does(said, context) : does;
    if (!answer) continue;
    if ('notThere' in answer) return context.shows.notYours();
    if ('showed' in answer) await recordReads(answer.showed, answer.how, context.by, context);
    const reply = 'reply' in answer ? answer.reply : answer;
    const also = 'isNews' in answer ? answer.isNews : entry.isNews;
    const news = also ? await answerTyped(list, words, context, also === true ? ['news'] : besides[also]) : [];
    return [...reply, ...(news ?? [])];
  }
  return undefined;
}

/** The entries that these words fit in such a place, in the order in which they are tried. Those after the one that answers are not asked. */
export function* fitting(
  list: readonly Typed[],
  words: Words,
  place: PressPlace,
  among: readonly Typed['band'][] = bands,
) {
  for (const each of among)
    for (const entry of list) {
      const { band = 'always', where = ['chat'] } = entry;
      const said = band === each && where.includes(place) && saidIn(entry, words);
      if (said) yield { entry, said };
    }
}

function saidIn({ words: pattern }: Typed, words: Words): SaidWords | undefined {
  if (pattern instanceof RegExp) {
    const match = pattern.exec(words.text.trim());
    const named = match?.groups?.id;
    return match ? { ...words, match, rest: textAfter(match), named, id: readCaseId(named ?? '') } : undefined;
  }
  const isMeant = typeof pattern === 'function' ? pattern(words) : pattern.includes(words.said);
  return isMeant ? { ...words, match: [], rest: '', named: undefined, id: undefined } : undefined;
}

/** What everybody in a channel may read of the answer to a press: no card. */
export const inOneLine = ([answer = { text: '' }]: Reply, id: CaseId, done: string): Reply => [
  'text' in answer ? answer : { text: `${id}: ${answer.notice ?? done}` },
];

/** Whether the words only thank or take leave. Such words are no news. */
export function isSmallTalk({ said }: Pick<Words, 'said'>): boolean {
  const words = said
    .replace(/good night/g, 'goodnight')
    .replace(/never mind/g, 'nvm')
    .replace(
      /\bfor (?:that|this|everything|all (?:that|this|of it)|(?:(?:all )?(?:your|ur|the|ya) )?help(?:ing)?(?: (?:me|us|out))?)\b/g,
      '',
    )
    .split(/[\s,.!]+/);
  const others = words.filter((word) => ![...smallTalk, ...around].includes(word));
  const [name, more] = others; // “thanks mo”
  const isOfName =
    !name ||
    (!more &&
      words.length > 1 &&
      /^(?:th|ty|ta$|cheers)/.test(words[words.indexOf(name) - 1] ?? '') &&
      !isUsualWord(name));
  return words.some((word) => smallTalk.includes(word)) && isOfName;
}
const smallTalk =
  'thanks thank thankyou thanku thanx thx tysm ty ta cheers ok okay k bye goodbye goodnight nvm 👍 🙏'.split(' ');
const around =
  'and you u ya many a lot so very much all youre ur been great brilliant amazing lovely helpful x xx xxx again guys team are is the best star stars legend legends angel angels'
    .split(' ')
    .concat('');

export const normalisedWords = (text: string): string => withoutEnd(text.trim().toLowerCase(), '.!?');
