import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import type { CardActions } from './person.ts';
import {
  allOf,
  beginsCheck,
  cardInChannel,
  caseCard,
  continuesToChild,
  continuesUntil,
  currentCard,
  receipt,
  referenceInButtons,
  referenceOn,
  refers,
  summariesIn,
} from './walks.ts';
import { startWorld, type World } from './world.ts';

const household = ['the uncle Mica', '4 Gneiss Close', 'Mr Mica', 'Mother abroad', 'Father at sea'];

describe('a referral for a brother or sister', () => {
  let world: World;
  let first: string;
  let second: string;
  let sent: string;
  let card: CardActions;
  const linesIn = (id: string): string[] =>
    summariesIn(world.teams.delivered(referrals.id)).filter((line) => line.startsWith(id));

  beforeAll(async () => {
    world = await startWorld();
    const check = await beginsCheck(world.jane);
    await continuesToChild(check);
    await check.presses('Continue to the check', {
      'Child’s name': 'Girl Peridot',
      'Age or date': '14',
      'Where are they': 'Clinic Olivine',
      'Who are they with': 'the uncle Mica',
      'What worries you': 'Burn Beryl.',
    });
    await continuesUntil(check, 'Check before you send', {
      'Carer and household': { Seen: ['2 ·'], Note: 'Said Jet.' },
      'Consent, your decision': { Why: 'The man Onyx.' },
      'About the child': { Languages: 'Portuguese Agate', 'Anything else': 'Scar Schist' },
      'Home and carer': {
        'Where do they': '4 Gneiss Close',
        'Name of the person': 'Mr Mica',
        'How are': 'Says Garnet',
      },
      Family: { 'The child': 'Mother abroad', 'Where are the family': 'Father at sea' },
      'Evidence of trafficking': { 'What else': 'Calls Topaz' },
    });
    await check.presses('Submit referral');
    first = referenceOn(check);
    await world.until(() => receipt(world.jane, first).sees().text.includes('Delivered'));
  });
  afterAll(() => world.stop());

  it('“Start a linked referral” asks how the two are linked and then about danger, below the receipt', async () => {
    const { jane } = world;
    await receipt(jane, first).presses('Start a linked referral');
    card = currentCard(jane);
    expect(card.sees().headings).toEqual(['A linked referral']);
    expect(card.sees().buttons).toEqual(['Same family', 'Same home or address', 'Same adult', 'In another way']);
    await card.presses('Same family');
    expect(card.sees().headings).toEqual(['Is the child in immediate danger, or about to be moved?']);
    second = referenceInButtons(card);
    expect(second).not.toBe(first);
    expect(receipt(jane, first).sees().headings).toEqual([first]);
  });

  it('A linked referral begins with the household and the carer, and nothing of the first child', async () => {
    await card.presses('No');
    const { values, headings } = card.sees();
    expect(headings).toEqual(['The child and your worry']);
    expect(Object.entries(values).filter(([, value]) => value !== '')).toEqual([
      ['Who are they with?', 'the uncle Mica'],
    ]);
    await card.presses('Check answers', { 'Child’s name': 'Boy Spinel', 'What worries you': 'Never at school.' });
    await card.presses('Not sure');
    expect(Object.values(card.sees().values).join()).not.toContain('Onyx');
    await card.presses('Continue', { Why: 'The same man.' });
    const { text } = card.sees();
    for (const answer of household) expect(text).toContain(answer);
    expect(text).not.toMatch(/Peridot|Olivine|Beryl|Jet|Onyx|Agate|Schist|Garnet|Topaz/);
    expect(text).toContain('Not done. You can add it before or after sending.');
  });

  it('The MASH sees nothing of a linked referral before it is sent', async () => {
    await receipt(world.jane, first).presses('My referrals');
    expect(allOf(world.teams.delivered(referrals.id))).not.toContain(second);
    expect(cardInChannel(world.mo, first)?.text).not.toContain('Linked');
  });

  it('A linked referral that is sent is shown on both cards, and in the thread of the first', async () => {
    const { mo } = world;
    await card.presses('Submit referral');
    expect(referenceOn(card)).toBe(second);
    await world.until(() => cardInChannel(mo, second)?.text.includes(`Linked, same family\n${first}`));
    await world.until(() => cardInChannel(mo, first)?.text.includes(`Linked, same family\n${second}`));
    await world.until(() => linesIn(first).includes(`${first}: Linked with ${second}`));
    expect(linesIn(first).filter((line) => line.includes('Linked'))).toHaveLength(1);
    expect(cardInChannel(mo, first)?.text).not.toMatch(/Spinel|Never at school/);
    expect(cardInChannel(mo, second)?.text).not.toMatch(/Peridot|Beryl/);
    expect(caseCard(mo, second).sees().buttons).toContain('Take this referral');
  });

  it('Two presses in the same moment begin one linked referral', async () => {
    const { jane } = world;
    await receipt(jane, second).presses('Start a linked referral');
    await currentCard(jane).doubleClicks('Same family');
    await jane.says('my referrals');
    expect(jane.sees().text.match(/Not sent yet/g)).toHaveLength(1);
  });

  it('Nobody can begin a referral that is linked with somebody else’s', async () => {
    const { jane, tom } = world;
    const passedOn = { ...receipt(jane, first).sees(), conversationId: tom.chatId };
    await tom.on(passedOn).presses('Start a linked referral');
    expect(allOf(tom.chat())).toContain('Only the person who wrote it');
    await tom.says('refer a sibling');
    expect(tom.sees().text).toContain('You have none yet.');
    expect(allOf(tom.chat())).not.toMatch(/Mica|Gneiss/);
  });

  it('A referrer can begin a linked referral by typing, for the referral sent last', async () => {
    const { tom, mo } = world;
    sent = await refers(tom, { child: { 'Child’s name': 'Girl Opal', 'Who are they with': 'Aunt Zircon' } });
    expect(allOf(await tom.says('Start a linked referral'))).toContain('Type “linked: family”');
    const reply = await tom.says('linked: family');
    expect(allOf(reply)).toContain('Is the child in immediate danger, or about to be moved?');
    for (const text of ['no', 'no', 'Boy Ruby']) await tom.says(text);
    for (const text of ['check answers', 'yes', '1', 'He may be involved.', 'continue', 'submit']) await tom.says(text);
    const other = tom.sees().headings[0] ?? '';
    await world.until(() => cardInChannel(mo, sent)?.text.includes(`Linked, same family\n${other}`));
    await world.until(() => cardInChannel(mo, other)?.text.includes('Child is with: Aunt Zircon'));
  });

  it('A linked referral that is deleted leaves no trace at the MASH', async () => {
    const { tom, mo } = world;
    await receipt(tom, sent).presses('Start a linked referral');
    await currentCard(tom).presses('Same home or address');
    const deleted = referenceInButtons(tom);
    await tom.says('delete this draft');
    await tom.says('delete it');
    await tom.says('hi');
    expect(allOf(world.teams.delivered(referrals.id))).not.toContain(deleted);
    expect(allOf(mo.chat())).toBe('[]');
  });
});

