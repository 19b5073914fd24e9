import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Filled } from '../fakes/filling-in.ts';
import { aChild, begins, caseCard, receipt, refers, toTheChild } from './walks.ts';
import { startWorld, type World } from './world.ts';

interface Way {
  risk: 'Yes' | 'Not sure' | 'No';
  consent: Filled;
  told: boolean;
  printed: string;
}

const ways: Record<string, Way> = {
  'was refused': {
    risk: 'No',
    consent: { 'What have': 'Refused', Why: 'The mother said no.', 'What lets': ['Child protection'] },
    told: true,
    printed: 'Refused. The mother said no.',
  },
  'was obtained': {
    risk: 'No',
    consent: { 'What have': 'Obtained', Why: 'From the father, today, in person.', 'What lets': ['Consent was given'] },
    told: true,
    printed: 'Obtained. From the father, today, in person.',
  },
  'is unsure, and the advice line not rung yet': {
    risk: 'Not sure',
    consent: { 'What have': 'Unsure: not rung yet', Why: 'I do not know who he is.' },
    told: false,
    printed: 'Unsure: not rung yet. I do not know who he is.',
  },
  'is unsure, although the advice line was rung': {
    risk: 'Not sure',
    consent: { 'What have': 'Unsure: I have rung', Why: 'Waiting for advice.', 'If you rang': 'Ann, 10:00: wait.' },
    told: false,
    printed: 'Unsure: I have rung the advice line. Waiting for advice.',
  },
  'was not sought, because it could put the child at risk': {
    risk: 'Yes',
    consent: { Why: 'She would be moved.' },
    told: false,
    printed: 'Not sought: it could put the child at risk. She would be moved.',
  },
  'was not sought, because the carer may be involved': {
    risk: 'Yes',
    consent: { 'What have': 'Not sought: the carer', Why: 'He speaks for her.' },
    told: false,
    printed: 'Not sought: the carer may be involved. He speaks for her.',
  },
  'was not sought, because there is nobody to ask': {
    risk: 'No',
    consent: { 'What have': 'Not sought: no parent', Why: 'Alone at the port.' },
    told: false,
    printed: 'Not sought: no parent or carer to ask, or they cannot be found. Alone at the port.',
  },
};

describe('consent', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it.each(Object.entries(ways))('does not hold up a referral where it %s', async (_, way) => {
    const { jane, mo } = world;
    const reference = await refers(jane, { risk: way.risk, consent: way.consent });
    const { text } = await world.until(() => caseCard(mo, reference).sees());
    expect(text).toContain(`Consent\n${way.printed}`);
    expect(text.includes('CARER NOT TOLD')).toBe(!way.told);
    expect(text.includes('The referrer is unsure about consent: please advise.')).toBe(way.risk === 'Not sure');
    expect(receipt(jane, reference).sees().text.includes('has NOT been told')).toBe(!way.told);
  });

  it('warns of the danger of asking before it asks what was done', async () => {
    const card = await begins(world.tom);
    await toTheChild(card);
    await card.presses('Check answers', aChild);
    const { text, buttons } = card.sees();
    expect(text).toContain('The person looking after the child may be involved.');
    expect(text).toContain('could be moved before anyone can help');
    expect(text).toContain('a child cannot consent to being trafficked');
    expect(text).toContain('Could the parent or carer be involved, or could asking put the child at risk?');
    expect(buttons.slice(0, 3)).toEqual(['Yes', 'Not sure', 'No']);
  });

  it('offers the reason the answer points to, the lawful bases, and the number for advice', async () => {
    const { tom } = world;
    await tom.presses('Yes');
    const { text, values } = tom.sees();
    expect(text).toContain('You can refer without consent. You do not need to tell the parent or carer.');
    expect(text).toMatch(/Unsure\? Ring[^?]*You can still send this now\./);
    expect(text).toContain('0300 123 4043');
    for (const basis of ['Child protection', 'Crime and Disorder Act', 'Public interest', 'Court order', 'Consent was'])
      expect(text).toContain(basis);
    expect(Object.values(values)).toEqual(['not-sought-risk', '', 'LB4', '', '']);
  });

  it('asks for the reason, and keeps what else was chosen', async () => {
    const { tom } = world;
    await tom.presses('Continue', { 'What have': 'Refused', 'What lets': ['Crime and Disorder', 'Public interest'] });
    expect(tom.sees().text).toContain('Say why, in a few words.');
    expect(Object.values(tom.sees().values)).toEqual(['refused', '', 'LB5,LB2', '', '']);
    await tom.presses('Continue', { Why: 'The aunt said no.' });
    expect(tom.sees().headings).toEqual(['Check before you send']);
  });

  it('asks for a reason only where consent was not obtained', async () => {
    const { tom } = world;
    const card = await begins(tom);
    await toTheChild(card);
    await card.presses('Check answers', aChild);
    await card.presses('No');
    expect(Object.values(card.sees().values)).toEqual(['', '', '', '', '']);
    await card.presses('Continue');
    expect(card.sees().text).toContain('Choose what fits best. Any answer lets you send.');
    await card.presses('Continue', { 'What have': 'Obtained' });
    expect(card.sees().headings).toEqual(['Check before you send']);
  });
});
