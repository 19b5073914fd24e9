import { z } from 'zod';
import { StaffId } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import { Duration, Instant, plus } from '../../base/time.ts';
import { toldIn } from '../../case/child-told.ts';
import { type CaseRecord, ownAnswers } from '../../case/record.ts';
import { sentReferral } from '../../case/standing.ts';
import { leavingIn } from '../../draft/leaving-said.ts';
import { beginsAnother, childrenNamed, isCry } from '../../draft/news-said.ts';
import { mayPutRight } from '../../draft/numbers-said.ts';
import { isOfRinging } from '../../draft/ring-said.ts';
import { says, saysMistake } from '../../draft/says.ts';
import { beginsChild, nameInWorry } from '../../draft/several.ts';
import { wordsIn } from '../../draft/typed-words.ts';
import { type EventOf, isA } from '../../history/events.ts';
import { document } from '../../store/change.ts';
import {
  isUnsaid,
  type PersonRecord,
  type UnfiledWords,
  unsaidIn,
  waitingIn,
  waitsForChild,
} from '../../store/people.ts';
import { dangerIn } from '../../understanding/danger.ts';

const idleFor = Duration.parse('PT8H');

/** The last words that the author added, if they came after so long that they may mean another child. */
export function mayBeAnother({ author, events }: CaseRecord): EventOf<'InformationAdded'> | undefined {
  const last = events.findLast(isA('InformationAdded'));
  const before =
    last && events.slice(0, events.indexOf(last)).findLast((event) => 'by' in event && event.by === author);
  return before && last.typedAt && plus(before.at, idleFor) <= last.at ? last : undefined;
}

const Authors = z.object({ authors: z.array(z.object({ id: StaffId, at: Instant })) });

/**
 * Whose records hold words without a child, and when the last came. The words themselves stay in the record of their
 * author. An author is noted before the words are kept, so that no words wait unseen.
 */
export const authorsIn = document('unfiled', Authors, { authors: [] });
type Authors = z.infer<typeof Authors>;

export const withAuthor = ({ authors }: Authors, id: StaffId, at: Instant): Authors => ({
  authors: [...authors.filter((each) => each.id !== id), { id, at }],
});

const keptBy = Duration.parse('PT5M'); // by then, words whose author was noted are kept, or never will be

/** Leaves out the authors of whom no words wait. */
export const withoutAuthors = ({ authors }: Authors, done: readonly StaffId[], now: Instant): Authors => ({
  authors: authors.filter(({ id, at }) => !done.includes(id) || plus(at, keptBy) > now),
});

const mostKept = 300_000; // characters of one person, as they are stored

/**
 * The person with these words kept, if they are new. The moment names them, so no two have the same. They stand on one
 * card with the words that wait already, for a child or with the same check. Nothing typed next is about the case whose card was shown last.
 * @returns the same person where they keep too much already
 */
export function withWords(person: PersonRecord, words: Omit<UnfiledWords, 'since'>): PersonRecord {
  const { unfiled = [], about: _, ...rest } = person;
  const last = unfiled.at(-1)?.at;
  const isFull = JSON.stringify([unfiled, words]).length > mostKept;
  if (isFull || unfiled.some(({ heard }) => heard === words.heard)) return person;
  const at = last && last >= words.at ? plus(last, 1) : words.at;
  return { ...rest, unfiled: [...unfiled, { ...words, at, since: isSameCard(words, person)?.since ?? at }] };
}

const isSameCard = ({ filed }: Pick<UnfiledWords, 'filed'>, person: PersonRecord) =>
  waitingIn(person).find((each) => each.filed?.into === filed?.into);

/** The same, or if it is said of all that they are about a check that is not sent, these: it may be the wrong one. */
export const movableWords = (person: PersonRecord): UnfiledWords[] => {
  const unsaid = unsaidIn(person);
  return unsaid.length > 0 ? unsaid : waitingIn(person);
};

/** The case that words go into, and who has said so. */
export type Filed = NonNullable<UnfiledWords['filed']>;

/**
 * Says of words into which cases they go. They may stand in a case already, and go into another, too: each keeps the moment at
 * which it was typed. Of words that are on their way, somebody has said the child first.
 */
export function withFiled(
  { unfiled = [], ...person }: PersonRecord,
  words: UnfiledWords[],
  into: Filed[],
): PersonRecord {
  const isOf = (all: UnfiledWords[], { heard }: UnfiledWords) => all.some((each) => each.heard === heard);
  const all = [...unfiled, ...words.filter((each) => !isOf(unfiled, each))];
  const isMeant = (each: UnfiledWords) => waitsForChild(each) && isOf(words, each);
  const filed = all.flatMap((each) => (isMeant(each) ? into.map((to) => ({ ...each, filed: to })) : [each]));
  return { ...person, unfiled: filed };
}

/** Marks words that wait as read, those until `last`. Who read them first stands there, or who is on it; never their author. */
export function withRead(person: PersonRecord, last: Instant, read: NonNullable<UnfiledWords['read']>): PersonRecord {
  const isNew = ({ read: before }: UnfiledWords) => !before || (read.onIt && !before.onIt);
  const isRead = (each: UnfiledWords) => read.by !== person.id && waitsForChild(each) && each.at <= last && isNew(each);
  return { ...person, unfiled: person.unfiled?.map((each) => (isRead(each) ? { ...each, read } : each)) };
}

