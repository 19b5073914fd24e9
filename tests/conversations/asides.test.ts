import { describe, expect, it } from '@jest/globals';
import { minute, text } from './a-program.ts';
import { aTypedCheck } from './a-typed-check.ts';
import { contains, lacks } from './expecting.ts';

// What somebody types at a question that is no plain answer

const aboutCarol = ['no', '2', 'Carol Webb', '01632 960 111', 'A worry.'];
const ring = 'In danger now? Ring 999, or Children’s Services on 0300 123 4043.';

describe('a “no” with more words to the question about danger', () => {
  const { says, values } = aTypedCheck();

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
    contains(next, 'Danger or not: saved ✓', 'Who is referring?');
    lacks(next, ring);
    expect(await values()).toMatchObject({ danger: 'no', worry: expect.stringContaining('they are in class') });
  });

  it('says each time what “yes” saves; after two other lines the question comes as it is, and “yes” is danger', async () => {
    await says('change danger');
    const asked = await says('no she is calm');
    contains(asked, '“yes” saves “No”: no danger now');
    contains(await says('who reads this', 'go on'), '“yes” saves “No”');
    const plain = await says('what happens next');
    contains(plain, ring, 'Is the child in immediate danger');
    lacks(plain, 'is that right?');
    await says('yes');
    expect((await values()).danger).toBe('yes');
  });
});

