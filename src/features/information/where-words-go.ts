import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import { isOfTheDesk } from '../../actions/desk-person.ts';
import type { Typed } from '../../actions/typed.ts';
import { casesOf, isLive, lastTyped, liveOf, loadOwn, onCaseMeant, othersOf } from '../../actions/which-case.ts';
import { type CaseId, referencesIn, withoutReferences } from '../../base/reference.ts';
import { Duration, type Instant, plus } from '../../base/time.ts';
import { choice, type FormRetry, text, untouchedForm } from '../../cards/forms.ts';
import { helpCard } from '../../cards/helpful.ts';
import { clock, counted } from '../../cards/london.ts';
import {
  button,
  buttonWithoutInputs,
  type Card,
  coloured,
  mainButton,
  plain,
  referrerCard,
  ring,
} from '../../cards/parts.ts';
import { cardAbout } from '../../cards/to-referrer.ts';
import { myReferrals, open, start } from '../../cards/verbs.ts';
import { carerBlock } from '../../cards/warnings.ts';
import { whomPointedAt } from '../../case/child-told.ts';
import { openQuestions } from '../../case/open-questions.ts';
import { type CaseRecord, ownAnswers } from '../../case/record.ts';
import { namesOther } from '../../draft/news-said.ts';
import { firstPart } from '../../draft/several.ts';
import { bareYesOrNo, wordsIn } from '../../draft/typed-words.ts';
import type { Pack } from '../../protocol/pack.ts';
import { type PersonRecord, type UnfiledWords, unsaidIn, waitingIn } from '../../store/people.ts';
import { caseQuestion, tellsBeside } from '../../understanding/case-questions.ts';
import { ofMessage, saysOf, toldTo } from './rules.ts';
import { authorsIn, newStoryIn } from './state.ts';
import { addInformation, anotherChild, fileWords, readWords, sendInformation } from './verbs.ts';
import { childrenAsked, standing, whichChildCard } from './which-child-cards.ts';

/**
 * Tells an author what becomes of what they type now: of which check it is, and which referrals the MASH has, in the order in
 * which they were begun. It repeats nothing of a child.
 */
export function whereWordsGoCard(own: CaseRecord[], openDraft: CaseId | undefined, pack: Pack): Card {
  const sent = own.filter((each) => isLive(each) && each.id !== openDraft);
  const [only, another] = sent;
  const begun = sent.toSorted((one, other) => one.startedAt.localeCompare(other.startedAt));
  const what = openDraft ? 'Anything else' : 'What you type';
  return helpCard(pack, {
    heading: 'Where your words go',
    lines: [
      openDraft === undefined ? undefined : `What answers my question goes into your check ${openDraft}.`,
      only && !another ? `${what} goes to the MASH, about ${only.id}.` : undefined,
      another ? `${what} goes to the MASH. I ask which child, unless you write the reference.` : undefined,
      ...begun.map((record, place) => `${place + 1}. ${record.id}: ${standing(record)}`),
    ].filter((each) => each !== undefined),
    rows: [[button(start, 'Another child', { below: true })]],
  });
}

/** A number on which to ring its author, or what puts right words of several, stands with each of them: the MASH rings by the card of one. */
export async function numberForAll(words: string, other: CaseRecord[], { press }: Context): Promise<Reply> {
  for (const { id } of other) await press(sendInformation, { case: id, inChat: true }, { information: words });
  return other.length > 0 ? [{ text: `It stands in ${other.map(({ id }) => id).join(' and ')}, too.` }] : [];
}

/** “is this zoe or still amira”. */
export const asksWhichChild: Typed = {
  band: 'before the question',
  words: ({ text }) => caseQuestion(text) === 'which-child',
  async does({ text, person: { openDraft } }, context) {
    const own = (await casesOf(context)).filter((each) => isLive(each) || each.id === openDraft);
    const isNews = tellsBeside(text) && 'anything';
    return own.length > 0 ? { reply: replyCard(whereWordsGoCard(own, openDraft, context.pack)), isNews } : undefined;
  },
};

