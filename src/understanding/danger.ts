import { once, oncePer, oncePerWords } from '../base/once-per.ts';
import {
  asksAtDoor,
  isQuestion,
  saysNoDanger,
  saysWho,
  threatens,
  toldBeforeAsking,
  toldLast,
  wantsToDie,
} from './asking.ts';
import { classes, guessesFor, models } from './models.ts';
import { keyOfPhrase, keyOfWords, type Phrase, shippedPhrases } from './phrases.ts';
import type { Regression } from './regression.ts';
import { surelyTold, type Tells, tellingsIn } from './sentences.ts';
import { distinct, sentencesIn, windowsOf, wordsOf } from './words.ts';

/** Present danger in typed words. `alone`: they say nothing else. */
interface DangerSaid {
  alone: boolean;
}

/** `first`: the numbers stand first, and the MASH's telephones ring. `line`: a line with the numbers, and no ring. */
type Band = 'first' | 'line';
type Reading = Band | 'sure'; // first, and very like the examples, or by a rule

const [firstFrom, lineFrom, sureFrom] = [0.5, 0.06, 0.85];
const [fewWords, mostNames] = [2, 2]; // unless they are a known phrase, so few prove little: “Girl Zircon” is a name
const maxWordsAlone = 10; // a longer message tells a story

const callFor = '(?:call|ring|phone|dial|get|send|need)';

/** Words that mean danger even among others, and words that do so if their sentence says nothing else. */
const amongOthers = new RegExp(
  [
    'in (?:immediate |real |great |serious |grave |extreme )?danger',
    'immediate danger',
    '(?:danger|emergency|999) (?:here )?now',
    'found(?: \\S+){0,4} (?:dead|unconscious|lifeless|body)',
    '(?:this|it) is (?:an? )?(?:real |genuine )?emergency',
    `${callFor} (?:an |the )?(?:999|police|ambulance|help)(?: here)? (?:now|quickly|quick|please)`,
  ]
    .map((words) => `\\b${words}\\b`)
    .join('|'),
);
const byItself = new RegExp(
  `\\b(?:999|112|danger|emergency|emergencies|urgent|sos|mayday|unsafe|hurry|help (?:me|her|him|us|now)|${callFor} (?:an |the )?(?:police|ambulance))\\b|^(?:please )?(?:an |the )?(?:police|ambulance)(?: here)?(?: please| quick| help| now)`,
);

/** Words that say nothing more than danger does. Those of the word classes, but for the past, are such words, too. */
const filler = new Set(
  (
    'a an the is are am be being been i my we our you it this that there his their and but so just very really only ok right still ' +
    'again away back oh god omg please help call called ring rang phone phoned dial get getting got send need needs want should do ' +
    'must to for at in into on of off out up with has have will by can not find nobody anywhere going trying come coming comes here ' +
    'danger emergency emergencies sos mayday unsafe real serious great grave missing gone ran run walking put banging bangs smashed ' +
    'breaking stopped badly heavily could find face arm hair hard home front ?'
  ).split(' '),
);

// What turns danger into a line with the numbers, never into silence: a denial, another time, another thing, help that is there.
const notSo = /\b(?:no|not|never|nobody|nothing|none|without|out of|over|passed|safe|stopped)\b/;
const notHappening = /\b(?:not|never|nobody|stopped|safe)\b/;
const deniedOrLater =
  /\b(?:not|never|nobody is|no one is)(?: in)?(?: an?| any| immediate)* (?:danger|emergency|urgent|here|outside|missing|hurt)\b|\btomorrow\b|\bnext (?:week|month|term|year)\b/;
/** The clause is about another time, or hypothetical. "rang 999" is a past call. */
const otherTime =
  /\b(?:was|were|had|yesterday|ago|last|already|before|previously|earlier|once|used|rang|rung|called|phoned|dialled|dialed|told|spoke|reported|contacted|informed|if|unless|whenever|would|wouldve|tomorrow|next)\b/;
const helpers =
  /\b(?:police|officers?|ambulance|paramedics?|social worker|i am|we|were|you|nurse|doctor|teacher)(?: is| are)? (?:here|outside|inside|at the door|coming)\b|\b(?:police|officers?|ambulance|social worker|nurse|teacher|(?:the|our|my) (?:head|deputy|boss|manager|caretaker|receptionist|security))(?: is| are)?(?: just| now| all| already| stood| standing| waiting)* (?:at|by|on|in) (?:the |our )?(?:school )?(?:door|gates?|desk|reception)(?: now| already)*$/;
