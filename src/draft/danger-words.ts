import type { Pack } from '../protocol/pack.ts';
import type { Draft } from './draft.ts';
import { fieldNow, stepNow } from './steps.ts';
import { tickQuestions } from './typed.ts';

/**
 * Danger in a typed message. `alone`: the message says nothing else. `about`: 'word' for a bare word ("999"),
 * 'happening' for an event ("he is here now"), which can also answer a question about place or time.
 */
interface DangerSaid {
  alone: boolean;
  about: 'word' | 'happening';
}

const maxWordsAlone = 10; // words: a longer message tells a story

/** The danger words, each with what is read as this word: common misspellings above all. */
const spellings = {
  999: 'nine nine nine|9 9 9|99 9|9 99|9999|triple nine',
  emergency: 'emergancy|emergeny|emergecy|emergncy|emergenc|emergensy|emergencey|emegency|emrgency|ermergency',
  danger: 'dangr|dager|danegr|dnager|dangar|dangeer|dangger|adnger|dangerr|dander',
  help: 'halp|helpp|hlep|hepl',
  now: 'noe|noww|nwo|rn|immediatly|immediately|this minute|right away|right now',
  ambulance: 'amublance',
  police: 'polcie|plice',
  cantfind: '(?:cant|cannot|can not|couldnt|could not|nobody can|no one can) find',
  nobody: 'no one',
  notbreathing: '(?:not|isnt|aint|stopped) breathing?',
  unconscious: 'un ?cons?c?ious|not cons?cious',
  knife: 'nife|kinfe',
  bleeding: 'bleedin|bleding',
  walking: 'walkin',
  taking: 'takin',
  hitting: 'hitt?in|hiting',
  kicking: 'kickin',
  unsafe: 'not safe|isnt safe|not at all safe',
  hes: 'he s',
  shes: 'she s',
};
const rights = Object.keys(spellings);
const misspelled = new RegExp(
  `\\b(?:${Object.values(spellings)
    .map((wrong) => `(${wrong})`)
    .join('|')})\\b`,
  'g',
);
const withSpellingCorrected = (words: string) =>
  words.replace(misspelled, (wrong, ...which: string[]) => rights[which.indexOf(wrong)] ?? wrong);

const child = '(?:child|girl|boy|baby|kids?)';
const victim = `(?:her|him|them|me|us|(?:the|this) ${child})`;
const vehicle = '(?:van|car|taxi|cab|boot)';
const harmed = '(?:taken|moved|hurt|attacked|beaten|hit|abducted|kidnapped|dragged|stabbed|raped)';
const violence = '(?:hurt|hitt|beat|attack|kick|punch|slapp|chok|strangl|dragg|grabb|stabb|kidnapp)ing';
const harming = `(?:taking|moving|${violence})`;
const harms = '(?:hits?|beats?|grab(?:s|bed)|hurts|kick(?:s|ed)|punche[sd]|slap(?:s|ped)|took|taken|got|snatched)';
const callFor = '(?:call|ring|phone|dial|get|send|need)';

const patterns = (about: DangerSaid['about'], ...all: (RegExp | string)[]) =>
  all.map((each) => ({ about, pattern: typeof each === 'string' ? new RegExp(each) : each }));

/**
 * Patterns that mean danger even among other words. None has an unbounded repetition, so matching takes time linear in
 * the length of the text.
 */
const strong = [
  ...patterns(
    'word',
    /\bin (?:immediate |real |great |serious |grave |extreme )?danger\b/,
    /\bimmediate danger\b/,
    /\b(?:danger|emergency|999) (?:here )?now\b/,
    /\b(?:this is|its|it is) (?:an? )?(?:real |genuine )?emergency\b/,
    `\\b${callFor} (?:an |the )?(?:999|police|ambulance|help)(?: here)? (?:now|quickly|quick|asap|please)\\b`,
  ),
  ...patterns(
    'happening',
    /\b(?:here|outside|inside|downstairs|upstairs|at the door|at the gate|at the window|at reception) now\b/,
    `\\b(?:coming|come|came)(?: here| back| for ${victim})? now\\b`,
    `\\b(?:coming|trying|going) to (?:take|get|grab|hurt|kill|attack|stab|abduct|kidnap) ${victim}\\b`,
    `\\bbeing ${harmed}(?: away)? now\\b`,
    `\\b(?:${violence} ${victim}|${harming} ${victim}(?: away)? now)\\b`,
    `\\b(?:she|he|they|shes|hes|theyre|${child})(?: is| are| has| have)?(?: just| now)?(?: gone)? missing\\b(?! (?:her|his|their|school|lessons?|college|class|work|appointments?|meals?|mum|dad|an?|some|out|you|us|me)\\b)`,
    `\\bcantfind (?:the ${child}|(?:him|them|her(?= (?:any|now|and|please|help|since|in|at|i|we|they|he|she|or|on)\\b|$)))\\b`,
    /\b(?:kick|bang|smash|break)(?:s|ed|ing)(?: (?:on|at|in|down))? (?:the |my |our )?(?:front )?(?:door|gate|window)s?\b/,
    `\\b(?:put|putt|pull|drag|dragg|push|forc|got|gett)(?:s|ed|ing)? (?:${victim} )?in(?:to)? (?:the |an? |his |their )?${vehicle}\\b`,
    `\\b(?:walk|tak|lead|carry|carri)(?:s|ed|ing) ${victim} (?:out|off|away)\\b(?! (?:for|to)\\b)`,
    /\b(?:has|have|hes got|shes got|theyve got|with) a (?:knife|gun|weapon|machete)\b/,
    /\b(?:notbreathing|cant breathe|unconscious|bleeding (?:badly|heavily|now|a lot)|took an overdose|taken an overdose)\b/,
  ),
];

