import { z } from 'zod';
import { Texts } from '../base/texts.ts';
import { ChainLink } from '../case/record.ts';
import { referralOf } from '../case/state.ts';
import { CaseEvent } from '../history/events.ts';
import { commitmentTo, factsOf, genesis, hashOf, latestCommitments } from './link.ts';

/**
 * How a document differs from what the program wrote. It gives an event by its number, from 1, and a fact by its name,
 * never its words.
 */
type Difference =
  | { what: 'unreadable' | 'another-case' | 'status-changed' }
  | { what: 'event-changed'; event: number; type: string }
  | { what: 'fact-changed' | 'fact-removed' | 'fact-without-commitment'; fact: string };

export type Verdict = { kind: 'whole'; hashes: string[] } | { kind: 'broken'; difference: Difference };

/**
 * The document as it is in the store. It is not read as a `CaseRecord`, because that parsing could repair an altered
 * value.
 */
const StoredCase = z.object({
  id: z.string(),
  organisation: z.string(),
  status: z.string(),
  events: z.array(z.looseObject({ type: z.string() })),
  chain: z.array(ChainLink),
  facts: z.object({
    answers: z.record(z.string(), z.record(z.string(), z.unknown())),
    texts: Texts,
    names: Texts,
    held: z.record(z.string(), z.unknown()).optional(),
    salts: Texts.default({}),
  }),
});
type StoredCase = z.infer<typeof StoredCase>;

/**
 * Checks whether each event of a case is unchanged and in its place, and whether each fact matches its commitment.
 * @param id the id under which the store has the document
 * @returns the first difference, if there is one
 */
export function verdictOn(id: string, document: unknown): Verdict {
  const read = StoredCase.safeParse(document);
  if (!read.success) return broken({ what: 'unreadable' });
  const { data: record } = read;
  if (record.id !== id) return broken({ what: 'another-case' });
  const difference = differenceInEvents(record) ?? differenceInStatus(record) ?? differenceInFacts(record);
  return difference ? broken(difference) : { kind: 'whole', hashes: record.chain.map(({ hash }) => hash) };
}

const broken = (difference: Difference): Verdict => ({ kind: 'broken', difference });

function differenceInEvents(record: StoredCase): Difference | undefined {
  const { events, chain } = record;
  const length = Math.max(events.length, chain.length);
  const first = Array.from({ length }, (_, place) => place).find((place) => !isLinkFor(record, events[place], place));
  return first === undefined ? undefined : { what: 'event-changed', event: first + 1, type: events[first]?.type ?? '' };
}

/** Whether the link at this place was made for this event. */
function isLinkFor({ chain, ...record }: StoredCase, event: unknown, place: number) {
  const link = chain[place];
  const previous = place === 0 ? genesis(record) : chain[place - 1]?.hash;
  if (event === undefined || previous === undefined || !link) return false;
  return link.hash === hashOf(previous, event, link.facts);
}

/**
 * Checks the status, because lists find a case by it: a status that the history does not lead to would hide the case.
 */
function differenceInStatus({ events, status }: StoredCase): Difference | undefined {
  const read = z.array(CaseEvent).safeParse(events);
  return read.success && referralOf(read.data).status === status ? undefined : { what: 'status-changed' };
}

function differenceInFacts({ chain, facts, status }: StoredCase): Difference | undefined {
  const present = factsOf({ status, facts });
  const written = latestCommitments(chain);
  for (const [fact, value] of present) {
    const commitment = written.get(fact);
    if (!commitment) return { what: 'fact-without-commitment', fact };
    if (commitment !== commitmentTo(facts.salts[fact] ?? '', fact, value)) return { what: 'fact-changed', fact };
  }
  for (const [fact, commitment] of written) if (commitment && !present.has(fact)) return { what: 'fact-removed', fact };
  return undefined;
}

/** Describes a difference in words, without revealing a fact. */
export function differenceInWords(difference: Difference): string {
  switch (difference.what) {
    case 'unreadable':
      return 'the document cannot be read as a case';
    case 'another-case':
      return 'the document says that it is another case';
    case 'status-changed':
      return 'the status is not what the history comes to';
    case 'event-changed':
      return `event ${difference.event} (${difference.type || 'gone'}) is not what was written: it, or one before it, was changed, added, moved or removed`;
    case 'fact-changed':
      return `the fact ${difference.fact} is not what was written`;
    case 'fact-removed':
      return `the fact ${difference.fact} is gone, and no event says that it was erased`;
    case 'fact-without-commitment':
      return `the fact ${difference.fact} came without an event`;
  }
}
