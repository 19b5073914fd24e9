import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  aboutJane,
  allOf,
  cardInChannel,
  caseCard,
  currentCard,
  decides,
  inChat,
  receipt,
  refers,
  summariesIn,
  wordsOf,
} from './walks.ts';
import { startWorld, type World } from './world.ts';

describe('information added after sending', () => {
  let world: World;
  let first: string;
  let latest: string;
  let toms: string;
  const added = (reference: string) =>
    world.mo.thread(reference).filter(({ summary }) => summary === `${reference}: Added by the referrer`);
  const written = (reference: string) =>
    world.mo.thread(reference).filter(({ summary }) => summary?.includes('Written referral'));

  beforeAll(async () => {
    world = await startWorld();
    first = await refers(world.jane, { child: { 'Child’s name': 'Girl Opal', 'What worries you': 'Burn Amber.' } });
    latest = await refers(world.jane);
    toms = await refers(world.tom, { about: { ...aboutJane, 'Your name': 'Tom Reed' } });
    for (const reference of [first, latest, toms]) {
      await world.until(() => cardInChannel(world.mo, reference));
      await world.until(() => written(reference).length === 1);
    }
    await world.until(() => receipt(world.jane, first).sees().text.includes('Delivered'));
  });
  afterAll(() => world.stop());

  it('“Add information” opens below the receipt, and repeats that the carer must not be told', async () => {
    const { jane } = world;
    await receipt(jane, first).presses('Add information');
    const { text, headings, inputs } = jane.sees();
    expect(text).toContain(first);
    expect(headings).toEqual(['Add information']);
    expect(inputs).toEqual(['What is new? (required, up to 2,000 characters)', 'Is it one of these?']);
    expect(text).toContain('The parent or carer has NOT been told. Please do not tell them.');
    expect(receipt(jane, first).sees().text).toContain('Decision due by');
  });

  it.each([
    ['nothing at all', ''],
    ['blanks', '   '],
  ])('Adding %s is refused, and the form comes again', async (_, typed) => {
    const { jane } = world;
    await jane.presses('Send to the MASH', { 'What is new?': typed });
    expect(jane.sees().headings).toEqual(['Add information']);
    expect(jane.sees().text).toContain('Write what is new.');
    expect(added(first)).toEqual([]);
  });

  it('A text of more than 2,000 characters is shown again to be shortened, and nothing is cut', async () => {
    const { jane } = world;
    const tooLong = 'é'.repeat(2_001);
    await jane.presses('Send to the MASH', { 'What is new?': tooLong });
    expect(jane.sees().text).toContain('At most 2,000 characters. Please shorten it. Nothing was cut.');
    expect(Object.values(jane.sees().values)).toEqual([tooLong, '']);
    expect(added(first)).toEqual([]);
  });

  it('Added information reaches the MASH in the referrer’s own words, with the time, beside the referral as it was sent', async () => {
    const { jane, mo } = world;
    const writtenBefore = allOf(written(first));
    const card = currentCard(jane);
    await card.presses('Send to the MASH', { 'What is new?': 'A second man, Feldspar, came at 15:00.' });
    expect(card.sees().headings).toEqual(['Added']);
    expect(card.sees().text).toMatch(/beside your referral\. Saved \d\d:\d\d/);
    expect(card.sees().text).not.toContain('Feldspar');
    const [line] = await world.until(() => added(first).length === 1 && added(first));
    expect(wordsOf(line ?? {})).toContain('A second man, Feldspar, came at 15:00.');
    expect(wordsOf(line ?? {})).toMatch(/\d\d:\d\d, \w{3} \d+ \w{3}/);
    const shared = await world.until(() => {
      const { text } = caseCard(mo, first).sees();
      return text.includes('Feldspar') && text;
    });
    expect(shared).toMatch(/Added by the referrer, \d\d:\d\d, .*\nA second man, Feldspar, came at 15:00\./);
    expect(shared).toContain('Worry · whole text in the thread\nBurn Amber.');
    expect(allOf(written(first))).toBe(writtenBefore);
    await caseCard(mo, first).presses('Everything');
    expect(caseCard(mo, first).sees().text).toMatch(
      /Worry\nBurn Amber\.[\s\S]*Added \d\d:\d\d, .*\nA second man, Feldspar/,
    );
  });

  it('Added information is sent once, however often Teams delivers the press', async () => {
    await world.jane.repeats();
    await world.jane.repeats();
    await receipt(world.jane, first).presses('My referrals');
    expect(added(first)).toHaveLength(1);
  });

  it('A referrer can add one thing after another', async () => {
    const { jane } = world;
    await inChat(jane, 'beside your referral').presses('Add more');
    await jane.presses('Send to the MASH', { 'What is new?': 'He left at 15:10.' });
    await world.until(() => added(first).length === 2);
    await world.until(() => caseCard(world.mo, first).sees().text.includes('He left at 15:10.'));
    expect(caseCard(world.mo, first).sees().text).toContain('Feldspar');
  });

  it('A referrer can type “add:” with or without a reference, and the words reach the MASH', async () => {
    const { jane, tom } = world;
    expect(allOf(await tom.says('add information'))).toContain(toms);
    await tom.says('add: Her coat is\nblue: see the photo.');
    const [line] = await world.until(() => added(toms).length === 1 && added(toms));
    expect(wordsOf(line ?? {})).toContain('Her coat is\nblue: see the photo.');
    await jane.says(`add ${first.toLowerCase()}: Car Gypsum outside.`);
    await world.until(() => added(first).length === 3);
    await jane.says(`Add ${first}:16:05 gone`);
    await world.until(() => added(first).length === 4);
    expect(wordsOf(added(first)[3] ?? {})).toContain('16:05 gone');
  });

  it('A typed “add:” that is empty or too long is asked for again', async () => {
    const { tom } = world;
    expect(allOf(await tom.says('add:'))).toContain('Write what is new.');
    expect(allOf(await tom.says(`add: ${'a'.repeat(2_001)}`))).toContain('At most 2,000 characters.');
    expect(added(toms)).toHaveLength(1);
  });

  it('“add:” typed in the middle of another check goes to the MASH, and is not taken as an answer in that check', async () => {
    const { tom } = world;
    await tom.says('start new');
    await tom.says('no');
    await tom.says('add: Door Kunzite is red.');
    await world.until(() => added(toms).length === 2);
    expect(allOf(await tom.says('go on'))).not.toContain('Kunzite');
  });

  it('“add:” without a reference goes to the referral that the referrer opened last, not to an older one that the MASH has just taken', async () => {
    const { jane, pat } = world;
    await caseCard(pat, first).presses('Take this referral');
    await world.until(() => receipt(jane, first).sees().text.includes('Seen by the MASH at'));
    await receipt(jane, latest).presses('Add information');
    await jane.says('add: This is about Larimar.');
    await world.until(() => allOf([...added(first), ...added(latest)]).includes('Larimar'));
    expect(allOf(added(first))).not.toContain('Larimar');
  });

  it('Only the author can add information: a card passed on and a typed reference change nothing', async () => {
    const { jane, tom } = world;
    await receipt(jane, first).presses('Add information');
    const form = { ...jane.sees(), conversationId: tom.chatId };
    const answer = await tom.on(form).presses('Send to the MASH', { 'What is new?': 'Forged Flint' });
    const typed = await tom.says(`add ${first}: Forged Flint`);
    const opened = await tom
      .on({ ...receipt(jane, first).sees(), conversationId: tom.chatId })
      .presses('Add information');
    for (const refusal of [[answer], typed]) expect(allOf(refusal)).toContain('Only the person who wrote it');
    expect(allOf([opened])).not.toContain(first);
    expect(allOf(await tom.says('add HT-nonsense: Flint'))).toContain('Only the person who wrote it');
    expect(allOf(await world.sid.says('add: Flint'))).toContain('You have none yet.');
    expect(allOf(world.mo.thread(first))).not.toContain('Flint');
  });

  it('A referrer can add information after the decision', async () => {
    const { jane, mo } = world;
    await decides(mo, first);
    await world.until(() => inChat(jane, 'The MASH has decided').sees());
    await jane.says(`add ${first}: Seen again, Sodalite.`);
    await world.until(() => caseCard(mo, first).sees().text.includes('Sodalite'));
  });

  it('No notification shows a word of added information', () => {
    const summaries = summariesIn([...world.jane.chat(), ...world.mo.thread(first), ...world.mo.thread(toms)]).join();
    expect(summaries).not.toMatch(/Feldspar|Gypsum|Kunzite|Sodalite|Larimar|coat/);
  });
});
