import { caseAction, ownAction } from '../../actions/action.ts';
import type { Context, Reply } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import { replyToResentMessage } from '../../actions/heard.ts';
import type { SaidWords, Typed, TypedAnswer, Words } from '../../actions/typed.ts';
import { liveOf, loadOwn } from '../../actions/which-case.ts';
import { referencesIn, withoutReferences, withReferences } from '../../base/reference.ts';
import { Duration, plus } from '../../base/time.ts';
import { isGirl } from '../../case/child-told.ts';
import { askedAll, askedOf } from '../../case/held.ts';
import { openQuestions } from '../../case/open-questions.ts';
import {
  doubtOf,
  isCalledPlacement,
  isChildPlaced,
  isSamePlace,
  mayPlaceAnother,
  placesSaid,
} from '../../case/placed.ts';
import { type CaseRecord, ownAnswers } from '../../case/record.ts';
import { childrenNamed } from '../../draft/news-said.ts';
import { addressesIn, withPlacesReplaced } from '../../draft/places.ts';
import { bareYesOrNo, wordsIn } from '../../draft/typed-words.ts';
import {
  answersOfSeveral,
  isCalledHome,
  placedIn,
  saidOfAddress,
  type Whose,
  whoseIsIt,
  withoutAnswers,
} from '../../draft/whose.ts';
import { isQuestion } from '../../understanding/asking.ts';
import { tellsBeside } from '../../understanding/case-questions.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { isOnlyOfMan } from '../../understanding/whom.ts';
import { sendInformation } from '../information/verbs.ts';
import { face, heldOnReceipt, placedCard, placedHereCard } from './cards.ts';
import { events, hears } from './events.ts';
import {
  FIRST_ANSWER,
  firstSays,
  freeIn,
  givenBeside,
  isOfMore,
  NOBODY_IN_CARE,
  ofNobody,
  plainAnswer,
  recordPlaced,
  TO_ALL,
  withAnswer,
  withoutPlacementIn,
} from './rules.ts';
import { askPlaced, sayPlaced, sayPlacedHere } from './verbs.ts';

const actions = [
  caseAction(askPlaced, { where: ['chat'], does: ({ record }, _, { pack }) => ({ card: placedCard(record, pack) }) }),
  ownAction(sayPlaced, ({ number, placed }, { people, pack, by }) => ({
    does: (record, at) => recordPlaced(record, number, placed, at),
    // a copy of the words may wait until somebody says which child they are about
    after: (next, before) => async () => {
      const gone = Object.entries(before.facts.held ?? {}).filter(
        ([each, { gone: before }]) => !before && next.facts.held?.[each]?.gone,
      );
      const without = (text: string) => gone.reduce((words, [, each]) => withoutPlacementIn(words, each.words), text);
      if (gone.length > 0)
        await people.change(by.id, ({ unfiled, ...person }) => ({
          ...person,
          ...(unfiled && { unfiled: unfiled.map((each) => ({ ...each, words: without(each.words) })) }),
        }));
      return [{ card: placedCard(next, pack), storeInChat: true }];
    },
  })),
  caseAction(sayPlacedHere, {
    where: ['desk-chat'],
    who: 'reader',
    worksWhenJoined: true,
    does: ({ record }, { number, placed }, at) => recordPlaced(record, number, placed, at),
    after: ({ record }, _, { by, linkTo }) => ({
      card: placedHereCard(record, by.id, linkTo(record)),
      storeInChat: true,
    }),
  }),
];

const answersWithin = Duration.parse('PT15M'); // later, words may be of something else
const asksAboutAddress = (text: string): boolean =>
  isQuestion(text) && /\b(?:address|placement|post ?code|left out|held back|taken out)\b/i.test(text);

