import type { PressInput } from '../../actions/action.ts';
import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import type { CaseId } from '../../base/reference.ts';
import { Duration, type Instant, plus } from '../../base/time.ts';
import { untouchedForm } from '../../cards/forms.ts';
import { clock } from '../../cards/london.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isA } from '../../history/events.ts';
import type { PersonRecord } from '../../store/people.ts';
import { lastAdded, lastMistakes, mistakeMeant } from './rules.ts';
import { waitingIn, withMistake } from './state.ts';
import type { anotherChild } from './verbs.ts';
import { wordsMistakeCard } from './which-child-cards.ts';

const isOtherwise = isA('ReferralSubmitted', 'PhoneCallRecorded', 'ChildMissing', 'ChildFound', 'CheckAdded');

/** What stands at first in the box for a correction. */
export const correcting = (at: Instant) => ({
  ...untouchedForm,
  typed: { information: `I correct my answer of ${clock(at)}: ` },
});

export const isMistake =
  /^(?:(?:sorry|oops|ignore (?:that|it|this))[\s,.!:-]+)*(?:(?:(?:that|it|this) was )?sent|(?:i )?sent (?:that|it|this)) by mistake[.!]*$/i;
export const isNoMistake = /^(?:(?:that|it) was )?(?:not|no) (?:a )?mistake[.!]*$/i;

/**
 * “sent by mistake”, typed: means what its author sent last. Words without a child get the mark, and go on waiting.
 * @returns the case, if it stands in one; an answer that asks, if what they sent last cannot be marked so
 */
export async function markLast(person: PersonRecord, context: Context): Promise<CaseId | Reply> {
  const { cases, people, pack, shows, now, turnInput } = context;
  const { id, unfiled = [] } = person;
  const marked = turnInput.heard && unfiled.find(({ mistake }) => mistake?.heard === turnInput.heard);
  if (marked) return replyCard(wordsMistakeCard(marked, pack)); // Teams sent it twice
  const own = await cases.of(id);
  const last = latestOf(own, (record) => {
    const meant = mistakeMeant(record, undefined);
    return meant && { ...meant, at: meant.saidAt };
  });
  const words = laterThan(last, waitingIn(person));
  const { at = '' } = words ?? last ?? {};
  const isOther = own.some(({ events }) =>
    events.filter(isOtherwise).some((event) => 'by' in event && event.by === id && event.at > at),
  );
  if (isOther) return shows.ownCases(notWords);
  if (!words) return last?.record.id ?? [nothingAdded];
  const mistake = words.mistake ?? { at: now(), heard: turnInput.heard };
  await people.change(id, (before) => withMistake(before, words.at, mistake));
  return replyCard(wordsMistakeCard({ ...words, mistake }, pack));
}

/**
 * “not a mistake”, typed: takes back what its author marked last, of words without a child too.
 * @returns the case in which it stands; an answer if it stands in none
 */
export async function unmarkLast(person: PersonRecord, { cases, people, pack }: Context): Promise<CaseId | Reply> {
  const last = latestOf(await cases.of(person.id), lastMistakes);
  const marked = waitingIn(person).flatMap((words) => (words.mistake ? [{ words, at: words.mistake.at }] : []));
  const meant = laterThan(last, marked);
  if (!meant) return last?.record.id ?? [nothingAdded];
  await people.change(person.id, (before) => withMistake(before, meant.words.at, undefined));
  return replyCard(wordsMistakeCard({ ...meant.words, mistake: undefined }, pack));
}

const lately = Duration.parse('PT15M');

/** What this author added or answered last: in this case, or without one, lately and after all words that wait. */
export async function lastOf(
  named: string | undefined,
  person: PersonRecord,
  { cases, now }: Context,
): Promise<Pick<PressInput<typeof anotherChild>, 'case' | 'number' | 'answer'> | undefined> {
  const own = (await cases.of(person.id)).filter((record) => !named || record.id === named);
  const last = latestOf(own, lastAdded);
  if (!last || (!named && (laterThan(last, waitingIn(person)) || plus(last.at, lately) < now()))) return undefined;
  const { event } = last;
  const ofCase = { case: last.record.id };
  if (event.type === 'QuestionAnswered') return { ...ofCase, number: event.question, answer: true };
  return { ...ofCase, number: event.number };
}

/** The latest of what is found in each case, with the case. */
function latestOf<Found extends { at: Instant }>(own: CaseRecord[], find: (record: CaseRecord) => Found | undefined) {
  const all = own.flatMap((record) => [find(record) ?? []].flat().map((found) => ({ ...found, record })));
  return all.sort((one, other) => (one.at < other.at ? 1 : -1))[0];
}

/** The last of these, unless what stands in a case is later. */
const laterThan = <Each extends { at: Instant }>(last: { at: Instant } | undefined, all: Each[]): Each | undefined =>
  all.findLast(({ at }) => !last || at >= last.at);

export const nothingAdded = { text: 'There is nothing of yours to mark in that case. Nothing was done.' };
const notWords =
  'What you sent last cannot be marked so. Nothing was done. Press “Sent by mistake” below the words you mean.';
