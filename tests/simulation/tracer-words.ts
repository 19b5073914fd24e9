/** Made-up words that show where a text ends up. Each is written once. */
export interface TracerWords {
  next(): string;
  in(text: string): string[];
}

const tracerWord = /\bxq\d+z\b/g;

export function newTracerWords(): TracerWords {
  let count = 0;
  return {
    next() {
      count += 1;
      return `xq${count}z`;
    },
    in: (text) => text.match(tracerWord) ?? [],
  };
}
