import { linkChoices } from '../draft/next-child.ts';
import type { LinkKind } from '../history/desk.ts';

/** What two linked cases share: "same adult". */
export const linkWords = (kind: LinkKind): string => words[kind];

const words: Record<LinkKind, string> = {
  family: 'same family',
  household: 'same household or address',
  adult: 'same adult',
  other: 'in another way',
};

/** The kinds of link, with the titles of their buttons. */
export const linkTitles = Object.entries(linkChoices) as [LinkKind, string][];
