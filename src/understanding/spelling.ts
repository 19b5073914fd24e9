/** How many letters must be added, left out, changed or swapped with the next to make one word of the other. */
function distance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const before = rows[row - 1] ?? [];
    const now = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const isSame = one[row - 1] === other[at - 1];
      const isSwapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      const least = Math.min((before[at] ?? 0) + 1, (now[at - 1] ?? 0) + 1, (before[at - 1] ?? 0) + (isSame ? 0 : 1));
      now.push(isSwapped ? Math.min(least, (rows[row - 2]?.[at - 2] ?? 0) + 1) : least);
    }
    rows.push(now);
  }
  return rows[one.length]?.[other.length] ?? 0;
}

const fewLetters = 6; // fewer could be a name: “Leann” is no “learn”
const manyLetters = 8;

/** The word among these that was meant, if only one or two letters are wrong: “contcts” is “contacts”. */
export function spelled(said: string, words: readonly string[]): string | undefined {
  if (said.length > 40) return undefined;
  return words.find(
    (word) => word.length >= fewLetters && distance(said, word) <= (word.length >= manyLetters ? 2 : 1),
  );
}
