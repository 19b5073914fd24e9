import { once } from '../base/once.ts';
import { type DangerReader, dangerReader, readDanger } from './danger.ts';
import { guessesFor, type ModelName, models } from './models.ts';
import { keyOfPhrase, type Phrase, shippedPhrases } from './phrases.ts';
import type { Regression } from './regression.ts';
import { wordsOf } from './words.ts';

/** What reads typed words: the phrases, and the models that were made of them. */
export interface Ears extends DangerReader {
  intents: Regression;
  exact: ReadonlyMap<string, string>; // by the key of a phrase: the question or command that it is
}

/**
 * What typed words may be. Danger is judged first, whatever else they are. `act`: show what they ask for; nothing is ever
 * written, sent or deleted by it. `ask`: “Did you mean …?” with these, at most three. No intent: they tell a story.
 */
interface Heard {
  danger: 'first' | 'line' | undefined;
  intents: { means: string; p: number }[];
  does: 'act' | 'ask' | undefined;
}

/** Phrases of one council, from its pack. They only add, and count where the words are the same after spelling. */
type OwnPhrase = Phrase & { id: string };

const isIntent = (means: string) => /^[qc] /.test(means);
const isCommand = (means: string) => means.startsWith('c ');

const [actFrom, askFrom, storyFrom] = [0.6, 0.2, 0.5];
const [mostOfCommand, mostAsked, longWords] = [9, 3, 14]; // words; intents; words
const sureOfLong = 0.8;

/** The ears of some phrases. @param model trained of the same phrases */
export const earsOf = (phrases: Phrase[], model: (name: ModelName) => Regression): Ears => ({
  ...dangerReader(phrases, model('danger')),
  intents: model('intents'),
  exact: exactIn(phrases),
});

const exactIn = (phrases: Phrase[]) =>
  new Map(phrases.flatMap(({ means, words }) => (isIntent(means) ? [[keyOfPhrase(words), means]] : [])));

const shippedEars = once(() => earsOf(shippedPhrases(), (name) => models[name]()));

/** Hears what typed words may be. @param own phrases of the council */
export function hear(text: string, own: readonly OwnPhrase[] = [], ears: Ears = shippedEars()): Heard {
  const ownMeans = own.filter(({ words }) => keyOfPhrase(words) === keyOfPhrase(text)).map(({ means }) => means);
  const danger = ownMeans.includes('danger') ? 'first' : readDanger(text, ears).band;
  const exact = [...new Set([...ownMeans, ears.exact.get(keyOfPhrase(text)) ?? ''].filter(isIntent))];
  if (exact.length > 0) return { danger, intents: exact.map((means) => ({ means, p: 1 })), does: 'act' };
  const words = wordsOf(text);
  const isLong = words.length > longWords;
  const [top, ...rest] = guessesFor(ears.intents, words).map(({ label, p }) => ({ means: label, p }));
  const mayShow = ({ means }: { means: string }) =>
    isIntent(means) && !(isCommand(means) && words.length > mostOfCommand);
  if (!top || isLong || (top.means === 'story' && top.p > storyFrom)) {
    const isSure = top && mayShow(top) && top.p >= sureOfLong;
    return { danger, intents: isSure ? [top] : [], does: isSure ? 'act' : undefined };
  }
  if (mayShow(top) && top.p >= actFrom) return { danger, intents: [top], does: 'act' };
  const asked = [top, ...rest].filter((guess) => mayShow(guess) && guess.p >= askFrom).slice(0, mostAsked);
  return { danger, intents: asked, does: asked.length > 0 ? 'ask' : undefined };
}
