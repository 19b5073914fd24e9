import { oncePer } from '../base/once-per.ts';
import { withoutReferences } from '../base/reference.ts';
import { Duration, msIn, plus } from '../base/time.ts';
import { answersBut, worryParts } from '../draft/aside.ts';
import { withoutUnsaid } from '../draft/draft.ts';
import { BY_FORCE } from '../draft/near-said.ts';
import { namesIn, namesPlainly, withHer } from '../draft/news-said.ts';
import { besideBack, says, withoutHim } from '../draft/says.ts';
import { bareText, KIN, namesWritten, wordsIn } from '../draft/typed-words.ts';
import { type CaseEvent, saidName, textOf } from '../history/events.ts';
import { dangerIn, isKnownWord, mayBeDanger } from '../understanding/danger.ts';
import {
  isOfBoy,
  isOfGirl,
  isOnlyOfMan,
  type Named,
  namedInBoth,
  pronounIn,
  whomNamed,
  withoutHelp,
} from '../understanding/whom.ts';
import { wordsOf } from '../understanding/words.ts';
import { type CaseRecord, ownAnswers, textIn } from './record.ts';
import { isChildMissing } from './referral.ts';
import { ofAnother, saidIn } from './said.ts';
import { isSaidToHaveLeft } from './sight.ts';
import { sentReferral } from './standing.ts';

const ofChild = ['child-name', 'worry', 'child-age', 'whereabouts', 'with']; // “15, he says”
type Told = Pick<CaseRecord, 'facts' | 'events'>;

/** Whether what its author has told says that the child is a girl. @param before only what came before these words */
export function isGirl({ facts, events }: Told, before?: CaseEvent): boolean {
  const named = namedBefore(events, facts);
  const at = before ? events.indexOf(before) : -1;
  const { [at < 0 ? events.length : at]: so } = named;
  return so !== undefined && isOfGirl(so);
}

/** Whom all that was told before each event names, and last whom all of it does. */
const namedBefore = oncePer((events: CaseEvent[], facts: Told['facts']): Named[] => {
  const { values } = ownAnswers({ facts });
  const all = [whomNamed(ofChild.flatMap((field) => withoutUnsaid(values[field] ?? '') || []).join('. '))];
  for (const event of events) {
    const { [saidName(event) ?? '']: words } = facts.texts;
    const so = all.at(-1);
    if (so) all.push(words ? withLater(so, namedBy(event, words)) : so);
  }
  return all;
});
const namedBy = oncePer((_event: CaseEvent, words: string) => whomNamed(words));

/** Of a girl, later words of a man or of a woman say nothing else: only a boy makes it doubtful. */
const withLater = (so: Named, later: Named): Named => {
  const both = namedInBoth(so, later);
  return isOfGirl(so) ? { ...both, him: so.him, woman: so.woman } : both;
};

const MIXED =
  /\b(?:boys?|lads?|brothers?|sons?) (?:and|n|&) (?:an? |one |his |her |the )*(?:girls?|sisters?|daughters?)\b|\b(?:girls?|sisters?|daughters?) (?:and|n|&) (?:an? |one |his |her |the )*(?:boys?|lads?|brothers?|sons?)\b/;
const BOYS = /\b(?:two|three|four|[2-4]) (?:\w{1,9} )?(?:brothers|boys|lads)\b/;
/** Those of several children whom a “she” or “he” in words fits: “shes gone” is of no boy. A “he” may be a man in the story of a girl. */
export function whomFits<C extends Told>(words: string, children: C[]): C[] {
  const said = children.length > 1 ? pronounIn(words) : undefined;
  const fits = ({ events, facts }: C) => {
    const so = namedBefore(events, facts).at(-1);
    if (!so || !said) return true;
    const worry = bareText(ownAnswers({ facts }).values.worry ?? '');
    if (MIXED.test(worry) || (/\b(?:twins|kids|children)\b/.test(worry) && !BOYS.test(worry))) return true; // their sex is not known
    const areBoys = !so.girl && BOYS.test(worry);
    return said === 'she' ? !areBoys && !isOfBoy(so) : !isOfGirl(so) || so.man || so.him;
  };
  const those = children.filter(fits);
  return those.length > 0 ? those : children; // somebody of whom nothing was told
}

