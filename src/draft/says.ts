import { oncePerWords } from '../base/once-per.ts';
import { dangerIn } from '../understanding/danger.ts';
import { type Tells, tellingsIn, type Whereabouts, whereaboutsIn } from '../understanding/sentences.ts';
import { men, women } from '../understanding/words.ts';
import { cars, withWhoAfter } from './leaving-clauses.ts';
import { cameBack, insideAgain, notInside, WENT_AGAIN } from './near-said.ts';
import { withThey } from './several.ts';
import { bareText } from './typed-words.ts';

/** Words of a child who is missing. They count where the examples are not sure of something else. */
const lost =
  /\b(?:mis+in[g]?|awol|mis-?per(?! (?:officer|unit|team|reports?|episodes?|history|form))|disap+eared|vanished|absconded|(?:ran|run|running) (?:off|away)|(?:cant|cannot|couldnt) find (?:her|him|them)|lost sight|no sign of (?:her|him|them))\b/;
const denied =
  /\b(?:(?:not|isnt|arent|wasnt|never|no longer|(?:nobody|no ?one)(?:s| is| has)?) (?:been |gone )?|(?:ignore|forget|scrap|cancel|disregard) (?:the |that |this )?)missing\b|^who ?(?:i?s|are) missing\b|^(?:and |also )?not (?:at|in|on) (?:any )?(?:school|education|roll)$|\b(?:not|havent) (?:yet )?(?:run|done|checked) (?:a |the )?mis-?per\b/;

const unsure =
  /\?|\b(?:not|nobody|never|if|unless|until|once|when|where|whether|hope|think|dont|isnt|arent|wasnt|keep|kept)\b/;

/** “hes not back”: of a man or a child, and it takes nothing back but that a child is found. */
const STILL_AWAY = /\b(?:not|never|isnt|hasnt) (?:come )?back(?=$|,| (?:yet|now|here|at all)\b)/g;

/** What a sentence says: as the examples tell, by a pattern where they are not sure of something else, and what takes it back. */
type Reader = { tells?: Tells; where?: Whereabouts; pattern?: RegExp; isSure?: true; unless?: Pick<RegExp, 'test'> };

const SAFE =
  /\b(?:(?:is|are|all|both|now|back|home|child|she|shes|he|hes|they|theyre)(?: (?:now|all|both|back|home|here|and))* safe|safe (?:now|and sound)|out of danger|danger (?:is |has )?(?:over|passed|gone)|no longer (?:in )?(?:any )?danger|(?:child|girl|boy|she|shes|he|hes|they|theyre)(?: (?:is|are|now|both|all|home|here))* (?:ok|okay|fine|alright)(?! (?:about|for|to|w(?:ith)?(?! (?:me|us)(?=$|,| (?:now|here|at|in|and|but|still)\b)))\b))\b/;

