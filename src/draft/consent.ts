import { type Field, fieldOf, formOf, type Pack } from '../protocol/pack.ts';
import { type Answers, answerTo, type Draft, withAnswers } from './draft.ts';
import { formFor } from './fields.ts';

/** Whether the answer about consent needs its reason: not where they agreed, and not where the referrer is not sure. */
const needsReason = (answers: Answers) => !['obtained', 'unsure', undefined].includes(answerTo(answers, 'consent'));

/**
 * Whether the consent decision is recorded: that they agreed, that the referrer is not sure, or any other answer with a
 * written reason.
 * @source Protocol 8.1, 11
 */
export const isConsentRecorded = (answers: Answers) =>
  answerTo(answers, 'consent') !== undefined &&
  (!needsReason(answers) || answerTo(answers, 'consent-why') !== undefined);

const risks = ['consent-risk', 'knowing-risk'];

/** Whether a card stays until this is answered. Whoever is not sure about consent can go on. */
export const isNeeded = ({ id, required }: Field, answers: Answers): boolean =>
  required ||
  (id === 'consent-why' && needsReason(answers)) ||
  (risks.includes(id) && answerTo(answers, 'consent') !== 'unsure');

/** Whether all is answered that the card after it needs. */
export function isConsentAnswered(answers: Answers, pack: Pack): boolean {
  const form = formOf(pack, 'consent');
  const ids = form ? formFor(form, answers, pack).fields : [];
  return ids.every((id) => !isNeeded(fieldOf(pack, id), answers) || answerTo(answers, id) !== undefined);
}

/** The draft without the answers to questions that a changed answer about consent no longer asks. */
export function withFittingConsent(draft: Draft, pack: Pack): Draft {
  const form = formOf(pack, 'consent');
  const asked = form ? formFor(form, draft.answers, pack).fields : [];
  const gone = form?.fields.filter((id) => !asked.includes(id)) ?? [];
  return withAnswers(draft, { values: Object.fromEntries(gone.map((id) => [id, undefined])) });
}
