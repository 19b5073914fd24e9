import { caseAction, notThere, type Sent } from '../../actions/action.ts';
import type { ReplyMessage } from '../../actions/context.ts';
import { phoneCaller } from '../../base/people.ts';
import { formAgain, tooLongWords } from '../../cards/forms.ts';
import { helpCard } from '../../cards/help.ts';
import { askReferrer, recordAnswer } from '../../case/commands.ts';
import { refuseWith } from '../../case/outcome.ts';
import type { Pack } from '../../protocol/pack.ts';
import { questionFromMashCard } from './cards.ts';
import { askForm } from './forms.ts';
import { answerQuestion, ask, sendQuestion } from './verbs.ts';

export const actions = [
  caseAction(ask, {
    where: ['mash'],
    does: ({ record, referral }) =>
      referral.submittedBy === phoneCaller ? refuseWith({ kind: 'not-in-teams' }) : { card: askForm(record) },
  }),
  caseAction(sendQuestion, {
    where: ['mash'],
    does: ({ record, referral }, { inputs }, at) => askReferrer(referral, inputs.question, record.facts.texts, at),
    again: ({ record }, given, _, why) => ({ card: askForm(record, formAgain(given, why)) }),
  }),
  caseAction(answerQuestion, {
    where: ['chat'],
    does(sent, { question, answer, inputs }, at) {
      if (answer === 'not-known') return recordAnswer(sent.referral, question, '', at);
      return inputs.answer.trim() === ''
        ? questionMessage(sent, question, at.pack, 'Type an answer, or press “Not known”.')
        : recordAnswer(sent.referral, question, inputs.answer, at);
    },
    again: (sent, { question, inputs }, { pack }, why) =>
      questionMessage(sent, question, pack, why.kind === 'text-too-long' ? tooLongWords(why.limit) : '', inputs.answer),
    after: (sent, { question }, { pack }) => questionMessage(sent, question, pack),
    onRefusal: (_sent, _given, _at, { kind }) => (kind === 'no-such-question' ? notThere : undefined),
  }),
];

/**
 * Shows the question to the referrer, with a box for the answer or with the answer given. An answered question stays in
 * the chat.
 */
function questionMessage(
  { record, referral }: Sent,
  number: number,
  pack: Pack,
  problem = '',
  typed = '',
): ReplyMessage {
  const question = referral.questions.find((each) => each.number === number);
  if (!question) return { card: helpCard(pack, noQuestionWords) };
  const card = questionFromMashCard(record, question, pack, problem, typed);
  return { card, storeInChat: question.answer.kind !== 'awaited' };
}

const noQuestionWords = { heading: 'I cannot find that question', lines: ['Please ring the MASH instead.'] };
