import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import { isSmallTalk, type Typed } from '../../actions/typed.ts';
import { casesOf, isForBegun, isLive, isWritten, liveOf, onCaseMeant, othersOf } from '../../actions/which-case.ts';
import { helpCard } from '../../cards/helpful.ts';
import { draftOf, isOwnDraft, ownAnswers } from '../../case/record.ts';
import { namesPlace } from '../../draft/aside.ts';
import { answerDoubted, answerTo, type Draft } from '../../draft/draft.ts';
import { careful, isAside, isPhone, isSentence } from '../../draft/fits.ts';
import { asksIfMissing } from '../../draft/missing-words.ts';
import { boxLabelled } from '../../draft/move.ts';
import { namesOther, tellsOfAnother } from '../../draft/news-said.ts';
import { EXTENSION } from '../../draft/read-answer.ts';
import { calledIn, oneEach } from '../../draft/several.ts';
import { fieldNow, stepNow, toldNow } from '../../draft/steps.ts';
import { isOfName, isPlainName } from '../../draft/told.ts';
import { choicesOf } from '../../draft/typed.ts';
import { answeredBy, boxNamed, saidOtherwise } from '../../draft/typed-box.ts';
import { affirmsDanger, deniesDanger, plainly, readChoice } from '../../draft/typed-choice.ts';
import {
  bareYesOrNo,
  besideSending,
  goesOn,
  isUnsure,
  withoutStop,
  withoutTwice,
  wordsIn,
} from '../../draft/typed-words.ts';
import type { Field, Pack } from '../../protocol/pack.ts';
import type { PersonRecord } from '../../store/people.ts';
import { isQuestion } from '../../understanding/asking.ts';
import { caseQuestion, tellsBeside } from '../../understanding/case-questions.ts';
import { dangerIn, isKnownWord } from '../../understanding/danger.ts';
import { isUsualWord } from '../../understanding/phrases.ts';
import { addInformation } from '../information/verbs.ts';
import { type DraftCommand, showAgain } from './asking-again.ts';
import { onOpenCheck, stepOn } from './drafting.ts';
import { whoHasSeenIt } from './events.ts';
import { boxesGiven } from './finishing.ts';
import { keepAside, keepingWords, thenKeep, thenSend, timeFirst } from './kept-words.ts';
import { answerByTyping, answerIn, askOf, changeOne, changeSection, denyDanger } from './obeying.ts';
import {
  askedIn,
  commandOf,
  hasOpenDraft,
  inCheck,
  offeringAnswer,
  ownOpen,
  showAnswerTo,
  takesStory,
  useOf,
} from './use-of-words.ts';

const CHANGES =
  /^\W*(?:(?:can|could|will|would) (?:you|u|i) )?(?:please |pls )?(?:delete|remove|take out|cross out|scrap|change|correct) (?:the|that|what|my|this) (?:bit|part|line|thing|words?|sentence|last|i (?:said|wrote|put))\b|\b(?:typed|pressed|put|hit|wrote) (?:the wrong\b|wrong\b|(?:\S+ ){0,3}by mistake\b)/i;

const welcome = 'You are welcome. I keep what you wrote.';
const asksOneEach = 'One referral each. Send this one, then type “next child”: I take over what is the same.';
/** What to say of the check itself, where words ask of it and answer no question. */
function hintFor(text: string, draft: Draft, pack: Pack): string | undefined {
  const asked = caseQuestion(text);
  if (asked === 'next-child') return asksOneEach;
  if (asksWhenSent(text)) return 'It goes when you type “send”.';
  if (CHANGES.test(text)) return 'To change an answer, type “change” and its name: “change worry”.';
  if (asked === 'saved')
    return `Saved: ${boxesGiven(draft.answers, pack) || 'each answer as you give it'}. Type “check answers”, then “card”: it shows the words.`;
  const field = fieldNow(draft, pack);
  const answered = answeredBy(text, draft, pack);
  if (answered && answered.id !== field?.id) return `I have that: ${answered.short}.`;
  if (isPhone(text) && field?.kind !== 'phone' && answerTo(draft.answers, 'phone'))
    return 'I have your number. “change phone” changes it.';
  const isOwnName = field?.id === 'name' && /^[^\d]+\d{1,2}\W*$/.test(text) && !EXTENSION.test(text);
  return isOwnName ? 'This asks for your own name. I ask for the child’s after this.' : undefined;
}