/** Patterns that mean danger only if their clause, or for a bare word their sentence, says nothing else. */
const weak = [
  ...patterns(
    'word',
    /\b(?:999|112|danger|emergency|emergencies|urgent|sos|mayday|unsafe|hurry|help (?:me|her|him|us|now))\b/,
  ),
  ...patterns(
    'happening',
    `\\bbeing ${harmed}\\b`,
    `\\b(?:has|have|shes|hes|theyve) (?:just )?(?:been )?(?:taken|abducted|kidnapped|attacked|stabbed)(?: ${victim})?\\b`,
    `\\b${harming} ${victim}\\b`,
    `\\b(?:${harms}|walking) ${victim}\\b`,
    /\b(?:at the door|coming for (?:her|him|them|me|us)|kidnapped|abducted|taken|bleeding|knife|gun|r[au]n (?:off|out))\b/,
    /\b(?:hes|theyre|(?:he|dad|father|uncle|man|boyfriend|trafficker) is|they are) (?:come )?(?:back|here)\b/,
    /\b(?:in the house|in the building|trying to get in|outside)\b/,
  ),
  ...patterns(
    'word',
    `^(?:please )?(?:${callFor} )?(?:an |the )?(?:police|ambulance)(?: here)?(?: please| quick| help)`,
    `\\b${callFor} (?:an |the )?(?:police|ambulance)\\b`,
  ),
];

const filler = new Set(
  (
    'a an the is are am im i me my we us you it its this that there he hes him his she shes her they theyre theyve them their ' +
    'child kid girl boy baby children kids man men woman women carer uncle aunt dad father mum mother boyfriend trafficker traffickers ' +
    'someone somebody people please pls now help quick quickly asap oh god omg and so very really just ok right still again away back ' +
    'call called ring rang phone phoned dial get send need needs want should do must to for at in on of with has have got immediate immediately urgent ' +
    'danger emergency police ambulance 999 112 here real serious hurry up face arm hair hard home off out van car taxi anywhere'
  ).split(' '),
);

const notSo =
  /\b(?:no|not|isnt|arent|wasnt|werent|never|dont|doesnt|didnt|nobody|without|nothing|none|out of|over|passed|safe|stopped)\b/;
const notHappening = /\b(?:not|isnt|arent|wasnt|never|dont|doesnt|didnt|nobody|stopped|safe)\b/;
/** The clause is about another time, or hypothetical. "rang 999" is a past call. */
const otherTime =
  /\b(?:was|were|had|yesterday|ago|last|already|before|previously|earlier|once|used|rang|rung|called|phoned|dialled|dialed|told|spoke|reported|contacted|informed|if|unless|whenever|would|wouldve|tomorrow|next)\b/;
const helpers =
  /\b(?:police|officers?|ambulance|paramedics?|social worker|im|i am|we|were|you|youre|nurse|doctor|teacher)(?: is| are)? (?:here|outside|inside|at the door|coming)\b/;
/** "emergency contact", "danger money", "in danger of losing her home": phrases with another meaning. */
const otherThing =
  /\b(?:(?:emergency|danger|999) (?:contacts?|numbers?|accommodation|housing|placement|foster|carer|department|services?|duty|card|loan|protection|order|room|exit|plan|money|zone|list|admission|appointment|call handler|operator|log|ref|reference)|(?:stranger|an|for|in case of) (?:danger|emergenc(?:y|ies)) contact|in an emergency|for emergenc(?:y|ies)|in case of (?:an )?emergency|stranger danger|in (?:immediate )?danger of (?!being (?:taken|moved|hurt|killed|abducted))|(?:danger|emergency) no$)/;

