import { beforeAll, describe, expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, inBoxes, isHeaded, lacks, shows } from './expecting.ts';
import type { CardActions } from './person.ts';
import { replies, seesCase, seesLine, seesReceipt } from './waiting.ts';
import {
  aChild,
  allOf,
  beginsCheck,
  cardInChannel,
  continuesToChild,
  continuesUntil,
  currentCard,
  receipt,
  referenceInButtons,
  referenceOn,
  refers,
  textsOf,
} from './walks.ts';

const world = aWorld();
const { jane, tom, sid, liz, mo, until, teams } = world;

describe('a referral for a brother or sister', () => {
  let first: string;
  let second: string;
  let sent: string;
  let card: CardActions;

  beforeAll(async () => {
    const check = await beginsCheck(jane);
    await continuesToChild(check);
    await check.presses('Go through more signs', {
      'Child’s name': 'Girl Peridot',
      'Age or date': '14',
      'Where are they': 'Clinic Olivine',
      'Who are they with': 'the uncle Mica',
      'What worries you': 'Burn Beryl.',
    });
    await continuesUntil(check, 'Check before you send', {
      'Carer and household': { Seen: ['T05'], Note: 'Said Jet.' },
      'Consent, your decision': { Why: 'The man Onyx.' },
      'The child, home and carer': {
        Languages: 'Portuguese Agate',
        'Anything else': 'Scar Schist',
        'Where do they': '4 Gneiss Close',
        'Name of the person': 'Mr Mica',
        'How are': 'Says Garnet',
      },
      'Family, status and agencies': { 'The child': 'Mother abroad', 'Where are the family': 'Father at sea' },
      'Seeing the child, and evidence': { 'What else': 'Calls Topaz' },
    });
    await check.presses('Submit referral');
    first = referenceOn(check);
    await seesReceipt(jane, first, 'Delivered');
  });

  it('“Start a linked referral” asks about danger and then how the two are linked, below the receipt', async () => {
    await receipt(jane, first).presses('Start a linked referral');
    card = currentCard(jane);
    isHeaded(card, 'Is the child in immediate danger, or about to be moved?');
    await card.presses('No');
    isHeaded(card, 'The next child');
    expect(card.sees().buttons.slice(0, 4)).toEqual([
      'Same family',
      'Same home or address',
      'Same adult',
      'In another way',
    ]);
    await card.presses('Same family');
    second = referenceInButtons(card);
    expect(second).not.toBe(first);
    isHeaded(receipt(jane, first), first);
  });

  it('A linked referral begins with the household and the carer, and nothing of the first child', async () => {
    isHeaded(card, `Is it the same as in ${first}?`);
    await card.presses('No, ask me');
    expect(card.sees().headings).toEqual(['The child and your worry']);
    expect(inBoxes(card).join('')).toBe(''); // “no” takes over nothing that was asked about
    await card.presses(
      'Finish and send',
      { 'Child’s name': 'Boy Spinel', 'What worries you': 'Never at school.' },
      'They were not asked',
    );
    lacks(inBoxes(card).join(), 'Onyx');
    await card.presses('Continue', { Could: 'Yes', Why: 'The same man.' });
    shows(card, '4 Gneiss Close', 'Mr Mica', 'Mother abroad', 'Father at sea', 'Indicator check: not done');
    expect(card.sees().text).not.toMatch(/Peridot|Olivine|Beryl|Jet|Onyx|Agate|Schist|Garnet|Topaz/);
  });

  it('The MASH sees nothing of a linked referral before it is sent', async () => {
    await receipt(jane, first).presses('My referrals');
    lacks(allOf(teams.delivered(referrals.id)), second);
    lacks(cardInChannel(mo, first)?.text, 'Linked');
  });

  it('A linked referral that is sent is shown on both cards, and in the thread of the first', async () => {
    await card.presses('Submit referral');
    expect(referenceOn(card)).toBe(second);
    const { text, buttons } = await seesCase(mo, second, `Linked, same family\n${first}`);
    expect(text).not.toMatch(/Peridot|Beryl/);
    contains(buttons, 'Take this referral');
    const ofFirst = await seesCase(mo, first, `Linked, same family\n${second}`);
    expect(ofFirst.text).not.toMatch(/Spinel|Never at school/);
    expect(await seesLine(mo, first, `Linked with ${second}`)).toHaveLength(1);
  });

  it('Two presses in the same moment begin one linked referral', async () => {
    await receipt(jane, second).presses('Start a linked referral');
    await currentCard(jane).presses('No');
    await currentCard(jane).doubleClicks('Same family');
    await jane.says('my referrals');
    expect(jane.sees().text.match(/Not sent yet/g)).toHaveLength(1);
  });

  it('Nobody can begin a referral that is linked with somebody else’s', async () => {
    await tom.says('refer a sibling');
    shows(tom, 'You have none yet.');
    expect(allOf(tom.chat())).not.toMatch(/Mica|Gneiss/);
  });

  it('A referrer can begin a linked referral by typing, for the referral sent last', async () => {
    const opal = {
      'Child’s name': 'Girl Opal',
      'Who are they with': 'Aunt Zircon',
      'When will they next': 'not before tomorrow',
    };
    sent = await refers(tom, { child: opal });
    await replies(tom.says('Start a linked referral'), 'The next child.');
    await replies(tom.says('linked: family'), 'Is the child in immediate danger, or about to be moved?');
    await tom.says('no', 'no', 'A bruise.', 'no', 'Boy Ruby', 'check answers');
    await tom.says('no', '1', 'He may be involved.', 'no', 'submit');
    const other = referenceOn(tom);
    await seesCase(mo, sent, `Linked, same family\n${other}`);
    lacks((await seesCase(mo, other, 'Boy Ruby')).text, 'Aunt Zircon');
  });

  it('A linked referral that is deleted leaves no trace at the MASH', async () => {
    await receipt(tom, sent).presses('Start a linked referral');
    await currentCard(tom).presses('No', 'Same home or address');
    const deleted = referenceInButtons(tom);
    await tom.says('delete this draft', 'delete it', 'hi');
    lacks(allOf([...teams.delivered(referrals.id), ...mo.chat()]), deleted);
  });
});

