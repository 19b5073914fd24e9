import { oncePer } from '../base/once-per.ts';
import type { Texts } from '../base/texts.ts';
import { type Instant, londonMoment, plus } from '../base/time.ts';
import { type Answers, answerTo } from './draft.ts';
import { readWhen } from './typed-date.ts';

const POLICE = '(?:the )?(?:police|999|101)';
const KNOW = '(?:told|informed|called|rung|rang|phoned|contacted|notified|aware|know)';
const REACHED =
  '(?:told|informed|called|rung|rang|phoned|contacted|notified|reported (?:it |this |her |him |them )?(?:missing )?to)';
const NOT_BY_POLICE =
  // “police told us …” does not say that the police were told
  '(?! (?:me|us|her|him|his|them|you|mum|dad|the|my|our|family|school|where|what|who|how|that|to|nothing|round|on|here|by|in|about|at (?!\\d))\\b)';
const YES = new RegExp(
  `\\bpolice (?:(?:were|was|are|is|have been|has been|been) )?(?:already )?${KNOW}\\b${NOT_BY_POLICE}|\\b${REACHED} ${POLICE}\\b`,
  'i',
);
const BEGINS_YES =
  /^\W*(?:yes\b(?!,? since\b)(?!.*\b(?:missing|gone|disappeared|vanished)\b)|(?:the )?(?:police|999|101) ?[:,]? ?(?:yes|yeah|yep|done)\b|(?:told|reported)(?= (?:the )?(?:police|them|at|on|today|yesterday|ref|reference|log|cad|\d)|\W*$|,))/i;
