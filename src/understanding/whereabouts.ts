import { once, oncePerWords } from '../base/once-per.ts';
import { isQuestion } from './asking.ts';
import { guessesFor, models } from './models.ts';
import { keyOfPhrase, keyOfWords, shippedPhrases } from './phrases.ts';
import { windowsOf, wordsOf } from './words.ts';

/** Where a child is, as a sentence tells it, or that it tells it of somebody else: the headings of `whereabouts.txt`. */
export type Whereabouts = 'left' | 'going' | 'back' | 'here' | 'other-left' | 'other-comes' | 'none';

/** From here the examples are sure. Below it they say nothing, and what else reads the words decides. */
const sureFrom = 0.55;
/** Which of two that are alike it is may be unclear. */
const alike: readonly (readonly string[])[] = [
  ['left', 'going'],
  ['back', 'here'],
  ['other-left', 'other-comes'],
  ['none'],
];

const known = once(
  () =>
    new Map(
      shippedPhrases(['whereabouts.txt']).map(({ means, words }) => [
        keyOfPhrase(words),
        means.replace('whereabouts ', '') as Whereabouts,
      ]),
    ),
);

/**
 * Where the child is by one sentence, if the examples are sure. Of a long one, each stretch is read, and what tells something
 * counts. A question tells nothing.
 */
export const whereaboutsIn = oncePerWords((sentence): Whereabouts | undefined => {
  if (isQuestion(sentence)) return undefined;
  const words = wordsOf(sentence);
  const isKnown = known().get(keyOfWords(words));
  if (isKnown) return isKnown;
  const sure = windowsOf(words).flatMap((each) => {
    const guesses = guessesFor(models.whereabouts(), each);
    const is = guesses[0]?.label as Whereabouts;
    const like = alike.find((some) => some.includes(is)) ?? [];
    const p = guesses.reduce((sum, guess) => sum + (like.includes(guess.label) ? guess.p : 0), 0);
    return p >= sureFrom ? [{ is, p }] : [];
  });
  const tell = sure.filter(({ is }) => is !== 'none').sort((one, other) => other.p - one.p);
  return (tell[0] ?? sure[0])?.is;
});
