import type { PressInput } from '../../actions/action.ts';
import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import { mostCasesListed } from '../../actions/which-case.ts';
import type { CaseId } from '../../base/reference.ts';
import { Duration, type Instant, plus } from '../../base/time.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { PersonRecord } from '../../store/people.ts';
import { lastMistakes, mistakeMeant } from './rules.ts';
import { withKnown } from './unfiled-state.ts';
import type { anotherChild } from './verbs.ts';
import { wordsMistakeCard } from './which-child-cards.ts';

const sentOtherwise = ['ReferralSubmitted', 'PhoneCallRecorded', 'ChildMissing', 'ChildFound', 'CheckAdded'];

/**
 * “sent by mistake”, typed: means what its author sent last. Words without a child get the mark, and go on waiting.
 * @returns the case, if it stands in one; an answer that asks, if what they sent last cannot be marked so
 */
export async function markLast({ id, unfiled = [] }: PersonRecord, context: Context): Promise<CaseId | Reply> {
  const { cases, people, pack, shows, now, turnInput } = context;
  const marked = turnInput.heard && unfiled.find(({ mistake }) => mistake?.heard === turnInput.heard);
  if (marked) return replyCard(wordsMistakeCard(marked, pack)); // Teams sent it twice
  const own = await cases.of(id, mostCasesListed);
  const { id: last, at: lastAt } = latestOf(own, (record) => mistakeMeant(record, undefined)?.at);
  const words = unfiled.findLast(({ filed }) => !filed);
  const isWords = words !== undefined && words.at >= lastAt;
  const isOther = own.some(({ events }) =>
    events.some(
      (event) =>
        sentOtherwise.includes(event.type) &&
        'by' in event &&
        event.by === id &&
        event.at > (isWords ? words.at : lastAt),
    ),
  );
  if (isOther) return shows.ownCases(notWords);
  if (!isWords) return last ?? [nothingAdded];
  const mistake = words.mistake ?? { at: now(), heard: turnInput.heard };
  await people.change(id, (before) => withKnown(before, ({ at }) => at === words.at, { mistake }));
  return replyCard(wordsMistakeCard({ ...words, mistake }, pack));
}

/**
 * “not a mistake”, typed: takes back what its author marked last, of words without a child too.
 * @returns the case in which it stands; an answer if it stands in none
 */
export async function unmarkLast({ id, unfiled = [] }: PersonRecord, context: Context): Promise<CaseId | Reply> {
  const last = latestOf(await context.cases.of(id, mostCasesListed), (record) => lastMistakes(record)?.at);
  const words = unfiled.findLast(({ filed, mistake }) => !filed && mistake);
  if (!words?.mistake || last.at > words.mistake.at) return last.id ?? [nothingAdded];
  await context.people.change(id, (before) => withKnown(before, ({ at }) => at === words.at, { mistake: undefined }));
  return replyCard(wordsMistakeCard({ ...words, mistake: undefined }, context.pack));
}

const lately = Duration.parse('PT15M');

/** What this author added or answered last: in this case, or without one, lately and after all words that wait. */
export async function lastOf(
  named: string | undefined,
  { id, unfiled = [] }: PersonRecord,
  { cases, now }: Context,
): Promise<Pick<PressInput<typeof anotherChild>, 'case' | 'number' | 'answer'> | undefined> {
  const own = (await cases.of(id, mostCasesListed)).filter((record) => !named || record.id === named);
  const last = latestOf(own, (record) => mistakeMeant(record, undefined)?.at);
  const record = own.find((each) => each.id === last.id);
  const event = record?.events[mistakeMeant(record, undefined)?.index ?? -1];
  const isLater = unfiled.some(({ filed, at }) => !filed && at >= last.at);
  if (!record || !event || !last.at || (!named && (isLater || plus(last.at, lately) < now()))) return undefined;
  if (event.type === 'QuestionAnswered') return { case: record.id, number: event.question, answer: true };
  return event.type === 'InformationAdded' ? { case: record.id, number: event.number } : undefined;
}

/** The case with the latest of these moments. */
function latestOf(own: CaseRecord[], atOf: (record: CaseRecord) => Instant | undefined) {
  const all = own.flatMap((record) => {
    const at = atOf(record);
    return at ? [{ id: record.id, at }] : [];
  });
  return all.sort((one, other) => (one.at < other.at ? 1 : -1))[0] ?? { id: undefined, at: '' as const };
}

export const nothingAdded = { text: 'There is nothing of yours to mark in that case. Nothing was done.' };
const notWords =
  'What you sent last cannot be marked so. Nothing was done. Press “Sent by mistake” below the words you mean.';
