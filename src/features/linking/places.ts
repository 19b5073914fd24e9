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
export const isInstitution = (text: string): boolean => institution.test(text);

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
  return { numbers: houses, ...(postcode ? { postcode } : {}), ...(street ? { street } : {}) };
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
export function isSameHome(one: Home, other: Home): boolean {
  const [fewer, more] = one.numbers.length <= other.numbers.length ? [one, other] : [other, one];
  if (!fewer.numbers.every((number) => more.numbers.includes(number))) return false;
  if (one.postcode && one.postcode === other.postcode) return true;
  if (!one.street || one.street !== other.street) return false;
  return one.postcode && other.postcode ? isSlip(one.postcode, other.postcode) : !commonStreets.has(one.street);
}

/** Whether one letter or digit differs, or two have changed places. */
function isSlip(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  const differences = [...one].flatMap((sign, place) => (sign === other[place] ? [] : [place]));
  const [first = 0, second = 0] = differences;
  return (
    differences.length === 1 ||
    (differences.length === 2 && one[first] === other[second] && one[second] === other[first])
  );
}
