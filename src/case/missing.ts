import type { Person, StaffId } from '../base/people.ts';
import { withoutReferences } from '../base/reference.ts';
import { type Texts, textAfter } from '../base/texts.ts';
import type { Instant } from '../base/time.ts';
import { missingNowIn } from '../draft/missing-words.ts';
import { saysAllFound } from '../draft/says.ts';
import { withThey } from '../draft/several.ts';
import { policeIn } from '../draft/typed-police.ts';
import { plainWords } from '../draft/typed-words.ts';
import { textOf } from '../history/events.ts';
import { refuseFaultyTexts } from './commands.ts';
import { type Actor, doneBy, nothingToDo, type Outcome, refuseWith, textIfAny } from './outcome.ts';
import { isChildMissing, type Missing } from './referral.ts';
import { type Referral, submittedIn } from './state.ts';

/** What the author says about the missing child. */
interface Report {
  police: Missing['police']; // whether the author says that the police were told
  words: string; // when, with which reference, or anything else; may be empty
  typedAt?: Instant; // earlier than now, if somebody had to say the child
}

/**
 * The author says that the child is missing, before or after sending. Every report is recorded, except one that repeats
 * the last one.
 * @source Protocol 10.2
 */
export function recordMissing(
  referral: Referral,
  { police, words, typedAt }: Report,
  own: OwnCase,
  at: Actor,
): Outcome {
  const refusal = whyNotReport(referral, words, own, at.by);
  if (refusal) return refusal;
  if (!('missing' in referral)) return refuseWith('not-submitted');
  const last = referral.missing.at(-1);
  const isSamePolice =
    last && isChildMissing(referral) && !referral.found && (police === 'not-said' || last.police === police);
  if (last && isSamePolice && (own.texts[textOf.missing(last.number)] ?? '') === words) return nothingToDo;
  const number = referral.missing.length + 1;
  const event = { type: 'ChildMissing', number, police, ...(typedAt && { typedAt }) } as const;
  return doneBy(at, event, textIfAny(textOf.missing(number), words));
}

/**
 * The author says that the child was found, or was not missing after all. It is a report: a child who was reported missing
 * counts as missing until the MASH confirms that they are safe.
 * @source Protocol 10.2
 */
export function recordFound(referral: Referral, words: string, own: OwnCase, at: Actor): Outcome {
  const refusal = whyNotReport(referral, words, own, at.by);
  if (refusal) return refusal;
  if (!('missing' in referral) || referral.found || !(isChildMissing(referral) || mayBeFound(referral)))
    return nothingToDo;
  const number = referral.missing.length;
  return doneBy(at, { type: 'ChildFound', number }, textIfAny(textOf.found(number), words));
}

/** A sent child who left without anybody saying “missing” may be found, too. */
const mayBeFound = (referral: Referral) => submittedIn(referral) !== undefined && !submittedIn(referral)?.safe;

const report =
  /^(?:a |(?:she|he|they|(?:(?:the|this|my) )?(?:child|girl|boy|baby))(?:['’]?(?:s|re|ve)| is| are| has| have)? )?(?:just |now |been |still )*(?:gone )?(missing|awol|mis-?per|found)(?: child)?(?: now| again| as of now|,? (?:like|as) i(?:['’]?ve)? (?:said|told you))*(?:\s*:\s*|(?=\s+since\b)|[.!?]*$)/i;

/**
 * What typed words without a child report: “missing: since 5”, “missing since 5”, “found: …”, “she is missing”, or a bare “missing”. A bare “missing: no” may
 * answer something else.
 */
export function reportIn(typed: string) {
  const match = report.exec(withThey(typed.trim()));
  if (!match || /^no[.!]*$/i.test(textAfter(match).trim())) return undefined;
  const isFound = match[1]?.toLowerCase() === 'found';
  return { isFound, police: policeIn(textAfter(match)) };
}

/** Words that say no more than that this child is missing. */
const ofThisChild = new Set(
  (
    'a the this my and she he they shes hes theyre theyve both all of them child girl boy baby children girls boys kids two three four 2 3 4 is are ' +
    'has have been just now again gone missing please help ok sorry yes oh god omg'
  ).split(' '),
);
const deniesName = /^(?:not?|never|nobody|none|nothing)$/;
const asksIf = /^\W*(?:is|are|has|have) (?!(?:been|gone|just|now|both|all)\b)\w/i;
/** “missing her mum”, “missing school”, “missing?” */
const notGone =
  /^(?: (?:now|again))?\s*\?|^\s+(?:her|his|him|my|our|your|their|the|an?|some|lots|half|you|us|them|out|mum|dad|home|school|class|lessons?|teeth|persons?|people|episodes?|reports?)\b/i;

/**
 * What words about this one child say beside that it is missing: nothing but the child may stand before “missing”.
 * @param name of the child
 * @returns undefined if they do not report it: “nobody missing”, “passport missing”, “mum is missing”
 */
export function missingIn(words: string, name = ''): { more: string } | undefined {
  const said = withoutReferences(words).trim();
  const match = /\bmissing\b/i.exec(said);
  if (!match) return undefined;
  const names = plainWords(name)
    .split(' ')
    .filter((word) => !deniesName.test(word));
  const isOfIt = (some: string) =>
    plainWords(some.replaceAll(/\s/g, ' '))
      .split(/ +/)
      .every((word) => word === '' || ofThisChild.has(word) || names.includes(word));
  const [before, after] = [said.slice(0, match.index), textAfter(match)];
  if (!isOfIt(before) || asksIf.test(before) || notGone.test(after)) return undefined;
  return { more: isOfIt(after) ? '' : after.replace(/^[\s,.:!-]+/, '') };
}

/** What these words report of this child, now that it is said that they are about it. The words themselves go elsewhere. */
export function recordReport(
  { words: typed, at: typedAt }: { words: string; at: Instant },
  referral: Referral,
  { name, ...own }: OwnCase & { name: string | undefined },
  at: Actor,
): Outcome {
  const said = reportIn(typed);
  const isFound = 'missing' in referral && isChildMissing(referral) && saysAllFound(typed);
  if (said?.isFound || isFound) return recordFound(referral, '', own, at);
  return said || [typed, missingNowIn(typed) ?? ''].some((each) => missingIn(each, name))
    ? recordMissing(referral, { police: (said ?? { police: policeIn(typed) }).police, words: '', typedAt }, own, at)
    : nothingToDo;
}

/** The parts of the case that these rules need: its author and its texts. */
interface OwnCase {
  author: StaffId;
  texts: Texts;
}

function whyNotReport(referral: Referral, words: string, { author }: OwnCase, by: Person) {
  if (by.id !== author) return refuseWith('not-the-author');
  if (referral.status === 'not-started' || referral.status === 'withdrawn') return refuseWith('not-submitted');
  return words === '' ? undefined : refuseFaultyTexts({ missing: words });
}
