import { describe, expect, it } from '@jest/globals';
import { aProgram, summaryOf, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// It is Wednesday, 14:03.
const ofBoy = { child: { 'Child’s name': 'Kofi, boy' } };
const ofGirl = { child: { 'Child’s name': 'Lien, girl', 'What worries you': 'Her uncle never leaves her alone.' } };
const guess = /left sight|have left/i;

describe('words that may say that the child has left', () => {
  const world = aProgram();
  const { machine, caseCard, inChat } = world;
  const says = async (words: string) => {
    const reply = await world.types('jane', words);
    await machine.pass(1000);
    return text(reply);
  };
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
    'no the bloke left',
    'no not kofi!! kofis upstairs',
    'hes still here',
    'the man',
    'not him',
    'no',
    'nope still on the ward',
    'left no',
    'time: no',
    'the time is rubbish he never left kofi is HERE',
  ])('“%s” takes them back, also after other words', async (words) => {
    const reference = await guessed();
    await says(`${reference} what do i do now`);
    contains(await says(`${reference} ${words}`), 'You say that the child has not left.');
    const card = text(caseCard(reference));
    contains(card, 'They say that the child has NOT left.', 'hes legged it in a grey golf');
    lacks(card, guess);
    lacks(text(world.receiptOf(reference)), guess, 'has left');
    contains(world.lines(reference).join(), 'The referrer says: the child has NOT left');
  });

  it('“no” pressed and then “yes” says it again: it counts, and is a fact', async () => {
    const reference = await guessed();
    const card = asked() ?? {};
    contains(text(await world.presses('jane', card, 'No', {}, 'chat')), 'You say that the child has not left.');
    await machine.pass(1000);
    lacks(text(caseCard(reference)), 'URGENT');
    contains(text(await world.presses('jane', card, 'Yes', {}, 'chat')), 'You say that the child has left.');
    await machine.pass(1000);
    contains(text(caseCard(reference)), 'Left sight 14:03', 'They confirm it.', 'URGENT');
    lacks(text(caseCard(reference)), 'not confirmed', 'May have left');
  });

  it('Who said yes and meant somebody else takes it back in plain words', async () => {
    const reference = await guessed();
    await world.presses('jane', asked() ?? {}, 'Yes', {}, 'chat');
    await machine.pass(1000);
    contains(text(caseCard(reference)), /Left sight/);
    await says(`${reference} no sorry he hasnt left, i thought u meant the bloke`);
    lacks(text(caseCard(reference)), 'Left sight');
  });

  it.each(['i got the plate wrong its KX91 LMD not KX19', 'theres another girl here says she seen him get in a van'])(
    '“%s” says nothing of that',
    async (words) => {
      const reference = await guessed();
      await says(`${reference} ${words}`);
      contains(text(caseCard(reference)), /May have left/);
    },
  );

  it.each(['kofi didnt go but darnell did', 'no kofis ok its darnell thats gone in it', 'hes here but his mate went'])(
    '“%s” is no denial: the alarm goes on, and rings that somebody else may have left',
    async (words) => {
      const reference = await guessed();
      const before = world.told.length;
      lacks(await says(`${reference} ${words}`), 'has not left');
      const rang = rings(before).map(({ message }) => ('card' in message ? text(message.card) : ''));
      contains(rang.join(), 'SOMEBODY ELSE MAY HAVE LEFT');
      contains(text(caseCard(reference)), 'May have left', 'URGENT', words);
      lacks(world.lines(reference).join(), 'NOT left');
    },
  );

  it('“its ellie not kofi” says which child is meant, and denies nothing', async () => {
    const reference = await guessed();
    lacks(await says(`${reference} its ellie not kofi`), 'has not left');
    contains(text(caseCard(reference)), 'May have left', 'its ellie not kofi');
  });

  it('“hes gone but his mate went the other way” is a leaving of this child, too', async () => {
    const reference = await world.refers(ofBoy);
    await says(`${reference} hes gone but his mate went the other way`);
    contains(text(caseCard(reference)), 'May have left');
  });

  it('Somebody else who has left is no leaving of this child, and rings', async () => {
    const reference = await world.refers(ofBoy);
    const before = world.told.length;
    await says(`${reference} kofis with me but the other lad got in the audi`);
    expect(rings(before)).not.toEqual([]);
    lacks(text(caseCard(reference)), guess);
  });

  it('After a denial, new words of the same kind ring and ask again', async () => {
    const reference = await guessed();
    await says(`${reference} the man`);
    const before = world.told.length;
    await says(`${reference} hes climbed out the window. gone`);
    expect(rings(before)).not.toEqual([]);
    contains(text(caseCard(reference)), 'May have left');
  });

  it('A later time that was said meanwhile counts once the guess is taken back', async () => {
    const reference = await guessed();
    await says(`${reference} they leave at 6.30`);
    await says(`${reference} no the bloke left`);
    contains(text(caseCard(reference)), 'Leaves sight 18:30');
    lacks(text(caseCard(reference)), guess);
  });

  it('Danger in the same words stays when the leaving is taken back', async () => {
    const reference = await world.refers(ofBoy);
    await says(`${reference} he hit him with a belt. hes gone`);
    await says(`${reference} no the bloke left`);
    contains(text(caseCard(reference)), 'URGENT');
  });

  it.each([
    'hes gone for a smoke. security are watching the doors',
    'hes legged it',
    'the bloke left',
    'oh and the man the police let him go!! hes outside in the car park',
  ])('Of a girl, “%s” is news that rings, and no leaving', async (words) => {
    const reference = await world.refers(ofGirl);
    await world.types('mo', `I am on it ${reference}`);
    const before = world.told.length;
    await says(`${reference} ${words}`);
    expect(rings(before)).not.toEqual([]);
    contains(text(caseCard(reference)), words);
    lacks(text(caseCard(reference)), guess, 'May leave');
  });

  it('Of a girl, “shes still here but he left” denies it, and says nothing of another child', async () => {
    const reference = await world.refers(ofGirl);
    await says(`${reference} shes gone`);
    const before = world.told.length;
    contains(await says(`${reference} shes still here but he left`), 'has not left');
    const rang = rings(before).map(({ message }) => ('card' in message ? text(message.card) : ''));
    lacks(rang.join(), 'SOMEBODY ELSE');
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

describe('a denial while a check is open', () => {
  const world = aProgram();

  it('It is heard there, and goes into no box', async () => {
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
    await world.machine.pass(1000);
    const reference = /HT-\w{4}-\w{3}/.exec(text(world.inChat('jane').at(-1)))?.[0] ?? '';
    contains(text(world.caseCard(reference)), 'May have left 14:03');
    const reply = await world.types('jane', 'no not kofi!! the bloke left. kofis upstairs in his room');
    await world.machine.pass(1000);
    contains(text(reply), 'You say that the child has not left.');
    contains(text(world.caseCard(reference)), 'They say that the child has NOT left.', 'kofis upstairs in his room');
    lacks(text(world.caseCard(reference)), guess);
  });
});
