import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import type { CaseId } from '../../src/base/reference.ts';
import { clock } from '../../src/cards/london.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { submitted } from '../../src/case/standing.ts';
import { unsaidIn, waitingIn } from '../../src/store/people.ts';
import { profiles, type Who } from '../fakes/people.ts';
import { aProgram, minute, sendsReferral, summaryOf, text, whatJaneTypes } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// Two referrals whose children are named only in the worry, and often a check of two brothers: words go to the right child

const jane = StaffId.parse(profiles.jane.objectId);
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
  const { told, services } = world;
  const references: string[] = [];
  let from = 0;
  beforeAll(async () => {
    await world.says('on duty', 'mo', 0);
    for (const child of [kian, tuyet]) {
      references.push(await sendsReferral(world, 'jane', { child }));
      await world.passes(minute);
    }
    const ofBrothers = 'two brothers at 9 tanner court, ali and hassan about 10';
    for (const line of brothers ? ['another child', 'another child', '3', ofBrothers] : [])
      await world.says(line, 'jane', 0);
    await world.passes(20 * minute);
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
    says: whatJaneTypes(world),
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
  const { says, rang, kian, tuyet, reference, machine, types, receiptOf, services } = world;

  it('“shes gone” rings without a child, though it fits only the girl: nobody guesses, and a number says it', async () => {
    await says('kian was sick today');
    const answer = await says('shes gone');
    expect([await kian(), await tuyet()]).toEqual([['kian was sick today'], []]);
    contains(rang(), 'child not yet said');
    lacks(rang(), 'tuyet');
    contains(answer, `2. ${reference(1)}`);
    lacks(text(await types('mo', `words ${reference(1)}`)), 'Perhaps');
    contains(await says('2'), reference(1), 'Is the child missing?');
    expect(await tuyet()).toContain('shes gone');
  });

  it('“about tuyet” takes along only what came since the last words with a child and fits her, and says how many', async () => {
    await says('the little baby was crying', 'there was a smell of bleach');
    await says('kian has a red hat');
    await says('the door has a new lock', 'hes a boy of 4 is he, kian i mean', 'it smells of glue');
    await machine.pass(2 * minute);
    const answer = await says('about tuyet');
    contains(answer, /messages? went to/);
    contains(text(receiptOf(reference(1))), 'What you told us at');
    lacks(text(receiptOf(reference(1))), `What you told us at ${clock(services.now())}`); // it was typed two minutes before
    expect(await tuyet()).toEqual(expect.arrayContaining(['it smells of glue']));
    expect(await tuyet()).not.toContain('there was a smell of bleach');
    await says(`about ${reference(0)} and ${reference(1)}`);
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
    contains(rang(), reference(0));
    const [at] = rang().match(/\d\d:\d\d(?=\. NEW INFORMATION, not read yet)/) ?? [];
    await machine.pass(2 * minute);
    await says('kian likes trains');
    await machine.pass(5 * minute);
    contains(rang('ana'), `WHAT THE CHILD SAID, OR AN INJURY, written ${at}`); // all managers, as nobody has read it
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
    contains(rang(), 'words for the MASH');
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

  it('“shes gone” fits the girl only, and is asked of all the same', async () => {
    contains(await says('shes gone'), 'Which child?');
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

const owen = {
  'Child’s name': '',
  'What worries you':
    'was at 6 hill lane, boy owen hes 9, his uncle grant hit him 3 times with a belt, there is a burn on his wrist',
};
const selin = {
  'Child’s name': '',
  'What worries you': 'selin, 15, girl from the hostel on york street, a man called besim keeps her passport',
};

describe('two sent, and the check of a baby next door', () => {
  const world = aProgram();
  const { types, machine, said, told: all, services } = world;
  const references: string[] = [];
  let from = 0;
  beforeAll(async () => {
    await types('mo', 'on duty');
    for (const child of [owen, selin]) {
      references.push(await sendsReferral(world, 'jane', { child }));
      await machine.pass(minute);
    }
    await machine.pass(20 * minute);
  });
  beforeEach(() => {
    from = all.length;
  });
  const informationOf = async (at: number) => {
    const { texts } = (await services.cases.load(references[at] as CaseId))?.facts ?? { texts: {} };
    return Object.entries(texts).flatMap(([name, words]) => (name.startsWith('information') ? [words] : []));
  };
  const ofOwen = () => informationOf(0);
  const ofSelin = () => informationOf(1);
  const person = () => services.people.load(jane);
  const waiting = async () => unsaidIn(await person()).map(({ words }) => words);
  const ofCheck = async () => waitingIn(await person()).flatMap(({ words, filed }) => (filed ? [words] : []));
  const answers = async () =>
    (await services.cases.of(jane)).find(({ status }) => status === 'draft')?.facts.answers.values ?? {};
  const says = whatJaneTypes(world);
  const rang = () =>
    all
      .slice(from)
      .flatMap(({ to, message }) => (to === 'a:mo' && 'card' in message && message.alert ? [message.card] : []));

  it('“next door has a toddler” is a child whom nobody knows: it rings as it would, not yet said, and a check is offered', async () => {
    const words = 'also next door they have a toddler and i can hear it screaming';
    contains(await says(words), 'Which child?');
    expect([await waiting(), await ofOwen(), await ofSelin()]).toEqual([[words], [], []]);
    contains(rang().map(summaryOf).join(), 'child not yet said');
    lacks(rang().map(summaryOf).join(), ...references);
  });

  it('The board says first that words wait, and not that nothing is urgent', async () => {
    for (const list of ['board', 'due']) {
      const shown = text(await types('mo', list));
      contains(shown, /URGENT: 1 message without a child since \d\d:\d\d/);
      lacks(shown, '0 URGENT');
    }
  });

  it('At the danger question of the check, “no hes gone out” is no answer and of neither child: which one?', async () => {
    contains(await says('another child', 'no hes gone out'), 'Which child?');
    expect(await answers()).not.toHaveProperty('danger');
    expect(await waiting()).toContain('no hes gone out');
    lacks(rang().map(summaryOf).join(), ...references);
    await says('about owen');
  });

  it('What is of the baby belongs to the check, and rings as it would', async () => {
    await says('3', 'a baby called alfie about 1, at 22 tanner close, left alone every night', 'no');
    await machine.pass(2 * minute);
    const words = ['the babys mum is home now', 'i can hear it crying and crying'];
    contains(await says(...words), 'as about this check');
    expect(await ofCheck()).toEqual(expect.arrayContaining(words));
    lacks([...(await waiting()), ...(await ofOwen()), ...(await ofSelin())].join(), ...words);
  });

  it.each(['grant says he only did it 2 times not 3', 'sorry the burn was an old one', 'owen says hes 10 not 9'])(
    '“%s” puts right what only one child’s story tells, and asks nothing',
    async (words) => {
      lacks(await says(words), 'Which child?');
      expect(await ofOwen()).toContain(words);
    },
  );

  it('A new number stands with each sent child, and in the check', async () => {
    await says('my number is wrong its 07700 900777');
    for (const each of [await ofOwen(), await ofSelin()]) expect(each).toContain('my number is wrong its 07700 900777');
    expect(await answers()).toMatchObject({ phone: '07700 900777' });
  });

  it('Thanks stand nowhere', async () => {
    const before = await waiting();
    await says('ok thank you so much');
    expect(await waiting()).toEqual(before);
    expect((await answers()).worry).not.toContain('thank');
  });

  it('Who asks whether somebody reads is told both: the check is not sent, and what the MASH has of it', async () => {
    contains(await says('is anybody reading this'), 'not sent', 'The MASH has');
    lacks(said.map(({ message }) => ('text' in message ? message.text : '')).join(), 'nobody has seen your answers');
  });

  it('The check that is sent later carries only what is about its child', async () => {
    await says('she is so quiet today', 'selin has no coat', 'about selin');
    await says('the fridge is empty'); // nobody says the child
    for (let tries = 0; tries < 14 && (await answers()).worry !== undefined; tries += 1)
      await says((await answers()).consent ? 'send' : tries % 2 ? 'not asked' : 'send', 'not sure', 'he may be there');
    const sent = (await services.cases.of(jane)).find(
      ({ id, status }) => status !== 'draft' && !references.includes(id),
    );
    contains(sent?.facts.answers.values.worry ?? '', 'a baby called alfie', 'the babys mum is home now');
    lacks(sent?.facts.answers.values.worry ?? '', 'quiet', 'coat', 'fridge', 'thank', 'gone out');
    expect(await waiting()).toContain('the fridge is empty');
  });
});

const ben = {
  'Child’s name': '',
  'What worries you':
    'was at the flat above the bakers, 27c mill row. boy of 9 called Ben Ashdown there, his mums partner Gavin burned his hand',
};
const ilona = {
  'Child’s name': '',
  'What worries you':
    'saw a girl at the library today, 16, Ilona, shes the nanny for the Prestons at 4 Cedar Walk, no pay, they keep her papers',
};

describe('a tired person, with a boy and a girl sent and the check of a toddler open', () => {
  const world = aProgram();
  const { types, machine, services } = world;
  const references: string[] = [];
  beforeAll(async () => {
    await types('mo', 'on duty');
    for (const child of [ben, ilona]) {
      references.push(await sendsReferral(world, 'jane', { child }));
      await machine.pass(minute);
    }
    await machine.pass(20 * minute);
  });
  const says = whatJaneTypes(world);
  const of = async (at: number) =>
    Object.values((await services.cases.load(references[at] as CaseId))?.facts.texts ?? {});
  const ofBen = () => of(0);
  const ofIlona = () => of(1);
  const waiting = async () => unsaidIn(await services.people.load(jane)).map(({ words }) => words);
  const answers = async () =>
    (await services.cases.of(jane)).find(({ status }) => status === 'draft')?.facts.answers.values ?? {};

  it('A story that names a neighbour’s child begins the check that “another child” asks for, and waits no more', async () => {
    const story = 'theres another kid in the flat below ben, a toddler, crying all day and nobody comes';
    contains(await says(story), 'Which child?');
    contains(await says('another child'), 'with your words as the worry');
    expect([await waiting(), (await answers()).worry]).toEqual([[], story]);
    lacks((await ofBen()).join(), 'toddler');
  });

  it('A fact of a sent child is no answer about danger of this one', async () => {
    await says('no i made a mistake, prestons have 3');
    expect(await ofIlona()).toContain('no i made a mistake, prestons have 3');
    await says('no ben is ok hes with his gran');
    expect(await ofBen()).toContain('no ben is ok hes with his gran');
    expect(await answers()).not.toHaveProperty('danger');
  });

  it('A number put right goes where that number was told', async () => {
    await says('sorry its 27d not 27c');
    expect(await ofBen()).toContain('sorry its 27d not 27c');
  });

  it.each([
    ['shes gone. a neighbour saw her get in a taxi', 'not her the nanny', 1],
    ['he has no shoes on', 'i mean the boy', 0],
    ['the arm is in a sling now', 'that was about ben not this one', 0],
    ['it has a smashed window', 'no the nanny', 1],
  ] as const)('“%s” goes where “%s” says', async (words, whose, at) => {
    await machine.pass(10 * minute);
    await says(words);
    expect(await waiting()).toContain(words);
    await says(whose);
    expect(await of(at)).toContain(words);
    expect(await of(1 - at)).not.toContain(words);
    expect(await waiting()).not.toContain(words);
    lacks((await answers()).worry ?? '', words);
  });

  it('“about ilona” leaves what names or puts right another', async () => {
    await machine.pass(10 * minute);
    await says('there were 2 bags not 27', 'she had a pink case', 'yes he hit ben again', 'about ilona');
    expect(await ofIlona()).toContain('she had a pink case');
    lacks((await ofIlona()).join(), 'hit ben');
    await says('about ben');
    expect(await ofBen()).toContain('yes he hit ben again');
  });

  it('“27e is ben not ilona” takes that line along, and none that has not that number', async () => {
    await says('about ilona its number 27e', 'about ilona she has a cough', '27e is ben not ilona');
    expect(await ofBen()).toEqual(expect.arrayContaining(['its number 27e', '27e is ben not ilona']));
    lacks((await ofBen()).join(), 'cough');
  });

  it('The answer about consent is one, with its reason', async () => {
    contains(await says('check: no', 'not linked', 'skip', 'finish', 'send'), 'asked for consent');
    await says('no i didnt ask them theyd hide the kid');
    expect([(await answers()).consent, await waiting()]).toEqual(['not-asked', []]);
    contains((await answers())['consent-why'], 'theyd hide the kid');
  });

  it('“send the boy one” says what is not sent; “ok send the toddler one” sends it, or says what comes first', async () => {
    contains(await says('send the boy one'), 'Nothing was sent now');
    contains(await says('ok send the toddler one'), /Not sent yet|sent \d\d:\d\d/);
  });
});

describe('words that went to the wrong child', () => {
  const world = aProgram();
  const { types, machine, services, caseCard, told } = world;
  let sent = '';
  const says = whatJaneTypes(world);
  const check = async () => (await services.cases.of(jane)).find(({ status }) => status === 'draft');
  beforeAll(async () => {
    await types('mo', 'on duty');
    sent = await sendsReferral(world, 'jane', { child: ben });
    await machine.pass(minute);
  });

  it('stay there with a mark at once, folded, when “no this isnt ben” begins the check of another; and ringing goes on', async () => {
    await says('she came in with red paint on her coat', 'he has a knife, she told me');
    await machine.pass(minute);
    await says('no this isnt ben. its another girl nothing to do with the bakers');
    expect((await check())?.facts.answers.values.worry).toBe(
      'he has a knife, she told me\nno this isnt ben. its another girl nothing to do with the bakers',
    );
    contains(text(caseCard(sent)), 'ABOUT ANOTHER CHILD, says Jane Okafor', 'a knife'); // danger is never folded
    contains(text(caseCard(sent)), 'red paint');
    const from = told.length;
    await machine.pass(16 * minute);
    contains(
      told
        .slice(from)
        .flatMap(({ message }) => ('card' in message && message.alert ? [summaryOf(message.card)] : []))
        .join(),
      sent,
    );
  });

  it('are folded where they hold no danger', async () => {
    await says('about ben he wears glasses', 'another child');
    lacks(text(caseCard(sent)), 'he wears glasses');
    contains(text(caseCard(sent)), 'The words stand in the thread');
  });
});

describe('two brothers: one is sent, the check of the other is open', () => {
  const world = aProgram();
  const { types, machine, services, told } = world;
  let sent = '';
  const says = whatJaneTypes(world);
  const waiting = async () => unsaidIn(await services.people.load(jane)).map(({ words }) => words);
  const ofTarik = async () => Object.values((await services.cases.load(sent as CaseId))?.facts.texts ?? {});
  const kinds = async () => (await services.cases.load(sent as CaseId))?.events.map(({ type }) => type) ?? [];
  beforeAll(async () => {
    await types('mo', 'on duty');
    const story = 'boy of 15 called Tarik Aziz with acid burns, his uncle wont let him speak';
    sent = await sendsReferral(world, 'jane', { child: { 'Child’s name': '', 'What worries you': story } });
    await machine.pass(minute);
    await says('next child samir, 11, his brother, asleep in the car', 'check: no', 'family', 'not the same');
    await machine.pass(10 * minute);
  });

  it('“driven off with the little one, left tarik here” is not of tarik alone: it rings, child not yet said', async () => {
    const words = 'hes gone. hes driven off with the little one, left tarik here';
    const from = told.length;
    contains(await says(words), 'Which child?');
    expect(await waiting()).toContain(words);
    expect(await ofTarik()).not.toContain(words);
    contains(
      told
        .slice(from)
        .flatMap(({ message }) => ('card' in message && message.alert ? [summaryOf(message.card)] : []))
        .join(),
      'child not yet said',
    );
  });

  it('“both boys i keep telling you” says it of both', async () => {
    contains(await says('both boys i keep telling you'), sent);
    expect(await ofTarik()).toContain('hes gone. hes driven off with the little one, left tarik here');
    expect(await waiting()).toEqual([]);
  });

  it('“left: yes samir” never says that tarik has left; “left: no. tarik hasnt gone” says that he has not', async () => {
    await says('left: yes samir');
    expect(await kinds()).not.toContain('LeavingTimeChecked');
    await says('left: no. tarik hasnt gone anywhere');
    expect(await kinds()).toContain('LeavingTimeChecked');
    expect(await ofTarik()).toContain('left: no. tarik hasnt gone anywhere');
  });

  it('The list of messages says what kind of thing is in each, and no fact', async () => {
    await says('plate is KX14 ODN', 'the little one is off at 10.15');
    const asked = JSON.stringify(await types('jane', `about ${sent} 9`));
    contains(asked, 'number plate', 'time');
    lacks(asked, 'KX14', '10.15');
  });
});

describe('two girls are sent, and the check of a boy is open', () => {
  const world = aProgram();
  const { types, machine, services } = world;
  const references: string[] = [];
  const says = whatJaneTypes(world);
  const waiting = async () => unsaidIn(await services.people.load(jane)).map(({ words }) => words);
  const of = async (at: number) =>
    Object.values((await services.cases.load(references[at] as CaseId))?.facts.texts ?? {});
  beforeAll(async () => {
    await types('mo', 'on duty');
    for (const story of [
      'girl called Maisie Drew 14 gets in a van outside the youth club, marks on her arm',
      'theres a girl at the club as well, Tegan, 15, lives with her nan, an older man Kyle gives her vapes',
    ]) {
      references.push(await sendsReferral(world, 'jane', { child: { 'Child’s name': '', 'What worries you': story } }));
      await machine.pass(minute);
    }
    await says('also a little lad down the road maybe 7, always on his own at midnight', 'another child', 'not linked');
    await machine.pass(10 * minute);
  });

  it.each([
    ['shes just sent me a text from a lorry', 'no the one with the nan', 1],
    ['there is a smell of petrol', 'no tegan', 1],
    ['the lock is broken', 'maisie i mean', 0],
  ] as const)('“%s” goes where “%s” says', async (words, whose, at) => {
    await machine.pass(10 * minute);
    await says(words, whose);
    expect(await of(at)).toContain(words);
    expect((await of(1 - at)).concat(await waiting())).not.toContain(words);
  });

  it('“the little lad” takes his words into the check, and none of “the other one”', async () => {
    await machine.pass(10 * minute);
    await says('the other one is limping', 'he was there again with no coat', 'the little lad');
    expect(await waiting()).toEqual(['the other one is limping']);
  });

  it('“no not him the girl” may be of either girl: it is filed with none', async () => {
    await says('no not him the girl');
    lacks([...(await of(0)), ...(await of(1))].join(), 'not him');
  });
});

describe('a repair moves only what it names: a boy and a girl are sent, and the check of a baby is open', () => {
  const world = aProgram();
  const { types, machine, services } = world;
  const references: string[] = [];
  const says = whatJaneTypes(world);
  const waiting = async () => unsaidIn(await services.people.load(jane)).map(({ words }) => words);
  const ofCheck = async () =>
    waitingIn(await services.people.load(jane)).flatMap(({ words, filed }) => (filed ? [words] : []));
  const of = async (at: number) =>
    Object.values((await services.cases.load(references[at] as CaseId))?.facts.texts ?? {});
  beforeAll(async () => {
    await types('mo', 'on duty');
    for (const story of [
      'at flat 6 marlow court, boy of 9 Kieran Doyle, mum Tina. her boyfriend Shane was there, belt marks on his back',
      'different family. girl 14 called Ayesha, 22 Bramble Way, with her aunt since march, up at 5 cleaning, the aunt keeps her passport',
    ]) {
      references.push(await sendsReferral(world, 'jane', { child: { 'Child’s name': '', 'What worries you': story } }));
      await machine.pass(minute);
    }
    await says('also next door to him theres a baby, flat 2, about 1, mum Gemma', 'another child', 'no', 'not linked');
    await machine.pass(10 * minute);
  });

  it('“the number is for all of them” moves the number to each, and nothing else, and says how many went where', async () => {
    const others = ['there was a crash upstairs', 'ref is 4471'];
    const number = 'my mate has a phone, its 07700 900415';
    await says('there was a crash upstairs', number, 'ref is 4471');
    expect(await waiting()).toEqual(['there was a crash upstairs', number, 'ref is 4471']);
    const answer = await says('the number is for all of them');
    contains(answer, /2 messages went to this check and HT-\S+ and HT-\S+, 2 wait\./);
    for (const each of [await of(0), await of(1), await ofCheck()]) {
      expect(each).toEqual(expect.arrayContaining([number, 'the number is for all of them']));
      lacks(each.join(), 'crash', '4471');
    }
    expect(await waiting()).toEqual(others);
  });

  it.each([
    ['the crash is kieran', 'there was a crash upstairs', 0],
    ['no the ref one is ayesha', 'ref is 4471', 1],
  ] as const)('“%s” takes “%s” along, and not the other', async (saysIt, words, at) => {
    await says(saysIt);
    expect(await of(at)).toEqual(expect.arrayContaining([words, saysIt]));
    expect([...(await of(1 - at)), ...(await waiting())]).not.toContain(words);
  });

  it('“both” is of what was asked last, and not of what names one child', async () => {
    await machine.pass(20 * minute);
    await says('the lights are off', 'that aunt of ayeshas told kieran');
    await says('all of them');
    for (const each of [await of(0), await of(1)]) expect(each).toContain('the lights are off');
    expect(await waiting()).toEqual([]);
  });

  it('“the gone one is not kieran” takes back the line that says gone, and not the last; of no such line it asks which, and marks none', async () => {
    await says('kieran: shes gone', 'kieran has a black eye now');
    await says('the gone one is not kieran');
    const card = text(world.caseCard(references[0] ?? ''));
    contains(card, /ABOUT ANOTHER CHILD, says Jane Okafor[^\n]*\n[^\n]*shes gone/);
    lacks(card, /ABOUT ANOTHER CHILD[^\n]*\n[^\n]*black eye/);
    const before = (await services.cases.load(references[0] as CaseId))?.events.filter(
      ({ type }) => type === 'SaidOfAnother',
    );
    contains(await says('the piano one is not kieran'), 'Which words are not Kieran’s?');
    const after = (await services.cases.load(references[0] as CaseId))?.events.filter(
      ({ type }) => type === 'SaidOfAnother',
    );
    expect(after).toEqual(before);
  });

  it.each(['ayesha i mean', 'that was ayesha', 'all of that is ayesha', 'its ayesha thats gone'])(
    '“%s” answers which child for the words that wait',
    async (whose) => {
      await machine.pass(20 * minute);
      const words = `theyve gone by the ${whose.length} bus`;
      await says(words);
      expect(await waiting()).toContain(words);
      await says(whose);
      expect(await of(1)).toContain(words);
      expect(await waiting()).not.toContain(words);
    },
  );

  it.each(['thanks for helping', 'ur brilliant thanks', 'good work team', 'ok', 'are they coming'])(
    '“%s” is no child’s name, offered or taken',
    async (words) => {
      const answer = await says(words, 'send', 'send');
      const [check] = (await services.cases.of(jane)).filter((each) => !references.includes(each.id));
      expect(check?.facts.answers.values['child-name'] ?? '').toBe('');
      lacks(answer, `You wrote: ${words}`);
    },
  );

  it.each([
    'oh and theres a third one, baby girl downstairs from kieran at flat 4, about 1, mums called Leanne, shes thin',
    'and a fourth one, little girl below kieran, 3, always wet',
    'ive another one im worried about too. Marcus Osei 15 hes got 2 phones and new trainers',
    'new referral please aisha 13 says her uncle is taking her abroad to marry next year',
    'can i do one for another pupil. ruby lane 10 told me her grandad touches her',
  ])('“%s” is another child’s story: it is asked, and filed with none', async (words) => {
    await machine.pass(20 * minute);
    contains(await says(words), 'Which child?');
    expect(await waiting()).toContain(words);
    lacks([...(await of(0)), ...(await of(1))].join('\n'), words);
  });

  it('Earlier words that are filed later put nothing right that was written after them', async () => {
    await machine.pass(20 * minute);
    await says('they say its 3 not 4', 'ayesha: sorry i mean 5 to 4 they leave', 'about ayesha last');
    expect(await of(1)).toContain('they say its 3 not 4');
    lacks(text(world.caseCard(references[1] ?? '')), /5 to 4 they leave[^\n]{0,9} PUT RIGHT \d/);
  });
});

describe('the card of words that waited', () => {
  const { machine, says, told, reference } = withBoth();

  it('says where they stand now, and no case to which others went at once', async () => {
    await says('theyve gone past the bus stop');
    await machine.pass(minute);
    const from = told.length;
    await says('kian has a cough', 'about tuyet 1');
    await machine.pass(2 * minute);
    const cards = told.slice(from).flatMap(({ message }) => ('card' in message ? [text(message.card)] : []));
    contains(cards.join('\n'), `These words stand in ${reference(1)}.`);
    lacks(cards.join('\n'), /These words stand in HT-\S+ and/);
  });
});

describe('words that name two of three children', () => {
  const world = aProgram();
  const { types, machine, told, services } = world;
  const says = whatJaneTypes(world);
  const references: string[] = [];
  beforeAll(async () => {
    await types('mo', 'on duty');
    for (const name of ['Keira Malone', 'Tyler Malone', 'Destiny Bello']) {
      references.push(await sendsReferral(world, 'jane', { child: { 'Child’s name': name } }));
      await machine.pass(minute);
    }
  });
  const added = async (at: number) => {
    const { texts } = (await services.cases.load(references[at] as CaseId))?.facts ?? { texts: {} };
    return Object.entries(texts).flatMap(([name, words]) => (name.startsWith('information') ? [words] : []));
  };
  const waiting = async () => unsaidIn(await services.people.load(jane)).map(({ words }) => words);
  const ofTwo = async (words: string) => {
    expect(await added(0)).toContain(words);
    expect(await added(1)).toContain(words);
    expect((await added(2)).filter((each) => each === words)).toEqual([]);
    expect(await waiting()).not.toContain(words);
  };

  it.each([
    'ms hall has got keira and tyler in her room',
    'keira and tyler both had no lunch today',
    'tyler & keira are wearing the same clothes as monday',
  ])('“%s” is asked about, “both” are those two, and it rings nobody', async (words) => {
    await machine.pass(20 * minute);
    const from = told.length;
    contains(await says(words), 'Which child?');
    await says('both');
    await ofTwo(words);
    lacks(
      told
        .slice(from)
        .flatMap(({ message }) => ('card' in message ? summaryOf(message.card) : []))
        .join(),
      'DANGER',
    );
  });

  it.each([
    'about keira and tyler',
    'keira and tyler',
    'i said keira and tyler',
    'its tyler and keira malone',
    'i said keira and tyler. theyre safe with ms hall shes the head',
    'i mean tyler and keira, sorry',
  ])('“%s” takes what was asked about, and all of it, to those two', async (answer) => {
    await machine.pass(20 * minute);
    const [first, second] = [
      `their coats are at the ${answer.length} desk`,
      `do i have to let them go with him? ${answer.length}`,
    ];
    const from = told.length;
    await says(first, second, answer);
    await ofTwo(first);
    await ofTwo(second);
    lacks(
      told
        .slice(from)
        .flatMap(({ message }) => ('card' in message ? text(message.card) : []))
        .join(),
      /MAY LEAVE|May have left/,
    );
  });

  it.each([
    'no nobodys left and thats not about destiny its keira and tyler',
    'thats not destiny, its tyler and keira',
    'oh that wasnt for destiny i meant keira and tyler',
    'not destiny its about keira and tyler',
  ])('“%s” takes the last line from Destiny to those two, and makes no alarm', async (repair) => {
    await machine.pass(20 * minute);
    const line = `they have no lunch ${repair.length}`;
    await says(line, 'about destiny', repair);
    expect(await added(0)).toContain(line);
    expect(await added(1)).toContain(line);
    expect(await waiting()).toEqual([]);
    expect((await added(2)).includes(repair)).toBe(false);
    expect(await added(1)).toContain(repair);
    lacks(text(world.caseCard(references[2] ?? '')), /MAY LEAVE|May have left/i);
  });
});

describe('a story that waits for its child', () => {
  const { machine, says, services, kian, tuyet, reference } = withBoth();
  const story =
    'theres a third one now im so sorry. baby about 6 months at 22 Fenwick close mum Leyla looks drunk, theres no heating';

  it.each([
    'another child. amira',
    'another child, amira',
    'its a new one amira',
    'none of those a new one',
    'no its a different child, not kian',
    'none of them. a third child called amira',
    'neither, its someone else',
    'sorry new baby, amira haddad',
    'no thats a different baby, another child, new referral please',
    'NO thats not kian its a new one. start a check for amira',
  ])('“%s” begins the check with that story as its worry', async (answer) => {
    await machine.pass(20 * minute);
    const told = `${story} ${answer.length}`;
    await says(told);
    contains(await says(answer), 'with your words as the worry');
    const { openDraft } = await services.people.load(jane);
    const check = (await services.cases.of(jane)).find(({ id }) => id === openDraft);
    const worry = check?.facts.answers.values.worry ?? '';
    contains(worry, told);
    if (answer.includes('amira')) contains(worry, 'amira');
    expect(unsaidIn(await services.people.load(jane))).toEqual([]);
    lacks([...(await kian()), ...(await tuyet())].join('\n'), told);
    expect([reference(0), reference(1)]).not.toContain(openDraft);
  });
});

describe('two lines one after another, while the check of a baby is open', () => {
  const { types, machine, says, services, told, reference, kian, caseCard } = withBoth();
  beforeAll(async () => {
    await says('theres a baby next door too, about 6 months, mum asleep drunk, no heating', 'another child');
  });
  const check = async () => {
    const { openDraft } = await services.people.load(jane);
    return (await services.cases.of(jane)).find(({ id }) => id === openDraft);
  };

  it('An answer to a question of the check stays there, asks nothing and is filed with no sent child', async () => {
    await machine.pass(20 * minute);
    const words = 'i dont know if its in danger mums asleep on the sofa drunk baby is crying';
    lacks(await says(words), 'Which child?');
    contains((await check())?.facts.answers.values.worry ?? '', words);
    lacks((await kian()).join('\n'), words);
  });

  it.each([
    ['theyve gone, just drove off', 'in the corsa with kian'],
    ['he just got put in a car', 'that was kian in the astra'],
    ['hes been taken out the back', 'yes kian by darren'],
    ['they just left', 'to the station with kian'],
  ])(
    '“%s”, “%s”: the second goes to Kian, the first when that is said, and no leaving to the check',
    async (first, second) => {
      await machine.pass(20 * minute);
      await says(first, second);
      expect((await kian()).at(-1)).toBe(second);
      await says('kian');
      expect((await kian()).slice(-2)).toEqual([second, first]);
      const { values = {} } = (await check())?.facts.answers ?? {};
      lacks(JSON.stringify(values), first);
    },
  );

  it('The check is sent without a leaving', async () => {
    const from = told.length;
    await says('send the baby one', 'send');
    await machine.pass(minute);
    const sent = (await services.cases.of(jane)).find(({ id }) => ![reference(0), reference(1)].includes(id));
    expect(sent?.facts.answers.values['leaves-sight'] ?? '').toBe('');
    contains(sent?.facts.answers.values.worry ?? '', 'about 6 months');
    expect(told.length).toBeGreaterThan(from);
    lacks(text(caseCard(sent?.id ?? '')), 'Next leaves sight: MAY HAVE LEFT');
    await types('jane', 'ok');
  });
});

describe('a sent child, named while the check of a baby is open', () => {
  const { machine, says, services, kian, reference } = withBoth();
  it.each([
    ['we cant find her', 'ive rung 999 about kian, police are looking for the car'],
    ['its cold in there', 'oh fuck kians gone hes got in with a bloke'],
    ['no milk in', 'police have got kian hes ok hes in the police car with a wpc'],
  ])(
    'after “%s”, “%s” goes to the child whom it names, and makes no missing child of the check',
    async (before, words) => {
      await machine.pass(20 * minute);
      await says('theres a baby next door too, about 6 months, mum asleep drunk, no heating', 'another child', before);
      lacks(await says(words), 'Which child?');
      expect(await kian()).toContain(words);
      const others = (await services.cases.of(jane)).filter(({ id }) => ![reference(0), reference(1)].includes(id));
      expect(others.flatMap(({ events }) => events.filter(({ type }) => type === 'ChildMissing'))).toEqual([]);
      await says('delete', 'delete it');
    },
  );
});

describe('how the next child is linked', () => {
  const { machine, says, services, kian, tuyet } = withBoth();
  it.each([
    ['no shes not got family linked to them its separate', undefined],
    ['same family, kians brother', 'family'],
    ['hes tuyets friend, same man', 'adult'],
    ['not linked to kian at all', undefined],
    ['kian and him are brother and sister', 'family'],
  ])('“%s” is the check’s answer, and filed with no sent child', async (words, link) => {
    await machine.pass(20 * minute);
    await says(`next child, a boy in class ${words.length} who sleeps at his desk`, 'check: no');
    lacks(await says(words), 'Which child?', 'Sent to the MASH');
    const { openDraft } = await services.people.load(jane);
    const check = (await services.cases.of(jane)).find(({ id }) => id === openDraft);
    expect(check?.progress?.next?.as).toBe(link);
    expect(check?.progress?.at).not.toBe('linked');
    lacks([...(await kian()), ...(await tuyet())].join('\n'), words);
  });
});

describe.each([[[kian]], [[kian, tuyet]]])('another child’s own story, after %j', (sent) => {
  const world = aProgram();
  const { types, machine, told, services } = world;
  const says = whatJaneTypes(world);
  beforeAll(async () => {
    await types('mo', 'on duty');
    for (const child of sent) {
      await sendsReferral(world, 'jane', { child });
      await machine.pass(minute);
    }
  });

  it.each([
    'ive got another one. at the family centre earlier, girl called Amara Bright 11, says her uncle femi comes in her room at night',
    'im at tesco car park now and theres a boy here, Tyrell Osei about 9, his lip is split',
    'different kid now, Bilal Sheikh 12, sleeping in the park since friday',
    'theres a lad at the food bank called Rio Banks, 10, no shoes on him',
    'can i tell you about a girl, Poppy Lane 13, scared of her stepdad',
    'i need to do another one, different kid not kian. sadia yusuf, shes 15, a man called Ty got her an iphone and she owes him',
    'sorry ive a third one as well, another child, another family. thuy le shes 16, works in a salon all night for nothing',
  ])('“%s” is perhaps of another child: “yes” begins the check with it and what came after', async (words) => {
    await machine.pass(20 * minute);
    const from = told.length;
    const answer = await says(words);
    contains(answer, 'Another child?', '“yes” begins a check with your words');
    lacks(answer, 'I cannot tell which child');
    const news = told.slice(from).flatMap(({ message }) => ('card' in message ? [text(message.card)] : []));
    contains(news.join('\n'), 'Perhaps another child');
    await says('mum is called Grace');
    contains(await says('yes'), 'I began a check of the next child, with your words');
    const { openDraft } = await services.people.load(jane);
    const check = await services.cases.load(openDraft as CaseId);
    expect(check?.facts.answers.values.worry).toBe(`${words}\nmum is called Grace`);
    await says('delete', 'delete it');
    expect((await services.people.load(jane)).openDraft).toBeUndefined();
  });
});

describe('a repair of who somebody is, after a boy and a girl were sent', () => {
  const world = withBoth();
  const { says, kian, tuyet, reference, machine, services } = world;
  const moved = async () => {
    const all = await Promise.all([0, 1].map((at) => services.cases.load(reference(at) as CaseId)));
    return all.flatMap((record) => record?.events.filter(({ type }) => type === 'SaidOfAnother') ?? []);
  };

  it.each([
    ['tuyet has a bag with her', 'its not lam its her stepdad dai sorry i got it wrong', 1],
    ['kian had no lunch', 'not his dad his uncle', 0],
    ['tuyet was at the shop', 'not darren its uncle dean', 0],
    ['kian has a cough', 'its not mr lam its the landlord', 1],
    ['tuyet has no coat', 'sorry not her aunt, her cousin', 1],
  ])(
    'after “%s”, “%s” is of the case of the wrong name or of the line before, and moves nothing',
    async (before, words, at) => {
      await machine.pass(11 * minute);
      lacks(await says(before, words), 'Which child?');
      expect(await (at === 0 ? kian() : tuyet())).toContain(words);
      expect(await moved()).toEqual([]);
    },
  );

  it.each(['no that was about tuyet', 'sorry that was for tuyet', 'those were tuyet not kian', 'no i meant tuyet'])(
    '“%s” moves all that was typed in one go just before, and nothing else',
    async (words) => {
      await machine.pass(11 * minute);
      const lines = ['he was shouting in the yard', 'the lights are off there', 'mum had a bag packed'];
      const [first = '', ...burst] = lines.map((line) => `${line}, ${words.length}`);
      await says(`${reference(0)} ${first}`);
      await machine.pass(2 * minute);
      const answer = await says(...burst.map((line) => `add ${reference(0)}: ${line}`), words);
      contains(answer, `2 messages went to ${reference(1)}`, `${reference(0)} keeps what stood there`);
      const all: unknown[] = await tuyet();
      expect(burst.filter((each) => all.includes(each))).toEqual(burst);
      expect(await tuyet()).not.toContain(first);
      expect(await kian()).toEqual(expect.arrayContaining([first, ...burst]));
    },
  );
});

describe('what was moved away leaves nothing of its reading on the first case', () => {
  const world = withBoth();
  const { says, rang, kian, reference, machine, types, caseCard, services } = world;

  it.each(['darren has got her by the throat at marsh lane, theyre leaving at 20 past 6'])(
    '“%s”: no title, no clock, no danger',
    async (words) => {
      await machine.pass(30 * minute);
      await says(words);
      contains(rang(), reference(0));
      await says('no that was about tuyet');
      contains(rang(), reference(1)); // it rings for her, too
      await machine.pass(20 * minute);
      expect(await kian()).toContain(words);
      const card = text(caseCard(reference(0)));
      lacks(card, 'URGENT', 'Leaves sight', 'MAY LEAVE', 'DANGER, written', 'May have left');
      contains(card, `ABOUT ${reference(1)}`);
      const record = await services.cases.load(reference(0) as CaseId);
      expect(submitted(record as CaseRecord)).not.toHaveProperty('leavesSight');
      const [news] = world.told
        .filter(
          ({ message }) =>
            'card' in message && summaryOf(message.card).startsWith(`${reference(0)}: ABOUT ANOTHER CHILD`),
        )
        .slice(-1);
      expect(news).toBeDefined();
      await types('jane', 'my referrals');
    },
  );
});

describe('things that are given to names, and the plate of a car', () => {
  const world = withBoth();
  const { says, rang, kian, tuyet, reference, machine } = world;

  it.each([
    ['the taxi is tuyet the boys is kian', 'a taxi was outside', 'boys in the yard were shouting'],
    ['bruise is tuyet and the bag is kian', 'theres a bruise on the neck', 'a bag was packed'],
    ['the cab one is for tuyet, the marks are kian', 'a cab came twice', 'there were marks on the arm'],
    ['sorry the van is tuyet. the letter is for kian', 'a van came twice today', 'the letter came today'],
  ])('“%s”: each line that has the thing goes to that child', async (words, one, other) => {
    await machine.pass(20 * minute);
    await says(one, other);
    contains(await says(words), `went to ${reference(1)}`, `went to ${reference(0)}`);
    expect([(await tuyet()).includes(one), (await kian()).includes(other)]).toEqual([true, true]);
    expect([(await kian()).includes(one), (await tuyet()).includes(other)]).toEqual([false, false]);
  });

  it('The card that asks which child names only their own referrals', async () => {
    await machine.pass(20 * minute);
    const asked = await says('the lights went off', 'there was a bang');
    contains(asked, /“about (?:HT-\w{4}-\w{3}) 2”/);
    expect([0, 1].some((at) => asked.includes(`“about ${reference(at)} 2”`))).toBe(true);
    lacks(asked, 'nadia');
    await says('about kian');
  });

  it('a plate soon after goes with the taxi', async () => {
    await machine.pass(20 * minute);
    await says('they left in a taxi', 'it was a red skoda YK66 RDE', 'the taxi is tuyet');
    expect(await tuyet()).toEqual(expect.arrayContaining(['they left in a taxi', 'it was a red skoda YK66 RDE']));
  });

  it.each(['red skoda YK66 RDE', 'reg is LV17 KTD', 'its a silver van KX19 ABC', 'grey corsa i think'])(
    '“%s” goes where the line of the car went just before, and rings as it did',
    async (words) => {
      await machine.pass(20 * minute);
      await says('darren has got him by the throat in the car at marsh lane');
      await machine.pass(2 * minute);
      const before = rang();
      lacks(await says(words), 'Which child?');
      expect(await kian()).toContain(words);
      contains(rang().slice(before.length), 'A PLATE, A CAR OR A WAY');
    },
  );

  it('Where the line of the car waits for a child, the plate rings with it', async () => {
    await machine.pass(70 * minute);
    await says('theyve just put somebody in a taxi and drove off');
    await machine.pass(3 * minute);
    const before = rang();
    await says('red skoda YK66 RDE');
    await machine.pass(3 * minute);
    contains(rang().slice(before.length), 'A PLATE, A CAR OR A WAY');
  });
});
