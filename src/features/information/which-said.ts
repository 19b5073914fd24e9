import { notThere } from '../../actions/action.ts';
import type { Context, Reply } from '../../actions/context.ts';
import type { SaidWords, Typed, Words } from '../../actions/typed.ts';
import { casesOf, isLive, lastTyped, loadOwn, onNamedCase } from '../../actions/which-case.ts';
import { childrenOf, whoseNames } from '../../actions/whose-words.ts';
import { type CaseId, referencesIn, withoutReferences } from '../../base/reference.ts';
import { clock } from '../../cards/london.ts';
import { isOfLittleBoy, toldIn, whomCalled, whomFits } from '../../case/child-told.ts';
import { deniesOfOther, openQuestions } from '../../case/open-questions.ts';
import { type CaseRecord, ownAnswers } from '../../case/record.ts';
import { childrenNamed } from '../../draft/news-said.ts';
import { bringsChild, countSaid, speaksOfSeveral } from '../../draft/several.ts';
import { bareText, wordsIn } from '../../draft/typed-words.ts';
import { type PersonRecord, type UnfiledWords, unsaidIn } from '../../store/people.ts';
import { asWritten, letWait, sayOfAnother } from './filing.ts';
import { isOfWhom, lineSaid, linesNamed, linesWith, movableIn, ofMessage, saysOf } from './rules.ts';
import { sinceResolved } from './state.ts';
import { maySayMessages } from './unfiled-rounds.ts';
import { fileWords, sendInformation } from './verbs.ts';
import { asksAgain, childrenSaid, notMovedText } from './where-words-go.ts';
import { filesWith, keepWords, tellTheMash } from './which-child.ts';

/** “about both”, “all three”: the children of the author whom they mean, a check first. If the author has more than they count, those whom the words that wait name; none if that is not clear. */
export function ofAll(text: string, waiting: UnfiledWords[], own: CaseRecord[]): CaseId[] | undefined {
  const count = countSaid(text);
  if (count === undefined) return undefined;
  const named = childrenNamed(waiting.map(({ words }) => words).join(' '), own, ownAnswers);
  const isOne = count === 'all' || own.length === count || (count > 2 && own.length < count); // one referral may tell of two
  const meant = isOne ? own : named.length === count ? named : [];
  return meant.toSorted((one) => (isLive(one) ? 1 : -1)).map(({ id }) => id);
}

