import { type Field, type Form, fieldOf, type Pack } from '../protocol/pack.ts';
import { type Answers, answerTo } from './draft.ts';

/** Whether the child is said to be in care: then nothing may ask or tell where they live. @source Protocol 10.1 */
export const isInCare = ({ values }: Answers): boolean => values.care === 'yes';

/** Whether a field is left out for a child in care, because it asks where they live. What was written before stays to be seen. */
export const isClosed = ({ id, inCare }: Field, answers: Answers): boolean =>
  inCare === 'left-out' && isInCare(answers) && answerTo(answers, id) === undefined;

/**
 * The words in which a field is asked and printed. While nobody has said whether the child is in care, it asks both ways, so that no
 * address is written before that is known.
 * @source Protocol 10.1
 */
export function askedAs({ label, short, inCare }: Field, answers: Answers): { label: string; short: string } {
  if (inCare === undefined || inCare === 'left-out') return { label, short };
  if (isInCare(answers)) return inCare;
  const known = answerTo(answers, 'care') !== undefined;
  const [first = '', ...rest] = inCare.label;
  return { label: known ? label : `${label} In care: ${first.toLowerCase()}${rest.join('')}`, short };
}

/** The form as it is asked now, without what a child in care is not asked. A form may be left with nothing to ask. */
export function formFor(form: Form, answers: Answers, pack: Pack): Form {
  const fields = form.fields.filter((id) => !(fieldOf(pack, id).inCare === 'left-out' && isInCare(answers)));
  return { ...form, fields };
}
