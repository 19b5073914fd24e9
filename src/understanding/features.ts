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