/** Marks words that wait as sent by mistake, or no more. */
export const withMistake = (person: PersonRecord, at: Instant, mistake: UnfiledWords['mistake']): PersonRecord => ({
  ...person,
  unfiled: person.unfiled?.map((each) => (each.at === at ? { ...each, mistake } : each)),
});

/** Leaves out these words, which stand in their case now. Where that case takes none, they wait again. */
export const withoutFiled = (person: PersonRecord, done: UnfiledWords[], areInCase: boolean): PersonRecord => ({
  ...person,
  unfiled: person.unfiled?.flatMap((each) => {
    const { filed, ...words } = each;
    if (!done.some(({ heard, filed: to }) => heard === each.heard && to?.into === filed?.into)) return [each];
    return areInCase ? [] : [words];
  }),
});

/**
 * The check that words wait for is no open check any more. Where the MASH has it, they are on their way into it; what was
 * practice is gone; of the others nobody has said the child any more.
 */
export const withCheckOver = (person: PersonRecord, check: CaseId, isSent: boolean): PersonRecord => ({
  ...person,
  unfiled: person.unfiled?.flatMap((each) => {
    const { filed } = each;
    if (!filed?.check || filed.into !== check) return [each];
    if (isSent) return [{ ...each, filed: { ...filed, check: undefined } }];
    return filed.check === 'practice' ? [] : [{ ...each, filed: { ...filed, check: 'deleted' as const } }];
  }),
});

/** The words that wait and were typed after all that has its child; all, if none were. */
export function sinceResolved(
  waiting: UnfiledWords[],
  own: CaseRecord[],
  { unfiled = [] }: Pick<PersonRecord, 'unfiled'>,
) {
  const inCase = own.flatMap(({ events }) =>
    events.filter(isA('InformationAdded')).flatMap(({ typedAt }) => typedAt ?? []),
  );
  const resolved = [...inCase, ...unfiled.flatMap((each) => (isUnsaid(each) ? [] : each.at))].sort().at(-1) ?? '';
  const since = waiting.filter(({ at, from }) => at > resolved || from !== undefined);
  return since.length > 0 ? since : waiting;
}

/** Whether words begin to tell of a child of whom nothing was told: “girl called Amara Bright 11, says …”. */
function tellsNewChild(words: string, sent: CaseRecord[]): boolean {
  const told = sent.map((each) => wordsIn(toldIn(each)));
  const names = AGE.test(words) ? wordsIn(nameInWorry(words)) : [];
  const isNewName = names.length > 0 && !names.some((name) => told.some((all) => all.includes(name)));
  return (isNewName || beginsChild(words)) && !namesSent(words, sent);
}
const namesSent = (words: string, sent: CaseRecord[]) =>
  childrenNamed(words, sent, ownAnswers).length > 0 && !beginsAnother(words, sent.map(ownAnswers));
const AGE = /\b1?\d\b|\bmonths?\b/i;

/** Of words without a child, those that begin to tell of a new one, and what came after them: a check may begin with them. */
export function newStoryIn(waiting: UnfiledWords[], own: CaseRecord[]): UnfiledWords[] {
  const sent = own.filter((each) => sentReferral(each) !== undefined);
  const from = waiting.findLastIndex(({ words }) => tellsNewChild(words, sent));
  const story = from < 0 ? [] : waiting.slice(from);
  return story.some(({ words }) => namesSent(words, sent)) ? [] : story;
}

/** When words came of which nobody has said the child, the oldest first, and whether they ring. */
export async function wordsWithoutChild(stores: {
  documents: Parameters<typeof authorsIn>[0];
  people: { load(id: StaffId): Promise<PersonRecord> };
}): Promise<{ at: Instant; rings: boolean }[]> {
  const { authors } = await authorsIn(stores.documents).load();
  const people = await Promise.all(authors.map(({ id }) => stores.people.load(id)));
  const all = people.flatMap(unsaidIn).map((each) => ({ at: each.at, rings: mayRing(each) }));
  return all.sort((one, other) => (one.at < other.at ? -1 : 1));
}

/** At least what `unfiled-rounds.ts` rings for: a list may say URGENT of more. */
const mayRing = ({ words, at, atDanger }: UnfiledWords): boolean =>
  atDanger === true ||
  isCry(words) ||
  dangerIn(words) !== undefined ||
  leavingIn(words, at) !== undefined ||
  isOfRinging(words) ||
  (['missing', 'lost', 'threat', 'carerKnows'] as const).some((what) => says(what, words));

/** The latest of what is found in each case, with the case. */
export function latestOf<Found extends { at: Instant }>(
  own: CaseRecord[],
  find: (record: CaseRecord) => Found | undefined,
) {
  const all = own.flatMap((record) => [find(record) ?? []].flat().map((found) => ({ ...found, record })));
  return all.sort((one, other) => (one.at < other.at ? 1 : -1))[0];
}

/** The last of these, unless what stands in a case is later. */
export const laterThan = <Each extends { at: Instant }>(
  last: { at: Instant } | undefined,
  all: Each[],
): Each | undefined => all.findLast(({ at }) => !last || at >= last.at);

/** Not “the number was wrong”, and not what papers say. */
export const mayBeMistake = (words: string) =>
  saysMistake(words) &&
  !isOfRinging(words) &&
  !mayPutRight(words) &&
  !/\b(?:papers?|passport|id|card) says?\b/i.test(words);
