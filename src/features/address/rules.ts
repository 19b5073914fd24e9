import type { StaffId } from '../../base/people.ts';
import { askedAll, askedOf, type HeldAddress, heldAddresses, writtenAddresses } from '../../case/held.ts';
import { type Actor, doneBy, nothingToDo, type Outcome } from '../../case/outcome.ts';
import {
  doubtOf,
  goneOf,
  isCalledPlacement,
  isChildPlaced,
  isSamePlace,
  masks,
  mayPlaceAnother,
  placesSaid,
  wholeText,
} from '../../case/placed.ts';
import type { CaseRecord } from '../../case/record.ts';
import { putsThisRight } from '../../draft/numbers-said.ts';
import { isFlatAlone } from '../../draft/placed.ts';
import { addressesIn, placeLeftOut, withoutStreetOf, withPlacesReplaced } from '../../draft/places.ts';
import { bareYesOrNo, wordsIn } from '../../draft/typed-words.ts';
import { contains, saidOfAddress } from '../../draft/whose.ts';
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

/** “14 marsh lane: no” answers for one of several addresses, whatever was said of it before. */
export function plainAnswer(said: string, asked: HeldAddress[]) {
  const [place, ...more] = addressesIn(said);
  const isFirst = place?.index === 0 && more.length === 0;
  const placed = bareYesOrNo(isFirst ? said.slice(place.words.length) : '');
  const [only, another] = asked.filter(({ words }) => isFirst && isSamePlace(place.words, words));
  return placed && only && !another ? { number: only.number, placed } : undefined;
}
/** “2 nobody in care”, “no child in care is placed there”: also of an address at which another child may be. */
export function ofNobody(said: string, asked: HeldAddress[]) {
  const { number } = NOBODY_IN_CARE.exec(said)?.groups ?? {};
  const [only, another] = asked.filter((each) => !number || each.number === Number(number));
  return NOBODY_IN_CARE.test(said) && !another ? only : undefined;
}
export const NOBODY_IN_CARE =
  /^(?:address\W{1,3})?(?:(?<number>\d{1,5})\W{1,3})?(?:no\W{1,3})?(?:nobody|no ?one|no (?:other )?child(?:ren)?) (?:\w{1,10} ){0,3}in care(?: \w{1,10}){0,4}\W*$/;

/** “2 they can read it. larchwood house 40 mill rd”, “2. shes in my office”: the first sentence answers, and more follows. */
export function firstSays(said: string): 'read' | '2' | undefined {
  const [first = '', more = ''] = said.split(/[.;!\n]+\s*(.+)/s);
  if (addressesIn(first).length > 0 || wordsIn(more).length === 0 || saidOfAddress(more) === 'keep') return undefined;
  if (first.trim() === '2') return '2';
  return MAY_READ.test(first) && saidOfAddress(first) === 'no' ? 'read' : undefined;
}
const MAY_READ =
  /^(?:(?:2|no?|nope)\W+){0,2}(?:they|the mash|you|u|everyone|the police)\b[^.;!\n]*\b(?:read|see|know|have)\b/i;
/** In the same words the address may be where the child is placed after all. */
const LIVES = /\b(?:liv(?:e|es|ing)|placed?|placement|stay\w*|foster\w*|carers?|moved|sleep\w*)\b/i;

/** Of the addresses that are asked about, those of before, and those which these words give and no words call the placement. */
export function givenBeside(record: CaseRecord, before: string[], text: string): HeldAddress[] {
  const given = LIVES.test(text) ? [] : addressesIn(text);
  const called = placesSaid(record).filter(({ of }) => of === 'placement');
  const isPlacement = (place: string) =>
    called.some(({ words }) => isSamePlace(words, place)) || mayPlaceAnother(record, place);
  return askedAll(record, record.author).filter(
    ({ number, words }) =>
      before.includes(String(number)) ||
      (given.some((place) => isSamePlace(place.words, words)) && !isPlacement(words)),
  );
}

/** “no to all 3”, “none of them” */
export const TO_ALL =
  /^\W*(?:no\b.*\b(?:to|for|of) (?:all|both|each|any)\b|(?:none|neither) of (?:them|these|those)\b)/;
/** The addresses that a “no” frees: the only one which no words call the placement, or all such, of a child who is not said to be in care or where it is said of all. */
export function freeIn(record: CaseRecord, toAll: boolean): HeldAddress[] {
  const called = placesSaid(record);
  const open = askedAll(record, record.author).filter(({ words }) => !isCalledPlacement(called, words));
  const isOfAll = open.length === 1 || toAll || !isChildPlaced(record, true);
  return isOfAll && open.every(({ words }) => !mayPlaceAnother(record, words)) ? open : [];
}

/** Not “2 no answer at the door”. */
export const FIRST_ANSWER =
  /^(?:(?:address|([\p{L}’'-]{2,20}))\W{1,3})?(\d{1,2})\W{0,3}(yes|yep|yeah|no|nope)(?=$|\W{1,3}(?:$|(?:its?|it['’]s|thats?|that['’]s|not|this|leave|where)\b)|\W?[.,;:!\n])/iu;

export const isOfMore = (record: CaseRecord, asked: HeldAddress[], number: number) =>
  asked.some((each) => each.number === number && mayPlaceAnother(record, each.words));
