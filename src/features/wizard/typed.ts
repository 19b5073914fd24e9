import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import { isOfTheDesk } from '../../actions/desk-person.ts';
import { isSmallTalk, type Typed, type TypedAnswer, type Words } from '../../actions/typed.ts';
import { asksNow, casesOf, isForBegun, isLive, liveOf, othersOf, rungBy } from '../../actions/which-case.ts';
import { whoseAre, whoseNames } from '../../actions/whose-words.ts';
import { readCaseId } from '../../base/reference.ts';
import { answerQuestion, askLetGo, open } from '../../cards/verbs.ts';
import { backSaid } from '../../case/child-told.ts';
import { isPlainAnswer, mayAnswer, openQuestions, perhapsForMash, sharesWords } from '../../case/open-questions.ts';
import { type CaseRecord, draftOf, isOwnDraft, ownAnswers } from '../../case/record.ts';
import { asksIfMissing } from '../../draft/missing-words.ts';
import { toAsk } from '../../draft/move.ts';
import { namesOther, tellsOfAnother } from '../../draft/news-said.ts';
import { answersLink } from '../../draft/next-child.ts';
import { givesOwnNumber, mayBeOtherCall, rangOthers, saysRung, whenRung } from '../../draft/ring-said.ts';
import { saysWhetherFound } from '../../draft/says.ts';
import { fieldNow, toldNow } from '../../draft/steps.ts';
import { boxNamed, placeCorrected, placeNamed } from '../../draft/typed-box.ts';
import { changeSaid } from '../../draft/typed-choice.ts';
import { saysMore, saysWrongName, wordsIn } from '../../draft/typed-words.ts';
import { caseQuestion, tellsBeside } from '../../understanding/case-questions.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { sendInformation } from '../information/verbs.ts';
import { askAboutDanger, askNothing, type DraftCommand, sayNotSent, showAgain, withoutSend } from './asking-again.ts';
import { besideQuestions, typedOtherwise, typedWithMore, typedWithSend } from './beside-questions.ts';
import { dangerReply, isDidYouRingPending, saysNotRung } from './danger.ts';
import { addToLatest, onOpenCheck, sayNotRung, stepOn } from './drafting.ts';
import { whoHasSeenIt } from './events.ts';
import {
  isReasonOf,
  keepAside,
  keepingWords,
  sendsAnother,
  takeNumber,
  tellsAtOnce,
  tooLongFor,
} from './kept-words.ts';
import { deleteIfAsked, nothingToStopCard, stopCard } from './letting-go.ts';
import { isOfBegunOnly, onMissing, typedPolice } from './missing-said.ts';
import { answerByTyping, answerIn, changeOne, sayRang, turnToButtons, undo } from './obeying.ts';
import { startWithStory, typedStart } from './starting.ts';
import { ringToo } from './step.ts';
import {
  askedIn,
  commandOf,
  hasOpenDraft,
  isFinished,
  offeringAnswer,
  ownOpen,
  showAnswerTo,
  takesStory,
  tellsTimeAsked,
  type Use,
  useOf,
} from './use-of-words.ts';

