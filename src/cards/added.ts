import { oncePer, oncePerWordsAt } from '../base/once-per.ts';
import type { Instant } from '../base/time.ts';
import { besideHelp } from '../case/child-told.ts';
import { unreadNews } from '../case/news.ts';
import { putsRight } from '../case/open-questions.ts';
import { type CaseRecord, staffName, textIn } from '../case/record.ts';
import { isChildMissing } from '../case/referral.ts';
import { hidingOf, ofAnother, rungSaid, type Said, saidIn, saidToBeNoAnswer } from '../case/said.ts';
import { sentReferral, submitted } from '../case/standing.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { leavingIn } from '../draft/leaving-said.ts';
import { mayPutRight, putsThisRight } from '../draft/numbers-said.ts';
import { saidToBe, says } from '../draft/says.ts';
import { isA, textOf } from '../history/events.ts';
import { dangerIn, mayBeDanger } from '../understanding/danger.ts';
import { behind, uncut } from './fitted.ts';
import { clock, clockAndDay } from './london.ts';
import { type Block, capitalised, excerpt, type Line, type Lines, line, mixed, plain, titledLines } from './parts.ts';
import { reported } from './who-and-when.ts';

const mistakeAt = (record: CaseRecord, name: string) => sentReferral(record)?.mistakes[name];

/** Stands after the title of words of which somebody has said that they were a mistake, or are about another child. They always stay. */
export function saidSince(record: CaseRecord, name: string): string {
  const at = mistakeAt(record, name);
  const other = ofAnother(record.events, name);
  const right = rightsOf(record, name).at(-1);
  return [
    saidToBeNoAnswer(record.events, name) && ' · NOT the answer, says the referrer',
    right && ` · PUT RIGHT by the referrer, ${clockAndDay(right.at)}`,
    at && ` · SENT BY MISTAKE, says the referrer, ${clockAndDay(at)}`,
    other && ` · ABOUT ${other.to ?? 'ANOTHER CHILD'}, says ${staffName(record, other.by)}, ${clockAndDay(other.at)}`,
  ]
    .filter(Boolean)
    .join('');
}

/** What its author wrote since that puts these words right, and what puts that right in turn, the newest last. */
export const rightsOf = (record: CaseRecord, name: string): Said[] => {
  const from = saidIn(record.events).find((each) => each.name === name) ?? { index: -1, at: '' };
  const since = rightings(record).filter(({ index, at }) => index > from.index && at >= from.at); // words may be filed after later ones
  return putRight(record, record.facts.texts[name] ?? '', since);
};

/** All that may put something right. It is asked of each text of a case, for those of all others. */
const rightings = oncePer((record: CaseRecord): Said[] =>
  saidIn(record.events).filter(
    ({ name }) =>
      mayPutRight(record.facts.texts[name] ?? '') && !ofAnother(record.events, name) && !mistakeAt(record, name),
  ),
);

/** The same of words that were told before sending. */
export function putRight(record: CaseRecord, told: string, after = rightings(record)): Said[] {
  const { texts } = record.facts;
  return after.reduce<{ told: string; rights: Said[] }>(
    (so, each) => {
      const { [each.name]: words = '' } = texts;
      return putsThisRight(words, so.told) ? { told: `${so.told} ${words}`, rights: [...so.rights, each] } : so;
    },
    { told, rights: [] },
  ).rights;
}

/** Words, and in one line with them what puts them right: nobody reads the wrong number plate to the police. */
export const withRight = (record: CaseRecord, name: string, words: string, look: 'plain' | 'bold' = 'plain'): Line =>
  withRights(record, words, record.readBy ? [] : rightsOf(record, name), look); // where guests read, the title says so

/** The same, with what puts these words right. */
export const withRights = (record: CaseRecord, words: string, rights: Said[], look: 'plain' | 'bold' = 'plain'): Line =>
  mixed(
    'None',
    [look, words],
    ...rights.map((each): ['bold', string] => ['bold', ` → PUT RIGHT ${clock(each.at)}: ${rightWords(record, each)}`]),
  );
const rightWords = (record: CaseRecord, { name }: Said) => excerptWith(textIn(record, name), 120);

/** Whether they stand whole in such a line. */
export const isShort = ({ facts }: CaseRecord, name: string) => (facts.texts[name] ?? '').length <= 120;

/** The names of the words that stand whole beside those that they put right. */
export const besideThose = (record: CaseRecord, all: string[]): Set<string> =>
  new Set(all.flatMap((each) => rightsOf(record, each).flatMap(({ name }) => (isShort(record, name) ? name : []))));

/**
 * What of these words may speak of danger, of a missing child or of leaving: the clause, where it can be told. In a long text
 * it is found by halving, so however the words are read, few parts are.
 * @param at when they were said
 * @returns undefined if nothing does
 */
function riskIn(words: string, at: Instant): string | undefined {
  const { from, to } = riskAt(words, at);
  return words.slice(from, to) || undefined;
}

