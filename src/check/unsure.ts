/** The words in lower case, without punctuation and without spaces around them. */
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

/** Whether the text says only that the answer is not known. */
export const isUnsure = (text: string): boolean => unsure.includes(plainWords(text).replace(/^(i|im|i am) /, ''));
