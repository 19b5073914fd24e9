import { once, oncePerWords } from '../base/once-per.ts';
import { isQuestion } from './asking.ts';
import { guessesFor, models } from './models.ts';
import { keyOfPhrase, keyOfWords, shippedPhrases } from './phrases.ts';
import { distinct, windowsOf, wordsOf } from './words.ts';

/** Where a child is, as a sentence tells it, or that it tells it of somebody else: the headings of `whereabouts.txt`. */
export type Whereabouts = 'left' | 'going' | 'back' | 'here' | 'other-left' | 'other-comes' | 'none';

/** What a sentence tells of a child: the headings of `tells.txt`. */
export type Tells = (typeof tellings)[number];
const tellings = [
  ...(['threat', 'missing', 'harm', 'knows', 'hidden', 'agrees', 'refuses', 'not-asked', 'safe', 'help'] as const),
  ...(['trace', 'reach', 'mistake', 'worker', 'plain', 'idle'] as const),
];

/** From here the examples are sure. Below it they say nothing, and what else reads the words decides. */
const sureFrom = { whereabouts: 0.55, tells: 0.5 };
const longest = 1000; // characters of a sentence: a longer one was made to be slow, and is read for danger
const threatFrom = 0.65; // the examples of danger find most threats
/** Which of two that are alike it is may be unclear. */
const alike: readonly (readonly string[])[] = [
  ['left', 'going'],
  ['back', 'here'],
  ['other-left', 'other-comes'],
];

/** What the examples are sure of, and how likely it is; empty if they are not sure. */
type Read<Means> = { is?: Means; p?: number };
/** Reads a sentence by the examples of one file. @param none what tells nothing @param fewest words, unless a phrase has the same */
function sentenceReader<Means extends string>(name: 'whereabouts' | 'tells', none: Means[], fewest = 1) {
  const known = once(
    () =>
      new Map(
        shippedPhrases([`${name}.txt`]).map(({ means, words }) => [
          keyOfPhrase(words),
          means.slice(name.length + 1) as Means,
        ]),
      ),
  );
  return oncePerWords((sentence): Read<Means> => {
    if (sentence.length > longest || isQuestion(sentence)) return {};
    const words = wordsOf(sentence);
    const isKnown = known().get(keyOfWords(words));
    if (isKnown) return { is: isKnown, p: 1 };
    if (words.length < fewest) return {};
    const sure = distinct(windowsOf(words)).flatMap((each) => {
      const guesses = guessesFor(models[name](), each);
      const is = (guesses[0]?.label ?? '') as Means;
      const like = alike.find((some) => some.includes(is)) ?? [is];
      const p = guesses.reduce((sum, guess) => sum + (like.includes(guess.label) ? guess.p : 0), 0);
      return p >= (is === 'threat' ? threatFrom : sureFrom[name]) ? [{ is, p }] : [];
    });
    const tell = sure.filter(({ is }) => !none.includes(is)).sort((one, other) => other.p - one.p);
    return tell[0] ?? sure[0] ?? {};
  });
}

/**
 * Where the child is by one sentence, if the examples are sure. Of a long one, each stretch is read, and what tells something
 * counts. A question tells nothing.
 */
const readWhere = sentenceReader<Whereabouts>('whereabouts', ['none']);
export const whereaboutsIn = (sentence: string): Whereabouts | undefined => readWhere(sentence).is;
const readTold = sentenceReader<Tells>('tells', ['plain', 'idle'], 3);
const PARTS =
  /[,.;!\n]|\b(?:but|and|so|cos|because)\b|(?<!\b(?:says?|said|thinks?|thought|that|if|when|because|like|what|where|who|told|knows?) )\b(?=(?:s?hes|theyre|ive|im|weve) )/;
const wholeFrom = 0.9; // then the parts of a sentence tell no other thing
const plainFrom = 0.75; // then no pattern says that it tells something
const isSomething = (is?: Tells) => is !== undefined && is !== 'plain' && is !== 'idle';
/** What a whole sentence surely tells. */
export const surelyTold = (sentence: string): Tells | undefined => {
  const { is, p = 0 } = readTold(sentence);
  return p >= wholeFrom ? is : undefined;
};
/**
 * What a sentence tells of the child, in the same way: it and each of its parts, where the examples are sure. “plain” counts only if
 * nothing else is told.
 */
export const tellingsIn = oncePerWords((sentence): readonly Tells[] => {
  const whole = readTold(sentence);
  if (isSomething(whole.is) && (whole.p ?? 0) >= wholeFrom) return whole.is ? [whole.is] : [];
  const parts = new Set(sentence.split(PARTS).map((each) => each.trim()));
  const all = [whole, ...[...parts].filter((each) => each.includes(' ')).map(readTold)].flatMap(({ is }) => is ?? []);
  const told = all.filter(isSomething);
  return told.length > 0 || (whole.p ?? 0) < plainFrom ? [...new Set(told)] : all.slice(0, 1);
});
