import { notThere, type PressInput, showing } from '../../actions/action.ts';
import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import { deskPeople } from '../../actions/desk-person.ts';
import { notedAsNews, noteMessage } from '../../actions/heard.ts';
import { casesOf, isForBegun, isLive, loadOwn } from '../../actions/which-case.ts';
import { correctedIn, isAnswerOf, isAtDanger, whoseAre, whoseNames } from '../../actions/whose-words.ts';
import { type CaseId, referencesIn } from '../../base/reference.ts';
import { plus } from '../../base/time.ts';
import { clock } from '../../cards/london.ts';
import { reportMissing } from '../../cards/verbs.ts';
import { mayTellPlacement, withoutAddresses } from '../../case/held.ts';
import { missingIn } from '../../case/missing.ts';
import { isFiledWith } from '../../case/news.ts';
import { openQuestions, perhapsForMash } from '../../case/open-questions.ts';
import { type CaseRecord, isOwnDraft, ownAnswers } from '../../case/record.ts';
import { isChildMissing } from '../../case/referral.ts';
import { ofAnother } from '../../case/said.ts';
import { sentReferral, submitted } from '../../case/standing.ts';
import { beginsAnother, withHer } from '../../draft/news-said.ts';
import { givesOwnNumber } from '../../draft/ring-said.ts';
import { saysAllFound } from '../../draft/says.ts';
import { policeIn } from '../../draft/typed-police.ts';
import { wordsIn } from '../../draft/typed-words.ts';
import { saidName, textOf } from '../../history/events.ts';
import { fieldOf } from '../../protocol/pack.ts';
import { isUnsaid, type PersonRecord, type UnfiledWords, unsaidIn, waitingIn } from '../../store/people.ts';
import { isQuestion } from '../../understanding/asking.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { holdersOf } from '../assessment/state.ts';
import { startLinked } from '../linking/verbs.ts';
import { filedCard, waitNoMoreCard } from './cards.ts';
import { asWritten, memberOfTheMash, noteAllSaid, putFiled, reportInCheck, sayOfAnother } from './filing.ts';
import { movableIn } from './rules.ts';
import { noteRead } from './side-task.ts';
import { authorsIn, newStoryIn, withAuthor, withFiled, withRead, withWords } from './state.ts';
import { readIn, storyIn } from './unfiled-rounds.ts';
import { fileWords, type moveWords, type readWords, sendInformation, showWords } from './verbs.ts';
import {
  alsoToldText,
  askedAgainAfter,
  hiddenWordsText,
  keptWithThoseText,
  notKeptText,
  numberForAll,
  othersWait,
  ownWordsText,
  takesYes,
  whichChildText,
} from './where-words-go.ts';
import { mostTicked, whichChildCard, wordsCard } from './which-child-cards.ts';

/**
 * Words that no command took go to the MASH at once: into the only referral that they can be about, or the only one whose
 * reference stands in them, or else without a child, and then the author is asked which.
 * @returns undefined for somebody who has no live referral
 */
