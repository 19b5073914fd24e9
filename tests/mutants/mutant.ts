import type { Break } from './broken-copy.ts';

/** One way to break a requirement. */
export interface Mutant extends Break {
  requirement: string; // an id of `tests/protocol-coverage`
  breaks: string; // what is true of the broken product
}

/** @param breaks a claim that is true of the broken product */
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

/** A list loses a statement: its id changes to one that nobody knows. */
export const statementGone = (requirement: string, id: string): Mutant =>
  inPack(requirement, `the statement ${id} is gone`, `"id": "${id}"`, `"id": "Q${id.slice(1)}"`);

/** An item of the written referral is no longer asked: its question counts for another item. */
export const itemGone = (requirement: string, item: string): Mutant =>
  inPack(requirement, `${item} is not asked`, `"requirement": "${item}"`, '"requirement": "RF99"');

/** A warning is no longer found by its id. */
export const warningGone = (requirement: string, id: string): Mutant =>
  inPack(requirement, `the warning ${id} is gone`, `"id": "${id}"`, '"id": "W99"');
