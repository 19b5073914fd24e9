import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import type { Typed } from '../../actions/typed.ts';
import { casesOf, isLive, lastTyped, liveOf, onNamedCase } from '../../actions/which-case.ts';
import { childrenOf, whoseNames } from '../../actions/whose-words.ts';
import { type CaseId, referencesIn, withoutReferences } from '../../base/reference.ts';
import { Duration, type Instant, plus } from '../../base/time.ts';
import { untouchedForm } from '../../cards/forms.ts';
import { clock } from '../../cards/london.ts';
import { whomCalled } from '../../case/child-told.ts';
import { type CaseRecord, draftOf, ownAnswers } from '../../case/record.ts';
import { worryParts } from '../../draft/aside.ts';
import { NEW_ONE, newOneSaid } from '../../draft/next-child.ts';
import { beginsChild } from '../../draft/several.ts';
import { fieldNow } from '../../draft/steps.ts';
import { bareText, wordsIn } from '../../draft/typed-words.ts';
import { isA } from '../../history/events.ts';
import { type PersonRecord, type UnfiledWords, unsaidIn, waitingIn } from '../../store/people.ts';
import { adult } from '../../understanding/words.ts';
import { asWritten, letWait } from './filing.ts';
import { lastAdded, lastMistakes, lineOf, linesNamed, mistakeMeant, movableIn } from './rules.ts';
import { laterThan, latestOf, withMistake } from './state.ts';
import { storyIn } from './unfiled-rounds.ts';
import { anotherChild, fileWords, sentByMistake } from './verbs.ts';
import { asksAgain, childrenSaid, thisCheck, whichLineText, wordsMistakeCard } from './where-words-go.ts';
import { keepWords, tellTheMash } from './which-child.ts';
import { meantByAll, namedIn, sayAboutChild } from './which-said.ts';

const isOtherwise = isA('ReferralSubmitted', 'PhoneCallRecorded', 'ChildMissing', 'ChildFound', 'CheckAdded');

export const correcting = (at: Instant) => ({
  ...untouchedForm,
  typed: { information: `I correct my answer of ${clock(at)}: ` },
});

const isMistake =
  /^(?:(?:sorry|oops|ignore (?:that|it|this))[\s,.!:-]+)*(?:(?:(?:that|it|this) was )?sent|(?:i )?sent (?:that|it|this)) by mistake[.!]*$/i;
const isNoMistake = /^(?:(?:that|it) was )?(?:not|no) (?:a )?mistake[.!]*$/i;

/**
 * “sent by mistake”, typed: means what its author sent last. Words without a child get the mark, and go on waiting.
 * @returns the case, if it stands in one; an answer that asks, if what they sent last cannot be marked so
 */
