import { phoneCaller, type StaffId } from '../base/people.ts';
import type { Texts } from '../base/texts.ts';
import type { Instant } from '../base/time.ts';
import { mayBePlaced, saysPlaced } from '../draft/placed.ts';
import { askedKey, contains, placeLeftOut, placesAsked, withPlacesReplaced } from '../draft/places.ts';
import type { CaseEvent, EventOf } from '../history/events.ts';
import type { CaseRecord } from './record.ts';
import { sentReferral } from './standing.ts';
import { isOwnReferral, isUnwritten, referralOf } from './state.ts';

/** Stands for an address that nobody reads until whoever wrote it has said whether the child is placed there. */
const mask = (number: number | string) => `[address ${number} held back]`;
const masks = /\[address (\d{1,5}) held back\]/g;

/** Whether a message as it would be sent holds such a mask. */
export const holdsMask = (message: unknown): boolean => /\[address \d{1,5} held back\]/.test(JSON.stringify(message));

/** An address that waits until `who` says whether the child is placed there. */
export interface HeldAddress {
  number: number;
  words: string;
  who: StaffId;
  at: Instant;
}

/** The addresses that are held back now, the oldest first. The referrer answers for what a former one wrote. */
export function heldAddresses({ events, author, facts: { held = {} } }: CaseRecord): HeldAddress[] {
  const sent = sentReferral({ events });
  return events.flatMap((event) => {
    if (event.type !== 'AddressesHeld') return [];
    const { by, at, numbers } = event;
    const who = sent && author !== phoneCaller && isOwnReferral(sent, by) ? author : by;
    return numbers.flatMap((number) => {
      const address = held[number];
      return address && !address.shown ? [{ number, words: address.words, who, at }] : [];
    });
  });
}

/** Words that leave this case, without its masks: in another case their numbers would mean other addresses. */
export const withoutMasks = (text: string): string => text.replace(masks, placeLeftOut);

/** Words that go back to who wrote them, with the addresses that are held back. */
export const withHeld = (text: string, { facts: { held = {} } }: CaseRecord): string =>
  text.replace(masks, (_, number: string) => held[number]?.words ?? placeLeftOut);

/** The texts of a case as they were written, to tell a double press: nobody may read them. */
export const textsAsWritten = (record: CaseRecord): Texts =>
  Object.fromEntries(Object.entries(record.facts.texts).map(([name, text]) => [name, withHeld(text, record)]));

/** Words that nobody has said which child they are about, for the MASH: without addresses if any such child may be placed. */
export const withoutAddresses = (words: string, about: CaseRecord[]): string =>
  saysPlaced(words) || about.some(isChildPlaced) ? withPlacesReplaced(words, () => '[address held back]') : words;

/** Whether the child may be in care, in police protection or in a refuge, by anything that the case holds. */
function isChildPlaced({ facts: { answers, adding, texts }, events }: CaseRecord) {
  const says = ([name, text]: [string, string]) => {
    const asked = /^question-(\d+)$/.exec(name)?.[1];
    if (name.startsWith('protection-')) return true; // what was said of police protection
    return saysPlaced(text) && (!asked || /^\s*(?!no\b)\S/i.test(texts[`answer-${asked}`] ?? ''));
  };
  return (
    mayBePlaced(answers) ||
    (adding !== undefined && mayBePlaced(adding)) ||
    events.some(takesIntoCare) ||
    Object.entries(texts).some(says)
  );
}

const takesIntoCare = (event: CaseEvent) =>
  event.type === 'AddressesHeld' || // once it is known, it stays so
  event.type === 'ProtectionSaid' ||
  (event.type === 'CallJoined' && event.protection !== undefined) ||
  (event.type === 'ServiceRecorded' && event.service === 'looked-after') ||
  ((event.type === 'DecisionRecorded' || event.type === 'DecisionCorrected') && event.decision === 'immediate');

