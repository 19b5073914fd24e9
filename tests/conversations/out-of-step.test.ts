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

describe('who somebody is, typed before it is asked', () => {
  const { says, values } = aTypedCheck('no', 'Jane Okafor, school nurse', '2');

  it('is the answer when it is typed at its question', async () => {
    contains(await says('Jane Okafor'), 'Your name saved ✓', 'Phone');
    expect(await values()).toMatchObject({ agency: 'education', name: 'Jane Okafor' });
  });
});

describe('who somebody is, with the first words', () => {
  const { says, values } = aTypedCheck('its tom reed from bedwell school, teacher. a man waits for a girl here', 'no');

  it('is asked back at its question, and “yes” writes it', async () => {
    contains(await says('school'), 'Agency saved ✓', 'You wrote: tom reed, teacher, bedwell school. Is it that?');
    contains(await says('yes'), 'Your name saved ✓');
    expect((await values()).name).toBe('tom reed');
  });
});

describe('name, job and agency, each in a line before it is asked', () => {
  const { says, values } = aTypedCheck('no', 'jane okafor', 'school nurse');

  it('are taken again at their questions, and nothing is asked twice', async () => {
    contains(await says('jane okafor, school nurse'), 'Your name saved ✓', 'Phone');
    expect(await values()).toMatchObject({ agency: 'health', name: 'jane okafor', role: 'school nurse' });
  });
});

describe.each([
  'text me on 01632 960 222, dont ring',
  'no not in care, lives w her mum',
  'shes 14',
  'linh is 16 not 15',
  'he picks her up at half 3',
  'shes at school',
  'with her aunt',
  'her mate is 15',
  'is she not in care?',
  'would telling the driver put her at risk? yes obviously',
])('“%s”, at another question', (words) => {
  const { says, values } = aTypedCheck('no', '2');

  it('fills in no box, because a guess writes nothing, and stays', async () => {
    const { worry: _, ...before } = await values();
    await says(words);
    const { worry, ...after } = await values();
    expect(after).toEqual(before);
    expect(worry).toContain(words);
  });
});

describe('a mistake of the person', () => {
  const { says, values } = aTypedCheck('no', ...aboutYou, 'A worry.', 'no', 'Linh', '15');

  it('“i typed 3 by mistake” is no answer of the next question, and leads to “change”', async () => {
    await says('at school', 'her aunt', 'tomorrow 9am', 'finish', '1');
    contains(await says('no we havnt asked anyone, i typed 1 by mistake'), 'type “change”');
    expect(await values()).not.toHaveProperty('consent-risk');
  });
});

describe('“skip” at who refers', () => {
  const { says } = aTypedCheck('no', 'skip', 'skip');

  it('is asked once more, and then leads on: not a third time', async () => {
    contains(await says('skip'), 'Agency');
    contains(await says('skip'), 'Agency: not known ✓', 'Your name');
    contains(await says('skip'), 'Your name: not known ✓', 'Phone');
    lacks(await says('skip'), 'Agency', 'Your name');
  });
});

describe('how a next child is linked', () => {
  const { says } = aTypedCheck('no', ...aboutYou, 'A worry.', 'finish', '4', 'He would know.', 'no', 'send', 'send');

  it('“skip” goes on', async () => {
    contains(await says('next child'), 'The next child.', 'immediate danger');
    contains(await says('no'), 'How is this child linked');
    lacks(await says('skip'), 'How is this child linked');
    await says('next child', 'no', 'linked: adult');
    contains(await says('my referrals'), 'Not sent yet');
    lacks(await says('card'), 'How is this child linked', 'immediate danger, or');
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
