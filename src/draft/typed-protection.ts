import { oncePer } from '../base/once-per.ts';
import type { Texts } from '../base/texts.ts';
import { type Instant, londonMoment } from '../base/time.ts';
import { type Answers, answerTo } from './draft.ts';
import { readWhen } from './typed-date.ts';

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
    const [from, to] = [read(since, 'past'), read(until, 'ahead')];
    return { ...(from && from <= now && { since: from }), ...(to && { until: to }) };
  },
);