const CALLED = new Set('shes hes she he is as girl boy lad kid child an a the their our her his'.split(' '));
const OF_AGE = /^(\d{1,2})(?: ?(?:yrs?|years?)(?: ?olds?)?| ?yo)?$/;
/** Those of these children whom “the boy”, “the au pair”, “the toddler one”, “the hungry one” or “the 7 year old” can mean: by their sex, or by what their story says they are. */
export function whomCalled<C extends Told>(whom: string, children: C[]): C[] {
  const said = bareText(whom);
  const [, has = ''] = /^one (?:with|at|from|in|on|by) (?:(?:the|her|his|an?|that) )?(\p{L}{3,20})$/u.exec(said) ?? [];
  const of = has ? said : said.replace(/ one$/, '');
  const word = of.replace(/^(?:little|young) (?=\p{L})/u, '');
  const isOf = /^(?:boy|lad)$/.test(word) ? isOfBoy : word === 'girl' ? isOfGirl : undefined;
  if (isOf) return children.filter(({ events, facts }) => namedBefore(events, facts).slice(0, 1).some(isOf));
  const [, years] = OF_AGE.exec(of) ?? [];
  if (years) return children.filter((each) => isAged(each, years));
  const [first = '', ...more] = wordsIn(has || word);
  const isIn = (told: string[]) =>
    told.some(
      (each, at) =>
        each === first &&
        more.every((next, on) => told[at + on + 1] === next) &&
        (has !== '' || KIN.test(word) || (CALLED.has(told[at - 1] ?? '') && CALLED.has(told[at - 2] ?? 'is'))),
    );
  const those = children.filter((each) => isIn(wordsIn(toldIn(each))));
  return those.length > 0 || of === said || OF_ORDER.test(of) ? those : children.filter((each) => isToldAs(each, of));
}
/** Of “the other one”, “the last one” a story says nothing. */
const OF_ORDER =
  /^(?:\P{L}|other|first|last|latest|next|new|same|wrong|right|second|third|only|different|one|that|this|older|elder|bigger)/u;
/** Whether what was written of a child before sending says such a thing of the child: “hungry”. */
const isToldAs = ({ facts }: Pick<Told, 'facts'>, word: string): boolean =>
  word.length > 3 && wordsIn(childIn(facts)).includes(word);
const childIn = (facts: Told['facts']): string => {
  const { 'child-name': name = '', 'child-age': age = '', worry = '' } = ownAnswers({ facts }).values;
  return [name, withoutUnsaid(worryParts(worry).told), age].join('. ').replace(ITS_KIN, ' ');
};
const ITS_KIN =
  /\b(?:his|her|their|and|with)(?: an?)?(?: (?:little|small|young|younger|baby|older|big)){1,2} (?:brother|sister|cousin|sibling|son|daughter|one)s?\b/gi; // who is somebody else
const AGES =
  /(?:\b(?:aged?|is|s?hes|boy|girl|lad|kid|child|about|of)|,)(?: (?:aged?|about|only|just|now|around))? (\d{1,2})\b(?! ?(?:[ap]m\b|oclock|min|hour|[:.]\d))|\b(\d{1,2}) ?(?:yrs?|years?|yo)\b/g;
const isAged = ({ facts }: Pick<Told, 'facts'>, years: string): boolean =>
  [...bareText(childIn(facts)).matchAll(AGES)].some(([, age, old]) => (age ?? old) === years) ||
  ownAnswers({ facts }).values['child-age']?.trim() === years;