const readers = {
  /** Nobody knows where the child is: then a card asks. */
  lost: { tells: 'missing', pattern: lost, unless: denied },
  /** The child is missing. It only makes a case urgent again; in doubt it is true. */
  missing: { tells: 'missing', where: 'left', pattern: lost, unless: denied },
  /** Words after “found” take that back: “sorry not her”. */
  notFound: {
    pattern: new RegExp(
      `${STILL_AWAY.source}|\\bnot (?:found|him|them|her(?! (?!its|it|at|after|sorry|i|we|but|she|who|again|there)[a-z])|the (?:right )?(?:child|girl|boy|one))\\b|\\b(?:wrong|different|another) (?:child|girl|boy|kid|lad|one|person)\\b|\\b(?:cancel|scrap|ignore|forget) (?:that|it)\\b|\\b(?:isnt|wasnt) (?:her|him)\\b`,
    ),
  },
  /** A parent, a carer or somebody who may do harm knows, whatever the referral says. */
  carerKnows: { tells: 'knows' },
  /** Nobody was asked for consent. */
  notAsked: { tells: 'not-asked' },
  /** Somebody who was asked said no. */
  refused: { tells: 'refuses' },
  /** Somebody who was asked agreed. */
  agreed: { tells: 'agrees' },
  /** Words of theirs were a mistake. They are a hint, and mark nothing. */
  mistake: {
    tells: 'mistake',
    pattern:
      /\b(?:wrong (?:chat|person|window|group|one)|(?:delete|scrap|ignore|forget|disregard|undo|unsend|remove) (?:that|this|it|me|(?:my |the )?last)|(?:was|is|thats) (?:wrong|a mistake)|didnt mean (?:that|it|to send)|meant for (?:someone|somebody))\b/,
  },
  /** A threat to the child, or what was or is done to them, seen or told by the child. */
  threat: { tells: 'threat' },
  harm: { tells: 'harm' },
  /** Police, an ambulance or a worker are there, come, or have the child. */
  help: { tells: 'help' },
  /** The child is safe, or the danger is over. */
  safe: {
    tells: 'safe',
    pattern: SAFE,
    unless: {
      test: (said) =>
        unsure.test(said) || /\bfalse alarm\b/.test(said) || (!SAFE.test(said) && whereaboutsIn(said) === 'left'), // “yes hes gone”
    },
  },
  /** The child may be back, whatever else is said: “hes back but in a state”, “he just come in”. */
  back: {
    pattern: cameBack,
    where: 'back',
    unless: WENT_AGAIN,
  },
  /** Of a child who had left: they are seen in there. */
  inside: { pattern: insideAgain, unless: notInside },
  /** The child is there, or has not left. A line on the cards says so; it ends nothing. */
  here: {
    where: 'here',
    pattern:
      /(?<!\b(?:put|puts|get|got|gets|pull\w*|push\w*|drag\w*|bundl\w*|shov\w*|forc\w*|threw|took|tak\w+) )\b(?:her|lad|kid|s?he|child|girl|boy)(?:s| is)?(?: (?:still|safe|now|just|right|sat|stood|sitting|standing|asleep))* (?:here|(?:with|w) (?:me|us|the (?!m[ae]n\b)\w+)|upstairs|downstairs|on (?:the|my) (?:ward|unit)|in (?:bed|bay|cubicle|room|(?:the|my|our|his|her) (?!street\b|road\b|back of\b)\w+))\b|^(?:(?:no|nope|yes|sorry|wait|its ok|ok|oh|god|panic over)[, ]+)*still (?:here|(?:in|on) (?:the |our |my )?(?:bed|bay|ward|room|unit|office|class))\b|\b(?:didnt|did not|hasnt|has not|never|not) (?:leave|left|go|gone)\b(?! (?:back|home|to)\b)/,
    unless: new RegExp(
      `\\?|\\b(?:if|unless|until|till?|when|(?:not|isnt|arent) (?:in |with |still )?here|in (?:\\w+ ){1,3}${cars})\\b`,
    ),
  },
  /** A “yes” that the child is found is taken back. */
  notSo: {
    pattern:
      /\bi (?:only |just )?(?:meant|(?:didnt|never|did not) (?:say|said|mean))\b|^(?:(?:sorry|oh|wait|oops|god|omg|ffs|hang on),? )*(?:no|nope|nah)(?:$|,? (?:no|nope|sorry|wait|not|thats (?:not|the|an?)|(?:it|that) was|(?:hes|shes|theyre) not|i mean)\b)/,
  },
  /** The child is found. Of both, only a card is worded by it: it changes nothing and holds nothing back. In doubt, it is not so. */
  found: {
    pattern:
      /^found$|\bfound (?:her|him|them)(?=$|,| (?:now|again|safe|at|in|with|and|by|shes|hes|theyre|she|he|they)\b)|\b(?:child|girl|boy)(?: is| has come) back$|\bshe(?:s| is)(?: just)? back(?: now| home)?$|\b(?:child|girl|boy|she|shes|he|hes|they|theyre)(?: (?:is|are|was|were|has|have|now|just|been|both))* found\b|\b(?:child|girl|boy|she|shes|he|hes|they|theyre)(?: (?:is|are|has|have|now|just))* turned up\b|^(?:just )?turned up\b|\b(?:he|hes|she|shes|theyre)(?: (?:is|are|now|just|safe|back|here))* with (?:me|us)\b/,
    unless: new RegExp(`${unsure.source}|\\b(?:havent|havnt|hasnt|didnt|cant|cannot)\\b`),
  },
  /** “NOT missing, turn that off” */
  notMissing: {
    pattern:
      /\b(?:not|isnt|arent|wasnt|no longer|never was|never|never been) missing\b|\b(?:cancel|undo|scrap|drop) (?:the |that )?missing\b/,
    unless: /\?|\b(?:if|unless|until|hope|think|sure)\b/,
  },
  /** What may find the child: a vehicle, a place, a telephone, what somebody looks like. Such words stay on the card. */
  finds: { tells: 'trace', pattern: /\b[a-z]{2}\d\d ?[a-z]{3}\b|\d{5}/, isSure: true },
  /** Somebody takes the child somewhere, or the child is in a named place. Such words stay on the card. */
  taken: {
    pattern:
      /\b(?:tak(?:e|es|en|ing)|took|mov(?:es?|ed|ing)|driv(?:es?|en|ing)|drove|put|puts|flown|fl(?:y|ying)|sent|send(?:ing)?|bring\w*)(?: \w+){0,3} (?:to|back|away|home|into|abroad|off)\b|\b(?:hes|shes|theyre|(?:he|she|they) (?:is|are))(?: \w+)? (?:in|near) (?!(?:an?|my|our|the|his|her|their|it|here|bed|class|maths|danger|care|pain|trouble|shock|tears|on|and)\b)[a-z]{4,}/,
  },
  /** A worry about somebody who works with children. Such a worry goes to the council's officer, too. */
  worker: { tells: 'worker', pattern: /\blado\b/ },
} satisfies Record<string, Reader>;

