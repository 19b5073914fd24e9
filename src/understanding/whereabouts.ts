import { once, oncePerWords } from '../base/once-per.ts';
import { isQuestion } from './asking.ts';
import { classes, guessesFor, models } from './models.ts';
import { keyOfPhrase, keyOfWords, shippedPhrases } from './phrases.ts';
import { adult, men, windowsOf, wordsOf } from './words.ts';

/** Where a child is, as a sentence tells it, or that it tells it of somebody else: the headings of `whereabouts.txt`. */
export type Whereabouts = 'left' | 'going' | 'back' | 'here' | 'other-left' | 'other-comes' | 'none';

/** From here the examples are sure. Below it they say nothing, and what else reads the words decides. */
const sureFrom = 0.55;
/** Which of two that are alike it is may be unclear. */
const alike: readonly (readonly string[])[] = [
  ['left', 'going'],
  ['back', 'here'],
  ['other-left', 'other-comes'],
  ['none'],
];

const known = once(
  () =>
    new Map(
      shippedPhrases(['whereabouts.txt']).map(({ means, words }) => [
        keyOfPhrase(words),
        means.replace('whereabouts ', '') as Whereabouts,
      ]),
    ),
);

/**
 * Where the child is by one sentence, if the examples are sure. Of a long one, each stretch is read, and what tells something
 * counts. A question tells nothing.
 */
export const whereaboutsIn = oncePerWords((sentence): Whereabouts | undefined => {
  if (isQuestion(sentence)) return undefined;
  const words = wordsOf(sentence);
  const isKnown = known().get(keyOfWords(words));
  if (isKnown) return isKnown;
  const sure = windowsOf(words).flatMap((each) => {
    const guesses = guessesFor(models.whereabouts(), each);
    const is = guesses[0]?.label as Whereabouts;
    const like = alike.find((some) => some.includes(is)) ?? [];
    const p = guesses.reduce((sum, guess) => sum + (like.includes(guess.label) ? guess.p : 0), 0);
    return p >= sureFrom ? [{ is, p }] : [];
  });
  const tell = sure.filter(({ is }) => is !== 'none').sort((one, other) => other.p - one.p);
  return (tell[0] ?? sure[0])?.is;
});

const begins =
  '^(?:(?:ok|okay|yes|yeah|phew|oh|omg|thanks?|thank|god|goodness|now|and|so|good|news|update|right|finally|luckily|i|we|they) )*';
const child = '(?:(?:the|our|this) )?(?:she|he|they|her|him|them|both|child|girl|boy|kid|baby|lad)';
const helper =
  '(?:(?:the|a|an|two|some|#) )*(?:police|cops|btp|pcs?|ambulance|paramedics?|officers?|crew|security|social worker)s?';
const when = '(?: (?:now|already|just|finally|safe|here|again|too|at last|thank god|like you said))*';
const place =
  'school|class|lessons?|college|nursery|placement|care|(?:the|her|his) (?:ward|unit|placement|lesson|class)';
