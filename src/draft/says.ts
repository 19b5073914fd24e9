import { oncePerWords } from '../base/once-per.ts';
import { isQuestion } from '../understanding/asking.ts';
import { dangerIn, isKnownWord } from '../understanding/danger.ts';
import { type Whereabouts, whereaboutsIn } from '../understanding/whereabouts.ts';
import { men, women } from '../understanding/words.ts';
import { cars, withWhoAfter } from './leaving-clauses.ts';
import { cameBack, carer, foundOut, insideAgain, notInside, WENT_AGAIN } from './near-said.ts';
import { withThey } from './several.ts';
import { bareText } from './typed-words.ts';

const wounds =
  '(?:burns?|bruis(?:es?|ing)|cuts?|marks?|wounds?|injur(?:y|ies)|black eyes?|(?:split|cut|fat) lips?|scratch(?:es)?|bites?|welts?|scalds?)\\b';
const alone =
  '[^.;!?]{0,40}\\b(?:alone|on (?:their|his|her|its) own|by (?:themselves|himself|herself)|unattended|no (?:shoes|socks|coats?|clothes|adults?)|barefoot|nobody with|no one with|not dressed)\\b';

const who = '(?:she|he|they|child|girl|boy)';
const whom = '(?:her|him|them|the child|the girl|the boy)';
const room = '(?:class|school|lessons?|(?:her|his|their|the) (?:room|bed|flat|house|lesson))';
const never = '(?:never|not|hasnt|isnt|havent|didnt|fail(?:s|ed) to|yet to)(?: yet)?';
const others =
  '(?:reports?|results?|e?mails?|texts?|calls?|money|cash|paperwork|forms?|letters?|orders?|police|officers?|doctors?|dr|nurses?|workers?|sw|teachers?|managers?|staff|mum|mom|mam|mother|dad|father|parents?|carers?|uncle|aunt(?:ie|y)?|nan|gran|man|men|guy|bloke)';
const notOthers = `(?<!\\b${others}s?(?: (?:is|are|has|have))?(?: still)? )`;
const inside = `(?:back|home|in)(?=$|,| (?:yet|all night|all day|since|tonight|last|at \\d|and|overnight|this|carers?|mum|she|he|they|we|phone)\\b)`;
/** They have not come back, or are out, by the words of who waits for them. */
const notBack = new RegExp(
  [
    `\\b(?:${never} (?:return(?:ed)?(?! (?:\\w+ )?(?:calls?|phone|messages?|emails?|texts?|forms?|letters?)\\b)|(?:came?|come|been|turn(?:ed)?|got|made it) (?:back|bk|home|up))|(?:wasnt|was not|(?:not|isnt)(?= .*\\b(?:at|when|now|tonight|since|again)\\b)) in (?:(?:the|his|her|their) )?placement)\\b`,
    `${notOthers}\\b(?:never|not|hasnt|havent|didnt|aint)(?: yet| even)? (?:came|come|been|got) (?:home\\b|${inside})`,
    `${notOthers}\\bstill (?:not|isnt|aint)(?: at| been| come)? ${inside}`,
    `${notOthers}\\bstill (?:out(?=$|,| (?:and|at \\d)\\b)|no sign\\b)`,
    `${notOthers}\\b(?:not|isnt|aint) (?:back|home|in) yet\\b`,
    `(?:^|, ?|\\band )not (?:back|home)(?=$|,)`,
    `\\b(?:nobodys?|no ?(?:one|body)s?|havent|hasnt|aint|not)(?: has| have)?(?: been)? seen(?: (?:the (?:child|girl|boy)|(?!${others}\\b)\\w{1,20}))? since\\b`,
    `(?<!\\b(?:sure|so|that) )\\b(?:nobody|no ?one) knows where (?:the )?${who}(?!(?:s| is|re| are)? (?:placed|living|staying|lives?|stays?)\\b)`,
    '\\bbed(?: (?:was|has))? (?:hasnt|wasnt|not|never)(?: been)? slept in\\b',
    '\\b(?:not|hasnt|didnt|never)(?: been)? (?:sleep|slept) in (?:her|his|their) bed\\b',
    '\\b(?:her|his|their) beds?(?: is| was)? empty\\b',
  ].join('|'),
);
const lost = new RegExp(
  `${notBack.source}|\\b(?:mis+in[g]?|awol|mis-?per(?! (?:officer|unit|team|reports?|episodes?|history|form))|disap+eared|vanished|absconded|${notOthers}(?:ran|run|running) (?:off|away)|(?:ran|run|running) (?:off|away) (?:\\w+ ){0,4}?with (?:her|him|them)|no ?whe?re to be (?:found|seen)|(?:cant|cannot|can not|couldnt) (?:find ${whom}(?! (?:they|the \\w+) (?:drove|sped|legged))|see ${whom}(?=$|,| (?:now|any ?more|any ?where|at all)\\b))|lost sight of ${whom}|no sign of ${whom}|(?:i|we|ive|weve|i have|we have)(?: just| now)? lost ${whom}(?=$|,| (?:now|again|in|at|by|near|she|he|they)\\b)|(?:dont|do not) know where (?:the )?${who})\\b`,
);
const gone = new RegExp(
  `(?<!\\bpolice (?:went|left) )\\b${who}(?:s| is| has| have| are|re|ve|isnt)?(?: just| now)? (?:gone(?! (?:back )?(?:upstairs|up (?:to|thank)|to (?:bed|sleep)|to (?:his|her) (?:own )?(?:room|seat|bed))\\b)|left|not here(?! yet)|(?:not |isnt )in ${room})\\b`,
);
const denied =
  /\b(?:(?:not|isnt|arent|wasnt|never|no longer) (?:been |gone )?|(?:ignore|forget|scrap|cancel|disregard) (?:the |that |this )?)missing\b/;

