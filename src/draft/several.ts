import { oncePer } from '../base/once-per.ts';
import type { Texts } from '../base/texts.ts';
import { isQuestion } from '../understanding/asking.ts';
import { isKnownWord } from '../understanding/danger.ts';
import { type Marked, type PersonKind, sure, whoIsIn } from '../understanding/people.ts';
import { isUsualWord } from '../understanding/phrases.ts';
import { ofFirstChild } from '../understanding/whom.ts';
import { type Answers, withoutUnsaid } from './draft.ts';
import { bareText, wordsIn } from './typed-words.ts';

const kids =
  '(?:girls|boys|kids|children|lads|pupils|students|teenagers|teens|youngsters|babies|minors|sisters|brothers|siblings)';
const many = '(?:two|three|four|five|six|seven|eight|[2-9]|both|several|a (?:few|couple of|group of)|all)';
const around = '(?: (?:of|our|my|the|these|those|other|more|young|little|younger|older|teenage|vietnamese|local))*';

// “2 lads 22ish” are no children
const grown =
  '[ ,(]{1,2}(?:(?:are|aged?|about|abt|around|maybe|like|all|both|in their|early|mid|late) )*(?:1[89]|[2-9]\\d|twent|thirt)';

/** Words that speak of more than one child: “three of our girls”, “the other two”, “13, 14 and 13”, “her sister too”. */
const several = new RegExp(
  [
    `\\b${many}${around} ${kids}\\b(?!${grown})`,
    `\\b(?:the|my|our|these|those) (?:other |young |older |younger )?(?:girls|boys|kids|children|siblings|twins)\\b`,
    '\\bthe other (?:two|three|four|girl|boy|child|kid)\\b',
    '\\btwins\\b',
    '\\b(?:1?\\d)(?: ?,)? (?:1?\\d)(?: ?,)? (?:and|&) (?:1?\\d)\\b',
    '\\bage[ds]? 1?\\d(?: and| &|,) 1?\\d\\b',
    '\\b(?:her|his) (?:little |younger |older |big |twin )?(?:sister|brother)s? (?:too|as well|is (?:also|too)|has (?:also|too))\\b',
    '\\band (?:her|his) (?:little |younger |older |big |twin )?(?:sister|brother)\\b',
  ].join('|'),
  'i',
);

const GROUP = new RegExp(
  `\\b(?:${many}${around} ${kids}|(?:the|my|our|these|those) ${kids}|all (?:[2-5]|two|three|four|five)(?: of them)?|(?:all|both) of them|the (?:two|three|four|[2-4]) of them)\\b(?!${grown})`,
  'gi',
);
/** “they” for several children: the readers know of one, or of “they”. */
export const withThey = (said: string): string => said.replace(GROUP, 'they');

/** Whether words tell of all the children: “both the girls have bruises”, “all 3 are at grans”. */
export const tellsOfAll = (said: string): boolean =>
  /\b(?:both|all)\b/i.test(said) && withThey(said) !== said && !isQuestion(said);

const forms =
  /\b(?:another|second|new|one|separate|same|two|three|[2-9]) (?:more )?(?:forms?|referrals?|checks?)\b.*\b(?:all|each|both|other|second|third|girls?|boys?|child|kids?|sister|brother|one)\b|\b(?:second|third|other) (?:girl|boy|child|kid)\b.*\b(?:form|referral|check)\b/i;

/** “theres another girl at the house, mai, 12”, “her friend mai is there too, shes 12”, not “another boy told me” and “like the other girls”. */
const A_SECOND =
  /(?:^(?:and|also|oh|ok|so|but|\W)*|\b(?:there(?:s|re| is| are| was| were)(?: now| also| actually)*|got|found|seen|brought|plus|and) )(?:another|an?other|a second|one more|a (?:third|fourth|3rd|4th)(?: one)?,?(?: little)?) (?:girl|boy|child|kid|lad|baby|one)\b(?! of\b| (?:told|said|says|saw|thinks|rang|texted|from (?:her|his) (?:class|school))\b| (?:in|from|at) (?:\S+ ){1,3}(?:told|said|says|saw|thinks)\b)|\bthe other (?:girl|boy|child|kid|lad)(?:s| is|,| called) (?!told|said|says|saw)|\b(?:her|his|their) (?:\w+ )?(?:friend|mate|cousin|sister|brother)\b(?=.{0,40}\b(?:too|as well|also)\b)(?=.{0,60}\b1?\d\b)/;
