import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { classes, type ModelName, modelNames } from './models.ts';
import { examplesOfPeople } from './people.ts';
import { type Phrase, phraseFiles } from './phrases.ts';
import { type Example, featuresOf, learned, type Regression } from './regression.ts';
import { sentencesIn, windowsOf, wordsOf } from './words.ts';

/**
 * Of questions and commands there are so many that what is told would look rarer than it is: most are left out there. Which, their
 * words say, and not their place: so another phrase moves no reading but those near it.
 */
const isOneOf = (many: number, words: string) => Number.parseInt(hash('sha256', words).slice(0, 8), 16) % many === 0;

/** Of danger and of near misses, the lists of which all phrases tell one thing. */
const [MISSING, THREAT, PLAIN] = [
  /missing|not seen any more|gone from sight/,
  /^(?:being taken|about to be|they are here|violence|weapons|killing|family who|small children|a stranger|held or)/,
  /sayings|another thing|what I do|my own shift|in passing|which doors|looks like/,
] as const;

/**
 * What a phrase teaches a model, or nothing. “She is missing” is a command as well as danger, and “they are taking her” an
 * answer to “When do they leave?”: they do not teach that there is no danger. What is no danger may tell where a child is.
 */
const teaches: Record<
  Exclude<ModelName, 'people'>,
  (means: string, words: string, of: string) => string | undefined
> = {
  danger: (means, words) => {
    if (/^(?:c missing|leaving (?:now|gone)|other-language|asked|(?:whereabouts|tells) .*)$/.test(means))
      return undefined;
    return /^(?:danger|near|story)/.exec(means)?.[0] ?? (isOneOf(5, words) ? undefined : 'other');
  },
  intents: (means) =>
    /^(?:leaving|whereabouts|tells)/.test(means) ? undefined : /^(?:danger|near)/.test(means) ? 'story' : means,
  leaving: (means) => /^leaving (.*)/.exec(means)?.[1],
  whereabouts: (means, words) => {
    if (means === 'leaving gone') return 'left';
    if (means === 'leaving now') return 'going';
    if (/^(?:answer|thanks|ok|hi)$/.test(means)) return 'none';
    const isTold = /^(?:story|[qc] )/.test(means) && isOneOf(means.startsWith('q') ? 16 : 4, words);
    return isTold ? 'none' : /^whereabouts (.*)/.exec(means)?.[1];
  },
  tells: (means, _, of) => {
    if (means === 'danger') return MISSING.test(of) ? 'missing' : THREAT.test(of) ? 'threat' : undefined;
    if (means === 'near') return PLAIN.test(of) ? 'plain' : undefined;
    return means === 'thanks' ? 'idle' : /^tells (.*)/.exec(means)?.[1];
  },
};

/** Trains one model. The same phrases make the same model. */
export function trained(name: ModelName, phrases: Phrase[]): Regression {
  if (name === 'people') return learned(withoutRare(examplesOfPeople()));
  const examples = phrases.flatMap(({ means, words, of = '' }) => {
    const label = teaches[name](means, words, of);
    return label === undefined
      ? []
      : partsOf(label, words).map((part) => ({ label, features: featuresOf(part, classes) }));
  });
  return learned(withoutRare(examples));
}

/** A text is read in parts. Each part of what is no danger is no danger either; which part of danger tells of it, nobody said. */
const partsOf = (label: string, words: string) =>
  label === 'danger' ? [wordsOf(words)] : sentencesIn(words).flatMap((parts) => windowsOf(wordsOf(parts.join(' '))));

/** Leaves out features of one example only: they say more about that example than about its label. */
function withoutRare(examples: Example[]): Example[] {
  const counts = new Map<string, number>();
  for (const { features } of examples)
    for (const feature of features.keys()) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return examples.map(({ label, features }) => ({
    label,
    features: new Map([...features].filter(([feature]) => (counts.get(feature) ?? 0) > 1)),
  }));
}

/** Each fifth phrase is held back for development: the models of the others are tried on them. */
export const heldBack = (phrases: Phrase[]) => phrases.filter((_, at) => at % 5 === 0);
export const notHeldBack = (phrases: Phrase[]) => phrases.filter((_, at) => at % 5 !== 0);

export const hashFile = new URL('SHA256SUMS', import.meta.url);

/**
 * What `hashFile` must hold, as `sha256sum -c` reads it: nobody has changed a model, or a phrase or the code that learns
 * without training again.
 */
export function hashes(): string {
  const files = [
    ...['regression.ts', 'training.ts', 'words.ts'],
    ...['short-forms.txt', 'word-classes.txt'],
    ...phraseFiles.map((name) => `phrases/${name}`),
    ...modelNames.map((name) => `models/${name}.model`),
  ];
  return files.map((file) => `${hash('sha256', readFileSync(new URL(file, import.meta.url)))}  ${file}\n`).join('');
}