/** Tells the author that words about a check which is not sent yet are with the MASH all the same. */
export const aboutCheckCard = ({ practice }: CaseRecord, also: CaseId[], pack: Pack) =>
  helpCard(pack, {
    heading: 'The MASH has your words',
    lines: [
      practice
        ? 'They read that it was only practice.'
        : 'I told them that your words are about this check. Send it: your words then come to it by themselves.',
      also.length > 0 ? `They stand in ${also.join(' and ')}, too.` : undefined,
    ].filter((each) => each !== undefined),
    rows: [],
  });

/** The words are an answer of the check, too. */
export const alsoToldText = 'The MASH has your words, too, as about this check.';
/** Asks, below the question of a check, which child words are about. @param sent the references of those that the MASH has */
export const whichChildText = ([id, another]: CaseId[]): string =>
  id
    ? `Sent to the MASH. Which child? Type “this check”, the name${another ? '' : ` or ${id}`}, or “both”.`
    : 'Sent to the MASH. Is it of this check? Type “this check”. Of a new child? Type “next child”.';
/** Words that cannot be kept, because too many wait already. */
export const notKeptText = ({ phones, emergency }: Pack) =>
  `I could not keep that: too much waits already. Say first which child, or ring ${phones.urgent} now. ${emergency}`;
/** Of more words soon after the bot has asked which child. */
export const keptWithThoseText =
  'Kept with those, for the MASH too. Which child? Press above, type the name, or “next child”.';
/** Of “the gone one is not kieran”, where none of his lines says so. */
export const whichLineText = (name: string): string =>
  `Which words are not ${name[0]?.toUpperCase()}${name.slice(1)}’s? Nothing was marked. Say it with a word of that line.`;
/** Of “put it on linh too” and “that was not her”, where the bot does not find which lines. */
export const notMovedText =
  'Nothing was moved or copied: I do not find one such line of yours. Type it once more, with the child’s name.';
/** Of words that two managers have hidden. */
export const hiddenWordsText =
  'Those words are hidden, so nothing was sent again. Type what worries you about the other child, or “start”.';
/** Answers “words HT-…” of its author, who has them in their chat. */
export const ownWordsText = 'I show those words to the MASH only. What you typed stands above in this chat.';

/** Tells the author that nobody has said which child their words are about. */
export const nobodySaidCard = (since: Instant, pack: Pack) =>
  referrerCard({
    summary: 'MASH Referrals: please ring',
    heading: 'Please ring now',
    blocks: [
      coloured('attention', ring('Children’s Services, day and night', pack.phones.urgent)),
      plain([
        `Nobody has said yet which child your words of ${clock(since)} are about. The MASH was told of them.`,
        'Or say it yourself: type “about” and the reference.',
      ]),
    ],
    pack,
  });