/** What words say from where they tell of a second child. */
export function tellsOfSecond(text: string): string | undefined {
  const said = bareText(text);
  const at = said.search(A_SECOND);
  return at < 0 ? undefined : said.slice(at, at + 120);
}

/** “my neighbour has a baby”, “theres a little boy upstairs”. */
const BRINGS =
  /\b(?:has|have|had|got|theres|there (?:is|are|was|were)|seen?|saw|hear|heard|with|found) (?:an?|one|two|three|four|some|[2-9]) (?:[a-z]+,? )?(?:[a-z]+,? )?(?:bab(?:y|ies)|toddlers?|infants?|newborn|child|kids?|children|girls?|boys?|lads?)\b/;
const ELSEWHERE = /\b(?:also|too|as well|neighbou?rs?|next door|upstairs|downstairs|different|separate)\b/;
/** “i saw a girl at clinic, 17” */
const AGED = /\b(?:child|girl|boy|lad)\b.{0,40}[ ,]1?\d(?:,|$| (?:and|she|he|years?|yrs?|called|named)\b)/;
/** Whether words begin to tell of a child. @param isOfSeveral they may be of several children: then less says that it is a new one */
export function bringsChild(text: string, isOfSeveral: boolean): boolean {
  const said = bareText(text);
  return BRINGS.test(said) && (isOfSeveral || ELSEWHERE.test(said) || AGED.test(said));
}

const child = '(?:girl|boy|child|kid|lad|baby|toddler|pupil)';
const TALKS = '(?:told|said|says|saw|thinks|rang|texted|of|in|from|at)';
const OTHER = '(?:different|new|another|separate|second|third|fourth|next|2nd|3rd)';
/** “different child, girl 16”, “different kid not tyrell”, “another family”, “i need to do a third one as well”. */
const ANOTHER = new RegExp(
  [
    `^\\W*(?:(?:ok|okay|now|and|so|sorry|no|hi|hello|also|next|then|oh|well|right|but|it|its|is|thats|this|about|for|have|got|ive|i|a|an|the)\\W+)*(?:new one,? )?${OTHER} ${child}\\b(?! ${TALKS}\\b)`,
    `(?:^|[.,;:!?\\n–-] ?)(?:(?:its|thats|this is|for|about|and|but|now|an?|the) )*(?:${OTHER} (?:${child}|family)|(?<=^[a-z, ]{0,12})next one)(?: (?:now|again|please|pls|too|as well|altogether|completely|to|from|not) ?| [a-z]{2,30}(?<= not [a-z]{2,30}))*(?:$|[.,;:!?\\n])`,
    '(?<!\\b(?:to|with|at|in|from|by|of) an? )\\bdifferent (?:family|case)\\b',
    `\\b(?:need|want|have|got|gotta|going|like) (?:to )?(?:do|make|send|start|refer|report|write) (?:an?other|an? ${OTHER}) (?:one|referral|${child})\\b`,
    `\\b(?:another|one more|a second) (?:one|${child}|student) (?:(?:that|who) )?(?:im|i am|were|we are|ive been) (?:(?:also|really|so|very|just as) )?(?:worried|concerned|scared|frightened)\\b`,
    '^\\W*(?:\\w+\\W+){0,3}new (?:referral|one)\\b',
    `\\b(?:do|make|start|send|need|want) (?:one|a referral|another(?: one)?|a new one) (?:(?:too|also|please) )?(?:for|about) (?:another|a different|a second) (?:${child}|student)\\b`,
  ].join('|'),
);
/** “now a girl, 16”, “i need to tell you about a girl”: it may be one who is known. */
const ANNOUNCES = new RegExp(
  [
    `^\\W*(?:(?:ok|now|and|so|also|next|then|its|this is|about|for)\\W+)*an? (?:\\w+ )?${child}\\b(?=.{0,30}\\b1?\\d\\b)`,
    `^\\W*(?:(?:ok|now|and|so|also)\\W+)*${child},? 1?\\d\\b(?! ?(?:min|am|pm|hour))`,
    '\\bdifferent (?:family|house|household|case)\\b',
    '\\b(?:theres|there is|met|seen|saw|got|have|about) an? 1?\\d ?(?:yrs?|years?)[ -]?old\\b',
    `\\b(?:tell|talk|report|refer|write|speak|worr\\w+|concerned|message)(?: (?:you|u|to|the|mash|now|also|too|again))* about an? (?:\\w+ )?${child}\\b`,
  ].join('|'),
);
const ONE =
  /^\W*(?:(?:ok|okay|now|and|so|sorry|also|then|for|about|its|thats)\W+)*(?:a |the )?(?:(?:new|different|another|second|third|fourth|next|2nd|3rd) one|(?<=(?:now|and|next|also|then)\W+(?:for )?the )(?:little |younger |older |big |twin )*(?:sister|brother|twin|cousin|friend))\b[,.:;–-]?\s*(\S*)\s*(\S*)/;