/** Whether words tell of a second child, where the worry is told and the question asks for nobody beside this child. */
function isBesideSecond(text: string, draft: Draft, pack: Pack) {
  const field = fieldNow(draft, pack);
  const isAnswer =
    isYesToDanger(text, draft, pack) || field?.id === 'worry' || (field?.id === 'with' && !/\bthere/i.test(text));
  return !isAnswer && wordsIn(text).length <= 20 && tellsOfAnother(text, draft.answers);
}

/** “yes hes in danger, theres his sister too” */
const isYesToDanger = (text: string, draft: Draft, pack: Pack) => {
  const step = stepNow(draft, pack);
  return step.kind === 'danger' && (affirmsDanger(text) || readChoice(text, choicesOf(step))?.id === 'yes');
};

const FIRST = /^\W*((?:[^.,!?;\n]|[.,](?=\d)){1,60})([.,!?;\n])[.,!?;\s]*([^.,!?;\s].*)$/s;

/**
 * An answer to the open question, and more behind it that is none: “jane cole. hes got her coat out”, “dont know. shes amina yusuf”,
 * “yes thats me. when does it go”. The first “no” of a question where it may be taken for calm is none.
 */
function answerFirst(text: string, draft: Draft, { pack, now }: Context): [string, string] | undefined {
  const timed = timeFirst(text, draft, { pack, now: now() });
  if (timed) return timed;
  const [, first = '', mark, rest = ''] = FIRST.exec(withoutTwice(text)) ?? [];
  const isYes = bareYesOrNo(first) === 'yes';
  if (rest === '' || (mark === ',' && !isYes && !isUnsure(first))) return undefined;
  const step = stepNow(draft, pack);
  const field = fieldNow(draft, pack);
  const isName = field?.id === 'name' || field?.id === 'child-name';
  const choice = readChoice(plainly(first, field, draft.answers), field?.choices ?? choicesOf(step));
  const isSure =
    choice && !choice.more && (choice.id === 'yes' || (step.kind !== 'danger' && !isCalm(field, choice.id)));
  const isTold = toldNow(draft, pack, now()).length > 0;
  const isPlain = isName
    ? (isPlainName(first) || (isQuestion(rest) && isOneName(first, field))) && !isOfName(rest)
    : !isTold && isSure && (asksBehind(rest) || (isUnsure(first) && step.kind === 'form'));
  const isOfBox = field && mark !== ',' && (isSentence(rest) || isQuestion(rest)) && isWholeBox(first, field);
  const isOfNext = isYesToDanger(first, draft, pack) && tellsOfAnother(rest, draft.answers);
  return (isTold && (isYes || isUnsure(first))) || isPlain || isOfBox || isOfNext ? [first, rest] : undefined;
}
const OF_THEM = /^(?:(?:no|yes|(?:s?he|they)(?:['’]?s|['’]?re| is| are)?)\b\W{1,3}){1,3}/i;
/** “room 14 upstairs”, “mr rao her teacher”: a place, or who is with the child, before a sentence of something else. */
const isWholeBox = (first: string, field: Field) =>
  !isAside(first, field) &&
  (field.id === 'whereabouts'
    ? namesPlace(first.replace(OF_THEM, ''))
    : field.id === 'with' && !isSentence(first) && wordsIn(first).length <= 5);
/** “jane. will he find out it was me” */
const isOneName = (first: string, field: Field) =>
  /^\p{L}{2,30}$/u.test(first) && !isAside(first, field) && !isUsualWord(first) && !dangerIn(first);
const isCalm = (field: Field | undefined, choice: string) =>
  field !== undefined && careful.includes(field.id) && ['no', 'none'].includes(choice);
/** “when does it go”, “can it go now?” */
const asksWhenSent = (text: string): boolean =>
  /\bwhen (?:do|does|will|can|is) (?:it|this|that|they|the \w+|my \w+) (?:go|get|sent|be sent|get sent)\b|\bcan (?:it|this|that) go\b[^?]{0,20}\?/i.test(
    text,
  );
const asksBehind = (rest: string) => isQuestion(rest) || caseQuestion(rest) !== undefined || asksWhenSent(rest);

