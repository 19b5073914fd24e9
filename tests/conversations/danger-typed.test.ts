import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  aboutJane,
  allOf,
  beginsCheck,
  caseCard,
  continuesToChild,
  currentCard,
  inChat,
  receipt,
  refers,
  textsOf,
} from './walks.ts';
import { startWorld, type World } from './world.ts';

const ringNow = 'Ring 999 now';
const nobodyCalled = 'I have called nobody.';
const notAnAnswer = 'I did not take this as an answer.';

describe('danger words, typed', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it.each(['999', 'danger', 'emergency!', 'hes here now', 'shes being taken'])(
    'Danger words typed with no check open bring the numbers at once, and no button that would change anything: “%s”',
    async (typed) => {
      const { jane } = world;
      const sent = await jane.says(typed);
      expect(textsOf(sent)).toContain(`${ringNow}.`);
      expect(textsOf(sent)).toContain(nobodyCalled);
      const { headings, text, buttons } = jane.sees();
      expect(headings).toEqual([ringNow]);
      expect(text).toContain('press 55 when asked. (national advice, not confirmed)');
      expect(text).toContain('0300 123 4043');
      expect(text).toContain(`Ring now. Write later.\n${nobodyCalled}`);
      expect(text).not.toContain('kept');
      expect(buttons).toEqual([]);
    },
  );

  it('The notification of a danger message says nothing but to ring', async () => {
    const [words, card] = await world.jane.says('hes here now');
    expect([words?.summary, card?.summary]).toEqual(['MASH Referrals', 'MASH Referrals: ring 999 now']);
  });

  it('Danger words in a message that is not saved bring the numbers, above the line that it was not saved', async () => {
    const sent = allOf(await world.jane.says('The girl Chrysoprase is in danger'));
    expect(sent.indexOf(ringNow)).toBeLessThan(sent.indexOf('I did not save that'));
    expect(sent).toContain(ringNow);
    expect(sent).not.toContain('Chrysoprase');
  });

  it('“Help!” shows the numbers first, and then the help', async () => {
    const sent = allOf(await world.jane.says('Help!'));
    expect(sent).toContain('I help you check what you have seen');
    expect(sent.indexOf(ringNow)).toBeLessThan(sent.indexOf('I help you check'));
    expect(world.jane.sees().text.startsWith(ringNow)).toBe(true);
  });

  it('In the MASH channel “help” is the help of the desk, and neither it nor “999” brings the numbers', async () => {
    expect(allOf(await world.mo.mentions('help'))).not.toContain(ringNow);
    expect(allOf(await world.mo.mentions('999'))).not.toContain(ringNow);
  });
});

