import { type Texts, withoutEnd } from '../base/texts.ts';
import type { Field, Pack } from '../protocol/pack.ts';
import { isQuestion } from '../understanding/asking.ts';
import { dangerIn } from '../understanding/danger.ts';
import { type PersonKind, sure, whoIsIn } from '../understanding/people.ts';
import { type Answers, answerTo, type Draft, type Place } from './draft.ts';
import { isJob, isPhone } from './fits.ts';
import {
  calledAmong,
  canBeDialled,
  correctionOf,
  diallableIn,
  isOnlyNumber,
  MY_PHONE,
  OF_NUMBER,
  onlyNumberIn,
  phoneAmong,
  wordsOfRinging,
} from './read-answer.ts';
import { toldAs } from './several.ts';
import { boxesIn, fieldNow, path, stepNow } from './steps.ts';
import { namedAgain } from './told.ts';
import { changeSaid, readChoice, type SaidOf, saidOf } from './typed-choice.ts';
import { bareText, withoutAgain, withoutTwice, wordsIn } from './typed-words.ts';

const ofNobody = ['the', 'a', 'to', 'her', 'his', 'their', 'please', 'answer'];

/**
 * The question that “change name” or “change her age” means: of several that have these words, the one that was answered last.
 * @param words what follows “change”
 * @returns undefined if no question has them all
 */
export function placeNamed(words: string, draft: Draft, pack: Pack): Place | undefined {
  const said = wordsIn(words)
    .filter((word) => !ofNobody.includes(word))
    .map((word) => ({ my: 'your', childs: 'child' })[word] ?? word);
  if (said.length === 0) return undefined;
  const places = boxesIn(draft, pack);
  const here = path(draft, pack).findIndex(({ id }) => id === stepNow(draft, pack).id);
  const named = places.filter(({ names }) => said.every((word) => wordsIn(names).includes(word)));
  const isAnswered = ({ index, id }: (typeof places)[number]) =>
    index <= here && answerTo(draft.answers, id) !== undefined;
  const place = named.findLast(isAnswered) ?? named.find(({ at, id }) => at !== id) ?? named[0]; // a box before a card
  return place && { at: place.at, cursor: place.cursor };
}

/** The question to which these words are the answer that stands in the check, and no more: “not asked” after consent, a name again. */
export function answeredBy(text: string, { answers }: Draft, { fields }: Pack): Field | undefined {
  const said = (words = '') => (canBeDialled(words) ? words.replace(/\D/g, '') : wordsIn(words).join(' '));
  const number = onlyNumberIn(text);
  return fields.find(({ id, choices }) => {
    const before = answerTo(answers, id);
    const read = choices && before && wordsIn(text).length > 1 ? readChoice(text, choices) : undefined;
    return (
      before &&
      (choices ? read?.id === before && !read.more : isShortBox.has(id) && said(before) === said(number ?? text))
    );
  });
}
const isShortBox = new Set(['name', 'phone', 'child-name', 'role']);

const CHANGE_LAST = /\bchange (?:that|it|this) to (yes|no)\b/i;
const mostNaming = 20; // words: more tell a story
/** What words say of a question with choices that was answered otherwise: one that they name, or in “change that to no” the last. */
export function saidOtherwise(text: string, draft: Draft, pack: Pack): { place: Place; said: SaidOf } | undefined {
  const { answers, progress } = draft;
  const [, right] = CHANGE_LAST.exec(text) ?? [];
  if (isQuestion(text) || wordsIn(text).length > mostNaming || (!right && changeSaid(text))) return undefined;
  const answered = boxesIn(draft, pack).flatMap(({ at, cursor, id }) => {
    const [field, before] = [pack.fields.find((each) => each.id === id), answers.values[id]];
    if (!field?.choices || before === undefined || id === fieldNow(draft, pack)?.id) return [];
    const isLast = at === progress.last?.at && cursor === progress.last.cursor;
    const named = saidOf(field, text);
    return {
      place: { at, cursor },
      before,
      named,
      last: isLast && right ? saidOf(field, `${field.short} ${right}`) : undefined,
    };
  });
  const said = answered.find(({ named }) => named) ?? answered.find(({ last }) => last);
  const meant = said?.named ?? said?.last;
  return said && meant && meant !== said.before ? { place: said.place, said: meant } : undefined;
}

const NAMED =
  /^\W*(?:the )?((?:(?:my|your|her|his|child['’]?s?|worker['’]?s?) )?(?:name|age|phone|mobile|number|role|agency)|child)(?:\s*:| is)\s+(.{1,80})$/i;
