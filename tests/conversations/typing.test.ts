import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hour, later, longWords, shortWords } from './london.ts';
import { allOf, caseCard, inChat, receipt, textsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

describe('a referrer who only types', () => {
  let world: World;
  let reference: string;
  let called: Date;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  /** Types these messages one after the other. @returns the text of the last answer */
  async function types(...messages: string[]): Promise<string> {
    let answer = '';
    for (const text of messages) answer = textsOf(await world.tom.says(text));
    return answer;
  }

  it('“start” begins a check and asks about danger', async () => {
    const sent = await world.tom.says('start');
    expect(allOf(sent)).toContain('Is the child in immediate danger, or about to be moved?');
  });

  it('After an unclear answer the bot asks again, and nothing changes', async () => {
    const reply = await types('purple');
    expect(reply).toContain('Sorry, I could not match “purple” to an answer.');
    expect(reply).toContain('In danger now? Ring 999, or Children’s Services on 0300 123 4043.');
    expect(reply).toMatch(
      /Is the child in immediate danger, or about to be moved\?[^?]*1 Yes, now[^?]*2 No[^?]*3 Not known/,
    );
  });

  it('A typed “yes” to danger brings the numbers, and asks about the call', async () => {
    expect(await types('yes')).toContain('Ring 999, or Children’s Services on 0300 123 4043. I have not called anyone');
    expect(await types('I have phoned')).toMatch(/Your call is recorded: .* Wrong time\? Type “back”\./);
    expect(await types('back')).toContain('When did you ring?');
    expect(await types('in 2 hours')).toContain('that lies ahead. When did you ring?');
    const who = await types('1 hour ago');
    called = later(new Date(), -hour);
    expect([called, later(called, -60_000)].some((at) => who.includes(`I read that as ${longWords(at)}`))).toBe(true);
    expect(who).toContain('Who took the call?');
    expect(await types('Ann')).toContain('Which number can the MASH ring?');
    expect(await types('01632 960 021')).toContain('Agency (required)');
  });

  it('A referrer types who they are, one question after the other', async () => {
    expect(await types('2')).toContain('Your organisation');
    expect(await types('Bedwell School')).toContain('Your name (required)');
    expect(await types('skip')).toContain('Your role');
    expect(await types('teacher')).toContain('Phone, for the MASH to ring\n\nWe have 01632 960 021. “skip” keeps it.');
    expect(await types('01632 960 020')).toContain('Someone else they can ring');
    expect(await types('skip')).toContain('Give your name, so that the MASH knows who is referring.');
    await types('Tom Reed');
    expect(await types('continue')).toMatch(/In care\?[^?]*1 Yes[^?]*2 No[^?]*3 Not known/);
    expect(await types('no')).toContain('Child’s name, or a description');
  });

  it('Dates that are typed are repeated back in words', async () => {
    await types('Boy, Peridot');
    expect(await types('4/3/12')).toMatch(/I read that as born 4 March 2012, now \d+\./);
    await types('School hall');
    expect(await types('his form teacher')).not.toContain('kept as you wrote it');
    expect(await types('when his aunt comes')).toContain(
      'Next leaves sight: kept as you wrote it. I could not read a day or a time in it. For example “15:30”',
    );
    await types('back');
    const sight = await types('tomorrow 3.15pm');
    expect(sight).toContain(`I read that as 15:15, ${longWords(later(new Date(), 24 * hour)).slice(7)}`);
    expect(sight).toContain('Is the child still in the situation that worries you?');
    expect(await types('yes')).toContain('in contact with the people you worry about?');
    expect(await types('1 hour ago')).toMatch(
      /Last contact with them: I read that as \d\d:\d\d, .*What worries you\?/s,
    );
    expect(await types('Bruises, Tourmaline')).toContain('From abroad?');
  });

  it('A referrer can type “back” and “continue”', async () => {
    expect(await types('back')).toContain('In care?');
    expect(await types('continue')).toContain('From abroad?');
  });

  it('A referrer can answer the situation with words, numbers and “skip”', async () => {
    expect(await types('no')).toContain('Living with someone who is not close family?');
    expect(await types('skip', 'not known', 'n')).toContain('(1 of 10)');
  });

  it('A referrer can tick by number, with the statements listed', async () => {
    const reply = await types('skip');
    expect(reply).toContain('Which do you suspect?');
    expect(await types('99')).toContain('could not match “99” to an answer');
    expect(await types('2, 4')).toContain('Anything to note');
    const next = await types('Seen by the caretaker');
    expect(next).toContain('Status, movement and documents (2 of 10)');
    expect(next).toContain('1 In the country without permission to be here.');
    expect(await types('1 and 2', 'skip', 'skip')).toContain('(3 of 10)');
    expect(await types('all not seen')).toContain('(4 of 10)');
    expect(await types(...Array(6).fill('continue'))).toContain('(10 of 10)');
    expect(await types('continue')).toContain('It does not decide anything.');
  });

  it('A referrer can type the answers about the designated officer and consent', async () => {
    expect(await types('continue')).toContain('Have you talked to your designated officer?');
    expect(await types('not yet', 'continue')).toContain('The person looking after the child may be involved.');
    expect(await types('not sure')).toContain('What have you done about consent?');
    expect(await types(...Array(7).fill('skip'))).toContain('Choose what fits best. Any answer lets you send.');
    expect(await types('1', 'Asking would warn him.', 'skip', '1', '1 2')).toContain('not in the 2016 protocol');
    expect(await types('1, 4', 'skip')).toMatch(/From school or education\W+Were copies of the documents taken\?/);
  });

  it('“check answers” leads to the check-answers card, and “submit” sends', async () => {
    const check = await world.tom.says('check answers');
    expect(textsOf(check)).toContain('Type “submit” to send the referral');
    expect(allOf(check)).toContain('Boy, Peridot');
    await world.tom.says('submit');
    const { text, headings } = world.tom.sees();
    reference = headings[0] ?? '';
    expect(reference).toMatch(/^HT-/);
    const due = later(called, 24 * hour);
    expect([due, later(due, -60_000)].some((at) => text.includes(`Decision due by ${shortWords(at)}`))).toBe(true);
    await world.until(() => receipt(world.tom, reference).sees().text.includes('Delivered to the MASH'));
  });

  it('The MASH reads the same from a referrer who typed as from one who pressed buttons', () => {
    const shared = caseCard(world.mo, reference).sees().text;
    for (const words of [
      'URGENT',
      'Boy, Peridot',
      'Tourmaline',
      'School or education',
      '01632 960 020',
      'Asking would warn',
    ])
      expect(shared).toContain(words);
    expect(shared).toMatch(/(Leaves sight|Next leaves sight:) 15:15/);
    expect(shared).toContain('· seen\nIn the country without permission to be here; History of going missing');
    expect(shared).toContain(
      'Carer and household · suspected\nThe carer has little knowledge of the child; Not registered for',
    );
    expect(shared).toContain(
      'Child protection: reasonable cause to believe significant harm (§11); Crime and Disorder',
    );
    expect(shared).toMatch(/Still in the situation: yes\nLast in contact with the people of concern: .*\d\d:\d\d/);
  });
});

describe('words that work at any step', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it.each([
    ['hi', 'I help you check what you have seen'],
    ['help', 'I help you check what you have seen'],
    ['Good morning', 'I help you check what you have seen'],
    ['phone numbers', '01438 737511'],
    ['contacts', '01438 737511'],
    ['my referrals', 'You have none yet.'],
    ['I only want advice', 'You need no consent to ask for advice'],
  ])('The bot answers “%s” while no check is open', async (typed, answer) => {
    expect(allOf(await world.jane.says(typed))).toContain(answer);
  });

  it('The bot says that the advice number of 2016 is not confirmed', async () => {
    expect(allOf(await world.jane.says('contacts'))).toContain('2016 protocol, not confirmed');
  });

  it('Words typed with no check open are not kept, and the bot says so', async () => {
    const sent = await world.jane.says('The girl Chrysoprase is in danger');
    expect(allOf(sent)).toContain('I did not save that');
    expect(allOf(sent)).toContain('Start a check');
    expect(allOf(sent)).not.toContain('Chrysoprase');
    expect(world.log.join('\n')).not.toContain('Chrysoprase');
    await world.jane.says('start');
    await world.jane.says('no');
    expect(allOf(world.jane.chat())).not.toContain('Chrysoprase');
  });

  it('“contacts” and “help” are answered in the middle of a check, which stays where it was', async () => {
    const { jane } = world;
    expect(allOf(await jane.says('contacts'))).toContain('Children’s Services (Customer Service Centre)');
    expect(allOf(await jane.says('help'))).toContain('I help you check what you have seen');
    expect(textsOf(await jane.says('1'))).toContain('Your organisation');
    expect(textsOf(await jane.says('skip'))).toContain('Your name (required)');
    await jane.says('Jane Okafor');
    expect(allOf(await jane.says('check answers'))).toContain('Phone, for the MASH to ring');
    expect(textsOf(await jane.says('back'))).toContain('Is the child in immediate danger');
  });

  it('A typed message that Teams delivers twice counts once', async () => {
    const { jane } = world;
    await jane.says('no');
    expect(textsOf(await jane.says('2'))).toContain('Your organisation');
    const before = jane.chat().length;
    const { status } = await jane.repeats();
    expect(status).toBe(200);
    await world.until(() => jane.chat().length > before);
    // the repeated “2” was not taken as the organisation
    expect(textsOf(await jane.says('skip'))).toContain('Your name');
    expect(textsOf(await jane.says('Jane O'))).toContain('Your role');
    await jane.repeats();
    expect(textsOf(await jane.says('nurse'))).toContain('Phone, for the MASH to ring');
  });
});

