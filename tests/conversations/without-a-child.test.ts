import { beforeAll, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { says as tells } from '../../src/draft/says.ts';
import { profiles, referrals } from '../fakes/people.ts';
import { findExecuteAction } from '../fakes/seeing.ts';
import type { Json } from '../fakes/wire.ts';
import { aProgram, minute, summaryOf, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';
import { twoReferrals } from './two-referrals.ts';

describe('several lines for which no child is said yet', () => {
  const { says, said, acts, kinds, channel, newest, chat, machine, types, first, second, written } = twoReferrals();

  it('They are one card in the channel and one in each chat, which grows, and ordinary words ring nobody', async () => {
    await says('a red car');
    const asked = await says('a dog');
    await says('a man with a hat');
    expect(kinds('mo', 'ana', 'dee')).toEqual({ mo: ['silent', 'edit', 'edit'], ana: [], dee: [] });
    expect(channel().map(({ kind }) => kind)).toEqual(['silent', 'edit', 'edit']);
    contains(text(newest('mo')), 'Words from Jane Okafor, 14:0', '3 messages', first(), second());
    lacks(JSON.stringify(channel()), 'red car', 'Zircon');
    contains(text(asked), 'Your 2 messages');
  });

  it('What follows comes in one message more within two minutes, without a sound', async () => {
    await machine.pass(2 * minute);
    expect(kinds('mo')).toEqual({ mo: ['silent'] });
    await says('a blue door', 'a bag');
    expect(kinds('mo')).toEqual({ mo: ['silent', 'edit'] });
    await machine.pass(2 * minute);
    expect(kinds('mo')).toEqual({ mo: ['silent', 'edit', 'silent'] });
  });

  it('Danger rings at once', async () => {
    await says('he has a knife');
    expect(kinds('mo', 'ana')).toEqual({ mo: ['rings'], ana: [] });
    expect(summaryOf(newest('mo'))).toMatch(
      /^URGENT: MAY BE IN DANGER, words for the MASH, child not yet said: 14:\d\d$/,
    );
  });

  it('After fifteen minutes all of it goes once to all managers and the escalation contact', async () => {
    await machine.pass(12 * minute);
    expect(kinds('mo', 'ana', 'dee')).toEqual({ mo: ['rings'], ana: ['rings'], dee: ['rings'] });
    contains(text(newest('dee')), '6 messages');
  });

  it('A member of the MASH reads all of it by one press, says the child for some of it, and the cards say how many are left', async () => {
    await says('one more');
    const shown = await chat('mo', newest('mo'), 'Show the words');
    contains(
      text(shown),
      'a red car',
      'a dog',
      'a man with a hat',
      'a blue door',
      'a bag',
      'he has a knife',
      'one more',
    );
    contains(text(shown), '“Girl Zircon”', '“Boy Topaz”');
    await chat('mo', shown, first(), { 'Which messages?': ['Message 1', 'Message 2'] });
    await machine.pass(3000);
    contains(written(first()).join(), 'a red car', 'a dog');
    lacks(written(first()).join(), 'knife');
    contains(text(newest('mo')), '5 messages');
  });

  it('A member of the MASH types which child, and every card then says that it is said; and while that case is urgent and nobody has taken it, that, and what to do', async () => {
    contains(text(await types('mo', `words ${second()}`)), 'he has a knife');
    contains(text(await types('mo', `about ${second()}`)), 'It is said which child', second());
    await machine.pass(5000);
    contains(written(second()).join(), 'he has a knife', 'a man with a hat', 'Mo Hussain said at');
    contains(text(channel().at(-1)?.card), 'It is said which child');
    expect(kinds('dee').dee?.at(-1)).toBe('edit');
    contains(text(newest('dee')), 'It is said which child');
    // the case is urgent now: the cards go calm once somebody has taken it
    const urgent = `URGENT\n${second()} is urgent: nobody has taken it.\nThese words stand in `;
    for (const who of ['mo', 'dee'] as const) {
      contains(text(newest(who)), urgent, 'Press “I am on it”. Then ring the referrer.');
      expect(titles(newest(who))).toContain('I am on it');
    }
    contains(text(channel().at(-1)?.card), urgent, 'Take it on its card here.');
    await chat('dee', newest('dee'), 'I am on it');
    await machine.pass(3000);
    for (const who of ['mo', 'dee'] as const) lacks(text(newest(who)), 'URGENT', 'I am on it');
    lacks(text(channel().at(-1)?.card), 'URGENT');
  });

  it('In the channel they can type it, too, and the words are not shown there', async () => {
    await says('a green scarf');
    const writes = (words: string) => acts('mo', { type: 'message', text: words }, true);
    await writes(`words ${first()}`);
    lacks(JSON.stringify(said.at(-1)), 'green scarf');
    contains(text((await writes(`about ${first()}`)).at(-1)), 'It is said which child', first());
    await machine.pass(3000);
    contains(written(first()).join(), 'a green scarf');
  });

  it('Somebody who is not of the MASH cannot see or say it', async () => {
    await says('a secret place');
    for (const words of [`words ${first()}`, `about ${first()}`])
      contains(text(await types('tom', words)), 'I cannot open that');
    await machine.pass(3000);
    lacks(written(first()).join(), 'secret place');
  });
});

describe('words without a child that a member of the MASH has read', () => {
  const { says, types, kinds, channel, newest, chat, machine, told, first, second, inChat, caseCard, receiptOf } =
    twoReferrals();
  const reads = async () => chat('mo', await chat('mo', newest('mo'), 'Show the words'), 'I have read it');

  it('ring nobody again, every card says who read them, and their author hears it without a sound', async () => {
    await says('he has a knife');
    contains(text(newest('mo')), 'Read them now, and ring');
    await machine.pass(minute);
    const from = told.length;
    const shown = await reads();
    expect(titles(shown)).not.toContain('I have read it');
    contains(text(shown), 'he has a knife');
    await machine.pass(3000);
    for (const card of [newest('mo'), channel().at(-1)?.card]) {
      contains(text(card), 'Read by Mo Hussain at 14:');
      lacks(text(card), 'Read them now');
    }
    const receipts = told.slice(from).flatMap(({ to, message }) => {
      const isReceipt = 'card' in message && text(message.card).includes('Your words are read');
      return isReceipt ? [[to, message.alert]] : [];
    });
    expect(receipts).toEqual([['a:jane', false]]);
    await machine.pass(35 * minute);
    await types('ana', 'on duty');
    await machine.pass(11 * minute);
    expect(kinds('mo', 'ana', 'dee')).toEqual({ mo: ['rings', 'edit'], ana: ['silent'], dee: [] });
  });

  it('What comes after it rings, danger that is taken back too, and who may not read it cannot stop that', async () => {
    await says('he has a gun');
    expect(kinds('mo')).toEqual({ mo: ['rings'] });
    contains(text(newest('mo')), 'Read them now, and ring', /those until 14:/);
    await reads();
    await machine.pass(1000);
    await says('sent by mistake');
    expect(kinds('mo').mo?.filter((kind) => kind === 'rings').length).toBe(2);
    await types('mo', `about ${first()}`);
  });

  it('Who is only on it has not read them: their author reads that, also where they ask who has it', async () => {
    await says('he has a bat');
    contains(text(await says('hes got the door shut')), 'Your 2 messages are with the MASH');
    await chat('mo', newest('mo'), 'I am on it');
    await machine.pass(2000);
    contains(text(inChat('jane').at(-1)), 'Somebody is on your words', 'Mo Hussain is on it since');
    contains(text(await says('who has it')), /Mo Hussain is on your words of 14:\d\d, child not yet said, since/);
  });

  it('The cards of the referrals that it may be say so, and that nobody has taken them; the receipts say it, too', async () => {
    for (const reference of [first(), second()]) {
      contains(
        text(caseCard(reference)),
        /Mo Hussain is on words without a child since 14:\d\d; nobody has taken the referral/,
      );
      contains(
        text(receiptOf(reference)),
        /○ {2}Not yet seen by the MASH\. Mo Hussain is on words without a child since 14:\d\d/,
      );
    }
  });
});

describe('two urgent referrals that nobody has taken, and words without a child that somebody is on', () => {
  const { refers, types, presses, inChat, machine } = aProgram();

  it('The referrer is asked to ring, and reads who is on the words', async () => {
    await types('mo', 'on duty');
    await refers({ danger: 'Yes, now' });
    await refers({ danger: 'Yes, now' });
    await types('jane', 'he has a bat');
    await machine.pass(1000);
    await presses('mo', inChat('mo').at(-1) ?? {}, 'I am on it', {}, 'chat');
    await machine.pass(35 * minute);
    const asked = inChat('jane')
      .map((card) => text(card))
      .filter((each) => each.includes('Ring Children’s Services:'));
    contains(
      asked.join(),
      /Mo Hussain is on words without a child since 14:\d\d, but nobody has told me they have this/,
    );
  });
});

describe('after “I have read it”', () => {
  const { refers, types, receiptOf, machine } = aProgram();

  it('the receipt says that the MASH has seen the referral', async () => {
    const reference = await refers();
    await machine.pass(2000);
    contains(text(receiptOf(reference)), 'Not yet seen by the MASH');
    await types('jane', 'his bag is a blue one');
    await types('mo', `I have read it ${reference}`);
    await machine.pass(2000);
    contains(text(receiptOf(reference)), 'Seen by the MASH at 14:');
  });
});

describe('a wound that is there now, and small children alone', () => {
  const { says, kinds, newest, machine, types, first } = twoReferrals();

  it.each([
    'hes got a burn on his hand now',
    'the little ones are there now no shoes on',
    'the baby is on his own in there',
    'she has a black eye today',
    'he has a cut on his arm',
    'theres a cut lip as well',
  ])('ring as words of danger do: “%s”', async (words) => {
    await says(words);
    expect(kinds('mo')).toEqual({ mo: ['rings'] });
    contains(text(newest('mo')), 'They may speak of danger');
    await types('mo', `about ${first()}`);
    await machine.pass(6 * minute);
  });

  it.each([
    'the little ones are with their nan',
    'she got a new coat today',
    'the twins are in bed',
    'did he have a mark today',
    'she has no marks on her',
    'she has good marks in maths',
  ])('“%s” is none', (words) => expect(tells('threat', words)).toBe(false));
});

const several = twoReferrals();
it('Thanks ring nobody, also where a check asks whether the child is in danger', async () => {
  const { says, kinds, types } = several;
  await types('jane', 'next child');
  await says('thanks for everything you did');
  expect(kinds('mo').mo).not.toContain('rings');
});

describe('danger of which it is said that it is of both children', () => {
  const { says, kinds, machine, told, first, second } = twoReferrals();
  const loud = (reference: string) =>
    told.flatMap(({ to, message }) => {
      const isOf = 'card' in message && message.alert && summaryOf(message.card).startsWith(`${reference}: MAY BE`);
      return isOf ? [to] : [];
    });

  it('rings once, and not again in each case at the end of two minutes', async () => {
    await says('he has a knife');
    await machine.pass(20_000);
    await says('both');
    expect(kinds('mo').mo?.filter((kind) => kind === 'rings')).toHaveLength(1);
    expect([...loud(first()), ...loud(second())]).toEqual([]);
    await machine.pass(2 * minute);
    expect([...loud(first()), ...loud(second())]).toEqual([]);
  });
});

describe('danger soon after danger, while nobody has read the card', () => {
  const { says, kinds, newest, machine } = twoReferrals();

  it('rings once more within two minutes, also where ordinary words came between, and the preview has the time of the newer danger', async () => {
    await says('he has a knife');
    await says('his coat is brown');
    await machine.pass(minute);
    await says('and a cut lip now as well');
    expect(kinds('mo')).toEqual({ mo: ['rings', 'edit', 'edit'] });
    expect(summaryOf(newest('mo'))).toMatch(/^URGENT: MAY BE IN DANGER, words .*: 14:05$/);
    await machine.pass(minute);
    expect(kinds('mo')).toEqual({ mo: ['rings', 'edit', 'edit', 'rings'] });
  });
});

describe('what one line without a child does', () => {
  const { says, said, kinds, channel, newest, chat, machine, types, caseCard, written, first, second } = twoReferrals();

  it('It comes at once to whoever took a case of its author, also when not on duty', async () => {
    await types('ana', `I am on it ${first()}`);
    await machine.pass(1000);
    await says('a red car');
    expect(kinds('mo', 'ana', 'dee')).toEqual({ mo: ['silent'], ana: ['silent'], dee: [] });
  });

  it('A leaving time in it rings, stands on the card as it was written, not confirmed, and the author is told to ring', async () => {
    const asked = await says('10 mins now');
    contains(text(asked), 'Please ring Children’s Services now:', '0300');
    expect(kinds('mo', 'ana', 'dee')).toEqual({ mo: ['rings'], ana: ['rings'], dee: [] });
    contains(text(newest('mo')), /Leaves sight:? 14:1\d/, '“10 mins now”; not confirmed.', 'URGENT');
    contains(text(channel().at(-1)?.card), '“10 mins now”; not confirmed.');
    contains(text(await chat('mo', newest('mo'), 'Show the words')), '10 mins now', 'not confirmed');
    for (const reference of [first(), second()]) lacks(text(caseCard(reference)), 'Leaves sight');
  });

  it('A name beside the time does not stand on the card', async () => {
    await says('theyre leaving with uncle Onyx in 5 mins');
    contains(text(newest('mo')), 'Leaves sight');
    lacks(JSON.stringify([newest('mo'), ...channel()]), 'Onyx');
  });

  it('Its author is asked which child, in their own words about each, and the preview shows nothing of that', async () => {
    await machine.pass(11 * minute);
    const asked = await says('a hat');
    contains(text(asked), '“Girl Zircon”', '“Boy Topaz”');
    expect(titles(asked)).toEqual(expect.arrayContaining([first(), second()]));
    lacks(summaryOf(asked), 'Zircon', 'Topaz', first());
  });

  it('“help” says in five lines what they can do now', async () => {
    await types('jane', 'help');
    const help = JSON.stringify(said.slice(-3)); // and the words are news: it may be a cry
    contains(help, 'Ring 0300', 'Just type', '“about”', '“my referrals”', '“sent by mistake”');
    lacks(help, 'I help you check');
  });

  const long = `${'He took her phone away, and went. '.repeat(300)}At last the Peridot bus came.`;
  const phones = (texts: string[]) => texts.join().match(/He took her phone away/g)?.length;
  const added = (from = 0) =>
    written(first())
      .slice(from)
      .filter((each) => each.includes('typed in Jane Okafor’s chat'));

  it('With more than 2,000 characters it is kept whole, shown whole over several cards, and goes whole into the case', async () => {
    await says(long);
    let shown = await chat('mo', newest('mo'), 'Show the words');
    const pages = [text(shown)];
    while (titles(shown).includes('Next')) {
      shown = await chat('mo', shown, 'Next');
      pages.push(text(shown));
    }
    expect(pages.length).toBeGreaterThan(2);
    contains(pages.join(), 'the Peridot bus came');
    await types('jane', `about ${first()}`);
    await machine.pass(3000);
    expect(phones(added())).toBe(300);
    contains(added().join(), 'the Peridot bus came');
  });

  it('With a reference it goes whole into the case', async () => {
    const before = written(first()).length;
    contains(text(await says(`${first()} ${long}`)), 'Sent to the MASH');
    expect(phones(added(before))).toBe(300);
  });
});

describe('“The child is safe” of one child, while words without a child wait', () => {
  const { says, machine, types, caseCard, first, second } = twoReferrals();
  const waits = 'Words of the referrer wait';

  it('The form and the card of the case say that words wait and how to read them, and nothing of what is in them', async () => {
    lacks(text(await types('mo', `child is safe ${second()}: PC Ali`)), waits);
    await says('a man in a Peridot coat took them');
    const form = await types('mo', `child is safe ${first()}: PC Ali`);
    contains(
      text(form),
      'Words of the referrer wait: nobody has said which child they are about.',
      `It may be this one. Type “words ${first()}”, and read them first.`,
    );
    await types('mo', `child is safe ${first()}: PC Ali just now`);
    await machine.pass(3000);
    contains(
      text(caseCard(first())),
      /Safe at 14:0\d/,
      'Words of the referrer waited then: nobody had said which child they are about.',
      `To read those that wait still, type “words ${first()}”.`,
    );
    lacks(JSON.stringify([form, caseCard(first())]), 'Peridot');
    await types('jane', `about ${first()}`);
    await types('mo', `child is safe ${second()}: PC Ali just now`);
    await machine.pass(3000);
    contains(text(caseCard(second())), /Safe at 14:0\d/);
    lacks(text(caseCard(second())), 'waited then');
  });
});

describe('a leaving time for which the child is said later', () => {
  const { says, machine, types, caseCard, first } = twoReferrals();

  it('It stands as said when it was typed; a time that has passed since was one at which the child was to leave', async () => {
    const typed = /T(\d\d):(\d\d)/.exec(machine.now()) ?? [];
    const saidAt = `${Number(typed[1]) + 1}:${typed[2]}`; // in London
    await says('they leave in 10 mins');
    await machine.pass(35 * minute);
    await types('jane', `about ${first()}`);
    await machine.pass(3000);
    contains(
      text(caseCard(first())),
      /Was to leave at 14:1\d, Wed 10 Jun \(said by/,
      `(said by the referrer at ${saidAt})`,
    );
    lacks(text(caseCard(first())), 'Left sight');
  });
});

describe('a check that the MASH waits for', () => {
  const { types, presses, machine, told, caseCard, services } = aProgram();
  let reference = '';
  const thread = () =>
    told
      .flatMap(({ to, message }) => (to.startsWith(referrals.id) && 'card' in message ? [text(message.card)] : []))
      .join();
  const values = async () =>
    (await services.cases.of(StaffId.parse(profiles.jane.objectId), 1))[0]?.facts.adding?.values ?? {};
  const typed = async (...lines: string[]) => {
    let answer = {};
    for (const each of lines) answer = await types('jane', each);
    await machine.pass(3000);
    return answer;
  };
  beforeAll(async () => {
    await types('mo', 'on duty');
    let card = await types('jane', 'start');
    for (const title of ['Yes, now', 'I have phoned']) card = await presses('jane', card, title, {}, 'chat');
    reference = JSON.stringify(findExecuteAction(card as Json, 'Continue')).match(/HT-\w{4}-\w{3}/)?.[0] ?? '';
    await typed('01632 960 014', 'health', 'Jane Okafor', 'skip', 'no');
    contains(text(await typed('hi')), 'You have a check open');
  });

  it('Words that do not answer its question go to the MASH about it, and into no box', async () => {
    contains(text(caseCard(reference)), 'NOT IN WRITING YET');
    for (const words of ['theyve just walked out', 'where r the police Peridot??', 'he is hitting her now']) {
      contains(text(await typed(words)), 'Sent to the MASH', 'In your check is only what I called “saved”.');
      contains(thread(), words);
    }
    expect((await values())['child-name']).toBeUndefined();
  });

  it('Words that answer it go into the check only, and what worries them goes to both where it cannot wait', async () => {
    await typed('go on', 'Girl Zircon', 'change worry');
    contains(thread(), 'Girl Zircon'); // of a child in danger, the MASH reads the draft
    await typed('He hit her Jasper, and they leave at 4 with her bags.');
    contains(thread(), 'He hit her Jasper');
    expect(await values()).toMatchObject({
      'child-name': 'Girl Zircon',
      worry: expect.stringContaining('He hit her Jasper, and they leave at 4 with her bags.'),
    });
  });
});