/** The only live case of this person, or the one that they name, for which this is so. */
async function onlyOwn({ said }: Words, context: Context, isMeant: (record: CaseRecord) => unknown) {
  const [about] = referencesIn(said);
  const own = (await liveOf(context)).filter((record) => isMeant(record) && (!about || record.id === about));
  return own.length === 1 ? own[0] : undefined;
}

/** “41 alder court you can read it” says of that address what the rest says. */
const withoutPlaceIn = (said: string) => withPlacesReplaced(said, () => '').trim();

/**
 * “no dont share it”: it is news, and the address stays held back, or the question is asked again plainly. Of several addresses, “thats
 * mums flat” is said of the only one which no words call the placement.
 */
async function answerInWords(words: SaidWords, context: Context): Promise<TypedAnswer> {
  const { text, person } = words;
  const said = withoutReferences(words.said).trim();
  const [record, ...others] = await askedNow(words, context, () => true);
  const asked = record && askedOf(record, record.author);
  if (record && others.length > 0)
    return saidOfAddress(said) === 'no'
      ? { reply: await asksEach([record, ...others], context), isNews: true }
      : undefined;
  const { checkAskedAt = '', openDraft } = person;
  const isOfCheck = openDraft && asked && checkAskedAt > asked.at;
  const isOfAddress = /\b(?:address|placed|placement|lives?|living|there)\b/.test(said);
  if (!asked && firstSays(said) === 'read' && addressesIn(said).length > 0) {
    const freed = await onlyOwn(words, context, ({ events }) => events.some(({ type }) => type === 'AddressesHeld'));
    return freed && freedFirst(words, freed, context);
  }
  if (!asked || (isOfCheck && !/\b(?:address|place[dm]\w*)\b/.test(said))) return undefined;
  const ofCase = { case: record.id };
  const all = askedAll(record, record.author);
  const plain = plainAnswer(said, all);
  const clear = ofNobody(said, all);
  if (clear) return context.press(sayPlaced, { ...ofCase, number: clear.number, placed: 'no' });
  if (plain) {
    const { number, placed } = plain;
    if (placed === 'no' && isOfMore(record, all, number)) return context.press(askPlaced, ofCase);
    const isOther = said.includes(placed === 'no' ? '1' : '2') && /^\D*[12]\b/.test(said); // of two choices, it is the other
    const isUnclear = isOther && all.length === 1 && doubtOf(record, asked);
    return isUnclear ? context.press(askPlaced, ofCase) : context.press(sayPlaced, { ...ofCase, number, placed });
  }
  if (!isOfAddress && plus(asked.at, answersWithin) < context.now()) return undefined;
  if (/^[12]$/.test(said)) {
    if (all.length > 1 || !doubtOf(record, asked)) return undefined;
    return context.press(sayPlaced, { ...ofCase, number: asked.number, placed: said === '1' ? 'yes' : 'no' });
  }
  const [first, doubt] = [firstSays(said), doubtOf(record, asked)];
  if (!all[1] && doubt !== 'keep' && !isOfMore(record, all, asked.number) && (first === 'read' || (first && doubt)))
    return freedFirst(words, record, context);
  const whose = isOfOther(whoseIsIt(said));
  const isOther = ({ words: place }: { words: string }) => !all.some((each) => isSamePlace(place, each.words));
  if (!whose && addressesIn(said).some(isOther)) return undefined; // it may be said of another
  const isAll = TO_ALL.test(said) && saidOfAddress(said) !== 'keep';
  const meant =
    isGirl(record) && isOnlyOfMan(said)
      ? 'unsure' // “he doesnt live here”
      : whose || isAll
        ? 'no'
        : saidOfAddress(withoutPlaceIn(said));
  if (!meant || (meant === 'unsure' && !isOfAddress && openQuestions([record]).length > 0)) return undefined;
  const before = await replyToResentMessage(context);
  if (before) return before;
  await context.press(sendInformation, { ...ofCase, inChat: true }, { information: text });
  const next = await loadOwn(record.id, context.by, context);
  const free = meant === 'no' && next ? freeIn(next, TO_ALL.test(said)) : [];
  const replies: Reply[] = [];
  // words delete nothing: only the plain answer does
  for (const { number } of free) replies.push(await context.press(sayPlaced, { ...ofCase, number, placed: 'no' }));
  return replies.at(-1) ?? context.press(askPlaced, ofCase);
}

