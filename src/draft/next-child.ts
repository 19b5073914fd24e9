import type { Texts } from '../base/texts.ts';
import { type Instant, londonDay } from '../base/time.ts';
import { type Field, fieldOf, formOf, type Pack } from '../protocol/pack.ts';
import { isQuestion } from '../understanding/asking.ts';
import { isKnownWord } from '../understanding/danger.ts';
import { besideLine, worryParts, worryShared } from './aside.ts';
import { type Answers, type Draft, type NextChild, onlyFields, type Reading, withAnswers } from './draft.ts';
import { tellsOfAll } from './several.ts';
import { asksToSend, bareYesOrNo, besideSending, wordsIn } from './typed-words.ts';

/** How two children can be linked, with the titles of the buttons. */
export const linkChoices = {
  family: 'Same family',
  household: 'Same home or address',
  adult: 'Same adult',
  other: 'In another way',
};

type LinkKind = keyof typeof linkChoices;

/** What two linked cases share: "same adult". */
export const linkWords: Record<LinkKind, string> = {
  family: 'same family',
  household: 'same household or address',
  adult: 'same adult',
  other: 'in another way',
};

/** The kinds of link, with the titles of their buttons. */
export const linkTitles = Object.entries(linkChoices) as [LinkKind, string][];

const SAME: [LinkKind, RegExp][] = [
  ['family', /\bsame (?:family|mum|mother|dad|father|parents)\b|\bbrother and sister\b/i],
  ['adult', /\bsame (?:bloke|man|guy|fella|driver|adult|woman|lady|couple)\b/i],
  ['household', /\bsame (?:house|home|flat|address|hostel)\b/i],
];
const KIN = /^(?:sister|brother|sibling|twin)s?$/;
const besideKin = new Set(
  '1 its it is shes hes theyre they are the her his their a ok yes little younger older big baby half step'.split(' '),
);
/** “sister, leyla”, “its her little brother”: in more words, or in “her brother left”, brothers and sisters only come up. */
function saysSibling(words: string) {
  const [kin = '', name = '', more] = wordsIn(words).filter((word) => !besideKin.has(word));
  return KIN.test(kin) && more === undefined && (KIN.test(name) || !isKnownWord(name));
}
/** How words say that two children are linked: “they came w the same bloke”. */
export function linkSaid(text: string): LinkKind | undefined {
  if (saysSibling(text.split(/[,.;!\n]/)[0] ?? '')) return 'family';
  const [only, another] = SAME.filter(([, said]) => said.test(text));
  return another || /\b(?:not|n['’]?t) (?:in |with |w |at )?(?:the )?same\b/i.test(text) ? undefined : only?.[0];
}

/** “theyre not linked at all”, “4 they dont know each other” */
export const notLinked =
  /^\W{0,3}(?:no|nope|none)\W{0,3}$|\b(?:not|n['’]?t|isnt|arent|never|nothing) (?:\w{1,10} ){0,3}(?:linked|related|connected|to do with)\b|\bunrelated\b|\bno (?:link|connection)\b|\b(?:its|theyre|thats|completely|totally) separate\b|\bnot (?:the )?same (?:family|house)|\b(?:different|separate) (?:famil(?:y|ies)|households?)\b|\b(?:dont|don['’]t|do not|never) (?:even )?(?:know|met) each other\b/i;

const NEXT =
  /^(?:(?:ok|and|now|so) )*(?:another (?:child|girl|boy|kid)(?=\s*[,:.;–-])|(?:the )?next (?:child|girl|boy|kid)(?! (?:protection|in need|benefit|tax|care)\b))(?:\s*[,:.;–-]\s*|\s+)(?=\p{L})(?!(?:pls|please|now|then|ok)\W*$)/iu;
/** “next child leyla 6 …”, not “next child protection meeting”. */
export const saysNextChild = (text: string): boolean => NEXT.test(text) && !isQuestion(text);

/**
 * Whether words answer how two children are linked, whoever they name by it: “same family, keiras brother”. “not linked” does
 * not say that nobody rang.
 */
export const answersLink = (text: string, progress?: Draft['progress']): boolean =>
  progress?.at === 'linked' &&
  !bareYesOrNo(text) &&
  wordsIn(text).length <= 12 &&
  (notLinked.test(text) || linkSaid(text) !== undefined);

const ofSame = new Set(
  '1 ugh ok okay yes yeah yep yup y then well just so its it is please pls all of the same no change changes changed nothing has exactly again for as with in and worry too'.split(
    ' ',
  ),
);
const BUT = /[.,;!\n]|,? (?:but|except|only|apart from|bar|though|tho) /i;
const NOT_SAME =
  /^\W*(?:no\W+)?(?:not|isn['’]?t|nothing)\W+(?:(?:all|it|quite|everything|exactly|is|the)\W+){0,3}same\b/i;
/**
 * What is typed to “Is it the same?”: “yes” alone takes over as little as it can, “no change”, “same for minh” and “all of it” all
 * that is shown but the worry. Behind a “but” stands more.
 */
export function sameSaid(text: string): { id: 'all' | 'worry' | 'care' | 'no'; more: boolean } | undefined {
  const words = wordsIn(text);
  if (/^(?:y|yes|yeah|yep|yup|same|the same)$/.test(words.join(' '))) return { id: 'care', more: false };
  if (NOT_SAME.test(text)) return { id: 'no', more: true };
  const said = [words, wordsIn(text.split(BUT)[0] ?? '')].find(isOfSame);
  return said && { id: said.includes('worry') ? 'worry' : 'all', more: said !== words };
}
const isOfSame = (words: string[]) =>
  words.every((word, at) => ofSame.has(word) || /^(?:for|as|with)$/.test(words[at - 1] ?? '')) &&
  /\b(?:same|all of it|no changes?|nothing (?:has )?changed)\b/.test(words.join(' '));

/** What is asked with one question whether it is the same for the next child, in words that hold no fact. */
export const sameInWords = {
  care: 'in care or not',
  'leaves-sight': 'when they leave',
  consent: 'what you did about consent',
};

/** Where a child is now, and with whom: never taken over in one go with the rest. */
const ofEach = ['whereabouts', 'with'];
const SAME_AS =
  /^(?:(?:yes|yeah|yep|ok|in|at|with|its|theyre|all|both|still|the) ){0,4}same(?: (?:here|place|room|class|house|flat|teacher|person|people|man|one))?(?: (?:too|again|as (?:well|before|(?:the |her |his )?[\p{L}’'-]{1,30})))?$/iu;
const SAME_WORRY =
  /^(?:(?:yes|yeah|yep|ok|and|its|all|the) ){0,4}same(?: (?:worry|worries|thing|story|again|as before))?$/i;
/** “same place”, “same as her sister”, “the same worry”: what stands there for the other child. */
export const sameAsOther = (id: string, text: string, { progress: { next } }: Draft): string | undefined =>
  (id === 'worry' ? SAME_WORRY : SAME_AS).test(text.trim()) && [...ofEach, 'worry'].includes(id)
    ? next?.answers.values[id]
    : undefined;

const sameFields = (pack: Pack): string[] => [
  ...Object.keys(sameInWords),
  ...(formOf(pack, 'consent')?.fields ?? []), // what follows from the answer about consent
];

/** The fields of a sent referral that the next one may take over, when its author says so. */
export const fieldsForNext = (pack: Pack): string[] => [
  ...new Set([
    ...sameFields(pack),
    ...ofEach,
    'worry',
    ...pack.fields.flatMap(({ id, household }) => (household ? id : [])),
  ]),
];

/**
 * What is offered of the other child’s answers. Not what was said beside their questions, and no time of leaving that may
 * have passed.
 */
export function offered({ values, readings }: Omit<Answers, 'ticks'>, now: Instant): NextChild['answers'] {
  const { worry = '', 'leaves-sight': leaves, ...others } = values;
  const told = worryShared(worry);
  const isAhead = leaves !== undefined && liesAhead(readings['leaves-sight'], now);
  const kept = { ...others, ...(told && { worry: told }), ...(isAhead && { 'leaves-sight': leaves }) };
  return { values: kept, readings: onlyFields(readings, Object.keys(kept)) };
}

function liesAhead({ at, leaves, said }: Partial<Reading> = {}, now: Instant): boolean {
  if (at) return at > now;
  return leaves === 'not-before-tomorrow' && said !== undefined && londonDay(said) === londonDay(now);
}

/** What was told of all the children while the other one was asked about: it stands with each, and nobody tells it twice. */
export const besideOfAll = ({ worry = '', whereabouts = '', with: who = '' }: Texts): string[] =>
  [...worryParts(worry).beside.map((each) => each.slice(1, -1)), whereabouts, who]
    .filter((each) => tellsOfAll(each) && !asksToSend(each) && besideSending(each) === undefined)
    .map(besideLine);

/** The answers of the other child that one question offers, without their worry. */
export function sameAnswers({ answers }: NextChild, pack: Pack): NextChild['answers'] {
  const ids = sameFields(pack);
  return { values: onlyFields(answers.values, ids), readings: onlyFields(answers.readings, ids) };
}

/** The draft, linked with the other child’s referral. What children of one home, or of one family, share is taken over. */
export function withLink(draft: Draft, as: string, pack: Pack): Draft {
  const { next } = draft.progress;
  if (!next) return draft;
  const asked = sameFields(pack); // what a question asks is not taken over before its answer
  const ids = pack.fields.filter((field) => isShared(field, as) && !asked.includes(field.id)).map(({ id }) => id);
  const linked = { ...draft, progress: { ...draft.progress, next: { ...next, as } } };
  return withAnswers(linked, { values: onlyFields(next.answers.values, ids) });
}

/** The check of a child who is not linked with the one before: nothing is copied. */
export function withoutLink({ progress: { next: _, ...progress }, ...draft }: Draft): Draft {
  return { ...draft, progress };
}

/** Whether two children who are linked in this way share the answer. No field says which adult is meant. */
const isShared = ({ household, family }: Field, as: string) =>
  household && (as === 'family' || (as === 'household' && !family));

/**
 * The draft after its author has said whether what is offered is the same for this child. Then the check goes on from the
 * card of the child to check answers.
 * @param said `all` that the card shows but the worry, `worry`: that, too; `care`: only in care or not, because all else may
 *   differ; anything else is a no
 */
export function withSame(draft: Draft, said: string, { pack, now }: { pack: Pack; now: Instant }): Draft {
  const { next } = draft.progress;
  if (!next || !['all', 'worry', 'care'].includes(said)) return draft;
  const { values, readings } = offered(next.answers, now);
  const ids = said === 'care' ? ['care'] : [...sameFields(pack), ...(said === 'worry' ? ['worry'] : [])];
  const hurried = { ...draft, progress: { ...draft.progress, hurry: true } };
  const taken = onlyFields(values, ids);
  const worry = [draft.answers.values.worry, taken.worry].filter(Boolean).join('\n'); // what they wrote of this child stays
  const fits = [...worry].length <= fieldOf(pack, 'worry').limit;
  const both = taken.worry && { worry: fits ? worry : draft.answers.values.worry };
  return withAnswers(hurried, { values: { ...taken, ...both }, readings: onlyFields(readings, ids) });
}

/** The draft to which nothing is offered any more but, on “same place”, where the other child is and with whom; and their worry. */
export function withoutOffer({ progress: { next, ...progress }, ...draft }: Draft): Draft {
  const values = onlyFields(next?.answers.values ?? {}, [...ofEach, 'worry']);
  const isLeft = next && Object.keys(values).length > 0;
  return {
    ...draft,
    progress: { ...progress, ...(isLeft && { next: { ...next, answers: { values, readings: {} } } }) },
  };
}

export const NEW_ONE =
  /^\W{0,5}(?:(?:no|none|neither|any|of|those|them|these|not|sorry|oops|ok|oh|its|it|is|was|thats|this|theres|about|for|an?|the|i|mean|meant)\W{1,5}){0,12}?(?:(?:another|different|new|next|separate|third|fourth|2nd|3rd) (?:new )?(?:child|girl|boy|baby|kid|one)|(?:someone|somebody) (?:else|new))\b[\s,.:;–-]{0,5}(.*)$/is;
const besideNew =
  /^(?:called|named|name|is|its|shes|hes|for|the|an?|child|girl|boy|kid|baby|one|family|another|different|new|next|referral|check|form|sorry|please|pls|again|though)$/;
/** “another child. amira”, “none of those a new one”, “its a new one called amira”: whom they call so; none if they say more. */
export function newOneSaid(text: string): string | undefined {
  const said = text.replace(/\bnot (?:about |for |with |the )*[\p{L}’'-]{2,30}(?: or [\p{L}’'-]{2,30})?/giu, ' ');
  const [, rest] = NEW_ONE.exec(said) ?? [];
  const names = wordsIn(rest ?? '').filter((word) => !besideNew.test(word));
  const isPlain = names.length <= 3 && names.every((word) => !/\d/.test(word) && !isKnownWord(word));
  return rest !== undefined && isPlain ? names.join(' ') : undefined;
}
