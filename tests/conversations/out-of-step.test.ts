import { describe, expect, it } from '@jest/globals';
import { aTypedCheck } from './a-typed-check.ts';
import { contains, lacks } from './expecting.ts';

// What is typed at another question than the one it answers

const aboutYou = ['2', 'Carol Webb', '01632 960 111'];

describe('the agency, in words that no choice has', () => {
  const { says, values } = aTypedCheck('no');

  it('“foster agency” is another one, with these words as the organisation', async () => {
    contains(await says('foster agency'), 'Agency saved ✓');
    expect(await values()).toMatchObject({ agency: 'other', organisation: 'foster agency' });
  });

  it('“police ive said” is the police, and a sentence is no agency', async () => {
    await says('change agency', 'police ive said');
    expect((await values()).agency).toBe('police');
    await says('change agency', 'she is at the youth club');
    expect((await values()).agency).toBe('police');
  });
});

describe('at another question', () => {
  const { says, values } = aTypedCheck('no', '2');

  it.each([
    ['text me on 01632 960 222, dont ring', 'phone', '01632 960 222'],
    ['no not in care, lives w her mum', 'care', 'no'],
    ['shes 14', 'child-age', 'shes 14'],
  ])('“%s” fills in the %s, and the question stays', async (words, field, value) => {
    contains(await says(words), 'saved ✓', 'Your name');
    expect(await values()).toMatchObject({ [field]: value });
  });

  it.each(['ring his mum on 01632 960 333', 'her mate is 15', 'is she not in care?'])(
    '“%s” fills in none',
    async (words) => {
      const { worry: _, ...before } = await values();
      await says(words);
      expect(await values()).toMatchObject(before);
    },
  );
});

describe('a correction', () => {
  const { says, values } = aTypedCheck('no', ...aboutYou, 'A worry.', 'no', 'Linh', '15');

  it.each(['linh is 16 not 15', 'shes 15 not 16', '14 not 15 sorry'])(
    '“%s” changes the age, and the words stay',
    async (words) => {
      contains(await says(words), 'Age or date of birth saved ✓');
      const { 'child-age': age, whereabouts, worry } = await values();
      expect([age, whereabouts]).toEqual([/\d+/.exec(words)?.[0], undefined]);
      expect(worry).toContain(words);
    },
  );

  it('of another number it changes nothing', async () => {
    await says('room 12 not 13');
    expect((await values())['child-age']).toBe('14');
  });

  it('“i typed 3 by mistake” is no answer of the next question, and leads to “change”', async () => {
    await says('at school', 'her aunt', 'tomorrow 9am', 'finish', '1');
    contains(await says('no we havnt asked anyone, i typed 1 by mistake'), 'type “change”');
    expect(await values()).not.toHaveProperty('consent-risk');
  });
});

describe('how a next child is linked', () => {
  const { says } = aTypedCheck('no', ...aboutYou, 'A worry.', 'finish', '4', 'He would know.', 'no', 'send', 'send');

  it('“skip” goes on', async () => {
    contains(await says('next child'), 'How is this child linked');
    lacks(await says('skip'), 'How is this child linked');
  });
});