describe('words that may mean danger, and a minute without an answer', () => {
  const { says, values, inChat, machine, types } = aTypedCheck();

  it('“Did you ring?” is asked, the numbers stay on top, and it is not written as an answer', async () => {
    await says('no not now they are in class');
    await machine.pass(11.5 * minute);
    contains(text(inChat('jane').at(-1)), 'Did you ring?');
    contains(await says('go on'), ring, 'No – is that right?');
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
    ['Phone', 'hes putting her coat on her now', ['Amy Cole']],
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

describe('words that are for another box, or for none', () => {
  const { says, values } = aTypedCheck('no', '2');

  it.each([
    ['Kayleigh Marsh, 13', 'This asks for your own name.'],
    ['im a nurse', 'Role saved ✓'],
    ['yes', 'could not match'],
    ['read it back', '“check answers”'],
    ['go back', 'Type “back”.'],
    ['delete the bit about my manager', 'type “change” and its name'],
  ])('“%s” is no worker’s name', async (words, hint) => {
    contains(await says('change my name', words), hint, 'Your name');
    expect((await values()).name).toBeUndefined();
  });

  it('A telephone number goes into its box, and the bot says so without it', async () => {
    const answer = await says('07700900123');
    contains(answer, 'Phone saved ✓', 'Your name');
    lacks(answer, '07700900123');
    expect(await values()).toMatchObject({ phone: '07700900123' });
  });

  it('“i am jane okafor” in small letters is a name, and the number is not asked again', async () => {
    contains(await says('i am jane okafor'), 'Your name saved ✓', 'What worries you?', 'Type it');
    expect((await values()).name).toBe('jane okafor');
    await says('A worry.', 'no');
  });

  it.each(['01632 960 111', 'no', 'read it back', 'i need another form for the second girl'])(
    '“%s” is no child’s name',
    async (words) => {
      contains(await says('change child name', words), 'Child’s name');
      expect((await values())['child-name']).toBeUndefined();
    },
  );

  it('A second girl gets a referral of her own', async () => {
    contains(await says('nadia is a second girl do i do another form'), 'type “next child”', 'Child’s name');
  });

  it('An age that stands with the child’s name is not asked again', async () => {
    contains(await says('Kayleigh Marsh, 13'), 'Child saved ✓', 'Age or date of birth saved ✓', 'Where are they now?');
    expect(await values()).toMatchObject({ 'child-name': 'Kayleigh Marsh, 13', 'child-age': '13' });
  });

  it.each(['no', '01632 960 111'])('“%s” is nobody who is with the child, and no role', async (words) => {
    if ((await values()).whereabouts === undefined) await says('in class');
    contains(await says(words), 'Who are they with?');
    contains(await says('change role', words), 'Your role');
    await says('skip');
    const { with: company, role } = await values();
    expect([company, role]).toEqual([undefined, 'nurse']); // said before
  });

  it('“name: …”, “phone: …” and “child: …” go into their boxes from everywhere', async () => {
    const before = await values();
    contains(await says('name: Sue Dale'), 'Your name saved ✓', 'Who are they with?');
    contains(await says('phone: 01632 960412'), 'Phone saved ✓', 'Who are they with?');
    contains(await says('her name is Kay Marsh'), 'Child saved ✓', 'Who are they with?');
    const changed = { name: 'Sue Dale', phone: '01632 960412', 'child-name': 'Kay Marsh' };
    expect(await values()).toEqual({ ...before, ...changed, worry: expect.anything() });
  });

  it('“change childs name” asks for the child’s name', async () => {
    contains(await says('change childs name'), 'Child’s name');
    await says('skip');
  });
});

describe('a number typed with the worker’s name', () => {
  const { says, values } = aTypedCheck('no', 'attendance clerk');

  it('is their phone, and both are asked no more', async () => {
    contains(await says('my name is Sue Dale 01632 960412'), 'Your name saved ✓', 'Phone saved ✓', 'What worries you?');
    expect(await values()).toMatchObject({ agency: 'education', name: 'Sue Dale', phone: '01632 960412' });
  });
});

describe('words that are no choice', () => {
  const { says, values } = aTypedCheck('no');

  it('The second time, the bot says what can be typed', async () => {
    lacks(await says('its about kayleigh'), 'Type only');
    contains(await says('she lives with nan'), 'I kept your words', 'Type only a number from 1 to 8.', 'Agency');
    contains(await says('school like i said'), 'Agency saved ✓');
    await says('Carol Webb', '01632 960 111', 'A worry.');
    lacks(await says('nan looks after her'), 'goes on');
    contains(await says('nan does'), 'Type only a number from 1 to 3. “not sure” or “skip” goes on.', 'In care?');
    contains(await says('not sure'), 'In care saved ✓');
    expect((await values()).care).toBe('not-known');
  });

  it.each(['yes thats right', 'yep thats right', 'for gods sake. yes', 'that’s right', 'yes i said'])(
    '“%s” says that a “no” is right',
    async (words) => {
      await says('change care', 'no not kayleigh');
      contains(await says(words), 'In care saved ✓');
      expect((await values()).care).toBe('no');
      await says('change care', '3');
    },
  );

  it('“no idea” is no “no”', async () => {
    await says('change care', '3', 'change care');
    lacks(await says('no idea who looks after her'), 'is that right?');
    expect((await values()).care).toBe('not-known');
  });

  it('“yes” with more words does not say that a “no” is right', async () => {
    await says('change care', 'no not kayleigh');
    contains(await says('yes she is in a home'), 'No – is that right?');
    contains(await says('change care', '1'), 'In care saved ✓');
    expect((await values()).care).toBe('yes');
  });
});

describe('after words of danger', () => {
  const { says, values } = aTypedCheck('no', 'school', 'he is here now');

  it('a “no” with more words keeps the numbers, and a plain “no” ends them', async () => {
    contains(await says('no she is hiding'), 'Type “yes” to mark the child', '999');
    lacks(await says('no'), ring);
    expect((await values()).danger).toBe('no');
  });
});

describe('what somebody asks in a check about the bot', () => {
  const { says, values } = aTypedCheck('no');

  it('“what do i do now” is answered in two lines, and is no answer', async () => {
    contains(await says('what do i do now'), 'What do I do now?', 'Ring 999 now', 'answer my question', 'Agency');
    expect((await values()).worry).toBeUndefined();
  });

  it.each(['is this even going anywhere', 'is anyone there'])('“%s” hears that nothing is sent', async (words) => {
    const answer = await says(words);
    contains(answer, 'Is somebody reading now?', 'not sent: nobody has seen your answers', 'Agency');
    lacks(answer, 'Ring 999 now');
  });
});

describe('what happens now, typed as a reason', () => {
  const { says, values } = aTypedCheck(...aboutCarol, 'no', 'check answers', '1', '1');

  it('is danger first, and the reason is asked again', async () => {
    contains(await says('theyre going!!'), 'Ring 999 now', 'Type “yes” to mark the child');
    contains(await says('no'), 'Why were they not asked?');
    expect(await values()).toMatchObject({ worry: expect.stringContaining('theyre going!!') });
    expect((await values())['consent-why']).toBeUndefined();
  });

  it('and what could happen is a reason', async () => {
    const answer = await says('nan would shout at her and she’d run off to them');
    contains(answer, 'Why saved ✓');
    lacks(answer, 'Ring 999 now');
  });
});
