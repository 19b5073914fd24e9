import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import type { CaseId } from '../../src/base/reference.ts';
import { unsaidIn } from '../../src/store/people.ts';
import { profiles } from '../fakes/people.ts';
import { aProgram, minute, sendsReferral, summaryOf, text } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// A clerk has sent one referral, whose words name two sisters and a cousin, and begun the check of the next child

const jane = StaffId.parse(profiles.jane.objectId);
const worry =
  'about to be moved yes. amira hassan shes 8 has bruises, her sister is leyla 6 fell asleep in class. cousin is sara no papers';

/** The referral is sent, and then these lines are typed. */
function afterAmira(...lines: string[]) {
  const world = aProgram();
  const { types, machine, said, services, told } = world;
  let sent = '';
  const says = async (...words: string[]) => {
    const from = said.length;
    for (const each of words) {
      await types('jane', each);
      await machine.pass(10);
    }
    await machine.pass(3000);
    return said
      .slice(from)
      .map(({ message }) => ('card' in message ? text(message.card) : message.text))
      .join('\n');
  };
  beforeAll(async () => {
    await world.says('on duty', 'mo', 0);
    sent = await sendsReferral(world, 'jane', { child: { 'Child’s name': '', 'What worries you': worry } });
    await world.passes(minute);
    for (const line of lines) await world.says(line, 'jane', 10);
    await world.passes(3000);
  });
  const own = () => services.cases.of(jane, 10);
  const load = async (id: string) => services.cases.load(id as CaseId);
  return {
    ...world,
    says,
    sent: () => sent,
    check: async () => (await own()).find(({ status }) => status === 'draft'),
    kinds: async (id = sent) => (await load(id))?.events.map(({ type }) => type) ?? [],
    added: async (id = sent) => Object.values((await load(id))?.facts.texts ?? {}),
    waiting: async () => unsaidIn(await services.people.load(jane)).map(({ words }) => words),
    /** What rang at Mo's since this place. */
    rang: (from: number) =>
      told
        .slice(from)
        .flatMap(({ to, message }) =>
          ['a:mo', `a:${profiles.mo.id}`].includes(to) && 'card' in message && message.alert === true
            ? [summaryOf(message.card)]
            : [],
        ),
  };
}

describe('words that wait for their child', () => {
  const { says, waiting, added, machine } = afterAmira('next child', 'no', '1', 'no', 'A worry.');
  afterEach(() => machine.pass(11 * minute));

  it.each([
    'all of them',
    'all three',
    'its all 3',
    'both of them',
    'all 3 girls',
    'the 3 of them',
    'about all of them',
  ])('“%s” says that they are about each', async (all) => {
    const words = `they all wore a scarf like ${all.replaceAll(' ', '')}`;
    await says(words);
    expect(await waiting()).toEqual([words]);
    contains(await says(all), 'your words are about this check', /They stand in HT-\S+, too/);
    expect(await waiting()).toEqual([]);
    expect(await added()).toContain(words);
  });

  it.each(['all of it', 'all of them are crying'])('“%s” says more, or less', async (more) => {
    await says('he keeps looking in the window', more);
    expect(await waiting()).toContain('he keeps looking in the window');
    await says('this check');
  });

  it.each(['about amira', 'its about sara', 'about amira hassan', 'thats for amira'])(
    '“%s” is of the referral whose words have the name',
    async (about) => {
      const words = `the scarf of ${about.length} colours was on the bench`;
      await says(words);
      lacks(await says(about), 'has that name');
      expect(await waiting()).toEqual([]);
      expect(await added()).toContain(words);
    },
  );

  it('“about nobody” is a name of none of them', async () => {
    await says('the blue scarf was on the bench');
    contains(await says('about zzyzx'), 'No referral or check of yours has that name');
    await says('this check');
  });
});

