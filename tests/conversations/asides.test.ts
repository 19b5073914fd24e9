import { beforeAll, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { profiles } from '../fakes/people.ts';
import { aProgram, minute, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// What somebody types at a question that is no plain answer

const jane = StaffId.parse(profiles.jane.objectId);

function aTypedCheck(...before: string[]) {
  const { types, presses, services, said, inChat, machine } = aProgram();
  /** @returns the answer to the last line */
  async function says(...lines: string[]): Promise<string> {
    let from = said.length;
    for (const line of lines) {
      from = said.length;
      await types('jane', line);
    }
    return said
      .slice(from)
      .map(({ message }) => ('card' in message ? text(message.card) : message.text))
      .join('\n');
  }
  beforeAll(() => says('start', ...before));
  const values = async () => {
    const own = await services.cases.of(jane, 10);
    return own.find(({ progress }) => progress !== undefined)?.facts.answers.values ?? {};
  };
  return { says, values, types, presses, machine, inChat };
}

const aboutCarol = ['no', '2', 'Carol Webb', '01632 960 111', 'A worry.'];
const ring = 'In danger now? Ring 999, or Children’s Services on 0300 123 4043.';

describe('a “no” with more words to the question about danger', () => {
  const { says, values, types, presses } = aTypedCheck();

  it('is asked again with the numbers, and is not yet an answer', async () => {
    contains(
      await says('no not now they are in class'),
      'No – is that right?',
      ring,
      '1 Yes, now · 2 No · 3 Not known',
    );
    expect((await values()).danger).toBeUndefined();
  });

  it('is answered by “yes”, and the words are kept', async () => {
    const next = await says('yes');
    contains(next, 'Saved ✓', 'Who is referring?');
    lacks(next, ring);
    expect(await values()).toMatchObject({ danger: 'no', worry: expect.stringContaining('they are in class') });
  });

  it('is answered by one press, too', async () => {
    await says('change danger');
    const asked = await types('jane', 'no she is calm');
    expect(titles(asked)).toEqual(['Yes, “no” is right', 'Danger now']);
    contains(text(await presses('jane', asked, 'Yes, “no” is right')), 'Who is referring?');
    expect((await values()).danger).toBe('no');
    await presses('jane', asked, 'Yes, “no” is right'); // an old card answers nothing
    expect((await values()).agency).toBeUndefined();
  });
});

describe('words that may mean danger, and a minute without an answer', () => {
  const { says, values, inChat, machine, types } = aTypedCheck();

  it('“Did you ring?” is asked, the numbers stay on top, and it is not written as an answer', async () => {
    await says('no not now they are in class');
    await machine.pass(11.5 * minute);
    contains(text(inChat('jane').at(-1)), 'Did you ring?');
    contains(await says('go on'), ring, 'Is the child in immediate danger');
    contains(text(await types('jane', 'card')), ring);
    expect((await values()).danger).toBeUndefined();
  });

  it('A plain answer ends it', async () => {
    lacks(await says('2'), ring);
    const asked = inChat('jane').length;
    await machine.pass(30 * minute);
    expect(inChat('jane')).toHaveLength(asked);
  });
});

describe('a “no” with more words to the question about care', () => {
  const { says, values } = aTypedCheck(...aboutCarol);

  it('is asked again, and “yes” says that it is right', async () => {
    contains(await says('no she lives with mum'), 'No – is that right?');
    contains(await says('yes'), 'In care saved ✓', 'Child’s name');
    expect(await values()).toMatchObject({ care: 'no', worry: expect.stringContaining('she lives with mum') });
  });

  it('stays asked while other words lie between, so “yes” means the “no”', async () => {
    contains(await says('change care', 'no bo isnt', 'what happens next'), 'No – is that right?');
    contains(await says('her coat is red'), 'I kept your words', 'No – is that right?');
    contains(await says('yes'), 'Child’s name');
    expect(await values()).toMatchObject({ care: 'no', worry: expect.stringContaining('her coat is red') });
  });

  it('A number in its place is the answer', async () => {
    await says('change care', 'no she lives with mum', '1');
    expect((await values()).care).toBe('yes');
  });
});

describe('words at “next leaves your sight?” that are asked again', () => {
  const { says, values } = aTypedCheck(...aboutCarol);

  it('stay beside the questions, whatever answers it next', async () => {
    contains(await says('change leaves', 'tonight probly, he goes out after tea'), 'Your words are kept');
    lacks(await says('dont know'), 'Worry');
    expect(await values()).toMatchObject({
      'leaves-sight': 'dont know',
      worry: expect.stringContaining('“tonight probly, he goes out after tea”'),
    });
  });
});

describe('a given answer', () => {
  const { says, values } = aTypedCheck(...aboutCarol, 'no', 'Kayleigh Brown');

  it.each(['already told you', 'why do you ask?', '?', 'ffs', 'one moment'])(
    'is not replaced, and no other one made, by “%s”',
    async (aside) => {
      const { worry: _, ...before } = await values();
      contains(await says(aside), 'Age or date of birth');
      const { worry: __, ...after } = await values();
      expect(after).toEqual(before);
    },
  );

  it('“ive got no idea” is “not known”, and the bot says so', async () => {
    contains(await says('ive got no idea'), 'Age or date of birth: not known ✓', 'Where are they now?');
  });

  it('“change name” asks it again from everywhere, and its author is then back where they were', async () => {
    contains(await says('change my name'), 'Your name', 'I have an answer. “skip” keeps it.');
    contains(await says('Carol Ann Webb'), 'Your name saved ✓', 'Where are they now?');
    contains(await says('change name'), 'Child’s name');
    contains(await says('skip'), 'Where are they now?');
    expect(await values()).toMatchObject({ name: 'Carol Ann Webb', 'child-name': 'Kayleigh Brown' });
  });

  it('“undo” takes back what was typed last and asks it again, and its author is then back where they were', async () => {
    await says('her teacher'); // at the wrong question
    contains(await says('undo'), 'Where now: taken back.', 'Where are they now?');
    expect((await values()).whereabouts).toBe('');
    contains(await says('in school'), 'Where now saved ✓', 'Who are they with?');
    contains(await says('back'), 'Where are they now?');
    contains(await says('in maths'), 'Who are they with?');
    expect((await values()).whereabouts).toBe('in maths');
  });
});

describe('words that answer a question with more, or not at all', () => {
  const { says, values } = aTypedCheck('there is a girl with burns on her arm', 'yes');
  const kept = 'I kept your words with this check';

  it('“… . 2” writes, and the words are kept', async () => {
    contains(await says('i cant phone hes right there. 2'), kept, 'Agency');
    expect((await values()).worry).toContain('i cant phone hes right there. 2');
  });

  it('“how do i send this” says what to type', async () => {
    contains(await says('how do i send this'), 'Type “send”.');
  });

  it('“im a nurse” is the agency, and is kept', async () => {
    contains(await says('im a nurse'), kept, 'Your name');
    expect(await values()).toMatchObject({ agency: 'health', worry: expect.stringContaining('im a nurse') });
  });

  it.each([
    ['Phone', 'hes putting her coat on her now can i just send', ['Amy Cole']],
    ['Age', 'hes locked out now but hes kicking it', ['01632 960 111', 'no', 'Mai']],
    ['Where', 'no she hasnt got any family here', ['14']],
  ])('The box “%s …” does not take “%s”: it is kept, and asked again', async (box, words, before) => {
    const answer = await says(...before, words);
    contains(answer, kept, box);
    lacks(answer, 'Type “yes” to mark');
    const { worry, ...others } = await values();
    expect(worry).toContain(words);
    expect(Object.values(others)).not.toContain(words);
  });

  it('and a plain answer is taken then', async () => {
    await says('in the waiting room');
    expect((await values()).whereabouts).toBe('in the waiting room');
  });
});
