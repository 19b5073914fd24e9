import { beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, inBoxes, lacks, shows } from './expecting.ts';
import { hears, linesOf, replies, seesCase, seesLine, seesReceipt } from './waiting.ts';
import { allOf, arrives, caseCard, decides, opens, summariesIn, wordsOf } from './walks.ts';

describe('correcting a decision', () => {
  const world = aWorld();
  const { jane, mo, ana, pat, until, rests } = world;
  let reference: string;
  beforeAll(async () => {
    reference = await arrives(world, jane);
    await decides(mo, reference, { 'What may': 'Somebody visits.', 'Police told': 'No' });
    await seesCase(mo, reference, 'DECIDED');
    await hears(jane, 'The MASH has decided');
    await rests(); // the card is up to date
  });

  const opensForm = async (person = mo) => {
    const card = await opens(person, reference, 'More', 'Correct the decision');
    return card;
  };

  it('The correction form begins with the present decision, names it, and says that the carer was not told', async () => {
    const form = await opensForm();
    expect(form.sees().text).toMatch(/This corrects the decision of \d\d:\d\d, .* by Mo Hussain\. That one stays/);
    shows(form, 'NOT KNOWN IF THE CARER KNOWS');
    contains(inBoxes(form), 'other', 'A social worker visits today.', 'The burn.', 'Somebody visits.', 'no');
    await form.presses('Confirm correction');
    shows(form, 'That is what stands already. Nothing new was recorded.');
  });

  it('The correction form asks for the action and the reasons, and keeps what was filled in', async () => {
    const form = await opensForm();
    await form.presses('Confirm correction', { Reasons: '', 'What action': 'Strategy discussion at two.' });
    shows(form, 'Give the reasons.');
    contains(inBoxes(form), 'Strategy discussion at two.');
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
    const { text } = await seesCase(
      pat,
      reference,
      'By Mo Hussain, MASH manager · in time',
      'Strategy discussion at two.',
      'Concern about trafficking\nYes',
    );
    expect(text).toMatch(/CORRECTED \d\d:\d\d, .* by Ana Silva, MASH manager/);
    lacks(text, 'A social worker visits today.');
    lacks(JSON.stringify(mo.thread(reference)), 'The later one.');
  });

  it('The first decision stays in the thread, and the entry of the correction names it', async () => {
    await seesLine(mo, reference, 'Decision CORRECTED');
    const thread = mo.thread(reference).map(wordsOf).join('\n');
    contains(thread, 'A social worker visits today.');
    expect(thread).toMatch(/What Mo Hussain said at \d\d:\d\d, .* no longer holds\./);
    const everything = await opens(mo, reference, 'Everything');
    expect(everything.sees().text).toMatch(/No longer holds: decision of \d\d:\d\d, .* by Mo Hussain, MASH manager/);
    shows(everything, 'A social worker visits today.');
    await everything.presses('Back to the card');
  });

  it('The referrer gets a new notice of the correction with what they may know, and the receipt follows', async () => {
    const { text } = await hears(jane, 'The MASH has corrected its decision');
    contains(text, 'We meet about this today.', 'by Ana Silva, MASH manager', 'Don’t agree?');
    expect(text).toMatch(/This takes the place of the decision of \d\d:\d\d, /);
    const kept = await seesReceipt(jane, reference, 'We meet about this today.');
    expect(kept.text).toMatch(/✓ {2}Corrected at .* by Ana Silva, MASH manager/);
    lacks(JSON.stringify(jane.chat()), 'Strategy discussion');
    await until(() => /Referrer\nSent to them \d\d:\d\d/.test(caseCard(mo, reference).sees().text));
    await until(() => linesOf(mo, reference, 'The referrer has been told').length === 2);
  });

  it('A correction that is sent twice counts once', async () => {
    const form = await opensForm();
    await form.doubleClicks('Confirm correction', { 'What action': 'Strategy discussion at three.' });
    await seesCase(pat, reference, 'at three');
    const corrections = () => linesOf(mo, reference, 'Decision CORRECTED').length;
    await until(() => corrections() === 2);
    await rests();
    expect(corrections()).toBe(2);
  });

  it('An undecided case does not offer to correct its decision', async () => {
    const form = await opensForm(); // the decided case offers it
    const card = await opens(mo, await arrives(world, world.tom), 'More');
    lacks(card.sees().buttons, 'Correct the decision');
    await form.presses('Cancel');
  });
});

const clocks = {
  decision: { within: 'PT40S', remind: ['PT4S'], escalate: 'PT30S', overdueEvery: 'PT1H' },
};

describe('deciding again after news', () => {
  const world = aWorld({ clockStands: true, pack: { extends: 'hertfordshire-2016', clocks } });
  const { jane, mo, ana, until } = world;
  let reference: string;
  beforeAll(async () => {
    reference = await arrives(world, jane);
    await decides(mo, reference, { 'What should': 'Keep her with you.' });
    await hears(jane, 'The MASH has decided');
    await jane.says(`add ${reference}: She has a new bruise.`);
    await until(() => caseCard(mo, reference).sees().buttons.includes('Decide again'));
  });

  it('“Decide again” says what it means before anything is done, and a manager can cancel it', async () => {
    const card = await opens(ana, reference, 'Decide again');
    shows(card, 'What was decided stands until then');
    await card.presses('Cancel');
    doesNotShow(card, 'DECIDING AGAIN');
  });

  it('A case that is to be decided again waits once more: on its card, in the list, and with a reminder', async () => {
    await opens(ana, reference, 'Decide again', 'Yes, decide again');
    const { text, buttons } = await seesCase(mo, reference, 'DECIDING AGAIN since', 'A social worker visits today.');
    lacks(text, 'NEW INFORMATION');
    contains(buttons, 'Record decision');
    await replies(mo.mentions('board'), reference, 'DECIDING AGAIN');
    await world.pass(4);
    await until(() => summariesIn(mo.chat()).some((line) => line.startsWith(`${reference} undecided`)));
  });

  it('The referrer hears that the MASH is deciding again, and that the first decision holds until then', async () => {
    await hears(jane, 'The MASH is deciding again', 'Until then this stands:', 'Keep her with you.');
    await seesReceipt(jane, reference, 'Deciding again, since', 'A social worker visits today.');
  });

  it('A new decision is shown with the first one, in the notice, on the card and in the thread', async () => {
    await decides(mo, reference, { 'What action': 'She is fetched tonight.' });
    const { text } = await hears(jane, 'The MASH has decided again', 'She is fetched tonight.');
    expect(text).toMatch(/This takes the place of the decision of \d\d:\d\d/);
    lacks(text, 'Keep her with you.');
    const { buttons } = await seesCase(ana, reference, 'Decided again', 'She is fetched tonight.');
    lacks(buttons, 'Record decision');
    await until(() => allOf(mo.thread(reference)).includes(`${reference}: Decided again`));
    contains(summariesIn(mo.thread(reference)), `${reference}: Deciding again`, `${reference}: Decided`);
    const everything = await opens(ana, reference, 'Everything');
    expect(everything.sees().text).toMatch(/No longer holds: decision of/);
    lacks(allOf(await mo.mentions('board')), reference);
  });
});
