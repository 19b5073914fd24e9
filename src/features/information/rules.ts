import type { Texts } from '../../base/texts.ts';
import type { Instant } from '../../base/time.ts';
import { whomPointedAt } from '../../case/child-told.ts';
import { deniesAnswer, lastAnswered } from '../../case/open-questions.ts';
import { type Actor, both, doneBy, nothingToDo, type Outcome, refuseWith, textLimit } from '../../case/outcome.ts';
import { protectionSentence } from '../../case/protection.ts';
import { type CaseRecord, ownAnswers, staffName } from '../../case/record.ts';
import type { Submitted } from '../../case/referral.ts';
import { hidingOf, ofAnother, type Said, saidIn } from '../../case/said.ts';
import { sameMessage, sentReferral, textsTogether } from '../../case/standing.ts';
import { type Referral, submittedIn } from '../../case/state.ts';
import { childrenNamed } from '../../draft/news-said.ts';
import { outsidePlaces } from '../../draft/places.ts';
import { says, saysMistake } from '../../draft/says.ts';
import { beginsChild } from '../../draft/several.ts';
import { numerals, wordsIn } from '../../draft/typed-words.ts';
import { type CaseEvent, type EventOf, isA, textOf } from '../../history/events.ts';
import type { UnfiledWords } from '../../store/people.ts';
import { whomNamed } from '../../understanding/whom.ts';
import { kindsIn } from './unfiled-rounds.ts';

/**
 * Words in parts that a message in Teams, and the store, can carry. Together they are the words, none of them left out. A
 * part ends with a line, a sentence or a word, where it can, and never inside an address, which could then not be told.
 */
export function messageParts(words: string): string[] {
  const characters = [...words];
  if (characters.length <= textLimit) return [words];
  const whole = characters.slice(0, textLimit).join('');
  const end = ['\n', '. ', ' '].map((each) => whole.lastIndexOf(each) + each.length).find((at) => at > textLimit / 2);
  const part = words.slice(0, outsidePlaces(words, end ?? whole.length) || whole.length);
  return [part, ...messageParts(words.slice(part.length))];
}

/**
 * The author adds information after sending. The referral itself stays as it was sent. Long words are added in parts.
 * @param typed for words typed in their chat: to type the same once more is news
 */
export function recordInformation(
  referral: Referral,
  text: string,
  texts: Texts,
  at: Actor,
  typed?: Pick<EventOf<'InformationAdded'>, 'typedAt' | 'filedBy' | 'read' | 'perhapsPlaced' | 'rang'>,
): Outcome {
  const sent = submittedIn(referral);
  if (!sent) return refuseWith('not-submitted');
  if (at.by.id !== sent.submittedBy) return refuseWith('not-the-author');
  if (text.trim() === '') return refuseWith({ kind: 'text-missing', fields: ['information'] });
  const last = sent.information.at(-1);
  const before = last && sameMessage(sent, last.number).map((number) => texts[textOf.information(number)]);
  const isMistake = last && sent.mistakes[textOf.information(last.number)];
  if (!typed && !isMistake && before?.join('') === text) return nothingToDo; // a double press
  const parts = messageParts(text).map((part, index) => ({ part, number: sent.information.length + 1 + index }));
  const added = doneBy(
    at,
    parts.map(({ number }) => ({ type: 'InformationAdded', number, ...typed })),
    Object.fromEntries(parts.map(({ part, number }) => [textOf.information(number), part])),
  );
  return both(added, denied(sent, text, texts, { ...at, now: typed?.typedAt ?? at.now }));
}

/** “thats not the answer”: the question that was answered last, and lately, waits anew. What they wrote stays. */
function denied({ questions }: Submitted, text: string, texts: Texts, at: Actor): Outcome {
  if (!deniesAnswer(text) || questions.some(({ answer }) => answer.kind === 'awaited')) return nothingToDo;
  const { number: question } = lastAnswered(questions, at.now) ?? {};
  if (!question) return nothingToDo;
  const again = questions.length + 1;
  const asked = { [textOf.question(again)]: texts[textOf.question(question)] ?? '' };
  return doneBy(at, { type: 'AnswerDenied', question, again }, asked);
}

