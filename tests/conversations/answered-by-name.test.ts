import { beforeAll, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import type { CaseId } from '../../src/base/reference.ts';
import { ofAnother } from '../../src/case/said.ts';
import { waitingIn } from '../../src/store/people.ts';
import { profiles } from '../fakes/people.ts';
import { aProgram, minute, sendsReferral, whatJaneTypes } from './a-program.ts';
import { contains } from './expecting.ts';

// Words wait, the bot asks which child, and its author says it as people do: with a name, and more beside it

const jane = StaffId.parse(profiles.jane.objectId);
type Child = Record<string, string>;

/** Two referrals of Jane's, and then these lines. */
function withTwo(children: [Child, Child], ...lines: string[]) {
  const world = aProgram();
  const { types, machine, services } = world;
  const references: string[] = [];
  const says = whatJaneTypes(world);
  beforeAll(async () => {
    await types('mo', 'on duty');
    for (const child of children) references.push(await sendsReferral(world, 'jane', { child }));
    await machine.pass(minute);
    await says(...lines);
    await machine.pass(20 * minute);
  });
  const load = async (at: number) => services.cases.load(references[at] as CaseId);
  const person = () => services.people.load(jane);
  /** What stands with this child, but no words that are said to be of another. */
  const added = async (at: number) => {
    const { facts: { texts } = { texts: {} }, events = [] } = (await load(at)) ?? {};
    return Object.entries(texts).flatMap(([name, words]) =>
      name.startsWith('information') && !ofAnother(events, name) ? [words] : [],
    );
  };
  return {
    ...world,
    says,
    added,
    reference: (at: number) => references[at] ?? '',
    waiting: async () => waitingIn(await person()).flatMap(({ words, filed }) => (filed ? [] : [words])),
    ofCheck: async () => waitingIn(await person()).flatMap(({ words, filed }) => (filed ? [words] : [])),
  };
}

const linh = {
  'Child’s name': 'Linh, surname given as Nguyen. ic5 f, 5ft, thin, black hair in bun',
  'What worries you': 'nail bar, vietnamese girl looks 15, foreman Tuan answers for her, my colleague 4502 is with her',
};
const mai = {
  'Child’s name': 'Mai, as i said. ic5 f, yellow hoodie, long hair. no surname',
  'What worries you': 'second girl, looks 12, was in the back room eating, no english, foreman says niece',
};

describe('a name or a number, where the bot asks which of two children', () => {
  const { says, added, waiting, machine, reference } = withTwo([linh, mai]);

  it('her name at the head of a long box is hers', async () => {
    const words = 'mai in pp too now s46 since 1456, same PPO';
    await says(words);
    expect([await added(1), await waiting()]).toEqual([[words], []]);
  });

  it('“mai” takes the words that were asked about last, though they tell of somebody of the other referral', async () => {
    const words = 'the younger girl is with PC Shah 4502 now';
    contains(await says(words), 'Which child?');
    await says('mai');
    expect([(await added(1)).includes(words), await waiting()]).toEqual([true, []]);
  });

  it('“2” is the second child also after other words went to a child, and is no message', async () => {
    await machine.pass(20 * minute);
    await says('it was dark when they came', 'a grey van is in the yard');
    await says('linh has a cut on her hand');
    await says('2');
    expect(await waiting()).toEqual(['it was dark when they came']);
    expect(await added(1)).toContain('a grey van is in the yard');
    expect([...(await added(0)), ...(await added(1)), ...(await waiting())]).not.toContain('2');
    await says('linh');
  });

  it('a plate that is put right stands with the child of whom the wrong one was told', async () => {
    await says('mai came in a black merc GX19 KLM');
    await says('linh is crying');
    await says('correction plate is GX19 KLN not KLM');
    expect(await added(1)).toContain('correction plate is GX19 KLN not KLM');
    expect((await added(0)).join()).not.toContain('KLN');
  });

  it('“the merc and the van are for both girls” copies those lines to the other, and says so', async () => {
    const answer = await says('the merc and the van are for both girls, put it on linh too');
    expect(await added(0)).toEqual(
      expect.arrayContaining(['mai came in a black merc GX19 KLM', 'a grey van is in the yard']),
    );
    contains(answer, reference(0));
    expect((await added(1)).filter((each) => each === 'a grey van is in the yard')).toHaveLength(1);
  });

  it('then what puts the plate right stands with each of them', async () => {
    const words = 'sorry plate is GX19 KLP not KLM';
    contains(await says(words), 'It stands in');
    expect([(await added(0)).includes(words), (await added(1)).includes(words)]).toEqual([true, true]);
  });

  it('a number where nothing is asked is no message', async () => {
    contains(await says('2'), 'I did not send');
    expect(await waiting()).toEqual([]);
  });

  it('a line that waits goes to the second, and one that stands with the first is copied', async () => {
    await says('linh saw a boat at night');
    await machine.pass(11 * minute);
    await says('there was a yellow tractor');
    await says('the tractor and the boat are for mai as well');
    expect(await added(1)).toEqual(expect.arrayContaining(['there was a yellow tractor', 'linh saw a boat at night']));
    expect([await waiting(), (await added(0)).includes('there was a yellow tractor')]).toEqual([[], false]);
  });

  it('where it cannot find such lines, it says what was not done', async () => {
    contains(await says('the parrot is for both girls, put it on linh too'), 'Nothing was moved or copied');
    await says('the tiger has stripes');
    await says('linh');
    expect(await added(1)).not.toContain('the tiger has stripes');
    contains(await says('put the tiger on mai too'), reference(1));
    expect(await added(1)).toContain('the tiger has stripes');
  });
});

const tobi = {
  'Child’s name': '',
  'What worries you': 'lad here tobi, 15, hes been beaten up, hes selling for the older lads on the estate',
};
const mirela = {
  'Child’s name': 'mirela',
  'What worries you': 'a girl of 14, she cleans at the kebab shop at night. her uncle has her passport',
};

describe('which child, said beside more words', () => {
  const { says, added, waiting, ofCheck, machine, reference } = withTwo(
    [tobi, mirela],
    'and theres a little one too, somebodys little brother hes about 7 always hungry takes the toast off the other kids plates',
    'yes',
    '2',
    '5',
  );
  const car = 'a car picked him up, grey golf, LK17 something';
  const beans = 'he is sat here eating beans, the little brother, hes got bruises up his arm';

  it('“the first one, tobi. the car and the plate” takes both lines, and says how many went', async () => {
    await says(car, 'plate was LK17 OYV');
    const answer = await says('the first one, tobi. the car and the plate');
    expect(await added(0)).toEqual(expect.arrayContaining([car, 'plate was LK17 OYV']));
    expect(await waiting()).toEqual([]);
    contains(answer, reference(0), '3 messages');
  });

  it('“mirela that one” is the newest message only; of a little boy nothing goes along to a girl', async () => {
    await machine.pass(minute);
    const work = 'she just text me, she says shes at work till 3 in the morning';
    await says(beans);
    await machine.pass(2 * minute);
    contains(await says(work, 'mirela that one'), '1 waits');
    expect([(await added(1)).includes(work), (await added(1)).includes(beans), await waiting()]).toEqual([
      true,
      false,
      [beans],
    ]);
  });

  it('“the little one” is the open check without a name, by what its story says', async () => {
    await says('the other one is the little one, put it on his');
    expect(await waiting()).toEqual([]);
    expect(await ofCheck()).toContain(beans);
  });

  it('so are words that begin with it, and what says so where nothing waits', async () => {
    const lines = [
      'little one is asleep on the sofa now',
      'the 7 year old has a cough',
      'the other one is the little one',
      'no the sofa thing was the little one not her',
    ];
    await says(...lines);
    expect(await waiting()).toEqual([]);
    expect(await ofCheck()).toEqual(expect.arrayContaining(lines));
  });

  it.each(['the 7 year old', 'the hungry one', 'thats the little one, the hungry one'])('so are “%s”', async (said) => {
    await machine.pass(11 * minute);
    const words = `theres a red mark on the cheek ${said.length}`;
    await says(words);
    await says(said);
    expect([await waiting(), (await ofCheck()).includes(words)]).toEqual([[], true]);
  });

  it('“no the burn thing was the little one not her” takes the line from the wrong child, with a mark', async () => {
    await machine.pass(11 * minute);
    const burn = 'there is a burn on the left arm';
    await says(burn, 'mirela');
    expect(await added(1)).toContain(burn);
    contains(await says('no the burn thing was the little one not her'), reference(1), 'marked');
    expect([(await added(1)).includes(burn), (await ofCheck()).includes(burn), await waiting()]).toEqual([
      false,
      true,
      [],
    ]);
  });

  it.each([
    ['the tooth thing isnt her', 'waits'],
    ['the tooth thing wasnt mirela', 'waits'],
    ['no the tooth wasnt mirela its the little one', 'goes'],
    ['the tooth bit was not about mirela, its tobi', 'goes'],
  ])('“%s” takes that line from her: it %s', async (said, what) => {
    await machine.pass(11 * minute);
    const words = `there is a broken tooth ${said.length}`;
    await says(words, 'mirela');
    expect(await added(1)).toContain(words);
    await says(said);
    expect((await added(1)).includes(words)).toBe(false);
    expect((await waiting()).includes(words)).toBe(what === 'waits');
    if (what === 'waits') await says('this check');
  });

  it('what only says whose a thing is moves no line', async () => {
    await says('mirela she has a green phone');
    await says('the phone isnt hers', 'the phone was locked not her');
    expect(await added(1)).toContain('mirela she has a green phone');
    await says('about mirela');
  });

  it('“thats tobi hes the one thats back” takes the line that says so', async () => {
    await machine.pass(11 * minute);
    const back = 'hes back, shaking, says he wants to stop here';
    await says(back);
    await says('thats tobi hes the one thats back');
    expect([(await added(0)).includes(back), await waiting()]).toEqual([true, []]);
  });

  it.each(['not her, tobi', 'no not her, its tobi'])('so does “%s”', async (said) => {
    await machine.pass(11 * minute);
    const words = `he has a cut on the ear ${said.length}`;
    await says(words, said);
    expect([(await added(0)).includes(words), await waiting()]).toEqual([true, []]);
  });

  it('“thats the girl im writing” is the open check', async () => {
    await machine.pass(11 * minute);
    await says('the bag is torn', 'thats the boy im writing');
    expect([(await ofCheck()).includes('the bag is torn'), await waiting()]).toEqual([true, []]);
  });

  it('“no sorry saturday, not friday. and thats the girl” goes with the line that it puts right', async () => {
    await machine.pass(11 * minute);
    const friday = 'they are taking them all away friday, back to where they come from';
    await says(friday, 'no sorry saturday, not friday. and thats the girl');
    expect([(await added(1)).includes(friday), await waiting()]).toEqual([true, []]);
  });

  it('“the lorry and sunday is mirela” takes each line that has one of these', async () => {
    await machine.pass(11 * minute);
    await says('there was a lorry outside', 'i heard sunday');
    await says('the lorry and sunday is mirela');
    expect(await added(1)).toEqual(expect.arrayContaining(['there was a lorry outside', 'i heard sunday']));
    expect(await waiting()).toEqual([]);
  });

  it('news that only names a child takes nothing along, and says what still waits', async () => {
    await machine.pass(11 * minute);
    await says('somebody broke the window');
    contains(await says('tobi has rung his nan and she is on her way here now'), 'wait');
    expect(await waiting()).toEqual(['somebody broke the window']);
  });

  it('“this check, …” begins words of the open check: what waits goes there with them', async () => {
    const words = 'this check, the little lad. hes got no coat, my colleague is with him';
    await says(words);
    expect(await waiting()).toEqual([]);
    expect(await ofCheck()).toEqual(expect.arrayContaining(['somebody broke the window', words]));
  });
});
