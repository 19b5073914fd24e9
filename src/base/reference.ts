import { mod37_36 } from 'cdigit';
import { customAlphabet } from 'nanoid';
import { z } from 'zod';

/** A case reference such as `HT-7K3F-92Q`: the organisation, six characters drawn at random and one that checks them all. */
export const CaseId = z
  .string()
  .regex(/^[A-Z]{2,6}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}$/)
  .brand<'CaseId', 'inout'>(); // also where a schema takes it: a button refuses a plain string
export type CaseId = z.infer<typeof CaseId>;

// Crockford's: no I, L, O or U, which are misread, or make words.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BODY = /^([A-Z]{2,6})([0-9A-HJKMNP-TV-Z]{4})([0-9A-HJKMNP-TV-Z]{3})$/;
const MAX_DRAWS = 100;

/**
 * A new reference. Nothing about the child or the day can be read from it.
 * @param organisation two to six capital letters, from the pack
 * @param randomId     draws that many characters of that alphabet
 * @throws Error when the organisation cannot begin a reference, or the source of chance keeps giving the same answer
 */
export function newCaseId(
  organisation: string,
  randomId = (alphabet: string, length: number) => customAlphabet(alphabet)(length),
): CaseId {
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const bare = organisation + randomId(ALPHABET, 6);
    const caseId = hyphenated(mod37_36.generate(bare));
    if (caseId !== undefined) return caseId; // else the check came out as I, L, O or U: draw again
  }
  throw new Error('No case reference could be made: check the organisation prefix and the source of random characters');
}

/**
 * The reference somebody typed, or wrote down from the telephone: any case, with or without hyphens and spaces, and with I or
 * L for 1 and O for 0 (in the organisation's letters 1 and 0 are read as I and O).
 * @returns undefined when it is no reference, or its check character says that something was misheard; never throws
 */
export function readCaseId(typed: string): CaseId | undefined {
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

function hyphenated(bare: string): CaseId | undefined {
  const found = BODY.exec(bare);
  return found ? CaseId.parse(`${found[1]}-${found[2]}-${found[3]}`) : undefined;
}
