import anyAscii from 'any-ascii';
import type { CaseId } from '../../base/reference.ts';
import { type Instant, londonDay } from '../../base/time.ts';
import type { CaseRecord } from '../../case/record.ts';
import { answerTo } from '../../draft/draft.ts';
import { mayBePlaced } from '../../draft/placed.ts';
import type { Keys } from '../../store/keys.ts';
import { type Comparable, type Home, homesIn, phonesIn } from './comparable.ts';

import { nameWords, soundsOf } from './names.ts';

const mostKeys = 60;

/**
 * The keys under which other cases find this one, the rarest first. Two cases without a common key are never compared.
 * A key is plain text here; the store keeps only its hash (see `hashWithSalt`).
 */
export function keysOf({ child, born, homes, carers, phones }: Comparable): string[] {
  const years = born ? Array.from({ length: born.years[1] - born.years[0] + 1 }, (_, at) => born.years[0] + at) : [];
  const keys = [
    ...phones.map(phoneKey),
    ...homes.flatMap(homeKeys),
    ...pairKeys('child', child),
    ...carers.flatMap((words) => pairKeys('carer', words)),
    ...years.flatMap((year) => nameKeys(child, year)),
  ];
  return [...new Set(keys)].slice(0, mostKeys);
}

/**
 * The keys under which only the desk finds a case: a day, a part of its reference, and who referred. Of a child who may be placed somewhere
 * no organisation: that may be where they live.
 */
export function deskKeysOf({ id, facts: { answers } }: CaseRecord, sentAt: Instant, { born }: Comparable): string[] {
  const organisation = mayBePlaced(answers) ? '' : (answerTo(answers, 'organisation') ?? '');
  return [
    `sent ${londonDay(sentAt)}`,
    ...(born?.day ? [`born ${born.day}`] : []),
    ...referenceKeys(id),
    ...organisationKeys(organisation),
  ];
}

const isAPart = ({ length }: string) => length === 3 || length === 4;

/** Each part of a reference, and the beginning of its longer one: “7K3F”, “7K3”, “92Q”. */
function referenceKeys(reference: string): string[] {
  const parts = reference
    .toUpperCase()
    .split(/[^0-9A-Z]+/)
    .filter(isAPart);
  return [...new Set(parts.flatMap((part) => [part, part.slice(0, 3)]))].map((part) => `reference ${part}`);
}

const whatItIs =
  /^(?:the|and|school|primary|secondary|junior|infant|academy|college|nursery|hospital|clinic|surgery|centre|council|police|station|trust|team|service|services|house|community|saint)$/;