const sentencesOf = (said: string) =>
  said.split(/[.!;\n](?! ?(?:at the (?:\w+ )?(?:gate|door|window|fence)|outside)\b)|(?<=\?)/);
/** Not back yet: “being brought back here”, “police are bringing her back”. */
const ON_WAY =
  /\b(?:being|getting) (?:brought|driven|taken|walked|dropped|fetched) (?:back|home)\b|\b(?:(?:(?:is|are|hes|shes|theyre|re) )?(?:bringing|driving|fetching|walking|taking|dropping) (?:her|him|them)|(?:on (?:(?:her|his|their|the|my) )?way)|(?:wi)?ll be|(?:going to|gonna) be|(?:should|might|could) be|coming) (?:back|home)\b/;
const NAMED_BACK = new RegExp(`\\b(?!(?:${men}|${women})s)[a-z]{3,20}s back(?= here\\b| now\\b| safe\\b|,|$)`);
/** Of a child who is back: how they got away from where they were. */
const ESCAPED = new RegExp(
  `\\b(?:ran|run|running|got|getting|gone|bolted|legged it|escaped|jumped|climbed|slipped)(?: (?:off|away|out))* (?:from|of) (?:(?:the|that|this|an?|his|her|their) )?(?:\\w+ )?(?:${cars}|${men}|${women}|him|them|house|flat|hotel)s?\\b`,
  'i',
);

/** Whether a sentence of these words says so. */
export const says = (what: keyof typeof readers, text: string): boolean => saysAs[what](text);

/** The sentence that says so. */
export const wordsThatSay = (what: 'agreed' | 'refused', text: string): string | undefined =>
  sentencesOf(bareText(text)).find((each) => tellingsIn(each).includes(readers[what].tells));

/** A card reads all words of its case again and again. */
const saysAs = Object.fromEntries(
  Object.entries(readers).map(([what, { tells, pattern, isSure, where, unless }]: [string, Reader]) => [
    what,
    oncePerWords((text) => {
      const sentences = sentencesOf(withThey(bareText(withWhoAfter(text))));
      const isBack =
        ESCAPED.test(text) &&
        sentences.some(
          (each) => [cameBack, NAMED_BACK].some((is) => is.test(each)) || whereaboutsIn(each.trim()) === 'back',
        );
      return (isBack ? sentencesOf(sentences.join('\n').replace(ESCAPED, ' ')) : sentences)
        .map((each) => each.trim())
        .some((each) => {
          const said = what === 'back' ? each.replace(ON_WAY, ' ') : each;
          const isThere = where && said === each && whereaboutsIn(each) === where;
          const told = tells ? tellingsIn(each) : [];
          const isTold = tells ? told.includes(tells) : false;
          const isSaid = isTold || isThere || ((isSure || told.length === 0) && pattern?.test(said));
          return isSaid && !unless?.test(each);
        });
    }),
  ]),
) as Record<keyof typeof readers, (text: string) => boolean>;

