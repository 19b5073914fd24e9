import { oncePer, oncePerWords } from '../base/once-per.ts';
import type { Pack } from '../protocol/pack.ts';
import { dangerIn } from '../understanding/danger.ts';
import { type Answers, type Draft, onlyFields, withAnswers } from './draft.ts';
import { mayBePlaced, whereIn } from './placed.ts';
import { contains, mayBePlacement, type Whose, whoseIs, withoutAnswers } from './whose.ts';

/** Words that occur in sentences but not in the names of streets: "she is 14 and lives in a court", “19 but no way”. */
const notInStreets =
  'but|no(?! mans?\\b)|not|nor|either|any|fixed|nights?|phones?|bags?|lads?|kids?|cos|because|and|or|is|was|are|were|in|on|at|a|an|of|lives?|years?|old|days?|weeks?|months?|hours?|hrs?|minutes?|mins?|times?|down|up|along|near|outside|past|for|men|women|girls?|boys?|children|people|am|pm|who|with|from|to|by|has|had|her|his|their|my|our|she|he|they|it|this|that|then|when';
const name = `(?:st\\.|(?!(?:${notInStreets})\\b)[\\p{L}’']{1,20})[\\s-]{1,3}`;
const road =
  'street|st|road|rd|close|cl|avenue|ave|lane|ln|drive|dr|way|court|ct|crescent|cres|place|pl|gardens|gdns|terrace|grove|hill|walk|square|sq|mews|row|green|rise|view|parade|park|chase|meadows?|croft|end|wharf|dell|mount|heath|common|yard|quay|vale|approach|villas|cottages|mead|path|fields?';
const byItself =
  '(?:the\\s{1,3})?(?:(?:ridge|broad|kings|queens|park|cause|high|green|mead|fair|fox|brook|wood|long)way|spinney|paddocks?|maltings|drove|orchard)';
const house =
  'house|home|lodge|cottage|hostel|villa|hall|manor|farm|court|building|apartments|maltings|hotel|inn|travelodge';
const tens = '(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)';
const inWords = `(?:eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|${tens}(?:[\\s-]?(?:one|two|three|four|five|six|seven|eight|nine))?)`;
const number = `(?:\\d{1,4}(?:[-–/]\\d{1,4})?(?:\\s?[a-z](?![\\p{L}\\d’']))?|${inWords})`;
const inward = '[\\s-]{0,4}\\d[abd-hjlnp-uw-z]{2}'; // the letters that a postcode can end in: “me 10pm” is none
const postcode = `(?<![-\\p{L}\\d])(?:[a-z]{1,2}|(?!at|to|on|in|by|of|or|is|as|no|it|we|he|so)[a-z]{2}\\s)\\d[a-z\\d]?${inward}\\b`;
const room = '(?:flat|apartment|apt|room|studio|bedsit)\\s{0,2}';
const flat = `${room}(?:(?:no\\.?|number)\\s{0,2})?\\d{1,4}[a-z]?\\b`;
const anyFlat = `(?:${flat}|${room}[a-z]\\d{0,3}\\b)`;
const between = '[\\s,]{1,4}';
const street = `(?:${name}){1,4}?(?:${road})\\b|${byItself}\\b`;
const flatAfter = `(?:${flat}|${room}[b-h]\\b|(?:the\\s)?(?:top|ground|first|second|third|\\d[snrt][tdh]|basement|upstairs|downstairs)(?:\\sfloor)?\\sflat\\b)`;
const numbered = `(?:\\b${anyFlat}${between}(?:(?:at|of|in)\\s)?)?\\b${number}[\\s,-]{1,4}(?:${street})(?:${between}${flatAfter})?(?:[^.;?!]{0,60}?${postcode})?`;
// A house by its name alone. A court of law, a school hall and somebody’s house are none.
const notHouses =
  'mrs?|ms|miss|dr|pc|the|school|town|sports?|village|church|community|assembly|main|dining|front|crown|youth|family|high|county|magistrates|district|same|next|new|old|big|small|whole|empty|council|safe|halfway|cannabis|drugs?|crack|grow|trap|terraced|derelict|rented|shared|mum|dad|aunt|uncle|nan|gran|friend|mate|trafficker|dealer|boyfriend|man|men|pimp';
