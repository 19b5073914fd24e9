import { notThere, type PressInput, showing } from '../../actions/action.ts';
import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import { deskPeople } from '../../actions/desk-person.ts';
import { notedAsNews, noteMessage } from '../../actions/heard.ts';
import { isForBegun, isLive, loadOwn } from '../../actions/which-case.ts';
import { caseOf, childrenOf, isAnswerOf, isAtDanger } from '../../actions/whose-words.ts';
import { type CaseId, referencesIn } from '../../base/reference.ts';
import { Duration, plus } from '../../base/time.ts';
import { answerQuestion, missing, open as openVerb, reportFound, reportMissing } from '../../cards/verbs.ts';
import { isOnlyOfBoy } from '../../case/child-told.ts';
import { mayTellPlacement, withoutAddresses } from '../../case/held.ts';
import { missingIn, reportIn } from '../../case/missing.ts';
import { isFiledWith } from '../../case/news.ts';
import { mayAnswer, openQuestions, perhapsForMash, putsRight } from '../../case/open-questions.ts';
import { type CaseRecord, isOwnDraft, ownAnswers } from '../../case/record.ts';
import { isChildMissing } from '../../case/referral.ts';
import { ofAnother } from '../../case/said.ts';
import { sentReferral, submitted } from '../../case/standing.ts';
import { missingNowIn } from '../../draft/missing-words.ts';
import { namesAny, namesIn, withHer } from '../../draft/news-said.ts';
import { says, saysAllFound } from '../../draft/says.ts';
import { speaksOfSeveral } from '../../draft/several.ts';
import { policeIn } from '../../draft/typed-police.ts';
import { wordsIn } from '../../draft/typed-words.ts';
import { saidName, textOf } from '../../history/events.ts';
import { type PersonRecord, type UnfiledWords, unsaidIn, waitingIn } from '../../store/people.ts';
import { isQuestion } from '../../understanding/asking.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { holdersOf } from '../assessment/state.ts';
import {
  alsoToldText,
  filedCard,
  hiddenWordsText,
  informationSent,
  keptWithThoseText,
  ownWordsText,
  waitNoMoreCard,
  whichChildText,
} from './cards.ts';
import { asWritten, putFiled } from './filing.ts';
import { movableIn } from './rules.ts';
import { authorsIn, movableWords, withAuthor, withFiled, withRead, withWords } from './state.ts';
import { readIn } from './unfiled-rounds.ts';
import type { anotherChild, readWords } from './verbs.ts';
import { fileWords, sendInformation, showWords } from './verbs.ts';
import { aboutCheckCard, notKeptText, whichChildCard, wordsCard } from './which-child-cards.ts';

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
  const around = { own, person, now: context.now(), pack: context.pack };
  const only = caseOf(words, around) ?? (isForCheck && isLive(draft) ? draft : undefined);
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
  const isAnswer = draft !== undefined && isAnswerOf(draft, words, own);
  const isYesOrNo = isForCheck && isAsked && /^\W*(?:y|yes|yeah|yep|no|nope|nah)\b/i.test(words); // “no danger, the police are here”
  const check = ofCheck ?? (isAnswer || isYesOrNo ? draft : undefined);
  const others = live.filter((each) => each.id !== check?.id);
  if (!only && check && !perhapsForMash(words, isAnswer, others)) return keepWords([said], own, context, check.id);
  if (!only) return keepWords([said], own, context);
  const { 'child-name': name } = ownAnswers(only).values;
  if (live.length > 1 && referencesIn(words).length === 0 && missingIn(words, name))
    return context.press(reportMissing, { case: only.id }, { know: policeIn(words), police: words });
  const reply = await context.press(sendInformation, { case: only.id, inChat: true }, { information: words });
  if (isOwnDraft(only)) await noteMessage(only.id, asNews, context);
  return reply;
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

/** Whoever hears of such words may read them: also an escalation contact who is not in the channel. */
const memberOfTheMash = async (context: Context) =>
  context.where === 'mash' ? context.by : ((await deskPeople.alerted(context)) ?? deskPeople.reader(context));

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
  await context.people.change(record.author, (before) => withRead(before, at, read));
  return context.press(showWords, { case: id });
}

