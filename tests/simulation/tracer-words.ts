/** Made-up words that show where a text ends up. Each word belongs to its writer. */
export interface TracerWords {
  /** A new word for this writer. */
  of(writer: string): string;
  in(text: string): string[];
  writerOf(word: string): string | undefined;
}

const tracerWord = /\bxq\d+z\b/g;

export function newTracerWords(): TracerWords {
  const writers = new Map<string, string>();
  return {
    of(writer) {
      const word = `xq${writers.size + 1}z`;
      writers.set(word, writer);
      return word;
    },
    in: (text) => text.match(tracerWord) ?? [],
    writerOf: (word) => writers.get(word),
  };
}
