import { notThere, type PressInput } from '../../actions/action.ts';
import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import { notedAsNews, noteMessage } from '../../actions/heard.ts';
import { isForBegun, isLive, loadOwn } from '../../actions/which-case.ts';
import { caseOf, childrenOf, isAnswerOf, isAtDanger, whoseNames } from '../../actions/whose-words.ts';
import { type CaseId, referencesIn } from '../../base/reference.ts';
import { Duration, plus } from '../../base/time.ts';
import { reportFound, reportMissing } from '../../cards/verbs.ts';
import { missingIn, reportIn } from '../../case/missing.ts';
import { isFiledWith } from '../../case/news.ts';
import { openQuestions, perhapsForMash } from '../../case/open-questions.ts';
import { type CaseRecord, isOwnDraft, ownAnswers } from '../../case/record.ts';
import { isChildMissing } from '../../case/referral.ts';
import { ofAnother } from '../../case/said.ts';
import { sentReferral, submitted } from '../../case/standing.ts';
import { missingNowIn } from '../../draft/missing-words.ts';
import { withHer } from '../../draft/news-said.ts';
import { givesOwnNumber } from '../../draft/ring-said.ts';
import { says, saysAllFound } from '../../draft/says.ts';
import { speaksOfSeveral } from '../../draft/several.ts';
import { policeIn } from '../../draft/typed-police.ts';
import { wordsIn } from '../../draft/typed-words.ts';
import { saidName, textOf } from '../../history/events.ts';
import { type PersonRecord, type UnfiledWords, unsaidIn } from '../../store/people.ts';
import { isQuestion } from '../../understanding/asking.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { waitNoMoreCard } from './cards.ts';
import { asWritten } from './filing.ts';
import { movableIn } from './rules.ts';
import { authorsIn, withAuthor, withWords } from './state.ts';
import { readIn } from './unfiled-rounds.ts';
import type { anotherChild } from './verbs.ts';
import { fileWords, sendInformation } from './verbs.ts';
import { alsoToldText, hiddenWordsText, keptWithThoseText, numberForAll, whichChildText } from './where-words-go.ts';
import { notKeptText, whichChildCard } from './which-child-cards.ts';

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
    live.some((each) => each.heard.some((id) => id === (isOwnDraft(each) ? asNews.heard : heard)))
  )
    return undefined;
  const draft = own.find(({ id }) => id === person.openDraft);
  const isForCheck = draft && isForBegun(words, draft, own, context.now());
  const [named, another] = childrenOf(words, own);
  const areMissing = speaksOfSeveral(words) && says('missing', words); // of no one child
  const ofCheck = named && !another && !isLive(named) && !areMissing ? named : undefined;
  const isAnswer = draft !== undefined && isAnswerOf(draft, words, own);
  const around = { own, person, now: context.now(), pack: context.pack, isAnswer };
  const ofAll = givesOwnNumber(words) && whoseNames(words, own).length === 0 ? live : [];
  const only = caseOf(words, around) ?? ofAll[0] ?? (isForCheck && isLive(draft) ? draft : undefined);
  const isAsked = isAtDanger(words, around);
  const mayBeYes =
    isAsked &&
    !isQuestion(words) &&
    (/^\W*(?:y|yes|yeah|yep|no|nope|nah)\b/i.test(words) || wordsIn(words).length <= 4);
  const atDanger = mayBeYes || dangerIn(withHer(words, live.map(ownAnswers))) !== undefined;
  const said = { words, heard: heard || `words ${context.now()}`, ...(atDanger && { atDanger }) };
  const lost = live.filter((each) => isChildMissing(submitted(each)) && !submitted(each).found);
  if (lost.length > 0 && saysAllFound(words) && referencesIn(words).length === 0)
    return ofEach(said, lost, own, context);
  const isYesOrNo = isForCheck && isAsked && /^\W*(?:y|yes|yeah|yep|no|nope|nah)\b/i.test(words); // “no danger, the police are here”
  const check = ofCheck ?? (isAnswer || isYesOrNo ? draft : undefined);
  const isForMash = perhapsForMash(
    words,
    isAnswer,
    live.filter((each) => each.id !== check?.id),
  );
  if (!only && check && !isForMash) return keepWords([said], own, context, check.id);
  if (!only) return keepWords([said], own, context);
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
  return [...reply, ...(await numberForAll(words, others, context))];
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

const askedAgainAfter = Duration.parse('PT10M');

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
  const draft = own.find(({ id }) => id === person.openDraft);
  const isAsked = openQuestions(own).length > 0; // by the MASH: the card says so
  if (draft && isOwnDraft(draft) && !draft.practice && !isLive(draft) && !mustAsk && !isAsked)
    return [{ text: whichChildText(own.filter(isLive).map(({ id }) => id)) }]; // its question stands above
  if (isAskedTwice && !mustAsk) return [{ text: keptWithThoseText }];
  return [{ card: whichChildCard(asked, own, pack), isOfDanger: asked.some((each) => readIn(each, pack).isGone) }];
}

/**
 * What the author added to one case in one write, or answered, is about another child. It stays there, and goes to the MASH
 * without a child, too.
 */
export async function sayAnotherChild(
  { case: id, number, answer }: PressInput<typeof anotherChild>,
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
  if (together.length === 0) return other ? replyCard(waitNoMoreCard([other.to])) : [{ text: hiddenWordsText }];
  const others = (await context.cases.of(context.by.id)).filter((each) => each.id !== id);
  return keepWords(asWritten(together, record), others, context);
}

/** What the words report of the child of a check is reported at once. The words themselves stay with the MASH. */
export async function reportInCheck(id: CaseId, said: Pick<UnfiledWords, 'words'>[], { press }: Context) {
  for (const report of said.flatMap(({ words }) => reportIn(words) ?? reportIn(missingNowIn(words) ?? '') ?? []))
    await (report.isFound
      ? press(reportFound, { case: id })
      : press(reportMissing, { case: id }, { know: report.police }));
}
