import { adult } from '../understanding/whom.ts';

const DENIED =
  /(?:\b(?:not|never|no longer|cannot|can[’']?t|nobody|if|(?:do|does|did|is|are|was|were|wo|has|have|had|would|could|should)n[’']?t)\b)/i;
export const isDenying = (words: string): boolean => DENIED.test(words);

const PERSON = `(?:s?he|they|we|i|it|${adult})(?:[’'][a-z]+)?`;
/** Where another clause begins: people write without commas. Not after “I don't think” or “he never said”. */
const CLAUSES = new RegExp(
  `,? (?:and|but|so|then|cos|because) |, | (?=(?:if|unless) )| (?<!\\b(?:is|was|are|were|be|am|will|would|do|does|did|has|have|had|can|could|should|definitely|just|still|really) )(?=not )| (?<!\\b(?:think|says?|said|know|sure|believe|mean|means|true|that|if|when|how|why|until|till?|before|after|want|like) )(?=${PERSON} )`,
  'i',
);
/** “if he wakes up and wants to take her”: what follows an “if” without a subject of its own belongs to it. */
const IF = /\b(?:if|unless)\b/i;
const SUBJECT = new RegExp(`^${PERSON} `, 'i');
/** The words without the clauses that deny something: “he wants to take her at 2 not wait for the 8 oclock round”. */
export const undenied = (sentence: string): string =>
  sentence
    .split(CLAUSES)
    .filter((part, index, all) => !isDenying(part) && (SUBJECT.test(part) || !IF.test(all[index - 1] ?? '')))
    .join(', ');

/** When somebody is back is no leaving, unless they come to take the child: “on his phone, back in a min”. */
const BACK =
  /(?<!\b(?:her|him|them|go|goes|going|get|gets|getting|head|heads|heading) )\bback (?:in|within|by|at|around|about) (?:(?:about|around|like|an?|half|few|couple|of|\d[\d.:]*|one|two|five|ten|twenty) ?){1,4}(?:(?:sec|min|moment|mo|bit|tick|hour|hr)[a-z]*|[ap]m|oclock)?(?! ?(?:to|for|with)\b)/gi;
const FETCHES = /\b(?:tak|collect|fetch|pick|mov|bring)\w*/i;
export const withoutReturn = (sentence: string): string =>
  FETCHES.test(sentence) ? sentence : sentence.replace(BACK, ' ');