describe('a missing child, while the check of the next is empty', () => {
  describe.each(['child is missing', 'the girls are missing'])('“%s”', (words) => {
    const { says, check, kinds, rang, told, sent } = afterAmira('next child', 'no', '1');

    it('is of the referral that is sent, and rings', async () => {
      const from = told.length;
      contains(await says(words), sent(), 'The child is missing');
      expect(await kinds()).toContain('ChildMissing');
      contains(rang(from).join(), `URGENT ${sent()}`, 'CHILD MISSING');
      expect(await check()).toMatchObject({ facts: { answers: { values: {} } } });
      expect((await check())?.events.map(({ type }) => type)).not.toContain('ChildMissing');
    });
  });

  describe('a line that tells more', () => {
    const { says, check, kinds, added, rang, told, sent, waiting } = afterAmira('next child', 'no', '1');
    const gone = '3 girls are GONE he drove off towards the ring road. leyla cried. sara shouted something';

    it('is of several: it rings at once, child not yet said', async () => {
      const from = told.length;
      contains(await says(gone), 'Which child?', sent());
      expect([await added(), await waiting()]).toEqual([[], [gone]]);
      contains(rang(from).join(), 'MAY LEAVE, OR HAVE LEFT, words for the MASH, child not yet said');
    });

    it('“all three. child is missing” reports each of them', async () => {
      await says('all three. child is missing');
      expect(await kinds()).toContain('ChildMissing');
      expect((await check())?.events.map(({ type }) => type) ?? (await kinds((await check())?.id))).toContain(
        'ChildMissing',
      );
      expect(await waiting()).toEqual([]);
    });

    it.each([
      'he texted they are all safe with him',
      'do you know if all 3 are safe',
      'all 3 are not found',
      'hes back, they are all crying',
    ])('“%s” is no report that they are found', async (words) => {
      await says(words, 'both');
      expect(await kinds()).not.toContain('ChildFound');
    });

    it('“all 3 safe they are back here” is a report of each that stands as missing, and ends no danger', async () => {
      const words = 'police stopped the van all 3 safe they are back here with ms okoro. dino arrested';
      await says(words);
      expect(await kinds()).toContain('ChildFound');
      expect(await added()).toContain(words);
      expect(await kinds()).not.toContain('ChildSafe');
      expect(await waiting()).toEqual([]);
    });
  });

  describe('several are gone, while the check is of one of them', () => {
    const { says, waiting, rang, told } = afterAmira('next child leyla hassan 6 yr 1, asleep in class', 'yes');
    const gone = '3 girls are GONE he drove off towards the ring road. leyla cried. sara shouted something';

    it('is asked of which child, and rings', async () => {
      const from = told.length;
      contains(await says(gone), 'Which child?');
      expect(await waiting()).toContain(gone);
      contains(rang(from).join(), 'MAY LEAVE, OR HAVE LEFT');
    });
  });

  describe('found, said of all of them', () => {
    const { says, kinds, waiting } = afterAmira('next child', 'no', '1', 'all three. child is missing');

    it('is a report of each', async () => {
      contains(await says('all of them, all 3 are found safe'), /They stand in HT-\S+, too/);
      expect(await kinds()).toContain('ChildFound');
      expect(await waiting()).toEqual([]);
    });
  });
});

describe('the name of the next child, with an age or a birth date', () => {
  describe.each([
    'leyla hassan dob 02.09.14',
    'leyla hassan, 6',
    'zara khan dob 02.09.14',
    'leyla adams 6, not in care, lives w her aunt',
  ])('“%s”', (words) => {
    const { says, check, added, waiting } = afterAmira('next child', 'no', '1', 'no', 'same flat, no school', 'no');

    it('is of the check that asks for it, though a child of that family is with the MASH', async () => {
      contains(await says(words), 'Child saved ✓');
      expect((await check())?.facts.answers.values['child-name']).toContain(words.split(/,| dob| 6/)[0]);
      expect([...(await added()), ...(await waiting())].join()).not.toContain(words.split(' ')[0]);
    });
  });
});

describe('thanks, once the managers were rung', () => {
  const { says, added, rang, told, waiting, machine } = afterAmira(
    'she is in danger he has a knife',
    'next child',
    'yes',
  );

  it.each(['ok thank u', 'thanku so much x', 'thanks for all ur help', 'thanks for everything', 'ok ta'])(
    '“%s” rings nobody and is no news',
    async (words) => {
      await machine.pass(20 * minute);
      const from = told.length;
      await says(words);
      expect(rang(from)).toEqual([]);
      expect([...(await added()), ...(await waiting())]).not.toContain(words);
    },
  );

  it.each(['ok help', 'thank god ur there hes here'])('“%s” is news', async (words) => {
    await says(words);
    expect([...(await added()), ...(await waiting())]).toContain(words);
  });
});

describe('how to reach them, and whether it went', () => {
  const { says, kinds, caseCard, sent, machine, added } = afterAmira();

  it('“dont ring the desk … did all 3 go?” is “message only”, and asks who has it', async () => {
    const words = 'dont ring the desk they all hear. write. did all 3 go?';
    contains(await says(words), 'Who has it', 'Sent to the MASH');
    expect(await added()).toContain(words);
    expect(await kinds()).toContain('RingWishSaid');
    expect(await kinds()).not.toContain('LeavingTimeSaid');
    contains(text(caseCard(sent())), 'MESSAGE ONLY, says the referrer');
    lacks(text(caseCard(sent())), 'they may say that the child leaves');
  });

  it.each(['did all 3 go?', 'sara came in feb from albania i think', 'when does it go', 'did both of them go'])(
    '“%s” is no leaving',
    async (words) => {
      await machine.pass(20 * minute);
      await says(words);
      expect(await kinds()).not.toContain('LeavingTimeSaid');
    },
  );
});