describe('a linked referral for a child outside the family', () => {
  let first: string;
  beforeAll(async () => {
    const card = await beginsCheck(sid);
    await continuesToChild(card);
    await card.presses('Go through more signs', {
      'Child’s name': 'Girl Peridot',
      'Who are they with': 'the man Mica',
      'What worries you': 'Six girls in one flat.',
    });
    await continuesUntil(card, 'Check before you send', {
      'Consent, your decision': { Why: 'The man Onyx.' },
      'The child, home and carer': { 'Where do they': '4 Gneiss Close', 'Name of the person': 'Mr Mica' },
      'Family, status and agencies': { 'The child': 'Mother abroad', 'Where are the family': 'Father at sea' },
    });
    await card.presses('Submit referral');
    first = referenceOn(card);
    await seesReceipt(sid, first, 'Delivered');
  });

  /**
   * Sends a referral that is linked with the first by the button with this title.
   * @returns its reference, and what “Finish and send” showed
   */
  async function linkedBy(title: string): Promise<{ reference: string; text: string }> {
    await receipt(sid, first).presses('Start a linked referral');
    const card = currentCard(sid);
    await card.presses(
      'No',
      title,
      'No, ask me',
      'Finish and send',
      {
        'Child’s name': 'Girl Opal',
        'What worries you': 'The same flat.',
      },
      'They were not asked',
      'Continue',
      { Could: 'Yes', Why: 'The same man.' },
    );
    const { text } = card.sees();
    await card.presses('Submit referral');
    return { reference: referenceOn(card), text };
  }

  it('A referral linked by “Same home” copies the home, and nothing of the other girl’s family', async () => {
    const { reference, text } = await linkedBy('Same home or address');
    contains(text, '4 Gneiss Close', 'Mr Mica');
    expect(text).not.toMatch(/the man Mica|Mother abroad|Father at sea/);
    await seesCase(mo, reference, `Linked, same household or address\n${first}`);
    const ofFirst = await seesCase(mo, first, `Linked, same household or address\n${reference}`);
    expect(ofFirst.text).not.toMatch(/brother, sister|same family/);
    await until(() => allOf(mo.thread(first)).includes('The same referrer says: same household or address.'));
  });

  it('A referral linked by “Same adult” copies nothing, and is linked with no other case of that home', async () => {
    const { reference, text } = await linkedBy('Same adult');
    expect(text).not.toMatch(/Mica|Gneiss|Mother abroad|Father at sea/);
    const shared = await seesCase(mo, reference, `Linked, same adult\n${first}`);
    expect(shared.text.match(/Linked, /g)).toHaveLength(1);
  });
});

