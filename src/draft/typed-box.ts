import { type Texts, withoutEnd } from '../base/texts.ts';
import { type Instant, londonClock } from '../base/time.ts';
import { type Field, fieldOf, type Pack } from '../protocol/pack.ts';
import { dangerIn } from '../understanding/danger.ts';
import { worryParts } from './aside.ts';
import { type Answers, answerTo, type Draft, type Place } from './draft.ts';
import { isAside, isPhone, isWork, tellsOfSomebody } from './fits.ts';
import { timeTold } from './leaving.ts';
import { diallableIn } from './read-answer.ts';
import { fieldNow, path, stepNow } from './steps.ts';
import { readChoice } from './typed-choice.ts';
import { withoutAgain, wordsIn } from './typed-words.ts';

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
  const steps = path(draft, pack);
  const here = steps.findIndex(({ id }) => id === stepNow(draft, pack).id);
  const places = steps.flatMap((step, index) =>
    step.kind !== 'form'
      ? { at: step.id, cursor: 0, index, id: step.id, names: step.id }
      : step.form.fields.map((id, cursor) => {
          const { short, label } = fieldOf(pack, id);
          return { at: step.id, cursor, index, id, names: `${id} ${short} ${label}` };
        }),
  );
  const named = places.filter(({ names }) => said.every((word) => wordsIn(names).includes(word)));
  const isAnswered = ({ index, id }: (typeof places)[number]) =>
    index <= here && answerTo(draft.answers, id) !== undefined;
  const place = named.findLast(isAnswered) ?? named.find(({ at, id }) => at !== id) ?? named[0]; // a box before a card
  return place && { at: place.at, cursor: place.cursor };
}