describe('“next child”, with what is to be told of them', () => {
  const leyla = 'next child leyla hassan 6 yr 1 sister. falls asleep in class says she works at night dino drives her';
  describe.each([
    ['nothing else is open', []],
    ['the check of the next child is begun, and empty', ['next child', 'no', '2']],
  ])('where %s', (_, lines) => {
    const { says, check, added, waiting, services } = afterAmira(...lines);

    it('begins the check with these words as the worry, says so, and copies nothing of the first child', async () => {
      contains(
        await says(leyla),
        lines.length > 0 ? 'Is it the same as in' : /I began a check of the next child.*immediate danger/s,
      );
      expect((await check())?.facts.answers.values).toMatchObject({ worry: leyla });
      expect(JSON.stringify((await check())?.facts.answers)).not.toMatch(/amira|bruises/);
      expect([...(await added()), ...(await waiting())]).not.toContain(leyla);
      expect((await services.cases.of(jane, 10)).length).toBe(2);
    });
  });

  describe('more', () => {
    const { says, check, waiting, rang, told, services } = afterAmira();

    it('“next child” and danger begins the check, and rings', async () => {
      const from = told.length;
      const words = 'next child is sara 11 hes got her in the van now';
      contains(await says(words), 'The MASH has your words, too, as about this check');
      expect((await check())?.facts.answers.values).toMatchObject({ worry: words });
      expect(await waiting()).toEqual([]);
      contains(rang(from).join(), /URGENT: .*MAY LEAVE, OR HAVE LEFT/);
    });

    it('A second story begins another check', async () => {
      await says('next girl: leyla 6, asleep in class');
      expect((await services.cases.of(jane, 10)).filter(({ status }) => status === 'draft')).toHaveLength(2);
    });

    it.each(['next child protection meeting is friday', 'who is the next child meant to be'])(
      '“%s” begins none',
      async (words) => {
        await says(words);
        expect((await services.cases.of(jane, 10)).filter(({ status }) => status === 'draft')).toHaveLength(2);
      },
    );
  });
});

describe.each(['5', 'not linked', 'theyre not linked at all', '4 they dont know each other'])(
  '“%s”, asked how the next child is linked',
  (words) => {
    const { says, check, services } = afterAmira('next child', 'no');

    it('links nobody, and copies and offers nothing of the first child', async () => {
      lacks(await says(words), 'immediate danger', 'How is this child linked', 'the same as in HT-');
      const own = await services.cases.of(jane, 10);
      expect(own.flatMap(({ events }) => events.filter(({ type }) => type === 'CaseLinked'))).toEqual([]);
      expect((await check())?.facts.answers.values).not.toHaveProperty('consent');
    });
  },
);

describe('how the next child is linked', () => {
  describe.each(['sister, leyla', '1 family. its leyla i mean', 'same family. both', 'its her sister leyla'])(
    '“%s”',
    (words) => {
      const { says, check, waiting, added } = afterAmira('next child', 'no');

      it('is the choice, the rest is kept, and nothing else is asked', async () => {
        const answer = await says(words);
        contains(answer, 'the same as in HT-');
        lacks(answer, 'How is this child linked', 'Which child?');
        const now = await check();
        expect(now?.progress?.next?.as).toBe('family');
        expect(now?.facts.answers.values.worry).toBe(`Said beside the questions: “${words}”`);
        expect([...(await waiting()), ...(await added())]).not.toContain(words);
      });
    },
  );

  describe('words in which a brother only comes up', () => {
    const { says, check } = afterAmira('next child', 'no');
    it('are no choice', async () => {
      await says('her brother took her home', 'her brother left');
      expect((await check())?.progress?.next?.as).toBeUndefined();
    });
  });
});

describe('“police know”, of children who stand as missing', () => {
  const { says, added, services } = afterAmira('he is taking them now', 'next child', 'no', '1');
  const police = async () =>
    (await services.cases.of(jane, 10)).map(({ events }) =>
      events.flatMap((event) => (event.type === 'ChildMissing' ? event.police : [])).at(-1),
    );

  it('is told of each who was reported with the same words', async () => {
    await says('all three. child is missing');
    const words = 'police know i rang 999 and they have the plate KX17 and coming';
    const answer = await says(words);
    contains(answer, 'The child is missing');
    lacks(answer, 'Is the time right?', 'Which child?', 'Do the police know?\nYes');
    expect(await police()).toEqual(['yes', 'yes']);
    expect(await added()).toContain(words);
  });
});

describe('a leaving time that nobody has confirmed', () => {
  const { says } = afterAmira('he takes her at 5');

  it('stands in the question that is asked again', async () => {
    contains(await says('its a white transit'), 'Does the child leave at 17:00? Type “time: yes” or “time: no”.');
  });
});

