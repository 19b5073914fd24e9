import { beforeAll, describe, expect, it } from '@jest/globals';
import { aProgram, minute, sendsReferral, summaryOf, text } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// What the referrer says of the numbers on which to ring them. It is Wednesday, 14:03, and Mo has the case.
const world = aProgram();
const { machine, inChat, caseCard } = world;
let reference: string;
beforeAll(async () => {
  await world.types('mo', 'on duty');
  reference = await world.refers({ danger: 'Yes, now' });
  await world.types('mo', `I am on it ${reference}`);
});
const says = async (...words: string[]) => {
  for (const each of words) {
    await world.types('jane', each);
    await machine.pass(3000);
  }
};
const number = async () => {
  await machine.pass(minute);
  await world.types('jane', 'ring me');
  await machine.pass(3000);
  return text(await world.presses('mo', inChat('mo').at(-1) ?? {}, 'Show the number', {}, 'chat'));
};
const mark = '01632 960 014 · MAY BE WRONG OR NOT SAFE: read their words first';
const rang = (from: number) =>
  world.told
    .slice(from)
    .flatMap(({ to, message }) => ('card' in message && message.alert ? [`${to} ${summaryOf(message.card)}`] : []));

describe('a number that its owner says is not safe', () => {
  it.each([
    'use 07700 900345 the other ones his',
    'dont ring the 01632 one its the house',
    'dont ring my desk phone ring 07700 900345 instead',
    'use my office line 01707 555 123 not my mobile',
    'hes reading my phone',
  ])('“%s”: is marked on the card and in “Show the number”, with the words, which ring', async (words) => {
    await says('hes here');
    const from = world.told.length;
    await says(words);
    expect(rang(from).join()).toMatch(new RegExp(`a:mo ${reference}: [A-Z, ]*written 14:\\d\\d\\. NEW INFORMATION`));
    contains(text(caseCard(reference)), mark, `Their words of a number, 14:`, words);
    contains(await number(), mark, words);
    contains(text(inChat('mo').at(-1)), 'They wrote of their numbers: press the button and read that before you ring.');
  });
});

describe('how to reach them, and what not to say', () => {
  it('“text only pls, shes sat right next to me” is of no number', async () => {
    await says('text only pls, shes sat right next to me');
    contains(text(caseCard(reference)), 'Their words of how to reach them, 14:', 'MESSAGE ONLY');
  });

  it.each(['text not ring', 'ring me but before half 3', 'dont say why if he picks up', 'its on silent, text me'])(
    '“%s”: stands beside the number, in their words',
    async (words) => {
      await says(words);
      contains(text(caseCard(reference)), /Their words of (?:a number|how to reach them), 14:/, words);
      contains(await number(), words);
    },
  );
});

describe('“my phone: …”', () => {
  it.each(['my phone: 07700 900346', 'my phone REF: 07700 900347'])('%s: is news beside the number', async (words) => {
    const from = world.told.length;
    await says('ring me', words.replace('REF', reference));
    expect(rang(from).join()).toMatch(new RegExp(`a:mo ${reference}: [A-Z, ]*written 14:\\d\\d\\. NEW INFORMATION`));
    contains(text(caseCard(reference)), words.replace(' REF', ''));
  });
  it('goes to the MASH with each of two children of theirs', async () => {
    const second = await sendsReferral(world, 'jane', { child: { 'Child’s name': 'Boy Opal' } });
    const from = world.told.length;
    await says('my phone: 07700 900348');
    expect(
      world.told
        .slice(from)
        .map(({ message }) => JSON.stringify(message))
        .join(),
    ).toContain(second);
    contains(JSON.stringify(world.said.at(-1)), `It stands in ${reference}, too.`);
  });
});

it('A number in a calm case rings once, and marks nothing where nothing is said against the other', async () => {
  const calm = await sendsReferral(world, 'tom');
  await world.types('mo', `I am on it ${calm}`);
  await machine.pass(3 * minute);
  const from = world.told.length;
  await world.types('tom', 'ring me on 07700 900349');
  await machine.pass(3000);
  expect(rang(from).join()).toMatch(
    new RegExp(`a:mo ${calm}: HOW TO REACH THEM, written 14:\\d\\d\\. NEW INFORMATION`),
  );
  contains(text(caseCard(calm)), 'Their words of a number', 'ring me on 07700 900349');
  lacks(text(caseCard(calm)), 'MAY BE WRONG OR NOT SAFE');
});

