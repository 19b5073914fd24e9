import type { Break } from './broken-copy.ts';

/** One way to break what a requirement asks for. */
export interface Mutant extends Break {
  requirement: string; // an id of `tests/protocol-coverage`
  breaks: string; // what is no longer so
}

/** @param breaks what is no longer so, said as a claim */
export const mutant = (requirement: string, breaks: string, file: string, find: string, put: string): Mutant => ({
  requirement,
  breaks,
  file,
  find,
  put,
});

const packFile = 'src/protocol/hertfordshire-2016.json';

export const inPack = (requirement: string, breaks: string, find: string, put: string): Mutant =>
  mutant(requirement, breaks, packFile, find, put);

/** The list loses a statement: it is there under an id that nobody knows. */
export const statementGone = (requirement: string, id: string): Mutant =>
  inPack(requirement, `the statement ${id} is gone`, `"id": "${id}"`, `"id": "Q${id.slice(1)}"`);

/** What is asked for an item of the written referral counts as another one. */
export const itemGone = (requirement: string, item: string): Mutant =>
  inPack(requirement, `${item} is not asked`, `"requirement": "${item}"`, '"requirement": "RF99"');

/** A warning is kept, and said at none of its places. */
export const warningGone = (requirement: string, id: string): Mutant =>
  inPack(requirement, `the warning ${id} is gone`, `"id": "${id}"`, '"id": "W99"');
