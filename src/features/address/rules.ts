import type { StaffId } from '../../base/people.ts';
import { askedAll, askedOf, type HeldAddress, heldAddresses, writtenAddresses } from '../../case/held.ts';
import { type Actor, doneBy, nothingToDo, type Outcome } from '../../case/outcome.ts';
import { doubtOf, goneOf, isSamePlace, masks, wholeText } from '../../case/placed.ts';
import type { CaseRecord } from '../../case/record.ts';
import { putsThisRight } from '../../draft/numbers-said.ts';
import { isFlatAlone } from '../../draft/placed.ts';
import { placeLeftOut, withoutStreetOf, withPlacesReplaced } from '../../draft/places.ts';
import { contains } from '../../draft/whose.ts';
import type { CaseEvent } from '../../history/events.ts';

/** The address of which this person said last that the child is not placed there. They may have been wrong. */
export function shownLast(record: CaseRecord, person: StaffId): HeldAddress | undefined {
  const last = record.events.findLast((event) => event.type === 'AddressShown' && event.by === person);
  return writtenAddresses(record).find(({ number }) => last?.type === 'AddressShown' && number === last.number);
}

/**
 * Whoever wrote an address says whether the child is placed there. If so, it is gone for good; if not, it is shown. The
 * answer holds for each part of this address, and a “no” for the flat that stands beside it. A “yes” holds for each address that contains it, too, and after a “no”.
 * @source Protocol 10.1
 */
export function recordPlaced(record: CaseRecord, number: number | undefined, placed: 'yes' | 'no', at: Actor): Outcome {
  const all = placed === 'yes' ? writtenAddresses(record) : heldAddresses(record);
  const theirs = all.filter(({ who }) => who === at.by.id);
  const meant = askedOf(record, at.by.id) ?? (placed === 'yes' ? shownLast(record, at.by.id) : undefined);
  const asked = number ? theirs.find((each) => each.number === number) : meant;
  if (!asked) return nothingToDo;
  if (!number && placed === 'no' && (askedAll(record, at.by.id).length > 1 || doubtOf(record, asked)))
    return nothingToDo; // it must say which
  const isMeant = placed === 'yes' ? isSame(asked.words) : (words: string) => contains(asked.words, words);
  const meantHere = theirs.filter(({ words }) => isMeant(words)).map((each) => each.number);
  const pieces = placed === 'no' ? piecesOf(record, meantHere) : meantHere;
  const same = theirs.filter(
    (each) => pieces.includes(each.number) || (placed === 'no' && isRighted(record, asked, each)),
  );
  const type = placed === 'yes' ? 'AddressRemoved' : 'AddressShown';
  return doneBy(
    at,
    same.map(({ number: each }) => ({ type, number: each })),
  );
}

const BETWEEN = /^[\s,;:/-]*$/;
/**
 * The numbers of the addresses of which these are part, as somebody wrote them: the flat beside its house. Two houses that stand
 * side by side are two addresses.
 */
function piecesOf({ facts: { answers, adding, texts, held = {} } }: CaseRecord, of: number[]): number[] {
  const all = [...Object.values(texts), ...Object.values(answers.values), ...Object.values(adding?.values ?? {})];
  const isFlat = (number: number) => isFlatAlone(held[number]?.words ?? '');
  const beside = all.flatMap((text = '') => {
    const found = [...text.matchAll(masks)].map((match) => ({ match, number: Number(match[1]) }));
    return found.slice(1).flatMap(({ match, number }, place) => {
      const before = found[place];
      const isNext = before && BETWEEN.test(text.slice(before.match.index + before.match[0].length, match.index));
      return isNext && isFlat(before.number) !== isFlat(number) ? [[before.number, number] as const] : [];
    });
  });
  return [...new Set([...of, ...beside.filter((pair) => pair.some((each) => of.includes(each))).flat()])];
}

/** Whether the one stands in words that put the other right: “its 4 penrose close not 41”. */
const isRighted = ({ facts }: CaseRecord, wrong: HeldAddress, right: HeldAddress): boolean =>
  Object.values(facts.texts).some((text) => {
    const whole = wholeText(text, facts);
    return whole.includes(right.words) && putsThisRight(whole, wrong.words);
  });

const isSame = (words: string) => (place: string) => isSamePlace(place, words);

/** Words without an address that is the placement. */
export const withoutPlacementIn = (text: string, placement: string): string =>
  withoutStreetOf(
    withPlacesReplaced(text, (place) => (isSame(placement)(place) ? placeLeftOut : undefined), true),
    placement,
  );

/**
 * The case after an answer: the address may be shown, or is no longer stored, but for what tells its street. Its mask goes in `withAddressesHeld`; where it
 * was shown already, it goes from the words here.
 */
export function withAnswer(record: CaseRecord, event: CaseEvent): CaseRecord {
  if (event.type !== 'AddressShown' && event.type !== 'AddressRemoved') return record;
  const { [event.number]: address, ...others } = record.facts.held ?? {};
  if (!address || address.gone) return record;
  if (event.type === 'AddressShown')
    return withHeldAs(record, { ...others, [event.number]: { ...address, shown: true as const } });
  return withHeldAs(address.shown ? withoutIt(record, address.words) : record, {
    ...others,
    [event.number]: goneOf(address.words),
  });
}

const withHeldAs = (record: CaseRecord, held: CaseRecord['facts']['held']): CaseRecord => ({
  ...record,
  facts: { ...record.facts, held },
});

function withoutIt(record: CaseRecord, words: string): CaseRecord {
  const { answers, adding, texts } = record.facts;
  const cutIn = <T>(all: T): T =>
    JSON.parse(JSON.stringify(all), (_, each) => (typeof each === 'string' ? withoutPlacementIn(each, words) : each));
  return {
    ...record,
    facts: { ...record.facts, answers: cutIn(answers), texts: cutIn(texts), ...(adding && { adding: cutIn(adding) }) },
  };
}
