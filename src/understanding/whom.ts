import { oncePerWords } from '../base/once-per.ts';
import { withoutReferences } from '../base/reference.ts';
import { shippedReader } from './danger.ts';
import { classes } from './models.ts';
import { men, women, wordsOf, workers } from './words.ts';

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

const officer =
  '(?:police(?:(?:wo)?m[ae]n)?|wpc|cops|btp|pcs?|sgt|officers?|ambulance|paramedics?|units?|social workers?|sw)';
const help = `(?:(?:the|an?|some|two|duty) )*${officer}(?: (?!(?:is|are|has|have|took|got|was|were)\\b)\\w+)?`;
const takesIn =
  '(?:has|have|got|with|took|taken|taking|take|driving|drove|moving|moved|escort\\w*|collect\\w*|remov\\w*|found)';
const moved = '(?:taken|driven|collected|escorted)';
const goesIn = `(?:is|are|has|was|now|just|safe|here|both|gone|going|went|left|leaving|off|sat|been|${moved})`;
const theChild = (sex: string) => `(?:(?:the|our|this) )?(?:child|kid|${sex})s?`;
const helped = (child: string) =>
  new RegExp(
    `^(?:(?:and|now|so|ok|update) )*(?:${help}(?: (?:is|are|has|have|just|now|all))* ${takesIn} ${child}(?=$| (?:to|in|into|at|now|off|away|with|safe|here|straight|outside|(?:s?he|they) (?:is|are) (?:all )?(?:safe|ok|okay|fine|alright))\\b)|(?:${child} )?(?:${goesIn} |(?:to|at|on) (?:the )?(?!the\\b)\\w+ )*(?:with|in|(?<=\\b${moved} (?:(?:to|at|on) (?:the )?\\w+ )?)by) ${help}\\b(?! (?:bay|entrance|door)))`,
  );
const [helpedGirl, helpedChild] = [
  helped(`(?:she|her|they|them|both|${theChild('girl')})`),
  helped(`(?:s?he|her|him|they|them|both|${theChild('girl|boy|lad')})`),
];
/** “police are here, they took the man” */
const HELP_HERE = new RegExp(
  `^(?:(?:and|now|so|ok|update) )*${help}(?: (?:is|are|has|have|just|now|all))* (?:here|arrived|come|came|turned up)\\b`,
);
const tookMan = (man: string) =>
  new RegExp(
    `^(?:(?:and|now|so|ok|update) )*${help}(?: (?:has|have|just|now|all))* (?:took|taken|got|have|has|caught) (?:(?:the|that|this|his|her) )*(?:${man})(?: (?:away|off|out|too|now))*$`,
  );
/** Where helpers take a child, after words that they have them. */
const PLACE_AFTER =
  /^(?:(?:is|are|s?he|they|now|going|gone|off|on|the|way|her|his|their|taking|him|them|at|in|to|all|safe) )*(?:\w+ )?(?:hospital|station|ward|custody|resus|refuge)\b/;
const CAUGHT = /\b(?:arrested|nicked|(?:hand)?cuffed|in (?:hand)?cuffs|in custody|detained)\b/;
/** What makes it doubtful, or tells of somebody else. */
const NO_HELP =
  /\?|\b(?:not|no|never|before|until|til|till|anyway|lost|let|g[ai]ve|given|back|home|says?|said|claim\w*|told|pretend\w*|fake|posing|dressed|if|unless|when|should|could|would|might|may|maybe|think|want|need|please|can|get|from|run|ran|escap\w*)\b/;
const ADULTS = new RegExp(
  `\\b(?:${men}|${women})\\b|\\bwith (?!(?:me|us|her|him|them|both)\\b|(?:(?:the|an?|two|duty|her|his) )*(?:${officer}|cops|staff|nurse|social)\\b)`,
);
const hurts = (word: string) => /^(?:HURT|WEAPON|ILL)$/.test(classes.get(word) ?? '');

/**
 * The words without what says plainly that the police, an ambulance or a social worker have the child, or that somebody is
 * arrested: a report, and no alarm. In doubt they stay.
 * @param said with “her” for the child’s name
 */
export const withoutHelp = (said: string, ofGirl: boolean): string => (ofGirl ? restOfGirl : restOfChild)(said);
const [restOfGirl, restOfChild] = [
  { isHelped: helpedGirl, tookHim: tookMan(`${men}|him`) }, // of a girl, “him” is no child
  { isHelped: helpedChild, tookHim: tookMan(men) },
].map(({ isHelped, tookHim }) =>
  oncePerWords((said) => {
    let before = false;
    let isHere = false; // help, so “they” and “them” may be of it
    const parts = said
      .replace(/\ba ?(?:and|n|&) ?e\b/gi, 'hospital')
      .replace(/\bback of (?=the (?:police|ambulance))/i, '')
      .split(PARTS);
    const rest = parts.filter((part) => {
      const all = wordsOf(part);
      const told = all.join(' ');
      const words = isHere ? told.replace(/^they\b/, 'police').replace(/\bwith them\b/, 'with police') : told;
      isHere ||= HELP_HERE.test(words) && !NO_HELP.test(words);
      const is =
        tookHim.test(words) ||
        (isHelped.test(words) && !ADULTS.test(words)) ||
        CAUGHT.test(words) ||
        (before && PLACE_AFTER.test(words));
      before = is && !NO_HELP.test(words) && !all.some(hurts);
      return !before;
    });
    return rest.length === parts.length ? said : rest.join('');
  }),
) as [(said: string) => string, (said: string) => string];
const PARTS = /(?<=[.!;,?\n])|(?= (?:and|but|they['’]?ve|they have|they got) )|(?<=\bnow) (?=s?hes?\b|theyre\b)/i;

const CLAUSES = /(?<=[,;.!?\n“”])|(?= (?:and|plus|also|theres|there['’]?s|hes got|shes got|with) )/i;
const A_CHILD = /\b(?:girl|boy|lad|child|kid|baby|toddler|son|daughter|pupil|student|sister|brother)\b|\b1?\d\b/i;
const KIN_TOO =
  /^\W*(?:(?:and|also|plus|oh|ok|so|but|then|with)\W+)*(?:(?:theres|there['’]?s|there (?:is|was)|(?:s?hes|s?he['’]s|they|mum['’]?s?)(?: also)? (?:got|has|have)|s?he has)\W+(?:also\W+)?)?(?:(?:an?|one|his|her|their|another)\W+)(?:(?:little|younger|older|big|wee|half|step|twin|new|tiny)\W+){0,2}(?:baby|toddler|newborn|sister|brother|twin|cousin|sibling)\b/i;
const ANOTHER_TOO =
  /\b(?:another|(?:an?|the) (?:other|second|third)) (?:\w+ ){0,2}(?:girl|boy|lad|child|kid|one)\b|\ban? (?:\w+ ){0,2}(?:girl|boy|lad|child|kid)\b.{0,60}\b(?:too|as well|also)\b/i;
/** What is told of the first child: “little boy kian doyle is 6”, without “theres a baby too, girl, Maisie 8 months”. */
export function ofFirstChild(told: string): string {
  let [kept, at, isOfOther] = ['', 0, false];
  for (const clause of told.split(CLAUSES)) {
    isOfOther ||=
      (KIN_TOO.test(clause) || ANOTHER_TOO.test(told.slice(at, at + 120).split(/[.!?\n]/, 1)[0] ?? '')) &&
      A_CHILD.test(kept);
    if (!isOfOther) kept += clause;
    isOfOther &&= !/[.!?\n]$/.test(clause);
    at += clause.length;
  }
  return kept;
}
