import { beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, inBoxes, isHeaded, lacks, shows } from './expecting.ts';
import { hears, linesOf, replies, seesCase, seesLine, seesReceipt } from './waiting.ts';
import {
  allOf,
  arrives,
  asks,
  caseCard,
  currentCard,
  decides,
  inChat,
  receipt,
  summariesIn,
  wordsOf,
} from './walks.ts';

const world = aWorld();
const { jane, tom, sid, bea, mo, ana, pat, until } = world;

describe('information added after sending', () => {
  let first: string;
  let latest: string;
  let toms: string;
  const added = (reference: string) => linesOf(mo, reference, 'Added by the referrer');
  const written = (reference: string) =>
    mo.thread(reference).filter(({ summary }) => summary?.includes('Written referral'));

  beforeAll(async () => {
    first = await arrives(world, jane, {
      child: { 'Child’s name': 'Girl Opal', 'What worries you': 'Burn Amber.' },
    });
    latest = await arrives(world, jane);
    toms = await arrives(world, tom);
    await until(() => written(first).length === 1);
  });

  it('“Add information” opens below the receipt, and repeats that the carer must not be told', async () => {
    await receipt(jane, first).presses('Add information');
    const { text, headings, inputs } = jane.sees();
    contains(text, first);
    expect(headings).toEqual(['Add information']);
    expect(inputs).toEqual([
      'What is new? (required)',
      'Is it one of these?',
      'In police protection? Since when, until when, power, police reference, officer',
    ]);
    contains(text, 'It is not known if the parent or carer knows. Please do not tell them.');
    shows(receipt(jane, first), 'Decision due by');
  });

  it.each([
    ['empty', '', 'Write what is new.'],
    ['blank', '   ', 'Write what is new.'],
  ])('A text that is %s comes back as it was typed, and is not sent', async (_, typed, why) => {
    await jane.presses('Send to the MASH', { 'What is new?': typed });
    isHeaded(jane, 'Add information');
    shows(jane, why);
    expect(inBoxes(jane)).toEqual([typed, '', '']);
    expect(added(first)).toEqual([]);
  });

  it('Added information reaches the MASH in the referrer’s own words, with the time, beside the referral as it was sent', async () => {
    const writtenBefore = allOf(written(first));
    const card = currentCard(jane);
    await card.presses('Send to the MASH', { 'What is new?': 'A second man, Feldspar, came at 15:00.' });
    isHeaded(card, 'Sent to the MASH');
    expect(card.sees().text).toMatch(/Your words, \d\d:\d\d\. Not read yet\./);
    doesNotShow(card, 'Feldspar');
    const [line] = await seesLine(mo, first, 'Added by the referrer');
    contains(wordsOf(line ?? {}), 'A second man, Feldspar, came at 15:00.');
    expect(wordsOf(line ?? {})).toMatch(/\d\d:\d\d, \w{3} \d+ \w{3}/);
    const { text } = await seesCase(mo, first, 'Feldspar', 'Worry\nBurn Amber.');
    expect(text).toMatch(/Added by the referrer, \d\d:\d\d, .*\nA second man, Feldspar, came at 15:00\./);
    expect(allOf(written(first))).toBe(writtenBefore);
    await caseCard(mo, first).presses('Everything');
    expect(caseCard(mo, first).sees().text).toMatch(
      /Worry\nBurn Amber\.[\s\S]*Added \d\d:\d\d, .*\nA second man, Feldspar/,
    );
  });

  it('Added information is sent once, however often Teams delivers the press', async () => {
    await jane.repeats();
    await receipt(jane, first).presses('My referrals');
    expect(added(first)).toHaveLength(1);
  });

  it('A referrer can add one thing after another', async () => {
    await inChat(jane, 'Not read yet').presses('Add more');
    await jane.presses('Send to the MASH', { 'What is new?': 'He left at 15:10.' });
    await until(() => added(first).length === 2);
    await seesCase(mo, first, 'He left at 15:10.', 'Feldspar');
  });

  it('A referrer can type “add:” with or without a reference, and the words reach the MASH', async () => {
    await replies(tom.says('add information'), toms);
    await tom.says('add: Her coat is\nblue: see the photo.');
    const [line] = await seesLine(mo, toms, 'Added by the referrer');
    contains(wordsOf(line ?? {}), 'Her coat is\nblue: see the photo.');
    await jane.says(`add ${first.toLowerCase()}: Car Gypsum outside.`);
    await jane.says(`Add ${first}:16:05 gone`);
    await until(() => added(first).length === 4);
    contains(wordsOf(added(first)[3] ?? {}), '16:05 gone');
  });

  it('A typed “add:” that is empty is asked for again', async () => {
    await replies(tom.says('add:'), 'Write what is new.');
    expect(added(toms)).toHaveLength(1);
  });

  it('“add:” typed in the middle of another check goes to the MASH, and is not taken as an answer in that check', async () => {
    await tom.says('start new', 'no', 'add: Door Kunzite is red.');
    await until(() => added(toms).length === 2);
    lacks(allOf(await tom.says('go on')), 'Kunzite');
  });

  it('“add:” without a reference goes to the referral that the referrer opened last, not to an older one that the MASH has just taken', async () => {
    await caseCard(pat, first).presses('Take this referral');
    await seesReceipt(jane, first, 'Seen by the MASH at');
    await receipt(jane, latest).presses('Add information');
    await jane.says('add: This is about Larimar.');
    await until(() => allOf(added(latest)).includes('Larimar'));
  });

  it('A referrer can add information after the decision', async () => {
    await decides(mo, first);
    await hears(jane, 'The MASH has decided');
    await jane.says(`add ${first}: Seen again, Sodalite.`);
    await seesCase(mo, first, 'Sodalite');
  });

  it('No notification shows a word of added information', () => {
    const summaries = summariesIn([...jane.chat(), ...mo.thread(first), ...mo.thread(toms)]).join();
    expect(summaries).not.toMatch(/Feldspar|Gypsum|Kunzite|Sodalite|Larimar|coat/);
  });
});

