import { readFileSync } from 'node:fs';
import { once } from '../base/once-per.ts';
import { type Classes, featuresOf, guesses, type Regression } from './regression.ts';
import { headedLists } from './words.ts';

export const modelNames = ['danger', 'intents', 'leaving', 'whereabouts', 'tells', 'people'] as const;

/** What each shipped model tells apart. `npm run phrases -- train` makes them of the phrases. */
export type ModelName = (typeof modelNames)[number];

/** The classes of `word-classes.txt`, in capitals so that no word looks like one. */
export const classes: Classes = new Map(
  headedLists('word-classes.txt').flatMap(({ heading, lines }) =>
    lines.flatMap((line) => line.split(' ').map((word) => [word, heading] as const)),
  ),
);

export const modelFile = (name: ModelName): URL => new URL(`models/${name}.model`, import.meta.url);

/** A model as it is shipped: a line for each feature, so that a change can be read, with what it adds after a tab. */
export const modelText = ({ labels, starts, adds }: Regression): string =>
  `${JSON.stringify({ labels, starts })}\n${[...adds].map(([feature, added]) => `${feature}\t${added.join(' ')}\n`).join('')}`;

function modelIn(text: string): Regression {
  const [first = '', ...lines] = text.trimEnd().split('\n');
  const adds = lines.map((line): [string, number[]] => {
    const [feature = '', added = ''] = line.split('\t');
    return [feature, added.split(' ').map(Number)];
  });
  return { ...JSON.parse(first), adds: new Map(adds) };
}

const shipped = (name: ModelName) => once(() => modelIn(readFileSync(modelFile(name), 'utf8')));

/** The shipped models. Each is read when it is first asked. */
export const models: Record<ModelName, () => Regression> = {
  danger: shipped('danger'),
  intents: shipped('intents'),
  leaving: shipped('leaving'),
  whereabouts: shipped('whereabouts'),
  tells: shipped('tells'),
  people: shipped('people'),
};

/** How likely each label of a model is for these words, the likeliest first. */
export const guessesFor = (model: Regression, words: string[]) => guesses(model, featuresOf(words, classes));
