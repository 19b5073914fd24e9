import { notThere } from '../../actions/action.ts';
import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import type { SaidWords, Typed, Words } from '../../actions/typed.ts';
import { casesOf, isLive, loadOwn, onNamedCase } from '../../actions/which-case.ts';
import { whoseNames } from '../../actions/whose-words.ts';
import { type CaseId, referencesIn, withoutReferences } from '../../base/reference.ts';
import { toldIn, whomCalled, whomFits, whomPointedAt } from '../../case/child-told.ts';
import { deniesOfOther, openQuestions } from '../../case/open-questions.ts';
import { type CaseRecord, ownAnswers } from '../../case/record.ts';
import { childrenNamed } from '../../draft/news-said.ts';
import { says } from '../../draft/says.ts';
import { beginsChild, bringsChild, countSaid, firstPart, speaksOfSeveral } from '../../draft/several.ts';
import { numerals, wordsIn } from '../../draft/typed-words.ts';
import { type PersonRecord, type UnfiledWords, unsaidIn } from '../../store/people.ts';
import { whomNamed } from '../../understanding/whom.ts';
import { sinceResolved } from './state.ts';
import { kindsIn } from './unfiled-rounds.ts';
import { fileWords, sendInformation } from './verbs.ts';
import { keepWords, tellTheMash } from './which-child.ts';
import { childrenAsked, whichChildCard } from './which-child-cards.ts';

const saysOf = new Set(
  'about and n both for its it is that thats this those these was were they theyre are i im mean meant said told talking all of the them child girl boy one sorry ok yes no please who else course obviously you u keep telling we'.split(
    ' ',
  ),
);
const ofMessage = new RegExp(
  `^(?:only|just|last|latest|first|messages?|numbers?|but|except|not|without|to|\\d{1,2}|${numerals.join('|')})$`,
);
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

/** “about both”, “all three”: the children of the author whom they mean, a check first. If the author has more than they count, those whom the words that wait name; none if that is not clear. */
export function ofAll(text: string, waiting: UnfiledWords[], own: CaseRecord[]): CaseId[] | undefined {
  const count = countSaid(text);
  if (count === undefined) return undefined;
  const named = childrenNamed(waiting.map(({ words }) => words).join(' '), own, ownAnswers);
  const isOne = count === 'all' || own.length === count || (count > 2 && own.length < count); // one referral may tell of two
  const meant = isOne ? own : named.length === count ? named : [];
  return meant.toSorted((one) => (isLive(one) ? 1 : -1)).map(({ id }) => id);
}

const SUBJECT =
  /^\W{0,3}(?:(?:no|sorry|oops|ok|yes|and|oh|but|wait|i meant?)\W{1,3}){0,3}(?:(?:the|that|this|my|her|his|their) )?(?!(?:it|that|this|these|those|s?he|they|there|here|what|who|which|all|both|i|we|you)\b)([\p{L}\d’'-]{1,20}(?: [\p{L}\d’'-]{1,20}){0,3}?)(?: (?:one|bit|thing|message|part|line|words?))? (?:is|was|are|were|goes)\b ?(.*)$/iu;
const ITS =
  /^\W{0,3}(?:(?:no|sorry|yes|oh)\W{1,3}){0,3}(?:its|it['’]s|it is|it was|thats|that was) ((?:the )?[\p{L}’'-]{2,30}) (?:that['’]?s|that is|who['’]?s|who is|who|that) (.+)$/iu;
const CAR = /^(?:taxi|cab|car|van|motor|vehicle|lorry)$/;
const CALLED: [RegExp, (words: string) => boolean][] = [
  [/^(?:number|phone|mobile)$/, (words) => kindsIn({ words }).includes('phone number')],
  [CAR, (words) => kindsIn({ words }).includes('number plate')],
  [/^(?:plate|reg|registration)$/, (words) => kindsIn({ words }).includes('number plate')],
  [/^(?:gone|missing|left)$/, (words) => says('missing', words) || /\b(?:gone|left|missing)\b/i.test(words)],
];
const ofSaying = /^(?:..?|gave|said|sent|wrote|typed|told|put|just|now|again|about|number(?= plate))$/;

/** The words by which “the number is for all of them” and “its ayesha thats gone” name a line, and what they say of whom it is. */
function lineSaid(text: string, own: CaseRecord[]): { words: string[]; whom: string } | undefined {
  const [, whose, what] = ITS.exec(text) ?? [];
  const [, subject = what, whom = whose ?? ''] = SUBJECT.exec(text) ?? [];
  const all = wordsIn((subject ?? '').replace(/number (?=plate)/i, ''));
  const words = all.filter((word) => !ofSaying.test(word));
  return words.length > 0 && childrenNamed(subject ?? '', own, ownAnswers).length === 0 ? { words, whom } : undefined;
}