describe('information that was sent by mistake', () => {
  let reference: string;
  const lines = () => linesOf(mo, reference, 'Sent by mistake, says the referrer');
  beforeAll(async () => {
    for (const who of [mo, ana]) await who.says('hi');
    reference = await arrives(world, tom);
  });

  it('“Sent by mistake” marks the words: they are folded on the card, and stay in the thread and under Everything', async () => {
    await tom.says(`add ${reference}: My lunch was Jadeite.`);
    await seesCase(mo, reference, 'My lunch was Jadeite.');
    const card = currentCard(tom);
    await card.presses('Sent by mistake');
    isHeaded(card, 'Marked: sent by mistake');
    doesNotShow(card, 'Jadeite');
    const { text } = await seesCase(mo, reference, 'SENT BY MISTAKE, says the referrer');
    contains(text, 'The words stand in the thread, and under “Everything”.');
    lacks(text, 'Jadeite');
    await until(() => lines().length === 1);
    contains(wordsOf(lines()[0] ?? {}), '“My lunch was Jadeite.”', 'They stand above');
    contains(allOf(linesOf(mo, reference, 'Added by the referrer')), 'Jadeite');
    await caseCard(mo, reference).presses('Everything');
    expect(caseCard(mo, reference).sees().text).toMatch(
      /SENT BY MISTAKE, says the referrer, .*\nMy lunch was Jadeite\./,
    );
    lacks(summariesIn([...mo.chat(), ...ana.chat()]).join(), `URGENT ${reference}`); // it holds no danger
    lacks(allOf([...mo.chat(), ...ana.chat()]), /Jadeite|takes words back/);
  });

  it('“sent by mistake” typed marks the last words, once', async () => {
    await tom.says(`add ${reference}: My tea was Howlite.`);
    await replies(tom.says('Sent by mistake.'), 'Marked: sent by mistake');
    await until(() => lines().length === 2);
    await replies(tom.says(`sent by mistake ${reference}`), 'Marked: sent by mistake');
    await world.rests();
    expect(lines()).toHaveLength(2);
  });

  it('“not a mistake” takes the last mark back, once: the words stand on the card again', async () => {
    await replies(tom.says('It was not a mistake.'), 'Marked: not a mistake');
    const { text } = await seesCase(mo, reference, 'My tea was Howlite.');
    contains(text, 'SENT BY MISTAKE, says the referrer'); // of the words before those
    await until(() => linesOf(mo, reference, 'Not sent by mistake, says the referrer').length === 1);
    await replies(tom.says(`not a mistake ${reference}`), 'Marked: not a mistake');
    await replies(tom.says('no mistake'), 'There is nothing of yours to mark');
    await replies(tom.says('sent by mistake'), 'Marked: sent by mistake');
  });

  it('Words of danger that are taken back stay on the card, and ring the managers without a fact', async () => {
    await tom.says(`add ${reference}: He has a knife, Azurite.`, 'sent by mistake');
    const { text } = await seesCase(mo, reference, 'He has a knife, Azurite.');
    contains(text, 'SENT BY MISTAKE, says the referrer');
    for (const who of [mo, ana]) {
      const { buttons } = await hears(who, 'These words may speak of danger', 'ring the referrer');
      contains(summariesIn(who.chat()), `URGENT ${reference}: the referrer takes words back`);
      expect(buttons).toEqual(['I am on it', 'Show the number', 'Open in channel']);
      lacks(allOf(who.chat()), 'Azurite');
    }
    await until(() => allOf(lines()).includes('It may speak of danger: ring the referrer.'));
  });

  it('The same words, sent again after that, are news again', async () => {
    await tom.says(`add ${reference}: He has a knife, Azurite.`);
    await until(() => linesOf(mo, reference, 'Added by the referrer').length === 4);
  });

  it('An answer to the MASH is marked in the same way, by its card or typed', async () => {
    await asks(mo, reference, 'Who came?');
    await hears(tom, 'Who came?');
    await tom.says('answer: My sister Prehnite.');
    await inChat(tom, 'You have answered the MASH').presses('Sent by mistake');
    isHeaded(inChat(tom, 'Marked: sent by mistake'), 'Marked: sent by mistake');
    const marked = /Answered \d\d:\d\d · SENT BY MISTAKE, says the referrer, .*\nThe words stand in the thread/;
    await until(() => caseCard(mo, reference).has(marked));
    doesNotShow(caseCard(mo, reference), 'Prehnite');
    contains(allOf(linesOf(mo, reference, 'The referrer answers')), 'Prehnite');
    await replies(tom.says('sent by mistake'), 'Marked: sent by mistake');
  });

  it('Nothing is marked in a case to which nothing was added', async () => {
    const other = await arrives(world, bea);
    await replies(bea.says(`sent by mistake ${other}`), 'There is nothing of yours to mark');
    await replies(bea.says(`sent by mistake ${reference}`), 'I cannot open that');
  });
});