/** “she will sit with him” */
const sits = `(?:(?:s?he|they|i) )?(?:will|is|are|am|to|going to)(?: be)? (?:sit|stay|wait)(?:t?ing)?(?: in| here)? with ${child}`;
/** Help that is there or on its way, good news, “done” and a bleep, where the clause says nothing else: a line with the numbers. */
export const calm = new RegExp(
  [
    `${begins}${helper}(?: (?:is|are|has|have|just|now|all))*(?: (?:here|there|arrived|come|came|walked in|turned up|got here|on scene|in the (?:building|room|ward|school)|with (?:us|me|${child})))${when}$`,
    `${begins}${helper}(?: (?:is|are|has|have|just|now))* (?:got|have|took|taken|taking|takes|driving|moved|arrested|nicked|found) (?:${child}|the man)(?: (?:on|away|off|out|safe))*(?: (?:at|in|to) (?:\\w+ ){0,2}\\w+(?: #)?)?(?: to (?:get|have) (?:the|her|his) \\w+ (?:looked at|checked|seen to)(?: leaving (?:at|about|around) .{1,25})?)?${when}$`,
    `${begins}${helper}(?: (?:have|has|just))* (?:come|came|arrived|turned up)(?: (?:and|they|have|has|just))* (?:got|took|taken|arrested|nicked|caught) (?:him|them|the man)${when}$`,
    `${begins}(?:no )?${adult}(?: (?:has|have|is|just|already|now))* (?:left|gone|went|legged it|(?:gone |went |ran |run |drove |driven |walked )?off)${when}$`,
    `${begins}${child}(?: (?:is|are|now|safe|back))* with (?:${helper}|me|us|staff)${when}$`,
    `${begins}(?:(?:have|has|just|already|now) )*(?:rang|rung|called|phoned|dialled|dialed) (?:999|112|101|(?:the |an )?(?:police|ambulance))${when}(?: (?:they|police) are (?:coming|sending (?:someone|somebody|a car|police)|on (?:the|their) way))?${when}$`,
    `${begins}(?:(?:have|has|just|already|now) )*(?:rang|rung|called|phoned) 999 (?:they|999) (?:said|say|reckon) \\S+(?: \\S+){0,3}$`,
    `${begins}${helper}(?: (?:is|are|has|have|just|now|all|already))*(?: (?:got here|here|there|arrived|come|came|turned up|outside))?(?: # of them)?(?: (?:they|and|crew|is|are|now|just))* (?:sat|sitting|stood|talking|speaking|chatting|checking)(?: down)?(?: (?:with|to))? ${child}(?: over)?${when}$`,
    `${begins}${helper}(?: (?:is|are|now|just|all))* (?:got here|outside(?: (?:the|our) (?:house|hostel|hospital|school|building))?)${when}$`,
    `${begins}${child}(?: (?:is|has|have|just|now))* gone (?:back |up )*(?:upstairs|up|to (?:bed|sleep)|to (?:his|her) (?:own )?(?:room|seat|bed))${when}$`,
    `${begins}(?:(?:asked|spoke|talked)(?: (?:to|with))? ${child} )?(?:through|thru|via|with|using) (?:(?:the|an?|our) )?(?:interpreter|translator)$`,
    `${begins}${child}(?: (?:is|says|said|would|both))* (?:wants?|happy|agreed|ok|okay) to (?:come|go|stay) with (?:us|me|${helper})$`,
    `${begins}(?:(?:have|has|just|now|police) )*found(?: ${child})?${when}$`,
    `${begins}(?:(?:my|our) (?:boss|manager|line manager|supervisor|colleagues?|deputy|team|staff)|(?:(?:my|our|the) )?head(?: teacher|teacher)?)(?: (?:is|are|still|now|right|in|the|room|office|here|back|with|next to|near|me|us|about|around))*${when}(?: (?:and )?${sits})?$`,
    `${begins}(?:(?:ms|miss) \\w+|(?:(?:the|our|my|her|his|their) )?(?:head|deputy|(?:head )?teacher|(?:school )?nurse|tutor|(?:safeguarding )?lead|receptionist))(?: (?:is|has|have|got|now|just|both|with))* (?!the\\b|an?\\b)\\w+(?: and \\w+)?(?: (?:both|safe|now|sat|sitting|waiting))* in (?:the |our |her |his )?(?:office|room|class|classroom|staff ?room|library|reception)${when}$`,
    `${begins}(?:${child} )?(?:(?:is|are|has|have|come|came|now|safe) )*back (?:in|at) (?:${place})${when}$`,
  ].join('|'),
);

const AT_HOME = new Set<Whereabouts | undefined>(['back', 'here']);
/** Of a part; not “hes outside”. */
const CALM = new Set<Whereabouts | undefined>(['back', 'here', 'none', undefined]);
const harms = /^(?:HURT|WEAPON|ILL|TAKE)$/;
const someMan = new RegExp(`\\b(?:boss|${men})\\b`);
/** “hes back” may be of a man; these are of a child, or of somebody who helps. */
const ofSafety =
  /\b(?:with|w|next to|beside) (?:me|us)\b|\b(?:she|her|girls?|child|lads?|kids?|boys?|safe|ok|okay|fine|calm|asleep|brew|toast|station|nick|police|pcs?|officers?)\b|\b(?:i|we) (?:saw|see|can see)\b|\bmy car\b/;
/** Whether the examples are sure that the child is here or back, and nothing in the words harms anybody. */
export const isThere = (said: string, parts: string[]) =>
  ofSafety.test(said) &&
  AT_HOME.has(whereaboutsIn(said)) &&
  parts.every((part) => parts.length === 1 || CALM.has(whereaboutsIn(part))) &&
  !someMan.test(said) &&
  !/\b(?:outside|door|gates?|window)\b/.test(said) &&
  !said.split(' ').some((word) => harms.test(classes.get(word) ?? ''));
