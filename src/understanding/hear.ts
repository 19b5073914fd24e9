import { once, oncePer, oncePerWords } from '../base/once-per.ts';
import { askedLast, asksAtDoor, isQuestion, topicsNamed } from './asking.ts';
import { caseQuestion } from './case-questions.ts';
import { type DangerReader, dangerReader, type OwnPhrase, ownMeanings, readDanger, shippedReader } from './danger.ts';
import { guessesFor, type ModelName, models } from './models.ts';
import { keyOfPhrase, type Phrase, shippedPhrases } from './phrases.ts';
import type { Regression } from './regression.ts';
import { sentencesIn, wordsOf } from './words.ts';

/** What reads typed words: the phrases, and the models that were made of them. */
export interface Ears extends DangerReader {
  intents: Regression;
  exact: ReadonlyMap<string, string>; // by the key of a phrase: the question or command that it is
}

/**
 * What typed words may be. Danger is judged first, whatever else they are. `act`: show what they ask for; nothing is ever
 * written, sent or deleted by it. `ask`: “Did you mean …?” with these, at most three. No intent: they tell a story.
 * `tells`: what they say besides: nothing, as a plain question does; perhaps something, which is then news; or more, which
 * is kept, too.
 */
interface Heard {
  danger: 'first' | 'line' | undefined;
  intents: { means: string; p: number }[];
  does: 'act' | 'ask' | undefined;
  asks: boolean; // a part of them has the form of a question
  tells: 'nothing' | 'perhaps' | 'more';
}

const isIntent = (means: string) => /^[qc] /.test(means);
const isCommand = (means: string) => means.startsWith('c ');

const [actFrom, askFrom, storyFrom] = [0.6, 0.2, 0.5];
const [mostOfCommand, mostAsked, longWords, longQuestion] = [9, 3, 14, 20]; // words; intents; words; words
const sureFrom = 0.75;
/** Of a question: what makes its likeliest topic sure, with a word of its own or without; how far it leads; what one must have, and others, to be offered. */
const [surelyFrom, aloneFrom, aheadFrom, leastLikely, likeFrom, namedLike] = [0.5, 0.9, 0.25, 0.07, 0.03, 0.2];

/** The ears of some phrases. @param model trained of the same phrases */
export const earsOf = (phrases: Phrase[], model: (name: ModelName) => Regression): Ears => ({
  ...dangerReader(phrases, model('danger')),
  intents: model('intents'),
  exact: exactIn(phrases),
});

const exactIn = (phrases: Phrase[]) =>
  new Map(phrases.flatMap(({ means, words }) => (isIntent(means) ? [[keyOfPhrase(words), means]] : [])));

const shippedEars = once(
  (): Ears => ({ ...shippedReader(), intents: models.intents(), exact: exactIn(shippedPhrases()) }),
);

/** Characters. Longer texts tell a story, and are read only for danger. */
const mostHeard = 2000;

type Guessed = Pick<Heard, 'intents' | 'does'>;
const nothing: Guessed = { intents: [], does: undefined };

const none: readonly OwnPhrase[] = [];
const hearOnce = oncePer((own: readonly OwnPhrase[]) => oncePerWords((text) => heard(text, own, shippedEars())));

/** Hears what typed words may be. @param own phrases of the council */
export const hear = (text: string, own: readonly OwnPhrase[] = none, ears?: Ears): Heard =>
  ears ? heard(text, own, ears) : hearOnce(own)(text);

