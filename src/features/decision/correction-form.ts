import { managerCalled } from '../../cards/decision-words.ts';
import { type Again, notTold } from '../../cards/forms.ts';
import { clockAndDay } from '../../cards/london.ts';
import { button, type Card, line, mashCard, plain } from '../../cards/parts.ts';
import { show } from '../../cards/verbs.ts';
import { decisionEntries, decisionWordsOf } from '../../case/decision-record.ts';
import type { CaseRecord } from '../../case/record.ts';
import { decisionInputs } from './forms.ts';
import { confirmCorrection } from './verbs.ts';

/** The decision form once more, filled in with what stands. It makes a new entry; nothing that was written is changed. */
export function correctionForm(record: CaseRecord, again?: Again): Card {
  const stands = decisionEntries(record.events).at(-1);
  if (!stands) throw new Error(`case ${record.id} is not decided`);
  const filled = again ?? { attempt: 0, typed: asTyped(record), problems: {} };
  const data = { case: record.id, attempt: filled.attempt, revision: stands.number };
  return mashCard({
    summary: `${record.id}: correct the decision`,
    top: [line(record.id, 'bold')],
    heading: 'Correct the decision',
    blocks: [
      plain(
        [
          line(
            `This corrects the decision of ${clockAndDay(stands.at)} by ${managerCalled(record, stands.by)}. That one stays in the record.`,
          ),
          line('The referrer gets a new notice. Only you see this form.', 'plain', 'Small'),
        ],
        'Small',
      ),
      ...notTold(record),
    ],
    inputs: decisionInputs(filled),
    buttons: [
      button(confirmCorrection, 'Confirm correction', data, { style: 'positive' }),
      button(show, 'Cancel', { case: record.id }, { inputs: 'none' }),
    ],
  });
}

/** What stands, as it would have been filled in. */
function asTyped(record: CaseRecord): Again['typed'] {
  const stands = decisionEntries(record.events).at(-1);
  if (!stands) return {};
  const { action, reasons, tell, protection } = decisionWordsOf(record.facts.texts, stands.number);
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
  };
}