/** An answer, and more behind it: that is answered, too, or kept. */
export const typedWithMore: Typed = {
  band: 'question',
  words: hasOpenDraft,
  async does(words, context) {
    const own = await ownOpen(words, context);
    const draft = own && draftOf(own);
    const [first, rest] = (draft && answerFirst(inCheck(words), draft, context)) ?? [];
    const isMissing = asksIfMissing(words.text) !== undefined; // a card asks
    if (!own || !draft || !first || !rest || isMissing || (await liveOf(context)).length > 0) return undefined;
    if (stepOn(own, answerByTyping(first), context).isUnused) return undefined;
    const topic = caseQuestion(rest) || asksWhenSent(rest) ? undefined : askedIn(rest, context);
    const seen = caseQuestion(rest) === 'who-has-it' ? `This check is not sent: ${whoHasSeenIt(own)}.` : undefined;
    const command = thenKeep(answerByTyping(first), rest, seen ?? hintFor(rest, draft, context.pack));
    const obey = async () => (await onOpenCheck(words, context, command)) || undefined;
    const reply = await (asksWhenSent(rest) ? obey() : offeringAnswer(rest, { own, isUsed: true }, context, obey));
    const answer = topic?.isSure ? await showAnswerTo(topic.means, context) : [];
    return reply ? [...answer, ...reply] : undefined;
  },
};

/** “teachers. can u send it now”: what stands beside it is answered or kept, and then the check is sent. */
export const typedWithSend: Typed = {
  band: 'before the question',
  words: (words) => hasOpenDraft(words) && besideSending(words.text) !== undefined,
  async does(words, context) {
    const own = await ownOpen(words, context);
    const text = own && besideSending(words.text, calledIn(ownAnswers(own)));
    if (!own || !text || !isOwnDraft(own)) return undefined;
    const draft = draftOf(own);
    const [first, rest] = (draft && timeFirst(text, draft, { pack: context.pack, now: context.now() })) ?? [text];
    const beside = { ...words, text: first, said: withoutStop(first.toLowerCase()) };
    const use = rest ? 'check' : await useOf(beside, own, context);
    const isTold = use === 'mash' || use === 'both' || use === 'more';
    const keeps = (command: DraftCommand) => keepingWords(text, command, isTold);
    const isCry = dangerIn(text) && ownAnswers(own).values.danger !== 'yes';
    const isBeside = use === 'mash' || use === 'aside';
    const answer = rest ? thenKeep(commandOf(beside), rest) : commandOf(beside);
    const answers = use === 'check' || use === 'both' ? answer : keeps(answer);
    const command = !isBeside ? thenSend(answers) : isCry ? keepAside(text, { isTold }) : keeps(answerByTyping('send'));
    const reply = await onOpenCheck(words, context, command);
    return reply && isTold ? { reply, isNews: true } : reply || undefined;
  },
};

