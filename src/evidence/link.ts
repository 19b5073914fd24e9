import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { ChainLink } from '../case/chain-link.ts';

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
 * The same bytes for the same data on every machine (RFC 8785). Half a character, which no JSON may hold, becomes U+FFFD: no text
 * of anybody's keeps a case from being written.
 */
export function canonical(value: unknown): string {
  const wellFormed = JSON.stringify(value, (_, each) => wellFormedIn(each));
  return canonicalize(JSON.parse(wellFormed)) ?? 'null';
}

/** What the first link of a case stands on: no chain fits another case, or another organisation. */
export const genesis = ({ id, organisation }: { id: string; organisation: string }): string =>
  sha256(canonical({ chain: 1, case: id, organisation }));

/** @param previous the hash of the link before; `genesis` for the first */
export const hashOf = (previous: string, event: unknown, facts: ChainLink['facts']): string =>
  sha256(canonical([previous, event, facts ?? {}]));

/** @param salt 32 random bytes in base64url: without it nobody can try out what the fact may be */
export const commitmentTo = (salt: string, name: string, fact: unknown): string =>
  sha256(Buffer.from(salt, 'base64url'), canonical([name, fact]));

/** The hash of the last link: whoever keeps it elsewhere can tell later whether the history up to here is still the same. */
export const headOf = ({ chain }: { chain?: ChainLink[] | undefined }): string | undefined => chain?.at(-1)?.hash;

/** One hash over a value, however its fields are ordered. */
export const hashOfJson = (value: unknown): string => sha256(canonical(value));