/** The words of an organisation's own name, without what it is. */
function organisationKeys(name: string): string[] {
  const words = anyAscii(name)
    .toLowerCase()
    .replace(/['’`]/g, '')
    .split(/[^a-z0-9]+/);
  return [...new Set(words.filter((word) => word.length > 2 && !whatItIs.test(word)))]
    .slice(0, 6)
    .map((word) => `organisation ${word}`);
}

const phoneKey = (phone: string) => `phone ${phone}`;

const homeKeys = ({ numbers, postcode, street }: Home) =>
  numbers.flatMap((number) => [
    ...(postcode ? [`home ${postcode} ${number}`] : []),
    ...(street ? [`street ${street} ${number}`] : []),
  ]);

/** The keys of a whole name: one for each two of its words. */
const pairKeys = (whose: 'child' | 'carer', words: string[]) => pairsOf(words).map((pair) => `${whose} ${pair}`);

/** The keys of each word of a child's name, with a year in which the child may be born. */
const nameKeys = (words: string[], year: number) =>
  [...new Set(words.flatMap(soundsOf))].map((sound) => `name ${sound} ${year}`);

/** Each two words of a name by how they sound. The order of the words does not matter. */
function pairsOf(words: string[]) {
  const sounds = [...new Set(words.map((word) => soundsOf(word)[0] ?? ''))].filter((sound) => sound !== '').sort();
  return sounds.flatMap((one, place) => sounds.slice(place + 1).map((other) => `${one} ${other}`));
}

/** The person whose data is searched for (a subject access request), as they describe themselves. */
export interface Subject {
  name?: string | undefined;
  address?: string | undefined;
  phone?: string | undefined;
}

/** What the desk may look for as well. `day`: on which it was sent, or the child was born. `reference`: a part of it. */
interface Search extends Subject {
  organisation?: string | undefined;
  day?: string | undefined;
  reference?: string | undefined;
}

/** How a case matches the person, the surest match first. The index knows only how a name sounds. */
export const likenesses = {
  phone: 'the same phone',
  reference: 'part of its reference',
  home: 'the same postcode and house number',
  street: 'the same street and house number',
  child: 'SOUNDS LIKE the child’s name',
  carer: 'SOUNDS LIKE the carer’s name',
  word: 'SOUNDS LIKE one word of the child’s name',
  born: 'born on that day',
  organisation: 'a word of the organisation that refers',
  sent: 'sent on that day',
} as const;
type Likeness = keyof typeof likenesses;
const surestFirst = Object.keys(likenesses) as Likeness[];

interface Candidate {
  case: CaseId;
  why: Likeness[];
}

const mostForAKey = 100;
const yearsBack = 45; // birth years to search: 18 years of childhood, 25 for which our pack keeps a case, 2 to spare

/**
 * The parts of the description that cannot be searched for, such as an office's phone number or a house without a
 * number.
 */
export function unsearchableParts(subject: Subject): (keyof Subject)[] {
  const readers = { name: nameWords, address: homesIn, phone: phonesIn };
  return (['name', 'address', 'phone'] as const).filter((part) => {
    const text = subject[part];
    return text !== undefined && readers[part](text).length === 0;
  });
}

export function searchKeys(
  { name = '', address = '', phone = '', organisation = '', day, reference = '' }: Search,
  year: number,
): Record<Likeness, string[]> {
  const words = nameWords(name);
  const years = Array.from({ length: yearsBack + 1 }, (_, back) => year + 1 - back);
  const homes = homesIn(address).flatMap(homeKeys);
  return {
    phone: phonesIn(phone).map(phoneKey),
    reference: referenceKeys(reference),
    organisation: organisationKeys(organisation),
    born: day ? [`born ${day}`] : [],
    sent: day ? [`sent ${day}`] : [],
    home: homes.filter((key) => key.startsWith('home ')),
    street: homes.filter((key) => key.startsWith('street ')),
    child: pairKeys('child', words),
    carer: pairKeys('carer', words),
    word: years.flatMap((each) => nameKeys(words, each)),
  };
}

/** What stays on record of a search: the keys that it used, of one name alone how that sounds. */
export function searchTerms(subject: Search): string[] {
  const { word: _, ...keys } = searchKeys(subject, 0);
  const words = nameWords(subject.name ?? '');
  return [...Object.values(keys).flat(), ...(words.length === 1 ? words.flatMap(soundsOf) : [])];
}

/**
 * Finds cases that may be about a person, by the search keys of sent cases. It reads no case itself: a person has to
 * look at each.
 * @param year the current year
 * @returns the best matches first; `isCut` when there are more than anybody can look through
 */
export async function findCandidates(
  subject: Search,
  keys: Pick<Keys, 'found'>,
  year: number,
): Promise<{ found: Candidate[]; isCut: boolean }> {
  const why = new Map<CaseId, Set<Likeness>>();
  let isCut = false;
  const searched = searchKeys(subject, year);
  for (const likeness of surestFirst)
    for (const key of searched[likeness]) {
      const ids = await keys.found(key, mostForAKey);
      isCut ||= ids.length === mostForAKey;
      for (const id of ids) why.set(id, new Set([...(why.get(id) ?? []), likeness]));
    }
  const rank = ({ why: [first = 'word'], why: { length } }: Candidate) => surestFirst.indexOf(first) - length / 10;
  const found = [...why].map(([id, likes]): Candidate => ({ case: id, why: [...likes] }));
  return { found: found.sort((one, other) => rank(one) - rank(other)), isCut };
}
