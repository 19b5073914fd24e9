import { caseAction, notThere, type Sent } from '../../actions/action.ts';
import type { Context, ReplyMessage } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import { caseWithMessage } from '../../actions/heard.ts';
import { isSmallTalk, type Typed } from '../../actions/typed.ts';
import { casesOf, othersOf } from '../../actions/which-case.ts';
import { phoneCaller } from '../../base/people.ts';
import { toReferrer } from '../../cards/face.ts';
import { type FormRetry, formAgain } from '../../cards/forms.ts';
import { helpCard } from '../../cards/helpful.ts';
import { withNumberFor } from '../../cards/to-referrer.ts';
import { answerQuestion } from '../../cards/verbs.ts';
import { askReferrer, recordAnswer, refuseLongTexts } from '../../case/commands.ts';
import { textsAsWritten } from '../../case/held.ts';
import {
  isNoAnswer,
  mayBeNews,
  meantOf,
  type OpenQuestion,
  openQuestions,
  sharesWords,
} from '../../case/open-questions.ts';
import { refuseWith } from '../../case/outcome.ts';
import { ownAnswers } from '../../case/record.ts';
import { isCry, namesOther, tellsOfAnother } from '../../draft/news-said.ts';
import { says } from '../../draft/says.ts';
import { isUnsure } from '../../draft/typed-words.ts';
import type { Pack } from '../../protocol/pack.ts';
import { askForm, questionFromMashCard } from './cards.ts';
import { clocks, events } from './events.ts';
import { ask, sendQuestion } from './verbs.ts';

const actions = [
  caseAction(ask, {
    where: ['mash'],
    does: ({ record, referral }) =>
      referral.submittedBy === phoneCaller ? refuseWith('not-in-teams') : { card: askForm(record) },
  }),
  caseAction(sendQuestion, {
    where: ['mash'],
    does: ({ record, referral }, { inputs }, at) => askReferrer(referral, inputs.question, textsAsWritten(record), at),
    again: ({ record }, _given, _at, retry) => ({ card: askForm(record, retry) }),
  }),
  caseAction(answerQuestion, {
    where: ['chat'],
    does(sent, given, at) {
      const { question, answer, inputs } = given;
      if (answer === 'not-known') return recordAnswer(sent.referral, question, '', at);
      return inputs.answer.trim() === ''
        ? questionMessage(
            sent,
            question,
            at.pack,
            formAgain(given, { answer: 'Type an answer, or press “Not known”.' }),
          )
        : recordAnswer(sent.referral, question, inputs.answer, at);
    },
    again: (sent, { question }, { pack }, retry) => questionMessage(sent, question, pack, retry),
    after: (sent, { question }, { pack }) => questionMessage(sent, question, pack),
    onRefusal: (_sent, _given, _at, { kind }) => (kind === 'no-such-question' ? notThere : undefined),
  }),
];

/**
 * Shows the question to the referrer, with a box for the answer or with the answer given. An answered question stays in
 * the chat.
 */
function questionMessage({ record, referral }: Sent, number: number, pack: Pack, again?: FormRetry): ReplyMessage {
  const question = referral.questions.find((each) => each.number === number);
  if (!question) return { card: helpCard(pack, noQuestionWords) };
  const answered = record.events.findLast((event) => event.type === 'QuestionAnswered' && event.question === number);
  const card = withNumberFor(questionFromMashCard(record, question, pack, again), answered, record, pack);
  return { card, storeInChat: question.answer.kind !== 'awaited' };
}

const noQuestionWords = { heading: 'I cannot find that question', lines: ['Please ring the MASH instead.'] };

/**
 * “answer …” answers the newest question from the MASH to this person. While a check is open, only “answer:” with a colon
 * does. With none open, any words answer the newest question, where all are about one child.
 */
const typed: Typed[] = [
  {
    band: 'last',
    words: ({ text, person }) => (person.openDraft ? /^answer\s*:/i : /^answer\b/i).test(text.trim()),
    async does({ text, person }, context) {
      const own = await casesOf(context);
      const [open, ...others] = openQuestions(own);
      if (others.some(({ record }) => record !== open?.record)) return { reply: [], isNews: true }; // about either child
      const handled = caseWithMessage(own, context.turnInput.heard);
      // A message that Teams sent twice must not answer the next question too.
      if (handled) return context.shows.whereItStands(handled);
      const answer = text.trim().replace(person.openDraft ? /^answer\s*:\s*/i : /^answer\b[:\s]*/i, '');
      return open && !refuseLongTexts({ answer }) ? giveAnswer(open, answer, context) : undefined;
    },
  },
  {
    band: 'question', // words too long for an answer are news, and so is a cry, and what is no answer
    words: (words) =>
      !words.person.openDraft &&
      !isSmallTalk(words) &&
      !isCry(words.text) &&
      !isNoAnswer(words.text) &&
      !refuseLongTexts({ answer: words.text }),
    async does({ text }, context) {
      const own = await casesOf(context);
      const all = openQuestions(own);
      const open = meantOf(text, all);
      const isNew = !caseWithMessage(own, context.turnInput.heard);
      if (!open || all.some(({ record }) => record !== open.record) || !isNew) return undefined;
      const isOther =
        namesOther(text, ownAnswers(open.record), othersOf(open.record, own)) ||
        tellsOfAnother(text, ownAnswers(open.record), open.record.facts.texts); // then it is news
      const isFound = says('found', text) && !sharesWords(text, open);
      return isOther || isFound || mayBeNews(text, open, context.now()) ? undefined : giveAnswer(open, text, context);
    },
  },
];

function giveAnswer({ record, question }: OpenQuestion, answer: string, { press }: Context) {
  const data = { case: record.id, question: question.number };
  const isKnown = answer.trim() !== '' && !isUnsure(answer);
  return press(answerQuestion, isKnown ? data : { ...data, answer: 'not-known' }, isKnown ? { answer } : {});
}

export const question = {
  name: 'question',
  events,
  clocks,
  actions,
  typed,
  face: { buttons: { ask: toReferrer(ask, 'Ask the referrer') } },
} satisfies Feature;