describe('what is put right', () => {
  describe.each([
    ['the check of the next child is empty', ['next child', 'no', '1']],
    ['it asks whether they rang', ['next child', 'yes']],
    ['both stand as missing', ['next child', 'no', '1', 'all three. child is missing']],
  ])('while %s', (_, lines) => {
    const { says, added, waiting, check } = afterAmira(...lines);

    it('goes to the referral whose words have the name and what was wrong', async () => {
      const words = 'amira is 7 not 8 i looked her up. and im not jane porter its jane porteous sorry';
      lacks(await says(words), 'Which child?');
      expect(await added()).toContain(words);
      expect(await waiting()).not.toContain(words);
    });

    it('is not known of a name that nothing told has; words with her name alone go to her', async () => {
      await says('sofia is 7 not 8', 'amira is by the gate not the door');
      const all = [...(await waiting()), JSON.stringify((await check())?.facts.answers.values)].join();
      if (!lines.some((line) => /missing/.test(line))) contains(all, 'sofia is 7 not 8');
      expect(await added()).toContain('amira is by the gate not the door');
    });
  });
});

describe('a line that answers nothing, typed at each step of a next check', () => {
  const answers = ['yes', '2', '1', 'same worry', 'no', 'Zara Khan', '9', 'do the check', '1', '2', 'finish'];
  const things = 'bench chair table lamp piano kettle sofa mirror ladder bucket shelf'.split(' ');

  describe.each([
    ['said to be of this check', 'we have', ['this check']],
    ['of which nobody says the child', 'we have', []],
    ['that names the child of the check', 'zara khan 9,', []],
  ])('%s', (_, who, says) => {
    const lines = things.map((thing) => `${who} a purple ${thing} in the hall`);
    const world = afterAmira(
      'next child',
      ...answers.flatMap((answer, at) => [lines[at] ?? '', answer, ...(at === 1 ? [answer] : [])]), // of danger it asks again
      ...says,
      'send',
      'send',
    );

    it('stands on the card of the MASH once it is sent, or waits there without a child', async () => {
      const waiting = await world.waiting();
      const sent = (await world.services.cases.of(jane, 10)).find(({ id }) => id !== world.sent());
      expect(sent?.status).toBe('awaiting-decision');
      const onCard = [
        ...text(world.caseCard(sent?.id ?? '')).matchAll(/(?:we have|zara khan 9,) a purple \w+ in the hall/g),
      ].flat();
      expect([...new Set([...onCard, ...waiting])].sort()).toEqual(lines.toSorted());
    });
  });
});

describe('an answer with more words, after which a check that was to be sent goes', () => {
  const { says, waiting, added, check } = afterAmira(
    'another child',
    'girl called Leyla 11, her uncle comes in at night',
  );

  it('reaches the MASH with all its words', async () => {
    const words = 'yes shes going home to him at 4';
    await says('not linked', 'send it now please', words);
    expect(await check()).toBeUndefined(); // it went
    expect([...(await waiting()), ...(await added())]).toContain(words);
  });
});

describe('a boy told of, and then the baby of the same house', () => {
  const world = aProgram();
  const { types, machine, told, caseCard } = world;
  const sent = () => world.services.cases.of(jane, 1);

  beforeAll(async () => {
    await types('mo', 'on duty');
    for (const line of [
      'im at a house, little boy kian doyle is 6, theres a belt mark across his back and mum says darren did it',
      'yes hes still here',
      '14b Belle Vue Road E17, mum is Shelley Doyle. theres a baby too, girl, Maisie 8 months',
      'i cant ring them hes listening i want to write it down and send it',
    ])
      await types('jane', line);
    await machine.pass(minute);
  });

  it('The referral is of the boy, with his age', async () => {
    const [record] = await sent();
    expect(record?.status).toBe('awaiting-decision');
    expect(record?.facts.answers.values).toMatchObject({ 'child-name': 'kian doyle', 'child-age': '6' });
    contains(text(caseCard(record?.id ?? '')), 'kian doyle, 6');
  });

  it.each([
    'no the boy is kian hes 6 maisie is the baby',
    'wrong name its kian maisie is his sister',
    'you got them mixed up kian is the 6 yr old',
    'sorry i got the names wrong, maisie is his sister',
  ])('“%s” puts the name right, and is no danger', async (words) => {
    await machine.pass(20 * minute);
    const from = told.length;
    await types('jane', words);
    await machine.pass(5000);
    const news = told.slice(from).flatMap(({ message }) => ('card' in message ? [summaryOf(message.card)] : []));
    contains(news.join('\n'), 'PUT RIGHT');
    lacks(news.join('\n'), 'DANGER, written', 'DANGER, PUT');
  });
});
