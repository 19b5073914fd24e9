import type { StaffId } from '../base/people.ts';
import { type CaseId, readCaseId, withReferences } from '../base/reference.ts';
import { Duration, type Instant, msIn, plus } from '../base/time.ts';
import { rungWords } from '../cards/helpful.ts';
import type { Carried } from '../cards/parts.ts';
import type { Verb } from '../cards/verb.ts';
import { type OpenQuestion, openQuestions } from '../case/open-questions.ts';
import { type CaseRecord, isOwnDraft, ownAnswers } from '../case/record.ts';
import { erasedIn, sentReferral } from '../case/standing.ts';
import { isSubmitted, isUnwritten, referralOf } from '../case/state.ts';
import { worryParts } from '../draft/aside.ts';
import { cars } from '../draft/leaving-clauses.ts';
import { beginsWithOther, childrenNamed, writtenNameOf } from '../draft/news-said.ts';
import { says, saysWhetherFound } from '../draft/says.ts';
import { bareText, wordsIn } from '../draft/typed-words.ts';
import { happened, isA, textOf } from '../history/events.ts';
import type { Cases } from '../store/cases.ts';
import { type PersonRecord, unsaidIn } from '../store/people.ts';
import type { Context, Reply } from './context.ts';
import { notedAsNews, noteMessage, replyToResentMessage } from './heard.ts';
import type { SaidWords, Typed, Words } from './typed.ts';

/** The cases of whoever types or presses, the latest first. */
export const casesOf = ({ by, cases }: Pick<Context, 'by' | 'cases'>) => cases.of(by.id);
/** Those of them that the MASH works on or has decided. */
export const liveOf = async (context: Pick<Context, 'by' | 'cases'>) => (await casesOf(context)).filter(isLive);

const rungWithin = Duration.parse('PT2H');
/** That they have rung 999, in words, where the MASH has only one case of theirs. */
export async function rungBy(id: StaffId, { cases, now }: Pick<Context, 'cases' | 'now'>) {
  const [only, another] = (await cases.of(id)).filter(isLive);
  return another ? undefined : rungWords(only, plus(now(), -msIn(rungWithin)));
}

/**
 * The case that typed words are about: the real one whose card was shown last, or else the only real one.
 * Without a real one it is a practice case: the last shown, or else the last changed. A joined call is never meant.
 */
export async function caseMeant({ id: author, about }: PersonRecord, { cases }: { cases: Cases }) {
  const own = (await cases.of(author)).filter(({ status }) => status !== 'withdrawn' && status !== 'joined');
  const lastShown = own.find(({ id }) => id === about);
  if (lastShown && (!lastShown.practice || !own.some(isReal))) return lastShown;
  const real = own.filter(isReal);
  if (real.length === 0) return own[0];
  return real.length === 1 ? real[0] : undefined;
}

type Work = (id: CaseId) => Promise<Reply>;

/** Runs `work` on the case that is meant, or shows the list if that is not clear. */
export async function onCaseMeant(person: PersonRecord, context: Pick<Context, 'cases' | 'shows'>, work: Work) {
  const found = await caseOrList(person, context);
  return typeof found === 'string' ? work(found) : found;
}

/**
 * The case that is meant: a sent referral, or the draft whose card was shown last. If that is not clear, the reply that
 * shows the list.
 */
export async function caseOrList(person: PersonRecord, { cases, shows }: Pick<Context, 'cases' | 'shows'>) {
  const about = await caseMeant(person, { cases });
  if (about && (isSent(about) || about.id === person.about)) return about.id;
  const sent = (await cases.of(person.id)).filter((record) => isSent(record) && record.status !== 'joined');
  if (sent.length === 1 && sent[0]) return sent[0].id;
  const whichOne = 'Which one? Open it, and press the button there. Nothing was done yet.';
  const none = 'Nothing was done: you have sent no referral yet.';
  return shows.ownCases(sent.length > 1 ? whichOne : none);
}

/**
 * Runs `work` once on the case whose reference was typed (“add HT-7K3F-92H: …”), or else on the one that `find` finds.
 * When Teams sends the words again, the reply only shows that case: acting on them again could change another case.
 * @param find the case that words without a reference are about, or the reply if that is not clear
 */
export async function onNamedCase(
  named: string | undefined,
  context: Pick<Context, 'cases' | 'turnInput' | 'shows'>,
  work: Work,
  find: () => Promise<CaseId | Reply>,
) {
  const before = await replyToResentMessage(context);
  if (before) return before;
  const found = named === undefined ? await find() : (readCaseId(named) ?? context.shows.notYours());
  if (typeof found !== 'string') return found;
  const reply = await work(found);
  for (const each of [context.turnInput, notedAsNews(context.turnInput)]) await noteMessage(found, each, context);
  return reply;
}

/**
 * Words with a reference that somebody of the desk types in their own chat, about a case of others: what its author types is
 * news.
 */
export const typedOfOthers = (
  words: RegExp,
  does: (id: CaseId, said: SaidWords, context: Context) => Promise<Reply>,
): Typed => ({
  words: withReferences(words),
  who: async (context, { id }) => id !== undefined && !(await loadOwn(id, context.by, context)),
  does: (said, context) => said.id && does(said.id, said, context),
});

/** The same for what a button does, too: it presses this verb, with what is typed behind the reference as its words. */
export const pressesOfOthers = <V extends Verb<string, { case: typeof CaseId }>>(typed: RegExp, verb: V): Typed =>
  typedOfOthers(typed, (id, { rest: words }, { press }) => press(verb, { case: id } as Carried<V>, { words }));

