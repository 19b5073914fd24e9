/** Made-up words that show where a text ends up. Each is written once, by one person. */
export interface TracerWords {
  next(writer: string): string;
  writerOf(word: string): string | undefined;
  in(text: string): string[];
}

const tracerWord = /\bxq\d+z\b/g;

export function newTracerWords(): TracerWords {
  const writers = new Map<string, string>();
  return {
    next(writer) {
      const word = `xq${writers.size + 1}z`;
      writers.set(word, writer);
      return word;
    },
    writerOf: (word) => writers.get(word),
    in: (text) => text.match(tracerWord) ?? [],
  };
}