/** The author, or a member of the MASH, says which child words are about. Whoever says it first decides. */
export async function fileUnfiled({ case: id, at, inputs }: PressInput<typeof fileWords>, context: Context) {
  const { people, cases, pack } = context;
  const own = context.where === 'chat' ? await loadOwn(id, context.by, context) : undefined;
  const by = own ? context.by : await memberOfTheMash(context);
  if (!by) return notThere;
  if (!('roles' in by)) return [by];
  if (!own && !by.roles.has('mash-member')) return notThere;
  const record = own ?? (await cases.load(id));
  const isCheck = own !== undefined && isOwnDraft(own) && !isLive(own);
  if (!record || !(isLive(record) || isCheck)) return notThere;
  const check = isCheck ? (own.practice ? 'practice' : 'open') : undefined;
  const all = await cases.of(record.author);
  const ids = all.flatMap((each) => (isLive(each) && inputs.also.split(',').includes(each.id) ? each.id : []));
  const ticked = inputs.words === '' ? undefined : inputs.words.split(',');
  let meant: UnfiledWords[] = [];
  const ofOther = ({ filed, words }: UnfiledWords) => {
    const check = all.find((each) => each.id === filed?.into && each.id !== id);
    return check !== undefined && (namesAny(words, namesIn(ownAnswers(check))) || isOnlyOfBoy(words, record));
  };
  const person = await people.change(record.author, (before) => {
    const waiting = (ticked ? waitingIn(before) : own || at ? movableWords(before) : unsaidIn(before)).filter(
      (words) =>
        words.from !== id && words.filed?.into !== id && (!at || words.at <= at) && (ticked || !ofOther(words)),
    );
    meant = ticked ? waiting.filter((words) => ticked.includes(words.at)) : waiting;
    const said = { by: by.id, name: by.name };
    return withFiled(before, meant, [{ into: id, ...said, check }, ...ids.map((into) => ({ into, ...said }))]);
  });
  if (meant.length === 0)
    return replyCard(at && waitingIn(person).length === 0 ? filedCard(id, 0, ticked?.length ?? 1) : waitNoMoreCard());
  const isGone = meant.some((words) => readIn(words, pack).isGone);
  if (!(await putFiled(record.author, context))) return notThere;
  const [open] = own && !isCheck ? openQuestions([record]) : [];
  const [first, ...since] = meant.filter(({ at, words }) => open && at >= open.question.askedAt && mayAnswer(words));
  const answer = first ? [first, ...since.filter(({ words }) => putsRight(words))] : [];
  if (open && answer.length > 0)
    await context.press(
      answerQuestion,
      { case: id, question: open.question.number },
      { answer: answer.map(({ words }) => words).join('\n') },
    );
  if (isCheck) await reportInCheck(id, meant, context);
  if (!own)
    return showing(
      replyCard(ids.length > 0 ? waitNoMoreCard([id, ...ids]) : filedCard(id, meant.length, ticked?.length)),
    );
  const { openDraft } = person;
  const asked = openDraft && !(isGone && openDraft === id) ? await context.press(openVerb, { case: openDraft }) : [];
  if (isGone) return [...(await context.press(missing, { case: (isCheck && ids[0]) || id })), ...asked]; // it asks what the police know
  const now = (await cases.load(id)) ?? own;
  const referral = sentReferral(now);
  const said: Reply =
    isCheck || !referral
      ? replyCard(aboutCheckCard(own, ids, pack))
      : [{ card: informationSent(now, referral, pack), storeInChat: true }];
  const also: Reply = ids.length > 0 && !isCheck ? [{ text: `They stand in ${ids.join(' and ')}, too.` }] : [];
  return [...said, ...also, ...asked];
}

/** What the words report of the child of a check is reported at once. The words themselves stay with the MASH. */
async function reportInCheck(id: CaseId, said: Pick<UnfiledWords, 'words'>[], { press }: Context) {
  for (const report of said.flatMap(({ words }) => reportIn(words) ?? reportIn(missingNowIn(words) ?? '') ?? []))
    await (report.isFound
      ? press(reportFound, { case: id })
      : press(reportMissing, { case: id }, { know: report.police }));
}