/** The typed words that begin, open, stop and delete a check, and those that answer its questions. */
export const typed: Typed[] = [
  {
    band: 'before the question', // after what a missing child needs; with a check open, its question comes back below the numbers
    isNews: true,
    words: (words) => !hasOpenDraft(words) && dangerIn(words.text)?.alone === true,
    async does(words, context) {
      const [only, another] = await liveOf(context);
      if (only && !another && backSaid(words.text, only)) return undefined; // its answer asks whether it is the child
      return isOfTheDesk(context) || only
        ? dangerReply(context.pack, undefined, { rung: await rungBy(context.by.id, context) })
        : startWithStory(words.text, context);
    },
  },
  ...typedStart,
  {
    band: 'before the question',
    words: ['stop', 'cancel', 'quit', 'exit'],
    does: async ({ person: { openDraft } }, context) =>
      replyCard(openDraft ? await stopCard(openDraft, context) : nothingToStopCard(context.pack)),
  },
  {
    band: 'before the question',
    words: ['withdraw', 'delete this draft', 'delete draft', 'delete'],
    does: async ({ person: { openDraft } }, { press, pack }) =>
      openDraft ? press(askLetGo, { case: openDraft }) : replyCard(nothingToStopCard(pack)),
  },
  {
    band: 'before the question',
    words: ['delete it'],
    does: async ({ person: { openDraft } }, context) => openDraft && deleteIfAsked(openDraft, context),
  },
  {
    // While “Did you ring?” is open, these words answer it and not the question of the check.
    band: 'before the question',
    words: (words) => hasOpenDraft(words) && [saysNotRung, saysRung, rangOthers].some((says) => says(words.said)),
    async does(words, context) {
      const record = await ownOpen(words, context);
      if (!record || !isDidYouRingPending(record) || answersLink(words.text, record.progress)) return undefined;
      const { said, text } = words;
      const isElsewhere =
        rangOthers(said) || (!saysNotRung(said) && mayBeOtherCall(said, ownAnswers(record).values.worry ?? ''));
      const isNews = isElsewhere || saysMore(text);
      const isRung = !isElsewhere && !saysNotRung(said); // then the MASH has a case
      const again: DraftCommand = (turn) => showAgain(turn, [ringToo(context.pack)]);
      const command = isElsewhere ? again : isRung ? sayRang(whenRung(said)) : sayNotRung;
      const isKept = isNews && !isRung && (await liveOf(context)).length === 0;
      const reply = await obey(words, context, isKept ? keepingWords(text, command) : command);
      return reply && { reply, isNews };
    },
  },
  typedPolice,
  typedWithSend,
  sendsAnother,
  typedOtherwise,
  {
    band: 'before the question', // for the check, whatever else was asked
    words: /^check\s*:\s*(yes|no)[.!]*$/i,
    async does({ match: [, right = ''], ...words }, context) {
      const own = await ownOpen(words, context);
      const draft = own && draftOf(own);
      const field = draft && fieldNow(draft, context.pack);
      const isTold = draft && toldNow(draft, context.pack, context.now()).length > 0;
      return obey(words, context, field && !field.choices && !isTold ? showAgain : answerByTyping(right));
    },
  },
  {
    band: 'before the question',
    words: ['card', 'cards', 'buttons'],
    does: async (words, context) => (await obey(words, context, turnToButtons)) ?? context.shows.ownCases(),
  },
  {
    band: 'before the question',
    words: ['undo', 'undo that', 'take it back'],
    does: (words, context) => obey(words, context, undo),
  },
  {
    band: 'before the question', // “change name”, “in care is wrong i dont know”; other words are an answer
    words: ({ text }) => changeSaid(text) !== undefined,
    async does(words, context) {
      const { name = '', right } = changeSaid(words.text) ?? {};
      const own = await ownOpen(words, context);
      const draft = own && draftOf(own);
      const place = draft && placeNamed(name, draft, context.pack);
      if (!place || !right) return place && obey(words, context, changeOne(place));
      const isChoice = fieldNow(toAsk(draft, place, context.pack), context.pack)?.choices !== undefined;
      const answer = isChoice ? answerIn(place, right) : undefined;
      if (answer && !stepOn(own, answer, context).isUnused) return obey(words, context, answer);
      return dangerIn(words.text) ? undefined : obey(words, context, keepingWords(words.text, changeOne(place)));
    },
  },
  {
    band: 'before the question', // its question comes again, and the words are kept
    words: (words) => hasOpenDraft(words) && !dangerIn(words.text)?.alone,
    async does(words, context) {
      const { text } = words;
      const own = await ownOpen(words, context);
      const draft = own && !(await isOfOther(text, own, context)) ? draftOf(own) : undefined;
      const isWrong = saysWrongName(text) && !dangerIn(text) && draft?.answers.values['child-name'] !== undefined;
      const isNamed = draft && boxNamed(text, draft, context.pack);
      const corrected =
        draft && own && !isLive(own) && !isNamed ? placeCorrected(draft, context.pack, text) : undefined;
      const place = corrected ?? (isWrong ? placeNamed('child name', draft, context.pack) : undefined);
      return place && obey(words, context, keepingWords(words.text, changeOne(place)));
    },
  },
  // By chance, “Bedwell School” passes as a reference, but it does not begin with the letters of this organisation.
  {
    band: 'last',
    words: ({ text }) => readCaseId(text) !== undefined,
    async does({ text }, { press, config: { organisation } }) {
      const id = readCaseId(text);
      return id?.startsWith(`${organisation}-`) ? press(open, { case: id }) : undefined;
    },
  },
  { band: 'last', words: ['add what you saw'], does: (_, context) => addToLatest(context) },
  typedWithMore,
  ...besideQuestions,
  {
    band: 'question', // a question to the bot, and no answer of the check: what it tells as well is kept
    words: hasOpenDraft,
    async does(words, context) {
      const own = await ownOpen(words, context);
      const topic = askedIn(words.text, context);
      const isOfReading =
        caseQuestion(words.text) === 'who-has-it' || (topic?.isSure && topic.means === 'q reading-now');
      if (!own || !(topic?.isSure || isOfReading) || takesStory(own, context)) return undefined;
      if (tellsTimeAsked(words.text, own, context)) return undefined;
      const tells = topic ? topic.tells !== 'nothing' : tellsBeside(words.text);
      const isAlone = (await liveOf(context)).length === 0;
      const isKept = (topic ? topic.tells === 'more' : tells) && isAlone;
      const note = isOfReading ? `This check is not sent: ${whoHasSeenIt(own, words.person)}.` : undefined;
      const command: DraftCommand = (turn) => showAgain(withoutSend(turn), note ? [note] : []);
      const again =
        isAlone && asksIfMissing(words.text) !== undefined
          ? await onMissing(words, own, keepAside(words.text, { hint: note }), context)
          : await obey(words, context, isKept ? keepAside(words.text, { hint: note }) : command);
      const answer = topic?.isSure ? await showAnswerTo(topic.means, context) : [];
      return again && { reply: [...answer, ...again], isNews: tells };
    },
  },
  {
    band: 'question', // words for the check, for the MASH, or for both
    words: hasOpenDraft,
    async does(words, context) {
      const own = await ownOpen(words, context);
      const live = await liveOf(context);
      const isOfBegun = own && (live.length === 0 || isOfBegunOnly(words.text, own, live, context.now()));
      if (!own || asksIfMissing(words.text) === undefined || !isOfBegun)
        return onCheck(words, own || undefined, context);
      return { reply: await onMissing(words, own, commandOf(words), context), isNews: live.length > 0 };
    },
  },
  { band: 'otherwise', words: hasOpenDraft, does: (words, context) => obey(words, context) }, // the check asks again
  {
    band: 'otherwise', // the first message is the story
    words: (words) => !hasOpenDraft(words) && !isSmallTalk(words),
    does: async ({ text }, context) => startWithStory(text, context),
  },
];

