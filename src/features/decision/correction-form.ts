import { managerCalled } from '../../cards/decision-words.ts';
import { carerWarning, type FormRetry, untouchedForm } from '../../cards/forms.ts';
import { clockAndDay } from '../../cards/london.ts';
import { button, type Card, line } from '../../cards/parts.ts';
import { type DecisionEntry, decisionEntries, decisionWordsOf } from '../../case/decision-record.ts';
import type { CaseRecord } from '../../case/record.ts';
import { decisionInputs, formAbout } from './forms.ts';
import { confirmCorrection } from './verbs.ts';

/** The decision form once more, filled in with what stands. It makes a new entry; nothing that was written is changed. */
export function correctionForm(record: CaseRecord, again?: FormRetry): Card {
  const stands = decisionEntries(record.events).at(-1);
  if (!stands) throw new Error(`case ${record.id} is not decided`);
  const filled = again ?? { ...untouchedForm, typed: asTyped(stands, record) };
  const data = { case: record.id, attempt: filled.attempt, revision: stands.number };
  const decided = `the decision of ${clockAndDay(stands.at)} by ${managerCalled(record, stands.by)}`;
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

/** What stands, as it would have been filled in. */
function asTyped(stands: DecisionEntry, { facts }: CaseRecord): FormRetry['typed'] {
  const { action, reasons, tell, protection, doNow } = decisionWordsOf(facts.texts, stands.number);
  const said = (choice: string | undefined) => (choice === undefined || choice === 'not-said' ? '' : choice);
  return {
    decision: stands.decision,
    action,
    reasons,
    trafficking: said(stands.trafficking),
    protection: said(stands.protection),
    'protection-what': protection,
    police: said(stands.police),
    tell: tell === action ? '' : tell,
    'do-now': doNow,
  };
}
