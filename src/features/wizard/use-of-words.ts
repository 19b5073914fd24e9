import type { Context, Reply } from '../../actions/context.ts';
import { isSmallTalk, type Words } from '../../actions/typed.ts';
import { isForBegun, isLeft, isLive, liveOf, loadOwn, othersOf } from '../../actions/which-case.ts';
import { namesOfSent } from '../../actions/whose-words.ts';
import { referencesIn, withoutReferences } from '../../base/reference.ts';
import { contacts, didYouMean, explain, myReferrals } from '../../cards/verbs.ts';
import { whomPointedAt } from '../../case/child-told.ts';
import { correctsTold } from '../../case/open-questions.ts';
import { type CaseRecord, draftOf, isOwnDraft, ownAnswers } from '../../case/record.ts';
import { isNoTime, ofNoName } from '../../draft/fits.ts';
import { pastNo } from '../../draft/move.ts';
import {
  beginsWithOther,
  introducesChild,
  isBareName,
  isNameIn,
  meantFor,
  namesOther,
  writtenNameOf,
} from '../../draft/news-said.ts';
import { canBeDialled, isUnread } from '../../draft/read-answer.ts';
import { rangOthers } from '../../draft/ring-said.ts';
import { saysWhetherFound } from '../../draft/says.ts';
import { announcesChild, calledIn, isOnlyNamed, saysAnother } from '../../draft/several.ts';
import { fieldNow, stepNow } from '../../draft/steps.ts';
import { isLateYes, mayDenyDanger } from '../../draft/typed-choice.ts';
import { asksToSend, goesOn, isUnsure, saysMore, skips, wordsIn } from '../../draft/typed-words.ts';
import { unsaidIn } from '../../store/people.ts';
import { isQuestion } from '../../understanding/asking.ts';
import { caseQuestion } from '../../understanding/case-questions.ts';
import { hear } from '../../understanding/hear.ts';
import { whereaboutsIn } from '../../understanding/sentences.ts';
import { type DraftCommand, dangerBefore, showAgain } from './asking-again.ts';
import { stepOn } from './drafting.ts';
import { answerByTyping, changeSection, goOneBack, sayNoDanger, showAnswers } from './obeying.ts';

const sureWithoutForm = 0.7;

/** The question to the bot that these words ask. A word or two, or what may be a story, is none unless it has the form of one. */
export function askedIn(text: string, { pack }: Context) {
  const { does, intents, asks: isForm, tells } = hear(text, pack.phrases);
  const isSure = does === 'act';
  const isSaid = isSure && (intents[0]?.p ?? 0) >= sureWithoutForm && /\S\s+\S+\s+\S/.test(text.trim());
  const meanings = intents
    .map(({ means }) => means)
    .filter((means) => pack.answers.some(({ id }) => means === `q ${id}`) || (isForm && means in showsOnly));
  const [means] = meanings;
  return means === undefined || !(isSaid || isForm) ? undefined : { means, meanings, isSure, tells };
}

/** What only shows something and answers a question. */
const showsOnly: Record<string, typeof contacts | typeof myReferrals> = {
  'c contacts': contacts,
  'c my-referrals': myReferrals,
};

/** The answer to what somebody surely asked. */
export const showAnswerTo = (means: string, { press }: Context): Promise<Reply> => {
  const shows = showsOnly[means];
  return shows ? press(shows, {}) : press(explain, { topic: means.replace(/^q /, '') });
};

/** Whether words that may be taken for a question tell when the child leaves, which is asked: “when the unit gets here about 20 mins”. */
export function tellsTimeAsked(text: string, own: CaseRecord, { pack, now }: Context): boolean {
  const draft = draftOf(own);
  const field = draft && fieldNow(draft, pack);
  return field?.id === 'leaves-sight' && !isQuestion(text) && !isNoTime(text) && !isUnread(field, text, now());
}

/** Whether the open question of a check takes free words. Then a question stays in its box, and the answer is offered. */
export function takesStory(own: CaseRecord, { pack }: Context): boolean {
  const draft = draftOf(own);
  const step = draft && stepNow(draft, pack);
  return (draft && fieldNow(draft, pack)?.kind) === 'long' || step?.kind === 'ticks';
}

/**
 * Does something with words, and offers the answer to what they may ask besides; of words that the check did not use also
 * the command that they may be.
 */
