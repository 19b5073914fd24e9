import { beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, lacks } from './expecting.ts';
import { hour, later, longWords, shortWords } from './london.ts';
import { allOf, caseCard, inChat, receipt, textsOf } from './walks.ts';

describe('a referrer who only types', () => {
  const world = aWorld();
  const { tom } = world;
  let reference: string;
  let called: Date;

  /** Types these messages one after the other. @returns the text of the last answer */
  async function types(...messages: string[]): Promise<string> {
    let answer = '';
    for (const text of messages) answer = textsOf(await tom.says(text));
    return answer;
  }

  it('“start” begins a check and asks about danger', async () => {
    const sent = await tom.says('start');
    contains(allOf(sent), 'Is the child in immediate danger, or about to be moved?');
  });

  it('After an unclear answer the bot asks again, and nothing changes', async () => {
    const reply = await types('purple');
    contains(
      reply,
      'Sorry, I could not match “purple” to an answer.',
      'In danger now? Ring 999, or Children’s Services on 0300 123 4043.',
      /Is the child in immediate danger, or about to be moved\?[^?]*1 Yes, now[^?]*2 No[^?]*3 Not known/,
    );
  });

  it('A typed “yes” to danger brings the numbers, and asks about the call', async () => {
    contains(await types('yes'), 'Ring 999, or Children’s Services on 0300 123 4043. I have not called anyone');
    contains(await types('I have phoned'), /Your call is recorded: .* Wrong time\? Type “back”\./);
    contains(await types('back'), 'When did you ring?');
    contains(await types('in 2 hours'), 'that lies ahead. When did you ring?');
    const who = await types('1 hour ago');
    called = later(new Date(), -hour);
    expect([called, later(called, -60_000)].some((at) => who.includes(`I read that as ${longWords(at)}`))).toBe(true);
    contains(who, 'Who took the call?');
    contains(await types('Ann'), 'Which number can the MASH ring?');
    contains(await types('01632 960 021'), 'Agency (required)');
  });

  it('A referrer types who they are, one question after the other', async () => {
    contains(await types('2'), 'Your organisation');
    contains(await types('Bedwell School'), 'Your name (required)');
    contains(await types('skip'), 'Your role');
    contains(await types('teacher'), 'Phone, for the MASH to ring\n\nWe have 01632 960 021. “skip” keeps it.');
    contains(await types('01632 960 020'), 'Someone else they can ring');
    contains(await types('skip'), 'Give your name, so that the MASH knows who is referring.');
    await types('Tom Reed');
    contains(await types('continue'), /In care\?[^?]*1 Yes[^?]*2 No[^?]*3 Not known/);
    contains(await types('no'), 'Child’s name, or a description');
  });

  it('Dates that are typed are repeated back in words', async () => {
    await types('Boy, Peridot');
    contains(await types('4/3/12'), /I read that as born 4 March 2012, now \d+\./);
    await types('School hall');
    lacks(await types('his form teacher'), 'kept as you wrote it');
    contains(
      await types('when his aunt comes'),
      'Next leaves sight: kept as you wrote it. I could not read a day or a time in it. For example “15:30”',
    );
    await types('back');
    const sight = await types('tomorrow 3.15pm');
    contains(
      sight,
      `I read that as 15:15, ${longWords(later(new Date(), 24 * hour)).slice(7)}`,
      'Is the child still in the situation that worries you?',
    );
    contains(await types('yes'), 'in contact with the people you worry about?');
    contains(await types('1 hour ago'), /Last contact with them: I read that as \d\d:\d\d, .*What worries you\?/s);
    contains(await types('Bruises, Tourmaline'), 'From abroad?');
  });

  it('A referrer can type “back” and “continue”', async () => {
    contains(await types('back'), 'In care?');
    contains(await types('continue'), 'From abroad?');
  });

  it('A referrer can answer the situation with words, numbers and “skip”', async () => {
    contains(await types('no'), 'Living with someone who is not close family?');
    contains(await types('skip', 'not known', 'n'), '(1 of 10)');
  });

  it('A referrer can tick by number, with the statements listed', async () => {
    const reply = await types('skip');
    contains(reply, 'Which do you suspect?');
    contains(await types('99'), 'could not match “99” to an answer');
    contains(await types('2, 4'), 'Anything to note');
    const next = await types('Seen by the caretaker');
    contains(next, 'Status, movement and documents (2 of 10)', '1 In the country without permission to be here.');
    contains(await types('1 and 2', 'skip', 'skip'), '(3 of 10)');
    contains(await types('all not seen'), '(4 of 10)');
    contains(await types(...Array(6).fill('continue')), '(10 of 10)');
    contains(await types('continue'), 'It does not decide anything.');
  });

  it('A referrer can type the answers about the designated officer and consent', async () => {
    contains(await types('continue'), 'Have you talked to your designated officer?');
    contains(await types('not yet', 'continue'), 'The person looking after the child may be involved.');
    contains(await types('not sure'), 'What have you done about consent?');
    contains(await types(...Array(7).fill('skip')), 'Choose what fits best. Any answer lets you send.');
    contains(await types('1', 'Asking would warn him.', 'skip', '1', '1 2'), 'not in the 2016 protocol');
    contains(await types('1, 4', 'skip'), /From school or education\W+Were copies of the documents taken\?/);
  });

  it('“check answers” leads to the check-answers card, and “submit” sends', async () => {
    const check = await tom.says('check answers');
    contains(textsOf(check), 'Type “submit” to send the referral');
    contains(allOf(check), 'Boy, Peridot');
    await tom.says('submit');
    const { text, headings } = tom.sees();
    reference = headings[0] ?? '';
    contains(reference, /^HT-/);
    const due = later(called, 24 * hour);
    expect([due, later(due, -60_000)].some((at) => text.includes(`Decision due by ${shortWords(at)}`))).toBe(true);
    await world.until(() => receipt(tom, reference).has('Delivered to the MASH'));
  });

  it('The MASH reads the same from a referrer who typed as from one who pressed buttons', () => {
    const shared = caseCard(world.mo, reference).sees().text;
    contains(
      shared,
      'URGENT',
      'Boy, Peridot',
      'Tourmaline',
      'School or education',
      '01632 960 020',
      'Asking would warn',
      /(Leaves sight|Next leaves sight:) 15:15/,
      '· seen\nIn the country without permission to be here; History of going missing',
      'Carer and household · suspected\nThe carer has little knowledge of the child; Not registered for',
      'Child protection: reasonable cause to believe significant harm (§11); Crime and Disorder',
      /Still in the situation: yes\nLast in contact with the people of concern: .*\d\d:\d\d/,
    );
  });
});

