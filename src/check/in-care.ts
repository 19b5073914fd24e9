import { type Field, type Form, fieldOf, type Pack } from '../protocol/pack.ts';
import { type Answers, answerTo } from './draft.ts';

/**
 * Whether the referrer said that the child is in care. The bot must then neither ask nor show where they live.
 * @source Protocol 10.1
 */
export const isInCare = ({ values }: Answers): boolean => values.care === 'yes';

/**
 * Whether to hide a field for a child in care, because it asks where they live. An answer written earlier stays
 * visible, and the step `places` asks about the addresses in it.
 */
export const isHiddenInCare = ({ id, inCare }: Field, answers: Answers): boolean =>
  inCare === 'left-out' && isInCare(answers) && answerTo(answers, id) === undefined;

/**
 * The words in which the bot asks and prints a field. Until it is known whether the child is in care, the question
 * covers both cases, so that nobody writes an address too early.
 * @source Protocol 10.1
 */
export function fieldWords({ label, short, inCare }: Field, answers: Answers): { label: string; short: string } {
  if (inCare === undefined || inCare === 'left-out') return { label, short };
  if (isInCare(answers)) return inCare;
  const isKnown = answerTo(answers, 'care') !== undefined;
  const [first = '', ...rest] = inCare.label;
  return { label: isKnown ? label : `${label} In care: ${first.toLowerCase()}${rest.join('')}`, short };
}

/** The form without the fields that do not apply to a child in care. It may be left with no field at all. */
export function formFor(form: Form, answers: Answers, pack: Pack): Form {
  const fields = form.fields.filter((id) => !(fieldOf(pack, id).inCare === 'left-out' && isInCare(answers)));
  return { ...form, fields };
}
