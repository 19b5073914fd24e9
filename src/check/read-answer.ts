import { type Instant, msOf } from '../base/time.ts';
import type { Field } from '../protocol/pack.ts';
import type { Problem, Reading } from './draft.ts';
import { birthInWords, readBirth } from './typed-birth.ts';
import { readWhen, whenInWords } from './typed-date.ts';
import { readLeaving } from './typed-leaving.ts';
import { isUnsure } from './unsure.ts';

const weekMs = 7 * 24 * 60 * 60 * 1000;
const clockSlackMs = 2 * 60 * 1000; // a telephone that is a minute ahead of ours

/**
 * Reads what was written into one field. Text stays as it was written, apart from halves of characters that no store can hold;
 * "not known" becomes empty and is read as that, so that it is not taken for a box that was left empty.
 * @param isSure the same was written before and questioned: a call over a week ago is taken the second time
 */
export function readAnswer(
  field: Field,
  typed: string,
  now: Instant,
  isSure = false,
): { value: string; reading?: Reading } | { problem: Problem } {
  const problem = (kind: Exclude<Problem['kind'], 'too-long'>) => ({ problem: { field: field.id, kind } });
  const text = typed.toWellFormed();
  const said = text.trim();
  if (said === '') return { value: '' };
  const saidNotKnown = isUnsure(said) && field.id !== 'consent-why'; // “not sure” is a reason
  if (field.choices) {
    const chosen = readChoices(field, said);
    return 'problem' in chosen && saidNotKnown ? notKnown : chosen;
  }
  if (saidNotKnown) return notKnown;
  if ([...text].length > field.limit) return { problem: { field: field.id, kind: 'too-long', limit: field.limit } };
  if (field.reads === undefined) return { value: text };
  const reading = readDate(field, field.reads, said, now);
  if (field.id !== 'phoned-when') return reading ? { value: text, reading } : { value: text };
  if (!reading?.at) return problem('unclear-time');
  if (msOf(reading.at) > msOf(now) + clockSlackMs) return problem('future');
  if (!isSure && msOf(reading.at) < msOf(now) - weekMs) return problem('long-ago');
  return { value: text, reading };
}

const notKnown = { value: '', reading: { words: 'Not known' } };

function readChoices(field: Field, said: string): { value: string } | { problem: Problem } {
  const known = new Set(field.choices?.map((choice) => choice.id));
  const chosen = field.kind === 'many' ? said.split(',').map((id) => id.trim()) : [said];
  if (chosen.some((id) => !known.has(id))) return { problem: { field: field.id, kind: 'not-a-choice' } };
  return { value: [...known].filter((id) => chosen.includes(id)).join(',') };
}

function readDate({ id }: Field, kind: NonNullable<Field['reads']>, said: string, now: Instant): Reading | undefined {
  if (kind === 'birth') {
    const birth = readBirth(said, now);
    const words = birthInWords(birth);
    return words === undefined ? undefined : { words, ...(birth.kind === 'born' ? { day: birth.day } : {}) };
  }
  const when = id === 'leaves-sight' ? readLeaving(said, now) : readWhen(said, now, kind);
  const words = whenInWords(when);
  if (words === undefined || when.kind === 'unclear') return undefined;
  return when.kind === 'instant' ? { words, at: when.at } : { words, day: when.day };
}