const asked = `(?<!\\b(?:if|whether|sure|think|hope|unless|until|when|once) )\\b(?:${carer}|s?he|they|(?:the )?(?:child|girl|boy|lad))(?: (?:has|have|does|do|did|is|are|was|were|both|all|s?he|they|its|now|already|fully|just|only))*`;
const told = new RegExp(
  [
    `\\b(?:i|ive|we|weve|you|someone|somebody|school|teacher|nurse|colleague|he|she|they)(?: \\w+){0,2} (?:told|let slip to|informed|mentioned (?:it|this) to|said (?:it |something |this )?to)(?: (?:her|his|their|the|our))? ${carer}\\b`,
    `\\b${carer} (?:now )?(?:(?:already |all ?ready )?knows?\\b|found out|has found out|(?:was|were|been|has been|have been) told|is aware|are aware|(?:has )?(?:seen|saw|read) (?:it|this|my|the (?:referral|form|message|screen)))`,
    `\\btold ${carer}\\b`,
  ].join('|'),
);
const otherwise =
  /\b(?:knows? (?:him|her|them|each other|where|who|nothing|the (?:man|family)|(?:s?hes|theyre|(?:s?he|they) (?:is|are)) (?!.*\b(?:report|referr|social|told|police|you|watch))\w+)|told (?:me|us|school))\b/;

/** “mum knows hes skipping but not that ive told you” */
const NOT_OF_THIS = /\bnot (?:that|about|what) (?:i|ive|im|we|weve|this)\b/;

const unsure =
  /\?|\b(?:not|nobody|never|if|unless|until|once|when|where|whether|hope|think|dont|isnt|arent|wasnt|keep|kept)\b/;

/** “hes not back”: of a man or a child, and it takes nothing back but that a child is found. */
const STILL_AWAY = /\b(?:not|never|isnt|hasnt) (?:come )?back(?=$|,| (?:yet|now|here|at all)\b)/g;

const CANNOT_FIND = /\b(?:cant|cannot|can not|couldnt) find (\p{L}{3,20})(?=$|,| (?:now|any\w*|she|he|they|in|at)\b)/u;
/** “mum rang she cant find ellie”: no word of ours, so a name. */
const isNameLost = (sentence: string) => !isKnownWord(CANNOT_FIND.exec(sentence)?.[1] ?? 'the');

/** What a sentence says, and what in the same sentence takes it back. */
type Reader = { pattern: Pick<RegExp, 'test'>; where?: Whereabouts; unless?: Pick<RegExp, 'test'> };