export async function tellTheMash(words: string, person: PersonRecord, context: Context): Promise<Reply | undefined> {
  const own = await context.cases.of(person.id);
  const live = own.filter(isLive);
  const { heard } = context.turnInput;
  const asNews = notedAsNews(context.turnInput);
  if (
    live.length === 0 ||
    live.some((each) => {
      const isJustSent = each.id === person.openDraft && !isOwnDraft(each); // by this message, which it has heard as its check
      return !isJustSent && each.heard.some((id) => id === (isOwnDraft(each) ? asNews.heard : heard));
    })
  )
    return undefined;
  const draft = own.find(({ id }) => id === person.openDraft);
  const isAnswer = draft !== undefined && isAnswerOf(draft, words, own);
  const around = { own, person, now: context.now(), pack: context.pack, isAnswer };
  const surely = whoseAre(words, around);
  const check = surely && !isLive(surely) ? surely : undefined;
  const isNumber = givesOwnNumber(words) && referencesIn(words).length === 0 && whoseNames(words, own).length === 0;
  const ofAll = isNumber ? live : correctedIn(words, live);
  const isForCheck =
    draft && isForBegun(words, draft, own, context.now()) && !beginsAnother(words, live.map(ownAnswers));
  const ofDraft = isForCheck && isLive(draft) ? draft : undefined;
  const only = ofAll[0] ?? (check ? undefined : (surely ?? ofDraft));
  const mayBeYes =
    isAtDanger(words, around) &&
    !isQuestion(words) &&
    !/^\W*(?:thanks?|thank ?you|thankyou|cheers|ta)\b/i.test(words) &&
    (/^\W*(?:y|yes|yeah|yep|no|nope|nah)\b/i.test(words) || wordsIn(words).length <= 4);
  const atDanger = mayBeYes || dangerIn(withHer(words, live.map(ownAnswers))) !== undefined;
  const said = { words, heard: heard || `words ${context.now()}`, ...(atDanger && { atDanger }) };
  const lost = live.filter((each) => isChildMissing(submitted(each)) && !submitted(each).found);
  if (lost.length > 0 && saysAllFound(words) && referencesIn(words).length === 0)
    return ofEach(said, lost, own, context);
  const isForMash = perhapsForMash(
    words,
    isAnswer,
    live.filter((each) => each.id !== check?.id),
  );
  if (!only) return keepWords([said], own, context, isForMash ? undefined : check?.id);
  const { 'child-name': name } = ownAnswers(only).values;
  const ofMore = (live.length > 1 || (draft && !isLive(draft))) && { ofMore: true as const };
  if (live.length > 1 && referencesIn(words).length === 0 && missingIn(words, name))
    return context.press(reportMissing, { case: only.id }, { know: policeIn(words), police: words });
  const reply = await context.press(
    sendInformation,
    { case: only.id, inChat: true, ...ofMore },
    { information: words },
  );
  if (isOwnDraft(only)) await noteMessage(only.id, asNews, context);
  const others = ofAll.filter((each) => each !== only);
  return [...reply, ...(await numberForAll(words, others, context)), ...othersWait(person, context)];
}

/** Words that their author says of each of these children. */
async function ofEach(
  said: Parameters<typeof keepWords>[0][number],
  each: CaseRecord[],
  own: CaseRecord[],
  context: Context,
) {
  const asked = await keepWords([said], own, context);
  const kept = unsaidIn(await context.people.load(context.by.id)).find(({ heard }) => heard === said.heard);
  const [id, ...also] = each.map((record) => record.id);
  return kept && id ? context.press(fileWords, { case: id }, { also: also.join(), words: kept.at }) : asked;
}

/**
 * Keeps words without a child, from where the MASH is told of them, and asks their author which child they are about.
 * @param check that they answer: then they are about it, and nobody is asked
 */
export async function keepWords(
  said: Pick<UnfiledWords, 'words' | 'heard' | 'from' | 'said' | 'mistake' | 'atDanger'>[],
  own: CaseRecord[],
  context: Context,
  check?: CaseId,
): Promise<Reply> {
  const { by, people, documents, now, pack } = context;
  const at = now();
  const filed = check && { filed: { into: check, by: by.id, name: by.name, check: 'open' as const } };
  await authorsIn(documents).change((before) => withAuthor(before, by.id, at));
  let isAskedTwice = false; // just before
  const person = await people.change(by.id, (before) => {
    const last = unsaidIn(before).at(-2); // the second of them has a number
    isAskedTwice = last !== undefined && plus(last.at, askedAgainAfter) > at;
    return said.reduce((each, words) => withWords(each, { ...words, at, name: by.name, ...filed }), before);
  });
  if (!said.every(({ heard }) => person.unfiled?.some((each) => each.heard === heard)))
    return [{ text: notKeptText(pack) }];
  if (check) {
    await reportInCheck(check, said, context);
    return [{ text: alsoToldText }];
  }
  const asked = unsaidIn(person);
  const mustAsk = asked
    .slice(-said.length)
    .some((each) => readIn(each, pack).rings || referencesIn(each.words).length > 0);
  const draft = own.find((each) => each.id === person.openDraft && isOwnDraft(each) && !each.practice && !isLive(each));
  const isAsked = openQuestions(own).length > 0; // by the MASH: the card says so
  const isGuess = !draft && newStoryIn(asked, own)[0]?.at === asked.at(-1)?.at;
  if (draft && !mustAsk && !isAsked && !isGuess)
    return [{ text: whichChildText(own.filter(isLive).map(({ id }) => id)) }]; // its question stands above
  if (isAskedTwice && !mustAsk && !isGuess) return [{ text: keptWithThoseText }];
  const card = whichChildCard(asked, own, pack, takesYes(person, own, context));
  return [{ card, isOfDanger: asked.some((each) => readIn(each, pack).isGone) }];
}

