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

const deepest = 100; // what Teams sends and what this program stores is nested ten deep

/**
 * Reads JSON that somebody else may have written. JavaScript reads it however deep it is, but whoever then walks through it runs out of stack.
 * @throws SyntaxError for what is no JSON, and for what is nested more than a hundred deep
 */
export function jsonIn(text: string, reviver?: (key: string, value: unknown) => unknown): unknown {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '"') at = endOfString(text, at);
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth > deepest) throw new SyntaxError(`JSON that is nested more than ${deepest} deep`);
  }
  return JSON.parse(text, reviver);
}

/** Where a string ends that begins here: at the next quotation mark that does not stand behind an odd number of backslashes. */
function endOfString(text: string, begin: number): number {
  for (let end = text.indexOf('"', begin + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slash = end;
    while (text.charAt(slash - 1) === '\\') slash -= 1;
    if ((end - slash) % 2 === 0) return end;
  }
  return text.length;
}
