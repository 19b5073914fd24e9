import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import type { CaseId } from '../../src/base/reference.ts';
import { profiles, type Who } from '../fakes/people.ts';
import { aProgram, minute, sendsReferral, summaryOf, text } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// Two referrals whose children are named only in the worry, and often a check of two brothers: words go to the right child

const kian = {
  'Child’s name': '',
  'What worries you':
    'was at 14 marsh lane today, mum shelley doyle, little boy kian he’s 4, bruise on his ear, mum said her partner darren did it',
};
const tuyet = {
  'Child’s name': '',
  'What worries you':
    'neighbour told me. tuyet, 15, vietnamese girl at 88 corn street above the nail bar, mr lam has her passport',
};

/** The program with both referrals. @param brothers whether a check of two brothers is open, at its next question */
function withBoth(brothers = false) {
  const world = aProgram();
  const { types, machine, said, told, services } = world;
  const references: string[] = [];
  let from = 0;
  beforeAll(async () => {
    await types('mo', 'on duty');
    references.push(await sendsReferral(world, 'jane', { child: kian }));
    await machine.pass(minute);
    references.push(await sendsReferral(world, 'jane', { child: tuyet }));
    await machine.pass(minute);
    if (brothers)
      for (const line of [
        'another child',
        'another child',
        '3',
        'two brothers at 9 tanner court, ali and hassan about 10',
      ])
        await types('jane', line);
    await machine.pass(20 * minute);
  });
  beforeEach(() => {
    from = told.length;
  });
  const added = async (at: number) => {
    const { texts } = (await services.cases.load(references[at] as CaseId))?.facts ?? { texts: {} };
    return Object.entries(texts).flatMap(([name, words]) => (name.startsWith('information') ? [words] : []));
  };
  return {
    ...world,
    kian: () => added(0),
    tuyet: () => added(1),
    reference: (at: number) => references[at] ?? '',
    async says(...lines: string[]) {
      const before = said.length;
      for (const line of lines) {
        await types('jane', line);
        await machine.pass(5000);
      }
      return said
        .slice(before)
        .map(({ message }) => ('card' in message ? text(message.card) : message.text))
        .join('\n');
    },
    /** The previews of what rang for this person since the test began. */
    rang: (who: Who = 'mo') =>
      told
        .slice(from)
        .flatMap(({ to, message }) =>
          (to === `a:${who}` || to === `a:${profiles[who].id}`) && 'card' in message && message.alert
            ? [summaryOf(message.card)]
            : [],
        )
        .join('\n'),
  };
}