function heard(text: string, own: readonly OwnPhrase[], ears: Ears): Heard {
  const ownMeans = ownMeanings(text, own);
  const danger = ownMeans.includes('danger') ? 'first' : readDanger(text, ears).band;
  if (text.length > mostHeard) return { danger, ...nothing, asks: false, tells: 'more' };
  const waits = WAITS.test(wordsOf(text).join(' '));
  const ofFamily = FAMILY_ASKS.every((each) => each.test(text)) ? 'q carer-asks' : '';
  const ofDoor = asksAtDoor(text) ? 'q at-door' : '';
  const exact = [...new Set([...ownMeans, ofDoor || (ears.exact.get(keyOfPhrase(text)) ?? ofFamily)].filter(isIntent))];
  const sentences = sentencesIn(text.replace(/\?/g, '?.'));
  const parts = sentences.map((clauses) => clauses.join(' '));
  const isForm = isQuestion(text);
  const last = isForm ? undefined : askedLast(text);
  // “He hides when the bell rings. Do I need consent?”, “her nan has her, is nan told”: a part of it asks
  const inParts = [...(parts.length < 2 ? [] : parts), ...sentences.flatMap((clauses) => (clauses[1] ? clauses : []))];
  const isTimed = aClock.test(text) && !LETS.test(text);
  const asked = [
    ...(isTimed ? [] : inParts.filter(isQuestion)),
    ...(last && !(aClock.test(last) && isTimed) ? [last] : []),
  ];
  const asks = isForm || asked.length > 0;
  const isAsked = isForm || text.trim().endsWith('?');
  // “she begged me not to report it” may ask about consent, and tells of her
  const isStory = (part: string) => !isQuestion(part) && wordsOf(part).length > fewTold;
  const isTold =
    danger === 'first' ||
    TELLS.test(text) ||
    (isAsked ? parts.length > 1 && parts.some(isStory) : danger !== undefined);
  const tellsMore = (means: string) =>
    isTold || tellsToo.has(means) || (isCommand(means) ? wordsOf(text).length > shortCommand : !isAsked);
  if (exact.length > 0) {
    const isPlain =
      danger === undefined && exact.every((means) => (isCommand(means) ? shows.test(means) : !tellsMore(means)));
    const isPerhaps = isPlain ? waits || exact.some((means) => asksHelp.has(means)) : exact.every(isCommand);
    const tells = isPerhaps ? 'perhaps' : isPlain ? 'nothing' : 'more';
    return { danger, intents: exact.map((means) => ({ means, p: 1 })), does: 'act', asks, tells };
  }
  const whole: Guessed = isTimed ? nothing : guessed(text, ears);
  const asking = whole.does === 'act' || ofPhone.test(text) ? [] : asked.map((part) => meantIn(part, own, ears));
  const likely = whole.does || asking.length === 0 ? [] : [...asking, guessed(text, ears, true)];
  const part = asking.find(({ does }) => does === 'act') ?? offeredOf(likely);
  const found = part ?? whole;
  const [first] = found.intents;
  if (part || !first || tellsMore(first.means)) return { danger, ...found, asks, tells: 'more' };
  const isSure = found.does === 'act' && first.p >= sureFrom && !isCommand(first.means) && !waits && !saysOf(text);
  return { danger, ...found, asks, tells: isSure ? 'nothing' : 'perhaps' };
}

/** What a part asks, or the whole with it: offered, for neither is sure. */
function offeredOf(guesses: Guessed[]): Guessed | undefined {
  const all = guesses.flatMap(({ intents }) => intents).sort((one, other) => other.p - one.p);
  const intents = withoutTwins(all).slice(0, mostAsked);
  return intents.length > 0 ? { intents, does: 'ask' } : undefined;
}

/** What a sentence that asks may be, among others. */
function meantIn(part: string, own: readonly OwnPhrase[], ears: Ears): Guessed {
  const exact = [...ownMeanings(part, own), ears.exact.get(keyOfPhrase(part)) ?? ''];
  const means = exact.find((each) => each.startsWith('q ')) ?? (exact.includes('c help') ? 'q do-now' : undefined);
  return means ? { intents: [{ means, p: 1 }], does: 'act' } : guessed(part, ears);
}

