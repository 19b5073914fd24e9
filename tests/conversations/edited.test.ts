import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allOf, refers, textsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

const editedReply = 'I have your first words. Tell me what to change: type “change”.';
const deletedReply = 'Deleting here does not take it out of what I keep. Type “change”.';

describe('a message that its author edits or deletes', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('A person with no referral who edits or deletes a message is told that there is nothing to change', async () => {
    const { tom } = world;
    await tom.says('The girl Chrysoprase');
    expect(textsOf(await tom.editsLast('The girl Onyx'))).toBe(
      'I keep no referral of yours, so there is nothing to change.',
    );
    expect(textsOf(await tom.deletesLast())).toBe('I keep no referral of yours, so there is nothing to change.');
    expect(allOf(await tom.says('change'))).toContain('There is nothing to change');
  });

  it('A referrer who edits a message is told how to change it, with none of its words, old or new', async () => {
    const { jane } = world;
    for (const text of [
      'start',
      'no',
      '1',
      'skip',
      'Jane Okafor',
      'skip',
      '01632 960 014',
      'skip',
      'no',
      'Girl Peridot',
    ])
      await jane.says(text);
    const sent = await jane.editsLast('Girl Tourmaline');
    expect(sent.map(({ text }) => text)).toEqual([editedReply]);
    expect(sent.map(({ summary }) => summary)).toEqual(['MASH Referrals']);
    expect(allOf(sent)).not.toMatch(/Peridot|Tourmaline|alert/);
  });

  it('An edit is answered once, however often Teams sends it', async () => {
    const { jane } = world;
    const before = jane.chat().length;
    await jane.repeats();
    await jane.says('menu');
    expect(allOf(jane.chat().slice(before))).not.toContain('I have your first words');
  });

  it('An edit changes nothing by itself, and “change” leads to everything that was answered', async () => {
    const { jane } = world;
    expect(allOf(await jane.says('change'))).toContain('Check before you send');
    expect(jane.sees().text).toContain('Peridot');
    expect(jane.sees().text).not.toContain('Tourmaline');
    await jane.presses('Change: The child and your worry');
    expect(jane.sees().headings).toEqual(['The child and your worry']);
  });

  it('A referrer who deletes a message is told that the bot still keeps it', async () => {
    const { jane } = world;
    await jane.says('about 14');
    const sent = await jane.deletesLast();
    expect(sent.map(({ text }) => text)).toEqual([deletedReply]);
    expect(sent.map(({ summary }) => summary)).toEqual(['MASH Referrals']);
  });

  it('A message that is edited twice is answered twice', async () => {
    const { jane } = world;
    await jane.says('School');
    expect(textsOf(await jane.editsLast('Clinic'))).toBe(editedReply);
    expect(textsOf(await jane.editsLast('Clinic, room 2'))).toBe(editedReply);
  });

  it('“change” after a referral was sent says that it stays as sent, and opens “Add information” for the correction', async () => {
    const { sid } = world;
    await refers(sid);
    await sid.says('hi');
    expect(textsOf(await sid.editsLast('hello'))).toBe(editedReply);
    const sent = await sid.says('change');
    expect(textsOf(sent)).toContain('What you sent stays as it is.');
    expect(sid.sees().headings).toEqual(['Add information']);
  });

  it('An edit or deletion in the MASH channel is not answered', async () => {
    const { mo } = world;
    await mo.mentions('help');
    expect(await mo.editsLast('open')).toEqual([]);
    expect(await mo.deletesLast()).toEqual([]);
  });
});