/**
 * The case with a mask in place of each address that nobody has been asked about, if the child may be placed; and with
 * the answers that were given: an address that may be shown stands in its place again, and one that is the placement is
 * left out. Every text of a sent case passes here (`advance`), so no card, file or search holds such an address.
 * @returns also the addresses that were found, each with the fact in which it stands; undefined if nothing changes
 * @source Protocol 10.1
 */
export function withAddressesHeld(record: CaseRecord) {
  const { events } = record;
  const { held: before, ...facts } = record.facts;
  const isPlaced = isChildPlaced(record);
  if (!isPlaced && !before) return undefined;
  const held = { ...before };
  const removed = events.flatMap((event) => (event.type === 'AddressRemoved' ? [event.number] : []));
  const shown = Object.values(held).flatMap(({ words, shown: isShown }) => (isShown ? [words] : []));
  const mayShow = [...placesAsked(facts.answers), ...(facts.adding ? placesAsked(facts.adding) : []), ...shown];
  const found: { number: number; fact: string }[] = [];
  const numbers = events.flatMap((event) => (event.type === 'AddressesHeld' ? event.numbers : []));
  let last = Math.max(0, ...numbers, ...Object.keys(held).map(Number));

  const hidden = (fact: string, text: string) => {
    const answered = text.replace(masks, (same, number: string) => {
      if (removed.includes(Number(number))) return placeLeftOut;
      return held[number]?.shown ? held[number].words : same;
    });
    if (!isPlaced) return answered;
    return withPlacesReplaced(answered, (place) => {
      if (mayShow.some((each) => contains(each, place))) return undefined;
      const known = Object.keys(held).find((number) => held[number]?.words === place);
      if (known) return mask(known);
      last += 1;
      held[last] = { words: place };
      found.push({ number: last, fact });
      return mask(last);
    });
  };
  const inTexts = (texts: Texts, nameOf: (key: string) => string): Texts =>
    Object.fromEntries(
      Object.entries(texts).map(([key, text]) => [key, key === askedKey ? text : hidden(nameOf(key), text)]),
    );
  const { values, ticks, readings } = facts.answers;
  // an unwritten case shows answers of its own choosing: see `answersShownEarly`
  const answers = isUnwritten(referralOf(events))
    ? facts.answers
    : {
        values: inTexts(values, () => 'answers'),
        ticks: Object.fromEntries(
          Object.entries(ticks).map(([id, each]) => [id, { ...each, note: hidden('answers', each.note) }]),
        ),
        readings,
      };
  const texts = inTexts(facts.texts, (name) => `text:${name}`);
  const isAny = Object.keys(held).length > 0;
  return { record: { ...record, facts: { ...facts, answers, texts, ...(isAny && { held }) } }, found };
}

/**
 * The events that say which addresses are held back, one for each person who wrote some of them.
 * @param record the case after the change
 * @param change what was written just now. Older facts were written by whoever acted when they came
 */
export function heldEvents(
  { chain, events, changedAt }: CaseRecord,
  found: { number: number; fact: string }[],
  change: { events: CaseEvent[]; texts?: Texts },
): EventOf<'AddressesHeld'>[] {
  const byWriter = Map.groupBy(found, ({ fact }) => writerOf(fact));
  return [...byWriter].flatMap(([by, theirs]) => {
    const isEarlier = theirs.some(({ fact }) => !isNew(fact));
    const numbers = theirs.map(({ number }) => number);
    return by ? [{ type: 'AddressesHeld', at: changedAt, by, numbers, ...(isEarlier && { earlier: true }) }] : [];
  });

  function isNew(fact: string) {
    return change.texts !== undefined && Object.keys(change.texts).some((name) => fact === `text:${name}`);
  }
  function writerOf(fact: string): StaffId | undefined {
    const at = chain.findLastIndex(({ facts }) => facts?.[fact]);
    return isNew(fact) || at < 0 ? lastBy(change.events) : lastBy(events.slice(0, at + 1));
  }
}

function lastBy(events: CaseEvent[]) {
  const last = events.findLast((event) => 'by' in event && event.by !== undefined);
  return last && 'by' in last ? last.by : undefined;
}