const usualButtons = [
  ...['Add information', 'Child is missing', 'Ring me', 'Message only', 'More'],
  ...['Contacts', 'Start a linked referral', 'My copy', 'Hand over', 'My referrals'],
];

describe('an indicator check added after sending', () => {
  let reference: string;
  beforeAll(async () => {
    reference = await arrives(world, sid);
  });

  it('The receipt offers “Add what you saw” when the referrer skipped the indicator check', () => {
    expect(receipt(sid, reference).sees().buttons).toEqual(['Add what you saw', ...usualButtons]);
    shows(caseCard(mo, reference), 'Indicator check\nNot done');
  });

  it('“Add what you saw” asks about the situation and the lists of indicators: danger, consent and the child are not asked again', async () => {
    await receipt(sid, reference).presses('Add what you saw');
    isHeaded(sid, 'About the situation');
    await sid.presses('Continue', { 'Did the child come from abroad?': 'No' }, 'Continue', 'Continue', {
      Seen: ['5 ·'],
      Note: 'The neighbour Jasper told me.',
    });
    let lists = 0;
    for (; !sid.sees().buttons.includes('Send to the MASH'); lists += 1) await sid.presses('Continue');
    expect(lists).toBe(3);
    shows(sid, 'Seen: Carer is vague about personal details');
    lacks(summariesIn(mo.thread(reference)).join(), 'Added');
  });

  it('An indicator check sent later comes into the thread as an addition, and onto the shared card', async () => {
    await sid.presses('Send to the MASH');
    isHeaded(sid, `Sent as ${reference}`);
    await until(() => !receipt(sid, reference).sees().buttons.includes('Add what you saw'));
    const [line] = await seesLine(mo, reference, 'Added by the referrer: indicator check');
    contains(wordsOf(line ?? {}), 'Note: The neighbour Jasper told me.');
    const { text } = await seesCase(
      mo,
      reference,
      'Indicator check added ',
      'Signs seen\nCarer is vague about personal details',
    );
    expect(text).toMatch(/Indicator check added \d\d:\d\d/);
  });

  it('A second press on “Send to the MASH” adds nothing, and the chat keeps no fact', async () => {
    await sid.repeats();
    await receipt(sid, reference).presses('My referrals');
    expect(linesOf(mo, reference, 'Added by the referrer: indicator check')).toHaveLength(1);
    await until(() => !allOf(sid.chat()).includes('Jasper'));
    lacks(allOf(sid.chat()), 'vague about');
  });

  it('The receipt does not offer “Add what you saw” when the referrer did the check before sending', async () => {
    await bea.says('start', 'no', '1', 'Tom Reed', '01632 960 020', 'continue', 'continue');
    await bea.says('2', 'continue', 'check answers', 'not asked', '1', 'He may be involved.', 'continue', 'submit');
    expect(inChat(bea, 'Decision due by').sees().buttons).toEqual(usualButtons);
  });
});