describe('the next child, where it is the same', () => {
  let first: string;
  beforeAll(async () => {
    first = await refers(liz, {
      child: {
        ...aChild,
        'In care?': 'No',
        'Where are they': 'School hall Olivine',
        'Who are they with': 'the teacher Mica',
        'When will they': 'tomorrow 15:00',
      },
      consent: { Why: 'The man Onyx watches.' },
    });
  });

  it('Typed, six short lines and the new child are enough, and no text shows a fact of the first child', async () => {
    const typed = [];
    for (const words of ['next child', 'no', '3']) typed.push(...(await liz.says(words)));
    shows(liz, `Is it the same as in ${first}?`, 'They were not asked');
    doesNotShow(liz, 'Olivine', 'Mica');
    for (const words of ['1', 'The same car.', 'Girl Opal', '13', 'same place', 'same as before'])
      typed.push(...(await liz.says(words)));
    contains(textsOf(typed), 'How is this child linked', 'Type “send”');
    expect(textsOf(typed)).not.toMatch(/Olivine|Mica|Onyx|Untreated burn/);
    await liz.says('card');
    shows(
      liz,
      'Olivine',
      'the teacher Mica',
      'In care: No',
      'The man Onyx watches.',
      'They were not asked',
      'tomorrow 15:00',
    );
    doesNotShow(liz, 'Untreated burn');
    await liz.says('submit');
    const second = referenceOn(liz);
    expect(second).not.toBe(first);
    const { text } = await seesCase(mo, second, `Linked, same adult\n${first}`);
    contains(text, 'Girl Opal', 'The same car.', 'Olivine', 'the teacher Mica', 'The man Onyx watches.');
  });

  it('The card shows what would be the same. The same worry is taken over only on its own button', async () => {
    await receipt(liz, first).presses('Start a linked referral');
    const card = currentCard(liz);
    await card.presses('No', 'In another way');
    shows(card, 'Untreated burn.', 'They were not asked', 'The man Onyx watches.');
    await card.presses('Yes, and the same worry');
    expect(card.sees().values).toMatchObject({
      'Where are they now?': '',
      'Age or date of birth': '',
    });
    contains(inBoxes(card), 'Untreated burn.');
    lacks(inBoxes(card).join(), 'Girl, about 14');
    await card.presses('Continue', { 'Child’s name': 'Girl Beryl' });
    isHeaded(card, 'Check before you send');
  });

  it('“Yes” alone takes over only in care or not: where the next child is, and with whom, is asked', async () => {
    for (const words of ['next child', 'no', '3', 'yes', 'The same car.', 'Girl Agate', '14']) await liz.says(words);
    await liz.says('card');
    expect(currentCard(liz).sees().values).toMatchObject({ 'Where are they now?': '', 'Who are they with?': '' });
  });

  it('A time of leaving that has passed is asked again', async () => {
    const soon = await refers(liz, { child: { ...aChild, 'When will they': 'Now', 'Who are they with': 'Her uncle' } });
    await receipt(liz, soon).presses('Start a linked referral');
    const card = currentCard(liz);
    await card.presses('No', 'Same adult', 'Yes, all of it');
    expect(card.sees().values).toMatchObject({
      'Who are they with?': '',
      'When will they next leave your sight?': '',
    });
  });
});
