import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { isSame } from '../base/once-per.ts';
import type { Texts } from '../base/texts.ts';
import type { CaseRecord, ChainLink } from '../case/record.ts';

export const sha256 = (...parts: (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

function wellFormedIn(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name.toWellFormed(), each]));
}

/**
 * JSON with the same bytes for the same data on every machine (RFC 8785). That standard forbids half a surrogate pair.
 * U+FFFD replaces it, so that no text can keep a case from being written.
 */
export function canonicalJson(value: unknown): string {
  const wellFormed = JSON.stringify(value, (_, each) => wellFormedIn(each));
  return canonicalize(JSON.parse(wellFormed)) ?? 'null';
}

/** What the first link of a case is bound to, so that a chain does not fit another case or another organisation. */
export const genesis = ({ id, organisation }: { id: string; organisation: string }): string =>
  hashOfJson({ chain: 1, case: id, organisation });

/** @param previous the hash of the previous link; `genesis` for the first */
export const hashOf = (previous: string, event: unknown, facts: ChainLink['facts']): string =>
  hashOfJson([previous, event, facts ?? {}]);

/** @param salt 32 random bytes in base64url: without it, nobody can find the fact by guessing */
export const commitmentTo = (salt: string, name: string, fact: unknown): string =>
  sha256(Buffer.from(salt, 'base64url'), canonicalJson([name, fact]));

/**
 * The hash of the last link; `genesis` before the first. Somebody who saves it elsewhere can check later that the
 * history up to here is unchanged.
 */
export const headOf = ({ chain, ...record }: { id: string; organisation: string; chain: ChainLink[] }): string =>
  chain.at(-1)?.hash ?? genesis(record);

/** A hash of a value that does not depend on the order of its fields. */
export const hashOfJson = (value: unknown): string => sha256(canonicalJson(value));

/** What `factsOf` reads: a case record, or a document that is being checked. */
interface HasFacts {
  status: string;
  facts: { answers: object; texts: Texts; names: Texts; held?: Record<string, unknown> | undefined };
}

/**
 * The facts that need a commitment, by name. The answers of a draft need none until it is sent or deleted, and those in
 * `adding` (see `draftOf`) need none until they are sent: they change with each press, and nobody has read them.
 */
export function factsOf({ status, facts }: HasFacts): Map<string, unknown> {
  const { answers, texts, names, held = {} } = facts;
  const isAnswered = Object.values(answers).some((each) => Object.keys(each).length > 0);
  const all = new Map<string, unknown>();
  if (status !== 'draft' && isAnswered) all.set('answers', answers);
  for (const [name, text] of Object.entries(texts)) all.set(`text:${name}`, text);
  for (const [number, address] of Object.entries(held)) all.set(`address:${number}`, address);
  for (const [id, name] of Object.entries(names)) all.set(`name:${id}`, name);
  return all;
}

/** The latest commitment to each fact; null if the fact was removed. */
export const latestCommitments = (chain: ChainLink[]): Map<string, string | null> =>
  new Map(chain.flatMap(({ facts }) => Object.entries(facts ?? {})));

/**
 * The case with a link for each new event, and with commitments to the facts that came, changed or went with these
 * events. It commits only to what this write changed, so a later write never covers up an alteration in the store.
 * @param before  the case as it was read; undefined for a new case
 * @param newSalt returns 32 random bytes in base64url
 */
export function withChain(before: CaseRecord | undefined, after: CaseRecord, newSalt: () => string): CaseRecord {
  const known = before?.chain ?? [];
  const events = after.events.slice(before?.events.length);
  if (events.length === 0) return withSalts({ ...after, chain: known }, before?.facts.salts);

  const factsBefore = before ? factsOf(before) : new Map<string, unknown>();
  const factsAfter = factsOf(after);
  const salts = new Map(Object.entries(before?.facts.salts ?? {}));
  const facts: NonNullable<ChainLink['facts']> = {};
  for (const [name, fact] of factsAfter) {
    if (factsBefore.has(name) && isSame(factsBefore.get(name), fact)) continue;
    const salt = newSalt();
    salts.set(name, salt);
    facts[name] = commitmentTo(salt, name, fact);
  }
  for (const name of factsBefore.keys()) if (!factsAfter.has(name)) facts[name] = null;
  for (const name of salts.keys()) if (!factsAfter.has(name)) salts.delete(name);

  let previous = headOf({ ...after, chain: known });
  const links = events.map((event, place): ChainLink => {
    const own = place === events.length - 1 && Object.keys(facts).length > 0 ? facts : undefined;
    previous = hashOf(previous, event, own);
    return { hash: previous, facts: own };
  });
  return withSalts({ ...after, chain: [...known, ...links] }, Object.fromEntries(salts));
}

/** Stores the salts with the facts, in place of any that were there. */
function withSalts(record: CaseRecord, salts: Record<string, string> | undefined): CaseRecord {
  if (record.facts.salts === salts) return record;
  const { salts: _, ...facts } = record.facts;
  const isAny = salts !== undefined && Object.keys(salts).length > 0;
  return { ...record, facts: isAny ? { ...facts, salts } : facts };
}
