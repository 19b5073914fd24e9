import { managerNameAndRole } from '../../cards/decision-words.ts';
import { carerWarning, type FormRetry, untouchedForm } from '../../cards/forms.ts';
import { clockAndDay } from '../../cards/london.ts';
import { button, type Card, line } from '../../cards/parts.ts';
import { type DecisionEntry, decisionEntries, decisionWordsOf } from '../../case/decision-record.ts';
import type { CaseRecord } from '../../case/record.ts';
import { decisionInputs, formAbout } from './forms.ts';
import { confirmCorrection } from './verbs.ts';

/**
 * The decision form, filled in with the decision that holds now. Saving it makes a new entry; the old one stays as it
 * is.
 */
export function correctionForm(record: CaseRecord, again?: FormRetry): Card {
  const current = decisionEntries(record.events).at(-1);
  if (!current) throw new Error(`case ${record.id} is not decided`);
  const filled = again ?? { ...untouchedForm, typed: asTyped(current, record) };
  const data = { case: record.id, attempt: filled.attempt, revision: current.number };
  const decided = `the decision of ${clockAndDay(current.at)} by ${managerNameAndRole(record, current.by)}`;
  return formAbout(record, {
    summary: 'correct the decision',
    heading: 'Correct the decision',
    says: [
      line(`This corrects ${decided}. That one stays in the record.`),
      line('The referrer gets a new notice. Only you see this form.', 'plain', 'Small'),
    ],
    more: carerWarning(record),
    inputs: decisionInputs(filled),
    send: button(confirmCorrection, 'Confirm correction', data, { style: 'positive' }),
  });
}

/** The decision that holds now, as its form would have been filled in. */
function asTyped(entry: DecisionEntry, { facts }: CaseRecord): FormRetry['typed'] {
  const { action, reasons, tell, protection, doNow } = decisionWordsOf(facts.texts, entry.number);
  const chosen = (choice: string | undefined) => (choice === undefined || choice === 'not-said' ? '' : choice);
  return {
    decision: entry.decision,
    action,
    reasons,
    trafficking: chosen(entry.trafficking),
    protection: chosen(entry.protection),
    'protection-what': protection,
    police: chosen(entry.police),
    tell: tell === action ? '' : tell,
    'do-now': doNow,
  };
}