describe('words that work at any step', () => {
  const world = aWorld();
  const { jane } = world;

  it.each([
    ['hi', 'I help you check what you have seen'],
    ['help', 'I help you check what you have seen'],
    ['Good morning', 'I help you check what you have seen'],
    ['phone numbers', '01438 737511'],
    ['contacts', '01438 737511'],
    ['my referrals', 'You have none yet.'],
    ['I only want advice', 'You need no consent to ask for advice'],
  ])('The bot answers “%s” while no check is open', async (typed, answer) => {
    contains(allOf(await jane.says(typed)), answer);
  });

  it('The bot says that the advice number of 2016 is not confirmed', async () => {
    contains(allOf(await jane.says('contacts')), '2016 protocol, not confirmed');
  });

  it('Words typed with no check open are not kept, and the bot says so', async () => {
    const sent = await jane.says('The girl Chrysoprase is in danger');
    contains(allOf(sent), 'I did not save that', 'Start a check');
    lacks(allOf(sent), 'Chrysoprase');
    lacks(world.log.join('\n'), 'Chrysoprase');
    await jane.says('start', 'no');
    lacks(allOf(jane.chat()), 'Chrysoprase');
  });

  it('“contacts” and “help” are answered in the middle of a check, which stays where it was', async () => {
    contains(allOf(await jane.says('contacts')), 'Children’s Services (Customer Service Centre)');
    contains(allOf(await jane.says('help')), 'I help you check what you have seen');
    contains(textsOf(await jane.says('1')), 'Your organisation');
    contains(textsOf(await jane.says('skip')), 'Your name (required)');
    await jane.says('Jane Okafor');
    contains(allOf(await jane.says('check answers')), 'Phone, for the MASH to ring');
    contains(textsOf(await jane.says('back')), 'Is the child in immediate danger');
  });

  it('A typed message that Teams delivers twice counts once', async () => {
    await jane.says('no');
    contains(textsOf(await jane.says('2')), 'Your organisation');
    const before = jane.chat().length;
    const { status } = await jane.repeats();
    expect(status).toBe(200);
    await world.until(() => jane.chat().length > before);
    // the repeated “2” was not taken as the organisation
    contains(textsOf(await jane.says('skip')), 'Your name');
    contains(textsOf(await jane.says('Jane O')), 'Your role');
    await jane.repeats();
    contains(textsOf(await jane.says('nurse')), 'Phone, for the MASH to ring');
  });
});

describe('a short referral, typed', () => {
  const world = aWorld();
  const { jane, until } = world;
  beforeAll(async () => {
    await jane.says(
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
      'check answers',
      'the man Tourmaline',
      'yes',
      '1',
      'The man Tourmaline may be involved.',
      'continue',
    );
    contains(allOf(jane.chat()), 'Peridot', '4 March 2012', 'I could not match “the man Tourmaline” to an answer');
    await jane.says('submit');
  });

  it('No message of the bot keeps a fact after sending, even where a date was read back or words were not understood', async () => {
    const facts = /Peridot|4\/3\/12|4 March 2012|Tourmaline/;
    await until(() => !facts.test(allOf(jane.chat())));
  });

  it('A “submit” that Teams delivers twice is answered with the receipt, not with “I did not save that”', async () => {
    const before = jane.chat().length;
    await jane.repeats();
    const answer = await until(() => jane.chat().length > before && allOf(jane.chat().slice(before)));
    lacks(answer, 'I did not save that');
    contains(inChat(jane, 'Decision due by').sees().headings[0], /^HT-/);
  });

  it('A “start new” that Teams delivers twice begins one check', async () => {
    await jane.says('start new');
    await jane.repeats();
    await jane.says('my referrals');
    expect(jane.sees().text.match(/Not sent yet/g)).toHaveLength(1);
  });
});
