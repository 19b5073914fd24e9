import { describe, it } from '@jest/globals';
import { CaseId } from '../../src/base/reference.ts';
import { aProgram, minute, text } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// The way back by typing, whatever else waits

const kian = {
  'Child’s name': 'Kian Doyle',
  'What worries you': 'A belt mark on his back. They live at 14b Belle Vue Road.',
};

/** Kian, of whom words said that he may be in care; a second referral; words that wait without a child; an open check. */
function whereManyWait() {
  const world = aProgram();
  const says = async (words: string) => {
    const answer = await world.types('jane', words);
    await world.machine.pass(1000);
    return text(answer);
  };
  const card = (reference: string) => text(world.caseCard(reference));
  const stored = async (reference: string) => JSON.stringify(await world.services.cases.load(CaseId.parse(reference)));
  return {
    ...world,
    says,
    card,
    stored,
    async begin(words = 'he says both kids are in care, his sister Leah is at 9 Marlowe Drive') {
      const amara = await world.refers({ child: { 'Child’s name': 'Amara Bright' } });
      const reference = await world.refers({ danger: 'Yes, now', child: kian });
      await world.machine.pass(11 * minute);
      await says(`add ${reference}: ${words}`);
      await says('the cat is black');
      await says('next child');
      lacks(card(reference), 'Belle Vue');
      return { reference, amara };
    },
  };
}

describe.each([
  'no kian isnt in care its leah. belle vue is kians home',
  '14b belle vue is where he lives with his mum not care',
  'no! belle vue rd is just mums house',
  '1 no 2 yes',
  '1 no',
])('“%s” typed', (words) => {
  const { begin, says, card } = whereManyWait();

  it('frees the home, though words, a check and another referral wait', async () => {
    const { reference } = await begin();
    await says(words);
    contains(card(reference), 'They live at 14b Belle Vue Road');
    lacks(card(reference), '9 Marlowe', 'Address 1 is hidden since');
  });
});

describe('With two referrals that ask about an address', () => {
  const { begin, says, card } = whereManyWait();

  it('a number alone sets nothing and is asked of each; the name says which', async () => {
    const { reference, amara } = await begin();
    await says(`add ${amara}: amara is in care. she was at 41 Penrose Close`);
    contains(await says('1 no'), 'is the child placed there?');
    lacks(card(reference), 'Belle Vue');
    lacks(card(amara), 'Penrose');
    await says('kian: 1 no');
    contains(card(reference), 'They live at 14b Belle Vue Road');
    await says('penrose close isnt a placement');
    contains(card(amara), 'she was at 41 Penrose Close');
  });
});

describe('Where many things wait', () => {
  const { begin, says, card } = whereManyWait();
  let reference: string;

  it.each([
    'flat 2 no answer at the door',
    'belle vue is where hes placed',
    'is belle vue his home?',
    '20 belle vue is his mates house',
    '2 no one here',
  ])('“%s” frees nothing', async (words) => {
    reference ??= (await begin()).reference;
    await says(words);
    await says(`add ${reference}: ${words}`);
    lacks(card(reference), '14b Belle Vue', '9 Marlowe');
  });
});

describe('“its not a placement”', () => {
  const { begin, says, card } = whereManyWait();

  it('frees the only address that no words call so, with a check open and words that wait', async () => {
    const { reference } = await begin('dunno if hes in care. his sister Leah is with foster carers at 9 Marlowe Drive');
    await says('its not a placement');
    contains(card(reference), 'They live at 14b Belle Vue Road');
    lacks(card(reference), '9 Marlowe');
  });
});

describe('Words of another child that wait', () => {
  const { refers, says, stored, machine } = whereManyWait();

  it('hide no home of a child of whom nobody says that they are in care', async () => {
    const one = await refers({ child: kian });
    const other = await refers({ child: { 'Child’s name': 'Tyrell Osei' } });
    await machine.pass(11 * minute);
    await says('he says his nan lives 22 Hoe Street flat 3');
    await says('his half sister lives with foster carers at 9 Marlowe Drive');
    await says(`about ${one} last`);
    contains(await stored(one), 'lives with foster carers at [address 1 held back]');
    await says(`about ${other} last`);
    contains(await stored(other), 'his nan lives 22 Hoe Street flat 3');
  });
});

