import { clockAndDay } from '../../cards/london.ts';
import { author, type ClockMeanings, type Events, type Notice, words } from '../../cards/meaning.ts';
import { replyClock } from '../../cards/no-reply.ts';
import { line } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import { type CaseRecord, textIn } from '../../case/record.ts';
import { sentReferral } from '../../case/standing.ts';
import { textOf } from '../../history/events.ts';
import { questionFromMashCard } from './cards.ts';

const questionIn = (record: CaseRecord, asked: number) =>
  sentReferral(record)?.questions.find(({ number }) => number === asked);

/** The question to the referrer, in their own chat. @param numberOf its number */
const asking = <E>(numberOf: (event: E) => number): Notice<E> => ({
  to: author,
  isInherited: true,
  isPast: (event, record) => questionIn(record, numberOf(event))?.answer.kind !== 'awaited',
  card(event, { record, pack }) {
    const asked = questionIn(record, numberOf(event));
    if (!asked) throw new Error(`case ${record.id} has no question ${numberOf(event)}`);
    return questionFromMashCard(record, asked, pack);
  },
});

export const events: Events<'QuestionAsked' | 'QuestionAnswered' | 'AnswerDenied'> = {
  QuestionAsked: {
    card: true,
    receipt: true,
    notices: { asked: { ...asking(({ question }) => question), sounds: true } }, // they must answer
    line: ({ question, by, at }, { record }) =>
      words(
        'Question to the referrer',
        textIn(record, textOf.question(question)),
        line(whoAndWhen(record, { by, at }), 'small'),
      ),
    words: ({ question }) => ({ title: `Question ${question} to the referrer`, text: '' }),
  },
  QuestionAnswered: {
    card: true,
    receipt: true,
    line({ known, question, at }, { record }) {
      const answer = known ? textIn(record, textOf.answer(question)) : 'Not known';
      return words('The referrer answers', answer, line(clockAndDay(at), 'small'));
    },
    words: ({ question }) => ({ title: `Question ${question} answered`, text: '' }),
  },
  AnswerDenied: {
    card: true,
    receipt: true,
    notices: { again: asking(({ again }) => again) },
    line: ({ question, at }, { record }) =>
      words(
        'That was not the answer, says the referrer',
        textIn(record, textOf.question(question)),
        'The question is asked once more. What they wrote stays.',
        line(clockAndDay(at), 'small'),
      ),
    words: ({ question, again }) => ({ title: `Question ${question} not answered, asked again as ${again}`, text: '' }),
  },
};

export const clocks: ClockMeanings<'question'> = {
  question: replyClock('question', {
    waits: (record) =>
      (sentReferral(record)?.questions ?? [])
        .filter(({ answer }) => answer.kind === 'awaited')
        .map((question) => ({ question, by: question.askedBy, at: question.askedAt })),
    card: ({ question }, { record, pack }) => questionFromMashCard(record, question, pack),
    none: 'No answer yet',
  }),
};
