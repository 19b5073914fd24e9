import type { LinkKind } from '../history/linking.ts';

/** What two linked cases share, in words: "same adult". Undefined: the MASH linked them before it was asked. */
export const linkWords = (kind: LinkKind | undefined): string => (kind ? words[kind] : 'not said how');

const words: Record<LinkKind, string> = {
  family: 'same family',
  household: 'same household or address',
  adult: 'same adult',
  other: 'in another way',
};

/** The same as buttons. */
export const linkTitles: [LinkKind, string][] = [
  ['family', 'Same family'],
  ['household', 'Same home or address'],
  ['adult', 'Same adult'],
  ['other', 'In another way'],
];