const namedHouse = `(?<=(?:^|[\\n.,:;]|\\b(?:at|in|into|to|from|near|outside|called|named|is|the))\\s{0,3})(?!(?:${notHouses})(?:i?es|s|[’']s)?\\b|\\p{L}{1,20}[’']s?\\b)(?:${name}){1,2}?(?:house|lodge|cottage|hostel|villa|hall|manor|grange|court|hotel|inn|travelodge)\\b(?:${between}${numbered})?`;
// A flat, or a number and a street, up to a postcode that follows in the same sentence. Lines may end anywhere inside. Every
// repetition is bounded, so matching takes linear time.
const places = new RegExp(
  [
    numbered,
    `\\b${anyFlat}${between}(?:the\\s{1,3})?(?:${name}){0,3}?(?:${house})\\b(?:${between}(?:${street}))?`,
    `\\b(?:${name}){1,3}?(?:${house})${between}(?:${name}){1,3}?(?:${road})\\b`,
    `\\b(?:${name}){1,2}?(?:${road})${between}(?:no|number|nr)\\b[\\s.]{0,3}\\d{1,4}[a-z]?\\b`,
    `\\bthe\\s{1,3}(?:willows|firs|elms|oaks|limes|poplars|beeches|cedars|laurels|pines|chestnuts|larches|maltings)\\b`,
    namedHouse,
    `(?!room)\\b${flat}`, // the room of a hostel is no address
    postcode,
  ].join('|'),
  'giu',
);

/** Everything that looks like an address, and is not plainly another’s. Each is given once, in its original words. */
export const placesIn = (text: string): string[] => [
  ...new Set(addressesIn(text).flatMap(({ words, of }) => (of === 'others' ? [] : [words]))),
];