/** Where that clause stands in the words. A card reads all words of its case again and again. */
const riskAt = oncePerWordsAt((words, at: Instant) => {
  const leaves = (part: string) => leavingIn(part, at);
  const isMissing = (part: string) => says('missing', part);
  const reads = [dangerIn, isMissing, leaves, mayBeDanger].find((each) => each(words));
  if (!reads) return { from: 0, to: 0 };
  const clause = narrowed(words.split(/(?<=[.!?;,\n]\s)/), reads);
  const short = clause.length > 150 ? narrowed(clause.split(/(?<=\s)/), reads, 6) : clause;
  const from = words.indexOf(short);
  return { from, to: from + short.length };
});

/** Whether nobody has read these words yet, and they may speak of danger, a missing child or leaving. */
export function isUnreadRisk({ events, facts }: CaseRecord, name: string, at: Instant): boolean {
  const since = unreadNews(events)[0]?.at;
  return since !== undefined && at >= since && riskIn(facts.texts[name] ?? '', at) !== undefined;
}

/**
 * Whether words, read or not, say that the child leaves, is missing, in danger or taken somewhere: such words never stand in the
 * thread only, while there is room for any others.
 */
export const isGrave = oncePerWordsAt(
  (words, at: Instant): boolean =>
    leavingIn(words, at) !== undefined ||
    aTime.test(words) ||
    says('missing', words) ||
    says('taken', words) ||
    Boolean(dangerIn(words)),
);

