import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cardSaying, caseCard, decides, inChat, receipt, refers, summariesIn, wordsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

describe('correcting a decision', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld();
    reference = await refers(world.jane);
    await world.until(() => caseCard(world.mo, reference).sees());
    await decides(world.mo, reference, { 'What may': 'Somebody visits.', 'Police told': 'No' });
    await world.until(() => caseCard(world.mo, reference).sees().text.includes('DECIDED'));
    await world.until(() => inChat(world.jane, 'The MASH has decided').sees());
    await world.rests(); // the card is up to date
  });
  afterAll(() => world.stop());

  const opensForm = async (person = world.mo) => {
    const card = caseCard(person, reference);
    await card.presses('More');
    await card.presses('Correct the decision');
    return card;
  };
  const titles = () => summariesIn(world.mo.thread(reference));

  it('Only a manager can correct a decision: a practitioner and a guest get no form', async () => {
    const practitioner = caseCard(world.pat, reference);
    await practitioner.presses('More');
    const answer = await practitioner.presses('Correct the decision');
    expect(answer.message).toContain('Only a MASH manager can record the decision.');
    const form = await opensForm(world.ana);
    for (const person of [world.pat, world.gus]) {
      const forged = await person.on(form.sees()).presses('Confirm correction', { 'What action': 'Forged.' });
      expect(forged.card).toBeUndefined();
    }
    await form.presses('Cancel');
    expect(caseCard(world.ana, reference).sees().text).not.toContain('CORRECTED');
  });

  it('The correction form begins with the present decision, names it, and says that the carer was not told', async () => {
    const form = await opensForm();
    const { text, values } = form.sees();
    expect(text).toMatch(/This corrects the decision of \d\d:\d\d, .* by Mo Hussain, MASH manager\. That one stays/);
    expect(text).toContain('CARER NOT TOLD');
    expect(Object.values(values)).toEqual(
      expect.arrayContaining(['other', 'A social worker visits today.', 'The burn.', 'Somebody visits.', 'no']),
    );
    await form.presses('Confirm correction');
    expect(form.sees().text).toContain('That is what stands already. Nothing new was recorded.');
  });

  it('The correction form asks for the action and the reasons, and keeps what was filled in', async () => {
    const form = await opensForm();
    await form.presses('Confirm correction', { Reasons: '', 'What action': 'Strategy discussion at two.' });
    expect(form.sees().text).toContain('Give the reasons.');
    expect(Object.values(form.sees().values)).toContain('Strategy discussion at two.');
    await form.presses('Cancel');
  });

  it('Of two managers who correct a decision the first succeeds, and the second is told that it changed meanwhile', async () => {
    const [first, second] = [await opensForm(world.ana), await opensForm(world.mo)];
    await first.presses('Confirm correction', {
      Decision: 'Child protection',
      'What action': 'Strategy discussion at two.',
      'What may': 'We meet about this today.',
      'Concern about trafficking': 'Yes',
    });
    await second.presses('Confirm correction', { 'What action': 'The later one.' });
    expect(second.sees().text).toContain('Ana Silva changed the decision meanwhile. Nothing of yours was recorded.');
    const { text } = await world.until(() => cardSaying(caseCard(world.pat, reference).sees(), 'CORRECTED'));
    expect(text).toContain('By Mo Hussain, MASH manager · in time');
    expect(text).toMatch(/CORRECTED \d\d:\d\d, .* by Ana Silva, MASH manager/);
    expect(text).toContain('Strategy discussion at two.');
    expect(text).toContain('Concern about trafficking\nYes');
    expect(text).not.toContain('A social worker visits today.');
    expect(JSON.stringify(world.mo.thread(reference))).not.toContain('The later one.');
  });

  it('The first decision stays in the thread, and the entry of the correction names it', async () => {
    await world.until(() => titles().includes(`${reference}: Decision CORRECTED`));
    const thread = world.mo.thread(reference).map(wordsOf).join('\n');
    expect(thread).toContain('A social worker visits today.');
    expect(thread).toMatch(/What Mo Hussain said at \d\d:\d\d, .* does not hold any more\./);
    const everything = caseCard(world.mo, reference);
    await everything.presses('Everything');
    expect(everything.sees().text).toMatch(/No longer holds: decision of \d\d:\d\d, .* by Mo Hussain, MASH manager/);
    expect(everything.sees().text).toContain('A social worker visits today.');
    await everything.presses('Back to the card');
  });

  it('The referrer gets a new notice of the correction with what they may know, and the receipt follows', async () => {
    const { text } = await world.until(() => inChat(world.jane, 'The MASH has corrected its decision').sees());
    expect(text).toContain('We meet about this today.');
    expect(text).toMatch(/by Ana Silva, MASH manager/);
    expect(text).toMatch(/This takes the place of the decision of \d\d:\d\d, /);
    expect(text).toContain('Don’t agree?');
    await world.until(() => receipt(world.jane, reference).sees().text.includes('We meet about this today.'));
    expect(receipt(world.jane, reference).sees().text).toMatch(/✓ {2}Corrected at .* by Ana Silva, MASH manager/);
    expect(JSON.stringify(world.jane.chat())).not.toContain('Strategy discussion');
    await world.until(() =>
      caseCard(world.mo, reference)
        .sees()
        .text.match(/Referrer\nTold \d\d:\d\d/),
    );
    const notices = () => titles().filter((title) => title.endsWith('The referrer has been told'));
    await world.until(() => notices().length === 2);
  });

  it('A correction that is sent twice counts once', async () => {
    const form = await opensForm();
    await form.doubleClicks('Confirm correction', { 'What action': 'Strategy discussion at three.' });
    await world.until(() => caseCard(world.pat, reference).sees().text.includes('at three'));
    await world.until(() => titles().filter((title) => title.endsWith('Decision CORRECTED')).length === 2);
    await world.rests();
    expect(titles().filter((title) => title.endsWith('Decision CORRECTED'))).toHaveLength(2);
  });

  it('An undecided case does not offer to correct its decision', async () => {
    const form = await opensForm(); // the decided case offers it
    const other = await refers(world.tom, {
      about: { Agency: 'Housing', 'Your name': 'Tom Reed', 'Phone, for': '01632 960 020' },
    });
    await world.until(() => caseCard(world.mo, other).sees());
    const card = caseCard(world.mo, other);
    await card.presses('More');
    expect(card.sees().buttons).not.toContain('Correct the decision');
    await form.presses('Cancel');
  });
});