/** What the referrer added or answered, the oldest first. */
const addedIn = (events: CaseEvent[]) =>
  saidIn(events).flatMap((said) => {
    const event = events[said.index];
    return event?.type === 'InformationAdded' || event?.type === 'QuestionAnswered' ? [{ ...said, event }] : [];
  });

/**
 * The messages of a case that can still be said to be about another child: neither hidden as gossip, nor said to be so
 * already. A long one is whole.
 */
export function movableIn(
  record: CaseRecord,
  isMeant: (event: CaseEvent) => boolean = () => true,
): (UnfiledWords & { said: string; isHidden: boolean })[] {
  const { id, author, events, facts } = record;
  const { mistakes = {} } = sentReferral(record) ?? {};
  return addedIn(events).flatMap((said) => {
    const { name, at, event } = said;
    const names = textsTogether(record, said);
    const words = names.map((each) => facts.texts[each] ?? '').join('');
    const { hidden } = hidingOf(events, name);
    const isOpen = names[0] === name && words !== '' && hidden?.why !== 'gossip' && !ofAnother(events, name);
    const mistake = mistakes[name] && { mistake: { at: mistakes[name] } };
    const from = {
      isHidden: hidden !== undefined,
      from: id,
      said: name,
      heard: `another child ${id} ${name}`,
      ...mistake,
    };
    return isOpen && isMeant(event) ? [{ at, since: at, words, name: staffName(record, author), ...from }] : [];
  });
}

/** What their author added last of those of these words. */
export function lineOf({ id, events, facts }: CaseRecord, isMeant: (words: string) => boolean) {
  const line = events
    .filter(isA('InformationAdded'))
    .findLast(({ number }) => isMeant(facts.texts[textOf.information(number)] ?? ''));
  return line && { case: id, number: line.number };
}

/** Of those of one moment, the last. */
const latest = <S extends Said>(all: S[]) =>
  all.reduce((last: S | undefined, each) => (last && last.at > each.at ? last : each), undefined);

/** “ignore last bit re bruise” */
const OF_WHAT = /\b(?:re|regarding|about|abt) (?:(?:the|her|his|their|that|a) )?(\p{L}{3,})/iu;

/**
 * What the author says was sent by mistake: what they added or answered under this name, or else what they typed last, before
 * “scrap that”. Others may have filed earlier words since. “The gas bill one was a mistake” means the only line of the gas bill.
 * @returns `saidAt`: when they last said anything
 */
export function mistakeMeant(
  { events, author, facts: { texts } }: Pick<CaseRecord, 'events' | 'author' | 'facts'>,
  said: string | undefined,
): (Said & { saidAt: Instant }) | undefined {
  const all = addedIn(events).filter(({ name, event }) => (said === undefined ? event.by === author : name === said));
  const last = latest(all);
  const words = last && saysMistake(texts[last.name] ?? '') ? tellingWords(texts[last.name] ?? '') : [];
  const [, of] = (words.length > 0 && OF_WHAT.exec(texts[last?.name ?? ''] ?? '')) || [];
  const hold = (sought: string[]) =>
    all.filter((each) => {
      const line = wordsIn(texts[each.name] ?? '');
      return each !== last && sought.length > 0 && sought.every((word) => line.includes(word));
    });
  const named = of ? hold([of.toLowerCase()]).slice(-1) : hold(words);
  const others = all.filter(({ name }) => said !== undefined || !saysMistake(texts[name] ?? ''));
  const meant = named.length === 1 ? named[0] : latest(others);
  return meant && last && { ...meant, saidAt: last.at };
}

/** What the author put into the case last: typed there, or filed by them. `at`: when the case knew it. */
export const lastAdded = ({ events, author, facts: { texts } }: CaseRecord) =>
  latest(
    addedIn(events)
      .filter(({ name, event }) => event.by === author && !('filedBy' in event) && !saysMistake(texts[name] ?? ''))
      .map((each) => ({ ...each, at: each.event.at })),
  );

const ofAnyLine = new Set(
  'that this they them what when with from have been about were will just sorry please mistake wrong chat person window group delete scrap ignore forget disregard undo unsend remove take last line message words wrote said sent send meant mean didnt someone somebody'.split(
    ' ',
  ),
);
/** The words of a line that may tell it from others. */
const tellingWords = (text: string) => wordsIn(text).filter((word) => word.length > 3 && !ofAnyLine.has(word));

