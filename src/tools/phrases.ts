import { readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Ears, earsOf, hear } from '../understanding/hear.ts';
import { classes, guessesFor, modelFile, modelNames, models, modelText } from '../understanding/models.ts';
import { whoIsIn } from '../understanding/people.ts';
import { type Phrase, phrasesIn, shippedPhrases } from '../understanding/phrases.ts';
import { featuresOf } from '../understanding/regression.ts';
import { hashes, hashFile, heldBack, notHeldBack, trained } from '../understanding/training.ts';
import { wordsOf } from '../understanding/words.ts';
import { command, printLine } from './command.ts';

const usage = `npm run phrases -- train | test [FOLDER] | why "WORDS"
train: makes the models of the phrases in src/understanding/phrases.
test: trains without each fifth phrase, and reads those. With a FOLDER: reads its phrases with the shipped models.
why: how some words are read, and by what.`;

const missed = 'missed';

/** How a phrase was read: what it was taken for, or that it was missed; undefined where a heading has no measure. */
function outcomeOf({ means, words }: Phrase, { ears, leaving }: Readers): string | undefined {
  const { danger = 'no numbers', intents, does } = hear(words, [], ears);
  const [kind] = means.split(' ');
  if (kind === 'danger' || kind === 'danger-hard') return danger === 'no numbers' ? missed : danger;
  if (kind === 'near') return danger === 'first' ? missed : danger;
  if (kind === 'story') return does ? missed : `a story, ${danger}`;
  if (kind === 'leaving') return leaving(words) === means ? 'right' : missed;
  if (kind !== 'q' && kind !== 'c') return undefined;
  return intents.some((intent) => intent.means === means) ? 'right, or asked' : missed;
}

interface Readers {
  ears: Ears;
  leaving: (words: string) => string;
}

function readersOf(phrases: Phrase[], model: Parameters<typeof earsOf>[1]): Readers {
  const leaving = model('leaving');
  const leavingOf = (words: string) => `leaving ${guessesFor(leaving, wordsOf(words))[0]?.label}`;
  return { ears: earsOf(phrases, model), leaving: leavingOf };
}

const percent = (part: number, of: number) => `${((100 * part) / of).toFixed(1)}%`;

/** Prints how the phrases of each heading were read, with those that were missed; then the same for each kind. */
function printOutcomes(phrases: Phrase[], readers: Readers) {
  const read = phrases.flatMap((phrase) => {
    const outcome = outcomeOf(phrase, readers);
    return outcome ? [{ ...phrase, kind: `All ${phrase.means.split(' ')[0]}`, outcome }] : [];
  });
  const print = (title: string, some: typeof read) => {
    const counts = Object.entries(Object.groupBy(some, ({ outcome }) => outcome));
    const shares = counts.map(([outcome, of = []]) => `${outcome} ${percent(of.length, some.length)}`);
    printLine(`${title} (${some.length}): ${shares.sort().join(', ')}`);
  };
  for (const [heading, some = []] of Object.entries(Object.groupBy(read, ({ means }) => means))) {
    print(heading, some);
    for (const { words, outcome } of some) if (outcome === missed) printLine(`  missed: ${words}`);
  }
  for (const [kind, some = []] of Object.entries(Object.groupBy(read, (each) => each.kind))) print(kind, some);
}

function train() {
  for (const name of modelNames) writeFileSync(modelFile(name), modelText(trained(name, shippedPhrases())));
  writeFileSync(hashFile, hashes());
  printLine('The models are made. Commit them with the phrases.');
}

function testHeldBack() {
  const rest = notHeldBack(shippedPhrases());
  printOutcomes(
    heldBack(shippedPhrases()),
    readersOf(rest, (name) => trained(name, rest)),
  );
}

function testFolder(folder: string) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  const phrases = files.flatMap((name) => phrasesIn(pathToFileURL(join(folder, name))));
  printOutcomes(
    phrases,
    readersOf(shippedPhrases(), (name) => models[name]()),
  );
}

const mostNamed = 8; // features: words, pairs of words, pieces of words after “-”, and classes in capitals

function why(text: string) {
  const { danger, intents, does } = hear(text);
  printLine(`danger: ${danger ?? 'none'}; ${does ?? 'a story'} ${intents.map(({ means }) => means).join(', ')}`);
  printLine(
    `who is who: ${whoIsIn(text, 'after')
      .map(({ mark, words }) => `${mark} “${words}”`)
      .join(', ')}`,
  );
  for (const name of modelNames.filter((each) => each !== 'people')) {
    const { labels, adds } = models[name]();
    const [{ label, p } = { label: '', p: 0 }] = guessesFor(models[name](), wordsOf(text));
    const added = [...featuresOf(wordsOf(text), classes)].map(([feature, value]) => {
      const weights = adds.get(feature) ?? [];
      const at = weights.findIndex((place, index) => index % 2 === 0 && place === labels.indexOf(label));
      return { feature: `“${feature}”`, adds: at < 0 ? 0 : value * (weights[at + 1] ?? 0) };
    });
    const most = added.filter((each) => each.adds > 0).sort((one, other) => other.adds - one.adds);
    const named = most.slice(0, mostNamed).map(({ feature }) => feature);
    printLine(`${name}: ${label} ${percent(p, 1)}, by ${named.join(', ')}`);
  }
}

/** Trains, tests and explains how typed words are read. */
await command(usage, { allowPositionals: true }, async ({ positionals: [what, about, ...more] }) => {
  if (what === 'train' && !about) train();
  else if (what === 'test' && more.length === 0) about ? testFolder(resolve(about)) : testHeldBack();
  else if (what === 'why' && about && more.length === 0) why(about);
  else throw new Error(usage);
  return true;
});