/** “it was just a van”, “its the cleaner” */
const OF_OTHER =
  /\b(?:it|its|that|thats|this|they|theyre|he|hes|she|shes|just|only)(?: (?:was|were|is|are|just|only|really))* (?:an?|the|some|one of|our|my|his|her|another|next ?doors?) \w/;
const ALARM =
  /^(?:\W|\b(?:ok|okay|sorry|no|phew|oh|god|thank|its|it|was|an?|all|just|that|thats|everyone|over|please)\b)*$/;
/** A false alarm, of the child or of nothing else: it says of no child that they are safe, or found. */
function isOver(text: string): boolean {
  const [before, after] = bareText(text).split(/\bfalse alarm\b/);
  if (
    after === undefined ||
    unsure.test(after) ||
    /\bstill\b/.test(after) ||
    OF_OTHER.test(after) ||
    OF_OTHER.test(before ?? '')
  )
    return false;
  const more = `${before} ${after}`;
  return ALARM.test(more) || /\b(?:s?he|s?hes|found|back)\b/.test(more);
}

/** Whether they say that a missing child is found, back or safe: then a “yes” to that question is heard. */
export const saysFound = (text: string, ofGirl = false): boolean => {
  const said = ofGirl ? withoutHim(text) : text;
  return saidToBe(said) !== undefined || says('back', said);
};
/** The same, or that somebody sees the child, of one who had gone. */
export const saysReturned = (text: string, ofGirl = false): boolean =>
  saysFound(text, ofGirl) || says('inside', ofGirl ? withoutHim(text) : text);
/** The words with a man for each “he”, as they are of a girl. */
export const withoutHim = (text: string) => bareText(text).replace(/\bhes?\b/g, 'man');

/** What they say beside that the child is back, safe or found; undefined if they do not say that. */
export function besideBack(text: string, ofGirl: boolean): string | undefined {
  const said = ofGirl ? withoutHim(text) : bareText(text);
  const all = (['back', 'inside', 'safe', 'found', 'notMissing'] as const).filter((what) => says(what, said));
  const without = (sentence: string) => {
    const rest = all.reduce((more, what) => more.replace(readers[what].pattern, ' '), sentence.trim());
    return rest === sentence.trim() && whereaboutsIn(rest) === 'back' && !dangerIn(rest) ? ' ' : rest;
  };
  return all.length === 0
    ? undefined
    : said
        .split(/(?<=[.!;\n])/)
        .map(without)
        .join(' ');
}

/** Whether of a missing child they may say so. */
export const maySayFound = (text: string, ofGirl?: boolean): boolean => saysReturned(text, ofGirl) || isOver(text);

/** What they say the child to be. */
export function saidToBe(text: string): 'safe' | 'found' | undefined {
  const isFound = says('found', text) || says('notMissing', text);
  return says('safe', text) && (!isFound || SAFE.test(bareText(text))) ? 'safe' : isFound ? 'found' : undefined;
}

/** Whether they say of a child that they are found, safe or back, or that they are not. */
export const saysWhetherFound = (text: string): boolean => saysFound(text) || says('notFound', text);

/** Whether a sentence says of all of them, or both, that they are found, safe or back, and nothing speaks against it. */
export const saysAllFound = (text: string): boolean =>
  text.split(/[.!;\n]/).some((each) => /\b(?:all|both)\b/i.test(each) && saysFound(each)) &&
  !/\?|\bnot\b|n['’]?t\b|(?<!\b(?:police|officers?) )\b(?:says?|said|texts?|texted|reckons?|thinks?|claims?|told|maybe|prob\w*|apparently)\b/i.test(
    text,
  ) && // “he says they are all safe”
  !says('missing', text) &&
  !dangerIn(text);

/** Whether short words may take back what their author sent before. */
export const saysMistake = (text: string): boolean => text.trim().split(/\s+/).length <= 12 && says('mistake', text);