/** “sorry 3 not 2”, “he meant 3 in the morning”: a time, or a time put right. */
const aTime = /\b\d{1,2}(?:[:.]\d\d)?(?: not \d| ?[ap]m\b| ?o['’]?clock\b| in the morning\b| tonight\b)/i;

/** @param overlap how many pieces both halves share, lest what is looked for is cut in two */
function narrowed(pieces: string[], says: (words: string) => unknown, overlap = 0): string {
  const half = Math.ceil(pieces.length / 2);
  const halves = [pieces.slice(0, half + overlap), pieces.slice(half - overlap)];
  const part = pieces.length > 4 * overlap + 1 && halves.find((each) => says(each.join('')));
  return part ? narrowed(part, says, overlap) : pieces.join('');
}

/** An excerpt that ends with a sentence, where one ends in its second half. */
function wholeSentences(text: string, length: number): string {
  const start = text.slice(0, length - 2);
  const end = Math.max(...['. ', '! ', '? ', '\n'].map((mark) => start.lastIndexOf(mark)));
  return text.length > length && end > length / 2 ? `${text.slice(0, end + 1)} …` : excerpt(text, length);
}

/** An excerpt that shows this part of the text, if it has that; and each number plate, time and telephone number, with the words before it. */
export function excerptWith(text: string, length: number, part = ''): string {
  const from = text.indexOf(part);
  const isCutOff = from > 0 && from + part.length > length;
  const short = isCutOff ? `…${excerpt(text.slice(from), length - 1)}` : wholeSentences(text, length);
  if (text.length <= length) return short;
  const cut = numbersAround(text).filter(({ number }) => !short.includes(number));
  const words = cut.map(({ from, to }) => `${text.slice(from, to).trim()}${to < text.length ? ' …' : ''}`).join(' ');
  return words === '' ? short : `${short.replace(/ ?…$/, '')} … ${excerpt(words, Math.max(length, mostNumbers))}`;
}

/** Each number of a text, in a few words; those close to each other once. */
function numbersAround(text: string): { from: number; to: number; number: string }[] {
  const all: { from: number; to: number; number: string }[] = [];
  for (const { 0: number, index } of text.matchAll(NUMBERS)) {
    const from = text.lastIndexOf(' ', index - around) + 1;
    const end = text.indexOf(' ', index + number.length + around / 2);
    const to = end < 0 ? text.length : end;
    const last = all.at(-1);
    if (last && from <= last.to) all.splice(-1, 1, { ...last, to, number: text.slice(last.from, to) });
    else all.push({ from, to, number });
  }
  return all;
}
const NUMBERS =
  /\b[a-z]{2}\d\d(?: ?[a-z]{3})?\b|(?:\+|\b)\d[\d ]{8,14}\d\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]m\b|\b(?:at|by|before|until|till?|about|around|past|to) \d{1,2}(?:[:.]\d\d)?\b(?![-/\d])|\bhalf (?:past )?\w+\b|\b\d+ ?(?:mins?|minutes?|hours?|hrs?)\b/gi;
const [mostNumbers, around] = [120, 20]; // characters

/**
 * What the referrer said, on a card of the case. Words sent by mistake, or about another child, stand behind “Everything”, unless they may
 * speak of danger. Words that say that the child is safe, or that a missing child is found, are a report, and are called so.
 * @param said `name`: of the text
 */
function saidLines(
  record: CaseRecord,
  { title, name, at }: { title: string; name: string; at: Instant },
  length: number,
): Line[] {
  const { events, facts } = record;
  const { [name]: words = '' } = facts.texts;
  const isMistake = mistakeAt(record, name) !== undefined || ofAnother(events, name)?.by === record.author; // and not of this child
  const risk = isMistake || words.length > length ? riskIn(words, at) : undefined;
  const isFolded = isMistake && risk === undefined;
  const isConfirmed = events.some((event) => event.type === 'ChildSafe' && event.at >= at);
  const isOpen = !isMistake && !isConfirmed && !hidingOf(events, name).hidden;
  const what = isOpen && saidToBe(words);
  const isReport = what === 'safe' || isChildMissing(submitted(record));
  return [
    line(`${title}${saidSince(record, name)}`, 'small', 'Small'),
    isFolded
      ? line('The words stand in the thread, and under “Everything”.')
      : withRight(record, name, excerptWith(textIn(record, name), length, risk)),
    ...(what && isReport ? [line(`${capitalised(reported(what, { at }))}.`, 'bold')] : []),
  ];
}

export function additionLines(
  record: CaseRecord,
  { number, at, typedAt = at }: SubmittedReferral['information'][number],
  length: number,
) {
  const title = `Added by the referrer, ${clockAndDay(typedAt)}`;
  return saidLines(record, { title, name: textOf.information(number), at }, length);
}

/** What the referrer added just after an answer and puts it right: it stands with the answer, too. */
function rightedLine(
  record: CaseRecord,
  { information }: SubmittedReferral,
  { name, at: answeredAt }: Pick<Said, 'name' | 'at'>,
): Line | undefined {
  const next = information.find(({ at, typedAt = at }) => typedAt > answeredAt);
  const nameOfNext = textOf.information(next?.number ?? 0);
  const isBeside = besideThose(record, [name]).has(nameOfNext);
  const isOfAnswer = next && !isBeside && putsRight(record.facts.texts[nameOfNext] ?? '');
  return isOfAnswer ? additionInShort(record, next) : undefined;
}

/** What the MASH asked. An answer that nobody has read and that may speak of danger stays on the card. */
export function questionBlocks(record: CaseRecord, referral: SubmittedReferral, length: number): Block[] {
  return referral.questions.map(({ number, askedBy, askedAt, answer }) => {
    const name = textOf.answer(number);
    const isRisk = answer.kind === 'given' && isUnreadRisk(record, name, answer.at);
    const most = length < 25 && !isRisk ? 100 : 300;
    const asked = titledLines(
      `Asked ${clock(askedAt)} by ${record.facts.names[askedBy] ?? 'the MASH'}`,
      wholeSentences(textIn(record, textOf.question(number)), most),
    );
    const answered =
      answer.kind === 'awaited'
        ? ['No answer yet']
        : answer.kind === 'given'
          ? saidLines(record, { title: `Answered ${clock(answer.at)}`, name, at: answer.at }, most)
          : titledLines(`Answered ${clock(answer.at)}${saidSince(record, name)}`, 'Not known');
    const righted = answer.kind !== 'awaited' && rightedLine(record, referral, { name, at: answer.at });
    const lines = [answered, righted];
    const whole = uncut([asked, lines]);
    return plain(isRisk ? whole : behind(1, whole), number === 1 ? 'Medium' : 'Small');
  });
}

/** The same in one line, with the clause for which it stands there. */
export function additionInShort(
  record: CaseRecord,
  { number, at, typedAt = at }: SubmittedReferral['information'][number],
): Line {
  const name = textOf.information(number);
  const words = excerptWith(textIn(record, name), 80, riskIn(record.facts.texts[name] ?? '', at));
  return withRight(record, name, `${clockAndDay(typedAt)}${saidSince(record, name)}: ${words}`);
}

/** What the referrer wrote last of helpers who have the child, or of an arrest, until the MASH confirms that the child is safe. */
export function helpLines(record: CaseRecord, length: number): Lines {
  const { events, facts } = record;
  const safe = events.findLastIndex(isA('ChildSafe'));
  const all = saidIn(events).filter(({ name, index }) => {
    const { [name]: words = '' } = facts.texts;
    return index > safe && !ofAnother(events, name) && besideHelp(words, record, events[index]) !== words;
  });
  const newest = all.slice(-2).toReversed(); // “she is with the police”, “the driver is arrested”
  const rung = rungSaid(record);
  const isOfHelp = newest.some(({ name }) => name === rung?.name);
  const quoted = ({ name, at }: Said) =>
    `${clockAndDay(at)}: “${excerptWith(textIn(record, name), length)}” (not confirmed)`;
  return [
    newest.map((each) => line(`The referrer, ${quoted(each)}`, 'bold')),
    rung && !isOfHelp && line(`999 or the police were rung, they wrote ${quoted(rung)}`, 'bold'),
  ];
}
