/** Words that nobody else writes, so that it can be seen where they come to. Each belongs to whoever wrote it. */
export interface Marks {
  /** A word of this person's. */
  of(writer: string): string;
  in(text: string): string[];
  writerOf(mark: string): string | undefined;
}

const mark = /\bxq\d+z\b/g;

export function newMarks(): Marks {
  const writers = new Map<string, string>();
  return {
    of(writer) {
      const word = `xq${writers.size + 1}z`;
      writers.set(word, writer);
      return word;
    },
    in: (text) => text.match(mark) ?? [],
    writerOf: (word) => writers.get(word),
  };
}
