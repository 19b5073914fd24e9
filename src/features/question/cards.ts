import type { CaseId } from '../../base/reference.ts';
import { mashForm } from '../../cards/about-case.ts';
import { begun } from '../../cards/fitted.ts';
import { carerWarning, type FormRetry, limit, saveButton, text, untouchedForm } from '../../cards/forms.ts';
import { clockAndDay, clockAndLongDay } from '../../cards/london.ts';
import {
  button,
  buttonWithoutInputs,
  type Card,
  coloured,
  line,
  mainButton,
  plain,
  spacedSmallLine,
} from '../../cards/parts.ts';
import { afterDecisionNotice, cardAbout } from '../../cards/to-referrer.ts';
import { answerQuestion } from '../../cards/verbs.ts';
import { carerBlock } from '../../cards/warnings.ts';
import { mayBeHeard } from '../../cards/who-refers.ts';
import { type CaseRecord, textIn } from '../../case/record.ts';
import type { Question } from '../../case/referral.ts';
import { sentReferral } from '../../case/standing.ts';
import { textOf } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { addInformation, anotherChild, sentByMistake } from '../information/verbs.ts';
import { sendQuestion } from './verbs.ts';

/** The form for a question to the referrer. Only the MASH member who writes it sees the form. */
export function askForm(record: CaseRecord, retry: FormRetry = untouchedForm): Card {
  return mashForm(record.id, {
    summary: 'a question to the referrer',
    heading: 'Ask the referrer',
    says: [
      `It goes to their own chat${mayBeHeard(record) ? ', WITHOUT a signal: somebody may hear it' : ''}. The answer comes back here. Only you see this form.`,
    ],
    more: carerWarning(record),
    inputs: [text('question', `Your question (required, ${limit})`, retry)],
    send: saveButton(sendQuestion, 'Send question', record, retry),
  });
}

/** A question from the MASH to the referrer, with a place for the answer. */
export function questionFromMashCard(
  record: CaseRecord,
  question: Question,
  pack: Pack,
  again: FormRetry = untouchedForm,
) {
  const { names } = record.facts;
  const { answer } = question;
  const sent = sentReferral(record);
  return cardAbout(record.id, pack, {
    summary: answer.kind === 'awaited' ? `The MASH has a question about ${record.id}` : record.id,
    heading: answer.kind === 'awaited' ? 'The MASH has a question' : 'You have answered the MASH',
    blocks: [
      plain([line(`${names[question.askedBy] ?? 'The MASH'}, ${clockAndLongDay(question.askedAt)}`, 'small')], 'None'),
      begun('question', coloured('emphasis', [textIn(record, textOf.question(question.number))])),
      ...carerBlock(record, 'None'),
      answer.kind !== 'awaited' && plain([`Sent at ${clockAndDay(answer.at)}. Thank you.`]),
      mayBeOther(question, sent?.questions) &&
        plain([
          line(
            'Another question is open. Is this the answer to that? Type “not the answer”, and answer again.',
            'bold',
          ),
        ]),
      answer.kind !== 'awaited' && sent && afterDecisionNotice(sent, pack, answer.at),
    ],
    ...(answer.kind === 'awaited'
      ? placeForAnswer({ case: record.id, question: question.number, attempt: again.attempt }, again)
      : {
          rows: [
            [
              button(addInformation, 'Change it', { case: record.id, corrects: answer.at, below: true }),
              button(anotherChild, 'Another child', {
                case: record.id,
                number: question.number,
                answer: true,
                below: true,
              }),
              button(sentByMistake, 'Sent by mistake', { case: record.id, said: textOf.answer(question.number) }),
            ],
          ],
        }),
  });
}

/** Whether another question of the MASH waited when this was answered: then which one it answers is a guess. */
const mayBeOther = ({ answer, number }: Question, all: Question[] = []) =>
  answer.kind !== 'awaited' &&
  all.some(
    (each) =>
      each.number !== number &&
      each.askedAt < answer.at &&
      (each.answer.kind === 'awaited' || each.answer.at > answer.at),
  );

function placeForAnswer(data: { case: CaseId; question: number; attempt: number }, again: FormRetry) {
  const notKnown = buttonWithoutInputs(answerQuestion, 'Not known', { ...data, answer: 'not-known' });
  return {
    inputs: [text('answer', `Your answer (required, ${limit})`, again)],
    rows: [[mainButton(answerQuestion, 'Send answer', data), notKnown]],
    after: [spacedSmallLine('Or type “answer:” and your words.')],
  };
}
