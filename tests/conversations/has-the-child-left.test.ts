import { describe, expect, it } from '@jest/globals';
import { Instant, londonClock, plus } from '../../src/base/time.ts';
import { aProgram, minute, summaryOf, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// It is Wednesday, 14:03.
const ofBoy = { child: { 'Child’s name': 'Kofi, boy' } };
const ofGirl = { child: { 'Child’s name': 'Lien, girl', 'What worries you': 'Her uncle never leaves her alone.' } };
const guess = /left sight|have left/i;

describe('words that may say that the child has left', () => {
  const world = aProgram({ eachAlone: true });
  const { caseCard, inChat } = world;
  const says = async (words: string) => text(await world.says(words));
  const asked = () =>
    inChat('jane').findLast((card) => text(card).includes('Has the child left?') && titles(card).includes('Yes'));
  const guessed = async () => {
    const reference = await world.refers(ofBoy);
    await says(`${reference} hes legged it in a grey golf`);
    return reference;
  };
  const rings = (from: number) =>
    world.told.slice(from).filter(({ to, message }) => to === 'a:mo' && 'alert' in message && message.alert === true);

  it('They ring, and are told everywhere as what may be', async () => {
    const before = world.told.length;
    const reference = await guessed();
    expect(rings(before)).not.toEqual([]);
    contains(text(caseCard(reference)), /May have left: they wrote “.*hes legged it in a grey golf” at 14:03/);
    contains(summaryOf(caseCard(reference)), 'act now, may have left 14:03');
    contains(text(inChat('mo').at(-1)), 'May have left 14:03');
    contains(text(world.receiptOf(reference)), 'Your words of 14:03 may say that the child has left.');
    contains(world.lines(reference).join(), `${reference}: The child may have left`);
    expect(titles(asked())).toEqual(['Yes', 'No']);
    lacks(
      world.told.map(({ message }) => ('card' in message ? text(message.card) : '')).join(),
      'Left sight',
      'child left at',
    );
  });

  it.each([
    ['hes legged it with his cousin and they have driven off towards the ring road. plate starts LK19 i think', 'LK19'],
    [
      'hes legged it in the rain without his coat and nobody here saw which way he went. it was 3.52 by the clock',
      '3.52',
    ],
    [
      'hes legged it in the rain without his coat and nobody here saw which way. his phone is 07700 900533',
      '07700 900533',
    ],
  ])('Where the card cuts “%s”, it keeps the number', async (words, number) => {
    const reference = await world.refers(ofBoy);
    await says(`${reference} ${words}`);
    contains(text(caseCard(reference)), new RegExp(`May have left: they wrote “[^”]*… [^”]*${number}`));
  });

  it.each(['no', 'left no', 'time: no'])('“%s” takes them back, also after other words', async (words) => {
    const reference = await guessed();
    await says(`${reference} what do i do now`);
    contains(await says(`${reference} ${words}`), 'You say that the child has not left.');
    const card = text(caseCard(reference));
    contains(card, 'They say that the child has NOT left.', 'hes legged it in a grey golf');
    lacks(card, guess);
    lacks(text(world.receiptOf(reference)), guess, 'has left');
    contains(world.lines(reference).join(), 'The referrer says: the child has NOT left');
  });

  it.each([
    'no not kofi!! kofis upstairs',
    'the man',
    'not him',
    'nope hes on the ward',
    'the time is rubbish he never went',
    'kofi didnt go but darnell did',
    'no kofis ok its darnell thats gone in it',
    'hes here but his mate went',
    'i got the plate wrong its KX91 LMD not KX19',
    'sorry no that was a different audi',
    'its a different golf',
  ])(
    '“%s” denies nothing: the alarm goes on, the words stand there, and the question is asked again',
    async (words) => {
      const reference = await guessed();
      contains(await says(`${reference} ${words}`), 'Has the child left? Type “left: yes” or “left: no”.');
      contains(text(caseCard(reference)), 'May have left: they wrote', 'URGENT', words);
      lacks(world.lines(reference).join(), 'NOT left', 'NOT right');
    },
  );

  it('“no” pressed and then “yes” says it again: it counts, and is a fact', async () => {
    const reference = await guessed();
    const card = asked() ?? {};
    contains(text(await world.presses('jane', card, 'No', {}, 'chat')), 'You say that the child has not left.');
    await world.passes(1000);
    lacks(text(caseCard(reference)), 'URGENT');
    contains(text(await world.presses('jane', card, 'Yes', {}, 'chat')), 'You say that the child has left.');
    await world.passes(1000);
    contains(text(caseCard(reference)), 'Left sight 14:03', 'They confirm it.', 'URGENT');
    lacks(text(caseCard(reference)), 'not confirmed', 'May have left');
  });

  it('“hes gone but his mate went the other way” is a leaving of this child, too', async () => {
    const reference = await world.refers(ofBoy);
    await says(`${reference} hes gone but his mate went the other way`);
    contains(text(caseCard(reference)), 'May have left');
  });

  it('Somebody else who has left rings', async () => {
    const reference = await world.refers(ofBoy);
    const before = world.told.length;
    await says(`${reference} kofis with me but the other lad got in the audi`);
    expect(rings(before)).not.toEqual([]);
    contains(text(caseCard(reference)), 'kofis with me but the other lad got in the audi');
  });

  it.each(['the other bloke has legged it. yeah she stays', 'no the bloke left', 'her uncle drove off'])(
    '“%s” is of a man, and no leaving of the child',
    async (words) => {
      for (const child of [ofBoy, ofGirl]) {
        const reference = await world.refers(child);
        await says(`${reference} ${words}`);
        contains(text(caseCard(reference)), words);
        lacks(text(caseCard(reference)), guess);
      }
    },
  );

  it('After a denial, new words of the same kind ring and ask again', async () => {
    const reference = await guessed();
    await says(`${reference} no`);
    const before = world.told.length;
    await says(`${reference} hes climbed out the window. gone`);
    expect(rings(before)).not.toEqual([]);
    contains(text(caseCard(reference)), 'May have left');
  });

  it('A later time that was said meanwhile counts once the guess is taken back', async () => {
    const reference = await guessed();
    await says(`${reference} they leave at 6.30`);
    await says(`${reference} left: no`);
    contains(text(caseCard(reference)), 'Leaves sight 18:30');
    lacks(text(caseCard(reference)), guess);
  });

  it('Danger in the same words stays when the leaving is taken back', async () => {
    const reference = await world.refers(ofBoy);
    await says(`${reference} he hit him with a belt. hes gone`);
    await says(`${reference} no`);
    contains(text(caseCard(reference)), 'URGENT');
  });

  it.each([
    'hes gone for a smoke. security are watching the doors',
    'hes legged it',
    'the bloke left',
    'hes gone. slipped out the fire exit. she is still in bed shes fine',
  ])('Of a girl, “%s” is news that rings, and no leaving', async (words) => {
    const reference = await world.refers(ofGirl);
    await world.says(`I am on it ${reference}`, 'mo');
    const before = world.told.length;
    await says(`${reference} ${words}`);
    expect(rings(before)).not.toEqual([]);
    contains(text(caseCard(reference)), words);
    lacks(text(caseCard(reference)), guess, 'May leave');
  });

  it.each(['shes gone', 'hes gone with her', 'theyve gone', 'hes put her in his car'])(
    'Of a girl, “%s” is a leaving as before',
    async (words) => {
      const reference = await world.refers(ofGirl);
      await says(`${reference} ${words}`);
      contains(text(caseCard(reference)), 'May have left');
    },
  );
});

describe('words that somebody else has left, while a check is open', () => {
  const world = aProgram({ eachAlone: true });

  it('They go into no box, take nothing away, and the question is asked again', async () => {
    for (const words of [
      'theres a bloke at the door asking for one of our lads',
      'kid is 16 called kofi. says he owes him money',
      'ok ive rung 999 theyre sending someone. he is still leaning on the buzzer',
      'yes now',
      'i have phoned. just said',
      '1',
      'police are here now hes legged it in a grey golf',
    ])
      await world.types('jane', words);
    await world.passes(1000);
    const reference = /HT-\w{4}-\w{3}/.exec(text(world.inChat('jane').at(-1)))?.[0] ?? '';
    contains(text(world.caseCard(reference)), 'May have left 14:03');
    const reply = await world.types('jane', 'no not kofi!! the bloke left. kofis upstairs in his room');
    await world.passes(1000);
    contains(text(reply), 'Which question?', '“left: no”');
    contains(text(world.caseCard(reference)), 'May have left', 'kofis upstairs in his room');
  });
});

describe('a yes with more to the question whether the child has left', () => {
  const world = aProgram({ eachAlone: true });
  const { refers, answers, caseCard, machine, inChat } = world;
  const rings = (from: number) =>
    world.told.slice(from).filter(({ to, message }) => to === 'a:mo' && 'alert' in message && message.alert === true);

  it('answers it, and its words are news', async () => {
    const reference = await refers(ofBoy);
    await answers('jane', 'hes legged it in a grey golf');
    contains(
      await answers('jane', 'yes hes left 2 mins ago. the police dont know'),
      'You say that the child has left.',
    );
    await world.passes(1000);
    contains(text(caseCard(reference)), 'Left sight 14:03', 'the police dont know');
  });

  const gone = async (seconds: number) => {
    const reference = await refers(ofBoy);
    await world.says(`I am on it ${reference}`, 'mo');
    const at = londonClock(machine.now());
    await answers('jane', 'hes legged it in a grey golf');
    await world.passes(seconds * 1000);
    contains(text(inChat('mo').at(-1)), `May have left ${at}`);
    return { at, before: world.told.length, card: () => text(caseCard(reference)) };
  };

  it.each(['yes hes gone', 'yep they took him in the van', 'yes'])(
    '“%s” confirms the time that was asked about: it moves nothing, nobody is safe, nothing is asked again, and it rings once',
    async (words) => {
      const { at, before, card } = await gone(360);
      contains(await answers('jane', words), 'You say that the child has left.');
      await world.passes(1000);
      contains(card(), `Left sight ${at}`, 'They confirm it.');
      lacks(card(), 'Said to be safe', 'May have left', 'Another time');
      const all = world.told.slice(before).map(({ message }) => ('card' in message ? text(message.card) : ''));
      lacks(all.join(), 'Has the child left?', 'SAFE');
      expect(rings(before)).toHaveLength(1);
      contains(text(inChat('mo').at(-1)), /the child has left/i, `Left sight ${at}`);
    },
  );

  it('Where the child was and with whom is then old, and says so; what was written of 999 stands beside “missing”', async () => {
    const where = { 'Where are they now': 'Room 11, Harbour House', 'Who are they with?': 'Nobody' };
    const reference = await refers({ child: { ...ofBoy.child, ...where } });
    const old = 'Where now: Room 11, Harbour House';
    contains(text(caseCard(reference)), old);
    lacks(text(caseCard(reference)), 'Before the child');
    await answers('jane', 'hes legged it in a grey golf');
    await world.passes(1000);
    contains(text(caseCard(reference)), 'Before the child may have left, said', old);
    await answers('jane', 'yes hes gone');
    await world.passes(1000);
    contains(text(caseCard(reference)), 'Before the child left, said', old);
    await answers('jane', 'pressed 55 police are coming');
    await answers('jane', 'child is missing');
    await world.passes(1000);
    contains(text(caseCard(reference)), 'The referrer wrote “pressed 55 police are coming”', 'Do the police know');
    contains(text(inChat('mo').at(-1)), 'The referrer wrote of the police, 14:');
    const all = world.told.map(({ message }) => ('card' in message ? text(message.card) : '')).join();
    lacks(all, 'has not said whether the police know');
  });

  it.each(['yes', 'yes hes gone'])(
    '“%s” in the minute of the ring for those words rings nobody twice, and each card says at once that the child left',
    async (words) => {
      const { at, before } = await gone(10);
      await answers('jane', words);
      await world.passes(1000);
      expect(rings(before)).toEqual([]);
      contains(text(inChat('mo').at(-1)), `Left sight ${at}`);
    },
  );
});

describe('a missing child whom helpers have, or who was never missing', () => {
  const world = aProgram({ eachAlone: true });
  const { caseCard, inChat } = world;
  const after = async (...lines: string[]) => {
    const reference = await world.refers(ofGirl);
    await world.says(`I am on it ${reference}`, 'mo');
    let reply = '';
    for (const line of ['child is missing', ...lines]) {
      reply = text(await world.types('jane', line));
      await world.passes(10_000);
    }
    return { reply, card: text(caseCard(reference)), mo: text(inChat('mo').at(-1)) };
  };
  const isWith = 'Said to be with the police or other helpers at 14:';

  it.each([
    'steve says the police have got her shes safe shes in the police car',
    'shes safe, she is with two officers at the station',
  ])('“%s”: who has seen her is asked, and never whether she is “with you”', async (words) => {
    const { reply, card, mo } = await after(words);
    contains(reply, 'Who has seen the child there?');
    lacks(reply, 'back with you');
    contains(card, isWith, 'CHILD MISSING');
    lacks(card, 'Said to be back', 'that the child is there');
    contains(mo, /SAID TO BE SAFE|SAYS THAT HELP IS THERE/);
  });

  it('“not with me shes with the police” and who saw her stands there, and nothing more is asked', async () => {
    const words = 'not with me shes with the police, steve saw her in the car himself';
    const { reply, card, mo } = await after('shes back', words);
    lacks(reply, 'back with you', 'Who has seen');
    contains(card, isWith, words);
    lacks(card, 'that the child is there');
    contains(mo, /SAID TO BE SAFE|SAYS THAT HELP IS THERE/);
  });

  it.each(['the man is in the police car', 'shes not with the police'])(
    '“%s” says of her no such thing',
    async (words) => lacks((await after('shes back', words)).card, isWith),
  );

  it.each([
    'no! she is not missing. nobody missing',
    'taken her into police protection s46. going to take her to the station',
  ])('“Said to be back” stays at the head after “%s”', async (words) => {
    const { card } = await after('shes not missing shes here with me', words);
    contains(card, 'CHILD MISSING', 'Said to be back at 14:');
  });
});

describe('words that wait until somebody says the child', () => {
  const world = aProgram({ eachAlone: true });

  it('An age in them is no hour at which a child leaves, and rings nobody', async () => {
    await world.refers(ofBoy);
    await world.refers(ofGirl);
    const before = world.told.length;
    const words = 'theres somebodys little brother hes about 7 always hungry takes the toast off the other kids plates';
    await world.types('jane', words);
    await world.passes(1000);
    const all = world.told.slice(before);
    const cards = all.map(({ message }) => ('card' in message ? text(message.card) : '')).join();
    contains(cards, 'Child not yet said');
    lacks(cards, '07:00', 'Leaves sight');
    expect(all.filter(({ to, message }) => to === 'a:mo' && 'alert' in message && message.alert)).toEqual([]);
  });
});

describe('somebody takes the child away on a day that is named', () => {
  const world = aProgram({ eachAlone: true });
  const { caseCard, inChat } = world;
  const says = async (words: string) => {
    const reference = await world.refers(ofGirl);
    await world.says(`I am on it ${reference}`, 'mo');
    const before = world.told.length;
    await world.types('jane', `${reference} ${words}`);
    await world.passes(1000);
    const rings = world.told
      .slice(before)
      .filter(({ to, message }) => to === 'a:mo' && 'alert' in message && message.alert === true);
    return { rings: rings.length, card: text(caseCard(reference)), summary: summaryOf(caseCard(reference)) };
  };

  it.each([
    ['uncle is taking them all away friday she says, back to where they come from', 'Fri 12 Jun'],
    ['theyre flying her out 14 june', 'Sun 14 Jun'],
    ['hes taking her saturday', 'Sat 13 Jun'],
  ])('“%s” stands in the title of the card and of the notice, and names no hour', async (words, day) => {
    const { card, summary } = await says(words);
    contains(card, `May be taken away on ${day}, they wrote at 14:`);
    contains(summary, 'may be taken away on a day they name');
    contains(text(inChat('mo').at(-1)), 'MAY BE TAKEN AWAY ON A DAY');
    lacks(card, 'Leaves sight soon', 'Leaves sight 14');
  });

  it('“hes taking her tomorrow” and “… wednesday”, said on that day, ring', async () => {
    for (const words of ['hes taking her away tomorrow', 'hes taking her wednesday'])
      expect((await says(words)).rings).toBe(1);
  });

  it.each([
    'she goes swimming with school on friday',
    'her social worker is moving her friday',
    'he picks her up every friday',
  ])('“%s” says no such thing', async (words) => lacks((await says(words)).card, 'May be taken away'));

  it('Where the child is not said, it rings, and the title says it', async () => {
    await world.refers(ofBoy);
    await world.refers(ofGirl);
    await world.types('jane', 'uncle is taking them all away friday');
    await world.passes(1000);
    contains(summaryOf(inChat('mo').at(-1)), 'MAY BE TAKEN AWAY ON A DAY');
  });
});

describe('of two reports that the child has left, neither of which is confirmed', () => {
  const world = aProgram({ eachAlone: true });
  const { machine, caseCard, inChat } = world;
  let reference: string;
  const says = async (words: string) => {
    await world.types('jane', `${reference} ${words}`);
    await world.passes(1000);
  };
  const clockAt = (at: number) => londonClock(Instant.parse(new Date(at).toISOString()));
  /** @returns the card, and what the clock showed at the first words */
  const after = async (first: string, later: string) => {
    reference = await world.refers({ child: { 'Child’s name': 'Idris, boy' } });
    await world.says(`I am on it ${reference}`, 'mo');
    const at = Date.parse(machine.now());
    await says(first);
    await world.passes(360_000);
    await says(later);
    return { card: text(caseCard(reference)), at };
  };
  const doubted = 'i think he might have gone out the side door';

  it.each([
    [doubted, 'the cousin has put him in the fiesta and driven off just now', 6],
    [doubted, 'idris got in the fiesta 2 mins ago', 4],
    ['cant see idris, he may have left', 'not sure which way, but they drove off with him 3 mins ago', 3],
    ['hes gone', 'the head saw him get in the fiesta 2 mins ago', 4],
  ])('after “%s” the plainer “%s” leads', async (first, plain, minutes) => {
    const { card, at } = await after(first, plain);
    const leads = `May have left ${clockAt(at + minutes * 60_000)}`;
    contains(card, leads, 'Said before, replaced since: they wrote', `${first}” at`);
    lacks(card, 'that the child is there');
    contains(text(inChat('mo').at(-1)), leads);
  });

  it.each([
    ['they drove off with him in the fiesta', 'i think he might have gone for good'],
    ['they drove off with him in the fiesta', 'hes gone'],
    [doubted, 'looks like hes left with them'],
  ])('after “%s” nothing plainer stands in “%s”', async (first, later) => {
    const { card, at } = await after(first, later);
    contains(card, `May have left ${clockAt(at)}`);
  });

  it('“no” to the plainer one takes both away', async () => {
    await after(doubted, 'they drove off with him in the fiesta just now');
    await says('left: no');
    lacks(text(caseCard(reference)), 'May have left');
  });
});

describe('a leaving that is said plainly, after words that the child may go', () => {
  const world = aProgram({ eachAlone: true });
  const { machine, caseCard } = world;
  const early = 'hes told them get in the van early';
  const later = async (...lines: string[]) => {
    const reference = await world.refers(ofBoy);
    const from = machine.now();
    for (const line of lines) {
      await world.types('jane', `${reference}: ${line}`);
      await world.passes(minute);
    }
    const after = (minutes: number) => londonClock(plus(from, minutes * minute));
    return { reference, after, card: () => text(caseCard(reference)) };
  };

  it.each([
    'gone. both of them. van turned left twds leyton',
    'theyve gone now',
    'they have driven off with him',
    'hes driven off with him',
    'he got in and they went',
  ])('“%s” takes its place', async (words) => {
    const { after, card } = await later(early, words);
    contains(card(), `May have left ${after(1)}`);
    lacks(card(), `May have left ${after(0)}`);
  });

  it('What says in between that the child is there stands beside it', async () => {
    const { after, card } = await later(
      'i think hes gone in the van',
      'kofis still here by the buckets, the other lad is in the van',
    );
    contains(card(), `The referrer wrote at ${after(1)} that the child is there (not confirmed)`);
  });

  it('“left: yes” confirms the newest', async () => {
    const { reference, after, card } = await later(
      'shes gone in the van i think',
      'kofis still here with me',
      'gone. both of them',
    );
    await world.types('jane', `${reference}: left: yes`);
    await world.passes(1000);
    contains(card(), `Left sight ${after(2)}`, 'They confirm it.');
    lacks(card(), `Left sight ${after(0)}`);
  });

  it('The same leaving, said again, keeps its time', async () => {
    const { after, card } = await later('hes gone', 'hes gone omg');
    contains(card(), `May have left ${after(0)}`);
  });
});

describe('a child who is back', () => {
  const world = aProgram({ eachAlone: true });
  const { caseCard } = world;
  let reference = '';
  const says = async (words: string) => {
    const reply = await world.types('jane', `${reference} ${words}`);
    await world.passes(1000);
    return text(reply);
  };
  const left = async (confirmed: boolean) => {
    reference = await world.refers(ofBoy);
    await says('hes legged it in a grey golf');
    if (confirmed) await says('left: yes');
  };
  const back = 'they came back!! boys in room 12 again man went out for cigs';

  it('“man went out for cigs” beside it asks only whether the child is back, and “yes” after more words asks which question', async () => {
    await left(true);
    const from = world.told.length;
    contains(await says(back), 'Is the child back with you?');
    lacks(JSON.stringify(world.told.slice(from)), 'Has the child left?');
    await says('can i go talk to him while hes out');
    contains(await says('yes'), 'Which question?', 'found: yes');
    contains(text(caseCard(reference)), 'Said to be back at');
  });

  it.each(['no hes back i can see him', 'no hes still here with me'])(
    '“%s” takes a guess that the child has left back',
    async (words) => {
      await left(false);
      contains(await says(words), 'You say that the child has not left.');
      contains(text(caseCard(reference)), words);
      lacks(text(caseCard(reference)), guess);
    },
  );

  it('“no hes back i can see him” of a child who had left is a report that the child is found', async () => {
    await left(true);
    contains(await says('no hes back i can see him'), 'The child is found, you said.');
    contains(text(caseCard(reference)), 'Said to be found at');
  });

  it.each(['no hes not back', 'no the man is back'])('“%s” takes nothing back', async (words) => {
    await left(false);
    await says(words);
    contains(text(caseCard(reference)), 'May have left');
  });
});

describe('a child who is back is so at once', () => {
  const world = aProgram({ eachAlone: true });
  const { caseCard } = world;
  let reference = '';
  const says = async (words: string) => {
    const reply = await world.types('jane', `${reference} ${words}`);
    await world.passes(1000);
    return text(reply);
  };
  const left = async () => {
    reference = await world.refers(ofBoy);
    await says('theyve took him out the side door in a grey golf');
  };

  it('Once it is asked whether the child is back, nothing asks whether they left: “yes” answers that', async () => {
    await left();
    lacks(await says('they came back!! boys in room 12 again'), 'Has the child left?');
    lacks(text(world.receiptOf(reference)), 'Has the child left?');
    contains(await says('yes'), 'The child is found, you said.');
  });

  it.each([
    ['hes back!! kofi ran off from the car hes in resus with me', 'yes hes here, i saw him come in myself'],
    ['hes back, legged it out of the van at the lights', 'yes hes here next to me'],
    ['kofis back here he ran away from that man', 'yep hes with us, our receptionist let him in'],
    ['hes just walked back in', 'yes he is here, matron has seen him'],
    ['back safe with us he escaped from the flat', 'yes hes here, in the office with the head'],
  ])('“%s” is no missing child, and “%s” answers who saw them, at once', async (words, answer) => {
    await left();
    const from = world.told.length;
    const reply = await says(words);
    contains(reply, 'Is the child back with you?');
    lacks(reply, 'Is the child missing?', 'Has the child left?');
    lacks(JSON.stringify(world.told.slice(from)), 'MAY BE MISSING');
    contains(await says(answer), 'The child is found, you said.');
    contains(text(caseCard(reference)), answer);
  });

  it.each(['no hes ran off again', 'yes the uncle is here shouting for him', 'he ran off from the car'])(
    '“%s” after that is no such answer',
    async (words) => {
      await left();
      await says('hes just walked back in');
      lacks(await says(words), 'The child is found, you said.');
    },
  );
});

describe('calm words', () => {
  const world = aProgram({ eachAlone: true });
  const { caseCard } = world;
  let reference = '';
  const says = async (words: string) => {
    const reply = await world.types('jane', `${reference} ${words}`);
    await world.passes(1000);
    return text(reply);
  };
  const taken = async () => {
    reference = await world.refers(ofBoy);
    await world.says(`I am on it ${reference}`, 'mo');
    await world.passes(4 * minute);
  };

  it.each([
    'he doesnt leave, hes in my car',
    'no he hasnt left ffs hes sat next to me',
    'vans just gone with the other 2. lads still with me, in my car doors locked',
    'hes gone back upstairs thank god. police are outside now',
    'police just got here 2 of them theyre sat with him',
    'thats us at the nick. hes safe, got him a brew',
    'asked him thru the interpreter, he wants to come with us',
    'two officers have turned up, theyre talking to him',
    'rung 999 they said 20 mins',
    'called 999, they reckon half an hour',
    'car stopped, lads ok',
    'hes gone up to bed',
  ])('“%s” is no danger, no leaving and no missing child', async (words) => {
    await taken();
    const from = world.told.length;
    lacks(await says(words), 'Ring 999 now', 'Is the child missing?', 'Has the child left?');
    const told = JSON.stringify(world.told.slice(from));
    lacks(told, 'MAY BE IN DANGER', 'MAY BE MISSING', 'MAY LEAVE', 'May have left');
    contains(text(caseCard(reference)), words);
  });

  it.each([
    'hes here with me but hes stopped breathing',
    'police are here, he has got a blade to his neck',
    'hes safe with me but the uncle is smashing the window',
    'he is in my car, theyre surrounding us with bats',
  ])('“%s” is danger all the same', async (words) => {
    await taken();
    contains(await says(words), 'Ring 999 now');
  });

  it.each([
    ['officer is taking him to hospital now', 'theyve gone'],
    ['police are taking him to hospital', 'ok theyve left now. thanks for your help'],
    ['social worker is driving him to the station', 'they have just gone'],
  ])('After “%s”, “%s” is no leaving and no missing child', async (before, words) => {
    await taken();
    await says(before);
    await world.passes(10 * minute);
    const from = world.told.length;
    lacks(await says(words), 'Is the child missing?', 'Has the child left?');
    lacks(JSON.stringify(world.told.slice(from)), 'MAY BE MISSING', 'MAY LEAVE', 'MAY BE IN DANGER');
  });

  it.each([
    ['officer is talking to him', 'theyve gone'],
    ['police are taking him to hospital', 'hes gone, climbed out the window'],
  ])('After “%s”, “%s” rings', async (before, words) => {
    await taken();
    await says(before);
    const from = world.told.length;
    await says(words);
    contains(JSON.stringify(world.told.slice(from)), 'MAY BE MISSING');
  });

  it('The first saying of a return counts, and “being brought back here” is none', async () => {
    await taken();
    await says('theyve took him out the side door in a grey golf');
    await says('police have stopped it, hes being brought back here');
    lacks(text(caseCard(reference)), 'Said to be back');
    await says('hes just walked back in');
    const [first = ''] = /Said to be back at \d\d:\d\d/.exec(text(caseCard(reference))) ?? [];
    await world.passes(3 * minute);
    await says('hes back safe, having his tea with me');
    expect(first).not.toBe('');
    contains(text(caseCard(reference)), first);
  });
});

describe('a child who is still there after words that they may have left', () => {
  const world = aProgram({ eachAlone: true });
  const { caseCard } = world;
  const says = async (words: string) => text(await world.says(words));
  const rings = (from: number) =>
    world.told.slice(from).filter(({ to, message }) => to === 'a:mo' && 'alert' in message && message.alert === true);

  it.each([
    'no shes in the toilet w the woman. still here',
    'no shes here',
    'still here, w the woman in bed 9',
    'nope she is in the playroom with the nurse, wrong bay',
    'sorry. no shes still in bed. wrong bay',
  ])(
    '“%s” answers “Has the child left?”: it rings, the mark says so with its times, and nothing asks again',
    async (words) => {
      const reference = await world.refers(ofGirl);
      await world.says(`I am on it ${reference}`, 'mo');
      await says(`${reference} theyre off in 2 mins she says`);
      await world.passes(5 * 60_000);
      await says(`${reference} oh god shes gone the bay is empty`);
      await world.passes(3 * 60_000);
      const from = world.told.length;
      contains(await says(`${reference} ${words}`), 'You say that the child has not left.');
      expect(rings(from)).toHaveLength(1);
      contains(
        text(world.inChat('mo').at(-1)),
        'SAID TO BE THERE, written',
        /Said to be there \d\d:\d\d \(not confirmed\), after words of a leaving/,
      );
      lacks(text(world.inChat('mo').at(-1)), 'A TIME IS NOT RIGHT', 'NOT RIGHT');
      contains(text(caseCard(reference)), 'Said to be there', 'URGENT');
      lacks(text(world.receiptOf(reference)), 'was to leave', 'If you do not know where they are');
      lacks(JSON.stringify(world.told.slice(from).filter(({ to }) => to === 'a:jane')), 'If not, type');
    },
  );

  it.each(['no shes not here', 'no hes still here shouting', 'no still cant see her'])(
    '“%s” takes nothing back',
    async (words) => {
      const reference = await world.refers(ofGirl);
      await says(`${reference} oh god shes gone the bay is empty`);
      await says(`${reference} ${words}`);
      contains(text(caseCard(reference)), 'May have left');
    },
  );
});

describe('a child who is taken by force', () => {
  const world = aProgram({ eachAlone: true });
  const { caseCard } = world;
  const says = async (words: string) => text(await world.says(words));
  const taken = async () => {
    const reference = await world.refers(ofGirl);
    await world.says(`I am on it ${reference}`, 'mo');
    return reference;
  };

  it.each([
    'sory. hes draged her off the bed her wrist looks brokn',
    'hes pulled her by the arm',
    'the woman yanked her out of the chair',
    'he hauled her off the sofa by her hair',
    'they pushed her off the trolley',
  ])('“%s” is danger, and no leaving', async (words) => {
    const reference = await taken();
    contains(await says(`${reference} ${words}`), /^Ring 999 now/);
    contains(text(world.inChat('mo').at(-1)), 'MAY BE IN DANGER');
    lacks(text(caseCard(reference)), guess);
  });

  it.each([
    'there going down the back stares he has her. she got a pink dresing gown on',
    'out the ambulence doors now, car went left twords the a1',
    'through the main doors now he has her',
    'they are going down the stairs with her',
    'out the back door with her now',
  ])('“%s” is a leaving besides danger', async (words) => {
    const reference = await taken();
    contains(await says(`${reference} ${words}`), /^Ring 999 now/);
    contains(text(world.inChat('mo').at(-1)), 'MAY BE IN DANGER');
    contains(text(caseCard(reference)), 'May have left');
  });

  it.each(['im going down the back stairs now', 'he came out the doors and said hello'])(
    '“%s” is none',
    async (words) => {
      const reference = await taken();
      await says(`${reference} ${words}`);
      lacks(text(caseCard(reference)), guess);
    },
  );

  it('Once she is said to be found, the title says that, and when she may have left; a new leaving says “now” again', async () => {
    const reference = await taken();
    await says(`${reference} out the ambulence doors now, he has her`);
    contains(summaryOf(caseCard(reference)), 'act now, may have left');
    await world.passes(4 * 60_000);
    await says(`${reference} police stopped it, got her back. shes with me in resus`);
    await says(`${reference} yes shes back its me that saw her`);
    contains(summaryOf(caseCard(reference)), /said to be found \d\d:\d\d, not confirmed; before that may have left/);
    lacks(summaryOf(caseCard(reference)), 'act now');
    contains(text(caseCard(reference)), 'May have left', 'Said to be found', 'URGENT');
    await world.passes(60_000);
    await says(`${reference} shes gone again in a grey golf`);
    contains(summaryOf(caseCard(reference)), 'act now');
  });
});

describe('another hour, put right in few words', () => {
  const world = aProgram({ eachAlone: true });
  const leaves = { child: { 'Child’s name': 'Kofi, boy', 'When will they next': 'they leave at 4 today' } };
  it('“3 now he said not 4” and then “he says half 2 now not 3” stand at the top, and ring', async () => {
    const reference = await world.refers(leaves);
    const says = async (words: string) => {
      const before = world.told.length;
      await world.types('jane', `${reference} ${words}`);
      await world.passes(1000);
      const rang = world.told
        .slice(before)
        .some(({ to, message }) => to === 'a:mo' && 'alert' in message && message.alert);
      return [rang, summaryOf(world.caseCard(reference))] as const;
    };
    const [rang, first] = await says('3 now he said not 4');
    expect(rang).toBe(true);
    contains(first, 'act before 15:00');
    await world.passes(10 * 60_000);
    const [again, next] = await says('he says half 2 now not 3');
    expect(again).toBe(true);
    contains(next, 'act before 14:30');
    const [, then] = await says('hes 11 now not 12');
    contains(then, 'act before 14:30');
    lacks(text(world.caseCard(reference)), '23:00', '11:00');
  });
});

describe('who left, by what was told of people', () => {
  const world = aProgram({ eachAlone: true });
  const told = 'His mum says darren did it last night. Darren is in the kitchen, shelley is his mum.';
  const says = async (words: string) => {
    const reference = await world.refers({ child: { 'Child’s name': 'Kian, boy', 'What worries you': told } });
    await world.types('jane', `${reference} ${words}`);
    await world.passes(1000);
    return text(world.caseCard(reference));
  };

  it.each([
    'darren is back hes at the door',
    'police are here now darren went out the back',
    'darrens gone out for a bit',
    'shelley has gone to the shop',
    'his mum and darren have gone out',
    'her mum has gone home',
  ])('“%s” tells of an adult, and no leaving of the child', async (words) => {
    const card = await says(words);
    lacks(card, guess, 'Leaves sight', 'leaving your sight');
    contains(card, words);
  });

  it.each(['darren took kian with him out the back', 'darren and kian just left', 'theve gone out for fags'])(
    '“%s” may be of the child',
    async (words) => contains(await says(words), 'May have left'),
  );

  it.each([
    'theyre putting her in the car',
    'were leaving the house now me and the kids',
    'we are off now me and kian',
    'me and kian are leaving now',
  ])('“%s”: the child is about to go', async (words) => contains(await says(words), 'Leaves sight soon'));

  it.each(['we are off now me and sue', 'im going to tell him now with the kids here'])(
    '“%s” is of others',
    async (words) => lacks(await says(words), guess, 'Leaves sight'),
  );
});

describe('a child who had left is said to be back', () => {
  const world = aProgram({ eachAlone: true });
  const { caseCard, inChat } = world;
  const says = async (words: string) => text(await world.says(words));
  const gone = async (child = ofGirl.child) => {
    const reference = await world.refers({ child });
    await says(`${reference} theyve took her out the side door in a grey golf`);
    await world.passes(4 * minute);
    return reference;
  };

  it.each([
    'there back!! cars outside shes with him',
    'shes sat in the lobby now with a coat on her',
    'shes bak up in room',
    'she just walked in',
    'shes walked back in on her own',
    'theyve come bk in he forgot his bag',
    'shes back in class',
    'theyre in reception both of them',
    'she is in the lounge with the bloke',
    'back now both of them',
  ])('“%s”: the title, the card and what rings say so at once, and the mark stays', async (words) => {
    const reference = await gone();
    contains(summaryOf(caseCard(reference)), 'act now, may have left');
    contains(await says(`${reference} ${words}`), 'Is the child back with you?');
    contains(summaryOf(caseCard(reference)), /said to be back \d\d:\d\d, not confirmed; before that may have left/);
    contains(text(inChat('mo').at(-1)), 'MAY BE BACK, OR SAFE', 'Said to be back at', 'May have left');
    contains(text(caseCard(reference)), 'May have left', 'URGENT');
  });

  it.each([
    'no sign of her in the lobby',
    'he says shes in class but i havent seen her',
    'shes in his office at the garage',
    'is she in the office',
    'she was in the lobby before',
    'hes in the lobby',
  ])('“%s” says of her no such thing', async (words) => {
    const reference = await gone();
    await says(`${reference} ${words}`);
    lacks(summaryOf(caseCard(reference)), 'said to be back');
  });

  it('A “no, here” after that never says that she had not left: she is said to be back', async () => {
    const reference = await gone();
    await says(`${reference} theyve come bk in he forgot his bag`);
    await world.passes(minute);
    contains(await says(`${reference} no shes here`), 'You say that the child is back.');
    contains(world.lines(reference).join(), `${reference}: The referrer says: the child is back`);
    contains(text(caseCard(reference)), /They wrote at \d\d:\d\d of a leaving.*, and since that the child is back/);
    lacks(text(caseCard(reference)), 'was no leaving', 'has NOT left');
  });
});

describe('a child who is back, by a run-on line in which somebody reads “missing”', () => {
  const world = aProgram({ eachAlone: true });
  const { caseCard } = world;
  const says = async (words: string) => {
    const from = world.said.length;
    await world.types('jane', words);
    await world.passes(1000);
    return world.said
      .slice(from)
      .map(({ message }) => ('card' in message ? text(message.card) : message.text))
      .join('\n');
  };
  const words =
    'shes back mr patel found her crying by the tennis courts she never got in. lip is bleeding he hit her thru the fence';

  it('is so in the title at once, and nobody is told to ring the police first for it', async () => {
    const reference = await world.refers(ofGirl);
    await says('shes gone she said she needed the loo and shes not in there');
    await world.passes(6 * minute);
    const answer = await says(words);
    contains(answer, 'Is the child back with you? Who saw them?');
    lacks(answer, 'Is the child missing?', 'Ring the police first', 'Do the police know?');
    contains(summaryOf(caseCard(reference)), 'said to be back 14:09, not confirmed; before that may have left 14:03');
    const found = await says('yes shes with me and mr patel in the medical room');
    contains(found, 'The child is found, you said.', 'Missing again? Ring 999 first');
    lacks(found, 'Do the police know?', 'Ring the police first');
    contains(summaryOf(caseCard(reference)), 'said to be found 14:09');
  });

  it('“shes back. no shes gone again” is no child who is back', async () => {
    const reference = await world.refers(ofGirl);
    await says(`${reference} shes gone she said she needed the loo and shes not in there`);
    await says(`${reference} shes back. no shes gone again`);
    lacks(summaryOf(caseCard(reference)), 'said to be back');
  });
});

describe('a “no” or a “yes” with more words, to what the bot asked of a leaving', () => {
  const world = aProgram({ eachAlone: true });
  const { caseCard } = world;
  const says = async (words: string) => text(await world.says(words));

  it.each([
    'no shes not going were keeping her here. head has rung 999 police on the way',
    'no lien isnt leaving, shes in the office with the head',
  ])(
    '“%s” says that the time is not right: no title and no card has it any more, and it stays in the record',
    async (words) => {
      const reference = await world.refers(ofGirl);
      await says(`${reference} she was meant to go with him at 4 she says`);
      contains(summaryOf(caseCard(reference)), 'act before 16:00');
      contains(await says(`${reference} ${words}`), 'You say that it is not right.');
      const card = text(caseCard(reference));
      contains(card, words, '16:00, Wed 10 Jun, said by the referrer at 14:03: they say that it is NOT RIGHT.');
      lacks(card, 'Leaves sight 16:00', 'Was to leave at');
      lacks(summaryOf(caseCard(reference)), '16:00');
      lacks(text(world.receiptOf(reference)), 'leaves at 16:00');
    },
  );

  it.each(['no he hasnt left ffs hes sat next to me', 'no kofi hasnt gone anywhere, the head is with him'])(
    '“%s” says that the child has not left',
    async (words) => {
      const reference = await world.refers(ofBoy);
      await says(`${reference} hes legged it in a grey golf`);
      contains(await says(`${reference} ${words}`), 'You say that the child has not left.');
      contains(text(caseCard(reference)), words, 'They say that the child has NOT left.');
    },
  );

  it('“yes thats what he said” and more confirms the time', async () => {
    const reference = await world.refers(ofBoy);
    await says(`${reference} his uncle fetches him at 4`);
    const words = 'yes thats what he said. ive told the head';
    contains(await says(`${reference} ${words}`), 'You say that it is right.');
    contains(text(caseCard(reference)), words, 'They confirm it.');
  });

  it.each([
    'no shes not going home, hes taking her at 5',
    'no hes not going, he is shouting at the door',
    'no shes not going till half 4',
    'yes but its 5 not 4',
    'yes im here',
  ])('“%s” answers no time', async (words) => {
    const reference = await world.refers(ofGirl);
    await says(`${reference} her uncle fetches her at 4`);
    lacks(await says(`${reference} ${words}`), 'You say that');
    contains(text(caseCard(reference)), words);
  });
});
