import { describe, expect, it } from '@jest/globals';
import { deniesAnswer } from '../../src/case/open-questions.ts';
import { minute, text } from './a-program.ts';
import { aSentReferral } from './a-sent-referral.ts';
import { contains } from './expecting.ts';
import { twoReferrals } from './two-referrals.ts';

// Words that were taken for an answer to the MASH, and were none

describe('after words that answered the question of the MASH', () => {
  const { machine, types, goes, heard, caseCard } = aSentReferral('2026-06-10T09:00:00.000Z', {});

  it('“no thats not the answer” asks it again, and the words stay', async () => {
    await goes(['Ask the referrer'], ['Send question', { 'Your question': 'Who is with her in the building?' }]);
    await types('jane', 'zoe is in the main hall with her mum');
    await types('jane', 'no thats not the answer thats zoe!!');
    await machine.pass(minute);
    expect(heard('jane', 'question').filter(({ isNew }) => isNew)).toHaveLength(2);
    contains(text(caseCard() ?? {}), 'NOT the answer, says the referrer', 'zoe is in the main hall', 'No answer yet');
  });

  it('what is typed next answers it, and the first words are still there', async () => {
    await types('jane', 'her aunt, in the canteen');
    await machine.pass(minute);
    const card = text(caseCard() ?? {});
    contains(card, 'her aunt, in the canteen', 'zoe is in the main hall', 'NOT the answer, says the referrer');
    expect(card).not.toContain('Who is with her in the building?\nNo answer yet');
  });

  it('said once more, long after, it asks nothing', async () => {
    await machine.pass(60 * minute);
    await types('jane', 'that wasnt the answer');
    await machine.pass(minute);
    expect(heard('jane', 'question').filter(({ isNew }) => isNew)).toHaveLength(0);
  });
});

it.each([
  'no thats not the answer',
  'that wasnt the answer thats chloe!!',
  'thats not my answer',
  "that wasn't an answer",
  'i wasnt answering you',
  'i wasnt answering that',
  'i didnt answer it yet',
  'wrong answer sorry',
  'ignore that answer',
  'that is not an answer to your question',
  'thats not what you asked',
])('“%s” takes an answer back', (words) => expect(deniesAnswer(words)).toBe(true));

it.each([
  'she wont answer the door',
  'he did not answer his phone',
  'mum is not answering',
  'told her not to answer the door',
  'dont know the answer',
  'thats my answer',
  'what do you want me to answer',
])('“%s” takes none back', (words) => expect(deniesAnswer(words)).toBe(false));

describe('with two referrals', () => {
  const { says, second, presses, caseCard, lines } = twoReferrals();

  it('words that take an answer back are of the case that was answered', async () => {
    const form = await presses('mo', caseCard(second()) ?? {}, 'Ask the referrer');
    await presses('mo', form, 'Send question', { 'Your question': 'Where does he sleep?' });
    await says('in the loft i think');
    await says('no thats not the answer, i meant the dog');
    expect(lines(second()).join()).toContain('That was not the answer, says the referrer');
  });
});
