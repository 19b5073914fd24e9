import { normalisedWords } from '../../actions/typed.ts';
import { isLive } from '../../actions/which-case.ts';
import { whoseNames } from '../../actions/whose-words.ts';
import { oncePer } from '../../base/once-per.ts';
import { withoutReferences } from '../../base/reference.ts';
import { Duration, type Instant, msIn, plus } from '../../base/time.ts';
import { clock } from '../../cards/london.ts';
import { missingIn, reportIn } from '../../case/missing.ts';
import { type CaseRecord, ownAnswers } from '../../case/record.ts';
import { takenOn } from '../../draft/leaving.ts';
import { leavingIn } from '../../draft/leaving-said.ts';
import { namesThing, saysGone } from '../../draft/missing-words.ts';
import { beginsAnother, isCry } from '../../draft/news-said.ts';
import { isOfRinging, onlyAsks } from '../../draft/ring-said.ts';
import { says } from '../../draft/says.ts';
import { beginsChild } from '../../draft/several.ts';
import { numerals, wordsIn } from '../../draft/typed-words.ts';
import type { Pack } from '../../protocol/pack.ts';
import { type PersonRecord, type UnfiledWords, unsaidIn } from '../../store/people.ts';
import { dangerIn, ownMeanings } from '../../understanding/danger.ts';
import { sinceResolved } from './state.ts';

/** A message about words without a child. `at`: when it is due, which names it. `toAll`: to all managers and further. */
interface Round {
  at: Instant;
  rings: boolean;
  toAll: boolean;
}

const heldFor = Duration.parse('PT2M');

// they are looked at every second, and reading long words takes a while
const said = oncePer(({ words, at }: UnfiledWords) => {
  const isReport = reportIn(words)?.isFound === false || missingIn(words) !== undefined;
  const isMissing = isReport || says('lost', words); // “tuan is missing”: it may be anybody, and rings every manager, too
  return {
    isReport,
    isMissing,
    isGone: isReport || saysGone(normalisedWords(words), true) || (isMissing && !namesThing(words)),
    leaves: leavingIn(words, at),
    isAsked: onlyAsks(words),
    isOfCarer: says('carerKnows', words),
    isOfRinging: isOfRinging(words),
    isDanger: isCry(words) || dangerIn(words) !== undefined || says('harm', words) || says('missing', words),
  };
});

/** What these words say: when the child leaves sight, whether of danger or of a missing child; and whether they ring. */
export const readIn = oncePer((words: UnfiledWords, { clocks: { urgent }, phrases }: Pack) => {
  const read = said(words);
  const isDanger =
    read.isDanger || (words.atDanger === true && !read.isAsked) || ownMeanings(words.words, phrases).includes('danger');
  const isSoon =
    read.leaves &&
    !(read.isAsked && !read.leaves.at) &&
    !(read.leaves.at && read.leaves.at > plus(words.at, urgent.sightWithin));
  const kinds = [
    isDanger && ('danger' as const),
    read.isMissing && ('missing' as const),
    isSoon && ('leaving' as const),
    takenOn(words.words, words.at) !== undefined && ('away' as const),
    read.isOfCarer && ('carer' as const),
    read.isOfRinging && ('reach' as const),
  ].filter((each) => each !== false && each !== undefined);
  return { ...read, isDanger, kinds, rings: kinds.length > 0 };
});

const soon = Duration.parse('PT1H');
/** The kinds of these words among those that wait: what may find somebody rings too, where words of the hour before do. */
function kindsAmong(words: UnfiledWords, waiting: UnfiledWords[], pack: Pack) {
  const isSoon = ({ at }: UnfiledWords) => at < words.at && plus(at, soon) > words.at;
  const isTrace = says('finds', words.words) && waiting.some((each) => isSoon(each) && readIn(each, pack).rings);
  return [...readIn(words, pack).kinds, ...(isTrace ? (['trace'] as const) : [])];
}

const kindWords = {
  missing: 'MAY BE MISSING',
  danger: 'MAY BE IN DANGER',
  leaving: 'MAY LEAVE, OR HAVE LEFT',
  away: 'MAY BE TAKEN AWAY ON A DAY',
  carer: 'THE CARER MAY KNOW',
  reach: 'HOW TO REACH THEM',
  trace: 'A PLATE, A CAR OR A WAY',
};

