import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allOf, cardSaying, caseCard, decides, inChat, receipt, refers, summariesIn, wordsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

const clocks = {
  decision: { within: 'PT40S', remind: ['PT4S'], escalate: 'PT30S', overdueEvery: 'PT1H' },
};

describe('deciding again after news', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld({ clockStands: true, pack: { extends: 'hertfordshire-2016', clocks } });
    reference = await refers(world.jane);
    await world.until(() => caseCard(world.mo, reference).sees());
    await decides(world.mo, reference, { 'What should': 'Keep her with you.' });
    await world.until(() => inChat(world.jane, 'The MASH has decided').sees());
    await world.jane.says(`add ${reference}: She will be moved tonight.`);
    await world.until(() => caseCard(world.mo, reference).sees().buttons.includes('Decide again'));
  });
  afterAll(() => world.stop());

  it('Only a manager can decide again: a practitioner is told so', async () => {
    const answer = await caseCard(world.pat, reference).presses('Decide again');
    expect(answer.message).toContain('Only a MASH manager can record the decision.');
  });

  it('“Decide again” says what it means before anything is done, and a manager can cancel it', async () => {
    const card = caseCard(world.ana, reference);
    await card.presses('Decide again');
    expect(card.sees().text).toContain('What was decided stands until then');
    await card.presses('Cancel');
    expect(card.sees().text).not.toContain('DECIDING AGAIN');
  });

  it('A case that is to be decided again waits once more: on its card, in the list, and with a reminder', async () => {
    const card = caseCard(world.ana, reference);
    await card.presses('Decide again');
    await card.presses('Yes, decide again');
    const { text, buttons } = await world.until(() =>
      cardSaying(caseCard(world.mo, reference).sees(), 'DECIDING AGAIN since'),
    );
    expect(text).toContain('A social worker visits today.');
    expect(text).not.toContain('NEW INFORMATION');
    expect(buttons).toContain('Record decision');
    const listed = await world.mo.mentions('open');
    expect(listed.map(wordsOf).join('\n')).toContain(reference);
    expect(listed.map(wordsOf).join('\n')).toContain('DECIDING AGAIN');
    await world.pass(4);
    await world.until(() => summariesIn(world.mo.chat()).some((line) => line.startsWith(`${reference} undecided`)));
  });

  it('The referrer hears that the MASH is deciding again, and that the first decision holds until then', async () => {
    const { text } = await world.until(() => inChat(world.jane, 'The MASH is deciding again').sees());
    expect(text).toContain('Until then this stands:');
    expect(text).toContain('Keep her with you.');
    await world.until(() => /Deciding again, since/.test(receipt(world.jane, reference).sees().text));
    expect(receipt(world.jane, reference).sees().text).toContain('A social worker visits today.');
  });

  it('A new decision is shown with the first one, in the notice, on the card and in the thread', async () => {
    await decides(world.mo, reference, { 'What action': 'She is fetched tonight.' });
    const { text } = await world.until(() => inChat(world.jane, 'The MASH has decided again').sees());
    expect(text).toContain('She is fetched tonight.');
    expect(text).toMatch(/This takes the place of the decision of \d\d:\d\d/);
    expect(text).not.toContain('Keep her with you.');
    const card = await world.until(() => cardSaying(caseCard(world.ana, reference).sees(), 'Decided again'));
    expect(card.text).toContain('She is fetched tonight.');
    expect(card.buttons).not.toContain('Record decision');
    const titles = () => summariesIn(world.mo.thread(reference));
    await world.until(() => titles().some((title) => title.startsWith(`${reference}: Decided again`)));
    expect(titles()).toContain(`${reference}: Deciding again`);
    expect(titles()).toContain(`${reference}: Decided`);
    const everything = caseCard(world.ana, reference);
    await everything.presses('Everything');
    expect(everything.sees().text).toMatch(/No longer holds: decision of/);
    expect(allOf((await world.mo.mentions('open')).map(wordsOf))).not.toContain(reference);
  });
});
