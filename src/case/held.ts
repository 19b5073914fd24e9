import { hash } from 'node:crypto';
import { phoneCaller, type StaffId } from '../base/people.ts';
import type { Texts } from '../base/texts.ts';
import type { Instant } from '../base/time.ts';
import { houseNumbers, isFlatAlone, saysAnyPlaced } from '../draft/placed.ts';
import {
  answersShownEarly,
  askedKey,
  placeLeftOut,
  placesAsked,
  withPlacesReplaced,
  withStreetsReplaced,
} from '../draft/places.ts';
import { contains, type Whose } from '../draft/whose.ts';
import { type CaseEvent, isA, textOf } from '../history/events.ts';
import {
  freedBy,
  goneOf,
  isChildPlaced,
  isFreeIn,
  isPublicIn,
  masks,
  placesSaid,
  tellsElsewhere,
  tellsWhere,
  wholeText,
} from './placed.ts';
import { behindPress, type CaseRecord, ownAnswers, type ToldCase } from './record.ts';
import { hidingOf } from './said.ts';
import { sentReferral } from './standing.ts';
import { isOwnReferral, isUnwritten, referralOf } from './state.ts';

/** Stands for an address that nobody reads until whoever wrote it has said whether the child is placed there. */
const mask = (number: number | string) => `[address ${number} held back]`;

/** Whether a message as it would be sent holds such a mask, or lacks an address. */
export const holdsMask = (message: unknown): boolean =>
  /\[(?:address \d{1,5} held back|place left out)\]/.test(JSON.stringify(message));

/** An address that waits since `at` until `who` says whether the child is placed there. `from`: when the MASH was told it, if before. */
export interface HeldAddress {
  number: number;
  words: string;
  who: StaffId;
  at: Instant;
  from?: Instant | undefined;
}

/** The addresses that are held back now, the oldest first. The referrer answers for what a former one wrote. */
export const heldAddresses = (record: ToldCase): HeldAddress[] =>
  writtenAddresses(record).filter(({ number }) => !record.facts.held?.[number]?.shown);

/** The same, with those that were held back and are shown. */
export function writtenAddresses(record: ToldCase): HeldAddress[] {
  const { held = {} } = record.facts;
  const answersFor = answererIn(record);
  return record.events.flatMap((event) => {
    if (event.type !== 'AddressesHeld') return [];
    const { by, at, numbers } = event;
    return numbers.flatMap((number) => {
      const address = held[number];
      if (!address || address.gone) return [];
      const { words, from } = address;
      return [{ number, words, who: answersFor(by), at, ...(from && from < at && { from }) }];
    });
  });
}

/** Who answers for what somebody wrote: for a former referrer the one who refers now. */
function answererIn({ events, author }: ToldCase) {
  const sent = sentReferral({ events });
  return (by: StaffId) => (sent && author !== phoneCaller && isOwnReferral(sent, by) ? author : by);
}

/** An address that may be read, unless it stands in words that two managers have hidden. */
export function shownAddress(record: CaseRecord, number: number): string {
  const { events, facts } = record;
  const { held = {}, texts } = facts;
  const words = held[number]?.words ?? '';
  const isHidden = Object.keys(texts).some((name) => hidingOf(events, name).hidden && texts[name]?.includes(words));
  return isHidden ? 'hidden' : behindPress(record, words);
}

/** Words that leave this case, without its masks: in another case their numbers would mean other addresses. */
export const withoutMasks = (text: string): string => text.replace(masks, placeLeftOut);

/** Words that go back to who wrote them, with the addresses of theirs that are held back. */
export function withHeld(text: string, record: CaseRecord, who: StaffId): string {
  const own = writtenAddresses(record).filter((each) => each.who === who);
  return text.replace(masks, (_, number) => own.find((each) => each.number === Number(number))?.words ?? placeLeftOut);
}

/** The texts of a case as they were written, to tell a double press: nobody may read them. */
export const textsAsWritten = ({ facts }: CaseRecord): Texts =>
  Object.fromEntries(Object.entries(facts.texts).map(([name, text]) => [name, wholeText(text, facts)]));

/**
 * Whether words that nobody has said which child they are about may tell where a child is placed: by anything in any of
 * them, or because a child of their author may be placed.
 */
export const mayTellPlacement = (words: string[], about: CaseRecord[]): boolean =>
  words.some((each) => saysAnyPlaced(each)) || about.some((each) => isChildPlaced(each));

export const withoutAddresses = (words: string): string =>
  withPlacesReplaced(words, (_, of) => (of === 'others' ? undefined : '[address held back]'), true);

/** An address that was found just now. `earlier`: it stands in a fact that was there before. `perhaps`: see `perhapsPlaced`. */
interface Found extends Pick<HeldAddress, 'number'> {
  by: StaffId | undefined;
  earlier: boolean;
  perhaps: boolean;
  inAnswer: boolean;
}

