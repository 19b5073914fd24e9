/** Made-up words that show where a text ends up. Each word belongs to its writer. */
export interface Marks {
  /** A new word for this writer. */
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
