import { caseAction, notThere, type Sent } from '../../actions/action.ts';
import type { ReplyMessage } from '../../actions/context.ts';
import { byTelephone } from '../../base/people.ts';
import { formAgain, tooLongWords } from '../../cards/forms.ts';
import { helpCard } from '../../cards/help.ts';
import { recordAnswer as answerIt, askReferrer as askThem } from '../../case/commands.ts';
import { refuseWith } from '../../case/outcome.ts';
import type { Pack } from '../../protocol/pack.ts';
import { questionFromMashCard } from './cards.ts';
import { askForm } from './forms.ts';
import { answerQuestion, ask, sendQuestion } from './verbs.ts';

export const actions = [
  caseAction(ask, {
    where: ['mash'],
    does: ({ record, referral }) =>
      referral.submittedBy === byTelephone ? refuseWith({ kind: 'not-in-teams' }) : { card: askForm(record) },
  }),
  caseAction(sendQuestion, {
    where: ['mash'],
    does: ({ record, referral }, { inputs }, at) => askThem(referral, inputs.question, record.facts.texts, at),
    again: ({ record }, given, _, why) => ({ card: askForm(record, formAgain(given, why)) }),
  }),
  caseAction(answerQuestion, {
    where: ['chat'],
    does(sent, { question, answer, inputs }, at) {
      if (answer === 'not-known') return answerIt(sent.referral, question, '', at);
      return inputs.answer.trim() === ''
        ? asked(sent, question, at.pack, 'Type an answer, or press “Not known”.')
        : answerIt(sent.referral, question, inputs.answer, at);
    },
    again: (sent, { question, inputs }, { pack }, why) =>
      asked(sent, question, pack, why.kind === 'text-too-long' ? tooLongWords(why.limit) : '', inputs.answer),
    after: (sent, { question }, { pack }) => asked(sent, question, pack),
    says: (_sent, _given, _at, { kind }) => (kind === 'no-such-question' ? notThere : undefined),
  }),
];

/** The question to its author, with the box for the answer or with the answer given. Answered, it stays so in the chat. */
function asked({ record, referral }: Sent, number: number, pack: Pack, problem = '', typed = ''): ReplyMessage {
  const question = referral.questions.find((each) => each.number === number);
  if (!question) return { card: helpCard(pack, noQuestion) };
  const card = questionFromMashCard(record, question, pack, problem, typed);
  return { card, storeInChat: question.answer.kind !== 'awaited' };
}

const noQuestion = { heading: 'I cannot find that question', lines: ['Please ring the MASH instead.'] };
