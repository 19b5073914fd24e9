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
export const placesIn = (text: string): string[] => [...new Set(found(text).map(([words]) => words))];

const found = (text: string): RegExpMatchArray[] =>
  [...text.matchAll(places)].filter(([, between = '']) => !notInStreets.test(between));

/** The text without what looks like an address, but for those that are kept. */
export function withoutPlaces(text: string, kept: ReadonlySet<string> = new Set()): string {
  let rest = '';
  let from = 0;
  for (const { 0: words, index = 0 } of found(text)) {
    if (kept.has(words)) continue;
    rest += `${text.slice(from, index)}[place left out]`;
    from = index + words.length;
  }
  return rest + text.slice(from);
}

/** Under this name are the addresses of which the worker was asked whether the child is placed there, a line each. */
const asked = 'places-asked';

/**
 * The addresses that were written in a case of a child in care and about which nobody has asked yet. Where the child is placed must not
 * be told to anybody; another address may be what the MASH needs.
 * @source Protocol 10.1
 */
export function placesToAsk(answers: Answers, pack: Pack): string[] {
  if (!isInCare(answers)) return [];
  const done = new Set(answers.values[asked]?.split('\n'));
  const written = [...scanned(pack).map((id) => answers.values[id] ?? ''), ...notes(answers)];
  return [...new Set(written.flatMap(placesIn))].filter((place) => !done.has(place));
}

const notes = ({ ticks }: Answers): string[] => Object.values(ticks).map(({ note }) => note);

/** What is written about the child; the worker’s own place of work is none of it. */
function scanned({ fields, forms }: Pack): string[] {
  const aboutYou = new Set(forms.filter(({ section }) => section === 'about-you').flatMap((form) => form.fields));
  return fields.filter(({ id, kind }) => (kind === 'text' || kind === 'long') && !aboutYou.has(id)).map(({ id }) => id);
}

/** The draft once it was asked: it is not asked of these addresses again. */
export function withPlacesAsked(draft: Draft, pack: Pack): Draft {
  const { answers } = draft;
  const all = [...(answers.values[asked]?.split('\n') ?? []), ...placesToAsk(answers, pack)];
  return { ...draft, answers: { ...answers, values: { ...answers.values, [asked]: all.join('\n') } } };
}

/** The draft without these addresses, wherever they stand in it. The rest of the words stays. */
export function withoutPlacement(draft: Draft, pack: Pack): Draft {
  const { answers } = draft;
  const kept = new Set(answers.values[asked]?.split('\n'));
  const cut = (text: string) => withoutPlaces(text, kept);
  const values = Object.fromEntries(
    scanned(pack).flatMap((id) => (answers.values[id] ? [[id, cut(answers.values[id])]] : [])),
  );
  const ticks = Object.fromEntries(
    Object.entries(answers.ticks).map(([id, each]) => [id, { ...each, note: cut(each.note) }]),
  );
  return { ...draft, answers: { ...answers, values: { ...answers.values, ...values }, ticks } };
}
