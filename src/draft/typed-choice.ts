import { withoutEnd } from '../base/texts.ts';
import { dangerIn } from '../understanding/danger.ts';
import { consentAnswered, whoWasAsked } from './consent.ts';
import type { Answers, Draft } from './draft.ts';
import { bareText, bareYesOrNo, isUnsure, jobs as jobNames, numerals, plainWords, wordsIn } from './typed-words.ts';

export interface Choice {
  id: string;
  label: string;
  says?: string[] | undefined;
}

/** What people type around an answer: “2 sorry”, “ok 2”, “housing like i said ffs”. Never “oh” or “please”: they may cry for help. */
const around =
  /\b(?:(?:like|as) i said|i['’]?ve (?:already )?(?:said|told you)|i already (?:said|told you)(?: who i am)?|i (?:said|told you)|already|sorry|ok|okay|obv(?:s|iously)?|ffs|fgs|wtf|for (?:fuck|god|christ)['’]?s? sakes?)\b/gi;
const answerIn = (words: string) => words.slice(0, 80).replace(around, ' ').trim();

const numberFor = (word: string) => (/^\d{1,2}$/.test(word) ? Number(word) : numerals.indexOf(word) + 1);

const withoutArticles = (words: string) => words.replace(/\b(?:the|an?) /g, '');
/** The choice that the words name and nothing else: its number, its label, or a usual word for it. */
function pickOne(typedWords: string, options: Choice[]): string | undefined {
  const words = plainWords(typedWords);
  const byNumber = options[numberFor(typedWords.toLowerCase()) - 1];
  const meant = words
    .replace(/^(y|yeah|yep|yup|i think so)$/, 'yes')
    .replace(/^(n|nope|nah|none|not really)$/, 'no')
    .replace(/^(maybe|perhaps|possibly|might|could be|it (?:could|might))$/, 'not sure');
  const exact =
    options.find(({ id, label }) => plainWords(label) === words || id.replaceAll('-', ' ') === meant) ??
    options.find(({ label }) => withoutArticles(plainWords(label)) === withoutArticles(words)) ?? // “yes and same worry”
    options.find(({ id }) => isUnsure(typedWords) && (id === 'not-known' || id === 'not-sure'));
  const end = ` ${words.replace(/^theres /, '')}`; // “nobody to ask”
  const part = options.filter(
    ({ label }) =>
      (words.length >= 3 && plainWords(label).startsWith(words)) ||
      (words.includes(' ') && plainWords(label).endsWith(end)),
  );
  return (byNumber ?? exact ?? (part.length === 1 ? part[0] : undefined))?.id;
}

const SELF =
  /(?:^| )(?:im|i am|i work|we are|shift)(?: (?:an?|the|in|at|for|from|as|only|just)){1,4} (\w+(?: \w+){0,2})/;
/** “millbrook hostel night worker” */
const JOB = new RegExp(`^(?:\\w+ ){1,4}(?:${jobNames}|porter|warden)$`);

/** “im a nurse”, “i work in a hostel”, “school like i said”: who somebody is says their agency. */
function saidOfSelf(typedWords: string, options: Choice[]): string | undefined {
  const words = plainWords(typedWords.slice(0, 80));
  const job = (said: string) =>
    plainWords(answerIn(said.replace(/\bi (?:suppose|guess|think)\b/i, ' '))).replace(
      /^(?:(?:its|it is|thats|from|for|the|our|my|an?) )+/,
      '',
    );
  const jobs = [job(words), job(typedWords.split(/[,.;]/)[0] ?? '')];
  const self = ` ${SELF.exec(words)?.[1] ?? JOB.exec(words)?.[0]} `;
  const meantBy = (isSaid: (each: string) => boolean) =>
    options.filter(({ label, says = [] }) => [...says, ...(says.length > 0 ? [plainWords(label)] : [])].some(isSaid));
  const whole = meantBy((each) => jobs.includes(each));
  const meant = whole.length > 0 ? whole : meantBy((each) => self.includes(` ${each} `));
  return meant.length === 1 ? meant[0]?.id : undefined;
}

/** “yes the aunt isnt their real aunt”, “no not now they are in class”, “2 maybe”, “not sure, ask the head”. */
const LEAD =
  /^\W{0,9}(?:(yes|y|yeah|yep|yup|i think so)|(no(?! (?:one|body|idea|clue|name|interpreter|phone|signal|pay|money|dob|number|address|passport|papers)\b)|n|nope|nah)|(not sure|unsure|no idea|no clue|dunno|i don['’]?t know|don['’]?t know|idk)|(\d)(?![.:,]\d))\b(.*)$/is;