/** Words for an open check, for the MASH, or for both. */
async function onCheck(words: Words, own: CaseRecord | undefined, context: Context): Promise<TypedAnswer> {
  const { text, person } = words;
  const use = own ? await useOf(words, own, context) : 'mash';
  const others = (await liveOf(context)).filter((each) => each.id !== own?.id);
  const next = use === 'mash' && asksNow(others, person);
  const [open = next && isPlainAnswer(text, next) ? next : undefined] = own ? openQuestions([own]) : [];
  const isOfOwn = open?.record.id === own?.id;
  const isAnswer = open && mayAnswer(text) && (!isOfOwn || use === 'mash' || sharesWords(text, open));
  if (own && isAnswer && !own.heard.includes(context.turnInput.heard ?? '')) {
    const data = { case: open.record.id, question: open.question.number };
    const answered = await context.press(answerQuestion, data, { answer: text });
    return [...answered, ...((await obey(words, context, use === 'mash' ? showAgain : undefined)) || [])];
  }
  if (own && isOwnDraft(own) && perhapsForMash(text, use === 'check', others)) return { reply: [], isNews: true }; // it asks for whom they are
  const isBeside = own && isOwnDraft(own) && !isLive(own) && !own.practice && others.length > 0;
  return isBeside ? onCheckBeside(words, own, use, context) : onUse(words, own, use, context);
}

