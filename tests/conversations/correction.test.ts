import { beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import { arrives, cardSaying, caseCard, decides, inChat, receipt, summariesIn, wordsOf } from './walks.ts';

describe('correcting a decision', () => {
  const world = aWorld();
  const { jane, mo, ana, pat, until, rests } = world;
  let reference: string;
  beforeAll(async () => {
    reference = await arrives(world, jane);
    await decides(mo, reference, { 'What may': 'Somebody visits.', 'Police told': 'No' });
    await until(() => caseCard(mo, reference).has('DECIDED'));
    await until(() => inChat(jane, 'The MASH has decided').sees());
    await rests(); // the card is up to date
  });

  const opensForm = async (person = mo) => {
    const card = caseCard(person, reference);
    await card.presses('More', 'Correct the decision');
    return card;
  };
  const titles = () => summariesIn(mo.thread(reference));

  it('The correction form begins with the present decision, names it, and says that the carer was not told', async () => {
    const form = await opensForm();
    const { text, values } = form.sees();
    expect(text).toMatch(/This corrects the decision of \d\d:\d\d, .* by Mo Hussain, MASH manager\. That one stays/);
    contains(text, 'CARER NOT TOLD');
    expect(Object.values(values)).toEqual(
      expect.arrayContaining(['other', 'A social worker visits today.', 'The burn.', 'Somebody visits.', 'no']),
    );
    await form.presses('Confirm correction');
    shows(form, 'That is what stands already. Nothing new was recorded.');
  });

  it('The correction form asks for the action and the reasons, and keeps what was filled in', async () => {
    const form = await opensForm();
    await form.presses('Confirm correction', { Reasons: '', 'What action': 'Strategy discussion at two.' });
    shows(form, 'Give the reasons.');
    contains(Object.values(form.sees().values), 'Strategy discussion at two.');
    await form.presses('Cancel');
  });

  it('Of two managers who correct a decision the first succeeds, and the second is told that it changed meanwhile', async () => {
    const [first, second] = [await opensForm(ana), await opensForm(mo)];
    await first.presses('Confirm correction', {
      Decision: 'Child protection',
      'What action': 'Strategy discussion at two.',
      'What may': 'We meet about this today.',
      'Concern about trafficking': 'Yes',
    });
    await second.presses('Confirm correction', { 'What action': 'The later one.' });
    shows(second, 'Ana Silva changed the decision meanwhile. Nothing of yours was recorded.');
    const { text } = await until(() => cardSaying(caseCard(pat, reference).sees(), 'CORRECTED'));
    contains(text, 'By Mo Hussain, MASH manager · in time');
    expect(text).toMatch(/CORRECTED \d\d:\d\d, .* by Ana Silva, MASH manager/);
    contains(text, 'Strategy discussion at two.', 'Concern about trafficking\nYes');
    lacks(text, 'A social worker visits today.');
    lacks(JSON.stringify(mo.thread(reference)), 'The later one.');
  });

  it('The first decision stays in the thread, and the entry of the correction names it', async () => {
    await until(() => titles().includes(`${reference}: Decision CORRECTED`));
    const thread = mo.thread(reference).map(wordsOf).join('\n');
    contains(thread, 'A social worker visits today.');
    expect(thread).toMatch(/What Mo Hussain said at \d\d:\d\d, .* does not hold any more\./);
    const everything = caseCard(mo, reference);
    await everything.presses('Everything');
    expect(everything.sees().text).toMatch(/No longer holds: decision of \d\d:\d\d, .* by Mo Hussain, MASH manager/);
    shows(everything, 'A social worker visits today.');
    await everything.presses('Back to the card');
  });

  it('The referrer gets a new notice of the correction with what they may know, and the receipt follows', async () => {
    const { text } = await until(() => inChat(jane, 'The MASH has corrected its decision').sees());
    contains(text, 'We meet about this today.');
    expect(text).toMatch(/by Ana Silva, MASH manager/);
    expect(text).toMatch(/This takes the place of the decision of \d\d:\d\d, /);
    contains(text, 'Don’t agree?');
    await until(() => receipt(jane, reference).has('We meet about this today.'));
    expect(receipt(jane, reference).sees().text).toMatch(/✓ {2}Corrected at .* by Ana Silva, MASH manager/);
    lacks(JSON.stringify(jane.chat()), 'Strategy discussion');
    await until(() =>
      caseCard(mo, reference)
        .sees()
        .text.match(/Referrer\nTold \d\d:\d\d/),
    );
    const notices = () => titles().filter((title) => title.endsWith('The referrer has been told'));
    await until(() => notices().length === 2);
  });

  it('A correction that is sent twice counts once', async () => {
    const form = await opensForm();
    await form.doubleClicks('Confirm correction', { 'What action': 'Strategy discussion at three.' });
    await until(() => caseCard(pat, reference).has('at three'));
    await until(() => titles().filter((title) => title.endsWith('Decision CORRECTED')).length === 2);
    await rests();
    expect(titles().filter((title) => title.endsWith('Decision CORRECTED'))).toHaveLength(2);
  });

  it('An undecided case does not offer to correct its decision', async () => {
    const form = await opensForm(); // the decided case offers it
    const other = await arrives(world, world.tom, {
      about: { Agency: 'Housing', 'Your name': 'Tom Reed', 'Phone, for': '01632 960 020' },
    });

    const card = caseCard(mo, other);
    await card.presses('More');
    lacks(card.sees().buttons, 'Correct the decision');
    await form.presses('Cancel');
  });
});
