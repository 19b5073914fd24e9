import { limit } from '../../cards/forms.ts';
import { clockAndDay, clockAndLongDay } from '../../cards/london.ts';
import { button, type Card, coloured, input, line, plain, referrerCard } from '../../cards/parts.ts';
import { carerBlock } from '../../cards/reminders.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Question } from '../../case/state.ts';
import { textOf } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { answerQuestion } from './verbs.ts';

/** A question of the MASH to the referrer, with a place for the answer. */
export function questionFromMashCard(
  record: CaseRecord,
  question: Question,
  pack: Pack,
  problem = '',
  typed = '',
): Card {
  const { texts, names } = record.facts;
  const data = { case: record.id, question: question.number };
  const answered = question.answered;
  return referrerCard({
    summary: `The MASH has a question about ${record.id}`,
    top: [line(record.id, 'bold')],
    heading: answered ? 'You have answered the MASH' : 'The MASH has a question',
    blocks: [
      plain([line(`${names[question.askedBy] ?? 'The MASH'}, ${clockAndLongDay(question.askedAt)}`, 'small')], 'None'),
      coloured('emphasis', [line(texts[textOf.question(question.number)] ?? '')]),
      ...carerBlock(record, 'None'),
      ...(answered ? [plain([line(`Sent at ${clockAndDay(answered.at)}. Thank you.`)])] : []),
    ],
    inputs: answered
      ? []
      : [
          input('text', `answer__${problem === '' ? 0 : typed.length}`, `Your answer (required, ${limit})`, {
            multiline: true,
            problem,
            value: typed,
          }),
        ],
    rows: answered
      ? []
      : [
          {
            spacing: 'Medium',
            buttons: [
              button(answerQuestion, 'Send answer', data, { style: 'positive' }),
              button(answerQuestion, 'Not known', { ...data, answer: 'not-known' }, { inputs: 'none' }),
            ],
          },
        ],
    after: answered ? [] : [line('Or type “answer:” and your words.', 'small', 'Small')],
    emergency: pack.emergency,
  });
}
