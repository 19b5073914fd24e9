import { describe, expect, it } from '@jest/globals';
import { aTypedCheck } from './a-typed-check.ts';
import { contains, lacks } from './expecting.ts';

// What is typed of a question that was answered otherwise: it is asked back, and only a “yes” writes it

const aboutYou = ['2', 'Carol Webb', '01632 960 111'];
const begun = ['no', ...aboutYou, 'A worry.'];

describe.each([
  ['at the next question', []],
  ['on another card', ['Linh', '16', 'with me', 'me', 'not before tomorrow']],
  ['at consent', ['Linh', '16', 'with me', 'me', 'not before tomorrow', 'finish']],
])('“in care” was typed by mistake, and put right %s', (_, lines) => {
  const { says, values } = aTypedCheck(...begun, '1', ...lines);

  it.each([
    'look she is not in care, change that to no',
    'shes NOT in care. i didnt say in care',
    'in care is no',
    'oh god i put 1 for in care by mistake, she is not in care as far as i know',
  ])('“%s”', async (words) => {
    contains(await says(words), 'No – is that right?', 'In care?');
    expect((await values()).care).toBe('yes');
    contains(await says('yes'), 'In care saved ✓');
    expect((await values()).care).toBe('no');
    contains(await says('actually she is in care'), 'Yes – is that right?', 'In care?');
    expect((await values()).care).toBe('no');
    await says('yes');
    expect((await values()).care).toBe('yes');
  });

  it('That it is wrong, and no more, asks the question again', async () => {
    contains(await says('i put 1 for in care by mistake'), 'In care?', '1 Yes');
    await says('skip');
    expect((await values()).care).toBe('yes');
  });

  it('“change that to yes” means what was answered last', async () => {
    await says('change in care to no');
    contains(await says('sorry, change that to yes'), 'Yes – is that right?', 'In care?');
    await says('no');
    await says('no');
    expect((await values()).care).toBe('no');
    await says('change in care to yes');
  });
});

describe('beside a question that is asked back', () => {
  const { says, values } = aTypedCheck(...begun, '1', 'Linh', '16');

  it('the answer to the question before it is taken, and the words said again are the answer', async () => {
    contains(await says('shes not in care'), 'No – is that right?');
    contains(await says('at school'), 'No – is that right?');
    contains(await says('in care is no'), 'In care saved ✓');
    expect(await values()).toMatchObject({ care: 'no', whereabouts: 'at school' });
  });

  it('a number with words of another question writes nothing, and a name that stands is no place', async () => {
    contains(await says('she is in care'), 'Yes – is that right?');
    contains(await says('2 from vietnam'), 'Yes – is that right?');
    contains(await says('Linh'), 'Yes – is that right?');
    expect(await values()).toMatchObject({ care: 'no', 'child-name': 'Linh' });
    expect(await values()).not.toHaveProperty('with');
    await says('yes');
    expect((await values()).care).toBe('yes');
  });
});

describe('a story, a question and another child', () => {
  const { says, values } = aTypedCheck(...begun, '1', 'Linh', '16');

  it.each(['is she in care?', 'his sister is in care', 'her mum was in care', 'she is not in care yet'])(
    'change nothing, and nothing is asked back: “%s”',
    async (words) => {
      lacks(await says(words), 'is that right?');
      expect((await values()).care).toBe('yes');
    },
  );
});

describe('at the question of danger', () => {
  const { says, values } = aTypedCheck();

  it('a “yes” among other words is asked back, with the numbers above', async () => {
    contains(await says('sorry yes he might, so kind of yes?'), 'Yes – is that right?', 'Ring 999');
    expect((await values()).danger).toBeUndefined();
    await says('yes');
    expect((await values()).danger).toBe('yes');
  });
});

describe('words that only sound like a “yes” to danger', () => {
  const { says } = aTypedCheck();

  it.each(['im kind of worried about her', 'he says yes he is her uncle'])(
    'are asked about no further: “%s”',
    async (words) => {
      lacks(await says(words), 'is that right?');
    },
  );
});

describe('a “no” to danger after words of danger', () => {
  const { says, values } = aTypedCheck();

  it('is asked back, and is right when it is said again', async () => {
    contains(await says('he is hitting her now'), 'mark the child as in danger');
    contains(await says('no not danger this sec, theyre sat in my car eating crisps'), 'No – is that right?');
    expect((await values()).danger).toBeUndefined();
    contains(await says('no interpreter yet, bloody language line'), 'No – is that right?');
    await says('no they are not in danger right now, yes to that');
    expect((await values()).danger).toBe('no');
  });
});

describe('at a question with numbers', () => {
  const { says, values } = aTypedCheck(...begun, 'no', 'Linh', '16', 'with me', 'me', 'not before tomorrow');

  it('a number with a word of where, or with its own “yes”, is the answer', async () => {
    await says('1 from vietnam');
    expect(await values()).toMatchObject({ abroad: 'yes', worry: expect.stringContaining('“1 from vietnam”') });
    lacks(await says('1 no she is not'), 'saved ✓');
    await says('2 no');
    expect((await values()).kin).toBe('no');
  });
});