const GAVE_REFERENCE =
  /\breported (?:it|this|her|him|them)\b[^\d,]{0,12}\b(?:cad|log|incident|crime|ref)\b[^\d,]{0,12}\d|\bpolice (?:say|says|said|gave (?:me |us )?(?:a |the )?)? ?(?:its |it['’]s |the )?(?:cad|log|incident|crime|ref)\b[^\d,]{0,12}\d/i;
const NOT = "(?:not|never|nobody|no one|none|no|nothing|without|n['’]?t)";
const NEGATIVE =
  /\b(?:not|never|nobody|no|none|nothing|without|yet to|(?:do|does|did|is|are|was|were|have|has|had|would|could|should|wo|ca)n['’]?t)\b/i;
const UNSURE =
  /\?|\b(?:if|unless|until|when i|before|will|would|should|could|can|must|may|might|shall|going to|about to|need|needs|want|wants|please|ask|asked|says?|said|claims?|thinks?|believes?|maybe|perhaps|probably|apparently|hopes?|promised|try|trying|tried|last|another|other)\b|['’]ll\b/i;
const NO = new RegExp(
  `\\b(?:\\w+)?${NOT}(?: has| have)?(?: yet)?(?: been)? ${REACHED} ${POLICE}\\b` +
    `|\\bpolice (?:(?:are|were|have|has|is|was|do|does|did) ?)?${NOT}(?: yet)?(?: been)? ${KNOW}\\b${NOT_BY_POLICE}`,
  'i',
);
const BEGINS_NO =
  /^\W*(?:(?:no|not|not yet|no not yet)\W*$|(?:not|haven['’]?t|have not|nobody|no one)\b.*\b(?:told|rung|rang|called|informed|reported|phoned|contacted)\b)/i;

/**
 * Whether the words say, anywhere in the text, that the police were told. Only a definite statement counts: “told her I
 * would ring the police” counts as neither yes nor no, and so do words that say both.
 */
export function policeIn(words: string): 'yes' | 'no' | 'not-said' {
  const sentences = words.match(/(?:[^.;!?\n]|[.](?=\d))+[?]?/g) ?? [];
  const parts = sentences.flatMap((sentence) => sentence.split(/,? but /i));
  const answers = new Set(parts.map((part, index) => reportIn(part, index === 0)));
  if (answers.has('yes') && answers.has('no')) return 'not-said';
  return answers.has('yes') ? 'yes' : answers.has('no') ? 'no' : 'not-said';
}

function reportIn(part: string, isFirst: boolean): 'yes' | 'no' | 'not-said' {
  const [first = '', ...rest] = part.split(',');
  if (isFirst && BEGINS_NO.test(first)) return YES.test(rest.join(',')) ? 'not-said' : 'no';
  const yes = YES.exec(part) ?? (isFirst ? BEGINS_YES.exec(part) : null);
  if (GAVE_REFERENCE.test(part) && !part.endsWith('?')) return 'yes';
  if (UNSURE.test(part)) return 'not-said';
  if (NO.test(part)) return 'no';
  if (!yes) return 'not-said';
  const before = part.slice(0, yes.index);
  const after = part.slice(yes.index + yes[0].length).split(',')[0] ?? '';
  return NEGATIVE.test(before) || NEGATIVE.test(after) || /\b(?:to|by) (?:nobody|no one)\b/i.test(after)
    ? 'not-said'
    : 'yes';
}

/** Whether the words mention the police or one of their reference numbers. */
export const namesPolice = (words: string): boolean =>
  /\b(?:police|999|101|officer|log|cad|incident|crime|ref|reference)\b/i.test(words);

/** Whether they may be of the police. If so, a card says “See their words”. */
export const mayBeOfPolice = (words: string): boolean =>
  namesPolice(words) ||
  /\b(?:(?:told|informed|rang|rung|phoned|called) them|reported (?:it|this|her|him|them))\b/i.test(words);

/** A number of the police: “log is now 1147”, “crime ref 42/1187”. */
export const policeLog = /\b(?:log|cad|incident|(?:crime|police) (?:ref\w*|num\w*|no))\b[^\d\n]{0,25}[a-z]{0,3}\d{2,}/i;

/** What is asked of police protection, in this order. @source Protocol 6.7; Children Act 1989, section 46 */
export const protectionParts = ['power', 'since', 'until', 'reference', 'officer'] as const;
/** The most characters of one of them. */
export const partLimit = 200;
export type ProtectionParts = Partial<Record<(typeof protectionParts)[number], string>>;

const NAMED =
  /\b(?:police protection|powers? of (?:police )?protection|protected by the police|section 46|s\.? ?46|(?:in|under) ppo?|pp['’]?e?d|pp[op]?(?= (?:since|from|at|began|started|used|exercised|invoked|taken|in force|until|till?|ends?|expires?|[0-2]?\d[:.]?[0-5]\d)))\b/i;
/** The clause denies it, asks for it, or speaks of another time. */
const NOT_SO =
  /\?|\b(?:no|not|never|without|nor|if|unless|should|could|would|might|may|need(?:s|ed)?|want(?:s|ed)?|ask(?:s|ed|ing)?|request\w*|consider\w*|was|were|had|previous\w*|last|ended|over|expired)\b|n['’]t\b/i;

/** Whether the words name police protection, be it to ask for it. */
export const namesProtection = (text: string): boolean => NAMED.test(text);

/** Whether the words say that the child is in police protection now. A denial, a wish and another time do not. */
export const saysProtection = (text: string): boolean =>
  text.split(/(?<=\?)|[.;!\n,](?=\s|$)| but /i).some((clause) => NAMED.test(clause) && !NOT_SO.test(clause));

const toldInWords = ['worry', 'whereabouts', 'with'];

/** The answers in the referrer's own words that say so. */
export const protectionWords = (answers: Answers): string[] =>
  toldInWords.map((field) => answerTo(answers, field) ?? '').filter(saysProtection);

const UP_TO =
  '([^,;\\n]{1,60}?)(?=[,;\\n]|\\.(?:\\s|$)| (?:un)?till? | to | by | ref| cad | log | under | with | and |$)';
const SINCE = new RegExp(`\\b(?:since|from|began|started|protection at)[: ]+${UP_TO}`, 'gi');
/** “PP 0135”, “powers of protection used 15:35”, “PP’d him at 1535” */
const USED =
  /\b(?:pp['’]?e?d|pp[op]?|protection|46|used|exercised|invoked|taken)(?: (?:him|her|them|was|used|exercised|invoked|at|@))*[: ]+(?=[0-2]?\d[:.]?[0-5]\d\b)([\d:.]+)/i;
/** “18:10 not 18:05” */
const CORRECTED = /\b([0-2]?\d[:.]?[0-5]\d)(?: ?hrs)?,? not ([0-2]?\d[:.]?[0-5]\d)\b/i;
const UNTIL = new RegExp(`\\b(?:until|till?|ends?(?: at| on)?|expires?(?: at| on)?)[: ]+${UP_TO}`, 'i');
const REFERENCE =
  /\b(?:ref(?:erence)?|log|cad|incident|crime)\b[\s.:#]{0,3}(?:(?:no|number)\b[\s.:]{0,3})?([\w/-]{0,20}\d[\w/-]{0,20})/i;
const OFFICER =
  /\b((?:PC|PS|DC|DS|DI|Sgt|Sergeant|Insp|Inspector|Officer)\.?(?: \d{1,6})?(?: [A-Z][\w'’-]{1,30}){1,4})/;
const POWER = /\b(?:section 46|s\.? ?46)\b/i;

/** “locked from outside, police protection since 0150”: the one that may be a time. */
const likeliest = (all: string[]) => all.find((each) => /\d|day|night|noon|morning|evening/i.test(each)) ?? all[0];

const digitsOf = (time = '') => time.replace(/\D/g, '').slice(0, 4);

/** Whether words without its name tell since when it runs, or correct this time of it. */
export const saysSince = (words: string, known?: string): boolean =>
  known
    ? digitsOf(CORRECTED.exec(words)?.[2]) === digitsOf(known)
    : /^\W*(?:\w+ ){0,2}(?:since|from)[: ]+\d/i.test(words);

/** Whether words without its name tell until when it runs: “til 2250 saturday”. */
export const saysUntil = (words: string): boolean =>
  /^\W*(?:(?:it|its|it['’]s|is|that|and|pp|protection|runs|lasts) )*(?:(?:un)?till?|ends?|expires?)(?: (?:at|on))?[: ]+[0-2]?\d[:.]?[0-5]\d\b/i.test(
    words,
  );

/** Reads what typed words say of police protection. What they do not say is left out. */
export function protectionIn(text: string): ProtectionParts {
  const corrected = CORRECTED.exec(text);
  const since =
    likeliest([USED.exec(text) ?? [], ...text.matchAll(SINCE)].flatMap(([, each]) => each ?? [])) ??
    (NAMED.test(text) ? undefined : corrected?.[2]);
  const found = {
    power: POWER.test(text) ? 'section-46' : undefined,
    since: since && corrected && digitsOf(since) === digitsOf(corrected[2]) ? corrected[1] : since,
    until: UNTIL.exec(text)?.[1],
    reference: REFERENCE.exec(text)?.[1],
    officer: OFFICER.exec(text)?.[1],
  };
  return Object.fromEntries(Object.entries(found).filter(([, part]) => part !== undefined));
}

/** “0150”, as the police write a time. */
const POLICE_TIME = /^([01]\d|2[0-3])([0-5]\d)(?: ?(?:hrs?|hours|h))?$/i;

/** “0135 as i said” */
const CLOCK_FIRST = /^[0-2]?\d[:.]?[0-5]\d\b/;

/** “pp at 1648”, written at 16:45: it has begun. */
const CLOCKS_DIFFER = 15 * 60_000;

/** Those times that can be read, as UTC instants. A day without an hour counts from its beginning: better too early. */
export const protectionTimes = oncePer(
  ({ since, until }: Texts, now: Instant): { since?: Instant; until?: Instant } => {
    const read = (words: string | undefined, direction: 'past' | 'ahead') => {
      const [said = '', first = ''] = [words?.trim(), CLOCK_FIRST.exec(words?.trim() ?? '')?.[0]];
      const when = [said, first]
        .map((each) => readWhen(each.replace(POLICE_TIME, '$1:$2'), now, direction))
        .find(Boolean);
      return when?.kind === 'day' ? londonMoment(when.day, '00:00') : when?.at;
    };
    const [from, to] = [read(since, 'past') ?? read(since, 'ahead'), read(until, 'ahead')];
    const isBegun = from && from <= plus(now, CLOCKS_DIFFER);
    return { ...(isBegun && { since: from }), ...(to && { until: to }) };
  },
);