const readers = {
  /** Nobody knows where the child is, however it is spelled: then a card asks. */
  lost: { pattern: { test: (sentence) => lost.test(sentence) || isNameLost(sentence) }, unless: denied },
  /** The child has not come back, or was not where they sleep. */
  notBack: { pattern: notBack },
  /** The child is missing. It only makes a case urgent again; in doubt it is true. */
  missing: {
    pattern: { test: (sentence) => lost.test(sentence) || gone.test(sentence) || isNameLost(sentence) },
    unless: denied,
  },
  /** Words after “found” take that back: “sorry not her”. */
  notFound: {
    pattern: new RegExp(
      `${STILL_AWAY.source}|\\bnot (?:found|him|them|her(?! (?!its|it|at|after|sorry|i|we|but|she|who|again|there)[a-z])|the (?:right )?(?:child|girl|boy|one))\\b|\\b(?:wrong|different|another) (?:child|girl|boy|kid|lad|one|person)\\b|\\b(?:cancel|scrap|ignore|forget) (?:that|it)\\b|\\b(?:isnt|wasnt) (?:her|him)\\b`,
    ),
  },
  /** The parent or carer knows, whatever the referral says. */
  carerKnows: {
    pattern: { test: (sentence) => foundOut.test(sentence) || (told.test(sentence) && !otherwise.test(sentence)) },
    unless: { test: (sentence) => NOT_OF_THIS.test(sentence) || isQuestion(sentence.replace('?', '')) },
  },
  /** Nobody was asked for consent: “i havent asked anyone”, “they werent asked”. */
  notAsked: {
    pattern:
      /\b(?:nobody|no ?one)(?: has| have| ever)* (?:asked|told)\b(?! (?:for help|me|us|you|where|what|why|who|how|if)\b)|\b(?:not|never|havent|hasnt|hadnt|didnt|wasnt|werent|without|cant|couldnt|able to|yet to)(?: (?:been|be|yet|even|actually|really|able to|get|had|have|a|the|any|chance to|time to))* ask(?:ed|ing)?\b(?!(?: \w+){0,3} (?:for help|me|us|about|names?|ages?|where|what|why|who|how|if|whether)\b)/,
    unless: { test: isQuestion },
  },
  /** Somebody who was asked said no: “his dad wont agree”, “she doesnt want anyone told”. */
  refused: {
    pattern: new RegExp(
      `${asked} (?:sa(?:id|ys) no\\b|refuse[sd]?\\b(?! to (?!agree|consent))|against (?:it|this)\\b|(?:(?:does|did|do|wo)nt|(?:does|did|do|will) not) (?:agree|consent|want (?:this|it|me to|us to|nobody|any ?(?:one|body)|the police|a referral)))`,
    ),
    unless: { test: isQuestion },
  },
  /** Somebody who was asked agreed: “mum said yes”. */
  agreed: {
    pattern: new RegExp(
      `^(?:yes )?agreed\\b|${asked} (?:agree[sd]?\\b(?! to (?:go|meet|come|do|see|get|be)\\b)|consent(?:s|ed)\\b|gave (?:me |us )?(?:consent|permission)\\b|sa(?:id|ys) (?:yes|yeah|ok|okay|(?:its |thats )?fine)\\b|(?:ok|okay|fine|happy) (?:with|for|about) (?:it|this|me|us|sharing|a referral)\\b)`,
    ),
    unless: { test: isQuestion },
  },
  /** Words of theirs were a mistake. They are a hint, and mark nothing. */
  mistake: {
    pattern:
      /\b(?:wrong (?:chat|person|window|group|one)|(?:delete|scrap|ignore|forget|disregard|undo|unsend|remove) (?:that|this|it|me|(?:my |the )?last)|(?:was|is|thats) (?:wrong|a mistake)|didnt mean (?:that|it|to send)|meant for (?:someone|somebody))\b/,
  },
  /** The child was hurt again, or small ones are alone: “kian has a new burn on his arm”, “hes got a burn on his hand now”, “the little ones are there now no shoes on”. */
  hurt: {
    pattern: new RegExp(
      [
        `\\b(?:new|fresh|more|another|two|three|several|loads of)(?: \\w{1,12}){0,2} ${wounds}`,
        `(?:^(?:(?:and|also|plus|now|oh) )*(?:an? )?|\\b(?:got|has|have|with|see|seen|theres|there is)(?: (?!(?:no|not)\\b)\\w{1,12}){0,3} )${wounds}[^.;!?]{0,40}\\b(?:now|today|tonight|just|this morning|as well|too|again)\\b`,
        `\\b(?:s?hes(?: got)?|theyve(?: got)?|(?:s?he|they|child|girl|boy|kid|lad) (?:has|have)(?: got)?)(?: (?!(?:no|not|good|full|top|never)\\b)\\w{1,12}){0,3} ${wounds}`,
        `\\b(?:little|small|tiny|wee|young|younger) (?:ones?|kids?|children|boys?|girls?|brothers?|sisters?)\\b${alone}`,
        `\\b(?:bab(?:y|ies)|toddlers?|infants?|twins)\\b${alone}`,
      ].join('|'),
    ),
    unless: { test: isQuestion },
  },
  /** The child is safe, or the danger is over. */
  safe: {
    pattern:
      /\b(?:(?:is|are|all|both|now|back|home|child|she|shes|he|hes|they|theyre)(?: (?:now|all|both|back|home|here|and))* safe|safe (?:now|and sound)|out of danger|danger (?:is |has )?(?:over|passed|gone)|no longer (?:in )?(?:any )?danger|(?:child|girl|boy|she|shes|he|hes|they|theyre)(?: (?:is|are|now|both|all|home|here))* (?:ok|okay|fine|alright)(?! (?:about|for|to|w(?:ith)?(?! (?:me|us)(?=$|,| (?:now|here|at|in|and|but|still)\b)))\b))\b/,
    unless: unsure,
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
    unless: new RegExp(`\\?|\\b(?:if|unless|until|till?|when|not here|in (?:\\w+ ){1,3}${cars})\\b`),
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
    pattern: /\b(?:not|isnt|arent|no longer|never was) missing\b/,
    unless: /\?|\b(?:if|unless|until|hope|think|sure)\b/,
  },
  /** What may find the child: a vehicle, a place, a telephone, what somebody looks like. Such words stay on the card. */
  finds: {
    pattern:
      /\b(?:reg|registration|(?:number ?)?plates?|cars?|vans?|taxis?|cabs?|ubers?|lorry|moped|motorbike|minibus|bus|train|flat|house|hotel|hostel|shop|station|junction|airport|coach|park|streets?|st|road|rd|lane|avenue|postcode|hoodie|jacket|coat|trainers|tracksuit|beard|tattoos?|scar|hair|glasses|wearing)\b|\b[a-z]{2}\d\d ?[a-z]{3}\b|\d{5}/,
  },
  /** Somebody takes the child somewhere, or the child is in a named place. Such words stay on the card. */
  taken: {
    pattern:
      /\b(?:tak(?:e|es|en|ing)|took|mov(?:es?|ed|ing)|driv(?:es?|en|ing)|drove|put|puts|flown|fl(?:y|ying)|sent|send(?:ing)?|bring\w*)(?: \w+){0,3} (?:to|back|away|home|into|abroad|off)\b|\b(?:hes|shes|theyre|(?:he|she|they) (?:is|are))(?: \w+)? (?:in|near) (?!(?:an?|my|our|the|his|her|their|it|here|bed|class|maths|danger|care|pain|trouble|shock|tears|on|and)\b)[a-z]{4,}/,
  },
  /** A worry about somebody who works with children. Such a worry goes to the council's officer, too. */
  worker: {
    pattern:
      /\b(?:about|against|accus\w*|suspects?) (?:(?:an?|my|our|the|this|another|one of (?:my|our|the)) )?(?:\w+ )?(?:colleagues?|co-?workers?|members? of (?:our |the )?staff|staff(?: members?)?|teachers?|teaching assistants?|coach(?:es)?|foster carers?|social workers?|key ?workers?|youth workers?|care workers?|support workers?|childminders?|volunteers?|(?:some|any) ?(?:one|body) who works with (?:children|kids|them))\b|\blado\b/,
  },
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

/** The words in it that say so. */
export const wordsThatSay = (what: 'agreed' | 'refused', text: string): string | undefined =>
  readers[what].pattern.exec(bareText(text))?.[0];

/** A card reads all words of its case again and again. */
const saysAs = Object.fromEntries(
  Object.entries(readers).map(([what, { pattern, where, unless }]: [string, Reader]) => [
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
          return (pattern.test(said) || isThere) && !unless?.test(each);
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
export const saidToBe = (text: string): 'safe' | 'found' | undefined =>
  (['safe', 'found'] as const).find((each) => says(each, text)) ?? (says('notMissing', text) ? 'found' : undefined);

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
