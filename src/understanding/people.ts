import { oncePerWords } from '../base/once-per.ts';
import { isKnownWord } from './danger.ts';
import { classes, models } from './models.ts';
import { type Example, guesses, type Regression } from './regression.ts';
import { headedLists } from './words.ts';

/**
 * Who is who in typed words, as the marks of `people.txt` say it. `me`, `role` and `agency` are of who types; `age` is the
 * child's, `paperage` what papers say that who types doubts.
 */
export type PersonKind = 'child' | 'other' | 'adult' | 'me' | 'role' | 'agency' | 'age' | 'paperage' | 'otherage';
/** Words that are somebody or something of this kind, as they were typed. `at`: where they begin. */
export interface Marked {
  mark: PersonKind;
  words: string;
  at: number;
  p: number; // how likely its least likely word is so
}
/** From here on a reading is taken for what is asked back. */
export const sure = 0.7;
export const half = 0.5; // it may be so
/** Where words were typed: a first message, later ones, or the answer to a question. */
type TypedAt = 'story' | 'after' | `box ${string}`;

const NONE = '-';
interface Token {
  text: string;
  word: string; // in lower case, without apostrophes; “#” for each digit
  at: number;
}
const tokensOf = (text: string): Token[] =>
  [...text.matchAll(/[\p{L}\p{N}'’`-]+|[^\s\p{L}\p{N}]/gu)].map(({ 0: said, index }) => ({
    text: said,
    word: said.toLowerCase().replace(/['’`]/g, '').replace(/\d/g, '#'),
    at: index,
  }));

/** What a word looks like, for one that no phrase has. */
function looksOf({ text, word }: Token): string {
  if (/#/.test(word)) return word === '#' || /^1\d$/.test(text) ? 'AGE?' : word.length > 3 ? 'LONG#' : 'NUMBER';
  if (!/\p{L}/u.test(word)) return word;
  const form = /^\p{Lu}\p{Ll}/u.test(text) ? 'Cap' : /^\p{Lu}{2,}$/u.test(text) ? 'CAPS' : 'low';
  return `${form}${isKnownWord(word) ? '' : ' NEW'}`;
}

interface Seen {
  tokens: Token[];
  looks: string[];
  place: string;
}
const seenIn = (text: string, place: string): Seen => {
  const tokens = tokensOf(text);
  return { tokens, looks: tokens.map(looksOf), place };
};

/** What is seen of one word: itself, what stands around it, and what the two before it were taken for. */
function featuresAt({ tokens, looks, place }: Seen, at: number, marks: string[]): Map<string, number> {
  const [last = NONE, before = NONE] = [marks[at - 1], marks[at - 2]];
  const word = (by: number) => tokens[at + by]?.word ?? (by < 0 ? '^' : '$');
  const look = (by: number) => looks[at + by] ?? '';
  /** A word that no phrase has says nothing itself, and what it looks like says it. */
  const seen = (by: number) => (/NEW|#|\?/.test(look(by)) ? look(by) : word(by));
  const kind = (by: number) => classes.get(word(by)) ?? seen(by);
  const isBefore = (mark: string) => {
    const first = marks.indexOf(mark);
    return first >= 0 && first < at;
  };
  const features = [
    `0 ${word(0)}`,
    `0 ${look(0)}`,
    `-1 ${seen(-1)}`,
    `1 ${seen(1)}`,
    `-2 ${seen(-2)}`,
    `2 ${seen(2)}`,
    `-21 ${seen(-2)} ${seen(-1)}`,
    `12 ${seen(1)} ${seen(2)}`,
    `-321 ${seen(-3)} ${seen(-2)} ${seen(-1)}`,
    `-10 ${kind(-1)} ${seen(0)}`,
    `01 ${seen(0)} ${kind(1)}`,
    `-11 ${kind(-1)} ${look(0)} ${kind(1)}`,
    `-1l ${seen(-1)} ${look(0)}`,
    `1l ${look(0)} ${seen(1)}`,
    `tag ${last}`,
    `tag0 ${last} ${seen(0)}`,
    `tagl ${last} ${look(0)}`,
    `tag-1 ${last} ${seen(-1)} ${look(0)}`,
    `tags ${before} ${last}`,
    `place ${place} ${look(0)}`,
    `placetag ${place} ${last}`,
    `had ${isBefore('child')} ${look(0)}`,
    `hadme ${isBefore('me')} ${look(0)}`,
    ...(look(0).includes('NEW') ? tokens.slice(0, at) : []).flatMap((each, then) =>
      each.word === word(0) ? [`same ${marks[then]}`] : [],
    ),
    ...[-4, -3, -2, -1].flatMap((by) =>
      look(by) && !/NEW|#/.test(look(by)) ? [`b ${word(by)} ${/NEW/.test(look(0))}`] : [],
    ),
    ...[1, 2, 3, 4].flatMap((by) =>
      look(by) && !/NEW|#/.test(look(by)) ? [`a ${word(by)} ${/NEW/.test(look(0))}`] : [],
    ),
    `num ${[1, 2, 3, 4].find((by) => /AGE|NUMBER/.test(look(by)))} ${look(0)}`,
    `numb ${[1, 2, 3, 4].find((by) => /AGE|NUMBER/.test(look(-by)))} ${look(0)}`,
    ...(at === 0 ? [`first ${place} ${look(0)}`] : []),
    `end ${word(0).slice(-3)}`,
    `begin ${word(0).slice(0, 3)}`,
  ];
  const value = 2.5 / Math.sqrt(features.length);
  return new Map(features.map((each) => [each, value]));
}

const MARKED = /<(\w+) ([^>]*)>/g;
/** The examples of a marked line: each word with what it is. */
function examplesIn(line: string, place: string): Example[] {
  const marks: Omit<Marked, 'p'>[] = [];
  let taken = 0;
  const text = line.replace(MARKED, (all, mark: PersonKind, words: string, index: number) => {
    marks.push({ mark, words, at: index - taken });
    taken += all.length - words.length;
    return words;
  });
  const seen = seenIn(text, place);
  const labels = seen.tokens.map(
    ({ at }) => marks.find((each) => at >= each.at && at < each.at + each.words.length)?.mark ?? NONE,
  );
  return labels.map((label, at) => ({
    label,
    features: featuresAt(seen, at, labels),
  }));
}

const file = new URL('phrases/people.txt', import.meta.url);
/** The marked lines, with where each was typed. */
const markedLines = (path: string | URL = file): { line: string; place: TypedAt }[] =>
  headedLists(path).flatMap(({ heading, lines }) =>
    lines.map((line) => {
      const [, box, answer] = (heading.includes('box') && /^([\w-]+) \| (.*)$/.exec(line)) || [];
      const place = heading.includes('after') ? 'after' : 'story';
      return box ? { line: answer ?? '', place: `box ${box}` as const } : { line, place };
    }),
  );
export const examplesOfPeople = (lines = markedLines()): Example[] =>
  lines.flatMap(({ line, place }) => examplesIn(line, place));

/** Who is who, by a model. Words side by side of one kind are one. */
function peopleBy(model: Regression, text: string, place: TypedAt): Marked[] {
  const seen = seenIn(text, place);
  const marks: string[] = [];
  const likely: number[] = [];
  for (const at of seen.tokens.keys()) {
    const [{ label, p } = { label: NONE, p: 1 }] = guesses(model, featuresAt(seen, at, marks));
    marks.push(label);
    likely.push(p);
  }
  return marks.flatMap((mark, from) => {
    if (mark === NONE || marks[from - 1] === mark) return [];
    const next = marks.findIndex((each, at) => at > from && each !== mark);
    const to = next < 0 ? marks.length : next;
    const last = seen.tokens[to - 1];
    const { at = 0 } = seen.tokens[from] ?? {};
    const words = text.slice(at, (last?.at ?? at) + (last?.text.length ?? 0));
    return { mark: mark as PersonKind, words, at, p: Math.min(...likely.slice(from, to)) };
  });
}

const longest = 4000; // characters: a longer text is read up to here
/** Where they stand only: words are not kept. */
const placesIn = oncePerWords((said) => {
  const end = said.indexOf('\n');
  return peopleBy(models.people(), said.slice(end + 1), said.slice(0, end) as TypedAt).map(({ words, ...each }) => ({
    ...each,
    to: each.at + words.length,
  }));
});

/** Who is who in words that somebody typed. It is a guess: what is written by it is asked back, or stands quoted. */
export function whoIsIn(text: string, place: TypedAt): Marked[] {
  const said = text.slice(0, longest);
  return placesIn(`${place}\n${said}`).map(({ to, ...each }) => ({ ...each, words: said.slice(each.at, to) }));
}
