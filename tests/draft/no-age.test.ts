import { expect, it } from '@jest/globals';
import { applyAnswer } from '../../src/draft/answer.ts';
import { answerContext, draftAt } from './a-draft.ts';

const onCard = (age: string, before?: string) => {
  const draft = draftAt('child', before ? { 'child-age': before } : {});
  return applyAnswer(draft, { fields: { 'child-age': age, worry: 'A burn.' }, next: 'continue' }, answerContext);
};

it.each(['grey golf', 'grey golf, no plate, bloke about 30', 'black hoodie', 'room at the back', 'with his aunt'])(
  '“%s” in the box of the age on a card is no age: it is kept beside the questions, and said',
  (words) => {
    const { draft, read } = onCard(words, '15');
    expect(draft.answers.values).toMatchObject({
      'child-age': '15',
      worry: `A burn.\nSaid beside the questions: “${words}”`,
    });
    expect(read).toContainEqual({ field: 'child-age', doubt: 'no-age' });
  },
);

it.each([
  '14',
  'about 14',
  'yr 9',
  'teenager',
  'early teens',
  '4/3/2012',
  'fourteen',
  'a baby',
  'says 18, looks 14',
  'unborn',
  'primary age',
])('“%s” there is one', (words) => expect(onCard(words).draft.answers.values['child-age']).toBe(words));