describe('words after a boy and a girl were sent', () => {
  const world = withBoth();
  const { says, rang, kian, tuyet, reference, machine, types } = world;

  it('“shes gone” rings without a child, though it fits only the girl; the MASH reads so, and “yes” says it', async () => {
    await says('kian was sick today');
    const answer = await says('shes gone');
    expect([await kian(), await tuyet()]).toEqual([['kian was sick today'], []]);
    contains(rang(), 'child not yet said');
    lacks(rang(), 'tuyet');
    contains(answer, `About ${reference(1)}?`, '“yes” says so');
    contains(text(await types('mo', `words ${reference(1)}`)), `Perhaps ${reference(1)}: no other child fits`);
    contains(await says('yes'), reference(1), 'Is the child missing?');
    expect(await tuyet()).toContain('shes gone');
  });

  it('“hes gone” may be of a man: no child is said, and it rings', async () => {
    await machine.pass(10 * minute);
    contains(await says('hes gone'), 'Which child?');
    contains(rang(), 'child not yet said');
    await says('about kian');
    expect(await kian()).toContain('hes gone');
  });

  it.each([
    ['lams white van reg KX19 ABC left with tuyet in it', 1],
    ['darrens car is back at marsh lane', 0],
    ['the lights are off at corn street', 1],
  ])('“%s” goes to the child of whom alone a name in it was told', async (words, at) => {
    await machine.pass(10 * minute);
    await says(words);
    expect(await Promise.all([kian(), tuyet()]).then((all) => all.map((each) => each.includes(words)))).toEqual([
      at === 0,
      at === 1,
    ]);
    if (!words.includes('lights')) contains(rang(), reference(at));
  });

  it('A new burn rings by itself, however late, and the flag has the time of its words', async () => {
    await machine.pass(10 * minute);
    await says('kian has a new burn on his arm the school just rang me');
    contains(rang(), `${reference(0)}: MAY BE IN DANGER`);
    const [at] = rang().match(/\d\d:\d\d(?=\. NEW INFORMATION, not read yet)/) ?? [];
    await machine.pass(2 * minute);
    await says('kian likes trains');
    await machine.pass(5 * minute);
    contains(rang('ana'), `MAY BE IN DANGER, written ${at}`); // all managers, as nobody has read it
  });

  it('“i mean tuyet not kian” takes the line before along, to the girl, and says so of the boy', async () => {
    await machine.pass(10 * minute);
    await says('kian left in a lorry', 'no i mean tuyet not kian. the flat above the nail bar is empty');
    expect(await tuyet()).toEqual(
      expect.arrayContaining([
        'kian left in a lorry',
        'no i mean tuyet not kian. the flat above the nail bar is empty',
      ]),
    );
    lacks((await kian()).join(), 'nail bar');
    contains(text(world.caseCard(reference(0))), `ABOUT ${reference(1)}`);
  });

  it('Who stands only in words that wait for a child is not of the child named last', async () => {
    await machine.pass(30 * minute);
    await says('theres two brothers at 9 tanner court, ali and hassan, they beg', 'another child', '3');
    await says('tuyet has a bag', 'ali just told me the little one cant breathe');
    contains(rang(), 'child not yet said');
    lacks([...(await kian()), ...(await tuyet())].join(), 'ali just');
    await types('jane', 'delete');
    await types('jane', 'delete it');
  });

  it('A corrected number stands with each child, and no earlier words are called a mistake for it', async () => {
    await machine.pass(10 * minute);
    await says('darren is back');
    const answer = await says('number i gave was wrong sorry its 07700 900456');
    for (const each of [await kian(), await tuyet()])
      expect(each).toContain('number i gave was wrong sorry its 07700 900456');
    lacks(answer, 'a mistake?');
    contains(answer, 'too.');
    for (const at of [0, 1]) contains(text(world.caseCard(reference(at))), '07700 900456');
    await says('i can hear shouting again'); // the number was of each: the child named last stays the same
    lacks((await tuyet()).join(), 'shouting again');
  });
});

describe('words beside the check of two brothers', () => {
  const { says, rang, kian, tuyet, reference, machine, services } = withBoth(true);

  it('at “What worries you?” and elsewhere, what names somebody of a sent child is with the MASH at once, and rings', async () => {
    const answer = await says('darrens car is back at marsh lane');
    expect(await kian()).toContain('darrens car is back at marsh lane');
    contains(rang(), reference(0));
    contains(answer, 'About “kian');
  });

  it('“shes gone” fits the girl only, so it is asked of her first', async () => {
    contains(await says('shes gone'), `About ${reference(1)}?`);
    contains(rang(), 'child not yet said');
    lacks([...(await kian()), ...(await tuyet())].join(), 'shes gone');
    await says('about tuyet');
    expect(await tuyet()).toContain('shes gone');
  });

  it('What names the brothers is of no sent child, and danger rings anew after two minutes', async () => {
    await machine.pass(5 * minute);
    await says('the brothers have no food');
    await machine.pass(20 * minute);
    await says('ali rang me he has a knife');
    await machine.pass(3 * minute);
    const before = rang().split('\n').length;
    await says('ali says the little one cant breathe');
    expect(rang().split('\n').length).toBeGreaterThan(before);
    lacks([...(await kian()), ...(await tuyet())].join(), 'brothers', 'ali ');
  });

  it('A car’s registration is no child’s name', async () => {
    for (let tries = 0; tries < 8 && !(await says('skip')).includes('Child’s name'); tries += 1);
    await says('van reg KX19 ABC');
    const { openDraft } = await services.people.load(StaffId.parse(profiles.jane.objectId));
    const check = openDraft ? await services.cases.load(openDraft) : undefined;
    expect(check?.facts.answers.values.worry).toContain('two brothers');
    expect(check?.facts.answers.values['child-name']).toBeUndefined();
  });
});

describe('a man who comes up the stairs', () => {
  const { says, rang, reference } = withBoth();

  it('is danger, and no leaving', async () => {
    await says('darren is back hes going up the stairs');
    contains(rang(), reference(0));
    lacks(rang(), 'act now', 'MAY LEAVE');
  });
});