export async function offeringAnswer(
  text: string,
  { own, isUsed }: { own: CaseRecord; isUsed: boolean },
  context: Context,
  work: () => Promise<Reply | undefined>,
) {
  const asked = caseQuestion(text) ? undefined : askedIn(text, context);
  const reply = await work();
  const { does, intents } = isUsed ? { does: undefined, intents: [] } : hear(text, context.pack.phrases);
  const commands = does === 'act' ? intents.map(({ means }) => means).filter((means) => means.startsWith('c ')) : [];
  const isOffered = asked && (!asked.isSure || takesStory(own, context));
  const meanings = isOffered ? asked.meanings : asked ? [] : commands;
  return reply && meanings.length > 0 ? [...reply, ...(await context.press(didYouMean, { meanings }))] : reply;
}

/** What is typed with the reference of the open check is typed in it. */
export const inCheck = ({ text, person }: Pick<Words, 'text' | 'person'>): string =>
  referencesIn(text).join() === person.openDraft ? withoutReferences(text).replace(/^[\s,:.]+/, '') : text;

export const hasOpenDraft = ({ person }: Pick<Words, 'person'>): boolean => person.openDraft !== undefined;

export const ownOpen = async ({ person: { openDraft } }: Pick<Words, 'person'>, context: Context) =>
  openDraft ? loadOwn(openDraft, context.by, context) : undefined;

const yesOrNo = /^(?:y|yes|yeah|yep|yup|n|no|nope|nah)$/;
const isChoiceByNumber = /^\d{1,2}(?:[\s,;&]+\d{1,2})*$/;

/** Cards that “change” leads to, and whose name no question has. */
const cards = {
  'change check': 'check',
  'do the check': 'check',
  'do the check now': 'check',
  'change more': 'details',
  'change details': 'details',
  'change about you': 'about-you',
};

const moves = new Map<string, DraftCommand>([
  // “carry on”, after words beside it, means the open question, and leaves none out
  ['carry on', (turn) => (fieldNow(turn.draft, turn.context.pack) ? showAgain : answerByTyping('continue'))(turn)],
  ['no carry on', (turn) => (dangerBefore(turn.draft) ? sayNoDanger : showAgain)(turn)], // no “no” to what is asked now
  ['back', goOneBack()],
  ...['check answers', 'finish', 'finish and send', 'done'].map((words) => [words, showAnswers()] as const),
  ...Object.entries(cards).map(([words, to]) => [words, changeSection(to)] as const),
  ['go on', showAgain],
  ['resume', showAgain],
]);
export const commandOf = (words: Words): DraftCommand => moves.get(words.said) ?? answerByTyping(inCheck(words));

const isPlainYesOrNo = (text: string, said: string) => yesOrNo.test(said.split(/\W/)[0] ?? '') && !saysMore(text);
/** “not known”, as the bot offers it where something is still needed. */
const isOnlyUnsure = (text: string) => isUnsure(text) && wordsIn(text).length <= 2;

export type Use = ReturnType<typeof meantFor> | 'aside' | 'kept' | 'asked';

/**
 * Whether the words are for the open check, for the MASH, or for both. Where the MASH has no case: `kept` with the check,
 * which uses only a part of them, or kept `aside`, because it uses nothing of them. `asked`: a bare answer where another question came after
 * that of danger, so that comes again. What answers nothing in the check may be
 * news of a case that the MASH has.
 */
