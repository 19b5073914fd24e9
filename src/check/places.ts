import type { Pack } from '../protocol/pack.ts';
import type { Answers, Draft } from './draft.ts';
import { isInCare } from './in-care.ts';

const road =
  'street|st|road|rd|close|cl|avenue|ave|lane|ln|drive|dr|way|court|ct|crescent|cres|place|pl|gardens|gdns|terrace|grove|hill|walk|square|sq|mews|row|green|rise|view|parade';
const postcode = '[a-z]{1,2}\\d[a-z\\d]?[ \\t]{0,2}\\d[a-z]{2}';
// A number and a street, up to the postcode where one follows in the same sentence. Every repetition is bounded: the time grows with the length alone.
const places = new RegExp(
  `\\b\\d{1,4}[a-z]?,?[ \\t]{1,3}((?:[a-z’'-]{1,20}[ \\t]{1,3}){1,3}?)(?:${road})\\b(?:[^\\n.;?!]{0,60}?\\b${postcode}\\b)?|\\b${postcode}\\b`,
  'gi',
);
/** Words that stand in a sentence and in no street: "she is 14 and lives in a court". */
const notInStreets =
  /\b(and|or|is|was|are|were|in|on|at|a|an|of|lives?|years?|old|days?|weeks?|months?|hours?|minutes?|times?|men|women|girls?|boys?|children|people|am|pm|who|with|from)\b/i;

/** What looks like an address: a postcode, or a number and a street. In the words as they were written, each once. */
export const placesIn = (text: string): string[] => [...new Set(found(text).map(({ words }) => words))];

// What stands around it and belongs to it: the name of the house just before, the town just after.
const house =
  /(?:\p{Lu}[\p{L}’'-]{1,20}[ \t]{1,2}){1,3}(?:House|Home|Lodge|Cottage|Hostel|Villa|Hall|Manor|Centre|Unit)(?:,[ \t]{0,2}|[ \t]{1,2})$/u;
const notTowns =
  'he|she|it|they|we|i|you|his|her|their|my|our|the|this|that|there|who|but|and|or|so|today|yesterday|tonight|tomorrow|now|then|again|please|maybe|is|was|has|had|with|when|where|after|before|because|(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const town = new RegExp(
  `^(?:,[ \\t]{0,2}|[ \\t]{1,2})(?!(?:${notTowns}|${notTowns.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())})(?![\\p{L}-]))` +
    `(?:\\p{Lu}[\\p{L}’'-]{1,20}(?:[ \\t]\\p{Lu}[\\p{L}’'-]{1,20}){0,2}(?![\\p{L}])|(?<=,[ \\t]{0,2})[\\p{Ll}-]{3,20}(?=[ \\t]*(?:[.,;)\\n]|$)))`,
  'u',
);
const caseContext = 80; // characters

/** Each place in the text, with where it begins. */
function found(text: string): { words: string; index: number }[] {
  let end = 0;
  return [...text.matchAll(places)].flatMap(({ 0: core, 1: between = '', index }) => {
    if (notInStreets.test(between) || index < end) return [];
    const before = house.exec(text.slice(Math.max(end, index - caseContext), index))?.[0] ?? '';
    let words = before + core;
    const start = index - before.length;
    for (let towns = 0; towns < 2; towns++) {
      const rest = text.slice(start + words.length, start + words.length + caseContext);
      words += town.exec(rest)?.[0] ?? '';
    }
    end = start + words.length;
    return [{ words, index: start }];
  });
}

/** The text without what looks like an address, where it is one to leave out. */
export function withoutPlaces(text: string, isLeftOut: (place: string) => boolean = () => true): string {
  let rest = '';
  let from = 0;
  for (const { words, index } of found(text)) {
    if (!isLeftOut(words)) continue;
    rest += `${text.slice(from, index)}${placeLeftOut}`;
    from = index + words.length;
  }
  return rest + text.slice(from);
}

/** What stands where an address was. */
export const placeLeftOut = '[place left out]';

/** Whether an address tells all that another one does: a street with its town, and the street alone. */
function holds(place: string, other: string): boolean {
  const plain = (words: string) =>
    ` ${words
      .toLowerCase()
      .replace(/[^\p{L}\d]+/gu, ' ')
      .trim()} `;
  return plain(place).includes(plain(other));
}

/** Under this name are the addresses of which the worker was asked whether the child is placed there, a line each. */
const asked = 'places-asked';

/**
 * The addresses that were written in a case of a child in care and about which nobody has asked yet, also in what the worker says about
 * themselves: who works in a children’s home works where the child lives. Where the child is placed must not be told to anybody;
 * another address may be what the MASH needs.
 * @source Protocol 10.1
 */
export function placesToAsk(answers: Answers, pack: Pack): string[] {
  if (!isInCare(answers)) return [];
  const done = askedIn(answers);
  const written = [...scanned(pack).map((id) => answers.values[id] ?? ''), ...notes(answers)];
  const all = [...new Set(written.flatMap(placesIn))].filter((place) => !done.some((each) => holds(each, place)));
  return all.filter((place) => !all.some((each) => each !== place && each.length > place.length && holds(each, place)));
}

/** A text that is told before anybody was asked: without the addresses that may be where a child in care is placed. */
export const withoutUnasked = (text: string, answers: Answers): string =>
  withoutPlaces(text, (place) => !askedIn(answers).some((each) => holds(each, place)));

const askedIn = ({ values }: Answers): string[] => values[asked]?.split('\n').filter((place) => place !== '') ?? [];

const notes = ({ ticks }: Answers): string[] => Object.values(ticks).map(({ note }) => note);

const scanned = ({ fields }: Pack): string[] =>
  fields.filter(({ kind }) => kind === 'text' || kind === 'long').map(({ id }) => id);

/** The draft once it was asked: it is not asked of these addresses again. @param all those that were asked about; else every one */
export function withPlacesAsked(draft: Draft, pack: Pack, all = placesToAsk(draft.answers, pack)): Draft {
  const { answers } = draft;
  const values = { ...answers.values, [asked]: [...askedIn(answers), ...all].join('\n') };
  return { ...draft, answers: { ...answers, values } };
}

/** The draft without an address, wherever it stands in it, also in part. The rest of the words stays, and so does what was kept. */
export function withoutPlacement(draft: Draft, pack: Pack, placement: string): Draft {
  const { answers } = draft;
  const kept = new Set(askedIn(answers));
  const cut = (text: string) => withoutPlaces(text, (place) => !kept.has(place) && holds(placement, place));
  const values = Object.fromEntries(
    scanned(pack).flatMap((id) => (answers.values[id] ? [[id, cut(answers.values[id])]] : [])),
  );
  const ticks = Object.fromEntries(
    Object.entries(answers.ticks).map(([id, each]) => [id, { ...each, note: cut(each.note) }]),
  );
  return { ...draft, answers: { ...answers, values: { ...answers.values, ...values }, ticks } };
}
