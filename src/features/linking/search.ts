import type { CaseId } from '../../base/reference.ts';
import type { Keys } from '../../store/keys.ts';
import { homeKeys, nameKeys, pairKeys, phoneKey } from './keys.ts';
import { nameWords } from './names.ts';
import { phonesIn } from './phones.ts';
import { homesIn } from './places.ts';

/** What a person who asks for what is held on them says of themselves. */
export interface Subject {
  name?: string | undefined;
  address?: string | undefined;
  phone?: string | undefined;
}

/** How a case and what was asked agree; the surest first. Of a name the index knows only how it sounds. */
export const likenesses = {
  phone: 'the same phone',
  home: 'the same postcode and house number',
  street: 'the same street and house number',
  child: 'SOUNDS LIKE the child’s name',
  carer: 'SOUNDS LIKE the carer’s name',
  word: 'SOUNDS LIKE one word of the child’s name',
} as const;
type Likeness = keyof typeof likenesses;

interface Candidate {
  case: CaseId;
  why: Likeness[];
}

interface Sought {
  likeness: Likeness;
  key: string;
}

const mostForAKey = 100;
const yearsBack = 45; // a child of the oldest case that is kept

/** Which parts of what was asked can be looked for at all. A telephone number of an office, or a house without a number, cannot. */
export function unsearchableParts({ name, address, phone }: Subject): (keyof Subject)[] {
  return [
    ...(name !== undefined && nameWords(name).length === 0 ? (['name'] as const) : []),
    ...(address !== undefined && homesIn(address).length === 0 ? (['address'] as const) : []),
    ...(phone !== undefined && phonesIn(phone).length === 0 ? (['phone'] as const) : []),
  ];
}

function sought({ name = '', address = '', phone = '' }: Subject, year: number): Sought[] {
  const words = nameWords(name);
  const years = Array.from({ length: yearsBack + 1 }, (_, back) => year + 1 - back);
  const as = (likeness: Likeness, keys: string[]) => keys.map((key) => ({ likeness, key }));
  return [
    ...as('phone', phonesIn(phone).map(phoneKey)),
    ...homesIn(address)
      .flatMap(homeKeys)
      .map((key): Sought => ({ likeness: key.startsWith('home ') ? 'home' : 'street', key })),
    ...as('child', pairKeys('child', words)),
    ...as('carer', pairKeys('carer', words)),
    ...as(
      'word',
      years.flatMap((each) => nameKeys(words, each)),
    ),
  ];
}

/**
 * Cases that may be about somebody, by the keyed index of cases that were sent; no case is read for it. A person has to look at each.
 * @param year of now
 * @returns the likest first; `isCut` where there are more than anybody can look through
 */
export async function findCandidates(
  subject: Subject,
  keys: Pick<Keys, 'found'>,
  year: number,
): Promise<{ found: Candidate[]; isCut: boolean }> {
  const why = new Map<CaseId, Set<Likeness>>();
  let isCut = false;
  for (const { likeness, key } of sought(subject, year)) {
    const ids = await keys.found(key, mostForAKey);
    isCut ||= ids.length === mostForAKey;
    for (const id of ids) why.set(id, new Set([...(why.get(id) ?? []), likeness]));
  }
  const surest = Object.keys(likenesses);
  const rank = ({ why: [first = 'word'], why: { length } }: Candidate) => surest.indexOf(first) - length / 10;
  const found = [...why].map(([id, likes]): Candidate => ({ case: id, why: [...likes] }));
  return { found: found.sort((one, other) => rank(one) - rank(other)), isCut };
}
