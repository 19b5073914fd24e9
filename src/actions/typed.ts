import { withoutEnd } from '../base/ends.ts';
import type { PersonRecord } from '../store/people.ts';
import type { Context, Reply } from './context.ts';

/** What somebody typed. `said`: the same in lower case, without the stop at its end. `person`: who typed, as they are known. */
export interface Words {
  text: string;
  said: string;
  person: PersonRecord;
}

/**
 * When words are heard, in this order: always · before the question of an open check, when they can be no answer to it · last, when
 * nothing else fits.
 */
const bands = ['always', 'before the question', 'last'] as const;

/** Words that do something. Within a band the order of the features decides. */
export interface Typed {
  band: (typeof bands)[number];
  words: readonly string[] | RegExp | ((words: Words) => boolean);
  /** @returns undefined when it was something else after all */
  does(words: Words, context: Context, match: RegExpExecArray | undefined): Promise<Reply | undefined>;
}

/** @returns what the first entry that fits makes of the words; undefined when none does */
export async function answerTyped(list: readonly Typed[], words: Words, context: Context): Promise<Reply | undefined> {
  for (const band of bands) {
    for (const entry of list.filter((each) => each.band === band)) {
      const match = fits(entry, words);
      const reply = match && (await entry.does(words, context, match === true ? undefined : match));
      if (reply) return reply;
    }
  }
  return undefined;
}

function fits({ words: wanted }: Typed, words: Words): RegExpExecArray | boolean {
  if (wanted instanceof RegExp) return wanted.exec(words.text.trim()) ?? false;
  return typeof wanted === 'function' ? wanted(words) : wanted.includes(words.said);
}

export const saidIn = (text: string): string => withoutEnd(text.trim().toLowerCase(), '.!?');