/** Words that are not for the question at hand, but for the check: its other boxes, or how it works. */
export const besideQuestions: Typed[] = [
  {
    band: 'before the question', // “worry = …”, wherever it is typed
    words: hasOpenDraft,
    async does(words, context) {
      const own = await ownOpen(words, context);
      const draft = own && isOwnDraft(own) && draftOf(own);
      const named = draft && boxLabelled(inCheck(words), draft, context.pack);
      const answer = named && (named.value ? answerIn(named.place, named.value) : changeOne(named.place));
      const command = answer && (named.before ? keepingWords(named.before, answer) : answer);
      if (!command || stepOn(own, command, context).isUnused) return undefined;
      const reply = await onOpenCheck(words, context, command);
      return reply && { reply, isNews: isLive(own) };
    },
  },
  {
    band: 'before the question', // “name: Sue Dale”, wherever it is typed
    words: hasOpenDraft,
    async does(words, context) {
      const own = await ownOpen(words, context);
      const draft = own && draftOf(own);
      const isAlone = (await liveOf(context)).length === 0;
      const named = draft && boxNamed(inCheck(words), draft, context.pack, isAlone);
      const command = named && answerIn(named.place, named.value);
      if (!command || stepOn(own, command, context).isUnused) return undefined;
      const isOfChild = named.place.at === 'child' && isLive(own); // the MASH waits for this check
      const isNews = isOfChild || (named.more && !isAlone && named.place.at !== 'child'); // what tells of its child is of the check
      const isKept = named.more && !isNews;
      const reply = await onOpenCheck(words, context, isKept ? keepingWords(words.text, command) : command);
      return reply && { reply, isNews };
    },
  },
  {
    band: 'before the question',
    words: ['change', 'change it', 'change something'],
    does: ({ person }, context) => changeOrCorrect(person, context),
  },
  {
    band: 'question',
    words: hasOpenDraft,
    async does(words, context) {
      const own = await ownOpen(words, context);
      const draft = own && draftOf(own);
      if (!own || !draft) return undefined;
      const { text } = words;
      const isNews = (await liveOf(context)).length > 0;
      const isThanks = isSmallTalk(words) && !goesOn(words.said);
      const isOfNext = isBesideSecond(text, draft, context.pack);
      const hint = isThanks ? welcome : isOfNext ? oneEach : hintFor(text, draft, context.pack);
      const isOfCheck = isThanks || (caseQuestion(text) !== undefined && wordsIn(text).length <= 12); // and no story
      if (!hint || (takesStory(own, context) && !isOfNext && !isOfCheck) || (dangerIn(text) && (isNews || !isOfNext)))
        return undefined;
      const isAgain = hint?.startsWith('I have that');
      if (isAgain && !answerDoubted(draft) && !stepOn(own, commandOf(words), context).isUnused) return undefined; // it answers what is asked
      const isKnown = hint === asksOneEach && wordsIn(text).every(isKnownWord); // a name tells more
      const isOnlyAsked = isAgain || isThanks || ((caseQuestion(text) === 'saved' || isKnown) && !tellsBeside(text));
      const command: DraftCommand =
        isNews || isOnlyAsked
          ? (turn) => showAgain(turn, [hint])
          : keepAside(text, { hint, kept: isOfNext ? `Of another child: ${text}` : text });
      const reply = await onOpenCheck(words, context, command);
      return reply && { reply, isNews: isNews && !isThanks };
    },
  },
];

/**
 * “change”, typed: changes the open check. Without one, corrects a sent referral by adding information; the referral
 * stays as it is.
 */
async function changeOrCorrect(person: PersonRecord, context: Context): Promise<Reply> {
  const shown = await onOpenCheck({ person }, context, changeSection('check-answers'));
  if (shown) return shown;
  if (!(await casesOf(context)).some(isWritten)) return replyCard(helpCard(context.pack, nothingToChange));
  return [
    ...replyCard(helpCard(context.pack, staysAsSent)),
    ...(await onCaseMeant(person, context, (id) => context.press(addInformation, { case: id }))),
  ];
}

const staysAsSent = {
  heading: 'What you sent stays as it is',
  lines: ['Write what is right: it goes to the MASH as new information.'],
  rows: [],
};

const nothingToChange = {
  heading: 'There is nothing to change',
  lines: ['No check is open, and you have sent no referral.'],
};

const mostBesideStory = 10; // words
/** “shes NOT in care”, “hes not in danger”, “change that to no”: where the check says otherwise, it asks whether that is right. */
export const typedOtherwise: Typed = {
  band: 'before the question',
  words: hasOpenDraft,
  async does(words, context) {
    const own = await ownOpen(words, context);
    const draft = own && isOwnDraft(own) && draftOf(own);
    const { text } = words;
    if (!draft || dangerIn(text)?.alone) return undefined;
    const live = await liveOf(context);
    const mayBeOther = live.length > 0 && !isForBegun(text, own, live, context.now());
    const isStory = takesStory(own, context) && wordsIn(text).length > mostBesideStory;
    const otherwise = isStory ? undefined : saidOtherwise(text, draft, context.pack);
    if (otherwise) {
      const asks = askOf(otherwise.place, otherwise.said);
      return mayBeOther ? undefined : onOpenCheck(words, context, keepingWords(text, asks));
    }
    const { progress, answers } = draft;
    if (!deniesDanger(text) || stepNow(draft, context.pack).kind === 'danger') return undefined;
    const others = othersOf(own, live);
    const isOfAnother =
      others.some((each) => each.answers.values.danger === 'yes') || namesOther(text, answers, others);
    const isNamed = /danger/i.test(text);
    const isMeant = isNamed || progress.last?.at === 'danger' || progress.at === 'danger-phone';
    const isSaid = answers.values.danger === 'yes' || progress.doubt !== undefined;
    if (!isSaid || !isMeant || (isOfAnother && mayBeOther)) return undefined;
    return onOpenCheck(words, context, isNamed ? keepingWords(text, denyDanger) : denyDanger);
  },
};
