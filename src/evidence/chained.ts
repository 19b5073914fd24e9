import { isSame } from '../base/once-per.ts';
import type { CaseRecord, ChainLink } from '../case/record.ts';
import { commitmentTo, factsOf, hashOf, headOf } from './link.ts';

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
