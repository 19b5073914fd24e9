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

describe('a correction of another child', () => {
  const { says, values } = aTypedCheck('no', ...aboutYou, 'A worry.', 'no', 'Linh', '15');

  it.each([
    'a boy he knows, 14 not 15',
    'a boy in her class, 14 not 15',
    'her mate kim is 14 not 15',
    '14 not 15 the other girl',
  ])('“%s” changes no age, and stays', async (words) => {
    await says(words);
    const { 'child-age': age, worry } = await values();
    expect(age).toBe('15');
    expect(worry).toContain(words);
  });

  it.each(['sorry linh’s 14 not 15', 'no she is 15 not 14'])('“%s” of this child does', async (words) => {
    await says(words);
    expect((await values())['child-age']).toBe(/\d+/.exec(words)?.[0]);
  });
});

describe('an answer to a question that comes later', () => {
  const { says, values } = aTypedCheck('no', '2');

  it.each([
    ['he picks her up at half 3', 'leaves-sight', 'Next leaves sight saved ✓'],
    ['shes at school', 'whereabouts', 'Where now saved ✓'],
    ['with her aunt', 'with', 'Child is with saved ✓'],
  ])('“%s” goes into the %s, and the question stays', async (words, field, saved) => {
    contains(await says(words), saved, 'Your name');
    expect(await values()).toMatchObject({ [field]: words });
    expect(await values()).not.toHaveProperty('worry');
  });

  it.each([
    'shes in tears',
    'is she at school?',
    'shes at home',
    'with a knife',
    'her mate leaves at 5',
    'would telling mum put her at risk? no',
    'would telling the driver put her at risk? yes obviously', // not asked before consent
    'she leaves at 4',
  ])('“%s” goes into none, and over no answer', async (words) => {
    const { worry: _, ...before } = await values();
    await says(words);
    const { worry, ...after } = await values();
    expect(after).toEqual(before);
    expect(worry).toContain(words);
  });
});

describe('“change” with a name of a question', () => {
  const { says, values } = aTypedCheck('no', ...aboutYou, 'A worry.', 'no');

  it.each(['change agency', 'could i change agency?', 'can i change agency to something else'])(
    '“%s” leads to that question',
    async (words) => {
      contains(await says(words), 'Agency', '4 Targeted youth support');
      await says('2');
      expect(await values()).not.toHaveProperty('child-name');
    },
  );

  it.each([
    ['can i change agency to youth', 'youth'],
    ['please change agency to police', 'police'],
  ])('“%s” answers it, because a choice of it stands there', async (words, agency) => {
    contains(await says(words), 'Agency saved ✓', 'Child’s name');
    expect((await values()).agency).toBe(agency);
  });

  it.each(['can i change the locks to keep her in', 'change of plan'])('“%s” leads to none', async (words) => {
    lacks(await says(words), 'Targeted youth support');
  });
});

describe('the question of the bot in other words, with its answer', () => {
  const { says, values } = aTypedCheck('no', ...aboutYou, 'A worry.', 'finish', '1');

  it('“no” is kept, because a wrong one would be taken for calm, and “yes” is saved', async () => {
    await says('would telling the driver put her at risk? no');
    expect(await values()).not.toHaveProperty('consent-risk');
    const words = 'would telling the driver put her at risk? yes obviously';
    contains(await says(words), 'Asking could put the child at risk saved ✓');
    const { 'consent-risk': risk, worry } = await values();
    expect(risk).toBe('yes');
    expect(worry).toContain(words);
  });
});