/** "emergency contact", "danger money", "in danger of losing her home": phrases with another meaning. */
const otherThing =
  /\b(?:(?:emergency|danger|999) (?:contacts?|numbers?|accommodation|housing|placement|foster|carer|department|services?|duty|card|loan|protection|order|room|exit|plan|money|zone|list|admission|appointment|call handler|operator|log|ref|reference)|(?:stranger|an|for|in case of) (?:danger|emergenc(?:y|ies)) contact|in an emergency|for emergenc(?:y|ies)|in case of (?:an )?emergency|stranger danger|in (?:immediate )?danger of (?!being (?:taken|moved|hurt|killed|abducted))|(?:danger|emergency) no$|(?:room|ward|bay|bed|flat) 999)/;
/** A mother or a carer comes, says the sentence and no more: a line with the numbers. */
const motherComes =
  /^(?:(?:yes|no|ok|and) )*(?:(?:her|his|their|the|my) )?(?:foster )?(?:mum|mam|mom|mother|nan|gran|grandma|parents|carer)s? (?:is|are) (?:(?:now|just) )*(?:on (?:her|his|their|the) way|coming)(?: (?:in|up|over|down|now|soon|here|back))*$/;
/** What children are to each other and to us, what somebody is like, and what others might say: a line with the numbers. */
const plainly =
  /^(?:they|s?he|both|it) (?:are|is) (?:(?:all|both|an?|really|so|very|such|just|actually) )*(?:lovely|nice|great|brilliant|kind|sweet|polite|funny|cute|chatty|amazing|fab|friendly|helpful|clever|adorable)(?: (?:really|people|family|couple|kids?|girls?|boys?|though|thanks|to (?:me|us|her|him|them)|with (?:me|us|her|him|them)))*$|^(?:they|s?he|both) (?:are|is) (?:(?:both|all|only|just|best|our|an?|in the|from the|the same|at the) )*(?:#|looked after(?: child)?|mates?|friends?|twins|sisters|brothers|siblings|cousins|class|lessons?|school|same \w+|in (?:my |the same |a )?(?:class|school|lessons?|year|year #|maths|pe))(?: in \w+| at \w+)?(?: now)?$|^(?:\w+ ){1,3}would (?:shout|kick off|panic|freak|go (?:mad|mental|crazy|nuts|ballistic)|be (?:cross|angry|upset|furious))\b(?!.*\bnow\b)|^(?:s?he|they) would run (?:off|away)\b/;
/** “not breathing”, “cant find her”, “wont let go”: danger that is said with a “not”. */
const notOfDanger =
  /\b(?:nobody|no one) (?:has |have |is |can |could )?(?:\w+ )?(?:seen|heard|knows|find|answering|coming)\b|\b(?:not|stopped) (?:breathing|responding|waking|safe|moving|answering)\b|\b(?:can|will|could|does|do|is|has) not (?:\w+ )?(?:let|letting|leave|leaving|stop|stopping|get|find|see|seen|breathe|wake|open|go|speak|talk|move|want|answer|swallow|stand|come)\b/g;

/** Phrases of one council, from its pack. They only add, and count where the words are the same after spelling. */
export type OwnPhrase = Phrase & { id: string };

/** What the phrases of the council with these words mean. */
export const ownMeanings = (text: string, own: readonly OwnPhrase[]): readonly string[] =>
  own.length > 0 ? meaningsAmong(own)(text) : [];

const meaningsAmong = oncePer((own: readonly OwnPhrase[]) =>
  oncePerWords((text) => {
    const key = keyOfPhrase(text);
    return own.filter((each) => keyOfOwn(each) === key).map(({ means }) => means);
  }),
);

const keyOfOwn = oncePer(({ words }: OwnPhrase) => keyOfPhrase(words));

/** Whether a phrase is known to be of danger, or known to be only like it, by its key. */
type KnownPhrases = ReadonlyMap<string, boolean>;

const knownIn = (phrases: Phrase[]): KnownPhrases =>
  new Map(
    phrases.flatMap(({ means, words }) =>
      /^(?:danger|near)/.test(means) ? [[keyOfPhrase(words), means === 'danger']] : [],
    ),
  );

/** What reads words of danger: `danger.txt` and `near.txt` with the model that was made of them, and others in a test. */
export interface DangerReader {
  model: Regression;
  known: KnownPhrases;
  words: ReadonlySet<string>; // of all English phrases: another may be a name, or of another language
}

/** Those of what is told hold invented names. */
const isEnglish = ({ means }: Phrase) => !/^(?:other-language|whereabouts|tells)/.test(means);

/** The reader of some phrases. @param model trained of the same phrases */
export const dangerReader = (phrases: Phrase[], model: Regression): DangerReader => ({
  model,
  known: knownIn(phrases),
  words: new Set([...classes.keys(), ...phrases.filter(isEnglish).flatMap(({ words }) => wordsOf(words))]),
});

/** The reader of the shipped phrases. */
export const shippedReader = once(() => dangerReader(shippedPhrases(), models.danger()));

/** Whether a phrase has this word, or what it is short for (“theyve”): another may be a name, misspelt, or of another language. */
export function isKnownWord(word: string): boolean {
  const { words } = shippedReader();
  const long = words.has(word) ? [word] : wordsOf(word);
  return long.length > 0 && long.every((each) => words.has(each));
}

const STILL =
  /(?<=\b(?:is|are)(?: (?!(?:has|have|had|left|gone|went)\b)\w+){0,4} )already(?=$| (?:at|in|by|on|outside|inside|here|there|trying|coming|waiting|asking|banging|parked|sat|stood)\b)|\bsince .*/; // “hes at the gate already”
const isOfOtherTime = (clause: string) => otherTime.test(clause.replace(STILL, ''));

const isNoDanger = (clause: string) =>
  [deniedOrLater, otherThing, plainly, motherComes, helpers].some((each) => each.test(clause));

/** Reads some words by the examples. */
function bandByExamples(words: string[], model: Regression): Reading | undefined {
  const p = guessesFor(model, words).find(({ label }) => label === 'danger')?.p ?? 0;
  if (p < (words.length <= fewWords ? firstFrom : lineFrom)) return undefined;
  const clause = words.join(' ');
  const denying = clause.replace(notOfDanger, '');
  const isOther = isNoDanger(clause) || /\bsafe\b/.test(denying);
  const mayBeOther = isOfOtherTime(clause) || notHappening.test(denying);
  const isSure = p >= sureFrom;
  if (p < firstFrom || isOther || (!isSure && (mayBeOther || words.length <= fewWords))) return 'line';
  return isSure ? 'sure' : 'first';
}

/** Reads the words that must be heard, whatever the examples say. @param isAll whether the sentence says nothing else */
function bandByRule(clauses: string[], isAll: boolean): Reading | undefined {
  const named = clauses.filter((clause) => amongOthers.test(clause) || (isAll && byItself.test(clause)));
  const isReal = (clause: string) =>
    !isOfOtherTime(clause) && !otherThing.test(clause) && !helpers.test(clause) && !notSo.test(clause);
  // “999 rang, they are sending units” is a report, and the number stands below it
  return named.some(isReal)
    ? 'sure'
    : clauses.some((clause) => /\b999\b/.test(clause)) || named.length > 0
      ? 'line'
      : undefined;
}

const highest = (readings: (Reading | undefined)[]): Reading | undefined =>
  (['sure', 'first', 'line'] as const).find((each) => readings.includes(each));

const sayNoMore = (words: string[]) =>
  words.length <= maxWordsAlone && words.every((word) => filler.has(word) || (classes.get(word) ?? 'PAST') !== 'PAST');

const leadsIn = new Set('and so but ok omg oh god please help now then also my little'.split(' '));
const beforeChild = new Set('seen find lost taking grabbed hurting let'.split(' ')); // “nobody has seen amina since lunch”
const withoutSubject = /^(?:is|has|got)\b(?! to\b)/;

/**
 * The words as the examples would have them: “tuan cut his wrists” with “she” for the name, which no example holds, and
 * “bleeding from her ear” with “she is”, because it is a child who is.
 */
function withChild(words: string[], { model: { adds }, words: known }: DangerReader): string[] {
  const lead = words.slice(
    0,
    Math.max(
      words.findIndex((word) => !leadsIn.has(word)),
      0,
    ),
  );
  const said = words.slice(lead.length);
  const first = said[0] ?? '';
  if (withoutSubject.test(said.join(' ')) && !isQuestion(said.join(' '))) return [...lead, 'she', ...said];
  if (/ing$/.test(first) && /^(?:ILL|HURT)$/.test(classes.get(first) ?? '')) return [...lead, 'she', 'is', ...said];
  const isName = (word = '') => word !== '' && !known.has(word) && word !== '#' && word !== '?';
  const inClass = (word = '') => classes.get(word) ?? word;
  const names = said.findIndex((word) => !isName(word));
  const isSubject = names > 0 && names <= mostNames && adds.has(`WHO ${inClass(said[names])}`);
  const named = isSubject ? [...lead, 'she', ...said.slice(names)] : words;
  return named.map((word, at) => (isName(word) && beforeChild.has(named[at - 1] ?? '') ? 'her' : word));
}

/** What is told where nobody is in danger by it: a line with the numbers, unless the examples of danger are sure. */
const reports = new Set<Tells>(['help', 'safe', 'agrees', 'reach', 'hidden', 'mistake']);

const isHelp = (told?: Tells) => told === 'help' || told === 'safe' || told === 'agrees';

function readSentence(clauses: string[][], reader: DangerReader) {
  const { model, known } = reader;
  const words = clauses.flat();
  const said = words.join(' ');
  const parts = clauses.map((clause) => clause.join(' '));
  const rule = [asksAtDoor, wantsToDie, threatens].some((says) => says(said))
    ? 'sure'
    : bandByRule(parts, sayNoMore(words));
  const isKnown = known.get(keyOfWords(words));
  if (isKnown) return { reading: 'sure' as const, words };
  const bandOf = (some: string[]) =>
    known.get(keyOfWords(some))
      ? 'sure'
      : highest(distinct(windowsOf(some)).map((each) => bandByExamples(each, model)));
  const readingOf = (all: string[][]) => {
    const whole = bandOf(all.flat());
    // “I rang 999, he is here now”: what is vetoed for one clause may be said in the other
    return whole === 'line' && all.length > 1 ? highest([whole, ...distinct(all).map(bandOf)]) : whole;
  };
  const ofChild = clauses.map((clause) => withChild(clause, reader));
  const isSame = ofChild.flat().join(' ') === said;
  const told = toldLast(said);
  const ofTold = told ? readingOf([told.split(' ')]) : undefined;
  const read = highest([readingOf(clauses), isSame ? undefined : readingOf(ofChild)]);
  const byExamples = ofTold === 'line' ? read : highest([read, ofTold]); // “they decide” is none
  const isWho = saysWho(words, (word) => !reader.words.has(word));
  const tells = tellingsIn(said);
  const isReport = tells.length > 0 && tells.every((each) => reports.has(each));
  const isThreat =
    tells.includes('threat') &&
    byExamples !== undefined &&
    isKnown !== false &&
    words.length > fewWords &&
    !isNoDanger(said) &&
    !isOfOtherTime(said);
  if (isThreat) return { reading: highest([rule, byExamples, 'first']), words };
  const isCalm = isKnown === false || (isReport && (byExamples !== 'sure' || isHelp(surelyTold(said)))) || isWho;
  return { reading: highest([rule, isCalm && byExamples ? 'line' : byExamples]), words };
}

/** Reads words of danger, sentence by sentence. The same words are read again whenever a card of their case is drawn. */
export const readDanger = (text: string, { model, known, words }: DangerReader) => readBy(model, known, words)(text);

/** “its gone 3”: so late it is. */
const BY_THE_CLOCK =
  /\bit(?:['’]?s| is| has)?(?: just| only| already| now)* gone (?:(?:half|quarter)(?: to| past)? )?(?:\d[\d.:]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|midnight)\b/gi;

/** “i seen her lip was blledin”: so it is. */
const SAW_WAS = /\b((?:seen|saw|noticed) (?:(?:that|how) )?(?:her|his) \w+) (?:was|were)\b/gi;

const readBy = oncePer((model: Regression, known: KnownPhrases, words: ReadonlySet<string>) =>
  oncePerWords((text) => {
    const read = (said: string) =>
      sentencesIn(said.replace(BY_THE_CLOCK, ' ').replace(SAW_WAS, '$1 is')).map((clauses) =>
        readSentence(clauses.map(wordsOf), { model, known, words }),
      );
    const sentences = read(text);
    const before = toldBeforeAsking(text);
    const reading = highest([...sentences, ...(before ? read(before) : [])].map((each) => each.reading));
    const band: Band | undefined = reading === 'sure' ? 'first' : reading;
    return { band, alone: sayNoMore(sentences.flatMap((each) => each.words)) };
  }),
);

const readShipped = (text: string) => readDanger(text, shippedReader());

/**
 * Finds present danger in a typed message of any length. "He is here now" counts, and so does "999". A past call, past or
 * denied danger, and an "emergency contact" do not. In doubt it counts: showing the numbers needlessly harms less than
 * not showing them.
 * @param own phrases of the council
 * @source safety rule SR1
 */
export function dangerIn(text: string, own: readonly OwnPhrase[] = []): DangerSaid | undefined {
  if (ownMeanings(text, own).includes('danger')) return { alone: false };
  const { band, alone } = readShipped(text);
  return band === 'first' ? { alone: alone && !saysNoDanger(text) } : undefined;
}

/** Whether the words may speak of danger, even of danger denied or past: then a line says whom to ring. */
export const mayBeDanger = (text: string): boolean => readShipped(text).band !== undefined;

/**
 * For a text that is too long to read: whether a known phrase of danger stands anywhere in it, even in a denial. The time
 * is linear in the length, also for a text that somebody made to be slow.
 */
export function namesDanger(text: string): boolean {
  const words = wordsOf(text);
  const { known } = shippedReader();
  return words.some((_, at) => [3, 4, 5].some((length) => known.get(words.slice(at, at + length).join(' ')) === true));
}