const CALLED = /^s?he(?:['’]?s| is) called /i;
const NAME = /^(?:(?:the|his|her|child['’]?s?) )?name[ :]{1,2}/i;
const WITH_AGE = /\baged? \d{1,2}\W{0,3}$/i;
const BIRTH = /^\W*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\W*$/;
/** “14, 15 in august”: no other question has such an answer. */
const AGE = /^\W*1?\d,? (?:(?:nearly|almost|turning|turns) 1?\d|1?\d in [a-z]{3,9})\W*$/i;
const besideAge = new Set(
  'yes yeah yep y dunno idk not sure no idea i dont know think guess reckon would say maybe about abt bout around roughly prob probably like at a he she hes shes they theyre is are looks look says said only just nearly almost year years yr yrs old aged age ish or so im'.split(
    ' ',
  ),
);
/** An age and nothing else: “aged 14”, “dunno maybe 14”, “shes 15 i think”. Of “yes about 15” it is “about 15”. */
function ageIn(text: string): string | undefined {
  const words = wordsIn(bareText(text));
  const ages = words.filter((word) => /^1?\d(?:ish)?$/.test(word));
  const isAge = ages.length > 0 && ages.length < 3 && words.length > 1 + Number(/ish/.test(ages[0] ?? '') ? -1 : 0);
  return isAge && words.every((word) => ages.includes(word) || besideAge.has(word))
    ? text
        .trim()
        .replace(/^(?:(?:yes|yeah|yep|y|dunno|idk|not sure|no idea|(?:i )?don['’]?t know|no)\W{1,9}){1,4}/i, '')
    : undefined;
}
/** “his dob is 4/9/2012 linh told me” */
const DOB =
  /^\W*(?:(?:her|his|the|child['’]?s?) )?(?:dob|date of birth|birthday)\b(?: is| was|:)? (\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})\b(.{0,80})$/i;
const NOT = /^([^,]+?),? (?:and )?not (.+)$/i;
const mostWords = 6;
/** “her name is on the list” names no box. */
const PLAIN = /^(?!(?:not|on|in|at|a|an|the|un\w+|fake|false|wrong|different|known)\b)[\p{L}\d'’+.(), -]{1,60}$/iu;
/** Their own name, among other words: “my name is dawn kelly, not jane”, “what about my name, i said im dawn kelly”. */
const MINE =
  /(?<!\b(?:s?he|they) (?:says?|said|thinks?|knows?) )\bmy name(?:['’]?s | is |,? (?:i (?:already )?(?:said|told you),? )?i(?:['’]?m| am) )([\p{L}’'-]{1,30}(?: [\p{L}’'-]{1,30}){0,2}) ?(?:$|[,.;!?])/iu;
const MY_JOB = /^(?:i['’]?m |i am )?(?:an? )?(\p{L}[\p{L}’' -]{2,40}) is my job(?: title)?\b/iu;
/** “care yes shes on a full order” */
const CARE = /^\W*(?:in )?care\W+(yes|no|not known)\b/i;
const NEARLY = /\b(?:about|abt|around|maybe|nearly|almost|only) $/i;
/** At the age: the age, and all the words, if they say more: “its minh, about 15”. Of an age alone it is that, without the “yes” before it. */
function ageAmong(text: string): [age?: string, more?: string] {
  const whole = ageIn(text);
  if (whole) return [whole];
  const all = whoIsIn(text, 'box child-age').filter(({ p }) => p >= sure);
  const [only, another] = all.filter(({ mark }) => mark === 'age');
  const beside = all.reduce((rest, each) => (each.mark.endsWith('age') ? rest.replace(each.words, '') : rest), text);
  if (!only || another || /\d/.test(beside) || !/^\D{0,12}1?\d\D{0,9}$/.test(only.words)) return []; // not “15, 3/4/2011”
  const isMore = wordsIn(bareText(text.replace(only.words, ''))).some((word) => !besideAge.has(word));
  return isMore ? [`${NEARLY.exec(text.slice(0, only.at))?.[0] ?? ''}${only.words}`, text] : [];
}
interface Box {
  place: Place;
  value: string;
  more: boolean; // the words say more than that
}

/** What goes into which box, as the words name it. */
function namedIn(text: string, draft: Draft, pack: Pack): [label: string, value: string, more?: boolean] | undefined {
  const said = text.trim();
  const field = fieldNow(draft, pack);
  const { values } = draft.answers;
  if (isPhone(said) && field?.kind !== 'phone' && field?.kind !== 'long')
    return answerTo(draft.answers, 'phone') === undefined ? ['phone', said] : undefined;
  const [phone, another] = diallableIn(said);
  if (
    phone &&
    !another &&
    MY_PHONE.test(said) &&
    field?.kind !== 'phone' &&
    answerTo(draft.answers, 'phone') === undefined
  )
    return ['phone', phone, !isOnlyNumber(said)];
  const isAboutMe = field?.choices
    ? !readChoice(said, field.choices)
    : !field || field.id === 'name' || field.id === 'phone';
  const job = isAboutMe && isJob(said) ? said : MY_JOB.exec(said)?.[1];
  if (job && values.role === undefined) return ['role', job.replace(/^(?:i['’]?m |i am )?(?:an? )?/i, '')];
  const isOpen = values['child-age'] === undefined;
  const age = BIRTH.test(said) || AGE.test(said) ? said : ageIn(said);
  if (isOpen && age && (field?.id === 'child-name' || (field?.choices && !readChoice(said, field.choices))))
    return ['age', age];
  const [, born, more = ''] = DOB.exec(said) ?? [];
  if (born) return ['age', born, wordsIn(more).length > 0];
  if (NAME.test(said) && WITH_AGE.test(said)) return ['child', said.replace(NAME, '')];
  const [inCare = '', care] = field?.id === 'care' ? [] : (CARE.exec(said) ?? []);
  if (care) return ['care', care, wordsIn(said).length > wordsIn(inCare).length];
  const [whole = '', mine] = MINE.exec(said) ?? [];
  if (mine) return ['my name', mine.trim(), wordsIn(said).length > wordsIn(whole).length];
  const [, label, value = ''] = NAMED.exec(said.replace(CALLED, 'child: ')) ?? [];
  return label ? [label, value] : undefined;
}

/** A name that was told before, and is typed alone where no name is asked. @param isAlone the MASH has no child of this author */
function againIn(text: string, draft: Draft, pack: Pack, isAlone: boolean): [label: string, value: string] | undefined {
  const field = fieldNow(draft, pack);
  const isAsked = field && !field.choices && field.kind !== 'phone';
  const label = isAlone && !isAsked ? namedAgain(text, draft.answers) : undefined;
  return label && [label, text.trim()];
}

/**
 * The box that typed words name, and what goes into it: “name: Sue Dale”, “her name is Ana”. A telephone number by itself
 * names the box of the phone while that is empty. Other words fill no box that is not asked: a guess writes nothing.
 */
export function boxNamed(text: string, draft: Draft, pack: Pack, isAlone = false): Box | undefined {
  const [label = '', said = '', more = false] = namedIn(text, draft, pack) ?? againIn(text, draft, pack, isAlone) ?? [];
  const [, right = said, wrong = ''] = NOT.exec(said) ?? [];
  const value = Object.values(draft.answers.values).includes(wrong.trim()) ? right : said; // “Ana not Anna”
  const isPlain = BIRTH.test(value) || PLAIN.test(value);
  if (label === '' || !isPlain || value.split(' ').length > mostWords || dangerIn(text)) return undefined;
  const ofWhom = label.toLowerCase().replace(/^(?:her|his|child\S*) |^child$/, 'child ');
  const box = /mobile|number|phone/.test(ofWhom)
    ? 'phone'
    : ofWhom === 'name'
      ? `${fieldNow(draft, pack)?.id === 'child-name' ? 'child' : 'your'} name`
      : ofWhom === 'child '
        ? 'child name'
        : ofWhom.replace(/^worker\S*/, 'your');
  const place = placeNamed(box, draft, pack);
  return place && { place, value, more };
}

/** What answers a box among more words, and all the words, which are kept: the child's age or name, their own number. */
export function answerAmong({ id, kind }: Field, text: string, typedWords: string): [only?: string, more?: string] {
  if (id === 'child-age') return ageAmong(typedWords);
  if (id === 'child-name') return calledAmong(typedWords);
  return kind === 'phone' ? phoneAmong(text) : [];
}

const IM =
  /^(?:i(?:['’]?m| am)|it(?:['’]?s| is)|this is|that(?:['’]?s| is)) (?=[\p{L}’'-]{1,30}(?: [\p{L}’'-]{1,30}){1,2}\W?$)/iu;
const NUMBER_LAST = /[, ](\d(?:[ -]?\d){5,9}|(?:ext(?:ension|n)?|bleep)\.? ?\d{1,6})\W*$/i;
const EXTENSION = /^,? ?(?:ext(?:ension|n)?|x)\.? ?\d{1,6}\b/i;
/** “jane cole, ward 0161 496 0123”: the telephone of a place. */
const OF_A_PLACE =
  /[,;] ?(?:the |my |our )?(?:ward|office|desk|work|direct|reception|unit|school|switchboard)(?: (?:phone|line|number|no|tel))?:? *$/i;
/** A worker's name without the words before it and the number after it: “my name is Sue Dale 01632 960412”. */
export function nameIn(given: string): { name: string } & Work {
  const text = withoutTwice(given);
  const [digits = NUMBER_LAST.exec(text)?.[1]] = diallableIn(text);
  const [before = '', after = ''] = digits ? text.split(digits) : [];
  const phone = digits && `${digits}${EXTENSION.exec(after)?.[0] ?? ''}`;
  const rest = `${before.replace(OF_A_PLACE, '')},${after.replace(EXTENSION, '')}`;
  const whole = phone ? withoutEnd(rest.replace(/^[\s,]+/, ''), ',.:; ') : text;
  const bare = withoutAgain(whole.replace(/^\W*(?:my name(?:['’]?s| is)|name)\W+/i, '').replace(IM, ''));
  const read = whoIsIn(whole, 'box name');
  const left = read.reduce((some, { words }) => some.replace(words, ''), whole);
  const of = (mark: PersonKind) => read.flatMap((each) => (each.mark === mark ? each.words : []));
  const [[name, another], [role], [organisation, more]] = [of('me'), of('role'), of('agency')];
  const isPlain =
    wordsIn(left).every((word) => besideName.has(word)) &&
    name &&
    !another &&
    !more &&
    read.every(({ p }) => p >= sure);
  return isPlain ? { name, role, organisation, phone } : { name: bare, phone };
}
const besideName = new Set([...OF_NUMBER, ...'hi hello am name an a at in from here like'.split(' ')]);

/** “jane cole, ward 01632 960 114”, where the number is asked and the name is known. */
export function withoutOwnName(text: string, { kind }: Field, { answers }: Draft): string {
  const { name } = answers.values;
  const isNamed = kind === 'phone' && name && text.toLowerCase().startsWith(name.toLowerCase());
  return isNamed ? text.slice(name.length).replace(/^[\s,.:;-]+/, '') || text : text;
}

/** The question of the child’s name or age that is to be asked again, because words say another answer. @param text without it, all that was told */
export function placeCorrected(draft: Draft, pack: Pack, text?: string): Place | undefined {
  const { answers } = draft;
  const isOther = (id: string) =>
    (text ?? answers.values.worry ?? '').split('\n').some((each) => correctionOf(id, answers, each) !== undefined);
  const place = boxesIn(draft, pack).find(({ id }) => isOther(id));
  return place && { at: place.at, cursor: place.cursor };
}

/** The number of a place, and no age: “amy, room 9”. */
const PLACE =
  /\b(?:room|rm|beds?|bay|cubicle|ward|flat|house|unit|block|floor|level|door|desk|table|seat|dorm|number|no|year|yr|class|form|set|group|caravan)\.? ?\d+\w?\b/giu;
const AGE_AFTER =
  /\p{L}(?:,| and)?(?: (?:s?he ?['’]?s|(?:s?he )?is|aged?|a?bout|abt))* (1?\d)(?: ?ish)?\W*$|(?<=\p{L}[ ,]{1,2}(?:dob|born)?\W{0,2})(?<![\d./-])(\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})(?: i think)?\W*$/iu;

type Work = Partial<Record<'role' | 'organisation' | 'phone', string | undefined>>;
const mostOther = 200; // characters, as its box takes
/** What stands behind an agency: “health. staff nurse, bluebell ward at st annes hospital”; “nurse” alone says no more than that. */
function workIn(text: string): Work {
  const [agency = '', ...parts] = text.split(/[,;\n]|\.(?=\s|$)/);
  const behind = text.slice(agency.length);
  const [role, another] = toldAs(behind, 'role').filter((each) => each.includes(' '));
  const [organisation] = toldAs(behind, 'agency');
  const [phone] = parts.length < 2 ? phoneAmong(text) : []; // with a name, it is asked back
  return { phone, ...(!another && { role, organisation }) };
}

/** What was typed with a name, if its box is still open: the child's age, or the worker's number. */
export function saidWith(field: string, text: string, { values }: Answers): Texts {
  const [, years, age = years] = (field === 'child-name' && AGE_AFTER.exec(text.replace(PLACE, ''))) || [];
  const { phone, role, organisation }: Work = field === 'name' ? nameIn(text) : field === 'agency' ? workIn(text) : {};
  const other = field === 'phone' && values.other === undefined ? wordsOfRinging(text) : undefined;
  return {
    ...(other && [...other].length <= mostOther && { other }),
    ...(role && values.role === undefined && { role }),
    ...(organisation && {
      organisation: [...new Set([values.organisation, organisation])].filter(Boolean).join(', '),
    }),
    ...(age && values['child-age'] === undefined && { 'child-age': age }),
    ...(phone && values.phone === undefined && { phone }),
  };
}
