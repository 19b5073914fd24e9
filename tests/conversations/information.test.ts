import { beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, isHeaded, lacks, shows } from './expecting.ts';
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

describe('information added after sending', () => {
  const world = aWorld();
  const { jane, tom, mo, pat, until } = world;
  let first: string;
  let latest: string;
  let toms: string;
  const added = (reference: string) =>
    mo.thread(reference).filter(({ summary }) => summary === `${reference}: Added by the referrer`);
  const written = (reference: string) =>
    mo.thread(reference).filter(({ summary }) => summary?.includes('Written referral'));

  beforeAll(async () => {
    first = await refers(jane, { child: { 'Child’s name': 'Girl Opal', 'What worries you': 'Burn Amber.' } });
    latest = await refers(jane);
    toms = await refers(tom, { about: { ...aboutJane, 'Your name': 'Tom Reed' } });
    for (const reference of [first, latest, toms]) {
      await until(() => cardInChannel(mo, reference));
      await until(() => written(reference).length === 1);
    }
    await until(() => receipt(jane, first).has('Delivered'));
  });

  it('“Add information” opens below the receipt, and repeats that the carer must not be told', async () => {
    await receipt(jane, first).presses('Add information');
    const { text, headings, inputs } = jane.sees();
    contains(text, first);
    expect(headings).toEqual(['Add information']);
    expect(inputs).toEqual(['What is new? (required, up to 2,000 characters)', 'Is it one of these?']);
    contains(text, 'The parent or carer has NOT been told. Please do not tell them.');
    shows(receipt(jane, first), 'Decision due by');
  });

  it.each([
    ['nothing at all', ''],
    ['blanks', '   '],
  ])('Adding %s is refused, and the form comes again', async (_, typed) => {
    await jane.presses('Send to the MASH', { 'What is new?': typed });
    isHeaded(jane, 'Add information');
    shows(jane, 'Write what is new.');
    expect(added(first)).toEqual([]);
  });

  it('A text of more than 2,000 characters is shown again to be shortened, and nothing is cut', async () => {
    const tooLong = 'é'.repeat(2_001);
    await jane.presses('Send to the MASH', { 'What is new?': tooLong });
    shows(jane, 'At most 2,000 characters. Please shorten it. Nothing was cut.');
    expect(Object.values(jane.sees().values)).toEqual([tooLong, '']);
    expect(added(first)).toEqual([]);
  });

  it('Added information reaches the MASH in the referrer’s own words, with the time, beside the referral as it was sent', async () => {
    const writtenBefore = allOf(written(first));
    const card = currentCard(jane);
    await card.presses('Send to the MASH', { 'What is new?': 'A second man, Feldspar, came at 15:00.' });
    isHeaded(card, 'Added');
    expect(card.sees().text).toMatch(/beside your referral\. Saved \d\d:\d\d/);
    doesNotShow(card, 'Feldspar');
    const [line] = await until(() => added(first).length === 1 && added(first));
    contains(wordsOf(line ?? {}), 'A second man, Feldspar, came at 15:00.');
    expect(wordsOf(line ?? {})).toMatch(/\d\d:\d\d, \w{3} \d+ \w{3}/);
    const shared = await until(() => {
      const { text } = caseCard(mo, first).sees();
      return text.includes('Feldspar') && text;
    });
    expect(shared).toMatch(/Added by the referrer, \d\d:\d\d, .*\nA second man, Feldspar, came at 15:00\./);
    contains(shared, 'Worry · whole text in the thread\nBurn Amber.');
    expect(allOf(written(first))).toBe(writtenBefore);
    await caseCard(mo, first).presses('Everything');
    expect(caseCard(mo, first).sees().text).toMatch(
      /Worry\nBurn Amber\.[\s\S]*Added \d\d:\d\d, .*\nA second man, Feldspar/,
    );
  });

  it('Added information is sent once, however often Teams delivers the press', async () => {
    await jane.repeats();
    await jane.repeats();
    await receipt(jane, first).presses('My referrals');
    expect(added(first)).toHaveLength(1);
  });

  it('A referrer can add one thing after another', async () => {
    await inChat(jane, 'beside your referral').presses('Add more');
    await jane.presses('Send to the MASH', { 'What is new?': 'He left at 15:10.' });
    await until(() => added(first).length === 2);
    await until(() => caseCard(mo, first).has('He left at 15:10.'));
    shows(caseCard(mo, first), 'Feldspar');
  });

  it('A referrer can type “add:” with or without a reference, and the words reach the MASH', async () => {
    contains(allOf(await tom.says('add information')), toms);
    await tom.says('add: Her coat is\nblue: see the photo.');
    const [line] = await until(() => added(toms).length === 1 && added(toms));
    contains(wordsOf(line ?? {}), 'Her coat is\nblue: see the photo.');
    await jane.says(`add ${first.toLowerCase()}: Car Gypsum outside.`);
    await until(() => added(first).length === 3);
    await jane.says(`Add ${first}:16:05 gone`);
    await until(() => added(first).length === 4);
    contains(wordsOf(added(first)[3] ?? {}), '16:05 gone');
  });

  it('A typed “add:” that is empty or too long is asked for again', async () => {
    contains(allOf(await tom.says('add:')), 'Write what is new.');
    contains(allOf(await tom.says(`add: ${'a'.repeat(2_001)}`)), 'At most 2,000 characters.');
    expect(added(toms)).toHaveLength(1);
  });

  it('“add:” typed in the middle of another check goes to the MASH, and is not taken as an answer in that check', async () => {
    await tom.says('start new', 'no', 'add: Door Kunzite is red.');
    await until(() => added(toms).length === 2);
    lacks(allOf(await tom.says('go on')), 'Kunzite');
  });

  it('“add:” without a reference goes to the referral that the referrer opened last, not to an older one that the MASH has just taken', async () => {
    await caseCard(pat, first).presses('Take this referral');
    await until(() => receipt(jane, first).has('Seen by the MASH at'));
    await receipt(jane, latest).presses('Add information');
    await jane.says('add: This is about Larimar.');
    await until(() => allOf([...added(first), ...added(latest)]).includes('Larimar'));
    lacks(allOf(added(first)), 'Larimar');
  });

  it('A referrer can add information after the decision', async () => {
    await decides(mo, first);
    await until(() => inChat(jane, 'The MASH has decided').sees());
    await jane.says(`add ${first}: Seen again, Sodalite.`);
    await until(() => caseCard(mo, first).has('Sodalite'));
  });

  it('No notification shows a word of added information', () => {
    const summaries = summariesIn([...jane.chat(), ...mo.thread(first), ...mo.thread(toms)]).join();
    expect(summaries).not.toMatch(/Feldspar|Gypsum|Kunzite|Sodalite|Larimar|coat/);
  });
});
