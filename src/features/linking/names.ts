import anyAscii from 'any-ascii';
import { doubleMetaphone } from 'double-metaphone';
import * as fuzzball from 'fuzzball';
import groups from './nicknames.json' with { type: 'json' };

/** First names that are one name: short forms in use in the UK, and spellings that neither sound nor look alike. */
const nicknames = groups.map((names) => new Set(names.split(' ')));

/** Words that stand in a name box and are nobody's name. What says "Girl, about 14" or "no carer" names nobody. */
const noNames = new Set(
  [
    'a and the of or to in on with at by from for as is are was be about around approx maybe perhaps possibly probably both all other',
    'her his their they she he him them who we us',
    'not no none known unknown unsure unclear sure nobody nil na nk tbc anonymous name named called calls goes aka alias alone',
    'boy girl boys girls child children kid baby babies infant toddler twin youth teen teenager teenage person male female men woman women',
    'year years yr yrs old month months week weeks aged age born dob asian african european chinese vietnamese albanian',
    'mr mrs ms miss dr sir madam master mx',
    'mother father mum dad mummy daddy mama papa parent parents carer carers guardian guardians adult adults family relative relatives',
    'uncle aunt auntie aunty cousin cousins brother sister sibling siblings stepfather stepmother step grandmother grandfather grandparents gran nan nana foster friends boyfriend girlfriend partner husband wife neighbour landlord',
    'claims says said claimed calling himself herself',
  ]
    .join(' ')
    .split(' '),
);
/** They join the parts of a name and are left out or written together at will. Thi and van are in most Vietnamese names. */
const particles = new Set('al el ul bin ibn bint de da do dos das di del della van von der den thi y e'.split(' '));

/** They describe, or are surnames: Sarah White, but "young white male". */
const perhaps = new Set('white black young man lady friend an my'.split(' '));

const mostWords = 8; // a whole story in the name box is compared by its beginning

/** The words of a name: in Latin letters, small, without accents, apostrophes, titles and what only describes. */
export function nameWords(text: string): string[] {
  const words = anyAscii(text)
    .toLowerCase()
    .replace(/['’`]/g, '')
    .split(/[^a-z]+/)
    .filter((word) => word !== '' && !noNames.has(word));
  if (words.every((word) => perhaps.has(word))) return [];
  const named = words.filter((word) => !particles.has(word));
  return [...new Set(named.length >= 2 ? named : words)].slice(0, mostWords); // Do Minh: there it is the surname
}

/** How a word sounds: one or two codes. H is left out, because scripts without vowels lose it. */
export function soundsOf(word: string): string[] {
  const codes = doubleMetaphone(word).map((code) => code.replaceAll('H', ''));
  return [...new Set(codes.filter((code) => code !== ''))];
}

const vowels = /[aeiouyhw]/g;
const skeleton = (word: string): string => word.replace(vowels, '').replace(/(.)\1+/g, '$1');

/**
 * How alike two words of names are: 100 for the same, 95 for a usual short form or another spelling of the name, 90 for words that
 * sound the same and are spelled much alike.
 */
function likeness(one: string, other: string): number {
  if (one === other) return 100;
  if (nicknames.some((names) => names.has(one) && names.has(other))) return 95;
  if (one.length === 1 || other.length === 1) return one[0] === other[0] ? 85 : 0; // an initial
  const written = fuzzball.ratio(one, other, { full_process: false });
  const sound = soundsOf(one).some((code) => soundsOf(other).includes(code));
  if (sound && written >= 60) return Math.max(90, written);
  const bones = skeleton(one);
  if (bones.length >= 3 && bones === skeleton(other)) return 88;
  return Math.min(one.length, other.length) <= 3 ? Math.min(written, 60) : written; // Mai is not Mia
}

const leastOfAWord = 70;

/**
 * How alike two names are, from 0 to 100: each word of the shorter name has to find its like in the longer one, in any order; what is
 * more there (a middle name) counts for nothing.
 */
export function nameSimilarity(one: string[], other: string[]): number {
  const [few, many] = one.length <= other.length ? [one, other] : [other, one];
  if (few.length === 0) return 0;
  const left = [...many];
  const found = few.map((word) => {
    const scores = left.map((each) => likeness(word, each));
    const best = Math.max(0, ...scores);
    if (best >= leastOfAWord) left.splice(scores.indexOf(best), 1);
    return best;
  });
  const least = Math.min(...found);
  const wordByWord =
    least < leastOfAWord ? Math.min(least, 60) : found.reduce((sum, each) => sum + each, 0) / found.length;
  return Math.max(wordByWord, writtenTogether(one, other));
}

/** Abdul Rahman and Abdulrahman: the same letters with the gaps elsewhere. */
function writtenTogether(one: string[], other: string[]): number {
  if (one.length === other.length || Math.min(one.length, other.length) < 2) return 0;
  const [a, b] = [one.join(''), other.join('')];
  return fuzzball.ratio(a, b, { full_process: false }) >= 94 ? 94 : 0;
}