/** What words without a child may say, as news of a case says it, the gravest first: with its time where later words say no such thing. */
export function kindsOfUnfiled(waiting: UnfiledWords[], pack: Pack): string {
  const read = waiting.map((words) => ({ ...readIn(words, pack), kinds: kindsAmong(words, waiting, pack) }));
  const kinds = Object.entries({
    ...kindWords,
    ...(read.some(({ isReport }) => isReport) && { missing: 'CHILD MISSING' }),
  });
  const last = waiting.at(-1)?.at;
  return kinds
    .flatMap(([kind, title]) => {
      const at = waiting[read.findLastIndex((each) => each.kinds.some((is) => is === kind))]?.at;
      return at === undefined ? [] : at === last ? title : `${title} ${clock(at)}`;
    })
    .join(', ');
}

/**
 * The messages about words that stand on one card, the oldest first: the first words at once. Words after that are told within two
 * minutes in one message more. Words of danger, of a child who is missing or soon leaves, or of how to reach somebody, ring at once;
 * more of the same, when something rang less than two minutes ago, ring two minutes later. So does “sent by mistake” of danger. After `clocks.news.readWithin`, or
 * `rangWithin` after words that rang, all that waits rings for everybody. Then it comes again, each time after twice as long: with a
 * ring if it may speak of danger. Words that somebody of the MASH has read ring no more.
 */
export function roundsOf(waiting: UnfiledWords[], pack: Pack): Round[] {
  const all = roundsUnread(waiting, waiting[0]?.since, pack);
  const readAt = waiting
    .flatMap(({ read }) => read?.at ?? [])
    .sort()
    .at(-1);
  if (!readAt) return all;
  const before = all.filter(({ at }) => at <= readAt).map((round) => ({ ...round, rings: false }));
  const unread = waiting.filter(({ read }) => !read);
  const takenBack = mistakesIn(waiting, pack).filter((at) => at > readAt);
  return [
    ...before,
    ...roundsUnread(unread, unread[0]?.at, pack),
    ...takenBack.map((at) => ({ at, rings: true, toAll: false })),
  ].sort(inTime);
}

const inTime = (one: Round, other: Round) => (one.at < other.at ? -1 : 1);

/** When words of danger were said to be a mistake. */
const mistakesIn = (waiting: UnfiledWords[], pack: Pack) =>
  waiting.flatMap((words) => (readIn(words, pack).isDanger && words.mistake ? words.mistake.at : []));

function roundsUnread(waiting: UnfiledWords[], since: Instant | undefined, pack: Pack): Round[] {
  const { readWithin, rangWithin } = pack.clocks.news;
  if (!since) return [];
  const ofDanger = waiting.find((words) => readIn(words, pack).rings);
  const lateAt = [plus(since, readWithin), ...(ofDanger ? [plus(ofDanger.at, rangWithin)] : [])].sort()[0] ?? since;
  const again = timesAgain.map((times) => ({
    at: plus(since, times * msIn(readWithin)),
    rings: ofDanger !== undefined,
    toAll: true,
  }));
  const toAllAt = [lateAt, ...again.flatMap(({ at, rings }) => (rings ? at : []))];
  const rung = new Set<string>(); // kinds
  let rounds: Round[] = [];
  let last = since;
  for (const words of waiting) {
    const kinds = kindsAmong(words, waiting, pack);
    const rings = kinds.length > 0;
    const isFirst = words.at === since || words.at > plus(last, readWithin);
    const before = [...rounds.flatMap((round) => (round.rings ? round.at : [])), ...toAllAt];
    const isHeard = before.some((at) => at <= words.at && plus(at, heldFor) > words.at);
    const isLoud = rings && !(isHeard && kinds.every((kind) => rung.has(kind)));
    last = words.at;
    for (const kind of kinds) rung.add(kind);
    if (!isLoud && rounds.some(({ at }) => at >= words.at)) {
      rounds = rounds.map((round) => ({ ...round, rings: round.rings || (rings && round.at >= words.at) }));
      continue;
    }
    const at = isLoud || isFirst ? words.at : plus(words.at, heldFor);
    rounds = [...rounds.filter((round) => round.at <= words.at), { at, rings, toAll: at >= lateAt }];
  }
  for (const at of mistakesIn(waiting, pack)) rounds = [...rounds, { at, rings: true, toAll: at >= lateAt }];
  const late = { at: lateAt, rings: !waiting.every((words) => readIn(words, pack).isAsked), toAll: true };
  return [...rounds.filter(({ at }) => at !== lateAt), late, ...again].sort(inTime);
}