/** The clauses of each sentence of a text, in lower case, without punctuation, with single spaces. */
function sentencesIn(text: string): string[][] {
  const usual = text.normalize('NFKC');
  const plain = (usual.length > 2 * text.length ? text : usual) // NFKC can turn one character into eighteen
    .toLowerCase()
    .replace(/['’‘`´]/g, '')
    .replace(/[:?!] ?no\b/g, ' no') // "danger: no"
    .replace(/, ?((?:right )?now\b)/g, ' $1') // "here, now"
    .replace(/[.!?;]/g, '\n')
    .replace(/ [-–—] /g, ',')
    .replace(/[^a-z0-9\n,]/g, ' ');
  return plain.split('\n').map((sentence) =>
    sentence.split(',').flatMap((part) => {
      const clause = withSpellingCorrected(wordsIn(part).join(' '));
      return clause === '' ? [] : clause.split(' but ');
    }),
  );
}

const wordsIn = (text: string) => text.match(/\S+/g) ?? [];

/** Whether the clause says that the danger is real and present. */
function isPresentDanger(about: DangerSaid['about'], clause: string) {
  if (otherTime.test(clause.replace(/\bsince .*/, '')) || otherThing.test(clause)) return false;
  return !helpers.test(clause) && !(about === 'word' ? notSo : notHappening).test(clause);
}

const any = new RegExp([...strong, ...weak].map(({ pattern }) => pattern.source).join('|'), 'm');
const matchIn = (among: typeof strong, clause: string) =>
  among.find(({ about, pattern }) => pattern.test(clause) && isPresentDanger(about, clause));

/** Whether these clauses are short, and hold nothing but the words of danger. */
function sayOnly(among: typeof strong, clauses: string[]) {
  const rest = clauses.map((clause) => clause.replace(matchIn(among, clause)?.pattern ?? '', ' '));
  return clauses.flatMap(wordsIn).length <= maxWordsAlone && rest.flatMap(wordsIn).every((word) => filler.has(word));
}

/**
 * Finds present danger in a typed message of any length. "He is here now" counts, and so does "999". A past call, past or
 * denied danger, and an "emergency contact" do not. Where a clause says only that something happens, or a sentence only
 * "999", it counts among any others. In doubt it counts: showing the numbers needlessly harms less than not showing them.
 * @source safety rule SR1
 */
export function dangerIn(text: string): DangerSaid | undefined {
  const sentences = sentencesIn(text);
  const clauses = sentences.flat();
  if (!any.test(clauses.join('\n'))) return undefined;
  const sure = clauses.flatMap((clause) => matchIn(strong, clause) ?? [])[0];
  if (sure) return { alone: sayOnly(strong, clauses), about: sure.about };
  const [first] = sentences.flatMap((sentence) =>
    sentence.flatMap((clause) => {
      const match = matchIn(weak, clause);
      return match && sayOnly(weak, match.about === 'happening' ? [clause] : sentence) ? [match] : [];
    }),
  );
  return first && { alone: sayOnly(weak, clauses), about: first.about };
}

const anyStrong = new RegExp(strong.map(({ pattern }) => pattern.source).join('|'));

/**
 * For a text that is too long for `dangerIn`: whether it names danger anywhere, even in a denial. The time stays linear
 * in the length, also for a text that somebody made to be slow.
 */
export const namesDanger = (text: string): boolean =>
  anyStrong.test(
    withSpellingCorrected(
      text
        .toLowerCase()
        .replace(/['’‘`´]+/g, '')
        .replace(/[^a-z0-9]+/g, ' '),
    ),
  );

/**
 * Questions that "999" (`word`) or "he is here now" (`happening`) can answer. The numbers to ring are shown as well.
 */
const answeredBy: Record<DangerSaid['about'], string[]> = {
  word: ['phoned-when', 'phoned-who', 'shared-police', 'missing-reported'],
  happening: ['whereabouts', 'with', 'leaves-sight', 'last-contact'],
};

/**
 * Whether a message that only speaks of danger can also be the answer to the current question. A free text box would
 * save "danger" as the child's name, so there it is no answer. A question with choices accepts only a matching choice
 * anyway.
 */
export function canBeAnswer({ about }: DangerSaid, draft: Draft, pack: Pack) {
  const { cursor } = draft.progress;
  if (stepNow(draft, pack).kind === 'ticks')
    return tickQuestions[Math.min(cursor, tickQuestions.length - 1)] !== 'note';
  const field = fieldNow(draft, pack);
  return !field || field.choices !== undefined || answeredBy[about].includes(field.id);
}