/**
 * Words for a check whose author has sent another child. What answers nothing in it goes to the MASH at once, as of a child not
 * yet said, and stays with the check, too, until that is said. What is plainly of the sent child goes there alone. What the check
 * takes, and says more, stays there, if it was just begun and the MASH need not hear it.
 */
async function onCheckBeside(words: Words, own: CaseRecord, use: Use, context: Context): Promise<Used> {
  const { text, person } = words;
  const all = await casesOf(context);
  const around = { own: all, person, now: context.now(), pack: context.pack, isAnswer: use === 'both' };
  const surely = whoseAre(text, around);
  const mayBeOfSent = use === 'mash' || use === 'both';
  const isOfSent = mayBeOfSent && (saysWhetherFound(text) || (surely && isLive(surely)));
  const asNews = async (command: DraftCommand, isNews = true): Promise<Used> => {
    const reply = await obey(words, context, command);
    return reply && isNews ? { reply, isNews } : reply || undefined;
  };
  const isNumber = use !== 'check' && givesOwnNumber(text) && whoseNames(text, all).length === 0;
  if (isNumber) return asNews(takeNumber(text));
  if (isOfSent) return dangerIn(text) ? asNews(askNothing) : isFinished(own, context) ? asNews(sayNotSent) : undefined;
  const isOfAnother = use !== 'aside' && (await isOfOther(text, own, context));
  const isReason = use === 'more' && !(surely && isLive(surely)) && isReasonOf(text, own, context);
  const isPlain = use === 'aside' || (use === 'more' && isForBegun(text, own, all, context.now()));
  const isTold = answersLink(text, own.progress)
    ? tellsAtOnce(text, context.now())
    : isOfAnother || (!isReason && (!isPlain || tellsAtOnce(text, context.now())));
  if (use === 'asked') return asNews(showAgain, false);
  if (use === 'check' || (use === 'aside' && !isTold)) return onUse(words, own, use, context);
  const command = tooLongFor(words, own, context, isTold) ?? commandOf(words);
  if (use === 'more') return asNews(keepingWords(text, command, isTold), isTold);
  if (use === 'both' && surely?.id === own.id) return asNews(command);
  return asNews(keepAside(text, { isTold: true }));
}

/** Whether words are of another child than that of the check: a “yes” to danger would mark that one. */
const isOfOther = async (text: string, own: CaseRecord, context: Context) =>
  namesOther(text, ownAnswers(own), othersOf(own, await casesOf(context))) || tellsOfAnother(text, ownAnswers(own));

type Used = Reply | { reply: Reply; isNews: true } | undefined;
async function onUse(words: Words, own: CaseRecord | undefined, use: Use, context: Context): Promise<Used> {
  const { text } = words;
  const asNews = async (command?: DraftCommand) => {
    const reply = await obey(words, context, command);
    return reply ? { reply, isNews: true as const } : undefined;
  };
  // words of danger that the check cannot use: it asks about danger, or no more if they name another child
  if (!own || use === 'mash') {
    const isOther = own && (await isOfOther(text, own, context));
    const isTry = own && isLive(own) && !isOther && wordsIn(text).length <= 7; // the check asks again
    if (dangerIn(text)) return asNews(isOther ? askNothing : askAboutDanger);
    return isTry ? asNews(showAgain) : undefined;
  }
  const short = tooLongFor(words, own, context);
  if (use === 'more' || (use === 'both' && !isLive(own))) return asNews(short); // the MASH hears with them no child that it knows
  if (use === 'kept') return obey(words, context, short ?? keepingWords(text, commandOf(words)));
  const command = short ?? (use === 'aside' ? keepAside(text) : commandOf(words));
  const about = { own, isUsed: use !== 'aside' };
  const reply = await offeringAnswer(text, about, context, () => obey(words, context, command));
  if (!reply || use === 'check' || use === 'aside' || own.heard.includes(context.turnInput.heard ?? '')) return reply;
  const news = await context.press(sendInformation, { case: own.id, inChat: true }, { information: text });
  return [...reply, ...news];
}

const obey = (words: Words, context: Context, command = commandOf(words)) => onOpenCheck(words, context, command);