/** It frees the address that is asked about, and one that the same words give; all of them are news. */
async function freedFirst({ text }: Words, { id, facts }: CaseRecord, context: Context): Promise<TypedAnswer> {
  const before = await replyToResentMessage(context);
  if (before) return before;
  const news = await context.press(sendInformation, { case: id, inChat: true }, { information: text });
  const next = await loadOwn(id, context.by, context);
  const free = next ? givenBeside(next, Object.keys(facts.held ?? {}), text) : [];
  const replies: Reply[] = [];
  for (const { number } of free) replies.push(await context.press(sayPlaced, { case: id, number, placed: 'no' }));
  return [...(dangerIn(text) === undefined ? [] : news), ...(replies.at(-1) ?? news)];
}

/** The referrals of theirs which ask about an address and of which these words can be: the one that they name, or that has all these. */
async function askedNow({ text, said }: Words, context: Context, isMeant: (record: CaseRecord) => boolean) {
  const [about] = referencesIn(said);
  const open = (await liveOf(context)).filter(
    (record) => askedOf(record, record.author) && (!about || record.id === about),
  );
  const meant = open.filter(isMeant);
  const named = meant.length > 1 ? childrenNamed(text, meant, ownAnswers) : meant;
  return named.length === 1 ? named : meant;
}

/** Each question once more, where words answer it and may be of several children. Nothing is set. */
async function asksEach(records: CaseRecord[], { pack }: Context): Promise<Reply> {
  const cards = records.map((record): Reply[number] => ({ card: placedCard(record, pack) }));
  return [{ text: 'Which child? Nothing is set yet. Press below, or type the name first: “kian: 1 no”.' }, ...cards];
}

/** “1 no 2 yes”, “1 no”, whatever else waits. A check that asks last takes “1 yes” and “2 no”. */
async function byNumber(words: Words, context: Context): Promise<TypedAnswer> {
  const bare = withoutReferences(words.text).trim();
  const [first, name, digits, word = ''] = FIRST_ANSWER.exec(bare) ?? [];
  const several = answersOfSeveral(bare);
  const one = first ? [{ number: Number(digits), placed: /^y/i.test(word) ? ('yes' as const) : ('no' as const) }] : [];
  const said = several.length > 1 ? several : one;
  if (said.length === 0) return undefined;
  const isIn = (record: CaseRecord) => {
    const all = askedAll(record, record.author).map(({ number }) => number);
    if (name && childrenNamed(name, [record], ownAnswers).length === 0) return false; // “flat 2 no”
    return said.every(({ number }) => all.includes(number));
  };
  const [record, ...others] = await askedNow(words, context, isIn);
  const { openDraft, checkAskedAt = '' } = words.person;
  const isOfCheck =
    openDraft && said.length === 1 && record && checkAskedAt > (askedOf(record, record.author)?.at ?? '');
  if (!record || (isOfCheck && said.every(({ number, placed }) => (placed === 'yes' ? 1 : 2) === number)))
    return undefined;
  if (others.length > 0) return asksEach([record, ...others], context);
  const asked = askedAll(record, record.author);
  const replies: Reply[] = [];
  for (const { number, placed } of said)
    replies.push(
      placed === 'no' &&
        (isOfMore(record, asked, number) ||
          (!asked[1] && asked[0] && /keep|placed/.test(doubtOf(record, asked[0]) ?? '')))
        ? await context.press(askPlaced, { case: record.id })
        : await context.press(sayPlaced, { case: record.id, number, placed }),
    );
  const rest = several.length > 1 ? withoutAnswers(bare) : bare.slice(first?.length ?? 0);
  const reply = replies.at(-1);
  return reply && wordsIn(rest).length > 0 ? { reply, isNews: 'anything' } : reply; // “nobodys placed anywhere 1 no 2 no”
}
/** “no kian isnt in care its leah. belle vue is kians home”: it frees the addresses that it names, and is news. */
async function calledHome(words: Words, context: Context): Promise<TypedAnswer> {
  const said = withoutReferences(words.text);
  const freed = (record: CaseRecord) =>
    askedAll(record, record.author).filter((each) => isCalledHome(said, each.words, isChildPlaced(record, true)));
  const [record, ...others] = await askedNow(words, context, (each) => freed(each).length > 0);
  if (!record || firstSays(said.trim()) === 'read') return undefined; // it is an answer
  if (others.length > 0) return { reply: await asksEach([record, ...others], context), isNews: true };
  const before = await replyToResentMessage(context);
  if (before) return before;
  const news = await context.press(sendInformation, { case: record.id, inChat: true }, { information: words.text });
  const next = (await loadOwn(record.id, context.by, context)) ?? record;
  const called = placesSaid(next);
  const replies: Reply[] = [];
  for (const { number, words: place } of freed(next))
    if (!isCalledPlacement(called, place) && !mayPlaceAnother(next, place))
      replies.push(await context.press(sayPlaced, { case: record.id, number, placed: 'no' }));
  const reply = replies.at(-1) ?? (await context.press(askPlaced, { case: record.id }));
  return dangerIn(said) === undefined ? reply : [...news, ...reply];
}