describe('danger words, typed into a check', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    for (const text of ['start', 'no', '1', 'skip', 'Jane Okafor', 'skip', '01632 960 014', 'skip', 'no'])
      await world.jane.says(text);
  });
  afterAll(() => world.stop());

  it('Danger words alone are not saved as the child’s name: after “No danger: carry on” the question comes again, and nothing was kept', async () => {
    const { jane } = world;
    expect(textsOf(await jane.says('hes here now'))).toContain(notAnAnswer);
    expect(jane.sees().buttons).toEqual(['Yes, danger now', 'No danger: carry on']);
    expect(allOf(jane.chat())).not.toContain('hes here now');
    const card = currentCard(jane);
    await card.presses('No danger: carry on');
    expect(card.sees().headings).toEqual(['The child and your worry']);
    expect(card.sees().values['Child’s name, or a description']).toBe('');
    expect(textsOf(await jane.says('Girl Peridot'))).toContain('Age or date of birth');
  });

  it('“Yes, danger now” marks the child as in danger, shows whom to ring, and leads back to the same question', async () => {
    const { jane } = world;
    await jane.says('danger!!');
    const card = currentCard(jane);
    await card.presses('Yes, danger now');
    expect(card.sees().headings).toEqual(['Ring now. Write later.']);
    await card.presses('Continue to the written referral');
    expect(card.sees().headings).toEqual(['The child and your worry']);
    expect(textsOf(await jane.says('about 14'))).toContain('Where are they now?'); // the check had asked for the age
  });

  it('“She is here now” is kept as an answer about the place, and the numbers are above the next question', async () => {
    const { jane } = world;
    const sent = await jane.says('She is here now');
    expect(textsOf(sent)).toContain(`${ringNow}.`);
    expect(textsOf(sent)).toContain('Who are they with?');
    expect(jane.sees().values['Where are they now?']).toBe('She is here now');
    expect(jane.sees().text.startsWith(ringNow)).toBe(true);
  });

  it('Danger words among other words are kept as typed, with the numbers above the next question', async () => {
    const { jane } = world;
    for (const text of ['her uncle', 'skip', 'yes', 'skip']) await jane.says(text);
    const worry = 'Burn on her arm. The uncle says he is here now, at the desk';
    const sent = await jane.says(worry);
    expect(textsOf(sent).indexOf(ringNow)).toBeLessThan(textsOf(sent).indexOf('From abroad?'));
    await jane.says('back');
    expect(
      jane.sees().values['What worries you? What you saw or were told, when, and by whom (up to 3,000 characters)'],
    ).toBe(worry);
  });

  it('Danger words are never matched to one of the choices of a question', async () => {
    const { jane } = world;
    await jane.says('continue');
    const sent = await jane.says('the girl in bay 2 is in danger');
    expect(textsOf(sent)).not.toContain('Sorry');
    expect(textsOf(sent)).toContain(notAnAnswer);
    // “no” means no danger, and the question comes again
    expect(textsOf(await jane.says('no'))).toContain('From abroad?');
    expect(textsOf(await jane.says('999'))).toContain('Type “yes” to mark the child as in danger');
    expect(textsOf(await jane.says('Yes'))).toContain('Type 1 if you have phoned, 2 to write.');
  });

  it('Danger words at the check-answers card bring the numbers, and no line that all is saved', async () => {
    const { jane } = world;
    await jane.says('2');
    await jane.says('check answers');
    for (const text of ['yes', '1', 'He may be involved.', 'continue']) await jane.says(text);
    expect(jane.sees().text).toContain('Yes, or about to be moved');
    const sent = allOf(await jane.says('emergency'));
    expect(sent).toContain(ringNow);
    expect(sent).not.toMatch(/Sorry|Everything is saved/);
  });
});

describe('danger words after a referral was sent', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld();
    reference = await refers(world.jane);
    await world.until(() => receipt(world.jane, reference).sees().text.includes('Delivered'));
  });
  afterAll(() => world.stop());

  it('Danger words after “add:” are sent as typed, with the numbers above the reply', async () => {
    const sent = textsOf(await world.jane.says('add: He is here now, asking for her'));
    expect(sent.startsWith(ringNow)).toBe(true);
    await world.until(() => allOf(world.mo.thread(reference)).includes('He is here now, asking for her'));
  });

  it('Danger words after “missing:” reach the MASH as typed, with the numbers above the reply', async () => {
    const sent = textsOf(await world.jane.says('missing: they are taking her now, police know'));
    expect(sent.startsWith(ringNow)).toBe(true);
    await world.until(() => allOf(world.mo.thread(reference)).includes('they are taking her now, police know'));
  });

  it('Danger words in an answer to the MASH are sent as typed, with the numbers above the reply', async () => {
    const { mo, jane } = world;
    const shared = caseCard(mo, reference);
    await shared.presses('Ask the referrer');
    await shared.presses('Send question', { 'Your question': 'Who is with her?' });
    await world.until(() => allOf(jane.chat()).includes('Who is with her?'));
    expect(textsOf(await jane.says('answer: her uncle has a knife')).startsWith(ringNow)).toBe(true);
    await world.until(() => allOf(mo.thread(reference)).includes('her uncle has a knife'));
  });
});

describe('danger words in a form', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('Danger words in a form that is pressed are kept, and the numbers are above the next card', async () => {
    const card = await beginsCheck(world.jane);
    await continuesToChild(card, { about: aboutJane });
    await card.presses('Continue to the check', {
      'Child’s name': 'Girl',
      'What worries you': 'The uncle is here now',
    });
    expect(card.sees().text.startsWith(ringNow)).toBe(true);
    expect(card.sees().headings).toEqual(['About the situation']);
    await card.presses('Check answers');
    expect(card.sees().text).not.toContain(ringNow);
    await card.presses('Yes');
    await card.presses('Continue', { Why: 'He may be involved.' });
    expect(card.sees().text).toContain('Worry: The uncle is here now');
    expect(card.sees().text).toContain('Immediate danger');
    // the danger words change no answer
    expect(inChat(world.jane, 'Check before you send').sees().text).toMatch(/Immediate danger\nNo/);
  });
});
