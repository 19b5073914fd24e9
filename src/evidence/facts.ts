import type { ChainLink } from '../case/chain-link.ts';

/** What `factsOf` reads: a case record, or a document that is being checked. */
interface HasFacts {
  status: string;
  facts: { answers: object; texts: Record<string, string>; names: Record<string, string> };
}

/**
 * The facts that need a commitment, by name. The answers of a draft need none until it is sent or deleted, and those in
 * `adding` (see `draftOf`) need none until they are sent: they change with each press, and nobody has read them.
 */
export function factsOf({ status, facts }: HasFacts): Map<string, unknown> {
  const { answers, texts, names } = facts;
  const isAnswered = Object.values(answers).some((each) => Object.keys(each).length > 0);
  const all = new Map<string, unknown>();
  if (status !== 'draft' && isAnswered) all.set('answers', answers);
  for (const [name, text] of Object.entries(texts)) all.set(`text:${name}`, text);
  for (const [id, name] of Object.entries(names)) all.set(`name:${id}`, name);
  return all;
}

/** The latest commitment to each fact; null if the fact was removed. */
export const latestCommitments = (chain: ChainLink[]): Map<string, string | null> =>
  new Map(chain.flatMap(({ facts }) => Object.entries(facts ?? {})));
