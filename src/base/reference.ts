import { randomBytes } from 'node:crypto';
import { mod37_36 } from 'cdigit';
import { customAlphabet } from 'nanoid';
import { z } from 'zod';

/** A case reference such as `HT-7K3F-92H`: the organisation, six random characters, and one check character. */
export const CaseId = z
  .string()
  .regex(/^[A-Z]{2,6}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}$/)
  .brand<'CaseId', 'inout'>(); // 'inout' brands the schema's input as well, so that a button refuses a plain string
export type CaseId = z.infer<typeof CaseId>;

// Crockford's alphabet: without I, L, O and U, which are misread or make words.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BODY = /^([A-Z]{2,6})([0-9A-HJKMNP-TV-Z]{4})([0-9A-HJKMNP-TV-Z]{3})$/;
const MAX_DRAWS = 100;

/**
 * A new reference. It tells nothing about the child or the day.
 * @param organisation two to six capital letters, from the pack
 * @param randomId     draws that many random characters of that alphabet
 * @throws Error when the organisation cannot begin a reference, or the random source keeps giving the same characters
 */
export function newCaseId(
  organisation: string,
  randomId = (alphabet: string, length: number) => customAlphabet(alphabet)(length),
): CaseId {
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const bare = organisation + randomId(ALPHABET, 6);
    const caseId = hyphenated(mod37_36.generate(bare));
    if (caseId !== undefined) return caseId; // otherwise the check character is I, L, O or U: draw again
  }
  throw new Error('No case reference could be made: check the organisation prefix and the source of random characters');
}

/**
 * Reads a reference that somebody typed or took down over the telephone. Upper or lower case, hyphens and spaces do not
 * matter. I and L count as 1, and O as 0; in the organisation's letters, 1 and 0 count as I and O.
 * @returns undefined if it is no reference, or its check character is wrong; never throws
 */
export function readCaseId(typed: string) {
  if (typed.length > 40) return undefined;
  const bare = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}.,]/gu, '');
  const organisation = bare.slice(0, -7).replaceAll('0', 'O').replaceAll('1', 'I');
  const rest = bare.slice(-7).replace(/[IL]/g, '1').replaceAll('O', '0');
  const caseId = hyphenated(organisation + rest);
  return caseId !== undefined && mod37_36.validate(organisation + rest) ? caseId : undefined;
}

/** This pattern, in which each REF stands for what looks like a reference: the groups `id` and `other`. */
export function withReferences({ source, flags }: RegExp): RegExp {
  const names = ['id', 'other'];
  return new RegExp(
    source.replaceAll('REF', () => String.raw`(?<${names.shift()}>[a-z]{2,6}-[\w.\u2010-\u2015-]{0,39}\w)`),
    flags,
  );
}

const AMONG_WORDS = /\b[A-Z]{2,6}-[0-9A-Z]{4}-[0-9A-Z]{3}\b[:,.]?/gi;

/** The references in these words, each once. */
export const referencesIn = (words: string): CaseId[] => [
  ...new Set((words.match(AMONG_WORDS) ?? []).flatMap((each) => readCaseId(each.replace(/[:,.]$/, '')) ?? [])),
];

/** The words after what looks like a reference: after the last, or all of them. */
export const afterReferences = (words: string): string => words.split(AMONG_WORDS).at(-1) ?? '';

/** The words without what looks like a reference. */
export const withoutReferences = (words: string): string => words.replace(AMONG_WORDS, ' ').trim();

function hyphenated(bare: string) {
  const match = BODY.exec(bare);
  return match ? CaseId.parse(`${match[1]}-${match[2]}-${match[3]}`) : undefined;
}

/** 32 random bytes in base64url, which nobody can guess. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