/** Whether words say plainly that they are of another child than before, whoever else they name. */
export const saysAnother = (text: string): boolean => ANOTHER.test(bareText(text));
/** Whether words begin to tell of a child who is not the one before. */
export function announcesChild(text: string): boolean {
  const said = bareText(text);
  const [all, ...next] = ONE.exec(said) ?? [];
  const [word = '', surname = ''] = next.map((each) => wordsIn(each).join());
  const isName = [word, surname].some((each) => each.length > 2 && !isKnownWord(each)) && !noName.test(word);
  return (
    ANOTHER.test(said) ||
    ANNOUNCES.test(said) ||
    (all !== undefined && (isName || /^(?:|\d+|different|shes|hes|girl|boy|called|named|aged)$/.test(word)))
  );
}

/** The same, or that there is a second child, of whom nothing was told before. */
export const beginsChild = (text: string): boolean =>
  bringsChild(text, true) || announcesChild(text) || tellsOfSecond(text) !== undefined;

const kin = '(?:sister|brother|sibling|cousin|twin)s?';
const MENTIONS = new RegExp(
  `\\b${kin}\\b|\\b(?:another|a second) (?:girl|boy|lad|kid)\\b|\\b(?:girl|boy|lad|kid)s?(?: \\w+)? (?:too|also|as well)\\b`,
);
/** “sister mai, 12”: a name with an age. */
const STORY = new RegExp(
  `\\b${kin},? (?:(?:is|called|named) )?(?!aged|about|and|who|shes|hes)\\p{L}{3,},? (?:(?:is|shes|hes|aged|about) )*1?\\d\\b|\\bneighbou?rs?\\b|\\b(?:next door|different|separate)\\b`,
  'u',
);
/** Whether words only mention another child, as “theres a girl too, his sister, in leeds” does, and do not begin to tell of that child. */
export function mentionsOther(text: string): boolean {
  const said = bareText(text);
  const isStory = STORY.test(said) || AGED.test(said) || namesAged(text).length > 0 || announcesChild(text);
  return MENTIONS.test(said) && !isStory;
}
/** Whether the author may want to refer another child, too. */
export const mayWantNext = (text: string): boolean =>
  speaksOfSeveral(text) ||
  (mentionsOther(text) && /\b(?:there ?(?:s|is|are|was)|girl|boy|lad|kid)\b/.test(bareText(text)));