const LITTLE = /\b(?:little|small|wee) (?:one|boy|lad|fella|brother)\b/i;
/** Whether words are only of a “he” where one of these children is a boy, and this one a girl, or of a little one as this one is not: they do not go along. */
export const isOfLittleBoy = <C extends Told>(words: string, child: C, children: C[]): boolean =>
  (pronounIn(words) === 'he' && isGirl(child) && whomCalled('boy', children).length > 0) ||
  (LITTLE.test(words) && !isToldAs(child, 'little'));

/** Whether words tell of a girl, and this child is a boy; or of a boy with an age, and it is a girl, whose story may have lads in it. */
export function isOfOtherSex(words: string, { events, facts }: Told): boolean {
  const so = namedBefore(events, facts).at(-1);
  const said = whomNamed(words);
  if (!so) return false;
  if (isOfBoy(so))
    return said.girl && !said.him && !said.boy && !said.man && !/\b(?:his|theyre|they)\b/.test(bareText(words));
  return (
    isOfGirl(so) &&
    !so.boy &&
    !said.girl &&
    /\b(?:school)?boy,? (?:(?:is|hes|aged?|about|of) )*1?\d\b/.test(bareText(words))
  );
}

const ofItsPeople = 'people,carer,family,siblings,household,strangers,address,all-addresses'.split(',');
const IT_CRIES = /\bits?(?: \w+)? (?:scream|cry|cries|cried|wail)/i; // only a baby is “it”
/**
 * The words of what its author told of a child that can only be names, of people, streets and cars, or say who they are: “kian”, “marsh”,
 * “twins”. Words of which the child is not said, or is another, tell nothing of it; nor do these.
 */
const namesTold = oncePer(({ events, facts }: Told, but: string): Set<string> => {
  const { values } = ownAnswers({ facts });
  const later = saidIn(events).flatMap(({ name }) => (ofAnother(events, name) ? [] : (facts.texts[name] ?? [])));
  const told = withoutUnsaid(
    [...[...ofChild, ...ofItsPeople].flatMap((field) => values[field] ?? []), ...later].join('\n'),
  );
  return namesWritten(but ? told.replaceAll(but, ' ') : told);
});
/**
 * Those of several children whom words name, by the child’s own name, or by a name that was told of one of them alone: “darrens car is
 * back”. If all they have is a name of several, as of a family, all of these.
 */
export function whomPointedAt<C extends Told>(words: string, children: C[]): C[] {
  const said = wordsOf(words);
  const known = children.map((child) => ({
    child,
    own: namesIn(answersBut(ownAnswers(child), words.trim())).filter((name) => namesPlainly(words, [name])),
    told: namesTold(child, said.length > 2 ? words.trim() : ''), // not a bare “sanjay”
  }));
  const found = (IT_CRIES.test(words) ? [...said, 'baby'] : said)
    .flatMap((word) => [word, word.replace(/s$/, '')])
    .map((word) => {
      const own = known.filter((each) => each.own.includes(word));
      return { isOwn: own.length > 0, of: own.length > 0 ? own : known.filter(({ told }) => told.has(word)) };
    });
  const sure = found.filter(({ of }) => of.length === 1);
  const sureOwn = sure.filter(({ isOwn }) => isOwn); // “amiras gone w kaz”, though a neighbour's story has a kaz
  const meant = [sureOwn, sure].find(({ length }) => length > 0) ?? found.filter(({ isOwn }) => isOwn);
  return known.filter((each) => meant.some(({ of }) => of.includes(each))).map(({ child }) => child);
}
/** What words tell without the sentences that are only of a man, where the child is a girl: “police came, he left!” */
export function withoutMen(words: string, record: Told, event: CaseEvent): string {
  if (!isGirl(record, event)) return words;
  const sentences = words.split(SENTENCES);
  const ofOthers = sentences.filter((sentence) => !isOnlyOfMan(sentence));
  return ofOthers.length === sentences.length || !wordsOf(ofOthers.join(' ')).every(isKnownWord)
    ? words
    : ofOthers.join(' ');
}

