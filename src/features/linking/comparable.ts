import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Instant } from '../../base/time.ts';
import { type CaseRecord, textIn } from '../../case/record.ts';
import { hidingOf } from '../../case/said.ts';
import { sentReferral } from '../../case/standing.ts';
import { isUnwritten } from '../../case/state.ts';
import { answerTo } from '../../draft/draft.ts';
import { readBirth } from '../../draft/typed-day.ts';
import { textOf } from '../../history/events.ts';
import { nameWords } from './names.ts';

/** When a child was born, as far as anybody knows: the day, or only the range of years (both inclusive). */
type Born = { day?: string; years: [number, number] };

/**
 * Reads a date of birth or an age.
 * @param typed the date or the age as it was typed
 * @param at    when it was typed: an age counts from that day
 * @returns undefined when the text cannot be read
 */
export function bornAs(typed: string | undefined, at: Instant): Born | undefined {
  const birth = typed ? readBirth(typed, at) : undefined;
  const yearOf = (day: string) => Number(day.slice(0, 4));
  if (!birth) return undefined;
  // People write the first of January when they do not know the day, so only its year counts.
  if (birth.kind === 'born') {
    const years: [number, number] = [yearOf(birth.day), yearOf(birth.day)];
    return birth.day.endsWith('-01-01') ? { years } : { day: birth.day, years };
  }
  const slack = birth.about ? 1 : 0;
  const youngest = yearOf(at) - birth.years;
  return { years: [youngest - 1 - slack, youngest + slack] };
}

/** How well two births agree. `slip`: one digit differs, two digits are swapped, or day and month are swapped. */
type BirthLikeness = 'same-day' | 'slip' | 'same-year' | 'years-fit' | 'differs' | 'not-known';

export function compareBirths(one: Born | undefined, other: Born | undefined): BirthLikeness {
  if (!one || !other) return 'not-known';
  if (one.day && other.day) {
    if (one.day === other.day) return 'same-day';
    if (isSwappedDay(one.day, other.day) || isSlip(one.day, other.day, 1)) return 'slip';
    return one.years[0] === other.years[0] ? 'same-year' : 'differs';
  }
  return one.years[0] <= other.years[1] && other.years[0] <= one.years[1] ? 'years-fit' : 'differs';
}

/** Whether the day and the month have changed places. */
function isSwappedDay(one: string, other: string) {
  const [year, month, day] = one.split('-');
  return other === `${year}-${day}-${month}`;
}

