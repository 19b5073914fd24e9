import { readFileSync } from 'node:fs';
import { withoutReferences } from '../base/reference.ts';

/** A file of this folder in our text format: a heading is a line that begins with "#", and what stands below it is a list. */
export function headedLists(path: string | URL): { heading: string; lines: string[] }[] {
  const parts = `\n${readFileSync(new URL(path, import.meta.url), 'utf8')}`.split(/\n# ?/).slice(1);
  return parts.map((part) => {
    const [heading = '', ...lines] = part.split('\n').map((line) => line.trim());
    return { heading, lines: lines.filter((line) => line !== '') };
  });
}

/** The short forms and common misspellings of people in a hurry, with what each stands for. */
const forms = headedLists('short-forms.txt').flatMap(({ heading, lines }) =>
  lines.map((form) => [form, heading] as const),
);
const longForms = new Map(forms);
const manyWords = forms.filter(([form]) => form.includes(' ')).map(([form]) => form);
const ofManyWords = new RegExp(`\\b(?:${manyWords.join('|')})\\b`, 'g');

/**
 * The words of a text: in lower case, without punctuation, and each short form written out, so that "he's" and "hes" look
 * the same to a reader. A number is "#", but for 999, 112 and 101.
 */
export function wordsOf(text: string): string[] {
  const usual = text.normalize('NFKC');
  const plain = (usual.length > 2 * text.length ? text : usual) // NFKC can turn one character into eighteen
    .toLowerCase()
    .replace(/['’‘`´]/g, '')
    .replace(/\?/g, ' ? ')
    .replace(/[^\p{L}\p{N}?]+/gu, ' ')
    .replace(ofManyWords, (form) => longForms.get(form) ?? form);
  return (plain.match(/\S+/g) ?? [])
    .flatMap((word) => (longForms.get(word) ?? word).split(' '))
    .map((word) => (/^\d+$/.test(word) && !/^(?:999|112|101)$/.test(word) ? '#' : word));
}

const longestWhole = 16; // words: in more of them a few words of danger no longer stand out
const windowLength = 12;

/** The sentences of a text, each in the parts that commas, dashes and "but" make. "Danger: no" is one part. */
export function sentencesIn(text: string): string[][] {
  const sentences = withoutReferences(text)
    .replace(/[:?!] ?no\b/gi, ' no')
    .split(/[.!?;\n]+/);
  return sentences
    .map((sentence) => sentence.split(/,(?! ?(?:right )?now\b)| [-–—] |\bbut\b/i))
    .filter(([part]) => part);
}

/** The same words again and again are read once: somebody may send a text that was made to be slow. */
export const distinct = (all: string[][]) => [...new Map(all.map((words) => [words.join(' '), words])).values()];

/** Some words, or if there are many, each stretch of a few of them. */
export function windowsOf(words: string[]): string[][] {
  if (words.length <= longestWhole) return [words];
  const half = windowLength / 2;
  const starts = Array.from({ length: Math.ceil(words.length / half) - 1 }, (_, index) => index * half);
  return starts.map((start) => words.slice(start, start + windowLength));
}

export const men =
  'm[ae]n|blokes?|guys?|fell(?:as?|er)|geezers?|uncles?|(?:step ?)?(?:dad|daddy|father)|grand(?:dad|father)|boyfriend|bf|drivers?|trafficker|groomer|pimp|stranger|mr';
export const women =
  'aunt(?:ie|y)?|(?:step ?)?(?:mum|mam|mom|mummy|mother)|wom[ae]n|lady|gran|nan|nana|grandma|girlfriend|mrs';
export const workers = 'carer|police|officers?|(?:social|key|support|youth) worker|nurse|doctor|teacher|security';

/** An adult in a sentence, and never the child: “her uncle”, “the bloke”. */
export const adult = `(?:(?:the|this|that|those|an?|her|his|their|my|some|so called|other) )*(?:${men}|${women}|${workers})`;
