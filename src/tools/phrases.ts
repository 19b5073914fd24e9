import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { featuresOf } from '../understanding/features.ts';
import { earsOf, hear } from '../understanding/hear.ts';
import {
  classes,
  guessesFor,
  type ModelName,
  modelFile,
  modelNames,
  models,
  modelText,
} from '../understanding/models.ts';
import { type Phrase, phrasesIn, shippedPhrases } from '../understanding/phrases.ts';
import { hashes, hashFile, heldBack, notHeldBack, trained } from '../understanding/training.ts';
import { wordsOf } from '../understanding/words.ts';
import { command, printLine } from './command.ts';
import { type Score, scoresOf } from './phrase-scores.ts';

const usage = `npm run phrases -- train | test [FOLDER] | why "WORDS"
train: makes the models of the phrases in src/understanding/phrases.
test: trains without each fifth phrase, and reads those. With a FOLDER: reads its phrases with the shipped models.
why: how some words are read, and by what.`;

function train(): true {
  mkdirSync(new URL('.', modelFile('danger')), { recursive: true });
  for (const name of modelNames) writeFileSync(modelFile(name), modelText(trained(name, shippedPhrases())));
  writeFileSync(hashFile, hashes());
  printLine('The models are made. Commit them with the phrases.');
  return true;
}

const phrasesBelow = (folder: string): Phrase[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => phrasesIn(pathToFileURL(join(folder, name))));

function testOf(phrases: Phrase[]): true {
  const ears = earsOf(shippedPhrases(), (name) => models[name]());
  printScores(scoresOf(phrases, ears, models.leaving()));
  return true;
}

function testHeldBack(): true {
  const phrases = shippedPhrases();
  const rest = notHeldBack(phrases);
  const ears = earsOf(rest, (name) => trained(name, rest));
  printScores(scoresOf(heldBack(phrases), ears, trained('leaving', rest)));
  return true;
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
const wordsFor = (shares: Score['shares']) =>
  Object.entries(shares)
    .map(([name, share]) => `${name} ${percent(share)}`)
    .join(', ');

/** Prints each heading with what was missed, then what all of one kind come to. */
function printScores(scores: Score[]) {
  for (const { heading, phrases, shares, missed } of scores) {
    printLine(`${heading} (${phrases}): ${wordsFor(shares)}`);
    for (const text of missed) printLine(`  missed: ${text}`);
  }
  printLine('');
  const kindOf = ({ heading }: Score) => heading.split(' ')[0] ?? '';
  for (const kind of new Set(scores.map(kindOf))) {
    const of = scores.filter((score) => kindOf(score) === kind);
    const count = of.reduce((sum, { phrases }) => sum + phrases, 0);
    const shareOf = (name: string) =>
      of.reduce((sum, { shares, phrases }) => sum + (shares[name] ?? 0) * phrases, 0) / count;
    const shares = Object.fromEntries(Object.keys(of[0]?.shares ?? {}).map((name) => [name, shareOf(name)]));
    printLine(`All ${kind} (${count}): ${wordsFor(shares)}`);
  }
}

const mostNamed = 8; // features

function why(text: string): true {
  const { danger, intents, does } = hear(text);
  printLine(`danger: ${danger ?? 'none'}`);
  printLine(`${does ?? 'a story'}: ${intents.map(({ means, p }) => `${means} ${percent(p)}`).join(', ')}`);
  for (const name of modelNames) {
    const [guess] = guessesFor(models[name](), wordsOf(text));
    if (guess)
      printLine(`${name}: ${guess.label} ${percent(guess.p)}, by ${featuresFor(name, guess.label, text).join(', ')}`);
  }
  return true;
}

/** What speaks most for a label: words, pairs of words, “-” pieces of words, and classes in capitals. */
function featuresFor(name: ModelName, label: string, text: string): string[] {
  const { labels, adds } = models[name]();
  const added = [...featuresOf(wordsOf(text), classes)].map(([feature, value]) => {
    const weights = adds.get(feature) ?? [];
    const at = weights.findIndex((place, index) => index % 2 === 0 && place === labels.indexOf(label));
    return { feature, adds: at < 0 ? 0 : value * (weights[at + 1] ?? 0) };
  });
  const most = added.sort((one, other) => other.adds - one.adds).slice(0, mostNamed);
  return most.filter((each) => each.adds > 0).map(({ feature }) => `“${feature}”`);
}

/** Trains, tests and explains how typed words are read. */
await command(usage, { allowPositionals: true }, async ({ positionals: [what, about, ...more] }) => {
  if (more.length > 0) throw new Error(usage);
  if (what === 'train' && !about) return train();
  if (what === 'test') return about ? testOf(phrasesBelow(resolve(about))) : testHeldBack();
  if (what === 'why' && about) return why(about);
  throw new Error(usage);
});