/** What a word does that presses this verb on the case that is meant. */
export const pressesMeant =
  <V extends Verb<string, { case: typeof CaseId }>>(verb: V) =>
  ({ person }: Pick<Words, 'person'>, context: Context) =>
    onCaseMeant(person, context, (id) => context.press(verb, { case: id } as Carried<V>));

/** The case with this reference, if it is the person's own. */
export async function loadOwn(id: CaseId, { id: person }: { id: StaffId }, { cases }: { cases: Cases }) {
  const record = await cases.load(id);
  return record?.author === person ? record : undefined;
}

/**
 * The draft with this reference, if it is the person's own. A case action cannot handle a draft: it would only answer
 * "not yours".
 */
export async function ownDraft(id: CaseId, person: { id: StaffId }, stores: { cases: Cases }) {
  const record = await loadOwn(id, person, stores);
  return record?.status === 'draft' ? record : undefined;
}

const isReal = ({ practice }: CaseRecord) => !practice;
const isSent = (record: CaseRecord) => record.status !== 'draft' && record.status !== 'withdrawn';
/** Whether the written referral was sent. The MASH may know earlier of a call or a missing child. */
export const isWritten = (record: CaseRecord) => isSent(record) && !isUnwritten(referralOf(record.events));
/** Whether the MASH works on the case or has decided it, also where it still waits for the written referral. */
export const isLive = ({ status, events }: CaseRecord): boolean =>
  isSubmitted(referralOf(events)) && status !== 'joined' && !erasedIn(events);
/** The other children of the author of this case whom the MASH knows. */
export const othersOf = (own: CaseRecord, all: CaseRecord[]) =>
  all
    .filter((record) => record.id !== own.id && isLive(record))
    .map((record) => ({ id: record.id, answers: ownAnswers(record) }));
const BEGUN_FOR = Duration.parse('PT30M');
/** Whether a check was left so long that what is typed next may be about any child. */
export const isLeft = ({ answeredAt }: CaseRecord, now: Instant): boolean => plus(answeredAt, BEGUN_FOR) <= now;
const isNext = ({ progress, events }: CaseRecord) =>
  progress?.next !== undefined || progress?.seen?.includes('linked') || happened(events, 'CaseLinked');
/** Whether words are for this check: it was just begun for the next child, and they are about no other, and say of none that they are found. */
export function isForBegun(words: string, own: CaseRecord, all: CaseRecord[], now: Instant): boolean {
  const isBegun =
    isNext(own) &&
    !isLeft(own, now) &&
    isOwnDraft(own) &&
    !own.practice &&
    own.progress?.done.includes('child') === false;
  const others = othersOf(own, all);
  const mayName = others.length === 1 && wordsIn(words).length > 3; // not “lilly dawson 13”, whose sister the MASH has
  const isNamed = mayName && childrenNamed(words, others, ({ answers }) => answers).length > 0;
  const isOfOther = isNamed || beginsWithOther(words, others);
  return isBegun && !isOfOther && !saysWhetherFound(words);
}
/** Whether nothing is told yet of the next child, neither name nor worry: a child who is missing may be another one. */
export function isBlank(own: CaseRecord): boolean {
  const answers = ownAnswers(own);
  const isTold = writtenNameOf(answers) !== '' || worryParts(answers.values.worry ?? '').told !== '';
  return isNext(own) && isOwnDraft(own) && !isLive(own) && !isTold;
}
/** The draft that the author is filling in, for practice or not, unless the MASH waits for it already. */
const draftsIn = (own: CaseRecord[], { openDraft }: PersonRecord): CaseRecord[] =>
  own.filter((record) => record.id === openDraft && isOwnDraft(record) && !isLive(record));
/** The only case that words can be about: the MASH has no other of this author, and no check is open beside it. */
export const onlyLive = (own: CaseRecord[], person: PersonRecord): CaseRecord | undefined => {
  const [only, ...others] = own.filter(isLive);
  return others.length === 0 && draftsIn(own, person).length === 0 ? only : undefined;
};
const sentAt = (record: CaseRecord) => sentReferral(record)?.submittedAt ?? '';
/** The referrals that they have sent, the latest first. */
export const sentOf = async (context: Pick<Context, 'by' | 'cases'>): Promise<CaseRecord[]> =>
  (await casesOf(context)).filter(isWritten).sort((one, other) => (sentAt(one) < sentAt(other) ? 1 : -1));

/** When this person last typed something that the MASH has, in these cases or without a child. */
export const lastTyped = (own: CaseRecord[], person: PersonRecord): Instant | undefined =>
  [
    ...unsaidIn(person).map(({ at }) => at),
    ...own.flatMap(({ events }) => events.filter(isA('InformationAdded')).flatMap(({ typedAt }) => typedAt ?? [])),
  ]
    .sort()
    .at(-1);

/** The only question that is open in these cases, if their author has typed nothing since it was asked: what they type next answers it. */
export function asksNow(own: CaseRecord[], person: PersonRecord): OpenQuestion | undefined {
  const [open, another] = openQuestions(own);
  return another || (open && (lastTyped(own, person) ?? '') > open.question.askedAt) ? undefined : open;
}

const goesOnFor = Duration.parse('PT5M');
const A_CAR = new RegExp(`\\b${cars}s?\\b`);
/** Whether they describe the car, or give the plate, of what its author wrote of this child last: “red skoda YK66 RDE”. */
export function describesCarOf({ events, facts }: CaseRecord, words: string, now: Instant): boolean {
  const last = events.findLast(isA('InformationAdded'));
  const before = last && plus(last.at, goesOnFor) > now ? (facts.texts[textOf.information(last.number)] ?? '') : '';
  return says('finds', words) && wordsIn(words).length <= 9 && A_CAR.test(bareText(before));
}
