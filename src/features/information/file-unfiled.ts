import { notThere, type PressInput, showing } from '../../actions/action.ts';
import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import { deskPeople } from '../../actions/desk-person.ts';
import { isLive, loadOwn } from '../../actions/which-case.ts';
import { answerQuestion, missing, open as openVerb } from '../../cards/verbs.ts';
import { isOnlyOfBoy } from '../../case/child-told.ts';
import { mayTellPlacement, withoutAddresses } from '../../case/held.ts';
import { mayAnswer, openQuestions, putsRight } from '../../case/open-questions.ts';
import { isOwnDraft, ownAnswers } from '../../case/record.ts';
import { sentReferral, submitted } from '../../case/standing.ts';
import { namesAny, namesIn } from '../../draft/news-said.ts';
import { type UnfiledWords, unsaidIn, waitingIn } from '../../store/people.ts';
import { holdersOf } from '../assessment/state.ts';
import { filedCard, informationSent, waitNoMoreCard } from './cards.ts';
import { putFiled } from './filing.ts';
import { movableWords, withFiled, withRead } from './state.ts';
import { readIn } from './unfiled-rounds.ts';
import type { readWords } from './verbs.ts';
import { type fileWords, showWords } from './verbs.ts';
import { ownWordsText } from './where-words-go.ts';
import { reportInCheck } from './which-child.ts';
import { aboutCheckCard, wordsCard } from './which-child-cards.ts';

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
      : [{ card: informationSent(now, referral, pack, { ofMore: all.filter(isLive).length > 1 }), storeInChat: true }];
  const also: Reply = ids.length > 0 && !isCheck ? [{ text: `They stand in ${ids.join(' and ')}, too.` }] : [];
  return [...said, ...also, ...asked];
}