describe('a short referral, typed', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    const { jane } = world;
    for (const text of [
      'start',
      'no',
      '1',
      'skip',
      'Jane Okafor',
      'skip',
      '01632 960 014',
      'skip',
      'no',
      'Girl Peridot',
      '4/3/12',
    ])
      await jane.says(text);
    for (const text of [
      'check answers',
      'the man Tourmaline',
      'yes',
      '1',
      'The man Tourmaline may be involved.',
      'continue',
    ])
      await jane.says(text);
    expect(allOf(jane.chat())).toContain('Peridot');
    expect(allOf(jane.chat())).toContain('4 March 2012');
    expect(allOf(jane.chat())).toContain('I could not match “the man Tourmaline” to an answer');
    await jane.says('submit');
  });
  afterAll(() => world.stop());

  it('No message of the bot keeps a fact after sending, even where a date was read back or words were not understood', async () => {
    const facts = /Peridot|4\/3\/12|4 March 2012|Tourmaline/;
    await world.until(() => !facts.test(allOf(world.jane.chat())));
  });

  it('A “submit” that Teams delivers twice is answered with the receipt, not with “I did not save that”', async () => {
    const { jane } = world;
    const before = jane.chat().length;
    await jane.repeats();
    const answer = await world.until(() => jane.chat().length > before && allOf(jane.chat().slice(before)));
    expect(answer).not.toContain('I did not save that');
    expect(inChat(jane, 'Decision due by').sees().headings[0]).toMatch(/^HT-/);
  });

  it('A “start new” that Teams delivers twice begins one check', async () => {
    const { jane } = world;
    await jane.says('start new');
    await jane.repeats();
    await jane.says('my referrals');
    expect(jane.sees().text.match(/Not sent yet/g)).toHaveLength(1);
  });
});
