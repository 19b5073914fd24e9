/** Words that play the same part in a message, by the name of that part: see `phrases/word-classes.txt`. */
export type Classes = ReadonlyMap<string, string>;

const [shortestPiece, longestPiece] = [3, 4]; // letters
const pieceWeight = 0.5;

/**
 * What a reader of examples sees of some words: each word, each pair, the same with the names of their classes, and the
 * pieces of each word, by which a misspelt word still looks like the right one. Their squares add up to 1.
 */
export function featuresOf(words: string[], classes: Classes): Map<string, number> {
  const found = new Map<string, number>();
  const inClasses = words.map((word) => classes.get(word) ?? word);
  for (const sequence of [words, inClasses]) {
    const [first, ...pairs] = [...sequence, '$'].map((word, index) => `${sequence[index - 1] ?? '^'} ${word}`);
    for (const feature of [first ?? '', ...pairs, ...sequence]) found.set(feature, 1);
  }
  for (const word of words) {
    const whole = `<${word}>`;
    for (let size = shortestPiece; size <= longestPiece; size += 1)
      for (let at = 0; at + size <= whole.length; at += 1) found.set(`-${whole.slice(at, at + size)}`, pieceWeight);
  }
  const length = Math.sqrt([...found.values()].reduce((sum, value) => sum + value * value, 0));
  for (const [feature, value] of found) found.set(feature, value / length);
  return found;
}

/** One example: what it means, and its features. */
export interface Example {
  label: string;
  features: ReadonlyMap<string, number>;
}

/**
 * A softmax regression: what each label starts with, and what each feature adds to some of them, as place of the label,
 * weight, place, weight … All weights in tenths, so that every machine makes the same of the same examples.
 */
export interface Regression {
  labels: string[];
  starts: number[];
  adds: ReadonlyMap<string, number[]>;
}

const rounds = 30;
const firstRate = 4;
const startRate = 0.05; // of the rate
const leastStep = 0.002;
const decay = 1e-3; // how fast a weight shrinks that nothing confirms
const tenths = 10;
const leastAdded = 0.45; // less than this says next to nothing, and is left out

/** Learns from examples, in an order that is always the same. */
export function learned(examples: Example[]): Regression {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const starts = new Float64Array(labels.length);
  const adds = new Map<string, Float64Array>();
  const rows = examples.map(({ label, features }) => ({
    right: labels.indexOf(label),
    features: [...features].map(([feature, value]) => {
      const weights = adds.get(feature) ?? new Float64Array(labels.length);
      adds.set(feature, weights);
      return { value, weights };
    }),
  }));
  const chance = chances(7);
  for (let round = 0; round < rounds; round += 1) {
    const rate = firstRate / (1 + round * 0.3);
    for (const row of shuffled(rows, chance)) learnFrom(row, starts, rate);
  }
  const inTenths = [...adds].map(([feature, weights]): [string, number[]] => [
    feature,
    [...weights].flatMap((weight, at) => (Math.abs(weight) < leastAdded ? [] : [at, Math.round(weight * tenths)])),
  ]);
  return {
    labels,
    starts: [...starts].map((start) => Math.round(start * tenths)),
    adds: new Map(inTenths.filter(([, added]) => added.length > 0).sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

interface Row {
  right: number; // the place of its label
  features: { value: number; weights: Float64Array }[];
}

function learnFrom({ right, features }: Row, starts: Float64Array, rate: number) {
  const sums = Float64Array.from(starts);
  for (const { value, weights } of features)
    for (let label = 0; label < sums.length; label += 1)
      sums[label] = (sums[label] ?? 0) + value * (weights[label] ?? 0);
  const likely = softmax(sums);
  const kept = 1 - rate * decay;
  for (let label = 0; label < likely.length; label += 1) {
    const step = rate * ((label === right ? 1 : 0) - (likely[label] ?? 0));
    if (Math.abs(step) < leastStep) continue;
    starts[label] = (starts[label] ?? 0) + step * startRate;
    for (const { value, weights } of features) weights[label] = (weights[label] ?? 0) * kept + step * value;
  }
}

/** How likely each label is, the likeliest first. They add up to 1. */
export function guesses({ labels, starts, adds }: Regression, features: Example['features']) {
  const sums = Float64Array.from(starts);
  for (const [feature, value] of features) {
    const added = adds.get(feature) ?? [];
    for (let at = 0; at < added.length; at += 2) {
      const label = added[at] ?? 0;
      sums[label] = (sums[label] ?? 0) + value * (added[at + 1] ?? 0);
    }
  }
  const sure = softmax(sums.map((sum) => sum / tenths));
  return labels.map((label, at) => ({ label, p: sure[at] ?? 0 })).sort((one, other) => other.p - one.p);
}

function softmax(sums: Float64Array) {
  const highest = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - highest));
  const all = powers.reduce((one, other) => one + other, 0);
  return powers.map((power) => power / all);
}

/** Numbers from 0 to 1 that look random and are always the same. */
function chances(seed: number) {
  let last = seed;
  return () => {
    last = (last * 1103515245 + 12345) % 2147483648;
    return last / 2147483648;
  };
}

const shuffled = <T>(rows: T[], chance: () => number): T[] =>
  rows
    .map((row) => ({ row, place: chance() }))
    .sort((one, other) => one.place - other.place)
    .map(({ row }) => row);