/** Lines that wait, and the words that say whose they are, go to these children. */
export async function filesWith(
  said: { words: string; heard: string },
  [id, ...also]: CaseId[],
  lines: UnfiledWords[],
  own: CaseRecord[],
  context: Context,
): Promise<Reply> {
  const asked = await keepWords([said], own, context);
  const kept = unsaidIn(await context.people.load(context.by.id)).filter(({ heard }) => heard === said.heard);
  const words = [...lines, ...kept].map(({ at }) => at).join();
  return id ? context.press(fileWords, { case: id }, { also: also.join(), words }) : asked;
}

/**
 * What the author added to one case in one write, or answered, is about another child. It stays there, and goes to the MASH
 * without a child, too.
 */
export async function sayAnotherChild(
  { case: id, number, answer }: { case: CaseId; number: number; answer?: true | undefined },
  context: Context,
): Promise<Reply | typeof notThere> {
  const record = await loadOwn(id, context.by, context);
  if (!record || !sentReferral(record)) return notThere;
  const { events, facts } = record;
  const name = answer ? textOf.answer(number) : textOf.information(number);
  if (!facts.texts[name]) return notThere;
  const pressed = events.find((event) => saidName(event) === name);
  const together = movableIn(record, (event) => event === pressed || isFiledWith(pressed, event)).filter(
    ({ isHidden }) => !isHidden,
  );
  const other = ofAnother(events, name);
  const others = (await context.cases.of(context.by.id)).filter((each) => each.id !== id);
  const waiting = unsaidIn(await context.people.load(context.by.id));
  if (together.length === 0 && other)
    return replyCard(other.to ? waitNoMoreCard([other.to]) : whichChildCard(waiting, others, context.pack));
  if (together.length === 0) return [{ text: hiddenWordsText }];
  const asked = await keepWords(asWritten(together, record), others, context);
  for (const each of together) await sayOfAnother(each, context.by, context);
  return asked;
}

/**
 * Shows the words of a case's author to a member of the MASH, who can say which child they are about, and to whoever
 * holds the assessment of that case.
 */
export async function showUnfiled({ case: id, page, all }: PressInput<typeof showWords>, context: Context) {
  const { cases, people, pack } = context;
  const by = await memberOfTheMash(context);
  if (!by) return (await loadOwn(id, context.by, context)) ? [{ text: ownWordsText }] : notThere;
  if (!('roles' in by)) return [by];
  const record = await cases.load(id);
  if (!record || !sentReferral(record)) return notThere;
  const isOfMash = by.roles.has('mash-member');
  if (!isOfMash && !holdersOf(record, submitted(record), { managers: [] }).includes(by.id)) return notThere;
  const person = await people.load(record.author);
  const waiting = waitingIn(person);
  if (waiting.length === 0) return showing(replyCard(waitNoMoreCard()));
  const own = await cases.of(record.author);
  const live = isOfMash ? own.filter(isLive) : [];
  const isPerhapsPlaced = mayTellPlacement(
    waiting.map(({ words }) => words),
    own,
  );
  const shown = isPerhapsPlaced ? waiting.map((each) => ({ ...each, words: withoutAddresses(each.words) })) : waiting;
  return showing(
    replyCard(wordsCard(shown, live, { case: id, page, folded: !all, canRead: isOfMash && by.id !== person.id }, pack)),
    ...new Set([id, ...live.map((each) => each.id)]),
  );
}