const candidates = /(?<!\d)(?:\+|\(?0)[\d\s().-]{7,22}\d/g;
// 03, 08, 09 and the like: numbers of offices and helplines, which link no cases.
const services = /^(?:3|8|9|50|56|70|55)/;

/** Every telephone number in a text, as E.164. A number that is not British must begin with its country code. */
export function phonesIn(text: string): string[] {
  const phones = [...text.matchAll(candidates)].flatMap(([written]) => {
    const number = parsePhoneNumberFromString(written, 'GB');
    if (!number?.isPossible()) return [];
    const { countryCallingCode, nationalNumber } = number;
    const isBritish = countryCallingCode === '44';
    if (isBritish && (nationalNumber.length < 9 || services.test(nationalNumber))) return []; // below 9: maybe a date
    return [number.number as string];
  });
  return [...new Set(phones)];
}

/**
 * The parts of an address that can be compared: the postcode without its gap, the flat and house numbers, and the
 * street name.
 */
export interface Home {
  postcode?: string;
  numbers: string[];
  street?: string; // the words before "Road", "Close" and so on
}

const postcodes = /\b([A-Z]{1,2}\d[A-Z\d]?)[ \t]*(\d[A-Z]{2})\b/gi;
const streets =
  /\b(\d{1,4}[a-z]?),?\s+((?:[a-z’']+\s+){1,3}?)(?:street|st|road|rd|close|cl|avenue|ave|lane|ln|drive|dr|way|court|ct|crescent|cres|place|pl|gardens|gdns|terrace|grove|hill|walk|square|sq|mews|row|green|rise|view|parade)\b/i;
const institution =
  /\b(hospital|school|college|nursery|clinic|surgery|ward|station|police|a&e|office|court house|airport|hotel|hostel|centre|center|shop)\b/i;

/**
 * Whether the words name a place where many children come. Two cases with such a place in common need not be linked.
 */
export const isInstitution = (text: string) => institution.test(text);

/** Every address in a text. An address ends at its postcode; one without a postcode needs a number and a street. */
export function homesIn(text: string): Home[] {
  return text.split(/\n|;/).flatMap((row) => {
    const homes: Home[] = [];
    let from = 0;
    for (const match of row.matchAll(postcodes)) {
      homes.push(homeFrom(row.slice(from, match.index), `${match[1]}${match[2]}`.toUpperCase()));
      from = match.index + match[0].length;
    }
    if (homes.length === 0) homes.push(homeFrom(row, undefined));
    return homes.filter(({ numbers, postcode, street }) => numbers.length > 0 && (postcode || street));
  });
}

function homeFrom(text: string, postcode: string | undefined): Home {
  const street = streets.exec(text)?.[2]?.trim().toLowerCase().replace(/[’']/g, '').replace(/\s+/g, ' ');
  const numbers = [...text.matchAll(/\b\d{1,4}[a-z]?\b/gi)].map(([number]) => number.toLowerCase());
  const houses = [...new Set(numbers.filter((number) => !/^(19|20)\d\d$/.test(number)))];
  return { numbers: houses, ...(postcode && { postcode }), ...(street && { street }) };
}

const commonStreets = new Set(
  'high church station london main park victoria mill green school queens kings new north south east west the'.split(
    ' ',
  ),
);

/**
 * Whether two addresses are the same: they share the number and the postcode, or the number and the street when a
 * postcode is missing or has a typing slip.
 */
export function isSameHome(one: Home, other: Home) {
  const [fewer, more] = one.numbers.length <= other.numbers.length ? [one, other] : [other, one];
  if (!fewer.numbers.every((number) => more.numbers.includes(number))) return false;
  if (one.postcode && one.postcode === other.postcode) return true;
  if (!one.street || one.street !== other.street) return false;
  return one.postcode && other.postcode ? isSlip(one.postcode, other.postcode) : !commonStreets.has(one.street);
}

/** Whether one letter or digit differs, or two have changed places that are at most `apart` from each other. */
function isSlip(one: string, other: string, apart = Number.POSITIVE_INFINITY) {
  if (one.length !== other.length) return false;
  const differences = [...one].flatMap((sign, place) => (sign === other[place] ? [] : [place]));
  const [first = 0, second = 0] = differences;
  const isSwapped =
    differences.length === 2 && second - first <= apart && one[first] === other[second] && one[second] === other[first];
  return differences.length === 1 || isSwapped;
}

/** What two cases are compared by. It is worked out when it is needed and never stored. */
export interface Comparable {
  child: string[]; // the words of the name
  born: Born | undefined;
  homes: Home[];
  carers: string[][]; // the words of each name
  phones: string[]; // E.164, never the referrer's
}

const homeFields = ['address', 'all-addresses', 'premises', 'family-whereabouts'];
/**
 * The boxes about the child, the carer and the people they know. The numbers of agencies and of the referrer link no
 * cases.
 */
const phoneFields =
  'child-name whereabouts with address carer relationship people family siblings family-whereabouts other-details household claimed-parents strangers'.split(
    ' ',
  );
const mostCarers = 6;
const profession =
  /\b(teacher|nurse|doctor|gp|police|officer|social|worker|staff|school|college|hospital|interpreter|keyworker|midwife|paramedic)\b/i;

/** @returns undefined for a case that is not compared: a draft, even if the MASH waits for it, or a practice case */
export function comparable(record: CaseRecord): Comparable | undefined {
  const referral = sentReferral(record);
  if (!referral || isUnwritten(referral) || record.practice) return undefined;
  const { answers } = record.facts;
  const answerIn = (field: string) => answerTo(answers, field) ?? '';
  const names = referral.information.map(({ number }) => textOf.information(number));
  const added = names.flatMap((name) => (hidingOf(record.events, name).hidden ? [] : textIn(record, name)));
  const whereabouts = answerIn('whereabouts');
  const addresses = [...homeFields.map(answerIn), ...(isInstitution(whereabouts) ? [] : [whereabouts]), ...added];
  const referrerPhones = ['phone', 'other'].flatMap((field) => phonesIn(answerIn(field)));
  const phones = [...phoneFields.map(answerIn), ...added]
    .flatMap(phonesIn)
    .filter((phone) => !referrerPhones.includes(phone));
  return {
    child: nameWords(answerIn('child-name')),
    born: bornAs(answerIn('child-age'), referral.submittedAt),
    homes: addresses.flatMap(homesIn),
    carers: [answerIn('carer'), profession.test(answerIn('with')) ? '' : answerIn('with')]
      .flatMap(peopleIn)
      .slice(0, mostCarers),
    phones: [...new Set(phones)],
  };
}

/** The words of each person's name: “Ahmed Khan and Sara Khan” are two people. */
function peopleIn(text: string) {
  return text
    .split(/\band\b|[;&/\n]/i)
    .map(nameWords)
    .filter((words) => words.length > 0);
}