/** “I am on it” or “I have read it”, typed without a reference by somebody of the desk: of the only words that wait for it. */
const onWaiting: Typed = {
  words: /^(?:((?:i am |i['’]?m )?on it)|i(?: have|['’]?ve) read (?:it|them|that))[.!]*$/i,
  who: isOfTheDesk,
  async does({ match: [, isOnIt] }, { by, documents, people, cases, press }) {
    const { authors } = await authorsIn(documents).load();
    const all = await Promise.all(authors.map(({ id }) => people.load(id)));
    const isOpen = ({ read }: UnfiledWords) => !(isOnIt ? read?.onIt : read);
    const [only, another] = all.filter((each) => each.id !== by.id && waitingIn(each).some(isOpen));
    const last = only && waitingIn(only).at(-1);
    const about = only && !another ? (await cases.of(only.id)).find(isLive) : undefined;
    return about && last && press(readWords, { case: about.id, at: last.at, ...(isOnIt && { onIt: true }) });
  },
};

/** Confirms that words without a child are marked as sent by mistake, or no more. */
export const wordsMistakeCard = ({ at, mistake }: UnfiledWords, pack: Pack) =>
  helpCard(pack, {
    heading: mistake ? 'Marked: sent by mistake' : 'Not a mistake',
    lines: [
      mistake
        ? `The MASH reads that what you typed at ${clock(at)} was a mistake. You said so at ${clock(mistake.at)}.`
        : `The MASH reads what you typed at ${clock(at)} as it stands.`,
      'Your words stay, and the MASH goes on.',
    ],
    rows: [],
  });

/** The form to ask the MASH to let a referral go. It is information as any: nothing stops until somebody decides. */
export const withdrawForm = (record: CaseRecord, pack: Pack, again: FormRetry = untouchedForm): Card =>
  cardAbout(record.id, pack, {
    summary: `MASH Referrals: ask to withdraw ${record.id}`,
    heading: 'Ask to withdraw',
    blocks: [
      plain(['The MASH reads this and decides. Until then all goes on. Nothing that you sent is deleted.'], 'Small'),
      ...carerBlock(record),
    ],
    inputs: [text('information', 'Why? (required)', again), choice('told', 'Did anybody tell you to?', toldTo, again)],
    rows: [
      [
        mainButton(sendInformation, 'Ask the MASH', { case: record.id, attempt: again.attempt, withdraws: true }),
        buttonWithoutInputs(myReferrals, 'My referrals', { below: true }),
      ],
    ],
  });

export const askedAgainAfter = Duration.parse('PT10M');
/** Whether a “yes” begins a check: what was asked last is whether words tell of another child. */
export const takesYes = (person: PersonRecord, own: CaseRecord[], { now }: Pick<Context, 'now'>): boolean => {
  const last = unsaidIn(person).at(-1)?.at;
  const isLast = last !== undefined && lastTyped(own, person) === last && plus(last, askedAgainAfter) > now();
  const isOnly = person.openDraft === undefined && openQuestions(own).length === 0;
  return isLast && isOnly && newStoryIn(unsaidIn(person), own).length > 0;
};

/** Asks the MASH to let a referral go that was sent. */
export const typedWithdraw: Typed = {
  band: 'before the question', // with a check open, they delete that
  words: ({ text, person }) =>
    !person.openDraft &&
    /^(?:(?:please |i want to |i need to |can i )*(?:withdraw|delete|cancel)(?: (?:it|my referral|the referral|this referral))?|ask to withdraw)[?.!]*$/i.test(
      text.trim(),
    ),
  async does({ person, said }, context) {
    if (said === 'cancel' || (await liveOf(context)).length === 0) return undefined;
    return onCaseMeant(person, context, (id) => context.press(addInformation, { case: id, withdraws: true }));
  },
};

/** “this check”, “its jaz. this check”, “all of it is this girl”, “the new girl”. */
export const thisCheck =
  /^(?:(?:about|its|it|is|thats|theyre|all|both|of|them|these|the|next|new|girl|boy|kid|for|sorry|no|yes|(?:its|thats) [\p{L}’'-]+)[\s,.!:]+)*(?:(?:this|the) (check)|this (?:one)|(?:this|the new|the next) (?:girl|boy|child|kid)|(?:the|its) next one|the (?:one|girl|boy) i['’]?m (?:writing|doing))(?:[\s,.!]+(?:all|both|of|them|these|is|it|now|ffs|pls|please))*[.!]*$/iu;

/** The open check of who types: words that wait go with it, or its question is shown. */
export const ofThisCheck: Typed = {
  band: 'before the question',
  words: thisCheck,
  does: async ({ person, text, match: [, what] }, context) => {
    const { openDraft } = person;
    const isAsked = what === 'check' || unsaidIn(person).length > 0;
    const own = isAsked && openDraft && (await loadOwn(openDraft, context.by, context));
    const isOther = own && namesOther(text, ownAnswers(own), othersOf(own, await liveOf(context)));
    if (!own || isOther) return undefined;
    return unsaidIn(person).length > 0
      ? context.press(fileWords, { case: own.id })
      : context.press(open, { case: own.id });
  },
};

/** “amina!!”, “AMINA”: while a check is open, it would take a plain name. */
const aloud = /!|^\P{Ll}+$/u;
const asks = /\b(?:about|for|meant?|i said|i told)\b|^\W*\d\W{1,3}(?:its?|thats)\b/i;
const AND = /\b(?:and|n)\b|[&+,]/i;

/**
 * “about HT-…”, “for HT-… and HT-…”, “i meant nadia”, “6 about HT-…”, “2”, or a bare reference or name: which children are meant, if
 * the words say no more.
 * @param own the children of an author: their names, those of their people, and their numbers count as references; a member of the
 *   MASH says the reference
 * @param isBare a name alone says it, too: nothing else that is asked takes one
 */
export function childrenSaid(text: string, own: CaseRecord[] = [], isBare = false): CaseId[] {
  const words = wordsIn(withoutReferences(text));
  const isOfMessage = (word: string) => own.length > 0 && asks.test(text) && ofMessage.test(word);
  const names = words.filter((word) => !saysOf.has(word) && !isOfMessage(word));
  const named = referencesIn(text);
  if (names.length === 0) return named.length === 1 || words.includes('and') ? named : [];
  const [number] = /^\W*(\d)\W*$/.exec(text)?.slice(1) ?? [];
  if (number && own.every(isLive))
    return childrenAsked(own).flatMap(({ id }, at) => (at + 1 === Number(number) ? id : []));
  const isAnswer = isBare || asks.test(text) || own.every(isLive) || aloud.test(text);
  const each = names.map((word) => whomPointedAt(word, own));
  const sure = own.filter((child) => each.some(([only, another]) => only === child && !another)); // a surname may be of several
  const isPlain = isAnswer && named.length === 0 && each.every((all) => all.some((child) => sure.includes(child)));
  return isPlain && (sure.length === 1 || AND.test(text)) ? sure.map(({ id }) => id) : [];
}

/** “i said keira and tyler. theyre safe”: the children whom the first part says, if it says no more. */
export function saidFirst(text: string, own: CaseRecord[]): CaseId[] {
  const first = firstPart(text);
  const said = first === text ? [] : childrenSaid(first, own, true);
  return said.length > 1 || /\bi (?:said|told|mean|meant)\b/i.test(first) ? said : [];
}

/** “for the mash”: the words that wait answer its question. */
export const forTheMash: Typed = {
  band: 'before the question',
  words: ({ text, person }) =>
    unsaidIn(person).length > 0 && /^\W*(?:(?:its|it is|that was|for|to|about)\W+)*(?:the )?mash\W*$/i.test(text),
  async does(_, context) {
    const [open] = openQuestions(await casesOf(context));
    return open && context.press(fileWords, { case: open.record.id });
  },
};

export const asksAgain = async (person: PersonRecord, context: Context): Promise<Reply> =>
  replyCard(whichChildCard(unsaidIn(person), await casesOf(context), context.pack));

/** A “yes” or a “no” to whether words tell of another child. */
export const yesToNewChild: Typed = {
  words: ({ text, person }) => unsaidIn(person).length > 0 && bareYesOrNo(text) !== undefined,
  async does({ text, person }, context) {
    const own = await casesOf(context);
    const [after] = own.filter(isLive);
    if (!after || !takesYes(person, own, context)) return undefined;
    const words = newStoryIn(unsaidIn(person), own).map(({ at }) => at);
    return bareYesOrNo(text) === 'yes'
      ? context.press(anotherChild, { case: after.id }, { words: words.join() })
      : asksAgain(person, context);
  },
};

/** Says, after words that went to a child, that others still wait for theirs. */
export function othersWait(person: PersonRecord, { now }: Pick<Context, 'now'>): Reply {
  const { length } = unsaidIn(person).filter(({ at }) => plus(at, askedAgainAfter) > now());
  return length > 0
    ? [{ text: `${counted(length, 'message')} before it still wait${length > 1 ? '' : 's'}: which child?` }]
    : [];
}

/** “2”, where nothing is asked: with several children it says nothing, and is no news of one. */
const bareNumber: Typed = {
  band: 'news',
  words: ({ text, person }) => /^\W*\d\W*$/.test(text) && unsaidIn(person).length === 0 && !person.openDraft,
  async does({ text }, context) {
    const own = await liveOf(context);
    const isPlain = own.length < 2 || openQuestions(own).length > 0;
    return isPlain
      ? undefined
      : [{ text: `No words of yours wait for a child, so I did not send “${text.trim()}”. Write it in a sentence.` }];
  },
};
export const typedAlone = [onWaiting, bareNumber];
