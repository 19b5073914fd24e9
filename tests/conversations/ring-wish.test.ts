import { beforeAll, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { ringSaid } from '../../src/draft/ring-said.ts';
import { profiles } from '../fakes/people.ts';
import { aProgram, minute, sendsReferral, summaryOf, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// Whether the MASH may ring the referrer. It is Wednesday, 14:03, and the child is in danger.
const world = aProgram();
const { machine, inChat, caseCard, receiptOf } = world;
let reference: string;
beforeAll(async () => {
  reference = await world.refers({ danger: 'Yes, now' });
});
const alert = () =>
  inChat('mo').findLast((card) => titles(card).some((title) => String(title).startsWith('Show the number')));
const says = async (words: string) => {
  const answer = await world.types('jane', words);
  await machine.pass(1000);
  return answer;
};
const rings = ({ message }: (typeof world.told)[number]) => 'alert' in message && message.alert === true;

it('The receipt asks once whether the MASH may ring, and the MASH reads that there is no answer yet', () => {
  contains(text(receiptOf(reference)), 'May the MASH ring you, or is writing safer?');
  contains(titles(receiptOf(reference)).join(), 'Ring me,Message only');
  contains(text(caseCard(reference)), 'Ring me or message only? No answer yet', '01632 960 014');
  expect(titles(alert())).toContain('Show the number');
});

it('“Message only” stands on the MASH card and beside the number, which is shown all the same', async () => {
  const answer = await world.presses('jane', receiptOf(reference) ?? {}, 'Message only');
  contains(text(answer), 'The MASH reads: message only', 'If it is urgent, the MASH may ring all the same.');
  await machine.pass(1000);
  contains(text(receiptOf(reference)), 'You said at 14:03: message only.', 'If nobody has written to you by 14:18');
  lacks(text(receiptOf(reference)), 'rung you');
  expect(titles(receiptOf(reference))).toContain('Ring me');
  expect(titles(receiptOf(reference))).not.toContain('Message only');
  contains(text(caseCard(reference)), 'MESSAGE ONLY, says the referrer, 14:03, Wed 10 Jun', '01632 960 014');
  expect(world.lines(reference)).toContain(`${reference}: The referrer says: message only`);
  const heard = inChat('mo').at(-1);
  expect([summaryOf(heard), titles(heard)]).toEqual([
    `${reference}: how to reach the referrer`,
    ['Number (message only)', 'Open in channel'],
  ]);
  const number = await world.presses('mo', heard ?? {}, 'Number (message only)', {}, 'chat');
  contains(text(number), 'MESSAGE ONLY, says the referrer', '01632 960 014');
});

it('“ring me”, typed later, rings who has the urgent case, and again when it is typed again', async () => {
  const taken = await world.types('mo', `I am on it ${reference}`);
  contains(text(taken), 'Now send the referrer a message: press “Tell the referrer” in the channel.');
  await machine.pass(minute);
  contains(text(receiptOf(reference)), 'Nobody has written to you by 14:08? Ring');
  const before = inChat('ana').length;
  contains(text(await says('Ring me!')), 'The MASH reads: ring me');
  contains(text(inChat('mo').at(-1)), 'Ring me, says the referrer, 14:04, Wed 10 Jun');
  await machine.pass(minute);
  await says('please ring me');
  const loud = world.told.filter(
    ({ message }) => 'card' in message && message.alert && summaryOf(message.card).includes('how to reach'),
  );
  expect(loud).toHaveLength(2);
  expect(inChat('ana').slice(before).map(summaryOf).join()).not.toContain('how to reach');
  lacks(text(caseCard(reference)), 'MESSAGE ONLY');
});

it.each([
  'can someone ring me',
  'can you get someone to call me',
  'i need someone to ring me',
  'get somebody to phone us pls',
])(
  '“%s” is the same wish: the MASH hears of it with the sound, and its author reads that, and the number',
  async (words) => {
    await machine.pass(minute);
    const before = world.told.length;
    contains(text(await says(words)), 'The MASH reads: ring me', 'I pass it on', '0300 123 4043');
    expect(world.told.slice(before).filter((each) => each.to === 'a:mo' && rings(each))).toHaveLength(1);
  },
);

it.each(['her mum wants someone to ring her', 'can someone ring her mum', 'someone needs to ring the school'])(
  '“%s” is no wish of its author',
  (words) => expect(ringSaid(words)).not.toBe('ring'),
);

it('Words that only begin so are news', async () => {
  await says('ring me when he has gone');
  contains(text(caseCard(reference)), 'ring me when he has gone', 'NEW INFORMATION');
});

it.each(['dont ring me he will hear', 'pls dont phone me', 'cant talk hes listening', 'do not call me'])(
  '“%s” is news and means *message only*: nothing says “Ring first”, and what comes to them makes no sound',
  async (words) => {
    await machine.pass(minute);
    await says('ring me yes');
    contains(text(caseCard(reference)), 'Ring first');
    contains(text(await says(words)), 'Sent to the MASH');
    contains(text(caseCard(reference)), words, 'NEW INFORMATION', 'MESSAGE ONLY, says the referrer', 'Message first');
    lacks(text(caseCard(reference)), 'Ring me or message only?', 'Ring first');
    contains(text(receiptOf(reference)), ': message only.');
    await machine.jump(40 * minute); // nobody reads it: the author is told to ring
    await machine.pass(2000);
    const loud = world.told.findLast(
      ({ message }) => 'card' in message && text(message.card).includes('Please ring now'),
    );
    contains(text(loud && 'card' in loud.message ? loud.message.card : {}), '0300 123 4043');
    expect(loud?.message).toMatchObject({ alert: false });
    await world.types('mo', `I have read it ${reference}`);
  },
);

describe('what the MASH writes to who wants a message only', () => {
  const own = aProgram();
  it.each([
    ['text only pls, shes sat right next to me', true], // the girl
    ['text only pls', true],
    ['text only, hes right there', false],
    ['dont ring me they will hear', false],
    ['its on silent, text me', false],
  ])(
    'After “%s” a question of the MASH comes with a sound, unless somebody else may hear it: %s',
    async (words, sounds) => {
      const of = await own.refers({ child: { 'Child’s name': 'Kacey Dunn, girl' } });
      await own.types('jane', `${of} ${words}`);
      await own.machine.pass(minute);
      const form = await own.presses('mo', own.caseCard(of) ?? {}, 'Ask the referrer');
      expect(text(form).includes('WITHOUT a signal')).toBe(!sounds);
      await own.presses('mo', form, 'Send question', { 'Your question': 'Is she safe?' });
      await own.machine.pass(5000);
      const asked = own.told.findLast(({ to, message }) => to === 'a:jane' && 'alert' in message);
      expect(asked?.message).toMatchObject({ alert: sounds });
      contains(text(asked && 'card' in asked.message ? asked.message.card : {}), 'The MASH has a question');
    },
  );
});

it.each([
  'txt only',
  'text only pls',
  'only text me',
  'no calls',
  'my phones on silent dont ring it',
  'sorry phone dying txt only',
  'i cant phone hes right there',
  'cant ring',
  'i cant ring im at the desk parents all round the door. just get it to them',
  'sorry i cant make calls',
  'on the ward cant talk',
  'cant talk to anyone rn',
  'i cant speak to you now',
  'sorry cant answer, shes here',
  'can you not ring me he can see me thru the window',
  'could u not call pls',
  'please not ring me',
  'text not ring',
  'on silent, text me',
  'its on silent, text me',
  'message me dont ring',
  'text rather than call pls',
])('“%s” is *message only*', (words) => expect(ringSaid(words)).toBe('message'));

it('That nobody may ring rings who has the case, also where the case is calm', async () => {
  const calm = await sendsReferral(world, 'tom');
  await world.types('mo', `I am on it ${calm}`);
  await machine.pass(3 * minute);
  const from = world.told.length;
  await world.types('tom', 'dont ring me hes next to me');
  await machine.pass(3000);
  const loud = world.told.slice(from).filter(({ message }) => 'card' in message && message.alert);
  expect(loud.map(({ message }) => 'card' in message && summaryOf(message.card))).toContainEqual(
    expect.stringMatching(`^${calm}: HOW TO REACH THEM, written \\d\\d:\\d\\d\\. NEW INFORMATION, not read yet$`),
  );
});

it.each([
  'he only texts her at night',
  'there were no calls from mum',
  'dont call the police on my account',
  'I rang them',
  'she listens to music',
  'do not ring the school',
  'i cant ring her mum',
  'she cant phone',
  'they cant make calls from there',
  'cant talk to him can i, hes vietnamese',
  'she cant speak english',
  'i cant speak vietnamese',
  'cant speak a word of her language',
  'the boy cant talk hes shaking',
  'they cant answer',
  'i cant answer that',
  'i cant speak for the head',
  'can you not ring the school',
  'his phone is on silent',
  'she got a text, not a call',
])('“%s” is news and no wish', (words) => expect(ringSaid(words)).toBeUndefined());

it.each([
  'you can ring now',
  'ok to ring me',
  'hes gone, you can ring me',
  'ring me on 07700 900123',
  'Can you call me?',
])('“%s” is news, and takes *message only* back', async (words) => {
  await machine.pass(minute);
  await says('dont ring me');
  contains(text(caseCard(reference)), 'MESSAGE ONLY, says the referrer');
  contains(text(await says(words)), 'Sent to the MASH');
  contains(text(caseCard(reference)), words, 'Ring me, says the referrer');
  lacks(text(caseCard(reference)), 'MESSAGE ONLY');
});

it.each(['ring me when he is out', 'she said ring me', 'ok to ring me after 5'])(
  '“%s” takes nothing back: the bot asks',
  async (words) => {
    await says('message only');
    const from = world.said.length;
    await says(words);
    contains(JSON.stringify(world.said.slice(from)), 'May the MASH ring you now?', 'Sent to the MASH');
    contains(text(caseCard(reference)), words, 'MESSAGE ONLY, says the referrer');
  },
);

it.each(['you can ring the school', 'ring the police', 'he rang me'])('“%s” says nothing of it', (words) =>
  expect(ringSaid(words) ?? 'perhaps').toBe('perhaps'),
);

it('“I cant phone”, typed beside the questions of a check, is *message only* once it is sent', async () => {
  const worry = 'Burns on her arm.\nSaid beside the questions: “i cant phone hes right there. 2”';
  const sent = await world.refers({ child: { 'What worries': worry } });
  contains(text(caseCard(sent)), 'MESSAGE ONLY, says the referrer');
});

it.each([
  ['ring me but before half 3', 'ring'],
  ['ring me before 3', 'ring'],
  ['call me until 15:30', 'ring'],
  ['ring me by 4pm pls', 'perhaps'],
  ['ring me after 3', 'perhaps'],
  ['ring me before he gets back', 'perhaps'],
])('“%s” is read as: %s', (words, wish) => expect(ringSaid(words)).toBe(wish));

const ofJane = () => world.services.cases.of(StaffId.parse(profiles.jane.objectId));

it('“Message only” holds for the next child, too', async () => {
  const before = await ofJane();
  await says('message only');
  for (const words of [
    'next child',
    'no',
    '1',
    'no',
    'A worry.',
    'send',
    '1',
    '1',
    'He would move her.',
    'send',
    'send',
  ])
    await says(words);
  const next = (await ofJane()).find(({ id }) => !before.some((each) => each.id === id));
  contains(text(receiptOf(next?.id ?? '')), 'message only');
  contains(text(caseCard(next?.id ?? '')), /MESSAGE ONLY, said of HT-[\w-]{8}, at \d\d:\d\d/);
});

describe('while nobody has an urgent case', () => {
  const own = aProgram();

  it('who is on duty hears the wish with the sound', async () => {
    const urgent = await own.refers({ danger: 'Yes, now' });
    await own.machine.pass(20 * minute);
    const before = own.told.length;
    await own.types('jane', `ring me ${urgent}`);
    await own.machine.pass(2000);
    contains(
      own.told
        .slice(before)
        .filter(rings)
        .map(({ to }) => to),
      'a:mo',
    );
  });
});

describe.each([
  [
    'before the next check',
    ['NUMBER', 'next child', 'not linked', 'Amara Bright 11, her uncle comes in her room at night'],
  ],
  ['while it is open', ['next child', 'not linked', 'Amara Bright 11, her uncle comes in her room at night', 'NUMBER']],
])('A number and a wish told of the first child %s', (_, lines) => {
  const program = aProgram();

  it('stand on the second, with when and of which they were said', async () => {
    for (const words of ['Kian Doyle is 6, theres a belt mark across his back', 'yes', 'send it'])
      await program.types('jane', words);
    await program.machine.pass(5 * minute);
    const jane = StaffId.parse(profiles.jane.objectId);
    const [first] = await program.services.cases.of(jane, 1);
    for (const words of lines) {
      await program.types('jane', words.replace('NUMBER', 'my number is 07700 900431 text me dont ring'));
      await program.machine.pass(minute);
    }
    for (const words of ['yes', 'send it', 'send']) await program.types('jane', words);
    await program.machine.pass(1000);
    const next = (await program.services.cases.of(jane)).find(({ id }) => id !== first?.id);
    const card = text(program.caseCard(next?.id ?? ''));
    contains(card, new RegExp(`MESSAGE ONLY, said of ${first?.id}, at 14:\\d\\d`), '07700 900431');
    lacks(card, 'MESSAGE ONLY, says the referrer', 'No number given');
  });
});