describe('a linked referral for a child outside the family', () => {
  let world: World;
  let first: string;
  beforeAll(async () => {
    world = await startWorld();
    const card = await beginsCheck(world.jane);
    await continuesToChild(card);
    await card.presses('Continue to the check', {
      'Child’s name': 'Girl Peridot',
      'Who are they with': 'the man Mica',
      'What worries you': 'Six girls in one flat.',
    });
    await continuesUntil(card, 'Check before you send', {
      'Consent, your decision': { Why: 'The man Onyx.' },
      'Home and carer': { 'Where do they': '4 Gneiss Close', 'Name of the person': 'Mr Mica' },
      Family: { 'The child': 'Mother abroad', 'Where are the family': 'Father at sea' },
    });
    await card.presses('Submit referral');
    first = referenceOn(card);
    await world.until(() => receipt(world.jane, first).sees().text.includes('Delivered'));
  });
  afterAll(() => world.stop());

  /**
   * Sends a referral that is linked with the first by the button with this title.
   * @returns its reference, and what “Check answers” showed
   */
  async function linkedBy(title: string): Promise<{ reference: string; text: string }> {
    const { jane } = world;
    await receipt(jane, first).presses('Start a linked referral');
    const card = currentCard(jane);
    await card.presses(title);
    await card.presses('No');
    await card.presses('Check answers', { 'Child’s name': 'Girl Opal', 'What worries you': 'The same flat.' });
    await card.presses('Not sure');
    await card.presses('Continue', { Why: 'The same man.' });
    const { text } = card.sees();
    await card.presses('Submit referral');
    return { reference: referenceOn(card), text };
  }

  it('A referral linked by “Same home” copies the home, and nothing of the other girl’s family', async () => {
    const { reference, text } = await linkedBy('Same home or address');
    for (const answer of ['the man Mica', '4 Gneiss Close', 'Mr Mica']) expect(text).toContain(answer);
    expect(text).not.toMatch(/Mother abroad|Father at sea/);
    const { until, mo } = world;
    await until(() => cardInChannel(mo, reference)?.text.includes(`Linked, same household or address\n${first}`));
    await until(() => cardInChannel(mo, first)?.text.includes(`Linked, same household or address\n${reference}`));
    expect(cardInChannel(mo, first)?.text).not.toMatch(/brother, sister|same family/);
    await until(() => allOf(mo.thread(first)).includes('The same referrer says: same household or address.'));
  });

  it('A referral linked by “Same adult” copies nothing, and is linked with no other case of that home', async () => {
    const { reference, text } = await linkedBy('Same adult');
    expect(text).not.toMatch(/Mica|Gneiss|Mother abroad|Father at sea/);
    await world.until(() => cardInChannel(world.mo, reference)?.text.includes(`Linked, same adult\n${first}`));
    expect(cardInChannel(world.mo, reference)?.text.match(/Linked, /g)).toHaveLength(1);
  });
});