/** When they last said “sent by mistake” and have not taken it back, and of which texts. */
export function lastMistakes(record: Pick<CaseRecord, 'events'>): { at: Instant; names: string[] } | undefined {
  const marked = Object.entries(sentReferral(record)?.mistakes ?? {});
  const [at] = marked
    .map((each) => each[1])
    .sort()
    .slice(-1);
  return at && { at, names: marked.flatMap(([name, when]) => (when === at ? name : [])) };
}

/** It was no mistake after all. */
export function takeMistakeBack(record: CaseRecord, at: Actor): Outcome {
  const last = lastMistakes(record);
  if (!last) return refuseWith('not-submitted');
  if (at.by.id !== record.author) return refuseWith('not-the-author');
  return doneBy(
    at,
    last.names.map((said) => ({ type: 'SentByMistake', said, back: true })),
  );
}

/** The author says that words were sent by mistake. The words stay, and no clock changes. */
export function markMistake(record: CaseRecord, name: string | undefined, at: Actor): Outcome {
  const meant = mistakeMeant(record, name);
  if (!meant) return refuseWith('not-submitted');
  if (at.by.id !== record.author) return refuseWith('not-the-author');
  const sent = sentReferral(record);
  if (!sent || sent.mistakes[meant.name]) return nothingToDo;
  return doneBy(
    at,
    textsTogether(record, meant).map((said) => ({ type: 'SentByMistake', said })),
  );
}

const SUBJECT =
  /^\W{0,3}(?:(?:no|sorry|oops|ok|yes|and|oh|but|wait|i meant?)\W{1,3}){0,3}(?:(?:the|that|this|my|her|his|their) )?(?!(?:it|that|this|these|those|s?he|they|there|here|what|who|which|all|both|i|we|you)\b)([\p{L}\d’'-]{1,20}(?: [\p{L}\d’'-]{1,20}){0,3}?)(?: (?:one|bit|thing|message|part|line|words?))? (?:is|was|are|were|goes)\b ?(.*)$/iu;
const ITS =
  /^\W{0,3}(?:(?:no|sorry|yes|oh)\W{1,3}){0,3}(?:its|it['’]s|it is|it was|thats|that was) ((?:the )?[\p{L}’'-]{2,30}) (?:that['’]?s|that is|who['’]?s|who is|who|that) (.+)$/iu;
