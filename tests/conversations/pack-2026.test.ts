import { beforeAll, describe, it } from '@jest/globals';
import { assessments } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { daysAgo, decidesGrounds, passesToAssessment } from './assessing.ts';
import { contains, doesNotShow, lacks, shows } from './expecting.ts';
import type { CardActions } from './person.ts';
import { seesCase } from './waiting.ts';
import {
  beginsCheck,
  continuesToChild,
  continuesUntil,
  inChat,
  receipt,
  referenceOn,
  refers,
  wordsOf,
  writtenReferralInThread,
} from './walks.ts';
import { startWorld, type World } from './world.ts';

const env = { ASSESSMENT_CHANNEL_ID: assessments.id };
const today = daysAgo(0);
const aTeacher = { Agency: 'School or education', 'Your name': 'Tom Reed', 'Phone, for': '01632 960 015' };

/** The Assessment team finds reasonable grounds to believe that the child was trafficked. @returns the team’s card */
async function assessesCase(world: World, reference: string): Promise<CardActions> {
  const card = await passesToAssessment(world, reference);
  await decidesGrounds(card, 'Yes');
  return card;
}

describe('a teacher’s referral under the pack of 2026, from the first card to the central decision', () => {
  const world = aWorld({ env: { ...env, PROTOCOL_PACK: 'hertfordshire-2026' } });
  const { tom, mo, ash, until } = world;
  const texts: Record<string, string> = {};
  let reference = '';
  let card: CardActions;
  beforeAll(async () => {
    const check = await beginsCheck(tom);
    await continuesToChild(check, { about: aTeacher });
    await check.presses('Go through more signs', { 'What worries you': 'She carries parcels for him.' });
    await continuesUntil(check, 'What your words may describe');
    texts.purposes = check.sees().text;
    await check.presses('Continue', { Suspected: ['3 ·'] });
    await continuesUntil(check, 'Work, money and what for');
    texts.purposes += check.sees().text;
    await continuesUntil(check, 'Your designated safeguarding lead');
    texts.lead = check.sees().text;
    await continuesUntil(check, 'Check before you send', {
      'Consent, your decision': { Why: 'He may be involved.' },
    });
    texts.check = check.sees().text;
    await check.presses('Submit referral');
    reference = referenceOn(check);
    card = await assessesCase(world, reference);
  });

  it('The pack of 2026 asks a school about its designated safeguarding lead, and never says “designated officer” there', () => {
    contains(texts.lead, 'Have you talked to your designated safeguarding lead?');
    contains(texts.check, 'Designated safeguarding lead: ');
    lacks(`${texts.lead}${texts.check}`, /designated officer/i);
  });

  it('The pack of 2026 lists what people are trafficked for today, and says that it is newer than the protocol', async () => {
    const later = ['County lines: made to carry or sell drugs', 'Organ removal', 'Forced marriage'];
    contains(texts.purposes, ...later.map((purpose) => `${purpose} (newer than the 2016 protocol)`));
    const written = await until(() => writtenReferralInThread(mo, reference));
    contains(wordsOf(written), `Suspected: ${later[0]} away from home (newer than`);
  });

  it('The card that prepares the central referral of 2026 says who must refer, asks for no consent of the child, and names no guardian', async () => {
    await card.presses('Prepare central referral');
    shows(
      card,
      'Council and police: you must refer a child to the NRM.',
      'Modern Slavery Act 2015, section 52',
      'I send nothing.',
      'A child is not asked for consent.',
    );
    lacks(card.sees().inputs.join(), /consent|agree/i);
    doesNotShow(card, 'Guardian');
  });

  it('The central referral of 2026 shows an aim of 5 working days, and no final decision before 30 days', async () => {
    await card.presses('Record that it was sent', 'Record it', { Reference: 'NRM-2210', 'Sent on': today });
    shows(
      card,
      'Sent to the Single Competent Authority, Home Office, says Sue',
      /Reasonable grounds: aimed at by \d+ \w+ \d{4}/,
      /Conclusive grounds: not before \d+ \w+ \d{4}\. No day is promised\./,
    );
    doesNotShow(card, /due by|45 days/);
  });

  it('The Assessment team records both central decisions of 2026 with who said so and when', async () => {
    const heard = { 'Who said so': 'Desk 4', 'Heard on': today };
    await card.presses('Record central answer', 'Record it', { 'What they said': 'Reasonable grounds: yes', ...heard });
    shows(card, 'Reasonable grounds: yes, heard ');
    await card.presses('Record central answer', 'Record it', { 'What they said': 'Conclusive grounds: yes', ...heard });
    shows(card, /Conclusive grounds: yes, heard \d+ \w+ \d{4} from Desk 4/);
    await seesCase(mo, reference, '· Conclusive grounds: yes');
  });

  it('No card of 2026 says that anything was sent to the NRM', () => {
    const all = [...world.teams.delivered(assessments.id), ...mo.thread(reference), ...tom.chat()];
    lacks(all.map(wordsOf).join('\n'), /sent to (the )?NRM|\bI (have )?sent\b/i);
    doesNotShow(receipt(tom, reference), /NRM/);
  });

  it('The pack of 2026 has today’s contacts, each not confirmed until an administrator has rung it', async () => {
    await tom.says('contacts');
    shows(
      tom,
      'NSPCC helpline\n',
      '0808 800 5000\nNot confirmed\nhelp@nspcc.org.uk',
      '08000 121 700\nNot confirmed',
      '0300 072 4345\nNot confirmed\nnrm@modernslavery.gov.uk',
      'Hertfordshire Safeguarding Children Partnership',
      'Designated safeguarding leads',
    );
    doesNotShow(tom, /0800 107 7057|Guardian|4303/);
    await ash.says('contacts');
    await ash.presses('Confirm: Modern Slavery Helpline');
    await tom.says('contacts');
    shows(tom, /08000 121 700\nConfirmed by /);
  });

  it('The report of 2026 does not speak of the Board', async () => {
    await mo.says('report');
    doesNotShow(inChat(mo, 'Report for the Partnership'), 'Board');
  });
});

// The setting for guardians

it('A pack that offers guardians shows them on the card that prepares the central referral, and among the contacts', async () => {
  const pack = { extends: 'hertfordshire-2026', contacts: { guardian: { offered: true } } };
  await using world = await startWorld({ env, pack });
  const card = await assessesCase(world, await refers(world.jane));
  await card.presses('Prepare central referral');
  shows(card, 'Tell them too: Independent Child Trafficking Guardian\n0800 043 4303\n');
  await world.jane.says('contacts');
  shows(inChat(world.jane, '0800 043 4303'), '0800 043 4303\nNot confirmed');
});