export async function useOf(words: Words, own: CaseRecord, context: Context): Promise<Use> {
  const { said, person } = words;
  const text = inCheck(words);
  const { pack, now } = context;
  const shown = draftOf(own);
  const draft = shown && (pastNo(shown, text, pack) ?? shown);
  if (moves.has(said) || asksToSend(said, calledIn(ownAnswers(own)))) return 'check';
  const live = await liveOf(context);
  if (draft && isLateYes(draft, text)) return live.length > 0 ? 'more' : 'kept';
  const isUnused = stepOn(own, commandOf(words), context).isUnused === true;
  if (isUnused ? isPlainYesOrNo(text, said) || isSmallTalk(words) : isOnlyUnsure(text)) return 'check'; // it may ask again
  // a number that is no choice may say something else, as “16” at “In care?”; of a list, the bot asks again
  if (isUnused && isChoiceByNumber.test(said))
    return draft && !isLive(own) && stepNow(draft, pack).kind !== 'ticks' ? 'aside' : 'check';
  const others = othersOf(own, live);
  // of the child whom it is for
  const isStory =
    !saysAnother(text) &&
    !namesOther(text, ownAnswers(own), others) &&
    isForBegun(text, own, live, now()) &&
    writtenNameOf({ values: { worry: text } }) !== ''; // “jaz patel 13, lives w nan”
  const isName = isStory || [isBareName, isNameIn].some((is) => is(text, live.map(ownAnswers)));
  const isOfOther = beginsWithOther(text, others) || live.some((each) => correctsTold(text, each));
  const [pointed, alsoAt] = live.length > 0 && !isLive(own) ? whomPointedAt(text, [...live, own]) : [];
  const asksDanger = draft !== undefined && ['danger', 'danger-phone'].includes(stepNow(draft, pack).kind);
  if (asksDanger && live.length > 0 && rangOthers(said)) return 'mash'; // help for which child?
  const mayBeOfSent = others.length > 0 && !isLive(own) && pointed !== own && /^\W*(?:y|n)/i.test(text);
  const field = draft && fieldNow(draft, pack);
  if (mayBeOfSent && field?.id !== 'leaves-sight' && whereaboutsIn(text) === 'left') return 'mash'; // “yes hes gone”: which child?
  if (asksDanger && /^\W*n/i.test(text) && pointed && !alsoAt && pointed !== own) return 'mash'; // “no i made a mistake, fenwicks have 4”
  const isOwn = !pointed || pointed === own;
  if (live.length > 0 && !isLive(own) && announcesChild(text) && !isForBegun(text, own, live, now())) return 'mash';
  if (asksDanger && live.length > 0 && !isOfOther && isOwn && mayDenyDanger(text) && !saysWhetherFound(text))
    return saysMore(text) ? 'more' : 'check'; // it asks back whether that is right
  const isOfNext = !isLive(own) && ((isName && !isOfOther) || introducesChild(text, ownAnswers(own), others));
  const unsaid = unsaidIn(person).at(-1);
  const isOfNoName = field && (ofNoName.includes(field.id) || (unsaid && field.id === 'name'));
  if (isOfNoName && [own, ...live].some((each) => isOnlyNamed(text, ownAnswers(each))))
    return unsaid ? 'mash' : 'aside'; // it may say whose other words are
  const whichChild = unsaid && (unsaid.at >= (person.checkAskedAt ?? '') ? 'last' : 'before');
  if (
    draft &&
    stepNow(draft, pack).kind === 'danger' &&
    whichChild === 'last' &&
    /^\W*(?:y|yes|yeah|yep|no?|nope|nah|\d)\b/i.test(text)
  )
    return saysMore(text) ? 'mash' : 'asked'; // it may be of that child
  if (isUnused) return live.length > 0 && !isOfNext ? 'mash' : 'aside';
  const about = { pack, now: now(), isSameCase: isLive(own), others, whichChild } as const;
  const isOfSent = others.length > 0 && !isLive(own) && field?.kind === 'long' && !alsoAt && !isOwn;
  if (isOfSent && namesOther(text, ownAnswers(own), others)) return 'mash'; // “for amina: he took her phone”
  const use = draft ? meantFor(text, draft, about) : 'mash';
  if (live.length > 0 && !isLive(own) && use !== 'mash') {
    const isAsked = field && (field.kind === 'long' || field.id === 'whereabouts' || field.id === 'with');
    if (saysWhetherFound(text)) return isAsked ? 'more' : 'mash'; // no other box takes “ok found her”, or the “no” of “no not found”
    if (field && field.kind !== 'phone' && canBeDialled(text)) return 'more'; // how to reach somebody
  }
  const asksLeaving = field?.id === 'leaves-sight';
  const isTime = asksLeaving && !skips(said) && !goesOn(said);
  if (others.length > 0 && !isLive(own) && isTime && isNoTime(text) && isUnread(field, text, now())) return 'mash';
  if (others.length > 0 && use === 'check' && field?.kind === 'long' && isLeft(own, now())) return 'both'; // it takes anything
  if (use === 'check' && field && !field.choices && namesOfSent(text, own, live)) return 'both';
  if (live.length > 0) return use;
  return use === 'more' ? 'kept' : use === 'mash' && !asksLeaving ? 'aside' : 'check'; // a time that it cannot read, it asks again itself
}

/** Whether a check waits only to be sent, and nobody has typed anything else there. */
export function isFinished(own: CaseRecord, { pack }: Context) {
  const draft = isOwnDraft(own) && !own.practice && draftOf(own);
  return draft && stepNow(draft, pack).kind === 'check-answers' && !draft.progress.unread;
}