/** Those of some lines that such words name, by a word that stands in them or by what they hold: “the number”, “the screaming”. */
export function linesNamed<L extends { words: string }>(text: string, lines: L[], own: CaseRecord[]): L[] | undefined {
  const said = lineSaid(text, own);
  if (!said) return undefined;
  const has = (word: string, { words }: L) => {
    const stem = word.replace(/([a-z])\1(?:ing|ed)$|(?:ing|ed)$/, '$1');
    return wordsIn(words).some((each) => each === word || (stem.length > 2 && each.startsWith(stem)));
  };
  const isOfKind = (word: string, { words }: L) => CALLED.some(([called, is]) => called.test(word) && is(words));
  const isCar = said.words.every((word) => CAR.test(word)); // the line with its plate, and each that names it
  const ofKind = isCar ? [] : lines.filter((line) => said.words.every((word) => isOfKind(word, line)));
  return ofKind.length > 0
    ? ofKind
    : lines.filter((line) => said.words.every((word) => has(word, line) || isOfKind(word, line)));
}

const OF_WHOM =
  /^\W*(?:(?:for|about|of|to|with) )?((?:the )?)(\p{L}[\p{L}’'-]{1,29})(?: (?:at|in|from|flat|room|house|girl|boy|child|one|\d\w{0,3}))*[.!?]?$/iu;
/** Of whom such words say lines to be, and which of those that wait. */
function ofLine(text: string, children: CaseRecord[], person: PersonRecord) {
  const said = lineSaid(text, children);
  const [, the = '', called = ''] = OF_WHOM.exec(said?.whom.trim() ?? '') ?? [];
  if (!said || children.length === 0) return undefined;
  const named = whoseNames(called, children);
  const ofOne = named.length === 0 && the !== '' ? whomCalled(called, children) : named;
  const each = childrenSaid(said.whom, children, true);
  const all = ofAll(said.whom, unsaidIn(person), children);
  const ids = all ?? (each.length > 0 || ofOne.length > 1 ? each : ofOne.map((child) => child.id));
  const isOfThem = ({ words }: UnfiledWords) =>
    all !== undefined || whoseNames(words, children).every((child) => ids.includes(child.id));
  const lines = (linesNamed(text, unsaidIn(person), children) ?? []).filter(isOfThem);
  const isThere = children.some(
    (each) => ids.includes(each.id) && said.words.every((word) => wordsIn(toldIn(each)).includes(word)),
  );
  return { ids, lines, isAll: all !== undefined, isPart: lines.length > 0 || isThere };
}
const NEXT_LINE = /[,;.] | (?:and )?(?=(?:the|that) \p{L}{1,20}(?: (?:one|bit|thing|lads?))? (?:is|was|are|were)\b)/iu;
const NO_MORE = /^(?:no|sorry|oops|ok|yes|and|oh|but|wait|so)?$/i;
/** “the number is for all of them”, “the taxi is zara the boys is jaden”: the lines that are named go to whom they name, with these words; the others wait on. */
export const saysOfLine: Typed = {
  band: 'danger',
  words: ({ text, person }) => unsaidIn(person).length > 0 && (SUBJECT.test(text) || ITS.test(text)),
  async does({ text, person }, context) {
    const own = await casesOf(context);
    const children = own.filter((each) => isLive(each) || each.id === person.openDraft);
    const of = (part: string) => ofLine(part, children, person);
    const all = text.split(NEXT_LINE).filter((part) => !NO_MORE.test(part.replace(/\W/g, '')));
    const parts: { part: string; words: string }[] = [];
    for (const part of all) {
      const last = parts.at(-1);
      const isMore =
        !of(part)?.isPart && whoseNames(part, children).every(({ id }) => last && of(last.part)?.ids.includes(id));
      if (last && isMore)
        last.words += `, ${part}`; // “the lighter is maisie, shes the one im writing”
      else parts.push({ part, words: part });
    }
    const isEach = parts.every(({ part }) => of(part)?.isPart);
    const replies: Reply[] = [];
    for (const { part, words } of isEach && parts.length > 1
      ? parts
      : [{ part: isEach ? (parts[0]?.part ?? text) : text, words: text }]) {
      const { ids: [id, ...also] = [], lines = [], isAll } = of(part) ?? {};
      if (!id || (lines.length === 0 && parts.length === 1))
        return isAll ? tellTheMash(text, person, context) : undefined;
      const heard = `${context.turnInput.heard || text}${words === text ? '' : ` ${part}`}`;
      await keepWords([{ words, heard }], own, context);
      const kept = unsaidIn(await context.people.load(person.id)).filter((each) => each.heard === heard);
      const moved = [...lines, ...kept].map(({ at }) => at).join();
      replies.push(await context.press(fileWords, { case: id }, { also: also.join(), words: moved }));
    }
    const said = replies.flat().map((each) => JSON.stringify(each));
    return replies.flat().filter((_, at) => !said.includes(said[at] ?? '', at + 1)); // the question of a check once
  },
};

/** What “both”, “keira and tyler” and “all of them” mean: what was asked last, but none that names another child or one only; and what names only them before. @param heard the words that say so, if they say more */
export function meantByAll(said: CaseId[], own: CaseRecord[], person: PersonRecord, heard = ''): UnfiledWords[] {
  const asked = unsaidIn(person).filter((each) => each.heard !== heard);
  const waiting = asked.map((each) => ({ each, names: whoseNames(each.words, own) }));
  const may = waiting.filter(({ names }) => names.every(({ id }) => said.includes(id)));
  const since = sinceResolved(asked, own, person);
  const ofSeveral = may.filter(({ each, names }) =>
    since.includes(each) ? names.length !== 1 || speaksOfSeveral(each.words) : names.length > 1,
  );
  const meant = ofSeveral.length > 0 ? ofSeveral : may.filter(({ each }) => since.includes(each));
  return [...meant.map(({ each }) => each), ...unsaidIn(person).filter((each) => each.heard === heard)];
}

/** “i said keira and tyler. theyre safe”: the children whom the first part says, if it says no more. */
export function saidFirst(text: string, own: CaseRecord[]): CaseId[] {
  const first = firstPart(text);
  const said = first === text ? [] : childrenSaid(first, own, true);
  return said.length > 1 || /\bi (?:said|told|mean|meant)\b/i.test(first) ? said : [];
}

/**
 * The words that “about nadia” means: those typed since all that has its child, but none that name or tell of another child.
 */
export function meantBy(said: CaseId[], own: CaseRecord[], person: PersonRecord): UnfiledWords[] | undefined {
  const [record, another] = own.filter(({ id }) => said.includes(id));
  if (another) return meantByAll(said, own, person);
  if (!record) return undefined;
  const mayBeOf = ({ words }: UnfiledWords) =>
    !deniesOfOther(words, record, own) &&
    !/\bthe other (?:one|child|kid|two)\b/i.test(words) &&
    whoseNames(words, own).every((each) => each === record);
  const since = sinceResolved(unsaidIn(person), own, person).filter(mayBeOf);
  const meant = since.filter(({ words }) => !bringsChild(words, true) && whomFits(words, own).includes(record));
  return meant.length > 0 ? meant : since;
}

const BUT = /\b(?:but|except|not|without)\b/;
const numbersIn = (words = '') => (words.match(/\d+/g) ?? []).map(Number);

/**
 * “about HT-… last”, “6 about HT-…”, “the last two”, “all but 3”: which of the numbered words that wait; none if that cannot be
 * told, undefined for all.
 */
export function messagesSaid(text: string, waiting: UnfiledWords[]): UnfiledWords[] | undefined {
  const ofChild = /^\W*(\d)\W{1,3}(?=its?\b|thats\b)/i.exec(text); // “2 its amira”, the second child, where one waits
  const said = wordsIn(withoutReferences(waiting[Number(ofChild?.[1] ?? 1) - 1] ? text : text.replace(/\d/, '')))
    .map((word) => (numerals.indexOf(word) > 0 ? numerals.indexOf(word) + 1 : word)) // “this one” is no number
    .join(' ');
  const [words, but] = said.split(BUT);
  const [named, others] = [numbersIn(words), numbersIn(but)];
  const [end, count = '1'] = /\b(?:last|latest|first)\b(?: (\d+)\b)?/.exec(said) ?? [];
  const isThere = [...named, ...others].every((number) => waiting[number - 1]);
  const isUnclear =
    /\d ?(?:[-–]|to) ?\d/.test(withoutReferences(text)) || (but !== undefined && (others.length === 0 || end));
  if (isUnclear || !isThere || (end && named.some((number) => `${number}` !== count))) return [];
  if (end) return end.startsWith('first') ? waiting.slice(0, Number(count)) : waiting.slice(-count);
  if (named.length + others.length === 0) return /\bonly\b/.test(said) ? [] : undefined;
  const isMeant = (number: number) => (named.length === 0 || named.includes(number)) && !others.includes(number);
  return waiting.filter((_, index) => isMeant(index + 1));
}

/** Words that may say which messages are meant, among others: “the first two are, i think”. */
const maySayMessages = (text: string): boolean =>
  /\b(?:only|last|first|latest|messages?|except|(?:but|not|without) (?:number )?\d+)\b/i.test(text);

const POINTS = /^(?:him|her|them|1|first|1st|last|only|same|boy|girl|lad|kid|child|yes|y|yeah|yep)$/;
const besidePointing = new Set([
  ...saysOf,
  ...'ugh still again already before as you young person yp my our there theres theirs hes shes'.split(' '),
]);
/**
 * “the boy, same one. theres only one”, “him”, “1”, “all about the lad at the hostel”: the only child of an author who has no check
 * open, if words say no more than that they are of that child.
 */
export function onlyOneSaid(text: string, waiting: UnfiledWords[], children: CaseRecord[]): CaseRecord | undefined {
  const [only, another] = children;
  const words = wordsIn(text.trim().replace(/\b(?:at|in|from) (?:the |our |that )?\p{L}[\p{L}’'-]{0,29}[.!?]?$/iu, ''));
  const isIt =
    words.some((word) => POINTS.test(word)) && words.every((word) => POINTS.test(word) || besidePointing.has(word));
  if (!only || another || !isLive(only) || waiting.length === 0 || !isIt) return undefined;
  const { first } = whomNamed(text);
  const maySayNew = waiting.some(({ words: told }) => beginsChild(told) && (whomNamed(told).first ?? first) === first); // “the girl” may be the new one
  const isPlain = /\b(?:same|only|1|1st|first|last|one|y|yes|yeah|yep)\b/i.test(text);
  return maySayNew && !isPlain ? undefined : only;
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

/** The reference that was typed; what cannot be read as one is nobody's. */
export const namedIn = (text: string) =>
  withoutReferences(text) === text.trim() ? undefined : (referencesIn(text)[0] ?? text);

export const asksAgain = async (person: PersonRecord, context: Context): Promise<Reply> =>
  replyCard(whichChildCard(unsaidIn(person), await casesOf(context), context.pack));

/** “about nadia”: the same by what they call the child; words of which none can be this child’s are asked about again. */
export async function sayAboutChild(id: CaseId, rest: string, { person, ...said }: Words, context: Context) {
  const children = (await casesOf(context)).filter((each) => isLive(each) || each.id === person.openDraft);
  const meant = meantBy([id], children, person) ?? [];
  if (meant.length === 0 && unsaidIn(person).length > 0 && rest.trim() === '') return asksAgain(person, context);
  const isSent = children.some((each) => each.id === id && isLive(each));
  if (!isSent) return context.press(fileWords, { case: id }, { words: meant.map(({ at }) => at).join() });
  return sayAbout({ ...said, person, match: [], text: `about ${id} ${rest}`, named: id, id, rest }, context, true);
}

/** “about HT-…”: says which child the words are about that wait. Words after it are news of that child; after a name, nothing else is. */
export async function sayAbout({ text, person, named = '', id, rest }: SaidWords, context: Context, isNamed = false) {
  if (!id) return named.toUpperCase().startsWith(`${context.config.organisation}-`) ? notThere : undefined;
  const files = (also: CaseId[] = [], words = '') =>
    context.press(fileWords, { case: id }, { also: also.join(), words });
  const own = await loadOwn(id, context.by, context);
  const [said, ...also] = childrenSaid(text);
  if (!own) return said && files(also);
  const more = rest.trim();
  const children = (await casesOf(context)).filter((each) => isLive(each) || each.id === person.openDraft);
  const meant = (meantBy([id], children, person) ?? []).map(({ at }) => at).join();
  const waiting = unsaidIn(person);
  if (!more) return files([], meant);
  if (!isLive(own) || referencesIn(text).length > 1) return tellTheMash(text, person, context);
  const isUnclear = waiting.length > 1 && maySayMessages(more);
  const adds = async () => [
    ...(meant !== '' && !isUnclear && !isNamed ? await files([], meant) : []),
    ...(await context.press(sendInformation, { case: id, inChat: true, ofMore: true }, { information: more })),
    ...(isUnclear ? await asksAgain(person, context) : []),
  ];
  return onNamedCase(id, context, adds, async () => id);
}