const CHANGE = /^(?:(?:can|could|may) (?:i|we|you|u) )?(?:please )?change (.{1,125})$/i;
const IS_WRONG = /^(?:the |my )?([a-z’' ]{2,25}) (?:is|was) wrong\b[,. ]*(.{0,60})$/i;
/** “can i change agency to youth”, “in care is wrong i dont know”: what of the check, and to what. */
export function changeSaid(text: string): { name: string; right: string } | undefined {
  const said = withoutEnd(text.trim(), '?.! ');
  const [, changed = ''] = CHANGE.exec(said) ?? [];
  const [, wrong = '', since = ''] = IS_WRONG.exec(said) ?? [];
  if (wrong) return { name: wrong, right: since };
  const [name = '', ...right] = changed.split(/ to (?:be )?|, ?/i);
  return changed && [...name].length <= 60 ? { name, right: right.join(' ') } : undefined;
}

/** “no thats not her name lol”: something else stands in that box. */
export const saysWrongName = (text: string): boolean =>
  /\b(?:not|isn['’]?t|wrong) (?:her|his|their|the|a|(?:the )?(?:child|girl|boy|kid)['’]?s)(?: real)? name\b(?! he| she)|\bwrong name\b/i.test(
    text,
  );

const NAMED =
  /^\W*(?:the )?((?:(?:my|your|her|his|child['’]?s?|worker['’]?s?) )?(?:name|age|phone|mobile|number|role|agency)|child)(?:\s*:| is)\s+(.{1,80})$/i;
const CALLED = /^s?he(?:['’]?s| is) called /i;
const NAME = /^(?:(?:the|his|her|child['’]?s?) )?name[ :]{1,2}/i;
const WITH_AGE = /\baged? \d{1,2}\W{0,3}$/i;
const BIRTH = /^\W*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\W*$/;
/** “aged 14”, “14 years old”, “14, 15 in august”: no other question has such an answer. */
const AGE =
  /^\W*(?:(?:aged?:?|a?bout|abt|around) 1?\d|1?\d ?ish|1?\d (?:years?|yrs?) old|1?\d,? (?:(?:nearly|almost|turning|turns) 1?\d|1?\d in [a-z]{3,9}))\W*$/i;
/** “dunno maybe 14”, at the child’s name */
const UNSURE_AGE =
  /^\W*(?:dunno|idk|not sure|no idea|(?:i )?don['’]?t know)\W+((?:maybe|about|around|prob\w*) 1?\d)\W*$/i;
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
/** “care yes shes on a full order” */
const CARE = /^\W*(?:in )?care\W+(yes|no|not known)\b/i;
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
  const isOpen = values['child-age'] === undefined;
  const [, maybe] = UNSURE_AGE.exec(said) ?? [];
  if (isOpen && maybe && field?.id === 'child-name') return ['age', maybe];
  if (isOpen && (field?.id === 'child-name' || field?.choices) && (BIRTH.test(said) || AGE.test(said)))
    return ['age', said];
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

/**
 * The box that typed words name, and what goes into it: “name: Sue Dale”, “her name is Ana”. A telephone number by itself
 * names the box of the phone while that is empty. Other words fill no box that is not asked: a guess writes nothing.
 */
export function boxNamed(text: string, draft: Draft, pack: Pack): Box | undefined {
  const [label = '', said = '', more = false] = namedIn(text, draft, pack) ?? [];
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

const IM =
  /^(?:i(?:['’]?m| am)|it(?:['’]?s| is)|this is|that(?:['’]?s| is)) (?=[\p{L}’'-]{1,30}(?: [\p{L}’'-]{1,30}){1,2}\W?$)/iu;
/** “jane okafor, front office, 555 0142” */
const NUMBER_LAST = /[, ](\d(?:[ -]?\d){5,9})\W*$/;
/** A worker's name without the words before it and the number after it: “my name is Sue Dale 01632 960412”. */
export function nameIn(text: string): { name: string; phone?: string | undefined } {
  const [phone = NUMBER_LAST.exec(text)?.[1]] = diallableIn(text);
  const rest = phone ? withoutEnd(text.replace(phone, ' ').trim(), ',.:;') : text;
  const name = rest.replace(/^\W*(?:my name(?:['’]?s| is)|name)\W+/i, '').replace(IM, '');
  return { name: withoutAgain(name), phone };
}

const GREETING = /^(?:(?:hi|hello|it['’]?s|this is|i['’]?m|i am|my name is|name|me)\b\W*)+/i;
const FULL_NAME = /^\p{L}[\p{L}’'-]*(?: \p{L}[\p{L}’'-]*){1,2}$/u;
const NAME_FIRST = /^(\p{L}[\p{L}’'-]* \p{L}[\p{L}’'-]*) (\D+)$/u;

/** What was told, in sentences, and each in its parts: “Jane Okafor”, “school nurse”. */
const toldParts = (worry: string): string[][] =>
  worry.split(/[.!?;\n“”]/).map((each) => each.split(/[,():]| [-–] /).map((part) => part.trim().replace(GREETING, '')));

/** The names with which their own work or number stands: “Jane Okafor, school nurse”, “jane okafor from st marys”. */
const introducedIn = (worry: string): string[] =>
  toldParts(worry).flatMap((parts) =>
    parts.flatMap((part, index) => {
      const beside = [parts[index - 1], parts[index + 1]];
      const [, name = '', more = ''] = NAME_FIRST.exec(part) ?? [];
      if (isWork(part)) return [];
      if (/^(?:here$|from )/.test(more) || isWork(more)) return name;
      return FULL_NAME.test(part) && beside.some((each = '') => isWork(each) || isPhone(each)) ? part : [];
    }),
  );

/**
 * Whether a name is plainly of somebody in what was told, and not of who tells it: “kofi mensah hes 16”. Typed again, it is
 * taken. Words that only say a name and a job are of who types it.
 */
export function isOfStory(text: string, { values: { worry = '' } }: Answers): boolean {
  const name = wordsIn(withoutAgain(text));
  const story = wordsIn(worry).join(' ');
  const [first = ''] = name;
  const isOwn =
    introducedIn(worry).some((each) => wordsIn(each)[0] === first) ||
    ['i m', 'i am', 'im', 'my name is', 'this is', 'me', 'pc', 'pcso', 'dc', 'ps', 'sgt'].some((each) =>
      ` ${story} `.includes(` ${each} ${first} `),
    );
  const isTold = toldParts(worry)
    .map((parts) => parts.join(' , '))
    .some((each) => wordsIn(each).includes(first) && tellsOfSomebody(each));
  const isAgain = worryParts(worry).beside.some((each) => wordsIn(each).join(' ') === name.join(' '));
  return name.length <= 3 && first.length > 2 && isTold && !isOwn && !isAgain;
}

/** The number of a place, and no age: “amy, room 9”. */
const PLACE =
  /\b(?:room|rm|beds?|bay|cubicle|ward|flat|house|unit|block|floor|level|door|desk|table|seat|dorm|number|no|year|yr|class|form|set|group|caravan)\.? ?\d+\w?\b/giu;
const AGE_AFTER =
  /\p{L}(?:,| and)?(?: (?:s?he ?['’]?s|(?:s?he )?is|aged?|a?bout|abt))* (1?\d)(?: ?ish)?\W*$|(?<=\p{L}[ ,]{1,2}(?:dob|born)?\W{0,2})(?<![\d./-])(\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})(?: i think)?\W*$/iu;

/** What was typed with a name, if its box is still open: the child's age, or the worker's number. */
export function saidWith(field: string, text: string, { values }: Answers): Texts {
  const [, years, born] = (field === 'child-name' && AGE_AFTER.exec(text.replace(PLACE, ''))) || [];
  const age = years ?? born;
  const phone = field === 'name' ? nameIn(text).phone : undefined;
  return {
    ...(age && values['child-age'] === undefined && { 'child-age': age }),
    ...(phone && values.phone === undefined && { phone }),
  };
}

const isNameOnly = (text: string, field: Field) =>
  FULL_NAME.test(text) && !isAside(text, field) && !tellsOfSomebody(text);

const AGES =
  /(?:\b(?:s?he(?: ?['’]?s)?|they(?:['’]?re)?|is|are|girl|boy|child|maybe|about|around)|\baged?)(?: (?:is|of|about|abt|around|only|just|like|maybe))* (1?\d)\b(?! ?(?:[ap]m|oclock|min|hour|hr|day|week|month|of|to|past)|[:.]\d)/gi;
/**
 * What was told beside other questions and may answer this one: it is asked back, and written on a “yes”. A time is “leaves at
 * 15:10”.
 */
export function toldOf(field: Field, answers: Answers, now: Instant): string | undefined {
  const { id, choices } = field;
  if (answerTo(answers, id) !== undefined) return undefined;
  const { worry = '' } = answers.values;
  const time = id === 'leaves-sight' ? timeTold(answers, now) : undefined;
  if (time) return `${time.isGone ? 'gone' : 'leaves'} at ${londonClock(time.at)}`;
  const parts = id === 'agency' ? worry.split(/[.,;!?\n“”]/).filter((part) => /^\D{3,60}$/.test(part)) : [];
  const all =
    id === 'child-name'
      ? worryParts(worry).beside.flatMap((each) => (isNameOnly(each.slice(1, -1), field) ? each.slice(1, -1) : []))
      : id === 'child-age'
        ? [...worry.matchAll(AGES)].flatMap(([, age]) => age ?? [])
        : id === 'name'
          ? introducedIn(worry).filter((name) => !isAside(name, field))
          : parts.flatMap((part) => {
              const read = readChoice(part.trim(), choices ?? []);
              return choices?.find((each) => each.id === read?.id)?.label ?? [];
            });
  const [only, another] = new Set(all);
  return another ? undefined : only;
}