/**
 * The case with a mask in place of each address that nobody has been asked about, if the child may be placed; and with
 * the answers that were given: an address that may be shown stands in its place again, and one that is the placement is
 * left out. Every text of a sent case passes here (`advance`), so no card, file or search holds such an address. Whoever
 * wrote an address answers for their own words only, and a mask that somebody typed stands for nothing. What their plain words call
 * another’s is shown; what they call the placement waits, though nothing else says that this child is placed.
 * @param change what was written just now
 * @returns also the addresses that were found, and those that these words free; undefined if nothing changes
 * @source Protocol 10.1
 */
export function withAddressesHeld(record: CaseRecord, change: Change = { events: [] }) {
  const { events } = record;
  const { held: before, ...facts } = record.facts;
  const isPlaced = isChildPlaced(record);
  const isKnown = isPlaced && isChildPlaced(record, true);
  const perhaps = perhapsPlaced(events);
  const said = placesSaid(record);
  if (!isPlaced && !before && perhaps.length === 0 && !said.some(({ of }) => of === 'placement')) return undefined;
  const held = { ...before };
  const answersFor = answererIn(record);
  const removed = events.flatMap((event) => (event.type === 'AddressRemoved' ? [event.number] : []));
  const holders = holdersIn(record);
  const whoWrote = (fact: string) => {
    const event = writtenIn(fact, record, change);
    const by = event && 'by' in event ? event.by : undefined;
    return { by, who: by && answersFor(by), at: fact === 'answers' ? sentReferral(record)?.submittedAt : event?.at };
  };
  const freed = freedBy(record, said, (number, fact) => holders.get(number) === whoWrote(fact).who);
  for (const number of freed) held[number] = { words: '', ...held[number], shown: true };
  const mayShow = shownWords({ ...record, facts: { ...record.facts, held } }, holders);
  const isFree = isFreeIn(record, said);
  const names = [...Object.values(facts.names), facts.answers.values['child-name'] ?? ''];
  const found: Found[] = [];
  let last = Math.max(0, ...holders.keys(), ...Object.keys(held).map(Number));

  const hidden = (fact: string, text: string) => {
    const writer = () => whoWrote(fact);
    const mayWait = isPlaced || perhaps.includes(fact);
    const answered = text.replace(masks, (same, digits: string) => {
      const number = Number(digits);
      if (removed.includes(number)) return placeLeftOut;
      if (!held[number] || holders.get(number) !== writer().who) return same.replace('[', '(').replace(']', ')');
      return held[number].shown ? held[number].words : same;
    });
    if (tellsElsewhere(fact, facts.texts)) return answered;
    const streets = Object.values(held).flatMap(({ words, shown, gone }) => gone ?? (shown ? [] : goneOf(words).gone));
    const instead = (place: string, of?: Whose) => {
      const isOfHeld = goneOf(place).gone.some((street) => streets.includes(street)); // no half of it is shown
      if (isFree(of, place) || !(mayWait || of === 'placement' || isOfHeld)) return undefined;
      const { by, who, at } = writer();
      if (!isKnown && (isFlatAlone(place) || (isPlaced && isPublicIn(record, said, place)))) return undefined;
      if (names.some((each) => contains(each, place))) return undefined;
      if (mayShow.some((each) => each.who === who && contains(each.words, place))) return undefined;
      const known = Object.keys(held).find(
        (number) => held[number]?.words === place && holders.get(Number(number)) === who,
      );
      if (known) return mask(known);
      last += 1;
      const earlier = !isNew(fact, change);
      held[last] = { words: place, ...(earlier && at && { from: at }) };
      if (who) holders.set(last, who);
      const inAnswer = fact.startsWith('text:answer-') && !earlier;
      found.push({ number: last, by, earlier, perhaps: !isPlaced, inAnswer });
      return mask(last);
    };
    const andTowns = mayWait && tellsWhere(fact, facts.texts) && writer().who === record.author;
    return withPlacesReplaced(answered, instead, andTowns, (words) =>
      streets.length === 0 ? words : withHouseReplaced(words, streets, (each) => instead(each, 'placement')),
    );
  };
  const once = withEach(record, facts, isPlaced, hidden);
  const all = found.length > 0 ? withEach(record, once, isPlaced, hidden) : once; // the street of an address may stand in words before it
  const isAny = Object.keys(held).length > 0;
  const shown = freed.flatMap((number) => ({ number, by: holders.get(number) }));
  return { record: { ...record, facts: { ...all, ...(isAny && { held }) } }, found, shown };
}

