import { describe, expect, it } from '@jest/globals';
import { aProgram, minute, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// It is Wednesday, 14:03.
const ofBoy = {
  child: {
    'Child’s name': 'Idris, boy',
    'What worries you': 'A cousin in a white fiesta waits for him after school.',
  },
};

/** A program in which Jane refers a boy, and Mo takes the referral. */
function afterSending({ eachAlone = true } = {}) {
  const world = aProgram({ eachAlone });
  let reference: string;
  const says = async (words: string) => text(await world.says(`${reference} ${words}`));
  return {
    world,
    says,
    asksIfMissing: async () => text(await world.types('jane', `missing ${reference}`)),
    async taken(child: object = ofBoy) {
      reference = await world.plays(JSON.stringify(child), async () => {
        const sent = await world.refers(child);
        await world.types('mo', `I am on it ${sent}`);
        await world.machine.pass(4 * minute);
        return sent;
      });
    },
    card: () => world.caseCard(reference),
    toMo: () => text(world.inChat('mo').at(-1)),
    async ringsOf(words: string) {
      const before = world.told.length;
      await says(words);
      const isRing = ({ to, message }: (typeof world.told)[number]) =>
        to === 'a:mo' && 'alert' in message && message.alert && JSON.stringify(message).includes(reference);
      return world.told.slice(before).filter(isRing).length;
    },
    async asks(question: string) {
      const form = await world.presses('mo', world.caseCard(reference) ?? {}, 'Ask the referrer');
      await world.presses('mo', form, 'Send question', { 'Your question': question });
      await world.machine.pass(1000);
    },
  };
}

const { world, says, taken, card, ringsOf, asks, asksIfMissing } = afterSending();
const { machine, inChat } = world;

describe('times that are no leaving of the child', () => {
  it.each([
    'right, off in a meeting til 4, text me',
    'im off til 5',
    'the lad is home at half 4 w his gran',
    'its gone half 2, has someone got it',
    'hes gone upstairs for his bag',
    'coming back to Idris - he had no lunch',
    'his left arm is in a sling',
    'the man has gone. he left without the boys',
  ])('“%s”', async (words) => {
    await taken();
    await says(words);
    lacks(text(card()), 'Leaves sight', 'May leave sight', 'May have left', 'MAY BE IN DANGER');
  });

  it('“not 5, half past” puts another time in place of the one at which somebody comes back', async () => {
    await taken();
    await says('hes driven off, the cousin. said hed be back at 5');
    await says('not 5, half past');
    contains(text(card()), /17:30/);
  });

  it.each(['back at 6 not 5', 'sorry not 5 hes back at 6'])(
    '“%s” puts it right, and its author is asked about a return, not a leaving',
    async (words) => {
      await taken();
      await says('the van comes back for him at 5');
      await says(words);
      contains(
        text(inChat('jane').findLast((card) => text(card).includes('Is the time right?'))),
        /may come back.*\n18:00/,
      );
      contains(text(card()), /Another time: 18:00/);
    },
  );

  it('A time of tomorrow beside one of today is no time for the mark of today, and nobody can use it in its place', async () => {
    for (const words of ['4.45 tomorrow, today its still 5', 'tomorrow they fetch him at 4.45, today still 5']) {
      await taken();
      await says('they fetch him at 5');
      await says(words);
      contains(text(card()), /Leaves sight 17:00, Wed 10 Jun/, words);
      lacks(text(card()), '16:45');
      lacks(titles(card()).join(), 'Use 16:45');
    }
  });
});

describe('words that say nobody is missing', () => {
  const { world, says, taken, card, toMo, ringsOf, asks } = afterSending();
  const { inChat } = world;

  it.each([
    'forget the aunt, it was another Beth, not her cousin',
    'ignore that, its a different Ali',
    'hes gone. the cousin',
  ])('“%s”', async (words) => {
    await taken();
    await says('he is with me and ok');
    await says('his mum has a new job');
    await says(words);
    lacks(text(card()), 'MAY BE MISSING', 'may say that the child is missing');
    lacks(toMo(), 'MAY BE MISSING');
  });

  it('Those who come back to the gate are not the child; the car of which they told before rings', async () => {
    await taken();
    await says('hes run off down the road');
    await says('theyre back. at the side gate. a van');
    lacks(toMo(), 'MAY BE BACK');
    await taken();
    expect(await ringsOf('fiestas back')).toBe(1);
    contains(toMo(), 'MAY BE IN DANGER');
    lacks(text(inChat('jane').at(-1)), 'Did you mean');
    await taken();
    expect(await ringsOf('cousins outside, on his own')).toBe(1);
  });

  it('A car with a colour, or a man with a name, of which they told rings when it is back, and its author reads the number', async () => {
    const ofDave = { 'What worries you': 'A man called Dave waits for him in a red corsa. His mate Josh is 15.' };
    for (const words of ['corsas back', 'daves back']) {
      await taken({ child: { ...ofBoy.child, ...ofDave } });
      contains(await says(words), /^Immediate danger: call 999\. Then ring/);
      contains(toMo(), 'MAY BE IN DANGER');
    }
    expect(await ringsOf('josh is back')).toBe(0);
  });

  it('An answer in which only the question tells of danger brings its author the number, too', async () => {
    await taken();
    await asks('Is he safe?');
    contains(text(await world.types('jane', 'answer: no')), /^Immediate danger: call 999\. Then ring/);
  });

  it('“found” of a child who was never lost is not reported found', async () => {
    await taken();
    await says('he just turned up here at 2, i have not met him before');
    lacks(toMo(), 'REPORTED FOUND');
  });
});

describe('after words that the child may have left', () => {
  const { world, says, taken, card, toMo, asks } = afterSending();
  const { machine } = world;

  it.each([
    'sorry no thats another boy, hes sat here',
    'he didnt go, hes with the head',
    'Idris is still in the office w me',
  ])('“%s” stands beside them, for the MASH, and the question is asked no more', async (words) => {
    await taken();
    await says('hes gone out the side door');
    contains(await says(words), /Has the child left\?|Is the child back with you\?/); // one of them
    const beside =
      /May have left \d\d:\d\d.*\n(?:.*\n)?The referrer wrote at \d\d:\d\d that the child is there \(not confirmed\)/;
    contains(text(card()), beside);
    contains(toMo(), beside);
    lacks(await says('his mum has been rung'), 'Has the child left?');
    lacks(await says('he had a sandwich'), 'Has the child left?');
  });

  it('An answer to the MASH says so, too', async () => {
    await taken();
    await says('hes gone out the side door');
    await asks('Is he still in the building?');
    await world.types('jane', 'answer: yes here w the head');
    await machine.pass(1000);
    contains(text(card()), 'that the child is there (not confirmed)');
  });
});

describe('questions after sending', () => {
  const { says, taken, card } = afterSending();

  it.each(['when is the meeting n do i have to go', 'whos got this now', 'how long til you ring me'])(
    '“%s” reaches the MASH, too',
    async (words) => {
      await taken();
      await says(words);
      contains(text(card()), words);
    },
  );
});

describe('questions of the MASH', () => {
  const types = async (words: string) => {
    const reply = await world.types('jane', words);
    await machine.pass(1000);
    return text(reply);
  };

  it('What takes earlier words back is no answer', async () => {
    await taken();
    await says('his mate Beth was there too');
    await asks('Does his gran know, and where is he now?');
    lacks(await types('forget the mate, it was another Beth. i got that wrong'), 'You have answered');
    lacks(text(card()), /where is he now\?\nAnswered/);
  });

  it('Of two, the one of which the words tell is answered, and the author reads that it may be the other', async () => {
    await taken();
    await asks('Which room is he in, and is the gate shut?');
    await asks('What is the name of the shop, and who else works with you?');
    contains(await types('gates shut, im in the room next door'), 'Which room is he in', 'Is this the answer to that?');
    contains(text(card()), /Which room is he in.*\nAnswered/);
  });
});

describe('rings that tell nothing new', () => {
  it('A plain line comes silently into a message that rang and that nobody has read, however long ago', async () => {
    await taken();
    expect(await ringsOf('the cousin is here and hes grabbed him')).toBe(1);
    await machine.pass(12 * minute);
    expect(await ringsOf('his bag is a blue one')).toBe(0);
    expect(await ringsOf('hes hitting him now')).toBe(1);
  });
});

describe('words without danger, which may be of one', () => {
  it.each(['its just him', 'the man has gone to the loo', 'he went to the toilet'])(
    '“%s” rings, and its author reads the number, and not “Ring 999 now”',
    async (words) => {
      await taken();
      const from = world.said.length;
      expect(await ringsOf(words)).toBe(1);
      await world.types('jane', words); // without the reference
      const answered = JSON.stringify(world.said.slice(from));
      contains(answered, 'Immediate danger: call 999');
      lacks(answered, 'Ring 999 now');
    },
  );
});

it('“its not Idris its Ismail” stands beside the name on the card; of “his brother is not in” nothing does', async () => {
  await taken();
  await says('his brother is not in, hes at work');
  lacks(text(card()), 'Another name');
  await says('oh no its not idris its ISMAIL. idris is in year 8');
  contains(text(card()), /\nIdris, boy → PUT RIGHT \d\d:\d\d: oh no its not idris its ISMAIL/);
  lacks(text(card()), 'Another name');
});

describe('somebody asks for the child, or comes near', () => {
  const { taken, ringsOf, toMo, asks } = afterSending();

  it.each([
    'his step dad rang asking for him',
    'a woman phoned, wanted to know what time idris finishes',
    'somebody asked me where he lives',
    'i told him no when his uncle came in looking for him',
    'i can see the fiesta',
    'the fiesta is parked across the road',
    'strange man by the school',
  ])('“%s” rings', async (words) => {
    await taken();
    expect(await ringsOf(words)).toBe(1);
    contains(toMo(), 'MAY BE IN DANGER');
  });

  it.each([
    'mum rang to say thanks',
    'the police rang asking for his date of birth',
    'his social worker rang asking for him',
    'his dad asked for his report',
    'i asked him if he has eaten',
    'same bus as last week',
    'havent seen the fiesta today',
  ])('“%s” comes silently', async (words) => {
    await taken();
    expect(await ringsOf(words)).toBe(0);
  });

  it('An answer to the MASH that somebody asked for the child rings, too', async () => {
    await taken();
    await asks('Has anybody been in touch?');
    expect(await ringsOf('answer: his step dad rang asking for him')).toBe(1);
  });
});

describe('the police, an ambulance or a social worker have the child, or somebody is arrested', () => {
  const { world, taken, ringsOf, toMo, card } = afterSending();
  const ofGirl = {
    child: {
      ...ofBoy.child,
      'Child’s name': 'Minh, girl',
      'Where are they now': 'in my office',
      'Who are they with': 'me',
    },
  };

  it.each([
    'minh going in the ambulance to broomfield with pc shah now',
    'social worker has her now shes at the station',
    'paramedics have got her, going to a and e',
    'shes been taken to the station by police',
    'gone with the police',
    'shes in the back of the police car now',
    'units here driver arrested',
    'theyve nicked the driver',
  ])('“%s” comes silently to who has the case, and stands above the old place as a report', async (words) => {
    await taken(ofGirl);
    expect(await ringsOf(words)).toBe(0);
    contains(toMo(), 'SAYS THAT HELP IS THERE');
    contains(
      text(card()),
      new RegExp(`The referrer, \\d\\d:\\d\\d, .*: “.*${words}” \\(not confirmed\\)\nSaid .*\nChild is with: me`),
    );
    lacks(text(card()), 'May have left', 'Leaves sight soon', 'MAY BE', 'URGENT', 'they may say that the child');
  });

  it.each([
    'he got away from the police',
    'police lost him',
    'a man who says hes a social worker has taken her',
    'police came but he took her anyway',
    'ambulance took her, she is unconscious',
    'she is in the ambulance bay, the cousin has her',
    'police have her. the cousin is here shouting',
  ])('“%s” rings', async (words) => {
    await taken(ofGirl);
    expect(await ringsOf(words)).toBe(1);
  });

  it('It ends no danger, and an arrest after it does not hide where the child is', async () => {
    await taken(ofGirl);
    await ringsOf('the cousin is here and hes grabbed her');
    await world.machine.pass(minute);
    await ringsOf('police have her now');
    await world.machine.pass(minute);
    await ringsOf('they arrested the cousin');
    contains(
      text(card()),
      'URGENT',
      /“.*they arrested the cousin” \(not confirmed\)\n.*“.*police have her now” \(not conf/,
    );
  });
});

describe('a boy is with the police', () => {
  const { taken, says, toMo, card } = afterSending();
  it.each([
    'police here. boys with them hes safe',
    'police have got him hes safe',
    'police are here, they took the man. boy is with an officer in the office',
  ])('“%s”: he is said to be safe, and its author is asked who saw him', async (words) => {
    await taken();
    const answer = await says(words);
    contains(answer, 'Who has seen the child there?');
    lacks(answer, 'Ring 999 now');
    contains(toMo(), 'SAID TO BE SAFE');
    contains(text(card()), `${words}” (not confirmed)`);
    lacks(toMo(), 'MAY BE IN DANGER');
  });

  it.each(['man ran off tho in the van, going towards the a1', 'the uncle ran away'])(
    '“%s” is of no missing child',
    async (words) => {
      await taken();
      lacks(await says(words), 'Is the child missing?');
      lacks(toMo(), 'MAY BE MISSING');
    },
  );

  it.each(['man ran off in the van with him', 'he ran off', 'police here. hes with the man'])(
    '“%s” is no help',
    async (words) => {
      await taken();
      await says(words);
      lacks(toMo(), 'SAID TO BE SAFE');
    },
  );
});

it('After ten additions the receipt of an urgent case has 23 lines, with each thing once, and the answer to each addition has nine', async () => {
  const { receiptOf, types, refers } = world;
  const reference = await refers(ofBoy);
  await types('mo', `I am on it ${reference}`);
  const all =
    'his gran rang|his name is dave i think|hes not allowed out|the car is a white fiesta|hes outside|they went off for a walk|my number ends 015 not 014|he has a blue bag|the office has his name|ok he is sat here';
  for (const words of all.split('|')) {
    await machine.pass(3 * minute);
    const [card = ''] = (await world.answers('jane', `${reference} ${words}`)).split(`${reference}\n`).slice(-1);
    expect(card.split('\n').length).toBeLessThanOrEqual(9);
  }
  await machine.pass(minute);
  const receipt = text(receiptOf(reference));
  contains(
    receipt,
    `Ask for the MASH. Your reference is ${reference}`,
    'Mo Hussain has it since',
    'not read yet',
    'Decision due by',
  );
  expect(receipt.split('\n').filter(Boolean).length).toBeLessThanOrEqual(23);
  expect(receipt.split('0300 123 4043')).toHaveLength(2);
});

describe('the worker goes home', () => {
  const { taken, ringsOf, says, toMo } = afterSending();

  it.each([
    'im going home now, shift over',
    'leaving now, my shift is over',
    'im leaving at 4',
    'i am going off duty at 5',
  ])('“%s” comes silently, and its author reads how the MASH reaches them, or somebody else', async (words) => {
    await taken();
    expect(await ringsOf(words)).toBe(0);
    contains(await says(words), 'The MASH rings you on 01632 960 014. Type another number, or “hand over”');
  });

  it.each([
    'going now',
    'idris going now',
    'leaving now. end of my shift. his uncle is here',
    'his shift is over, hes leaving now',
  ])('“%s” rings: it may be the child', async (words) => {
    await taken();
    expect(await ringsOf(words)).toBe(1);
    contains(toMo(), 'MAY LEAVE, OR HAVE LEFT');
  });
});

it('What the form lacks and they tell later stands in its place, quoted: their job, and the child’s name', async () => {
  await taken({ child: { 'Child’s name': '' } });
  contains(text(card()), 'Jane Okafor, role not given', /\nChild\n(?:Left empty|Not )/);
  await says('his name is Brook hes the driver');
  await says('im staff nurse on bluebell ward at lister. girls name is Thuy i think, or Tuy');
  await says('she is in bed 9');
  await says('gran smells of drink and her names pat');
  contains(
    text(card()),
    /Jane Okafor, said later, \d\d:\d\d: “im staff nurse on bluebell ward at lister”\n/,
    /\nChild\nsaid later, \d\d:\d\d: “girls name is Thuy i think, or Tuy”\n/,
  );
  lacks(text(card()), 'role not given');
});

it('Who wrote of the police is reminded of it where it is asked whether they know', async () => {
  await taken();
  await says('has anyone rung the police or is that me');
  const asked = /Do the police know\?(?! At)/;
  contains(await asksIfMissing(), asked);
  await says('officers have his plate now. polics ref 88 of today');
  contains(
    await asksIfMissing(),
    /Do the police know\? At \d\d:\d\d you wrote: “officers have his plate now. polics ref 88 of today”/,
  );
});

describe('words that put right what was told', () => {
  const { world, says, taken, card, toMo, ringsOf, asks } = afterSending();
  const { machine } = world;

  it.each([
    ['he has hit him, the car is a red golf, reg ZDB', 'no sorry not ZDB its ZDR'],
    ['hes grabbed him, they are in a golf', 'its not a golf its a polo'],
    ['he has hit him in room 14', 'room 16 not 14'],
  ])('after “%s”, “%s” rings, too, and the words that were wrong are marked', async (wrong, right) => {
    await taken();
    expect(await ringsOf(wrong)).toBe(1);
    await machine.pass(minute);
    expect(await ringsOf(right)).toBe(1);
    contains(toMo(), 'PUT RIGHT');
    contains(text(card()), /Added by the referrer.* · PUT RIGHT by the referrer, \d\d:\d\d/, right);
    contains(text(card()), new RegExp(`\n${wrong} → PUT RIGHT \\d\\d:\\d\\d: ${right}\n`));
    lacks(text(card()), 'Another name');
  });

  it('On the card of the MASH no wrong words stand without what put them right, however much follows, read or not', async () => {
    await taken();
    await says('hes took him. he walked in and just picked him up');
    await says('silver astra YK19 OBL');
    await machine.pass(minute);
    await says('sorry OLB not OBL im shaking');
    const question = 'which way did he drive off, and did anybody see it?';
    const answer = 'towards the ring rd past the coop. mrs patel saw and she said he was shouting at her to get in';
    const wrongLines = () =>
      text(card())
        .split('\n')
        .filter((line) => /OBL\b/.test(line));
    const all = [...wrongLines()];
    for (const more of [
      'by the coop',
      'mrs patel saw it',
      'he shouted',
      'he hit the wall',
      'a lad saw it',
      'he is tall',
    ]) {
      await says(more);
      await machine.pass(minute);
      all.push(...wrongLines());
    }
    await world.presses('mo', card() ?? {}, 'I have read it');
    await machine.pass(1000);
    all.push(...wrongLines());
    expect(all.length).toBeGreaterThan(7);
    await asks(question);
    await says(`answer: ${answer}`);
    for (const more of ['her mum came', 'he was in a green coat', 'the head rang the police']) await says(more);
    contains(text(card()), question, answer);
    const long = text(card())
      .split('\n')
      .filter((line) => line.length > 60 && !line.startsWith('NEW INFORMATION'));
    expect(long).toEqual([...new Set(long)]); // nothing stands twice
    for (const each of all) contains(each, /silver astra YK19 OBL → PUT RIGHT \d\d:\d\d: sorry OLB not OBL/);
  });

  it.each(['no 10 mins', 'not 20 10', 'no 3'])('“%s” puts the minutes right, of whatever they were', async (words) => {
    await taken();
    await says('mrs patel is stalling him hes got 20 mins tops');
    await says('hes hit him');
    await machine.pass(minute);
    expect(await ringsOf(words)).toBe(1);
    contains(toMo(), 'PUT RIGHT');
    contains(text(card()), /Added by the referrer.* · PUT RIGHT by the referrer, \d\d:\d\d/, words);
  });

  it('“its not a fiesta its a focus” stands beside what was told before sending; of nothing told, nothing is put right', async () => {
    await taken();
    await says('sorry not a mini its a scooter');
    lacks(text(card()), 'PUT RIGHT');
    await says('its not a fiesta its a focus');
    contains(text(card()), /white fiesta .* → PUT RIGHT \d\d:\d\d: its not a fiesta its a focus\n/);
  });

  it('None pushes another off the card: each stands with the child or the worry that it puts right', async () => {
    await taken({
      child: { 'Child’s name': 'Mina, 12', 'What worries you': 'old bruises on both arms, says she fell' },
    });
    await says('sorry not bruises they are burns, little round ones');
    await says('also its not arms its her legs');
    await says('girl is 11 not 12');
    for (const more of ['he is tall', 'mrs patel saw it', 'by the coop', 'thank u', 'ok']) await says(more);
    await world.presses('mo', card() ?? {}, 'I have read it');
    await machine.pass(1000);
    const shown = text(card());
    contains(shown, /\nMina, 12.* → PUT RIGHT \d\d:\d\d: girl is 11 not 12\n/);
    contains(
      shown,
      /\nold bruises on both arms, says she fell → PUT RIGHT \d\d:\d\d: sorry not bruises[^\n]*burns[^\n]*legs/,
    );
    lacks(shown, /Added by the referrer[^\n]*\n(?:girl is 11|sorry not bruises)/); // they stand there once
  });

  it('After forty long lines “Everything” shows each, page by page', async () => {
    await taken();
    for (let number = 1; number <= 40; number += 1) await says(`line ${number} of many. ${'—'.repeat(300)}`);
    const everything = await world.presses('mo', card() ?? {}, 'Everything');
    const others =
      titles(everything)
        .map(String)
        .find((title) => /^The \d+ others$/.test(title)) ?? '';
    contains(text(everything), /\d+ of 40 are not here/, 'line 40 of many');
    let page = await world.presses('mo', everything, others);
    const shown = [everything, page];
    while (titles(page).includes('Next page')) {
      page = await world.presses('mo', page, 'Next page');
      shown.push(page);
    }
    const all =
      shown
        .map(text)
        .join('')
        .match(/line \d+ of many/g) ?? [];
    expect([all.length, new Set(all).size]).toEqual([40, 40]);
    contains(titles(page).join(), 'Page before', 'Back to the card');
  });

  it('What puts right words that the card does not show has a line of its own, and keeps it', async () => {
    await taken({ child: { 'Child’s name': 'Mina', 'What worries you': 'old bruises on both arms' } });
    for (const more of ['sorry not involved, he only drives', 'her real name is Lan', 'sorry not bruises, burns'])
      await says(more);
    contains(
      text(card()),
      /PUT RIGHT, they wrote [^\n]*not involved/,
      /Another name, they wrote [^\n]*Lan/,
      /bruises.* → PUT/,
    );
  });
});

const ofGirl = {
  child: {
    'Child’s name': 'Kacey Dunn',
    'What worries you': 'kacey dunn shes 7 told me her mums boyfriend hit her with a belt. pick up is at 3.15',
  },
};

describe('a girl whom a man took', () => {
  const hear = afterSending();
  const isTaken = async (child: object = ofGirl) => {
    await hear.taken(child);
    await hear.says('mrs patel is stalling him');
    await hear.says('hes took her. he walked in and picked her up out her chair');
    await hear.says('left: yes');
    await hear.world.machine.pass(3 * minute);
  };

  it.each([
    'hes come back hes banging on the office door with a hammer or somthing plise arnt here yet',
    'hes come back',
    'he came back',
    'hes back again',
    'hes turned up at reception',
  ])('“%s” is of the man: it is danger, and asks of nobody whether the child is back', async (words) => {
    await isTaken();
    lacks(await hear.says(words), 'Is the child back');
    contains(hear.toMo(), 'MAY BE IN DANGER');
    lacks(hear.toMo(), 'MAY BE BACK');
  });

  it.each([
    'shes back omg the head ran out and got her off him at the lights shes in the office with me',
    'kaceys back, shes in the office',
    'got her back',
    'we have her',
    'we have her in the office',
    'shes in the office with me',
  ])('“%s” rings as “may be back”, and asks who saw her', async (words) => {
    await isTaken();
    contains(await hear.says(words), 'Is the child back with you? Who saw them?');
    contains(hear.toMo(), 'MAY BE BACK, OR SAFE');
  });

  it('Of a boy, blows at a door are danger, and the question is who is back', async () => {
    await isTaken({ child: { 'Child’s name': 'Idris, boy', 'What worries you': 'his stepdad hit him. he is 7' } });
    const answer = await hear.says('hes come back hes banging on the office door');
    contains(answer, 'Who is back?');
    lacks(answer, 'Is the child back');
    contains(hear.toMo(), 'MAY BE IN DANGER');
    lacks(hear.toMo(), 'MAY BE BACK');
    contains(await hear.says('hes back'), 'Is the child back with you? Who saw them?');
    lacks(await hear.says('hes took him. he walked in and just picked him up'), 'Is the child back');
  });
});

describe('a girl who is said to be back', () => {
  const hear = afterSending();
  const toJane = () => text(hear.world.inChat('jane').findLast((card) => text(card).includes('Decision due by')));

  it('Her card, the question whether she is safe and the receipt say so beside that she is missing; “yes” and who is with her answers', async () => {
    await hear.taken(ofGirl);
    await hear.says('hes took her. he walked in and picked her up out her chair');
    await hear.says('yes shes gone');
    const missing = hear.world.inChat('mo').findLast((card) => titles(card).includes('Show the words'));
    const shown = await hear.world.presses('mo', missing ?? {}, 'Show the words');
    await hear.world.presses('mo', shown, 'Yes, missing');
    await hear.world.machine.pass(minute);
    await hear.says('shes back omg the head ran out and got her off him, shes in the office with me');
    contains(text(hear.card()), /CHILD MISSING, said \d.*\nSaid to be back at .* by the referrer, not confirmed\./);
    contains(toJane(), /By what you said at \d\d:\d\d, the child is back\. It stays urgent/);
    lacks(toJane(), 'the child left at', 'If you do not know where they are');
    await hear.says('hes come back hes banging on the door with a hammer');
    await hear.world.machine.pass(30 * minute);
    contains(
      text(hear.world.inChat('mo').findLast((card) => text(card).includes('Is the child safe?'))),
      /CHILD MISSING.*\nSaid to be back at .*not confirmed/,
    );
    await hear.says('hes come back hes kicking the door');
    await hear.says('shes back with me');
    await hear.says('he wont go away');
    const answer = await hear.says('yes shes with me n mrs cole the head, hes outside');
    contains(answer, 'The child is found, you said', 'Ring 999 now');
    lacks(answer, 'Is the child back with you?', 'Is the child missing?');
    contains(text(hear.card()), /CHILD MISSING.*\nSaid to be found at .*not confirmed/, 'mrs cole the head');
  });

  it.each(['yes hes got her back in the car', 'yes', 'yes i think so'])(
    '“%s” is no such answer after other words',
    async (words) => {
      await hear.taken(ofGirl);
      await hear.says('hes took her');
      for (const each of ['left: yes', 'shes back with me', 'he wont go away']) await hear.says(each);
      await hear.says(words);
      lacks(text(hear.card()), 'Said to be found');
    },
  );
});

describe('a boy and the landlord of whom was told', () => {
  const hear = afterSending();
  const ofBrook = {
    child: { 'Child’s name': 'Danny Cole', 'What worries you': 'hes 8. the landlord mr brook hit him with a belt' },
  };
  const begins = async () => {
    await hear.taken(ofBrook);
    await hear.says('hes took him out the back');
    await hear.says('left: yes');
  };

  it('“no i meant brook. hes come back hes kicking my car” takes “yes” back', async () => {
    await begins();
    contains(await hear.says('hes back'), 'Type “yes”');
    contains(await hear.says('yes'), 'The child is found, you said');
    await hear.world.types('jane', 'no i meant brook. hes come back hes kicking my car');
    await hear.world.machine.pass(1000);
    lacks(text(hear.card()), 'Said to be found');
    contains(text(hear.card()), 'CHILD MISSING');
  });

  it('“brook ran off” reports no child as missing, and is asked about', async () => {
    await begins();
    lacks(await hear.says('brook ran off'), 'You said that the child is missing');
    lacks(text(hear.card()), 'CHILD MISSING');
  });

  it('“yes with me and the head” answers “Is the child back with you?”', async () => {
    await begins();
    await hear.says('hes back!! in the office');
    contains(await hear.says('yes with me and the head'), 'The child is found, you said');
  });
});

describe('somebody has come for the child', () => {
  const hear = afterSending();

  it.each([
    'the schools just rang up to class hes at the gate already',
    'hes at the gate already',
    'hes outside the school',
    'hes in reception',
    'hes at the desk',
  ])('“%s” is danger, with 999 for its author', async (words) => {
    await hear.taken(ofGirl);
    contains(await hear.says(words), 'Ring 999 now');
    contains(hear.toMo(), 'MAY BE IN DANGER');
  });

  it.each(['the head is at the gate', 'police are at the gate', 'our deputy is stood at the desk'])(
    '“%s” is no danger',
    async (words) => {
      await hear.taken(ofGirl);
      lacks(await hear.says(words), 'Ring 999 now');
    },
  );
});

describe('what to do at the door', () => {
  const hear = afterSending();

  it.each(['what do i do if he comes in', 'police said 5 mins. do i lock us in', 'hes at the door what do i do'])(
    '“%s” has an answer of its own, and rings',
    async (words) => {
      if (!hear.card()) await hear.taken(ofGirl);
      const before = hear.world.said.length;
      await hear.world.types('jane', words);
      const answers = hear.world.said
        .slice(before)
        .map(({ message }) => JSON.stringify(message))
        .join();
      contains(answers, 'Ring 999 now', 'away from the door', 'not confirmed');
      lacks(answers, 'let the child go');
      await hear.world.machine.pass(3 * minute);
      contains(hear.toMo(), 'MAY BE IN DANGER');
    },
  );
});

describe('what the police need, and half a sentence', () => {
  const hear = afterSending();

  it.each(['silver astra YK19 OBL', 'towards the ring rd past the coop', 'he had on a red hoodie', 'its a white van'])(
    '“%s” rings within an hour of “hes took her”, and not before',
    async (words) => {
      await hear.taken(ofGirl);
      await hear.says(words);
      lacks(hear.toMo(), 'A PLATE, A CAR OR A WAY');
      await hear.says('hes took her. he walked in and picked her up');
      await hear.world.machine.pass(minute);
      expect(await hear.ringsOf(words)).toBe(1);
      contains(hear.toMo(), 'A PLATE, A CAR OR A WAY');
    },
  );

  it('Half a sentence and the next message are read as one, for two minutes; each stays as it is', async () => {
    await hear.taken(ofGirl);
    await hear.says('and when she turned round i seen her lip was');
    lacks(hear.toMo(), 'MAY BE IN DANGER');
    contains(await hear.says('blledin and swolen, that wasnt ther at lunch'), '999');
    contains(hear.toMo(), 'MAY BE IN DANGER');
    contains(text(hear.card()), 'i seen her lip was\n', '\nblledin and swolen');
    await hear.taken(ofGirl);
    await hear.says('and when she turned round i seen her lip was');
    await hear.world.machine.pass(3 * minute);
    await hear.says('blledin and swolen, that wasnt ther at lunch');
    lacks(hear.toMo(), 'MAY BE IN DANGER');
  });

  it('“taking her to her nans in hull tonite” may be a leaving, and its author is asked', async () => {
    await hear.taken(ofGirl);
    await hear.says('taking her to her nans in hull tonite');
    contains(hear.toMo(), 'MAY LEAVE');
    contains(hear.world.inChat('jane').map(text).join('\n'), 'When does the child leave?');
  });
});

const WHAT_IT_SAID = /WHAT THE CHILD SAID, OR AN INJURY, written/;

describe('what a child says, and an injury', () => {
  const { world, says, taken, toMo, ringsOf } = afterSending();
  const { machine } = world;

  it.each([
    'he told me they make him carry stuff on the train for them',
    'the man isnt his cousin and he has to go back to clean cars',
    'he wrote that he owes them 20 thousand for the boat',
    'the boy said men come to the flat at night and hes scared of them',
    'theres another kid at that house, younger',
    'his back is covered in little round burns',
  ])('“%s” rings who has the case, and the title says what it is', async (words) => {
    await taken();
    expect(await ringsOf(words)).toBe(1);
    contains(toMo(), WHAT_IT_SAID);
  });

  it('What is danger is that alone, and rings once', async () => {
    await taken();
    expect(await ringsOf('idris says the cousin hits him with a belt')).toBe(1);
    contains(toMo(), 'MAY BE IN DANGER, written');
  });

  it('“one is weeping” rings after burns that were told before', async () => {
    await taken();
    await says('those marks on his arm are burns');
    await machine.pass(3 * minute);
    expect(await ringsOf('2 look fresh, one is weeping')).toBe(1);
    contains(toMo(), WHAT_IT_SAID);
  });

  it.each([
    'he said thank you',
    'he told me he is hungry',
    'he says hes tired and wants to sleep',
    'he told me he has to be in class at 9',
    'he said he was hurt playing football',
    'no bruises on his arms',
    'he says he likes the nurse',
    'he said he has to clean his teeth',
    'the lady is his aunty',
    'two other kids are in the waiting room',
  ])('“%s” does not', async (words) => {
    await taken();
    expect(await ringsOf(words)).toBe(0);
    lacks(toMo(), 'WHAT THE CHILD SAID');
  });

  it.each([
    'he says he will kill himself if he goes back',
    'wants to die if they take him',
    'he told the ta hed rather be dead than get in that car',
    'idris says he doesnt want to live any more',
    'dont tell his dad il get killed',
    'he says theyll kill him if he tells',
    'his uncle said tonight hell finish him',
    'theyll do me in when he gets home',
    'he said hed kill me if he knew',
  ])('“%s” is danger: the numbers first, and a ring', async (words) => {
    await taken();
    const before = world.told.length;
    const reply = await says(words);
    contains(reply, /^Ring 999 now/);
    expect(
      world.told.slice(before).some(({ to, message }) => to === 'a:mo' && 'alert' in message && message.alert),
    ).toBe(true);
    contains(toMo(), /MAY BE IN DANGER/);
  });

  it.each([
    'my boss will kill me if i miss this',
    'mum will kill me if i lose that coat',
    'he will finish his homework later',
    'he would rather die than eat sprouts',
    'my phone is going to die',
    'tried to kill himself years ago',
  ])('“%s” is none', async (words) => {
    await taken();
    await says(words);
    lacks(toMo(), 'MAY BE IN DANGER');
  });
});

describe('calm words', () => {
  const { taken, ringsOf, says, world, card, toMo } = afterSending({ eachAlone: false });

  it('A phone charger, and thanks for a message of the MASH, ring nobody', async () => {
    await taken();
    expect(await ringsOf('hes taken my phone charger lol sorry')).toBe(0);
    const form = await world.presses('mo', card() ?? {}, 'Tell the referrer');
    await world.presses('mo', form, 'Send message', { 'Your message': 'Police are on the way to you.' });
    await world.machine.pass(6 * minute);
    for (const words of ['ok thanks', 'thank you so much', 'ok will do']) expect(await ringsOf(words)).toBe(0);
    expect(await ringsOf('hes taken my phone')).toBe(1);
  });

  it('Who wants messages only is never told that the MASH rings them', async () => {
    await taken();
    await says('dont ring the desk phone he will hear. message me');
    contains(await says('im going home now, shift over'), 'The MASH messages you here');
  });

  it('What only goes on with words that rang just now stands in their message; danger, a number and a leaving ring', async () => {
    await taken();
    expect(await ringsOf('he just hit him in the face')).toBe(1);
    await world.machine.pass(20_000);
    expect(await ringsOf('grey corsa LV17 KTD')).toBe(0);
    contains(toMo(), 'A PLATE, A CAR OR A WAY');
    expect(await ringsOf('sorry LV18 KTD')).toBe(0);
    contains(toMo(), 'PUT RIGHT');
    expect(await ringsOf('ring me on 07700 900222')).toBe(1);
    expect(await ringsOf('theyve gone off in it')).toBe(1);
    await world.machine.pass(3 * minute);
    expect(await ringsOf('its a red corsa now')).toBe(1);
  });

  it('“no hes here” rings once, for the words and for what they deny', async () => {
    await taken();
    await says('he has took him out the side door');
    await world.machine.pass(5 * minute);
    expect(await ringsOf('no hes here')).toBe(1);
  });
});
