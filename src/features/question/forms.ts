import { type FormRetry, limit, notTold, text, untouchedForm } from '../../cards/forms.ts';
import { button, type Card, line, mashCard, plain } from '../../cards/parts.ts';
import { show } from '../../cards/verbs.ts';
import type { CaseRecord } from '../../case/record.ts';
import { sendQuestion } from './verbs.ts';

/** The form for a question to the referrer. Only the MASH member who writes it sees the form. */
export function askForm(record: CaseRecord, retry: FormRetry = untouchedForm): Card {
  const data = { case: record.id, attempt: retry.attempt };
  return mashCard({
    summary: `${record.id}: a question to the referrer`,
    top: [line(record.id, 'bold')],
    heading: 'Ask the referrer',
    blocks: [
      plain([line('It goes to their own chat. The answer comes back here. Only you see this form.')], 'Small'),
      ...notTold(record),
    ],
    inputs: [text('question', `Your question (required, ${limit})`, retry)],
    buttons: [
      button(sendQuestion, 'Send question', data, { style: 'positive' }),
      button(show, 'Cancel', { case: record.id }, { inputs: 'none' }),
    ],
  });
}
