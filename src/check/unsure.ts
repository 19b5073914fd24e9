/** Words without capitals, marks and spaces around them. */
export const plainWords = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9 ]/g, '')
    .trim();

const unsure = [
  'not known',
  'unknown',
  'nk',
  'dont know',
  'do not know',
  'dunno',
  'idk',
  'no idea',
  'not sure',
  'unsure',
];

/** Whether this is a way of saying that the answer is not known, and nothing else. */
export const isUnsure = (said: string): boolean => unsure.includes(plainWords(said).replace(/^(i|im|i am) /, ''));
