import type { ChainLink } from '../case/chain-link.ts';

/** A case as far as its facts go: the same of a record and of a document that is only being checked. */
interface HasFacts {
  status: string;
  facts: { answers: object; texts: Record<string, string>; names: Record<string, string> };
}

/**
 * The facts that must be committed to, by name. What is answered in a draft, or ticked for an addition, is none before it is sent or
 * let go of: it changes with each press and nobody has read it.
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

/** The commitment to each fact as it was last written; null where the fact went. */
export const committed = (chain: ChainLink[]): Map<string, string | null> =>
  new Map(chain.flatMap(({ facts }) => Object.entries(facts ?? {})));
