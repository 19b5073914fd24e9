import { beforeAll, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import type { CaseId } from '../../src/base/reference.ts';
import { ownAnswers } from '../../src/case/record.ts';
import { sentReferral } from '../../src/case/standing.ts';
import { profiles } from '../fakes/people.ts';
import { aProgram, minute, sendsReferral, text } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// What people who had never seen the bot typed after sending, or in a check, and the MASH must read rightly

const jane = StaffId.parse(profiles.jane.objectId);

describe('a referral without a name, and what is learned later', () => {
  const world = aProgram();
  const { types, machine, caseCard } = world;
  let reference: string;
  beforeAll(async () => {
    await types('mo', 'on duty');
    const child = {
      'Child’s name': '',
      'Age or date of birth': '13',
      'What worries you':
        'girl here with an older man in a white Audi, says shes 15 but she looks about 13. she said they go to a hotel after',
    };
    reference = await sendsReferral(world, 'jane', { child });
    await machine.pass(minute);
  });
  const card = async (...lines: string[]) => {
    for (const line of lines) await types('jane', line);
    await machine.pass(3000);
    return text(caseCard(reference));
  };

  it('The name that is on a booking stands where the child does, in their words, and so does the age that is doubted', async () => {
    contains(
      await card('hes been up asking how long. name on the booking is chloe barton'),
      /Child\nsaid later, \d\d:\d\d: “name on the booking is chloe barton”, 13, they wrote “[^”]*says shes 15”/,
    );
  });

  it('An age that is put right stands with the child, and not with the whole worry', async () => {
    contains(await card('shes 14 not 15 she told the nurse'), /says shes 15” → PUT RIGHT \d\d:\d\d: shes 14 not 15/);
    expect(text(caseCard(reference)).match(/PUT RIGHT/g)?.length).toBeLessThanOrEqual(2); // once on each form of the card
  });

  it.each([
    ['kayleigh says the audi is grey not white', 'grey not white'],
    ['i got it wrong she didnt say hotel she said hostel', 'didnt say hotel'],
  ])('“%s” stands beside what it puts right', async (words, part) => {
    contains(await card(words), new RegExp(`hotel after.*PUT RIGHT \\d\\d:\\d\\d: [^→]*${part}`));
  });

  it('What may put right what nobody wrote stays on the card, whatever follows', async () => {
    await card(
      'i wrote front door, i meant the back one',
      'i got it off him, a knife',
      'she has a red bag',
      'it is raining',
    );
    lacks(text(caseCard(reference)), /PUT RIGHT, they wrote [^“]*“i got it/);
    contains(text(caseCard(reference)), /MAY BE PUT RIGHT, they wrote .*“i wrote front door, i meant the back one”/);
  });

  it('What they write of their own work stands with who refers', async () => {
    contains(
      await card('im not a school im a lifeguard at riverside leisure centre'),
      /(?:Of their work, they wrote at|said later,) \d\d:\d\d: “im not a school im a lifeguard at riverside/,
    );
  });

  it('“shes gone out the back … not in here” says of nobody that the child is there', async () => {
    await types('jane', 'shes gone');
    const shown = await card('shes gone out the back towards the canal. hes banging he doesnt know shes not in here');
    lacks(shown, 'that the child is there');
    contains(shown, /May have left|Left sight/);
  });

  it('Once the child is said to be back, nobody is asked of words before, which were read, whether they are missing', async () => {
    await types('mo', `I have read it ${reference}`);
    await machine.pass(3 * minute);
    lacks(await card('shes back here with me and a police woman'), 'they may say that the child is missing');
  });

  it('“she was never missing, cancel the missing” is a report that the child is there', async () => {
    await card('the child is missing');
    contains(
      await card('she was never missing you got that wrong, cancel the missing'),
      /[Ss]aid to be (?:found|back)/,
    );
  });
});

describe('a time that is put right', () => {
  const world = aProgram();
  it('An earlier time, its minutes after a space, is believed at once', async () => {
    const child = { 'What worries you': 'Two men brought him.', 'When will they next': 'at 16:30' };
    const reference = await sendsReferral(world, 'jane', { child });
    await world.types('jane', 'actually they said 4 not 4 30. he told me just now they come at 4');
    await world.machine.pass(3000);
    const record = await world.services.cases.load(reference as CaseId);
    expect(record && sentReferral(record)?.leavesSight).toBe('2026-06-10T15:00:00.000Z');
  });
});

describe('in a check', () => {
  const { types, services } = aProgram();
  const values = async () => {
    const [own] = await services.cases.of(jane, 10);
    return own ? ownAnswers(own).values : {};
  };
  it('The age that they believe is saved, and what papers or the child say is kept with it', async () => {
    for (const line of ['start', 'no', '3', 'Ana Reis', '01632 960 111', 'A lad in room 11.', 'no', 'skip'])
      await types('jane', line);
    await types('jane', 'about 13 i think, his papers say 19 but no way');
    expect(await values()).toMatchObject({ 'child-age': 'about 13', worry: expect.stringContaining('papers say 19') });
  });

  it('Words that are only like those of a missing child answer “Missing?” with nothing', async () => {
    for (let tries = 0; tries < 12 && (await values()).consent === undefined; tries += 1) {
      await types('jane', 'nothing on pnc under that name, not run misper yet, cant say');
      await types('jane', 'skip');
    }
    expect((await values()).missing).not.toBe('yes');
  });
});

describe('a child who was said to be found', () => {
  const world = aProgram();
  const { types, machine, caseCard } = world;
  let reference: string;
  beforeAll(async () => {
    reference = await sendsReferral(world, 'jane', {
      child: { 'What worries you': 'thin grey hoodie, van reg LK19 XWD' },
    });
    for (const line of ['hes run off hes gone', 'found him hes with me', 'yes hes back with me']) {
      await types('jane', line);
      await machine.pass(minute);
    }
  });
  it.each([
    'sorry i put grey hoodie its a blue one',
    'the van reg i put wrong its LK19 XWO not XWD',
    'i wrote his name wrong its minh tran not minh le',
  ])('“%s” puts something else right, and makes nobody missing', async (words) => {
    lacks(text(await types('jane', words)), 'The child is missing');
    await machine.pass(3000);
    lacks(text(caseCard(reference)), `Their words: ${words}`);
  });
  it('What was put right stands beside what was told', () => {
    const right = 'sorry i put grey hoodie its a blue one';
    contains(
      text(caseCard(reference)),
      new RegExp(`grey hoodie, van reg LK19 XWD → PUT RIGHT \\d\\d:\\d\\d: ${right}`),
    );
  });
  it('What papers say of another offers no earlier line as a mistake', async () => {
    lacks(text(await types('jane', 'the paper says van duc le born 2004, thats not him')), 'a mistake?');
  });
});

describe('of a girl, a man whom the police have', () => {
  const world = aProgram();
  it('is no child who is missing or has left', async () => {
    const worry = { 'What worries you': 'A girl hides in my shop. A man in a blue tracksuit waits at the door.' };
    const reference = await sendsReferral(world, 'jane', { child: worry });
    await world.types('jane', 'police are here theyve got him');
    await world.machine.pass(3000);
    lacks(text(world.caseCard(reference)), 'May have left', 'that the child is missing');
  });
});

describe('a man who gets into a van', () => {
  const world = aProgram();
  it('is no child who has left', async () => {
    const reference = await sendsReferral(world, 'jane', {
      child: { 'What worries you': 'A man with a red cap waits.' },
    });
    await world.types('jane', 'the red cap man got in a white van');
    await world.machine.pass(3000);
    lacks(text(world.caseCard(reference)), 'May have left', 'Left sight');
  });
});

describe('the next child', () => {
  const world = aProgram();
  const { types, services } = world;
  it('“not known” to how they are linked says no link, and to the telephone leads on', async () => {
    await sendsReferral(world, 'jane');
    for (const line of ['another child', '3', 'not known', 'falls asleep in class', 'change phone', 'not known'])
      await types('jane', line);
    const [own] = (await services.cases.of(jane, 10)).filter(({ status }) => status === 'draft');
    expect(own?.progress?.next?.as).toBeUndefined();
    expect(own && ownAnswers(own).values.phone).not.toBe('not known');
  });
});