const timesAgain = [2, 4, 8, 16, 32, 64, 128, 256];

/** When the author is told that nobody has said which child. */
export const authorHearsAt = (since: Instant, { clocks: { news } }: Pack): Instant =>
  plus(since, 2 * msIn(news.readWithin));

const KINDS: [string, RegExp][] = [
  ['number plate', /\b[a-z]{2}\d\d ?[a-z]{3}\b/i],
  ['phone number', /\b0\d{3,4}[ -]?\d{3}[ -]?\d{3,4}\b/],
  ['time', /\b(?:\d{1,2}[:.]\d\d|\d{1,2} ?[ap]m|half \d|\d+ ?min\w*|o['’]?clock)\b/i],
  [
    'address',
    /\b\d{1,3}[a-z]? (?:\p{L}{2,20} ){1,2}(?:street|st|road|rd|avenue|ave|lane|close|drive|court|way|row|hill|rise|walk)\b/iu,
  ],
];
/** What kind of thing words hold, to tell one message from another: no fact of them stands there. */
export const kindsIn = ({ words }: Pick<UnfiledWords, 'words'>): string =>
  [...(dangerIn(words) ? ['danger'] : []), ...KINDS.flatMap(([kind, is]) => (is.test(words) ? kind : []))]
    .map((kind) => `, ${kind}`)
    .join('');

const BUT = /\b(?:but|except|not|without)\b/;
const numbersIn = (words = '') => (words.match(/\d+/g) ?? []).map(Number);

/**
 * “about HT-… last”, “6 about HT-…”, “the last two”, “all but 3”: which of the numbered words that wait; none if that cannot be
 * told, undefined for all.
 */
export function messagesSaid(text: string, waiting: UnfiledWords[]): UnfiledWords[] | undefined {
  const ofChild = /^\W*(\d)\W{1,3}(?=its?\b|thats\b)/i.exec(text); // “2 its amira”, the second child, where one waits
  const said = wordsIn(withoutReferences(waiting[Number(ofChild?.[1] ?? 1) - 1] ? text : text.replace(/\d/, '')))
    .map((word) => (numerals.indexOf(word) > 0 ? numerals.indexOf(word) + 1 : word)) // “this one” is no number
    .join(' ');
  const [words, but] = said.split(BUT);
  const [named, others] = [numbersIn(words), numbersIn(but)];
  const [end, count = '1'] =
    /\b(?:last|latest|first|(?:that|this) (?:one|message|bit))\b(?: (\d+)\b)?/.exec(said) ?? [];
  const isThere = [...named, ...others].every((number) => waiting[number - 1]);
  const isUnclear =
    /\d ?(?:[-–]|to) ?\d/.test(withoutReferences(text)) || (but !== undefined && (others.length === 0 || end));
  if (isUnclear || !isThere || (end && named.some((number) => `${number}` !== count))) return [];
  if (end) return end.startsWith('first') ? waiting.slice(0, Number(count)) : waiting.slice(-count);
  if (named.length + others.length === 0) return /\bonly\b/.test(said) ? [] : undefined;
  const isMeant = (number: number) => (named.length === 0 || named.includes(number)) && !others.includes(number);
  return waiting.filter((_, index) => isMeant(index + 1));
}

/** Words that may say which messages are meant, among others: “the first two are, i think”. */
export const maySayMessages = (text: string): boolean =>
  /\b(?:only|last|first|latest|messages?|except|(?:but|not|without) (?:number )?\d+)\b/i.test(text);

/** The words that wait of which “another child” is said: those asked about last, from where they begin to tell of a child. */
export function storyIn(person: PersonRecord, own: CaseRecord[]): UnfiledWords[] {
  const live = own.filter(isLive);
  const isNamed = ({ words }: UnfiledWords) =>
    whoseNames(words, live).length > 0 && !beginsAnother(words, live.map(ownAnswers));
  const last = unsaidIn(person).at(-1); // “another child” answers what was asked of it, though it names a neighbour
  const since = sinceResolved(unsaidIn(person), own, person).filter(
    (each) => each === last || !isNamed(each) || each.from,
  );
  const from = since.findLastIndex(({ words }) => beginsChild(words)); // earlier ones are of others
  return since.slice(Math.max(0, from));
}
