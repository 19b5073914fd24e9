import type { ChainLink } from '../case/chain-link.ts';
import type { CaseRecord } from '../case/record.ts';
import { factsOf } from './facts.ts';
import { commitmentTo, genesis, hashOf, headOf } from './link.ts';

/**
 * The case with a link for each event that is new, and with commitments to what came, changed or went with them. Only what this very
 * write changed is committed to: what somebody altered in the store before is never made good by a later write. A case of a program
 * before there were chains gets its whole chain now.
 * @param before  the case as it was read; undefined for a new one
 * @param newSalt gives 32 random bytes in base64url
 */
export function chained(before: CaseRecord | undefined, after: CaseRecord, newSalt: () => string): CaseRecord {
  const known = before?.chain;
  const events = known ? after.events.slice(before.events.length) : after.events;
  if (events.length === 0) return withSalts({ ...after, chain: known }, before?.facts.salts);

  const was = known ? factsOf(before) : new Map<string, unknown>();
  const is = factsOf(after);
  const salts = new Map(Object.entries(known ? (before.facts.salts ?? {}) : {}));
  const facts: NonNullable<ChainLink['facts']> = {};
  for (const [name, fact] of is) {
    if (was.has(name) && isSame(was.get(name), fact)) continue;
    const salt = newSalt();
    salts.set(name, salt);
    facts[name] = commitmentTo(salt, name, fact);
  }
  for (const name of was.keys()) if (!is.has(name)) facts[name] = null;
  for (const name of salts.keys()) if (!is.has(name)) salts.delete(name);

  let previous = headOf({ chain: known }) ?? genesis(after);
  const links = events.map((event, place): ChainLink => {
    const own = place === events.length - 1 && Object.keys(facts).length > 0 ? facts : undefined;
    previous = hashOf(previous, event, own);
    return { hash: previous, ...(own ? { facts: own } : {}) };
  });
  return withSalts({ ...after, chain: [...(known ?? []), ...links] }, Object.fromEntries(salts));
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

/** Salts live with the facts: whatever the facts were made from, they have those that belong to them. */
function withSalts(record: CaseRecord, salts: Record<string, string> | undefined): CaseRecord {
  const { salts: _, ...facts } = record.facts;
  const isAny = salts !== undefined && Object.keys(salts).length > 0;
  return { ...record, facts: isAny ? { ...facts, salts } : facts };
}
