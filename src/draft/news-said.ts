import type { Instant } from '../base/time.ts';
import { type Field, fieldOf, type Pack } from '../protocol/pack.ts';
import { dangerIn } from '../understanding/danger.ts';
import type { Draft } from './draft.ts';
import { leavingIn } from './leaving-said.ts';
import { readAnswer } from './read-answer.ts';
import { stepNow } from './steps.ts';
import { withApostrophes } from './typed-words.ts';

/**
 * What typed words are for, while a check is open and the MASH has a case that they may be about. A box would take
 * “theyve just walked out” and “where r the police??” as the child's name. What speaks of danger, or says when the child
 * leaves, always goes to the MASH; into the box as well only if it answers it.
 * @param isSameCase whether the MASH waits for this check: then a plain time that it asks for goes there, too
 */
export function meantFor(
  text: string,
  draft: Draft,
  { pack, now, isSameCase }: { pack: Pack; now: Instant; isSameCase: boolean },
): 'check' | 'mash' | 'both' {
  const step = stepNow(draft, pack);
  const { cursor } = draft.progress;
  const fields = step.kind === 'form' ? step.form.fields : [];
  const field = step.kind === 'form' ? fieldOf(pack, fields[Math.min(cursor, fields.length - 1)] ?? '') : undefined;
  const isShort = field !== undefined && !field.choices && field.kind !== 'long';
  const leaves = leavingIn(text, now);
  // a long box tells of the past, too: there only a time that can be read counts
  const isForNow =
    dangerIn(text) !== undefined || (isShort ? leaves : leaves?.at) !== undefined || (isShort && takes.test(text));
  if (isShort && field.reads && isOnlyRead(text, leaves?.onlyTime)) {
    return isSameCase && isForNow && field.id === 'leaves-sight' ? 'both' : 'check';
  }
  if (!isForNow) return isShort && (isQuestion(text) || (takesName(field) && isSentence(text))) ? 'mash' : 'check';
  return isShort && !answers(text, field, now) ? 'mash' : 'both';
}

/** “he took her”: for the box of a check, not a story of the past. */
const takes =
  /\b(?:took|tak(?:en|ing|es)|grab\w*|dragg\w*|snatch\w*) (?:her|him|them|the (?:child|girl|boy|baby|kids?))\b/i;

/** The words are nothing but a time, a day or an age. */
const isOnlyRead = (text: string, onlyTime: string | undefined) => onlyTime !== undefined || /^[\d\W]*$/.test(text);

/** Words by which danger, or leaving, also answers a short box. Any other box is asked again. */
const answeredWith: Record<string, RegExp> = {
  'phoned-who': /\b(?:999|112|police|ambulance)\b/i,
  'missing-reported': /\b(?:999|112|police)\b/i,
  whereabouts: /\b(?:at|in|inside|outside|on|near|behind|here|home|upstairs|downstairs|reception)\b/i,
  with: /^(?:me|us)\b|\bwith (?!a\b|an\b|the (?:knife|gun))|\b(?:is|are|['’]s|['’]re) (?:here|outside|inside|at the door)\b/i,
};

function answers(text: string, field: Field, now: Instant) {
  const said = withApostrophes(text);
  if (field.reads === undefined) return answeredWith[field.id]?.test(said) ?? false;
  const read = readAnswer(field, said, now);
  return 'value' in read && read.reading !== undefined;
}

const asksBy =
  /^(?:(?:and|but|so|ok|okay|please|hello|hi|hey)\W+)*(?:(?:what|who|why|how|which)(?:['’]?s|['’]?re)?\s+\w|(?:(?:when|where)\s+)?(?:is|are|am|was|can|could|do|does|did|will|would|should|has|have|r)\s+(?:i|u|you|he|she|it|we|they|the|this|that|there|her|his|some|any|some ?(?:one|body)|any ?(?:one|body)|mash|police)\b|(?:any|some) ?(?:one|body) (?:there|here|coming)\b)/i;

/** Whether the words ask something: people in a hurry leave out the question mark. “when his aunt comes” is an answer. */
const isQuestion = (text: string) =>
  asksBy.test(text.trim()) || (text.trimEnd().endsWith('?') && text.trim().split(/\s+/).length > 2);

const ofNames =
  'organisation,name,role,phoned-who,child-name,carer,officer-name,protection-officer,service-manager'.split(',');
const takesName = ({ id, kind, reads }: Field) => kind === 'phone' || reads === 'birth' || ofNames.includes(id);

/** “hes in the hall”, “i cant stop shaking”: somebody does something. */
const saysOf =
  /^(?:(?:now|and|but|so|ok|oh|god|omg|no|yes|please|help|well)\W+)*(?:i|he|she|they|we|it|there|some ?(?:one|body)|no ?(?:one|body))(?:['’]\w+)?\s+\w/i;
/** What such a box may also be told in a sentence: “she is 12”, “I am a nurse”, “im on 01632 960014”. */
const isTold = /^s?he(?:['’]s| is) (?:\w+ )?\d{1,2}\b|^i(?:['’]m| am) (?:an? (?!bit|little|lot)|from )|^i work |\d{5}/i;

function isSentence(text: string) {
  const said = withApostrophes(text)
    .replace(/\bim\b/i, "i'm")
    .trim();
  return saysOf.test(said) && !isTold.test(said);
}