/** A member of the MASH, who is not their author, has read the words until this moment, or is on it and reads them now: nobody is rung of them any more. */
export async function readUnfiled({ case: id, at, onIt }: PressInput<typeof readWords>, context: Context) {
  const by = await memberOfTheMash(context);
  if (!by) return notThere;
  if (!('roles' in by)) return [by];
  const record = await context.cases.load(id);
  if (!record || !sentReferral(record) || !by.roles.has('mash-member')) return notThere;
  const read = { at: context.now(), by: by.id, name: by.name, ...(onIt && { onIt }) };
  const waits = waitingIn(await context.people.change(record.author, (before) => withRead(before, at, read)));
  if (waits.some((words) => words.read?.at === read.at && isUnsaid(words)))
    await noteRead(record.author, by, onIt, context);
  return context.press(showWords, { case: id });
}

/**
 * Begins a check with words that wait without a child as its worry, and says of them that they are about it.
 * @param after the case with whose child it may be linked
 * @param ticked which of them, by their moments; empty for those since all that has its child
 */
export async function filingInNew(after: CaseId, ticked: string, context: Context): Promise<Reply> {
  const { by, people } = context;
  const person = await people.load(by.id);
  const isTicked = ({ at }: UnfiledWords) => ticked.split(',').includes(at);
  const all = ticked ? unsaidIn(person).filter(isTicked) : storyIn(person, await casesOf(context));
  const { limit } = fieldOf(context.pack, 'worry');
  const fits = (told: string, words: string) => [...`${told}${words}`].length < limit;
  const worry = all.reduce((told, { words }) => (fits(told, words) ? `${told}\n${words}`.trim() : told), '');
  const reply = await context.press(startLinked, { case: after }, { story: worry });
  const { openDraft } = await people.load(by.id);
  if (!openDraft || all.length === 0) return reply;
  const filed = { into: openDraft, by: by.id, name: by.name, check: 'open' as const };
  await people.change(by.id, (before) => withFiled(before, all, [filed]));
  await reportInCheck(openDraft, all, context);
  await noteAllSaid(by.id, by, context);
  return reply;
}

/**
 * A member of the MASH says that messages of a case are about another child of its author. They go there with their name, and
 * stay here, with a mark. Without a case, or of several without those that are meant, a card asks.
 */
export async function moveToAnother({ case: id, into, inputs }: PressInput<typeof moveWords>, context: Context) {
  const { cases, people, documents, now, pack } = context;
  const by = context.where === 'mash' ? context.by : await deskPeople.ofTheMash(context);
  if (!by) return notThere;
  if (!('roles' in by)) return [by];
  const record = await cases.load(id);
  if (!by.roles.has('mash-member') || !record || !sentReferral(record)) return notThere;
  const { author } = record;
  const others = (await cases.of(author)).filter((each) => isLive(each) && each.id !== id);
  const all = movableIn(record);
  const ticked = inputs.words.split(',');
  const ofMinute = all.filter(({ at }) => clock(at) === inputs.words); // which of several, the card asks
  const [only] = inputs.words === '' && all.length === 1 ? all : ofMinute.length === 1 ? ofMinute : [];
  const meant = only ? [only] : all.filter(({ at }) => ticked.includes(at));
  if (meant.length === 0 || !into || others.every((each) => each.id !== into)) {
    const card = wordsCard(all.slice(-mostTicked), others, { case: id, page: 0, folded: false, standIn: id }, pack);
    return showing(replyCard(card), ...others.map((each) => each.id), id);
  }
  await authorsIn(documents).change((before) => withAuthor(before, author, now()));
  await people.change(author, (before) =>
    withFiled(before, asWritten(meant, record), [{ into, by: by.id, name: by.name }]),
  );
  await putFiled(author, context);
  return showing(replyCard(filedCard(into, meant.length)), id, into);
}
