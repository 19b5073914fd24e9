import { clockAndDay } from '../../cards/london.ts';
import { author, type ClockMeanings, type Events, words } from '../../cards/meaning.ts';
import { replyClock } from '../../cards/no-reply.ts';
import { line } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import { type CaseRecord, textIn } from '../../case/record.ts';
import { sentReferral } from '../../case/standing.ts';
import { textOf } from '../../history/events.ts';
import { questionFromMashCard } from './cards.ts';

const questionIn = (record: CaseRecord, asked: number) =>
  sentReferral(record)?.questions.find(({ number }) => number === asked);

export const events: Events<'QuestionAsked' | 'QuestionAnswered'> = {
  QuestionAsked: {
    card: true,
    receipt: true,
    notices: {
      asked: {
        to: author,
        sounds: true, // they must answer
        isInherited: true,
        isPast: ({ question }, record) => questionIn(record, question)?.answer.kind !== 'awaited',
        card({ question }, { record, pack }) {
          const asked = questionIn(record, question);
          if (!asked) throw new Error(`case ${record.id} has no question ${question}`);
          return questionFromMashCard(record, asked, pack);
        },
      },
    },
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
