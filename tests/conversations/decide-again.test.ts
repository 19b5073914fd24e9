import { beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, lacks, shows } from './expecting.ts';
import { allOf, arrives, cardSaying, caseCard, decides, inChat, receipt, summariesIn, wordsOf } from './walks.ts';

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
    await until(() => inChat(jane, 'The MASH has decided').sees());
    await jane.says(`add ${reference}: She will be moved tonight.`);
    await until(() => caseCard(mo, reference).sees().buttons.includes('Decide again'));
  });

  it('“Decide again” says what it means before anything is done, and a manager can cancel it', async () => {
    const card = caseCard(ana, reference);
    await card.presses('Decide again');
    shows(card, 'What was decided stands until then');
    await card.presses('Cancel');
    doesNotShow(card, 'DECIDING AGAIN');
  });

  it('A case that is to be decided again waits once more: on its card, in the list, and with a reminder', async () => {
    const card = caseCard(ana, reference);
    await card.presses('Decide again', 'Yes, decide again');
    const { text, buttons } = await until(() => cardSaying(caseCard(mo, reference).sees(), 'DECIDING AGAIN since'));
    contains(text, 'A social worker visits today.');
    lacks(text, 'NEW INFORMATION');
    contains(buttons, 'Record decision');
    const listed = await mo.mentions('open');
    contains(listed.map(wordsOf).join('\n'), reference, 'DECIDING AGAIN');
    await world.pass(4);
    await until(() => summariesIn(mo.chat()).some((line) => line.startsWith(`${reference} undecided`)));
  });

  it('The referrer hears that the MASH is deciding again, and that the first decision holds until then', async () => {
    const { text } = await until(() => inChat(jane, 'The MASH is deciding again').sees());
    contains(text, 'Until then this stands:', 'Keep her with you.');
    await until(() => /Deciding again, since/.test(receipt(jane, reference).sees().text));
    shows(receipt(jane, reference), 'A social worker visits today.');
  });

  it('A new decision is shown with the first one, in the notice, on the card and in the thread', async () => {
    await decides(mo, reference, { 'What action': 'She is fetched tonight.' });
    const { text } = await until(() => inChat(jane, 'The MASH has decided again').sees());
    contains(text, 'She is fetched tonight.');
    expect(text).toMatch(/This takes the place of the decision of \d\d:\d\d/);
    lacks(text, 'Keep her with you.');
    const card = await until(() => cardSaying(caseCard(ana, reference).sees(), 'Decided again'));
    contains(card.text, 'She is fetched tonight.');
    lacks(card.buttons, 'Record decision');
    const titles = () => summariesIn(mo.thread(reference));
    await until(() => titles().some((title) => title.startsWith(`${reference}: Decided again`)));
    contains(titles(), `${reference}: Deciding again`, `${reference}: Decided`);
    const everything = caseCard(ana, reference);
    await everything.presses('Everything');
    expect(everything.sees().text).toMatch(/No longer holds: decision of/);
    lacks(allOf((await mo.mentions('open')).map(wordsOf)), reference);
  });
});