const OF_WHOM =
  /^\W*(?:(?:for|about|of|to|with) )?((?:the )?)(\p{L}[\p{L}’'-]{1,29}(?: one)?)(?: (?:at|in|from|flat|room|house|girl|boy|child|one|\d\w{0,3}))*[.!?]?$/iu;
const OF_ORDER = /^(?:other|last|latest)$/;
const OF_LINE =
  /\b(?:thing|bit|message|part|line|words?) (?:is|was|are|were)(?:n['’]?t| not)\b|n['’]?t (?:about|for)\b|\bnot (?:about|for)\b/i; // not “the phone isnt hers”
const TOO = / (?:too|as well|also)\b.*$/i;
/** Of whom such words say lines to be, and which: of those that wait, or else of those that stand with a child. */
function ofLine(text: string, children: CaseRecord[], person: PersonRecord) {
  const said = lineSaid(text, children);
  if (!said || children.length === 0) return undefined;
  const whom = said.whom.trim().replace(TOO, '');
  const [, the = '', called = ''] = OF_WHOM.exec(whom) ?? [];
  const named = whoseNames(called, children);
  const ofOne = named.length === 0 && the !== '' ? whomCalled(called, children) : named;
  const each = childrenSaid(whom, children, true);
  const all = ofAll(whom, unsaidIn(person), children);
  const ids = all ?? (each.length > 0 || ofOne.length > 1 ? each : ofOne.map((child) => child.id));
  const isOfThem = ({ words }: UnfiledWords) =>
    all !== undefined || whoseNames(words, children).every((child) => ids.includes(child.id));
  const waiting = unsaidIn(person);
  const [order] =
    said.words.flat().join() === 'first' ? waiting : OF_ORDER.test(said.words.join()) ? waiting.slice(-1) : [];
  const lines = order ? [order] : (linesNamed(text, waiting, children) ?? []).filter(isOfThem);
  const may = children.filter(({ id }) => all !== undefined || !ids.includes(id));
  const missed = said.words.filter((words) => !order && linesWith(words, lines).length === 0);
  const wrong = whoseNames(said.not ?? '', children);
  const stood = (wrong.length > 0 ? wrong : whomFits(said.not ?? '', may)).flatMap((record) => {
    const all = movableIn(record);
    return all
      .filter((line) => missed.some((words) => linesWith(words, all).includes(line)))
      .map((line) => ({ record, line }));
  });
  const isThere = children.some(
    (child) => ids.includes(child.id) && said.words.flat().every((word) => wordsIn(toldIn(child)).includes(word)),
  );
  return {
    ids,
    lines,
    stood,
    isNot: said.not !== undefined && (ids.length > 0 || (whom === '' && OF_LINE.test(text))),
    isAll: all !== undefined,
    many: said.words.length,
    isOrder: OF_ORDER.test(said.words.join()),
    isPart: lines.length > 0 || isThere,
  };
}
const NEXT_LINE = /[,;.] | (?:and )?(?=(?:the|that) \p{L}{1,20}(?: (?:one|bit|thing|lads?))? (?:is|was|are|were)\b)/iu;
const NO_MORE = /^(?:no|sorry|oops|ok|yes|and|oh|but|wait|so)?$/i;
/** “the number is for all of them”, “the taxi is zara the boys is jaden”: the lines that are named go to whom they name, with these words; the others wait on. */
export const saysOfLine: Typed = {
  band: 'danger',
  words: ({ text }) => isOfWhom(text),
  async does({ text, person }, context) {
    const own = await casesOf(context);
    const children = own.filter((each) => isLive(each) || each.id === person.openDraft);
    const of = (part: string) => ofLine(part, children, person);
    const parts: { part: string; words: string }[] = [];
    for (const part of text.split(NEXT_LINE).filter((each) => !NO_MORE.test(each.replace(/\W/g, '')))) {
      const last = parts.at(-1);
      const isMore =
        !of(part)?.isPart && whoseNames(part, children).every(({ id }) => last && of(last.part)?.ids.includes(id));
      if (last && isMore)
        last.words += `, ${part}`; // “the lighter is maisie, shes the one im writing”
      else parts.push({ part, words: part });
    }
    const isEach = parts.every(({ part }) => of(part)?.isPart);
    const one = { part: parts.length === 1 ? (parts[0]?.part ?? text) : text, words: text };
    const stood = isEach && parts.length > 1 ? undefined : await ofStood(text, of(one.part), own, person, context);
    if (stood || unsaidIn(person).length === 0) return stood;
    const replies: Reply[] = [];
    for (const { part, words } of isEach && parts.length > 1 ? parts : [one]) {
      const { ids: [id, ...also] = [], lines = [], isAll } = of(part) ?? {};
      if (!id || (lines.length === 0 && parts.length === 1))
        return isAll ? tellTheMash(text, person, context) : undefined;
      const heard = `${context.turnInput.heard || text}${words === text ? '' : ` ${part}`}`;
      replies.push(await filesWith({ words, heard }, [id, ...also], lines, own, context));
    }
    const said = replies.flat().map((each) => JSON.stringify(each));
    return replies.flat().filter((_, at) => !said.includes(said[at] ?? '', at + 1)); // the question of a check once
  },
};
/** “plate and arrest are for both girls” copies lines that stand with one; “the bruises were the little one not her” takes them from the wrong child. */
async function ofStood(
  text: string,
  of: ReturnType<typeof ofLine>,
  own: CaseRecord[],
  person: PersonRecord,
  context: Context,
): Promise<Reply | undefined> {
  const { ids = [], lines = [], stood = [], isNot, isAll, isOrder, many = 0 } = of ?? {};
  const heard = context.turnInput.heard || text;
  if (lines.length + stood.length === 0 && (isOrder || isNot) && ids.length === 1)
    return filesWith({ words: text, heard }, ids, [], own, context); // nothing waits: it is of that child
  if (lines.length === 0 && isNot && stood.length > 0 && stood.length <= many) {
    const moved = stood.flatMap(({ record, line }) => asWritten([line], record));
    await letWait(moved, context);
    for (const each of moved) await sayOfAnother(each, context.by, context);
    const reply = await filesWith({ words: text, heard }, ids, moved, own, context);
    const from = [...new Set(stood.map(({ record }) => record.id))].join(' and ');
    return [...reply, { text: `${from} keeps what stood there, marked as about another child.` }];
  }
  const copies = ids.map((to) => ({ to, lines: stood.filter(({ record }) => record.id !== to) }));
  const isCopy = !isNot && (isAll || TOO.test(text));
  if (isCopy && stood.length > 0 && ids.length > 0) {
    const told = lines.length > 0 && (await filesWith({ words: text, heard }, ids, lines, own, context));
    const replies = [told || ((await tellTheMash(text, person, context)) ?? [])];
    for (const { to, lines: missed } of copies.filter((each) => each.lines.length > 0)) {
      const copied = missed.flatMap(({ record, line: { from: _, said, ...line } }) =>
        asWritten([{ ...line, heard: `${to} ${record.id} ${said}` }], record),
      );
      await letWait(copied, context);
      await context.press(fileWords, { case: to }, { words: copied.map(({ at }) => at).join() });
      replies.push([
        { text: `${to} has now, too, what you typed at ${copied.map(({ at }) => clock(at)).join(' and ')}.` },
      ]);
    }
    return replies.flat();
  }
  if (lines.length > 0 || !(PUT.test(text) || (isNot && stood.length > 0)) || own.filter(isLive).length < 2)
    return undefined;
  return [...((await tellTheMash(text, person, context)) ?? []), { text: notMovedText }];
}
const PUT = /\b(?:put|copy|add|file) (?:it|them|that|those|this|both) (?:on|onto|to|with|in|into|under)\b/i;

const PART = /[,.;:!?\n]+|\s(?=(?:and |but )?(?:thats|that['’]s|its|it['’]s|s?hes|s?he['’]s|theyre|they['’]re)\b)/i;
const POINTING = /\b(?:that|thats|its?|this|these|those|ones?|first|last|mean|meant)\b|\bnot (?:her|him|them)\b/;
const THE_ONE =
  /^\W*(?:(?:and|no|sorry|oh|its|it['’]s|thats|that['’]s|that was|those are|about|for|is|was) )+the ((?:[\p{L}\d]{1,20} ){0,2}\p{L}{2,20})$/iu;
const ofAnybody = new Set('hes shes he she they her him them has got had not dont bit thing'.split(' '));
/** The child whom a part of words says, and no more, pointing at what waits: “the first one, tobi. the car and the plate”; and what else they say. */
function answerIn(text: string, children: CaseRecord[]): { child: CaseRecord; more: string[] } | undefined {
  const parts = text.split(PART).filter((part) => /[\p{L}\d]/u.test(part));
  const isPlain = (word: string) => saysOf.has(word) || ofMessage.test(word) || ofAnybody.has(word);
  const read = parts.map((part) => {
    const called = whomCalled(THE_ONE.exec(part)?.[1] ?? '', children);
    const said = called.length > 0 ? called.map(({ id }) => id) : childrenSaid(part, children, true);
    return { part, said, more: said.length > 0 ? [] : wordsIn(part).filter((word) => !isPlain(word)) };
  });
  const [id, another] = new Set(read.flatMap(({ said }) => said));
  const child = children.find((each) => each.id === id);
  const pointing = read.flatMap(({ part, more }) => (more.length > 0 ? [] : bareText(part))).join(' ');
  const more = read.flatMap((each) => each.more);
  const isMore = more.length > 0 || (child && isLive(child) && parts.length > 1); // “not her, tobi”
  return child && !another && isMore && POINTING.test(pointing) ? { child, more } : undefined;
}
/** “thats tobi hes the one thats back”: the lines that such words name, or else what was asked last, go to the child, with these words. */
export const saysWhose: Typed = {
  band: 'danger',
  words: ({ text, person }) => unsaidIn(person).length > 0 && PART.test(text) && referencesIn(text).length === 0,
  async does({ text, person }, context) {
    const own = await casesOf(context);
    const children = own.filter((each) => isLive(each) || each.id === person.openDraft);
    const { child, more = [] } = answerIn(text, children) ?? {};
    const waiting = unsaidIn(person);
    const isAsked = openQuestions(own).length === 0 && lastTyped(own, person) === waiting.at(-1)?.at;
    if (!child || children.length < 2 || !isAsked) return undefined;
    const isOfOther = ({ words }: UnfiledWords) => childrenOf(words, children).some((each) => each !== child);
    const named = more.length > 4 ? [] : more.flatMap((word) => linesWith([word], waiting));
    const lines =
      named.length > 0
        ? waiting.filter((each) => named.includes(each) && !isOfOther(each))
        : meantBy([child.id], children, person);
    const said = { words: text, heard: context.turnInput.heard || text };
    const reply = await filesWith(said, [child.id], lines ?? [], own, context);
    const after = await context.people.load(person.id);
    return unsaidIn(after).length > 0 ? [...reply, ...(await asksAgain(after, context))] : reply;
  },
};

/** “this check, second girl. shes here”: what waits is of the open check, and so are these words, unless they name another child. */
export const ofThisCheckMore: Typed = {
  band: 'before the question',
  words: /^\W*(?:(?:its|it['’]s|thats|about|for|of|no|yes|sorry|ok)\W+){0,3}this check[,.:;!–-]{1,3}\s{0,3}\S/i,
  async does({ text, person }, context) {
    const own = await casesOf(context);
    const check = own.find((each) => each.id === person.openDraft && !isLive(each));
    if (!check || !own.some(isLive) || childrenOf(text, own).some((each) => each !== check)) return undefined;
    return filesWith(
      { words: text, heard: context.turnInput.heard || text },
      [check.id],
      meantBy([check.id], own, person) ?? [],
      own,
      context,
    );
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

/**
 * The words that “about nadia” means: those typed since all that has its child, but none that name or tell of another child. What was
 * asked about last may name somebody of another story beside her: its author says whose it is.
 */
export function meantBy(said: CaseId[], own: CaseRecord[], person: PersonRecord): UnfiledWords[] | undefined {
  const [record, another] = own.filter(({ id }) => said.includes(id));
  if (another) return meantByAll(said, own, person);
  if (!record) return undefined;
  const last = unsaidIn(person).at(-1);
  const mayBeOf = (each: UnfiledWords) =>
    !deniesOfOther(each.words, record, own) &&
    !/\bthe other (?:one|child|kid|two)\b/i.test(each.words) &&
    (each === last ? childrenOf : whoseNames)(each.words, own).every((child) => child === record);
  const since = sinceResolved(unsaidIn(person), own, person).filter(mayBeOf);
  const fits = (each: UnfiledWords) => each === last || !isOfLittleBoy(each.words, record, own);
  const meant = since.filter(
    (each) => fits(each) && !bringsChild(each.words, true) && whomFits(each.words, own).includes(record),
  );
  const all = meant.length > 0 ? meant : since.filter(fits);
  return all.length === 0 && last && childrenOf(last.words, own).includes(record) ? [last] : all;
}

/** The reference that was typed; what cannot be read as one is nobody's. */
export const namedIn = (text: string) =>
  withoutReferences(text) === text.trim() ? undefined : (referencesIn(text)[0] ?? text);

/** “about nadia”: the same by what they call the child; words of which none can be this child’s are asked about again. */
export async function sayAboutChild(id: CaseId, rest: string, { person, ...said }: Words, context: Context) {
  const children = (await casesOf(context)).filter((each) => isLive(each) || each.id === person.openDraft);
  const meant = meantBy([id], children, person) ?? [];
  if (meant.length === 0 && unsaidIn(person).length > 0 && rest.trim() === '') return asksAgain(person, context);
  const isSent = children.some((each) => each.id === id && isLive(each));
  if (!isSent) {
    const words = rest.trim();
    const asked = words
      ? await keepWords([{ words, heard: context.turnInput.heard || said.text }], children, context, id)
      : [];
    const more = meant.length > 0 || !words;
    return more ? context.press(fileWords, { case: id }, { words: meant.map(({ at }) => at).join() }) : asked;
  }
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