/** Whether words may say of whom a line is. */
export const isOfWhom = (text: string): boolean => [SUBJECT, ITS, PUT].some((each) => each.test(withNot(text)));
const withNot = (text: string) => text.replace(/\b(is|was|are|were)n['’]?t\b/gi, '$1 not');
const PUT =
  /^\W*(?:(?:please|pls|can you|also|and)\W+){0,2}(?:put|copy|add|file) (?:the |that )?([^,.;]{3,60}?) (?:on|onto|to|with|under|for) (?=\p{L})/iu;
const CAR = /^(?:taxi|cab|car|van|motor|vehicle|lorry)$/;
const CALLED: [RegExp, (words: string) => boolean][] = [
  [/^(?:number|phone|mobile)$/, (words) => kindsIn({ words }).includes('phone number')],
  [CAR, (words) => kindsIn({ words }).includes('number plate')],
  [/^(?:plate|reg|registration)$/, (words) => kindsIn({ words }).includes('number plate')],
  [/^arrest(?:ed|s)?$/, (words) => /\b(?:nicked|arrest\w*|(?:hand)?cuff\w*|custody|detained)\b/i.test(words)],
  [/^(?:gone|missing|left)$/, (words) => says('missing', words) || /\b(?:gone|left|missing)\b/i.test(words)],
];
const ofSaying = /^(?:..?|gave|said|sent|wrote|typed|told|put|just|now|again|about|number(?= plate))$/;
const THEM = /^(?:her|him|them|hers|his|theirs)$/i;
const NOT_THEM = /\bnot (?:about |for |of )?([\p{L}’'-]{2,30})\b/iu;
const AFTER_NOT = /^[\s,.!]{0,3}(?:(?:its|it was|thats|but|about|for)\W{1,3}){0,4}/i;

/** The words by which “the number is for all of them” and “its ayesha thats gone” name lines, what they say of whom these are, and of whom not. */
export function lineSaid(
  text: string,
  own: CaseRecord[],
): { words: string[][]; whom: string; not?: string } | undefined {
  const said = withNot(text.replace(PUT, 'the $1 is '));
  const [, whose, what] = ITS.exec(said) ?? [];
  const [, subject = what ?? '', whom = whose ?? ''] = SUBJECT.exec(said) ?? [];
  const all = subject
    .replace(/number (?=plate)/i, '')
    .split(/(?: (?:and|n|&)|,) (?:the |that )?/i)
    .map((each) => wordsIn(each).filter((word) => !ofSaying.test(word)));
  const words = all.filter(({ length }) => length > 0);
  if (words.length === 0 || childrenNamed(subject, own, ownAnswers).length > 0) return undefined;
  const [denied = '', not] = NOT_THEM.exec(whom) ?? [];
  const [before = '', after = ''] = denied ? whom.split(denied) : [];
  const isChild = not && (THEM.test(not) || whomPointedAt(not, own).length === 1);
  return isChild
    ? { words, whom: before.replace(/,? ?(?:\b(?:and|but) ?)?$/i, '') || after.replace(AFTER_NOT, ''), not }
    : { words, whom };
}

/** Those of some lines that each of these words names: it stands in them, or they hold such a thing: “the number”, “the screaming”. */
export function linesWith<L extends { words: string }>(words: string[], lines: L[]): L[] {
  const has = (word: string, line: L) => {
    const stem = word.replace(/([a-z])\1(?:ing|ed)$|(?:ing|ed)$/, '$1');
    return wordsIn(line.words).some((each) => each === word || (stem.length > 2 && each.startsWith(stem)));
  };
  const isOfKind = (word: string, line: L) => CALLED.some(([called, is]) => called.test(word) && is(line.words));
  const isCar = words.every((word) => CAR.test(word)); // the line with its plate, and each that names it
  const ofKind = isCar ? [] : lines.filter((line) => words.every((word) => isOfKind(word, line)));
  return ofKind.length > 0
    ? ofKind
    : lines.filter((line) => words.every((word) => has(word, line) || isOfKind(word, line)));
}

/** Those that such words name. */
export function linesNamed<L extends { words: string }>(text: string, lines: L[], own: CaseRecord[]): L[] | undefined {
  const named = lineSaid(text, own)?.words.map((words) => linesWith(words, lines));
  return named && lines.filter((line) => named.some((each) => each.includes(line)));
}

export const saysOf = new Set(
  'about and n both for its it is that thats this those these was were they theyre are i im mean meant said told talking all of the them child girl boy one sorry ok yes no please who else course obviously you u keep telling we'.split(
    ' ',
  ),
);
export const ofMessage = new RegExp(
  `^(?:only|just|last|latest|first|messages?|numbers?|but|except|not|without|to|\\d{1,2}|${numerals.join('|')})$`,
);
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
  if (!only || another || waiting.length === 0 || !isIt) return undefined;
  const { first } = whomNamed(text);
  const maySayNew = waiting.some(({ words: told }) => beginsChild(told) && (whomNamed(told).first ?? first) === first); // “the girl” may be the new one
  const isPlain = /\b(?:same|only|1|1st|first|last|one|y|yes|yeah|yep)\b/i.test(text);
  return maySayNew && !isPlain ? undefined : only;
}

export const toldTo = { yes: 'Yes', no: 'No' };

/** How that begins for the MASH. @param told what they answered, whether anybody told them to */
const askedToWithdraw = (told = ''): string =>
  `I ask to withdraw this referral. Did anybody tell me to? ${toldTo[told as keyof typeof toldTo] ?? 'Not said'}.`;

/** The words that go to the MASH; none while the box for them is empty, unless police protection says enough. */
export function sentencesOf({ information, told, 'in-protection': inProtection }: Texts, withdraws?: true): string[] {
  if (withdraws && information?.trim()) return [askedToWithdraw(told), information];
  return [information ?? '', protectionSentence(inProtection ?? '')].filter((each) => each.trim() !== '');
}
