import type { LinkKind } from '../history/linking.ts';

/** What two linked cases share: "same adult". `kind` is undefined if they were linked before the bot asked for it. */
export const linkWords = (kind: LinkKind | undefined): string => (kind ? words[kind] : 'not said how');

const words: Record<LinkKind, string> = {
  family: 'same family',
  household: 'same household or address',
  adult: 'same adult',
  other: 'in another way',
};

/** The kinds of link, with the titles of their buttons. */
export const linkTitles: [LinkKind, string][] = [
  ['family', 'Same family'],
  ['household', 'Same home or address'],
  ['adult', 'Same adult'],
  ['other', 'In another way'],
];