it('Somebody else’s number stands below, as their words, and leaves the referrer’s own unmarked', async () => {
  const calm = await sendsReferral(world, 'tom', { child: { 'Child’s name': 'Girl Jade' } });
  await world.types('tom', `add ${calm}: his mate reece 07700 900123 might know`);
  await machine.pass(3000);
  const card = text(caseCard(calm));
  contains(card, 'NOT the referrer’s number. Their words, ', 'his mate reece 07700 900123 might know');
  lacks(card, 'Their words of a number', 'MAY BE WRONG OR NOT SAFE');
});

it('What somebody wrote of their number in a check stands beside it, before anything is in writing', async () => {
  const from = world.told.length;
  const words = 'ward phone 01204 555 731 ask for me bleep 214, dont say why if he picks up';
  for (const each of ['got a girl of 15 here, her uncle wont leave her', 'yes, now', '1', words])
    await world.types('pat', each);
  await machine.pass(3000);
  const reference = /HT-\S{4}-\S{3}/.exec(rang(from).find((each) => each.includes('a:mo')) ?? '')?.[0] ?? '';
  contains(text(caseCard(reference)), words, '01204 555 731');
  const alarm = inChat('mo').findLast((card) => text(card).includes(reference)) ?? {};
  contains(text(await world.presses('mo', alarm, 'Show the number', {}, 'chat')), words);
});

describe('digits of their number, put right among words', () => {
  beforeAll(async () => {
    reference = await sendsReferral(world, 'bea');
    await world.types('mo', `I am on it ${reference}`);
    await machine.pass(4 * minute);
  });
  const bea = async (words: string) => {
    const from = world.told.length;
    const answer = await world.types('bea', words);
    await machine.pass(3000);
    return { answer, rings: rang(from).filter((each) => each.startsWith('a:mo ')) };
  };

  it('Until they confirm the right number the old one is marked; then the right one leads, and the old one stands in their words alone', async () => {
    await bea('its 960 013 not 014, dont say why if he picks up');
    contains(text(caseCard(reference)), mark);
    await bea('yes');
    const leads =
      /\n01632 960 013\nThey confirmed this number at .*\nTheir words of a number, .*\n.*dont say why if he picks up/;
    contains(text(caseCard(reference)), leads);
    lacks(text(caseCard(reference)), '01632 960 014');
    await machine.pass(4 * minute);
    await bea('dont ring my mobile hes got it');
    contains(text(caseCard(reference)), /dont ring my mobile hes got it\n01632 960 013 · MAY BE WRONG OR NOT SAFE/);
    await machine.pass(4 * minute);
  });

  it.each(['its 960 015 not 014', 'not 014, 015'])(
    '“%s” rings who has it, and “yes” gives the whole number',
    async (words) => {
      const { answer, rings } = await bea(words);
      expect(rings).toEqual([expect.stringContaining('HOW TO REACH THEM')]);
      contains(text(answer), 'Is the number 01632 960 015? Type “number: yes”.');
      contains(text(caseCard(reference)), words);
      contains(text((await bea('yes')).answer), 'Sent to the MASH');
      contains(text(caseCard(reference)), /\n01632 960 015\nThey confirmed this number at/);
      await machine.pass(4 * minute);
    },
  );

  it('The button says it, too; “no” says nothing', async () => {
    const { answer } = await bea('its 960 016 not 014');
    lacks(text((await bea('no')).answer), 'The number');
    await world.presses('bea', answer, 'Yes: 01632 960 016', {}, 'chat');
    await machine.pass(1000);
    contains(text(caseCard(reference)), 'The number is 01632 960 016');
  });

  it('A number that they wrote since is put right in the same way', async () => {
    await bea('gareth is on after me 01438 555 700');
    const { answer, rings } = await bea('gareths is 555 701 not 700 sorry');
    contains(text(answer), 'Is the number 01438 555 701?');
    expect(rings).toHaveLength(1);
    await bea('yes');
    lacks(text(caseCard(reference)), /01438 555 701\nThey confirmed/); // nobody rings Gareth for the referrer
  });

  it('Of its end alone the whole number is asked for', async () => {
    const { answer } = await bea('sorry my number ends 017');
    contains(text(answer), 'Type the whole number.');
    lacks(text(answer), 'Is the number');
  });

  it.each(['room 211 not 212', 'log 421 not 412', 'back at 4 not 3'])('“%s” is no number of theirs', async (words) => {
    lacks(text((await bea(words)).answer), /the (?:whole )?number/);
  });
});