describe('An address that its author puts right', () => {
  const { refers, says, card, machine, lines } = whereManyWait();
  const child = { ...kian, 'What worries you': 'A belt mark on his back. They live at 41 Penrose Close.' };

  it.each(['its number 4 not 41', 'sorry its 4 not 41', 'its 4 penrose close not 41 penrose close'])(
    'while it is held, stands right once it is freed: “%s”',
    async (words) => {
      const reference = await refers({ child });
      await says(`add ${reference}: he may be in care i dont know`);
      await says(`add ${reference}: ${words}`);
      lacks(card(reference), '41 Penrose Close');
      await says(`${reference} 1 no`);
      await machine.pass(3000);
      contains(card(reference), /They live at 41 Penrose Close\. → PUT RIGHT \d\d:\d\d: [^[]*4/);
      contains(lines(reference).join('\n'), 'The child is not placed there');
    },
  );

  it('after it was freed, stands right, too', async () => {
    const reference = await refers({ child });
    await says(`add ${reference}: he may be in care i dont know`);
    await says(`${reference} 1 no`);
    await says(`add ${reference}: its number 4 not 41`);
    contains(card(reference), /They live at 41 Penrose Close\. → PUT RIGHT \d\d:\d\d: its number 4 not 41/);
  });
});

describe('“about kian” with more words', () => {
  const { refers, says, stored, machine } = whereManyWait();

  it('takes only that line, and none that waits and was guessed to be of another child', async () => {
    const one = await refers({ child: kian });
    const other = await refers({ child: { 'Child’s name': 'Tyrell Osei' } });
    await machine.pass(11 * minute);
    await says(`add ${other}: his nan is out`);
    await says('he doesnt live in care its his nans flat');
    await says('about kian 14b belle vue rd is where he lives with his mum');
    contains(await stored(one), '14b belle vue rd is where he lives with his mum');
    lacks(await stored(one), 'nans flat');
  });
});

describe('an answer with more words behind it', () => {
  const world = aProgram();
  const says = async (words: string) => {
    const answer = await world.types('jane', words);
    await world.machine.pass(1000);
    return text(answer);
  };
  const placed = { 'Child’s name': 'Ellie Moss', 'What worries you': 'Bruises on her wrist.', 'In care?': 'Yes' };

  it.each([
    '2 they can read it. larchwood house 40 mill road',
    'they can read it. its 40 mill road, shes in the office with me',
    'the mash can read it! 40 mill road',
    'no the police can read it. hes at 40 mill road too',
    '2 you can read it\n40 mill road, room 9',
  ])('“%s” frees the address and what stands behind it, and no card comes again', async (words) => {
    const reference = await world.refers({ child: placed });
    await says(`${reference} shes at 14 Marsh Lane`);
    lacks(text(world.caseCard(reference)), 'Marsh Lane');
    await says(`${reference} ${words}`);
    contains(text(world.caseCard(reference)), '14 Marsh Lane', '40 mill road');
    lacks(text(world.receiptOf(reference)), 'An address you wrote is held back');
    contains(await says(`${reference} they can read it. its flat 3, 40 mill road`), 'The MASH can read it');
    contains(text(world.caseCard(reference)), 'flat 3, 40 mill road');
  });

  it('An address at which the same words say that the child lives still waits', async () => {
    const reference = await world.refers({ child: placed });
    await says(`${reference} shes at 14 Marsh Lane`);
    await says(`${reference} they can read it. she lives at 40 mill road`);
    contains(text(world.caseCard(reference)), '14 Marsh Lane');
    lacks(text(world.caseCard(reference)), 'mill road');
  });

  it.each(['leave it out. shes at 40 mill road now', '2 men here. one is at 40 mill road'])(
    '“%s” frees nothing',
    async (words) => {
      const reference = await world.refers({ child: placed });
      await says(`${reference} shes at 14 Marsh Lane`);
      await says(`${reference} ${words}`);
      lacks(text(world.caseCard(reference)), 'Marsh Lane', 'mill road');
    },
  );
});