/** Whether a question may tell of somebody, or is long: “must i give my name if he saw me phone”. */
const saysOf = (text: string) => wordsOf(text).length > mostOfCommand || tellsOf.test(wordsOf(text).join(' '));
/** “must i give my name if he saw me phone”, “do u need proof ive got cctv of both” */
const TELLS =
  /\bif (?:s?he|they|the \w+) (?:saw|seen|heard|knows|found|took)\b|\b(?:because|cos) (?:s?he|they|the)\b|\bi(?:['’]?ve| have)? (?:got|seen|saw|had|found|heard) (?!to\b|this\b|it\b|wrong\b)\w/i;
const tellsOf =
  /\b(?:s?he|they|her|his|him|them|their|mum|dad|child|girl|boy|i (?:have(?! to)|had|saw|got)|saw|if|because|and)\b/;

/** A line of somebody is no command or question by a guess, and no more is a long one or one with a name. */
const OF_SOMEBODY = /\b(?:s?he|they|her|his|him|them|girl|boy|lad|child)\b/;

/** “is it my fault she asked me” was asked of others. */
const REPORTED =
  /^(?:\S+ ){3,}(?<!\b(?:if|what|when|that|because|cos) )(?:i|s?he|they) (?:(?:kept|keeps?) asking|said|asked|(?<!\bi )wrote)\b/;

/** Nobody asks about this service with a time of day: “can it be 00:30” is about what happens. */
const aClock = /\b\d{1,2}[:.]\d\d\b/;
/** But for “do i let them out at 3.15”. */
const LETS = /\b(?:do|shall|should|can) (?:i|we) (?:let|give|hand|keep|hold|stop)\b/i;
/** “her dads on the phone what shall i tell him”: somebody of the family, or a carer, rings or asks */
const FAMILY_ASKS = [
  /\b(?:m[ua]m|mother|dad|father|nan|gran|parent|aunt\w*|uncle|foster \w+|carer)s?\b/i,
  /(?<!\bi )\b(?:ring|rang|rung|phon|call|ask)/i,
  /\bwhat (?:do|shall|should|can) (?:i|we) (?:say|tell)\b/i,
];

const asksMidway = /\b(?:can|could|will) (?:it|you|u|they|we)\b/i;

/** Whether words ask something to which neither the bot nor the case has an answer. In doubt they do. */
export function cannotAnswer(text: string, own: readonly OwnPhrase[] = none): boolean {
  if (text.length > mostHeard) return false;
  const { does, asks } = hear(text, own);
  const isAnswered = does === 'act' || (does === 'ask' && asks); // “did you mean this?”
  return (asks || asksMidway.test(text)) && !isAnswered && caseQuestion(text) === undefined;
}

const [shortCommand, fewTold] = [4, 3]; // words
/** Commands that only show something. “found her!!” is one, and tells of her. */
const shows = /^c (?:contacts|advice|my-referrals|help|practice)$/;
/** Of them those that a question may ask for: no word to type stands in the place of an answer. */
const offered = /^c (?:contacts|advice|my-referrals)$/;

/** Questions that the MASH should hear, too, where it has a case; so should it what is asked of who comes or rings. */
const asksHelp = new Set(['q do-now', 'q police']);
const WAITS = /\b(?:com(?:e|es|ing)|here|(?:ring|call)(?:s|ing)?|rang|rung)\b/;

/** Questions that tell of what happens to a child as well. */
const tellsToo = new Set(['q let-go']);

/** “can i let her ring somebody”: she goes nowhere. */
const ofPhone = /\b(?:ring|call|phone|text|message) (?!999|112|the police|police|you|u|what)\w/i;

/** What answers a question about a case where no case does. */
const withoutCase: Record<string, string> = {
  'case decided': 'q next',
  'case who-has-it': 'q reading-now',
  'case which': 'c my-referrals',
};

/** What says which words to type, where somebody asks how to do it: “how can i correct it”. */
const answersCommand: Record<string, string> = {
  'c undo': 'q stop',
  'c change': 'q stop',
  'c delete': 'q stop',
  'c stop': 'q later',
  'c continue': 'q later',
  'c my-copy': 'q notes',
};

const withoutTwins = (all: Heard['intents']) =>
  all.filter(({ means }, at) => all.findIndex((each) => each.means === means) === at);

function guessed(text: string, ears: Ears, asks = isQuestion(text)): Guessed {
  const words = wordsOf(text);
  const every = guessesFor(ears.intents, words).map(({ label, p }) => ({ means: withoutCase[label] ?? label, p }));
  const all = withoutTwins(every);
  const [top] = all;
  // a command names nobody: “keep Linh” is none
  const namesNobody = words.every((word) => ears.words.has(word));
  const mayCommand = (p: number) => words.length <= mostOfCommand && (namesNobody || p >= sureFrom);
  const isOfPhone = ofPhone.test(text);
  const shown = all.filter(({ means, p }) =>
    isCommand(means) ? mayCommand(p) : isIntent(means) && !(isOfPhone && means === 'q let-go'),
  );
  const [best] = shown;
  if (!top || !best) return nothing;
  const act: Guessed = { intents: [best], does: 'act' };
  const tells = words.length > mostOfCommand || !namesNobody || OF_SOMEBODY.test(words.join(' '));
  const isOfOthers = (top.means === 'asked' && top.p > storyFrom) || REPORTED.test(words.join(' '));
  if ((tells && best.p < sureFrom && !asks) || isOfOthers) return nothing;
  const isBest = best === top;
  const isAsked = words.length <= longQuestion && asks;
  const isShown = isCommand(best.means) && best.means !== 'c help'; // what asks is answered
  if (isBest && best.p >= sureFrom && (isShown || !isAsked)) return act;
  if (isAsked) return guessedQuestion(text, shown, words.length <= longWords);
  if (words.length > longWords || (top.means === 'story' && top.p > storyFrom)) return nothing;
  if (isBest && best.p >= actFrom) return act;
  const asked = shown.filter(({ p }) => p >= askFrom).slice(0, mostAsked);
  return { intents: asked, does: asked.length > 0 ? 'ask' : undefined };
}

/** “whats edt”: of a thing that no topic names. */
const OF_A_THING = /^(?:what|who) is (?:an? |the )?\S+(?: \?)*$/;

/** A wrong answer is worse than three to choose from: only a topic that the words name is answered at once. */
function guessedQuestion(text: string, shown: Heard['intents'], isShort: boolean): Guessed {
  const named = topicsNamed(text);
  const near = withoutTwins(shown.map((each) => ({ ...each, means: answersCommand[each.means] ?? each.means })))
    .filter(({ means }) => !isCommand(means) || offered.test(means))
    .map((each) => ({ ...each, like: each.p + (named.includes(each.means) ? namedLike : 0) }))
    .sort((one, other) => other.like - one.like);
  const [best, second] = near;
  const isOfThing = named.length === 0 && OF_A_THING.test(wordsOf(text).join(' '));
  if (isOfThing || !near.some(({ p, like }) => p >= likeFrom && like >= leastLikely)) return nothing;
  const isSure = best && best.p >= (best.like > best.p ? surelyFrom : aloneFrom);
  if (isSure && isShort && best.like - (second?.like ?? 0) >= aheadFrom) return { intents: [best], does: 'act' };
  return { intents: near.filter(({ like }) => like >= likeFrom).slice(0, mostAsked), does: 'ask' };
}

const [fewForeign, foreignShare, manyForeign] = [2, 0.34, 4]; // words; of all words; words
const mostlyForeign = 0.6;
/** Names and a ward are as strange to the phrases as another language, but not at all like its examples. */
const [leastLike, ofAWard] = [0.025, /\b(?:ward|ext|bleep)\b/i];

/** Whether the words are in another language than English. A name of three words is none. */
export function isOtherLanguage(typed: string, ears: Ears = shippedEars()): boolean {
  const text = typed.slice(0, mostHeard);
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters > 2 && latin < letters / 2) return true;
  const words = wordsOf(text).filter((word) => /^\p{L}+$/u.test(word));
  const foreign = words.filter((word) => !ears.words.has(word)).length;
  if (words.length < fewForeign || foreign < foreignShare * words.length) return false;
  const like = guessesFor(ears.intents, wordsOf(text)).find(({ label }) => label === 'other-language')?.p ?? 0;
  const isMany = foreign >= manyForeign && foreign >= mostlyForeign * words.length;
  return like >= actFrom || (isMany && like >= leastLike && !ofAWard.test(text));
}
