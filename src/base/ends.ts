/**
 * A text without white space and these marks at its end. Trimming is code: a pattern such as `/[.!?]+$/` looks anew from each mark, and
 * 28,000 dots before another character kept everybody waiting for a second.
 */
export function withoutEnd(text: string, marks: string): string {
  let end = text.length;
  for (let last = text.charAt(end - 1); end > 0 && isOne(last, marks); last = text.charAt(end - 1)) end -= 1;
  return text.slice(0, end);
}

const isOne = (char: string, marks: string): boolean => marks.includes(char) || char.trim() === '';

/** What follows the words that a pattern was found in. A pattern says how words begin; what comes then is no part of it. */
export const after = ({ index, input, 0: found }: RegExpExecArray): string => input.slice(index + found.length);