/** After a number: “3 men are here” is no choice. */
const afterNumber =
  /^(?: ?[,.:;–-] ?| ?(?:yes|yeah|yep|no|nope|from|obviously|definitely|def|maybe|perhaps|probably|prob|i think|not sure|because|cos|but|please|pls|just|thanks|nobody|no ?one|there['’]?s|(?:i|we|she|he|they)(?:['’]?(?:s|m|ve|re))?)\b)/i;
/** “i cant phone hes right there. 2” */
const LAST = /[.!;\n] ?(\d)\W{0,3}$/;
/** “i dont know their birthdays” is about something else. */
const OBJECT = /^ (?:their|her|his|the|what|where|when|who|how|why|any|which)\b/i;
/** What adds nothing to the answer: “no she isnt”, “yes please”. */
const addsNothing = new Set(
  'it they he she i is isnt isn t are arent aren do does did doesnt didnt not has hasnt have havent thanks thank you please ta that thats s right'.split(
    ' ',
  ),
);

/** “back next day with her aunt. so yes” */
const SO_LAST = /\bso (yes|yeah|yep|no|nope)[.!\s]{0,5}$/i;
const NOT_LISTED =
  /^\W*(?:(?:ok|okay|its|it['’]s|put|say|prob|probably|maybe|im|i['’]m|i (?:think|guess|suppose))\W+){0,3}(?:none of (?:them|these|those|the above|that)\b|(?:not|isn['’]?t) (?:on|in) (?:the|your|that) list\b|other(?=\W*$|[.,;:!\n]| (?:then|please|pls|i (?:think|guess|suppose)|its|im|its a|we)\b))/i;
/** “none of them its a hostel”, “other then. room 14”: the agency is another one. */
export const otherAgency = (text: string, { id }: Question) =>
  id === 'agency' && NOT_LISTED.test(text) ? { id: 'other', more: true } : undefined;

const NOBODY_TO_ASK = /^\W*(?:theres |there is )?no ?(?:one|body) (?:here )?to ask\b(.*)$/is;
const isNo = /^(?:none|not-asked|nobody|continue)$/; // “continue”: not rung, so to write

/** A choice read out of more words. @returns `more`: the words say more than the choice, which must not be lost */
export function readChoice(typedWords: string, options: Choice[]): { id: string; more: boolean } | undefined {
  if (OF_SEVERAL.test(typedWords)) return undefined;
  const whole = pickOne(typedWords, options) ?? pickOne(withoutEnd(answerIn(typedWords), '.!,'), options);
  if (whole) return { id: whole, more: false };
  const last = pickOne(SO_LAST.exec(typedWords)?.[1] ?? '', options);
  if (last) return { id: last, more: true };
  const [, byNumber = '', said = '', after = ''] =
    /^(\d)[ .,:]{1,3}([a-z][^\d.,;!\n]{0,60})(.*)$/is.exec(typedWords) ?? []; // “1 yes all of it”, “1 family. its leyla i mean”
  const both = pickOne(byNumber, options);
  const [named = ''] = said.split(' '); // “5 police hertford 07700 …”
  if (both && [pickOne(said.trim(), options), pickOne(named, options), saidOfSelf(said, options)].includes(both))
    return { id: both, more: wordsIn(after).length > 0 };
  const toAsk = NOBODY_TO_ASK.exec(typedWords)?.[1];
  if (toAsk !== undefined && options.some(({ id }) => id === 'nobody'))
    return { id: 'nobody', more: wordsIn(toAsk).length > 0 };
  const [, yes, no, unsure, number, rest = ''] = LEAD.exec(typedWords) ?? [];
  const word = yes
    ? 'yes'
    : no
      ? 'no'
      : unsure && !OBJECT.test(rest)
        ? 'not known'
        : afterNumber.test(rest)
          ? number
          : undefined;
  const inWords = number && pickOne(/^\W*(yes|yeah|yep|no|nope)\b/i.exec(rest)?.[1] ?? '', options);
  const isBoth = yes
    ? /^\W*no\b/i.test(rest)
    : no
      ? /^\W*yes\b/i.test(rest)
      : inWords !== undefined && inWords !== pickOne(number ?? '', options); // “yes no is right” says neither, nor does “1 no”
  const label = plainWords(typedWords);
  const begun = options.find((each) => each.label.includes(' ') && label.startsWith(`${plainWords(each.label)} `)); // “they were not asked hes …”
  const id = word && !isBoth && (pickOne(word, options) ?? (no && options.find(({ id }) => isNo.test(id))?.id));
  const other = pickOne(LAST.exec(typedWords)?.[1] ?? '', options) ?? saidOfSelf(typedWords, options);
  const [first = ''] = /^not asked\b/i.exec(typedWords) ?? typedWords.split(/[,.;!]/); // “not asked, mum isnt in contact”
  const before = first.includes(' ') ? pickOne(first, options) : undefined;
  if (!id && (other || before || begun)) return { id: other ?? before ?? begun?.id ?? '', more: true };
  return id ? { id, more: wordsIn(rest).some((each) => !addsNothing.has(each)) } : undefined;
}

/** Words that only deny danger, or care. */
const onlyDeny = new Set(
  'no not isnt arent never in any immediate danger care s he she shes hes they theyre it there is are now at the moment'.split(
    ' ',
  ),
);

/** “no” for words that only say the question again with a “not”: “shes not in care”; the answer behind its name: “in care yes”. */
export function plainly(text: string, question: Question = { id: 'danger', short: '' }, answers?: Answers): string {
  const { id, choices = [] } = question;
  if (answers && id.startsWith('consent') && !pickOne(text, choices)) {
    const read = id === 'consent' ? consentAnswered(text) : whoWasAsked(text, answers);
    const label = choices.find((each) => each.id === read)?.label;
    if (label) return `${label}. ${text}`;
  }
  const isOnlyDenial = wordsIn(bareText(text)).every((word) => onlyDeny.has(word));
  if (question.id === 'danger')
    return isOnlyDenial && /\b(?:not|isnt|arent|no) (?:in )?(?:any |immediate )*danger\b/.test(bareText(text))
      ? 'no'
      : text;
  const said = saidOf(question, text);
  if (said === 'no' && isOnlyDenial) return 'no';
  const named = bareText(text).replace(question.short.toLowerCase(), '').trim();
  if (/^(?:: ?|is )?(?:yes|no|not known)\b/.test(named) && said) return named.replace(/^(?:: ?|is )/, '');
  // “hes asleep. not in care”, “not in care she lives with nan”, “oh and i dont know if shes in care”: in doubt
  return said === 'no' || said === 'not known' ? `${said}, ${text}` : text;
}
type Question = { id: string; short: string; choices?: Choice[] | undefined };

/** What words say of a question that takes “yes” and “no”, or that its answer is not known or wrong. */
export type SaidOf = 'yes' | 'no' | 'not known' | 'wrong';
const IS_SO =
  /(?:^|\b)(?:s?hes?|they|theyre|(?:the )?(?:child|girl|boy|kid|lad))(?: is| are| was)?(?: (?:def|defo|definitely|really|actually|now|still|both))*$/;
const IS_NOT =
  /(?:^|\b(?:no|s?hes?|they|theyre|(?:the )?(?:child|girl|boy|kid|lad)|is|are|was|defo|def|definitely) )(?:not|isnt|arent|wasnt|never)(?: (?:actually|really|currently))*$/;
const IS_UNSURE = /\b(?:do not|dont|not sure|no idea) (?:know )?(?:if|whether) (?:s?hes?|they|theyre)(?: is| are)?$/;
const NOT_THEN = /^ (?:yet|any ?more|now|long|of|home|leaver)\b/;
const IS_WRONG =
  /\b(?:by mistake|(?:is|was|thats) (?:wrong|a mistake|not right)|didnt (?:say|put|mean)|never (?:said|put))\b/;

/** What words say of a question that they name: “shes NOT in care”, “in care is no”, “i put 1 for in care by mistake”. */
export function saidOf({ short, choices }: Question, text: string): SaidOf | undefined {
  const isYesOrNo = choices?.some(({ id }) => id === 'yes') && choices.some(({ id }) => id === 'no');
  const name = short.toLowerCase();
  const all = bareText(text)
    .split(/[.!?;\n]/)
    .flatMap((clause) => {
      const parts = clause.trim().split(name);
      return parts.slice(1).map((after, index) => saidBeside((parts[index] ?? '').trim(), after));
    });
  const said = isYesOrNo ? new Set(all.filter((each) => each !== undefined)) : new Set<SaidOf>();
  const [only, another] = said;
  const isWrong = all.length > 0 && IS_WRONG.test(bareText(text));
  return only && !another ? only : isWrong || another ? 'wrong' : undefined;
}

function saidBeside(before: string, after: string): SaidOf | undefined {
  const [, named] = /^\W*(?:is|was|should be|to|=)? ?\b(yes|no|not known)\b/.exec(after) ?? [];
  if (named) return named as SaidOf;
  if (NOT_THEN.test(after)) return undefined;
  if (IS_UNSURE.test(before)) return 'not known';
  return IS_NOT.test(before) ? 'no' : IS_SO.test(before) ? 'yes' : undefined;
}

const MAY_DENY =
  /(?:\bnot|\b\w{2,5}n['’]?t|\bno ?body|\bno one|\bnone of them)(?: (?:is|are|really|actually|currently))* (?:at risk|in (?:any |immediate |real )*danger)\b|^\W*(?:no(?:body|t)?|i don['’]?t think so|don['’]?t think so)\b(?: (?:so|really|just|at|in))* (?:right now|rn|now|atm|(?:the |this )?(?:mo|moment|second|sec|minute|min|present)|immediate(?:ly)?|yet|today|that i know|as far as)\b|^\W*i? ?(?:don['’]?t|do not) think so\b|^\W*(?:(?:yes|no|ok|well|yeah)\W+)*(?:s?he|they|(?:the )?(?:child|girl|boy))(?:['’]?(?:s|re)| is| are) (?:all |quite |now |currently |here and )?safe\b/i;
const TAKES =
  '(?:tak(?:e|es|ing)|mov(?:e|es|ing)|collect(?:s|ing)?|fetch\\w*|pick(?:s|ing)?|bring(?:s|ing)?|driv(?:e|es|ing)|fly(?:ing)?|sending)';
const WHO = '(?:her|him|them|the (?:\\w+ )?(?:girls?|boys?|child|children|kids?|baby|lads?)|both|all)';
const IS_MOVED = new RegExp(
  `\\b${TAKES} ${WHO}\\b(?! (?:to (?:the )?(?:hospital|a&e|police|gp|doctor|nurse)|seriously))|\\b(?:s?hes|theyre|s?he is|they are|s?he has to|they have to) (?:\\w+ )?(?:going (?:home|back|away|off|abroad|with)|leaving|being (?:moved|taken|collected|sent)|about to (?:be|go|leave))\\b`,
);
const NOBODY_MOVES =
  /\b(?:not|isnt|arent|wont|doesnt|never|nobody|no ?one|stopped|used to)(?: (?:is|are|be|going|to|will|being|even|now|just))* (?:tak|mov|collect|fetch|pick|bring|driv|fly|send|leav|going|about)\w*|\b(?:yesterday|last (?:week|night|year|month)|usually|normally|always|police|ambulance|paramedics?|social worker)\b/;
const COMES =
  /\b(?:comes?|coming|turns? up|turning up|arrives?|arriving|due|back)(?: back)? (?:for|to|at|in|by|from|any|later|soon|today|tonight|this|before|around|about)\b/;
const mayMove = (each: string, at: number) => IS_MOVED.test(each) || (at > 0 && COMES.test(each));
/** “not this second but her aunt comes at 4”, “no hes going to take them”: about to be moved, and no “no”. */
export const tellsOfMove = (text: string): boolean =>
  bareText(text)
    .split(' but ')
    .some((part, at) => part.split(/[.,;!?\n]/).some((each) => mayMove(each, at) && !NOBODY_MOVES.test(each)));

/** Whether words at the question of danger may say no to it: the bot asks whether that is right. Words of danger never do. */
export const mayDenyDanger = (text: string): boolean =>
  !tellsOfMove(text) && MAY_DENY.test(text) && ![text, text.replace(MAY_DENY, ' ')].some((each) => dangerIn(each));

/** Whether words deny danger, or take back what was answered: “hes not in danger”, “change that to no”. */
export const deniesDanger = (text: string): boolean =>
  /\b(?:not|n['’]?t) in (?:any |immediate )*danger\b|\bchange (?:that|it|this|danger) to no\b/i.test(text);

/** “sorry yes he might, so kind of yes?” */
const MAY_AFFIRM =
  /^\W*(?:(?:sorry|um|er|well|so|god|omg|oh|ok|okay|i think|i guess|kind of|sort of)\W+){0,4}(?:yes|yeah|yep|yup)\b|\b(?:yes|yeah|yep|yup)\W*$/i;
export const mayAffirmDanger = (text: string): boolean =>
  MAY_AFFIRM.test(text) && !/\b(?:no|nope|not|n['’]?t)\b/i.test(text);

const YES_ALONE = /^\W*(?:(?:oh|ok|okay|god|omg|sorry)\W+){0,3}(?:y|yes|yeah|yep|yup)\b(?!.*\bno\b)/i;
/** “1 no 2 yes”, “first no second yes”, “no to 1 yes to 2”: of several questions, and no answer to one. */
const OF_SEVERAL =
  /(?:\bq?\d{1,2}\W{0,3}(?:yes|no)\b.{0,12}){2}|(?:\b(?:first|second|third)(?: one)?\W{0,3}(?:yes|no)\b.{0,12}){2}|\b(?:yes|no) (?:to|for) (?:the )?(?:\d|first|second)\b.{0,12}\b(?:yes|no) (?:to|for)\b/i;
/** “he said hes going to kill her”, “mum said shell finish her” */
const THREAT =
  /(?<!\b(?:not|never|dont|doesnt|isnt|if|think|thinks|thought) (?:\w+ ){0,4})\b(?:s?hell|s?he will|they(?:ll| will)|(?:s?hes|theyre|is|are) (?:going to|gonna|gunna|about to)) (?:\w+ )?(?:kill|finish|stab|batter|beat|hurt|strangle|smash|cut|burn|shoot|drown|attack|break) (?:(?:his|her|their) \w+|him|her|them|the|both|you|me)\b/;
const AFTER_ALL = /\bso yes(?: now)?[.!\s]{0,5}$/i;
const YES_LAST = /\w (?<!\b(?:of|says?|said|if|not|n['’]?t) )yes[.!\s]*$/i;
/**
 * Whether words at the question of danger begin or end with a plain yes: “i said within the hour. yes”. A false yes is cheap there, to
 * be asked for the third time is not.
 */
export function affirmsDanger(text: string): boolean {
  const parts = text.split(/[.,;:!?\n]+/).filter((part) => wordsIn(part).length > 0);
  const isYes = (part = '') => YES_ALONE.test(part) && bareYesOrNo(part) === 'yes';
  if (OF_SEVERAL.test(text)) return false;
  if (AFTER_ALL.test(text) || THREAT.test(bareText(text))) return true;
  return (
    (isYes(parts[0]) || isYes(parts.at(-1)) || YES_LAST.test(text)) &&
    !parts.some((part) => /^\W*(?:no|nope|nah)\b/i.test(part)) &&
    !MAY_DENY.test(text) &&
    !deniesDanger(text)
  );
}

/** “yes because mum said tonight shell finish her”, behind “dont know” to danger: whatever is asked next. */
export const isLateYes = ({ answers: { values }, progress }: Draft, text: string): boolean =>
  values.danger !== 'yes' &&
  progress.at !== 'danger' &&
  progress.last?.at === 'danger' &&
  affirmsDanger(text) &&
  dangerIn(text) !== undefined;

/** What words at the question of danger answer. `isDoubted`: it is asked back. @param isSoon they say that the child goes soon */
export function dangerAnswer(
  text: string,
  choice: ReturnType<typeof readChoice>,
  isSoon: boolean,
): { id: string; isDoubted?: true } | undefined {
  if (affirmsDanger(text)) return { id: 'yes' };
  if (!choice && mayDenyDanger(text)) return { id: 'no', isDoubted: true };
  if ((choice?.id === 'no' || (!choice && MAY_DENY.test(text))) && (tellsOfMove(text) || (choice?.more && isSoon)))
    return { id: 'yes', isDoubted: true };
  if (!choice) return mayAffirmDanger(text) || isSoon ? { id: 'yes', isDoubted: true } : undefined;
  const isClear = !choice.more || choice.id === 'yes' || (choice.id !== 'no' && !dangerIn(text));
  return { id: choice.id, ...(!isClear && { isDoubted: true }) };
}

/** The ids of those that "2 4 7", "2, 4 and 7" or "two and four" names. @returns undefined for anything else */
export function choicesByNumber(text: string, options: { id: string }[]): string[] | undefined {
  const parts = text
    .toLowerCase()
    .split(/[\s,;&+]+|\band\b/)
    .filter((part) => part !== '');
  const ids = parts.flatMap((part) => options[numberFor(part) - 1]?.id ?? []);
  return ids.length > 0 && ids.length === parts.length ? ids : undefined;
}

const CHANGE = /^(?:(?:can|could|may) (?:i|we|you|u) )?(?:please )?change (.{1,125})$/i;
const THING_IS_WRONG = /^(?:the |my )?([a-z’' ]{2,25}) (?:is|was) wrong\b[,. ]*(.{0,60})$/i;
/** “can i change agency to youth”, “in care is wrong i dont know”: what of the check, and to what. */
export function changeSaid(text: string): { name: string; right: string } | undefined {
  const said = withoutEnd(text.trim(), '?.! ');
  const [, changed = ''] = CHANGE.exec(said) ?? [];
  const [, wrong = '', since = ''] = THING_IS_WRONG.exec(said) ?? [];
  if (wrong) return { name: wrong, right: since };
  const [name = '', ...right] = changed.split(/ to (?:be )?|, ?/i);
  return changed && [...name].length <= 60 ? { name, right: right.join(' ') } : undefined;
}
