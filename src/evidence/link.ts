import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { isSame } from '../base/once-per.ts';
import type { Texts } from '../base/texts.ts';
import { type CaseRecord, type ChainLink, saltOf } from '../case/record.ts';

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
  const asItIs = JSON.stringify(value);
  const hasHalf = /\\ud[89a-f]/.test(asItIs ?? ''); // JSON escapes it
  const wellFormed = hasHalf ? JSON.stringify(value, (_, each) => wellFormedIn(each)) : asItIs;
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

/** The facts that need a commitment, each under its name and what stands before that. */
function groupsOf({ status, facts }: HasFacts): [before: string, facts: Record<string, unknown>][] {
  const { answers, texts, names, held = {} } = facts;
  const isAnswered = Object.values(answers).some((each) => Object.keys(each).length > 0);
  return [
    ['', status !== 'draft' && isAnswered ? { answers } : {}],
    [saltOf(''), texts],
    ['address:', held],
    ['name:', names],
  ];
}

/**
 * The facts that need a commitment, by name. The answers of a draft need none until it is sent or deleted, and those in
 * `adding` (see `draftOf`) need none until they are sent: they change with each press, and nobody has read them.
 */
export const factsOf = (record: HasFacts): Map<string, unknown> =>
  new Map(
    groupsOf(record).flatMap(([before, facts]) =>
      Object.entries(facts).map(([name, fact]) => [`${before}${name}`, fact] as const),
    ),
  );

/** What came or changed among the facts that need a commitment, and what went. */
function changesIn(before: CaseRecord | undefined, after: CaseRecord) {
  const [changed, gone] = [new Map<string, unknown>(), [] as string[]];
  const earlier = before ? groupsOf(before).map(([, facts]) => facts) : [];
  for (const [place, [start, facts]] of groupsOf(after).entries()) {
    const { [place]: known = {} } = earlier;
    if (known === facts) continue;
    for (const name of Object.keys(facts))
      if (!(name in known && isSame(known[name], facts[name]))) changed.set(`${start}${name}`, facts[name]);
    for (const name of Object.keys(known)) if (!(name in facts)) gone.push(`${start}${name}`);
  }
  return { changed, gone };
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

  const { changed, gone } = changesIn(before, after);
  const salts = { ...before?.facts.salts };
  const facts: NonNullable<ChainLink['facts']> = {};
  for (const [name, fact] of changed) {
    const salt = newSalt();
    salts[name] = salt;
    facts[name] = commitmentTo(salt, name, fact);
  }
  for (const name of gone) {
    facts[name] = null;
    delete salts[name];
  }

  let previous = headOf({ ...after, chain: known });
  const links = events.map((event, place): ChainLink => {
    const own = place === events.length - 1 && Object.keys(facts).length > 0 ? facts : undefined;
    previous = hashOf(previous, event, own);
    return { hash: previous, facts: own };
  });
  return withSalts({ ...after, chain: [...known, ...links] }, salts);
}

/** Stores the salts with the facts, in place of any that were there. */
function withSalts(record: CaseRecord, salts: Record<string, string> | undefined): CaseRecord {
  if (record.facts.salts === salts) return record;
  const { salts: _, ...facts } = record.facts;
  const isAny = salts !== undefined && Object.keys(salts).length > 0;
  return { ...record, facts: isAny ? { ...facts, salts } : facts };
}
