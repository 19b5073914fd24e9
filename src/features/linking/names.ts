import anyAscii from 'any-ascii';
import { doubleMetaphone } from 'double-metaphone';
import * as fuzzball from 'fuzzball';
import groups from './nicknames.json' with { type: 'json' };

/**
 * Groups of first names that count as the same: short forms used in the UK, and forms too different to be matched by
 * sound or spelling.
 */
const nicknames = groups.map((names) => new Set(names.split(' ')));

/** Words that people write in a name box and that are not names: “Girl, about 14” and “no carer” name nobody. */
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
/**
 * Words that join the parts of a name. People omit them or attach them to a word. Thi and van are in most Vietnamese
 * names.
 */
const particles = new Set('al el ul bin ibn bint de da do dos das di del della van von der den thi y e'.split(' '));

/** Words that are surnames or only describe: Sarah White, but “young white male”. */
const maybeNames = new Set('white black young man lady friend an my'.split(' '));

const mostWords = 8; // when somebody writes a whole story in the name box, only its beginning counts

/**
 * The words of a name, in lower-case Latin letters, without accents, apostrophes, titles and words that only describe.
 */
export function nameWords(text: string): string[] {
  const words = anyAscii(text)
    .toLowerCase()
    .replace(/['’`]/g, '')
    .split(/[^a-z]+/)
    .filter((word) => word !== '' && !noNames.has(word));
  if (words.every((word) => maybeNames.has(word))) return [];
  const named = words.filter((word) => !particles.has(word));
  // In “Do Minh” the particle is the surname.
  return [...new Set(named.length >= 2 ? named : words)].slice(0, mostWords);
}

/**
 * How a word sounds, as one or two codes. H is left out: the algorithm codes it only before a vowel,
 * and a name in Arabic letters comes without its short vowels (Mohammed as “mhmd”).
 */
export function soundsOf(word: string): string[] {
  const codes = doubleMetaphone(word).map((code) => code.replaceAll('H', ''));
  return [...new Set(codes.filter((code) => code !== ''))];
}

const vowels = /[aeiouyhw]/g;
const consonantsOf = (word: string) => word.replace(vowels, '').replace(/(.)\1+/g, '$1');

/**
 * How alike two words of a name are: 100 when they are the same, 95 for a usual short form or another spelling of the
 * name, 90 when they sound the same and are spelled much alike.
 */
function wordSimilarity(one: string, other: string) {
  if (one === other) return 100;
  if (nicknames.some((names) => names.has(one) && names.has(other))) return 95;
  if (one.length === 1 || other.length === 1) return one[0] === other[0] ? 85 : 0; // an initial
  const spelling = fuzzball.ratio(one, other, { full_process: false });
  const soundsSame = soundsOf(one).some((code) => soundsOf(other).includes(code));
  if (soundsSame && spelling >= 60) return Math.max(90, spelling);
  const consonants = consonantsOf(one);
  if (consonants.length >= 3 && consonants === consonantsOf(other)) return 88;
  return Math.min(one.length, other.length) <= 3 ? Math.min(spelling, 60) : spelling; // Mai is not Mia
}

const leastWordSimilarity = 70;

/**
 * How alike two names are, from 0 to 100. Each word of the shorter name must match a word of the longer one, in any
 * order. The extra words of the longer name (a middle name) do not count.
 */
export function nameSimilarity(one: string[], other: string[]): number {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  if (shorter.length === 0) return 0;
  const left = [...longer];
  const matches = shorter.map((word) => {
    const scores = left.map((each) => wordSimilarity(word, each));
    const best = Math.max(0, ...scores);
    if (best >= leastWordSimilarity) left.splice(scores.indexOf(best), 1);
    return best;
  });
  const least = Math.min(...matches);
  const wordByWord =
    least < leastWordSimilarity ? Math.min(least, 60) : matches.reduce((sum, score) => sum + score, 0) / matches.length;
  return Math.max(wordByWord, writtenTogether(one, other));
}

/** 94 for almost the same letters with the gaps elsewhere (“Abdul Rahman Ali”, “Abdulrahman Ali”), otherwise 0. */
function writtenTogether(one: string[], other: string[]) {
  if (one.length === other.length || Math.min(one.length, other.length) < 2) return 0;
  const [a, b] = [one.join(''), other.join('')];
  return fuzzball.ratio(a, b, { full_process: false }) >= 94 ? 94 : 0;
}