/** “shes 14, the other one is 12”, not of a man: “the other one is back w a white van” */
const ofOtherOne = (text: string) =>
  /\bthe other one\b/i.test(text) &&
  /\b(?:girl|boy|child|kid|lad|pupil|baby|(?:is|s?hes|aged?|about) 1?\d)\b/i.test(text) &&
  !/\b(?:m[ae]n|blokes?|guys?|fellas?|uncles?|drivers?|wom[ae]n|lad(?:y|ies)|cars?|vans?)\b/i.test(text);

/** Whether words, or the child’s name and age, speak of several children. It only makes the bot say so. @source Protocol 8.2 */
export const speaksOfSeveral = (text: string): boolean =>
  several.test(text) || ofOtherOne(text) || forms.test(text) || tellsOfSecond(text) !== undefined;

export const areSeveral = oncePer(({ values }: Answers): boolean =>
  ['worry', 'child-name', 'child-age'].some((field) => speaksOfSeveral(values[field] ?? '')),
);

export const oneEach =
  'You write of more than one child. One referral each: answer for one now, then type “next child”.';

/** Says once that each child needs a referral: when the answers first speak of several. */
export const severalNote = (before: Answers, after: Answers): string[] =>
  areSeveral(after) && !areSeveral(before) ? [oneEach] : [];

/** Words for a child that may be any child. */
export const ofAnyone =
  /^(?:..?|girl|boy|girlfriend|boyfriend|child|baby|kid|young|old(?:er)?|younger|little|not|(?:un)?known|aged?|about|years?|(?:fe)?male|called|named?|says|first|then|next|the|and|cos|coz|cuz|her|his|with|from|shes?|hes|\D*\d.*)$/;

/** Whether words give several school years: then no one name and no one age is the child’s. */
export const tellsYears = (text: string): boolean => (text.match(/\b(?:yr|year)\.? ?1?\d\b/gi) ?? []).length > 1;

const unsure = 0.4;
/** Who is who in what was told, and the words around them: each line by itself, and nothing of “Of another child: …” or of a child not yet said. */
export const whoIn = (told: string, least = sure): (Marked & { before: string; behind: string })[] =>
  withoutUnsaid(told)
    .split('\n')
    .flatMap((line) => {
      const said = /^(?:Said beside the questions: )?“(.*)”/.exec(line)?.[1] ?? line;
      const all = said.startsWith('Of another child: ') ? [] : whoIsIn(said, 'story').filter(({ p }) => p >= least);
      return all.map((each) => ({
        ...each,
        before: said.slice(0, each.at),
        behind: said.slice(each.at + each.words.length),
      }));
    });
/** What was told of this kind. */
export const toldAs = (told: string, mark: PersonKind, least?: number): string[] =>
  whoIn(told, least).flatMap((each) => (each.mark === mark ? each.words : []));
const nameOf = (words: string) => wordsIn(words).find((word) => !ofAnyone.test(word)) ?? '';
const YEAR = /^,? (?:is )?(?:in )?(?:yr|year) ?1?\d/i;
/** The names that a worry gives with an age, or a school year. */
export const namesAged = (worry = ''): string[] =>
  whoIn(worry).flatMap(({ mark, words, behind }, at, all) =>
    /^(?:child|other)$/.test(mark) && (YEAR.test(behind) || all[at + 1]?.mark.endsWith('age')) ? words : [],
  );