// The words around an address that belong to it: the name of the house before it, the town after it.
const houseBefore =
  /(?:\p{Lu}[\p{L}’'-]{1,20}[ \t]{1,2}){1,3}(?:House|Home|Lodge|Cottage|Hostel|Villa|Hall|Manor|Centre|Unit)(?:,[ \t]{0,2}|[ \t]{1,2})$/u;
const notTowns =
  'he|she|it|they|we|i|you|his|her|their|my|our|the|this|that|there|who|but|and|or|so|today|yesterday|tonight|tomorrow|now|then|again|please|maybe|is|was|has|had|with|when|where|after|before|because|(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const town = new RegExp(
  `^(?:,[ \\t]{0,2}|[ \\t]{1,2})(?!(?:${notTowns}|${notTowns.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())})(?![\\p{L}-]))` +
    `(?:\\p{Lu}[\\p{L}’'-]{1,20}(?:[ \\t]\\p{Lu}[\\p{L}’'-]{1,20}){0,2}(?![\\p{L}])|(?<=,[ \\t]{0,2})[\\p{Ll}-]{3,20}(?=[ \\t]*(?:[.,;)\\n]|$)))`,
  'u',
);
const wholeLine = '(?=[ \\t]{0,20}[.,]?[ \\t]{0,20}(?:\\n|$))';
const capitals = `\\p{Lu}[\\p{L}’'.-]{1,20}(?:[ \\t](?:\\p{Lu}[\\p{L}’'-]{1,20}|on|upon|under|the)){0,3}`;
/** A town on the line below an address. */
const townBelow = new RegExp(
  `^[ \\t]{0,2},?[ \\t]{0,2}\\n[ \\t]{0,2}(?:${capitals}|\\p{Ll}[\\p{Ll}-]{3,20})${wholeLine}`,
  'u',
);
/** Words with capital letters alone on a line: a town, or a name. */
const townAlone = new RegExp(`(?<=^|\\n)${capitals}${wholeLine}`, 'gu');
const saysOther = new RegExp(
  `^(?:${notTowns}|yes|no|ok|okay|help|hurry|thanks|sorry|urgent|police|missing|hello|hi|none|nothing|gone|not|left|leaving|soon)(?![\\p{L}-])`,
  'iu',
);
const shout = /\b(?:IT|NOW|ME|HER|HIM|THEM|YOU|PLEASE|IS|ARE|NOT|SEND|GET|HELP|COME)\b/; // “SEND IT NOW”
const mayBeTown = (words: string) =>
  !saysOther.test(words.trim()) && !shout.test(words) && dangerIn(words) === undefined;
const searchWindow = 80; // characters

/** “22 Hoe Street (flat 3)”, “22 hoe street, E17, flat 3”: one address. */
const gap = '[\\s,;.(–-]{1,4}';
const flatBehind = new RegExp(`^(?:${gap}(?:(?:[news]|[ns][ew])\\d{1,2}|in))?${gap}${flatAfter}\\)?`, 'iu');
/** Each address in the text, with the index at which it begins, and whose it is. @param andTowns also what may be a town, alone on a line */
export const addressesIn = (text: string, andTowns = false) =>
  (andTowns ? andTownsKnown : addressesKnown)(text).map(([index, end, of]) => ({
    words: text.slice(index, end),
    index,
    of,
  }));

// every text of a case is searched at each change of the case
const addressesKnown = oncePerWords((text) => searched(withoutAnswers(text), false));
const andTownsKnown = oncePerWords((text) => searched(withoutAnswers(text), true));

/** Where each address begins and ends, and whose it is. */
function searched(text: string, andTowns: boolean): [index: number, end: number, of: Whose][] {
  let end = 0;
  const addresses = [...text.matchAll(places)].flatMap(({ 0: core, index }) => {
    if (index < end) return [];
    const before = houseBefore.exec(text.slice(Math.max(end, index - searchWindow), index))?.[0] ?? '';
    let words = before + core;
    const start = index - before.length;
    const after = (what: RegExp) =>
      what.exec(text.slice(start + words.length, start + words.length + searchWindow))?.[0] ?? '';
    for (const what of [town, town, flatBehind]) words += after(what);
    const below = after(townBelow);
    if (mayBeTown(below)) words += below;
    end = start + words.length;
    return [{ words, index: start }];
  });
  const towns = andTowns ? [...text.matchAll(townAlone)].filter(({ 0: words }) => mayBeTown(words)) : [];
  const more = whereIn(text).map(([index, ends]) => ({ words: text.slice(index, ends), index }));
  const all = [...addresses, ...more, ...towns.map(({ 0: words, index }) => ({ words, index }))];
  let reached = 0;
  return all
    .sort((one, other) => one.index - other.index)
    .filter(({ words, index }) => {
      const isNext = index >= reached;
      if (isNext) reached = index + words.length;
      return isNext;
    })
    .map(({ words, index }) => [index, index + words.length, whoseIs(text, index, index + words.length)]);
}

/** Where to divide the text, at this index or before: not inside an address. */
export const outsidePlaces = (text: string, index: number): number =>
  addressesIn(text.slice(0, index + searchWindow * 2)).find(
    ({ words, index: begins }) => begins < index && index < begins + words.length,
  )?.index ?? index;

/**
 * The text with other words in place of some addresses.
 * @param instead undefined for an address that stays
 * @param andTowns also in place of what may be a town, alone on a line
 * @param between changes the words before, between and after addresses
 */
export function withPlacesReplaced(
  text: string,
  instead: (place: string, of: Whose) => string | undefined,
  andTowns = false,
  between = (words: string) => words,
): string {
  let end = 0;
  const parts = addressesIn(text, andTowns).map(({ words, index, of }) => {
    const before = between(text.slice(end, index));
    end = index + words.length;
    return before + (instead(words, of) ?? words);
  });
  return parts.join('') + between(text.slice(end));
}

/** The text without the addresses for which `isLeftOut` is true. */
export const withoutPlaces = (text: string, isLeftOut: (place: string, of: Whose) => boolean): string =>
  withPlacesReplaced(text, (place, of) => (isLeftOut(place, of) ? placeLeftOut : undefined));

/** Replaces an address that was left out. */
export const placeLeftOut = '[place left out]';

const streetAlone = new RegExp(street, 'giu');

/**
 * Each street in the text by its name alone, without a number: as a whole, and without its first words. “Mill Close” and
 * “mill cl” have one key.
 */
export const streetsIn = (text: string) =>
  [...text.matchAll(streetAlone)].flatMap(({ 0: all, index }) =>
    [...all.matchAll(/(?<![\p{L}’'])\p{L}/gu)]
      .map(({ index: from }) => ({ index: index + from, words: all.slice(from), isWhole: from === 0 }))
      .filter(({ words, isWhole }) => (isWhole || /[\s-]/.test(words)) && !/^the\b/i.test(words))
      .map(({ index: begins, words }) => ({ index: begins, words, key: keyOf(words) })),
  );

const keyOf = (words: string) =>
  words
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
    .replace(/ (\p{L})\p{L}*$/u, ' $1');

/** The text with other words in place of some streets that stand without a number. */
export function withStreetsReplaced(
  text: string,
  isMeant: (key: string) => boolean,
  instead: (words: string) => string | undefined,
): string {
  let end = 0;
  const parts = streetsIn(text).map(({ index, words, key }) => {
    const other = index >= end && isMeant(key) ? instead(words) : undefined;
    if (other === undefined) return '';
    const before = text.slice(end, index);
    end = index + words.length;
    return before + other;
  });
  return parts.join('') + text.slice(end);
}

/** The text without the street of an address, which tells as much. @param isKept streets that stay */
export function withoutStreetOf(text: string, place: string, isKept = (_: string) => false): string {
  const keys = streetsIn(place).map(({ key }) => key);
  return withStreetsReplaced(
    text,
    (key) => keys.includes(key),
    (words) => (isKept(words) ? undefined : placeLeftOut),
  );
}

/** The key of the addresses about which the bot has asked whether the child is placed there. One address a line. */
export const askedKey = 'places-asked';

/**
 * The addresses in a draft at which the child may be placed, and of which the bot has not yet asked. It also looks in what referrers
 * say about themselves: somebody who works in a children’s home may give its address.
 * @source Protocol 10.1
 */
export const placesToAsk = oncePer((answers: Answers, pack: Pack): string[] => {
  const alreadyAsked = placesAsked(answers);
  const isMeant = mayBePlacement(answers);
  const written = [...scanned(pack).map((id) => answers.values[id] ?? ''), ...notes(answers)];
  const found = written.flatMap((text) => addressesIn(text).flatMap(({ words, of }) => (isMeant(of) ? [words] : [])));
  const all = [...new Set(found)].filter((place) => !alreadyAsked.some((each) => contains(each, place)));
  return all.filter((place) => !all.some((each) => each.length > place.length && contains(each, place)));
});

/** The text without the addresses that the bot has not asked the referrer about yet: the child may be placed there. */
export function withoutPlacesToAsk(text: string, answers: Answers, isPlaced?: boolean): string {
  const isMeant = mayBePlacement(answers, isPlaced);
  return withoutPlaces(text, (place, of) => isMeant(of) && !placesAsked(answers).some((each) => contains(each, place)));
}

/** The addresses of which the author said that the child is not placed there. */
export const placesAsked = ({ values }: Answers): string[] =>
  values[askedKey]?.split('\n').filter((place) => place !== '') ?? [];

const notes = ({ ticks }: Answers) => Object.values(ticks).map(({ note }) => note);

const scanned = ({ fields }: Pack) =>
  fields.filter(({ kind }) => kind === 'text' || kind === 'long').map(({ id }) => id);

/** Marks addresses of which the author said that the child is not placed there. They go as they were written. */
export function withPlacesAsked(draft: Draft, all: string[]): Draft {
  return withAnswers(draft, { values: { [askedKey]: [...placesAsked(draft.answers), ...all].join('\n') } });
}

/** The draft without an address or its parts, wherever they occur, but for the addresses already asked about. */
export function withoutPlacement(draft: Draft, pack: Pack, placement: string): Draft {
  const { answers } = draft;
  const alreadyAsked = placesAsked(answers);
  const isOther = (words: string) => alreadyAsked.some((each) => contains(each, words));
  const cut = (text: string) =>
    withoutStreetOf(
      withoutPlaces(text, (place) => !alreadyAsked.includes(place) && contains(placement, place)),
      placement,
      isOther,
    );
  const values = Object.fromEntries(
    scanned(pack).flatMap((id) => (answers.values[id] ? [[id, cut(answers.values[id])]] : [])),
  );
  const ticks = Object.fromEntries(
    Object.entries(answers.ticks).map(([id, each]) => [id, { ...each, note: cut(each.note) }]),
  );
  return withAnswers(draft, { values, ticks });
}

/**
 * The only answers that the MASH sees before the written referral is sent: who refers, their call, and whether there is
 * danger. Of a child in danger, or missing, also what finds the child.
 */
const shownEarly = [
  ...['danger', 'phoned', 'phoned-when', 'phoned-who'],
  ...['agency', 'organisation', 'name', 'role', 'phone', 'other'],
];

const ofTheChild = ['worry', 'care', 'child-name', 'child-age', 'whereabouts', 'with', 'leaves-sight'];

/**
 * The answers of a draft that the MASH may see before it is sent. They hold no fact of the child unless there is danger, or the
 * child is missing, and, for a child who may be placed, nothing that could reveal where.
 * @source Protocol 8.2, 10.1
 */
export function answersShownEarly(
  answers: Answers,
  isPlaced = mayBePlaced(answers),
  isAtRisk = answers.values.danger === 'yes',
): Answers {
  const shown = [...shownEarly, ...(isAtRisk ? ofTheChild : [])];
  const all = onlyFields(answers.values, shown);
  const { organisation: _, ...others } = all;
  const values = Object.fromEntries(
    Object.entries(isPlaced ? others : all).map(([id, text]) => [id, withoutPlacesToAsk(text, answers, isPlaced)]),
  );
  return { values, ticks: {}, readings: onlyFields(answers.readings, shown) };
}