const HELP =
  /\b(?:police(?:(?:wo)?m[ae]n)?|wpc|cops|btp|pcs?|sgt|officers?|ambulance|paramedics?|units?|workers?|sw|arrested|nicked|(?:hand)?cuff\w*|custody|detained)\b/i;
const mayBeOfHelp = oncePer((_event: CaseEvent, words: string) => HELP.test(words));
/** What words tell beside that helpers have the child, or that somebody is arrested: that is a report. */
export function besideHelp(words: string, record: Told, event?: CaseEvent): string {
  const whole = withoutReferences(words).trim();
  if (THEY_LEFT.test(bareText(whole)) && isTakenByHelp(record, event)) return whole.replace(/^[^.!?;\n]*[.!?;\s]*/, '');
  if (!(event ? mayBeOfHelp(event, words) : HELP.test(words))) return words; // most words
  const said = withHer(words, [ownAnswers(record)]);
  const rest = withoutHelp(said, isGirl(record, event));
  return rest === said ? words : rest;
}
/** “theyve gone” says no more, after “officer is taking her to hospital”. */
const THEY_LEFT =
  /^(?:(?:ok|okay|right|yes|and|so|now|just) )*(?:they|s?he|both)(?: ?(?:ve|re|s|have|has|are|is))?(?: (?:both|all|just|now))* (?:gone|left|off|set off|on their way)(?: now)?(?=$|[.!;\n])/;
const TAKE_THEM = /\b(?:tak(?:e|es|ing)|driv(?:e|es|ing)|escorting) (?:her|him|them)\b/;
const takenWithin = Duration.parse('PT1H');
/** Whether helpers were said in this hour to take the child somewhere. */
function isTakenByHelp(record: Told, event?: CaseEvent): boolean {
  const before = event ? eventsBefore(event, record) : record.events;
  const now = event?.at ?? before.at(-1)?.at;
  return before.some((each) => {
    const { [saidName(each) ?? '']: words = '' } = record.facts.texts;
    const said = withHer(words, [ownAnswers(record)]);
    const isSoon = now && plus(each.at, msIn(takenWithin)) > now;
    return (
      isSoon && HELP.test(words) && TAKE_THEM.test(bareText(said)) && withoutHelp(said, isGirl(record, each)) !== said
    );
  });
}
/** Where they say that the child is here, each part between commas says something of its own: “shes here, only HE went out”. */
const SENTENCES =
  /(?<=[.!?;\n])|(?<=\b(?:s?he|they)(?:[’']?s|[’']?re| is| are)?(?: still| safe)* (?:here|safe|asleep|with (?:me|us)),)/i;

export const eventsBefore = (event: CaseEvent, { events }: Pick<CaseRecord, 'events'>) =>
  events.includes(event) ? events.slice(0, events.indexOf(event)) : events;

/** Whether a “he” who is back is no child: of a girl, or where the same words tell of shouting, of blows or of a door. */
const isHeAnother = (said: string, record: Told, event?: CaseEvent) =>
  isGirl(record, event) || (says('back', said) && BY_FORCE.test(bareText(said)));

/**
 * What words say beside that a child who is missing, or has left, is back. `perhapsHim`: “he just come in” may tell of a man of
 * whom their author told.
 * @param event that says them, if they came after others
 * @returns undefined if they do not say so
 */