const isOfOther = (whose: Whose) => whose === 'others' || whose === 'family';

/** With a reference, at any time, for members of the MASH too. */
const typed: Typed[] = [
  {
    band: 'danger', // before the words that wait, and whatever a check asks
    words: ({ text }) => answersOfSeveral(text).length > 1 || FIRST_ANSWER.test(withoutReferences(text).trim()),
    does: byNumber,
  },
  { band: 'danger', words: ({ text }) => /\b(?:is|isn['’]?t|lives?|can|may|not)\b/i.test(text), does: calledHome },
  {
    words: ({ said }) => {
      const words = withoutPlaceIn(withoutReferences(said)).trim();
      const isAnswer = TO_ALL.test(words) || saidOfAddress(words) !== undefined || isOfOther(whoseIsIt(said));
      return (
        /^[12]$/.test(words) ||
        NOBODY_IN_CARE.test(withoutReferences(said).trim()) ||
        firstSays(withoutReferences(said).trim()) !== undefined ||
        bareYesOrNo(words.replace(/^\W*\d{1,5}\b/, '')) !== undefined ||
        (isAnswer && placedIn(words) === undefined)
      );
    },
    does: answerInWords,
  },
  {
    // “did the address get sent”: the case itself holds the answer
    band: 'before the question',
    words: ({ text }) => asksAboutAddress(text),
    async does(words, context) {
      const record = await onlyOwn(words, context, ({ events }) => events.some(({ type }) => type === 'AddressesHeld'));
      const isNews = tellsBeside(words.text) && 'anything';
      return record && { reply: await context.press(askPlaced, { case: record.id }), isNews };
    },
  },
  {
    words: withReferences(/^(not\s+)?placed\s+REF$/i),
    async does({ id, match: [, not] }, { by, cases, press }) {
      const isOwn = id && (await loadOwn(id, by, { cases }));
      return id && press(isOwn ? sayPlaced : sayPlacedHere, { case: id, placed: not ? 'no' : 'yes' });
    },
  },
];

/** No address at which a child may be placed reaches anybody until whoever wrote it has said that the child is not there. */
export const address = {
  name: 'address',
  events,
  hears,
  actions,
  typed,
  receipt: heldOnReceipt,
  face,
  after: withAnswer,
} satisfies Feature;