/** The words of a case, each changed. What stands in a draft is asked about before it is sent. */
function withEach(
  record: CaseRecord,
  { answers: { values, ticks, readings }, texts, ...facts }: Omit<CaseRecord['facts'], 'held'>,
  isPlaced: boolean,
  changed: (fact: string, text: string) => string,
) {
  const inTexts = (texts: Texts, nameOf: (key: string) => string): Texts =>
    Object.fromEntries(
      Object.entries(texts).map(([key, text]) => [key, key === askedKey ? text : changed(nameOf(key), text)]),
    );
  const notes = Object.entries(ticks).map(([id, each]) => [id, { ...each, note: changed('answers', each.note) }]);
  return {
    ...facts,
    answers: isUnwritten(referralOf(record.events))
      ? answersForMash(record, isPlaced)
      : { values: inTexts(values, () => 'answers'), ticks: Object.fromEntries(notes), readings },
    texts: inTexts(texts, (name) => `text:${name}`),
  };
}

/** What the MASH reads of a draft of which it knows: more of it, where the child was said to be in danger or missing. */
export function answersForMash(record: CaseRecord, isPlaced = isChildPlaced(record)) {
  const answers = ownAnswers(record);
  return answersShownEarly(answers, isPlaced, isSaidAtRisk(record));
}

/** Whether the child was said to be in danger or missing, even if that was taken back. */
export const isSaidAtRisk = (record: CaseRecord): boolean =>
  ownAnswers(record).values.danger === 'yes' || record.events.some(isA('ChildMissing', 'DangerTakenBack'));

/** The text with other words in place of these streets, and of a house by its number. */
const withHouseReplaced = (text: string, streets: string[], instead: (words: string) => string | undefined) =>
  withStreetsReplaced(text, (key) => streets.includes(hash('sha256', key)), instead).replace(
    houseNumbers,
    (words) => instead(words) ?? words,
  );

/** The facts in which addresses wait, though nothing says that this child is placed. */
const perhapsPlaced = (events: CaseEvent[]) =>
  events.flatMap((event) =>
    event.type === 'InformationAdded' && event.perhapsPlaced ? [`text:${textOf.information(event.number)}`] : [],
  );

/** By number, who answers for each address. */
function holdersIn(record: CaseRecord) {
  const answersFor = answererIn(record);
  return new Map(
    record.events.flatMap((event) =>
      event.type === 'AddressesHeld' ? event.numbers.map((number) => [number, answersFor(event.by)] as const) : [],
    ),
  );
}

/** The addresses that their writers said are no placement. */
function shownWords({ author, facts: { answers, adding, held = {} } }: CaseRecord, holders: Map<number, StaffId>) {
  const asked = [...placesAsked(answers), ...(adding ? placesAsked(adding) : [])];
  return [
    ...asked.map((words) => ({ words, who: author })),
    ...Object.entries(held).flatMap(([number, { words, shown }]) =>
      shown ? [{ words, who: holders.get(Number(number)) }] : [],
    ),
  ];
}

type Change = { events: CaseEvent[]; texts?: Texts };

/** The events that say which addresses are held back, one for each person who wrote some of them, and which can be read. */
export function heldEvents({
  record: { changedAt: at },
  found,
  shown,
}: NonNullable<ReturnType<typeof withAddressesHeld>>): CaseEvent[] {
  const free = shown.flatMap(({ number, by }) => (by ? [{ type: 'AddressShown' as const, at, by, number }] : []));
  const all = [...Map.groupBy(found, ({ by }) => by)].flatMap(([by, theirs]) => {
    if (!by) return [];
    const event = { type: 'AddressesHeld' as const, at, by, numbers: theirs.map(({ number }) => number) };
    const earlier = theirs.some((each) => each.earlier) && { earlier: true as const };
    const perhaps = theirs.every((each) => each.perhaps) && { perhaps: true as const };
    const inAnswer = theirs.some((each) => each.inAnswer) && { inAnswer: true as const };
    return [{ ...event, ...earlier, ...perhaps, ...inAnswer }];
  });
  return [...all, ...free];
}

const isNew = (fact: string, { texts = {} }: Change) => Object.keys(texts).some((name) => fact === `text:${name}`);

/** The event that wrote a fact: what somebody did when it first came. */
function writtenIn(fact: string, { chain, events }: CaseRecord, change: Change): CaseEvent | undefined {
  const at = chain.findIndex(({ facts }) => facts?.[fact]);
  const when = isNew(fact, change) || at < 0 ? change.events : events.slice(0, at + 1);
  return when.findLast((event) => event.type !== 'AddressesHeld' && 'by' in event && event.by !== undefined);
}

/** The address about which this person is asked now: of those that they wrote last, the first. */
export function askedOf(record: ToldCase, person: StaffId): HeldAddress | undefined {
  const theirs = heldAddresses(record).filter(({ who }) => who === person);
  return theirs.find(({ at }) => at === theirs.at(-1)?.at);
}

/** All addresses about which this person is asked, without the parts of others. */
export function askedAll(record: ToldCase, person: StaffId): HeldAddress[] {
  const theirs = heldAddresses(record).filter(({ who }) => who === person);
  return theirs.filter(
    ({ number, words }) =>
      !theirs.some((each) => contains(each.words, words) && (each.number < number || !contains(words, each.words))),
  );
}
