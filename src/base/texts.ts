import { z } from 'zod';

/** Texts, each under its name: what was typed, by its box; the names of people, by their id. */
export const Texts = z.record(z.string(), z.string());
export type Texts = z.infer<typeof Texts>;

/**
 * A text without white space and without these marks at its end. This is a loop because a pattern such as `/[.!?]+$/`
 * starts again at each mark: with 28,000 dots before another character it took a second.
 */
export function withoutEnd(text: string, marks: string): string {
  let end = text.length;
  for (let last = text.charAt(end - 1); end > 0 && isTrimmed(last, marks); last = text.charAt(end - 1)) end -= 1;
  return text.slice(0, end);
}

const isTrimmed = (char: string, marks: string) => marks.includes(char) || char.trim() === '';

/** The text after a match. */
export const textAfter = ({ index, input, 0: found }: RegExpExecArray): string => input.slice(index + found.length);