async function markLast(person: PersonRecord, context: Context): Promise<CaseId | Reply> {
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
async function unmarkLast(person: PersonRecord, { cases, people, pack }: Context): Promise<CaseId | Reply> {
  const last = latestOf(await cases.of(person.id), lastMistakes);
  const marked = waitingIn(person).flatMap((words) => (words.mistake ? [{ words, at: words.mistake.at }] : []));
  const meant = laterThan(last, marked);
  if (!meant) return last?.record.id ?? [nothingAdded];
  await people.change(person.id, (before) => withMistake(before, meant.words.at, undefined));
  return replyCard(wordsMistakeCard({ ...meant.words, mistake: undefined }, pack));
}

/** “sent by mistake” and “not a mistake”: of the case that is named, or else of what its author means. */
const marks = (words: RegExp, back: true | undefined, find: typeof markLast): Typed => ({
  band: 'before the question',
  words: ({ text }) => words.test(withoutReferences(text)),
  does: ({ person, text }, context) =>
    onNamedCase(
      namedIn(text),
      context,
      (id) => context.press(sentByMistake, { case: id, ...(back && { back }) }),
      () => find(person, context),
    ),
});

export const typedMarks: Typed[] = [marks(isMistake, undefined, markLast), marks(isNoMistake, true, unmarkLast)];

const lately = Duration.parse('PT15M');

/** What this author added or answered last: in this case, or without one, lately and after all words that wait. */
async function lastOf(
  named: string | undefined,
  person: PersonRecord,
  { cases, now }: Context,
): Promise<{ case: CaseId; number: number; answer?: true } | undefined> {
  const own = (await cases.of(person.id)).filter((record) => !named || record.id === named);
  const last = latestOf(own, lastAdded);
  if (!last || (!named && (laterThan(last, waitingIn(person)) || plus(last.at, lately) < now()))) return undefined;
  const { event } = last;
  const ofCase = { case: last.record.id };
  if (event.type === 'QuestionAnswered') return { ...ofCase, number: event.question, answer: true };
  return { ...ofCase, number: event.number };
}

/** “another child”, “no thats a different child not him”. */
const saysAnotherChild = (text: string) =>
  /^\W*(?:(?:about|its|it|is|was|thats|that|this|sorry|yes|yeah|yep|no|not|for|i|mean|meant|oops|oh|ok|are|an?|the|him|her)\W+)*(?:another|different|new|second|other|wrong) (?:child|girl|boy|kid|one)(?:\W+(?:not|to|from|than|him|her|them|this|that|the|same|one|sorry|pls|please|again|though|boy|girl))*\W*$/i.test(
    bareText(text),
  );

/** “no this isnt rhys. its another girl nothing to do with the shop” */
const ISNT =
  /^\W{0,3}(?:(?:no|sorry|oops|wait|ok)\W{1,3}){0,3}(?:this|that|it|its|thats)(?: was| is)? ?(?:isnt|isn['’]t|wasnt|wasn['’]t|not)(?: about| for| of)? ([\p{L}’'-]{2,30})[\s,.!;:-]/iu;
const OF_OTHER = /\b(?:another|different|new|other|someone else|somebody else)\b/i;
const isntSaid = (text: string) => (OF_OTHER.test(text) ? ISNT.exec(text)?.[1] : undefined);
/** As the button of the receipt does; and it begins a check with those words, unless they may be of the other of two children. */
export const anotherTyped: Typed = {
  words: ({ text, person }) =>
    isntSaid(text) !== undefined ||
    ((saysAnotherChild(withoutReferences(text)) || NEW_ONE.test(text)) && !(person.openDraft && thisCheck.test(text))), // “the new girl”
  async does({ text, person }, context) {
    const own = await liveOf(context);
    const [after, more] = own;
    const wrong = isntSaid(text);
    const last = await lastOf(namedIn(text), person, context);
    const name = newOneSaid(text) ?? (wrong && !last ? text.replace(ISNT, '') : undefined);
    const isBare = saysAnotherChild(withoutReferences(text));
    const story = storyIn(person, await casesOf(context));
    if (after && story.length > 0 && name !== undefined && !whoseNames(name, own)[0] && (name !== '' || !isBare)) {
      const isTold = story.some(({ words }) => wordsIn(words).join(' ').includes(name));
      const heard = `name ${context.turnInput.heard || text}`;
      if (!isTold) await keepWords([{ words: text, heard }], own, context);
      const waits = unsaidIn(await context.people.load(person.id));
      const words = waits.filter((each) => each.heard === heard || story.some(({ at }) => at === each.at));
      return context.press(anotherChild, { case: after.id }, { words: words.map(({ at }) => at).join() });
    }
    if (wrong ? !whoseNames(wrong, own).some(({ id }) => id === last?.case) : !isBare) return undefined;
    const asked = last ? await context.press(anotherChild, last) : [];
    const waiting = unsaidIn(await context.people.load(person.id)).filter(({ from }) => !last || from === last.case);
    const begins = waiting.slice(-1).some(({ words }) => beginsChild(words));
    const isNew =
      wrong !== undefined ||
      (!/\b(?:other|wrong)\b/i.test(text) && !(last && more && !begins && !/\b(?:different|new)\b/i.test(text))); // it may be the other of two
    if (!after || waiting.length === 0 || !isNew)
      return last ? asked : waiting.length > 0 ? asksAgain(person, context) : undefined;
    if (wrong) await keepWords([{ words: text, heard: `about ${context.turnInput.heard}` }], own, context);
    const told = wrong ? unsaidIn(await context.people.load(person.id)).slice(-1) : [];
    const words = last ? [...waiting.slice(-1), ...told].map(({ at }) => at) : [];
    return context.press(anotherChild, { case: last?.case ?? after.id }, { words: words.join() });
  },
};

/** “no not kofi!! the bloke left” */
const DENIES = new RegExp(`^\\W{0,3}no\\W{1,3}not [^,.!;?\\n]{1,30}[,.!;?\\n]{1,4} ?${adult}\\b`, 'i');

/**
 * “nadia not blessing”, “41a is rhys not mirela”: what was said last, or the line that has “41a”, is about the first. It goes there
 * from the case of the second, from the check (“not this one”) or from where it waits; without a first child whom the bot knows, a card asks.
 */
export const notThat: Typed = {
  words:
    /^((?:[\p{L}\d’'-]+[,.!]* ){1,8})not (?:about |for |with |the )*([\p{L}’'-]+)(?: (?:one|check|child|girl|boy|kid))?/iu,
  async does({ text, person, match: [, meant = '', wrong = ''] }, context) {
    if (referencesIn(text).length > 0 || DENIES.test(text)) return undefined; // it says the child, or who else it was
    const own = await casesOf(context);
    const [to, another] = whoseNames(meant, own);
    const isCheck = /^(?:this|that)$/i.test(wrong);
    const [from] = isCheck ? own.filter(({ id }) => id === person.openDraft) : whoseNames(wrong, own);
    const isTo = to && !another && to !== from && isLive(to);
    const isRepair = !isCheck && !isTo && childrenOf(wrong, own).length === 0; // “its not femi its her stepdad”
    if (!from || isRepair || (isCheck && !isTo)) return undefined;
    const isWaiting = (lastTyped(own, person) ?? '') >= from.answeredAt; // typed since the check took something
    if (isTo && isCheck && !isWaiting) return fromCheck(from, to, person, context);
    const isLine = wordsIn(meant).find((word) => /\d/.test(word));
    const lines = isLine || isCheck ? undefined : linesNamed(meant, movableIn(from), own); // “the gone one is not kieran”
    const isNamed = (words: string) =>
      lines ? lines.some((each) => each.words === words) : wordsIn(words).includes(isLine ?? '');
    const last = lines || isLine ? lineOf(from, isNamed) : await lastOf(undefined, person, context);
    const waiting = (linesNamed(lines ? meant : '', unsaidIn(person), own) ?? unsaidIn(person)).findLast(
      ({ at, words }) => (!isLine || isNamed(words)) && (!isCheck || at === lastTyped(own, person)),
    );
    const isInCase = last !== undefined && last.case === from.id;
    if (lines && !isInCase && !(waiting && isTo)) {
      const told = waiting ? [] : await tellTheMash(text, person, context);
      return told && (waiting ? asksAgain(person, context) : [{ text: whichLineText(wrong) }]);
    }
    if (!isInCase && !(waiting && isTo)) return isCheck ? tellTheMash(text, person, context) : undefined;
    const told = (await tellTheMash(text, person, context)) ?? [];
    const asked = isInCase ? await context.press(anotherChild, last) : [];
    if (!isTo) return [...told, ...asked];
    const moved = isInCase ? unsaidIn(await context.people.load(person.id)).findLast((each) => each.from) : waiting;
    return [...told, ...(moved ? await context.press(fileWords, { case: to.id }, { words: moved.at }) : asked)];
  },
};

const THAT_WAS =
  /^\W{0,3}(?:(?:no|sorry|oops|wait|oh|ok|and|all)\W{1,3}){0,3}(?:that|this|it|its|those|these|they|theyre|thats|the last (?:one|bit|message|line|two|few)|i)(?:['’]?s| is| was| were| are| all| both| mean| meant){0,3} (about |for |of |with )?([\p{L}’'-]{2,30})(?: (?:not (?:about |for )?[\p{L}’'-]{2,30}|sorry|tho|though|please|pls|again)){0,2}[.!]*$/iu;
const inOneGo = Duration.parse('PT45S');
/** “no that was about amara”: what was typed in one go just before, wherever it went, but no line that names another child. */
export const thatWas: Typed = {
  words: THAT_WAS,
  async does({ text, person, match: [, about, name = ''] }, context) {
    const own = await casesOf(context);
    const { now, press } = context;
    const [to, another] = whoseNames(name, own);
    const isPlain = about || !person.openDraft; // with a check open, “its amara” answers it
    if (!to || another || !isLive(to) || referencesIn(text).length > 0 || !isPlain) return undefined;
    const waiting = unsaidIn(person);
    const typed = own.flatMap((record) =>
      movableIn(record, (event) => 'typedAt' in event && event.by === person.id).map((each) => ({ ...each, record })),
    );
    const all = [...waiting, ...typed].sort((one, other) => (one.at < other.at ? 1 : -1));
    const isApart = ({ at }: UnfiledWords, i: number) => plus(at, i ? inOneGo : lately) < (all[i - 1]?.at ?? now());
    const end = all.findIndex(isApart);
    const isOfOther = ({ words }: UnfiledWords) => childrenOf(words, own).some((each) => each !== to);
    const last = (end < 0 ? all : all.slice(0, end)).filter((each) => !isOfOther(each));
    const lines = typed.filter((each) => last.includes(each) && each.record !== to && isLive(each.record));
    if (lines.length === 0) return undefined;
    const moved = lines.flatMap(({ record, ...each }) => asWritten([each], record));
    await letWait(moved, context);
    const words = [...last.filter((each) => waiting.includes(each)), ...moved].map(({ at }) => at).join();
    const stays = [...new Set(lines.map(({ record }) => record.id))].join(' and ');
    return [
      ...(await press(fileWords, { case: to.id }, { words })),
      { text: `${stays} keeps what stood there, marked as about ${to.id}.` },
    ];
  },
};

const NOT_BUT =
  /\b(?:not|isn['’]?t|wasn['’]?t) (?:about |for |with )*([\p{L}’'-]{2,30})(?: (?:one|at all))?[\s,.!:;-]+((?:(?:its|it['’]s|it is|it was|thats|that was|theyre|but|for|about|only|just|sorry|i (?:said|meant?))[\s,]+){0,4}[\p{L}’'-]{2,30}(?:[\s,&+]+[\p{L}’'-]{1,30}){1,6})[.!]*$/iu;
/** “thats not about destiny its keira and tyler”: what was filed with her last, these words and what else waits go to those named, and nowhere else. */
export const notButThose: Typed = {
  words: NOT_BUT,
  async does({ text, person, match: [, wrong = '', rest = ''] }, context) {
    const own = await casesOf(context);
    const children = own.filter((each) => isLive(each) || each.id === person.openDraft);
    const [from, another] = whoseNames(wrong, children);
    const [id, ...also] = childrenSaid(rest.replace(/^(?:but|only|just)\b/i, ''), children, true);
    if (!from || another || !id || also.length === 0 || [id, ...also].includes(from.id)) return undefined;
    const heard = context.turnInput.heard || text;
    const last = await lastOf(undefined, person, context);
    if (last?.case === from.id) await context.press(anotherChild, last);
    await keepWords([{ words: text, heard }], own, context);
    const after = await context.people.load(person.id);
    const meant = meantByAll([id, ...also], children, after, heard);
    const isMoved = ({ from: moved }: UnfiledWords) => last?.case === from.id && moved === from.id;
    const words = unsaidIn(after).filter((each) => meant.includes(each) || isMoved(each));
    return context.press(fileWords, { case: id }, { also: also.join(), words: words.map(({ at }) => at).join() });
  },
};

/** What a check took last beside its questions goes to the child whom it is about. */
async function fromCheck(check: CaseRecord, to: CaseRecord, person: PersonRecord, context: Context) {
  const words = worryParts(ownAnswers(check).values.worry ?? '')
    .beside.at(-1)
    ?.slice(1, -1);
  const isThere = ({ unfiled = [] }: PersonRecord) => unfiled.findLast((each) => each.words === words);
  if (!words) return undefined;
  if (!isThere(person))
    await keepWords([{ words, heard: `${context.turnInput.heard} ${words}` }], await casesOf(context), context);
  const { at } = isThere(await context.people.load(person.id)) ?? {};
  return at && context.press(fileWords, { case: to.id }, { words: at });
}

const WHOM =
  /^\W{0,3}((?:(?:no|sorry|oops|wait|yes|ok|not (?:her|him|them|it|that|this|the|\p{L}{2,20})|i (?:mean|meant|said)|that (?:is|was)|thats|its|it was|it is|about|for|is|was)\b[\s,.]{1,3}){0,8})the (one (?:with|at|from|in|on|by)(?: (?:the|her|his|an?|that))? [\p{L}’'-]{3,20}|\d{1,2}(?: ?years?| ?yrs?)?(?: ?old)?|[\p{L}’'-]{2,20}(?: (?!one\b)[\p{L}’'-]{2,20}){0,2}(?: one)?)(?:[.,!]{1,3}(.*))?$/iu;
/** “not her the au pair”, “i mean the boy”, “no the toddler one”: says by what was told of one child only whose the words are that wait, or that were filed last. */
export const saysWhom: Typed = {
  band: 'before the question',
  words: WHOM,
  async does({ person, match: [, asks = '', whom = '', rest = ''], ...said }, context) {
    const children = (await casesOf(context)).filter((each) => isLive(each) || each.id === person.openDraft);
    const [child, another] = children.length > 1 ? whomCalled(whom, children) : [];
    const waiting = unsaidIn(person).at(-1);
    const draft = children.map(draftOf).find((each) => each !== undefined);
    const field = draft && fieldNow(draft, context.pack);
    const isBare =
      asks === '' &&
      waiting !== undefined &&
      (!field || field.choices !== undefined || (field.id === 'name' && / one$|^\d/.test(whom))); // nothing else asked takes it
    if (!child || another || !(isBare || /\b(?:no|not|mean|meant|about|said|was)\b/i.test(asks))) return undefined;
    if (waiting && plus(waiting.at, lately) > context.now())
      return sayAboutChild(child.id, rest, { ...said, person }, context);
    const last = await lastOf(undefined, person, context);
    if (!last || last.case === child.id) return undefined;
    const asked = await context.press(anotherChild, last);
    const moved = unsaidIn(await context.people.load(person.id)).findLast((each) => each.from === last.case);
    return moved ? context.press(fileWords, { case: child.id }, { words: moved.at }) : asked;
  },
};

export const nothingAdded = { text: 'There is nothing of yours to mark in that case. Nothing was done.' };
const notWords =
  'What you sent last cannot be marked so. Nothing was done. Press “Sent by mistake” below the words you mean.';