export function backSaid(
  words: string,
  record: Told,
  event?: CaseEvent,
): { more: string; perhapsHim: boolean } | undefined {
  const said = withHer(words, [ownAnswers(record)]);
  if (besideBack(said, false) === undefined) return undefined; // most words
  const sent = sentReferral({ events: event ? eventsBefore(event, record) : record.events });
  const more =
    sent && (isChildMissing(sent) || isSaidToHaveLeft(sent)) && besideBack(said, isHeAnother(said, record, event));
  return more === undefined || more === false ? undefined : { more, perhapsHim: /\bhe(?:[’']?s)?\b/i.test(said) };
}

/** Whether they say that a man or a car is there, that somebody asks for the child, or who has come, of a girl: danger. */
export const comesAgain = (words: string, record: Told, event: CaseEvent): boolean =>
  comesAsMan(words, record, event) || says('threat', withHer(words, [ownAnswers(record)]));

/** Whether words of danger may say no more than that a child who was gone is back. */
export function isOnlyBack(words: string, record: Told): boolean {
  const back = mayBeDanger(words) && backSaid(words, record);
  return back !== undefined && back !== false && !dangerIn(back.more);
}

/** Whether words of danger may say no more than that helpers have the child, or somebody. */
export function isOnlyHelp(words: string, record: Told): boolean {
  const more = besideHelp(words, record);
  return more !== words && !dangerIn(more);
}

/** Whether they say that helpers have the child, and that the child is safe or sits with them. */
export const saysSafeWithHelp = (words: string, record: Told, event?: CaseEvent): boolean =>
  besideHelp(words, record, event) !== words && (says('safe', words) || WITH_HELP.test(bareText(words)));
const WITH_HELP =
  /\b(?:s?hes|s?he is|theyre|child|girl|boy|lad|kid)(?:s| is| are)?(?: (?:now|here|safe|sat|just))* with (?:(?:the|an?|two) )?(?:police|officers?|cops|social worker|pcs?|ambulance|paramedics?)\b/;

/** Whether they say, or say that somebody says, that helpers have the child: “steve says the police have got her”, “not with me shes with the police”. It takes no alarm away. */
export function isWithHelpers(words: string, record: Told): boolean {
  const said = withHer(words, [ownAnswers(record)]);
  return HAVE_CHILD.test(isGirl(record) ? withoutHim(said) : bareText(said)) || saysSafeWithHelp(words, record);
}
const HAVE_CHILD =
  /\b(?:police(?:(?:wo)?m[ae]n)?|cops|officers?|pcs?|paramedics?|ambulance|social workers?)(?: crew)?(?: (?:have|has|ve|now|just|all))* (?:got|have|has|found|picked up) (?:her|him|them)\b|\b(?:s?hes|she is|he is|theyre|child|girl|boy|lad|safe|her|him|them)(?: (?:is|safe|now|just|sat|stood|sitting|all|both|ok))* (?:with|in|w)(?: the back of)?(?: (?:the|an?|two|some))? (?:police|cops|officers?|pcs?|paramedics?|ambulance|social workers?)\b/;

/** “hes turned up”, of a girl */
const comesAsMan = (words: string, record: Told, event: CaseEvent): boolean =>
  says('back', words) && besideBack(words, true) === undefined && isGirl(record, event);

/** All that its author told of a child. */
export const toldIn = ({ facts }: Pick<CaseRecord, 'facts'>): string =>
  [...Object.values(ownAnswers({ facts }).values).map(withoutUnsaid), ...Object.values(facts.texts)].join(' . ');
/** What was told of the child before this event. */
export const toldBefore = (event: CaseEvent, { facts, events }: Told): string =>
  [facts.answers.values, ...saidIn(eventsBefore(event, { events })).map(({ name }) => [facts.texts[name]])]
    .flatMap(Object.values)
    .join(' . ');
/** Whether words tell what was done to a child, or what a child says of it. */
export const harmTold = (words: string, record: Told): boolean => says('harm', withHer(words, [ownAnswers(record)]));

/** What may say that the child is found. */
export const foundWords = (record: CaseRecord, number: number) =>
  asFound(textIn(record, textOf.information(number)), record);
/** The words as they are read for that, and whether a “he” in them is somebody else. */
export function asFound(words: string, record: Told) {
  const said = withHer(words, [ownAnswers(record)]);
  return [said, isHeAnother(said, record)] as const;
}
/** Whether somebody is back, and it may be the child or whoever shouts there. */
export const isBackUnclear = (words: string, record: Told): boolean =>
  says('back', words) && besideBack(words, true) === undefined && !isGirl(record) && BY_FORCE.test(bareText(words));
