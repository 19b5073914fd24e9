import { describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import { aChild, allOf, beginsCheck, continuesToChild, textsOf } from './walks.ts';

const title = 'Worry about a worker';
const officer = 'The council’s designated officer (LADO) must hear it, too: 01438 555 555 (not confirmed).';
const readers = 'Everybody in the MASH’s channel will read your referral.';

describe('a worry about somebody who works with children', () => {
  const { jane, tom, sid, pat } = aWorld({
    pack: { extends: 'hertfordshire-2016', contacts: { lado: { phone: '01438 555 555' } } },
  });

  it('chosen on the first card, the LADO is named with the number, and who will read the referral, before it goes on', async () => {
    await jane.says('hi');
    await jane.presses(title);
    shows(jane, officer, readers);
    expect(jane.sees().buttons[0]).toBe('Start a check');
  });

  it('typed as the first words, both stand above the next question, and the words are kept', async () => {
    const answer = textsOf(await tom.says('its about one of our teachers, he gives her lifts home'));
    contains(answer, officer, readers, 'I kept your words');
    expect(answer.indexOf(readers)).toBeLessThan(answer.indexOf('Is the child in immediate danger'));
  });

  it('typed at a question, it is said there, too', async () => {
    contains(textsOf(await sid.says('start')), 'Is the child in immediate danger');
    contains(textsOf(await sid.says('i am worried about a colleague and how he looks at her')), officer, readers);
    contains(allOf(await sid.says('lado')), officer, readers);
  });

  it('written on a card, it is said above the next one', async () => {
    const card = await beginsCheck(pat);
    await continuesToChild(card);
    const answer = { ...aChild, 'What worries you': 'A complaint against our coach.' };
    await card.presses('Go through more signs', answer);
    shows(card, officer, readers, 'About the situation');
  });

  it('is not read out of a teacher who only told somebody', async () => {
    lacks(textsOf(await sid.says('she told her teacher about a man in a car')), 'LADO');
  });
});

describe('where the council has named no number', () => {
  const { jane } = aWorld();

  it('the bot says whom to ask for it', async () => {
    contains(allOf(await jane.says('lado')), 'no number yet, ask on 0300 123 4043', readers);
  });
});