/** The children whom a worry names, or may name; of several only one whose name stands alone, or the first, where they alone have an age or are named again. */
export function childrenTold(worry: string): string[] {
  const all = toldAs(worry, 'child', unsure).filter((name) => nameOf(name) !== '');
  const names = [...new Map(all.map((name) => [nameOf(name), name])).values()];
  const aged = namesAged(worry).map(nameOf);
  const [alone, another] = whoIn(worry).filter(({ mark, at, behind }) => mark === 'child' && at === 0 && behind === '');
  const isMore = (name: string) =>
    aged.includes(nameOf(name)) || all.filter((each) => nameOf(each) === nameOf(name)).length > 1;
  if (alone && !another) return [alone.words];
  if (names.length > 1) return names.filter(isMore).join() === names[0] ? names.slice(0, 1) : names;
  return toldAs(worry, 'child').length > 0 ? names : [];
}
/** The words without whom they are not about: “different kid not tyrell”. */
export const withoutNot = (words: string) => words.replace(/\bnot (?:for |about |with |the )*[\p{L}’'-]{2,30}/giu, ' ');
/** The name that a worry gives its child, where their box has none; none if it names several. */
export function nameInWorry(told = ''): string {
  const [only = '', another] = childrenTold(ofFirstChild(withoutNot(withoutUnsaid(told))));
  return another ? '' : only;
}
const OF_BOY = /\b(?:hes?|his|him|boy|lad)\b/i;
const OF_GIRL = /\b(?:shes?|hers?|girl)\b/i;
/** What a child is called in “send the toddler one”: their name, or what the worry says they are. */
export const calledIn = ({ values: { 'child-name': name = '', worry = '' } }: Pick<Answers, 'values'>): string =>
  [
    name,
    nameInWorry(worry),
    ...(name === ''
      ? wordsIn(worry).filter((word) => word.length > 2 && !isKnownWord(word) && !isUsualWord(word))
      : []),
    OF_BOY.test(worry) === OF_GIRL.test(worry) ? '' : OF_BOY.test(worry) ? 'boy lad' : 'girl',
    ...(worry.match(/\b(?:bab(?:y|ies)|toddlers?|newborn|twins|triplets|brothers|sisters)\b/gi) ?? []),
  ].join(' ');
const isWordOfAnyone = (word: string) => ofAnyone.test(word) || isUsualWord(word);

/** Whether words are nothing but a child’s name, as its box or what was told has it: no reason and no place, and not who is with the child. */
export function isOnlyNamed(text: string, { values }: Pick<Answers, 'values'>): boolean {
  const box = wordsIn(values['child-name'] ?? '');
  const names = [...(box.length <= 3 ? box : []), ...namesAged(values.worry).flatMap(wordsIn)];
  const words = wordsIn(text).filter((word) => !/^(?:obviously|sorry|again|duh|ffs|please|pls)$/.test(word));
  return words.length > 0 && words.length <= 2 && words.every((word) => names.includes(word) && !isWordOfAnyone(word));
}

/** A word or two that no phrase has: somebody’s name, and no reason until it is said again. */
export const mayOnlyName = (text: string, { values }: Answers): boolean =>
  !values.worry?.includes(`“${text.trim()}”`) &&
  /^[\p{L}’'-]{2,30}(?: [\p{L}’'-]{2,30})?[.!?]?$/u.test(text.trim()) &&
  wordsIn(text).every((word) => !isKnownWord(word) && !isUsualWord(word));

/** Words before a name, and words that begin a line and are no child's name. */
const BEFORE = /^(?:(?:now|and|but|so|ok|oh|god|omg|no|yes|please|help|about|update|just)\W+)*/i;
export const noName =
  /^(?:s?he|they|it|is|was|the|to|from|an?|yr|year|room|bed|ward|police|m[uo]m|dad|uncle|aunt\w*|miss|mrs?|mister|cousin|brother|sister|man|bloke|\w+day|s?hes|theyre|their|with|told|sa[iy]\w*|saw|thinks?|who|which|here|there|mayb|bout|abt|arnd|probs?)$/;
/** What befalls a child who is not safe: “chloe is being moved”, “mai has gone”. */
const BEFALLS =
  /^(?:is |s |has |are )?(?:now |just |about to |still )*(?:(?:being|getting|been) (?:moved|taken|sent|driven|locked|hurt|beaten|sold|held|kept)|missing|gone|left|leaving|going|moving|ran|run|awol|vanished|hurt|bleeding|crying|stuck|trapped|in danger|not safe|rang|texted|1?\d)\b(?!.*\b(?:her|him|them)\b)/;

/**
 * Whether words begin with a name that nothing told so far has, and say what befalls this child: “chloe is being moved
 * tonight”. Words of an adult, such as “kyle has her”, stay with the child whom the MASH has.
 */
export function beginsWithNewName(text: string, told: readonly Partial<Texts>[]): boolean {
  const isAbout = /^\W*(?:oh )?about /i.test(text);
  const [first = '', ...rest] = wordsIn(text.replace(BEFORE, ''));
  const isNew = first.length > 2 && !/\d/.test(first) && !noName.test(first) && !isKnownWord(first);
  const more = rest.join(' ');
  return (
    isNew &&
    (isAbout || BEFALLS.test(more)) &&
    !told.some((texts) => Object.values(texts).some((each = '') => namesAnyOf(wordsIn(each), first)))
  );
}

const namesAnyOf = (told: string[], name: string) => told.includes(name) || told.includes(name.replace(/s$/, ''));

const OF_ALL =
  /^\W*(?:(?:(?:the|that|this|his|her) )?[a-z]{2,12} (?:is|was|are|were|goes) (?=(?:for|about) ))?(?:(?:about|for|its|it|is|thats|theyre|are|was|sorry|no|yes|ok|i|mean|meant|the)\W+)*(both|all|(?:two|three|four|five|[2-5])(?= of (?:them|these|the)\b))\b(?:\W+(?:of|the|them|these|those|my|our|girls|boys|lads|kids|children|sisters|brothers|two|three|four|five|[2-5]|is|are|it|pls|please|sorry|now|again|too|i|keep|kept|telling|told|said|say|you|u|already|ffs))*\W*$/i;
function countIn(text: string): number | 'all' | undefined {
  const [, what] = OF_ALL.exec(text) ?? [];
  const words = wordsIn(text);
  if (!what || (words.includes('it') && words.includes('all') && !words.includes('them'))) return undefined; // “all of it” is of words
  const counts = words.map((word) => Number(word) || 'two three four five'.split(' ').indexOf(word) + 2);
  return what.toLowerCase() === 'both' ? 2 : (counts.find((count) => count > 1) ?? 'all');
}

/** What stands before the first full stop or comma. */
export const firstPart = (text: string) => text.split(/(?<=[.,;:!\n])\s+/)[0] ?? '';
/** “all three. child is missing”: what follows is of all of them, too. */
export const saysAllFirst = (text: string): boolean => {
  const first = firstPart(text);
  return first !== text && !/^\W*all\W*$/i.test(first) && countIn(first) !== undefined;
};

/** How many children “about both”, “all of them” and “all three” mean, whatever follows. */
export const countSaid = (text: string): number | 'all' | undefined =>
  countIn(text) ?? (saysAllFirst(text) ? countIn(firstPart(text)) : undefined);

const NAMELESS =
  /\b(?:i )?(?:(?:dont|don['’]t|do not|didnt|didn['’]t|never) (?:know|get|catch|have|got) (?:(?:her|his|their|the|a|any) )?(?:child['’]?s )?name|no name|name (?:is )?(?:not|un)known)\b(?: (?:yet|sorry|though|tho))*/i;
/** What a child looks like, where words say that the name is not known: “about 13, pink jacket, dont know her name”. */
export function describedIn(line: string): string[] {
  const parts = line
    .slice(1, -1)
    .split(/[,.;](?!\d)/)
    .map((part) => part.replace(NAMELESS, '').trim());
  const said = parts.filter((part) => /\p{L}{3}/u.test(part) && !isQuestion(part)).join(', ');
  return NAMELESS.test(line) && said !== '' ? [said] : [];
}

/** The names of “hes called dawit he told the porter”, “her name is mai according to the booking”. */
export const namesSaid = (text: string): string[] =>
  /\b(?:called|named|names?)\b/i.test(text) ? toldAs(text, 'child') : [];
