import { oncePerWords } from '../base/once-per.ts';
import { withoutReferences } from '../base/reference.ts';
import { men, shippedReader, women, workers } from './danger.ts';
import { wordsOf } from './words.ts';

const girl = '(?:(?:school)?girl|daughter|niece|granddaughter|female|young (?:woman|lady))s?';
const boy = '(?:(?:school)?boy|son|lad|nephew|grandson|male|young man)s?';
const [her, him] = ['she|her|hers|herself|shed', 'he|him|his|himself|hed'] as const;
const whole = (words: string) => new RegExp(`\\b(?:${words})\\b`);
const [isGirl, isBoy, isHer, isHim, isMan, isWoman] = [
  whole(girl),
  whole(boy),
  whole(her),
  whole(him),
  whole(men),
  whole(`${women}|${workers}`),
];
const first = whole(`(?<girl>${her}|${girl})|${him}|${boy}`);
const otherGirl = new RegExp(`\\b(?:another|other|second|different|with|and)(?: an?| the)?(?: \\w+)? ${girl}\\b`, 'g');

/** Whom words name. `first`: the first word that is of a girl or of a boy. */
export interface Named {
  girl: boolean;
  boy: boolean;
  him: boolean;
  man: boolean;
  woman: boolean;
  first: 'girl' | 'boy' | undefined;
}

export const whomNamed = oncePerWords((story: string): Named => {
  const words = wordsOf(story).join(' ').replace(otherGirl, ' ');
  const named = first.exec(words);
  return {
    girl: isGirl.test(words),
    boy: isBoy.test(words),
    him: isHim.test(words),
    man: isMan.test(words),
    woman: isWoman.test(words),
    first: named ? (named.groups?.girl === undefined ? 'boy' : 'girl') : undefined,
  };
});

/** Whom both name, one after the other. */
export const namedInBoth = (one: Named, next: Named): Named => ({
  girl: one.girl || next.girl,
  boy: one.boy || next.boy,
  him: one.him || next.him,
  man: one.man || next.man,
  woman: one.woman || next.woman,
  first: one.first ?? next.first,
});

/**
 * Whether what is told of a child says that the child is a girl. Where it may be a boy, as with a “he” who is no man that
 * the words name, it is not so.
 */
export const isOfGirl = ({
  girl: isNamed,
  boy: isABoy,
  him: isHis,
  man: isOfMan,
  woman: isOfWoman,
  first: who,
}: Named) => !isABoy && !(isHis && !isOfMan) && (isNamed || !isOfWoman) && who === 'girl';

/** The same of a boy: a “he”, or a boy, stands there first, and no girl. */
export const isOfBoy = ({ girl: isAGirl, boy: isNamed, him: isHis, man: isOfMan, first: who }: Named) =>
  !isAGirl && who === 'boy' && (isNamed || (isHis && !isOfMan));

/** Whether words are only of a “she” or only of a “he”, and name no woman, or no man, who may be meant. */
export function pronounIn(text: string): 'she' | 'he' | undefined {
  const said = withoutReferences(text).replace(/\b(?:police|officers?|security)\b/gi, ' ');
  const { girl: isAGirl, boy: isABoy, him: isHis, man: isOfMan, woman: isOfWoman } = whomNamed(said);
  const isHers = isAGirl || isHer.test(wordsOf(said).join(' '));
  if (isHers === (isHis || isABoy)) return undefined;
  return isHers ? (isOfWoman ? undefined : 'she') : isOfMan ? undefined : 'he';
}

/** “was taken off by security”: the words after it name nobody who goes along. */
const passive =
  /\b(?:been|was|got|getting|being) (?:took|taken|moved|dragged|marched|walked|thrown|kicked|driven|escorted|led)\b/g;
/** Who does this may do it to the child. */
const takes = whole(
  'took|tak(?:e|es|en|ing)|grab\\w*|put|carr\\w+|dragg?\\w*|pull\\w*|push\\w*|bundl\\w*|forc\\w*|fetch\\w*|collect\\w*|pick\\w*|mov(?:e|es|ed|ing)|br(?:ing|ought)\\w*|let|g[ai]v\\w*|sent|hand\\w*|dr[ao]gg?\\w*|lead\\w*|led|(?:march|walk|driv|drov|usher|chas|follow)\\w* (?!off|out|away|home|back|straight|right|down|up|over|past|across|through|to|into|in|round)\\w+|got(?! (?:in|into|on|out|off|away|up)\\b)|has(?= (?:her|him|them))',
);
const ofSomebody = new RegExp(`\\b(?:her|his|their|my) (?=${men})`, 'g'); // “her uncle” is a man
const others = whole(
  `${her}|they|them|their|theirs|child|children|kids?|baby|babies|both|all|together|with|someone|somebody|everyone|everybody|${girl}|${boy}`,
);

/**
 * Whether a man is the only person of whom these words tell. Who knows the child as a girl then knows that they are not
 * about her: “hes gone for a smoke”. A word that the phrases do not know may be her name.
 */
export function isOnlyOfMan(text: string): boolean {
  const said = wordsOf(withoutReferences(text));
  const { words: known } = shippedReader();
  const words = said.join(' ').replace(ofSomebody, '').replace(passive, ' ');
  const isOfHim = isHim.test(words) || isMan.test(words);
  return (
    isOfHim === true &&
    !others.test(words) &&
    !takes.test(words) &&
    said.every((word) => known.has(word) || /\d|#/.test(word))
  );
}
