import { carerWarning, type FormRetry, limit, text, untouchedForm } from '../../cards/forms.ts';
import { button, type Card, line, mashCard, plain } from '../../cards/parts.ts';
import { show } from '../../cards/verbs.ts';
import type { CaseRecord } from '../../case/record.ts';
import { sendQuestion } from './verbs.ts';

/** The question to the referrer, written by one person of the MASH; nobody else sees this form. */
export function askForm(record: CaseRecord, again: FormRetry = untouchedForm): Card {
  const data = { case: record.id, attempt: again.attempt };
  return mashCard({
    summary: `${record.id}: a question to the referrer`,
    top: [line(record.id, 'bold')],
    heading: 'Ask the referrer',
    blocks: [
      plain([line('It goes to their own chat. The answer comes back here. Only you see this form.')], 'Small'),
      ...carerWarning(record),
    ],
    inputs: [text('question', `Your question (required, ${limit})`, again)],
    buttons: [
      button(sendQuestion, 'Send question', data, { style: 'positive' }),
      button(show, 'Cancel', { case: record.id }, { inputs: 'none' }),
    ],
  });
}
