import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { referrals, type Who } from '../fakes/people.ts';
import { aProgram, minute, sendsReferral, summaryOf, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

/** The program, with what came to Mo, on duty, since the last test began. */
function onDuty() {
  const world = aProgram();
  const { machine, types, told } = world;
  let from = 0;
  beforeAll(async () => {
    await types('mo', 'on duty');
  });
  beforeEach(async () => {
    await machine.pass(3 * minute); // or what comes within two minutes waits
    from = told.length;
  });
  const since = () => told.slice(from).flatMap(({ to, message }) => ('card' in message ? [{ to, ...message }] : []));
  return {
    ...world,
    says: async (words: string, who: Who = 'jane') => {
      const answer = await types(who, words);
      await machine.pass(3000);
      return answer;
    },
    /** What rang at Mo’s, by its summary. */
    rang: () => since().flatMap(({ to, card, alert }) => (to === 'a:mo' && alert === true ? [summaryOf(card)] : [])),
    came: () => since().flatMap(({ to, card }) => (to === 'a:mo' ? [summaryOf(card)] : [])),
    channel: () => since().flatMap(({ to, card }) => (to.startsWith(referrals.id) ? [text(card)] : [])),
  };
}

describe('a child is missing, typed after sending', () => {
  const world = onDuty();
  const { says, rang, caseCard, channel, machine } = world;
  const of: Partial<Record<Who, string>> = {};

  it.each<[Who, string]>([
    ['jane', 'child is missing'],
    ['tom', 'Missing!'],
    ['sid', 'shes missing'],
    ['bea', 'the girl has gone missing'],
  ])(
    'With one referral it is recorded at once, rings, and the card asks what the police know (%s: “%s”)',
    async (who, words) => {
      const reference = await sendsReferral(world, who);
      of[who] = reference;
      const answer = await says(words, who);
      expect(rang()).toEqual([expect.stringMatching(new RegExp(`^URGENT ${reference}: CHILD MISSING, said`))]);
      contains(text(answer), 'Ring the police first. Now.', 'You said that the child is missing');
      expect(titles(answer)).toEqual(expect.arrayContaining(['Tell them more', 'The child is found']));
      contains(text(caseCard(reference)), 'CHILD MISSING', 'The referrer has not said whether the police know.');
      lacks(channel().join(), 'Added by the referrer'); // it is told once
    },
  );

  it.each([
    ['ash', (id: string) => `${id} missing since 1`],
    ['liz', (id: string) => `zircon is missing since about 1pm, not told police ${id}`],
  ] as const)('With a reference and a time it is a report, and the time is read (%s)', async (who, words) => {
    const reference = await sendsReferral(world, who);
    contains(text(await says(words(reference), who)), 'The child is missing', 'I am telling the MASH');
    contains(text(caseCard(reference)), 'CHILD MISSING', 'Missing since 13:00', /Their words: since (about )?1/);
    lacks(channel().join(), 'Added by the referrer');
  });

  it('“not yet” about the police is added to that report', async () => {
    await says(`missing ${of.jane}: not yet`);
    contains(text(caseCard(of.jane ?? '')), 'The police were not told yet');
  });

  it('A report without a word of the police keeps what is known of them, in the thread, too', async () => {
    await says(`missing ${of.bea}: the police were told, CAD 4412`, 'bea');
    await says('child is missing', 'bea');
    expect(
      channel().filter((each) => each.includes('The police were told, says the referrer.')).length,
    ).toBeGreaterThan(1);
    lacks(channel().at(-1), 'has not said');
  });

  it.each(['found her!!', 'shes ok now'])(
    '“%s” is called a report, and its author reads how to say that she is found',
    async (words) => {
      contains(
        text(await says(words, 'tom')),
        'Sent to the MASH',
        `Type “yes”, or “found ${of.tom}:” and who saw them.`,
      );
      contains(
        text(caseCard(of.tom ?? '')),
        'CHILD MISSING',
        /Said to be (found|safe) at .* by the referrer, not confirmed\./,
      );
    },
  );

  it.each(['the child is missing', 'child is missing', 'missing: taken from the ward by a man in a hat'])(
    'With two referrals the words go at once without a child, ring once, and the author is asked which: “%s”',
    async (words) => {
      if (words === 'the child is missing')
        await sendsReferral(world, 'jane', { child: { 'Child’s name': 'Boy Topaz' } });
      contains(text(await says(words)), 'Which child?');
      const ring = expect.stringMatching(/words for the MASH, child not yet said/i);
      await machine.pass(2 * minute); // where something has just rung, it rings then
      expect(rang().filter((each) => each.includes('words for'))).toEqual([ring]);
    },
  );
});

describe('words of danger that nobody has read', () => {
  const world = onDuty();
  const { refers, says, types, machine, caseCard } = world;
  const story = `${'She has old bruises on her arm and tells us of a fall. '.repeat(30)}`;
  let reference = '';
  const card = () => text(caseCard(reference));
  const order = (...words: string[]) => {
    const places = words.map((each) => card().indexOf(each));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    lacks(places, -1);
  };
  beforeAll(async () => {
    reference = await refers();
    await types('mo', `I am on it ${reference}`);
    for (const words of ['hes got a knife hes in here', 'she leaves at 3', 'pls', 'in clinic', 'hello??', 'still here'])
      await says(words);
  });

  it('They stay on the card, the newest first, above the last three of the others', () => {
    order('she leaves at 3', 'still here', 'hes got a knife hes in here', '1 earlier addition stands', 'in clinic');
    lacks(card(), '\npls\n');
  });

  it('They stay there where they are called a mistake', async () => {
    await says('hes here');
    await says('sent by mistake');
    for (const words of ['ok', 'yes ok then', 'brb', 'back']) await says(words);
    contains(card(), /SENT BY MISTAKE, says the referrer, .*\nhes here\n/);
  });

  it('A long text shows the clause with the danger', async () => {
    await says(`${story}hes here in the corridor with a knife`);
    contains(card(), '\n…hes here in the corridor with a knife\n');
    const run = story.replaceAll('.', '').trim();
    await says(`${run} and now he is hurting her in the hall ${run.slice(0, 90)}`);
    contains(card(), /\n….{0,90}he is hurting her in the hall/);
  });

  it('An answer to the MASH that the child is safe is called a report, too', async () => {
    const form = await world.presses('mo', caseCard(reference) ?? {}, 'Ask the referrer');
    await world.presses('mo', form, 'Send question', { 'Your question': 'Where is she now?' });
    await says('answer: shes ok now, with me');
    contains(
      card(),
      /Answered \d\d:\d\d\nshes ok now, with me\nSaid to be safe at .* by the referrer, not confirmed\./,
    );
  });

  it('After more than eight, the others stand in short, and all stay so once they are read', async () => {
    for (const door of [1, 2, 3, 4, 5, 6]) await says(`he is at door ${door} now with a knife`);
    contains(card(), 'he is at door 6 now', 'he is at door 1 now');
    lacks(card(), 'more like these');
    await types('mo', `I have read it ${reference}`);
    await machine.pass(3000);
    contains(card(), 'he is at door 6 now', 'he is at door 3', 'hes got a knife');
  });

  it('What may find the child stays, read or not', async () => {
    await says('white van, ends KLP');
    for (const words of ['ok', 'right ok', 'yes ok', 'hm ok']) await says(words);
    contains(card(), 'white van, ends KLP', 'hm ok');
    await types('mo', `I have read it ${reference}`);
    for (const words of ['hello', 'ok then', 'hello again', 'hm']) await says(words);
    contains(card(), 'white van, ends KLP');
    lacks(card(), '\nyes ok\n');
  });
});

describe('long words, typed after sending', () => {
  const { refers, says, rang, came, types, machine, caseCard } = onDuty();
  const story = 'We had tea, and the ward was full of people. '.repeat(52);
  let reference = '';

  it.each([
    ['danger in 2,400 characters', `${story}He is hurting her. We wait.`],
    ['danger at the end of 9,300', `${story.repeat(4)}he is hurting her`],
  ])('%s rings at once', async (_, words) => {
    reference ||= await refers();
    await types('mo', `I am on it ${reference}`);
    await machine.pass(9 * minute); // later than the reminder
    await says(words);
    expect(rang()).toContainEqual(
      expect.stringMatching(`^${reference}: MAY BE IN DANGER, written \\d\\d:\\d\\d\\. NEW INFORMATION, not read yet$`),
    );
    expect(came().filter((summary) => summary.includes('not read yet'))).toHaveLength(1); // and nothing comes without a sound
  });

  it('A long sentence about what a man said is a leaving time that is not confirmed', async () => {
    await says(
      'The man told her in front of me that they would be leaving for Birmingham at half past three and she was to pack',
    );
    expect(rang().length).toBeGreaterThan(0);
    contains(text(caseCard(reference)), 'Leaves sight 15:30', 'not confirmed');
  });

  it.each(['thx', 'ok ty', 'k thanks', 'cheers', 'Goodnight and thank you', 'nvm', 'thank you so much!'])(
    '“%s” is no news',
    async (words) => {
      lacks(text(await says(words)), 'Sent to the MASH');
      expect(rang()).toEqual([]);
    },
  );

  it('Thanks with anything else said are news', async () => {
    contains(text(await says('thanks, he is outside the house')), 'Sent to the MASH');
    contains(text(await says('thank you but a man came')), 'Sent to the MASH');
  });
});

describe('a bare cry, while the MASH has a question open', () => {
  const world = onDuty();
  const { says, rang, caseCard } = world;
  let reference = '';
  beforeAll(async () => {
    reference = await world.refers();
    await world.types('mo', `I am on it ${reference}`);
    const form = await world.presses('mo', caseCard(reference) ?? {}, 'Ask the referrer');
    await world.presses('mo', form, 'Send question', { 'Your question': 'Where is she now?' });
  });

  it.each(['help', 'pls hurry', 'hes here', 'omg please come', 'please'])(
    '“%s” is news that rings, and no answer',
    async (words) => {
      await says(words);
      expect(rang()).toContainEqual(
        expect.stringMatching(
          `^${reference}: MAY BE IN DANGER, written \\d\\d:\\d\\d\\. NEW INFORMATION, not read yet$`,
        ),
      );
      contains(text(caseCard(reference)), `\n${words}\n`);
      lacks(text(caseCard(reference)), /Answered \d\d:\d\d/);
      await world.types('mo', `I have read it ${reference}`);
    },
  );

  it('Other words answer it, also with a “please”', async () => {
    await says('please say it to nobody, she is with me');
    contains(text(caseCard(reference)), /Answered \d\d:\d\d\nplease say it to nobody/);
  });
});
