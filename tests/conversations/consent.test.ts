import { describe, expect, it } from '@jest/globals';
import { choices, inputsIn } from '../fakes/card.ts';
import type { Filled } from '../fakes/filling-in.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, isHeaded, shows } from './expecting.ts';
import {
  aChild,
  beginsCheck,
  caseCard,
  continuesToChild,
  continuesUntil,
  receipt,
  referenceOn,
  refers,
  textsOf,
} from './walks.ts';

interface Way {
  risk: 'Yes' | 'Not sure' | 'No';
  consent: Filled;
  banner: string;
  reminder?: string; // on the receipt; none where the carer agreed
  printed: string;
  unsure?: boolean;
}

const notTold = 'CARER NOT TOLD\nDo not contact the parent or carer.';
const doNotTell = 'The parent or carer has NOT been told. Please do not tell them.';
const notKnownIfTold = 'NOT KNOWN IF THE CARER KNOWS\nTreat them as not told.';
const carerKnows = 'The parent or carer knows. The child could now be moved';

const ways: Record<string, Way> = {
  'was refused by the mother': {
    risk: 'No',
    consent: { 'What have': 'Refused', Why: 'The mother said no.', 'Who agreed': 'The parent', 'What lets': ['Child'] },
    banner: 'CARER KNOWS\nThe parent or carer was asked and said no.\nThe child could now be moved',
    reminder: carerKnows,
    printed: 'Refused. The mother said no.',
  },
  'was obtained from the father': {
    risk: 'No',
    consent: { 'What have': 'Obtained', Why: 'Today, in person.', 'Who agreed': 'The parent', 'Does the': 'Yes, I' },
    banner: 'CARER KNOWS\nThe parent or carer agreed.',
    printed: 'Obtained. Today, in person.',
  },
  'was obtained from the child, and the mother was not asked': {
    risk: 'Not sure',
    consent: { 'What have': 'Obtained', Why: 'She is 15.', 'Who agreed': 'The child', 'Does the': 'No, nobody' },
    banner: notTold,
    reminder: doNotTell,
    printed: 'Obtained. She is 15.',
  },
  'was obtained from a parent elsewhere, and nobody said whether the carer knows': {
    risk: 'No',
    consent: { 'What have': 'Obtained', Why: 'Her mother, by phone.', 'Who agreed': 'A parent who does not' },
    banner: notKnownIfTold,
    reminder: 'It is not known if the parent or carer knows. Please do not tell them.',
    printed: 'Obtained. Her mother, by phone.',
  },
  'was obtained, and nobody said from whom': {
    risk: 'No',
    consent: { 'What have': 'Obtained' },
    banner: notKnownIfTold,
    reminder: 'It is not known if the parent or carer knows. Please do not tell them.',
    printed: 'Obtained',
  },
  'was not sought, and the carer heard from somebody else': {
    risk: 'Yes',
    consent: { Why: 'He may be involved.', 'Does the': 'Yes, somebody else' },
    banner: 'CARER KNOWS\nSomebody else told the parent or carer.',
    reminder: carerKnows,
    printed: 'Not sought: it could put the child at risk. He may be involved.',
  },
  'is unsure, and the referrer does not know whether the carer knows': {
    risk: 'Not sure',
    consent: { 'What have': 'Unsure: not rung yet', Why: 'not sure', 'Does the': 'I do not know' },
    banner: notKnownIfTold,
    reminder: 'It is not known if the parent or carer knows. Please do not tell them.',
    printed: 'Unsure: not rung yet. not sure',
    unsure: true,
  },
  'is unsure, although the advice line was rung': {
    risk: 'Not sure',
    consent: { 'What have': 'Unsure: I have rung', Why: 'Waiting for advice.', 'If you rang': 'Ann, 10:00: wait.' },
    banner: notTold,
    reminder: doNotTell,
    printed: 'Unsure: I have rung the advice line. Waiting for advice.',
    unsure: true,
  },
  'was not sought, because it could put the child at risk': {
    risk: 'Yes',
    consent: { Why: 'She would be moved.' },
    banner: notTold,
    reminder: doNotTell,
    printed: 'Not sought: it could put the child at risk. She would be moved.',
  },
  'was not sought, because the carer may be involved': {
    risk: 'Yes',
    consent: { 'What have': 'Not sought: the carer', Why: 'He speaks for her.' },
    banner: notTold,
    reminder: doNotTell,
    printed: 'Not sought: the carer may be involved. He speaks for her.',
  },
  'was not sought, because there is nobody to ask': {
    risk: 'No',
    consent: { 'What have': 'Not sought: no parent', Why: 'Alone at the port.' },
    banner: notTold,
    reminder: doNotTell,
    printed: 'Not sought: no parent or carer to ask, or they cannot be found. Alone at the port.',
  },
};

describe('consent', () => {
  const world = aWorld();
  const { jane, tom, mo, sid, until } = world;

  it.each(Object.entries(ways))(
    'A referral is sent where consent %s, and the card and the receipt say whether the carer knows',
    async (_, way) => {
      const reference = await refers(jane, { risk: way.risk, consent: way.consent });
      const { text } = await until(() => caseCard(mo, reference).sees());
      contains(text, `Consent\n${way.printed}`, way.banner);
      expect(text.includes('The referrer is unsure about consent: please advise.')).toBe(way.unsure === true);
      const receiptText = receipt(jane, reference).sees().text;
      if (way.reminder) contains(receiptText, way.reminder);
      else expect(receiptText).not.toMatch(/parent or carer/);
    },
  );

  it('The card still warns when the carer agreed but adults seem to control the child', async () => {
    const card = await beginsCheck(sid);
    await continuesToChild(card);
    await card.presses('Continue to the check', aChild);
    await continuesUntil(card, 'Home and carer', {
      'How the child may be controlled': { Suspected: ['7 ·'] },
      'Consent, your decision': { 'What have': 'Obtained', 'Who agreed': 'The parent', 'Does the': 'Yes, I' },
    });
    await card.presses('Check answers', 'Submit referral');
    const { text } = await until(() => caseCard(mo, referenceOn(card)).sees());
    contains(text, 'The parent or carer agreed.\nThe child could now be moved, or told what to say.');
    shows(receipt(sid, referenceOn(card)), carerKnows);
  });

  it('The consent question warns of the danger of asking before it asks what was done', async () => {
    const card = await beginsCheck(tom);
    await continuesToChild(card);
    await card.presses('Check answers', aChild);
    const { text, buttons } = card.sees();
    contains(
      text,
      'The person looking after the child may be involved.',
      'could be moved before anyone can help',
      'a child cannot consent to being trafficked',
      'Could the parent or carer be involved, or could asking put the child at risk?',
    );
    expect(buttons.slice(0, 3)).toEqual(['Yes', 'Not sure', 'No']);
  });

  it('The consent form offers the likely reason, the number for advice, and the lawful bases with none ticked', async () => {
    await tom.presses('Yes');
    const { text, values, json } = tom.sees();
    contains(text, 'You can refer without consent. You do not need to tell the parent or carer.');
    expect(text).toMatch(/Unsure\? Ring[^?]*You can still send this now\./);
    contains(text, '0300 123 4043');
    const reasons = inputsIn(json)
      .flatMap(choices)
      .map(({ title }) => title);
    for (const basis of ['Child protection', 'Crime and Disorder Act', 'Public interest', 'Court order', 'Consent was'])
      expect(reasons.some((reason) => reason.startsWith(basis))).toBe(true);
    expect(Object.values(values)).toEqual(['not-sought-risk', '', '', '', '', '', '']);
    contains(text, 'Who agreed, or who said no?', 'Does the parent or carer know of this?');
  });

  it('The consent form asks again for a missing reason, and keeps what else was chosen', async () => {
    await tom.presses('Continue', { 'What have': 'Refused', 'What lets': ['Crime and Disorder', 'Public interest'] });
    shows(tom, 'Say why, in a few words.');
    expect(Object.values(tom.sees().values)).toEqual(['refused', '', '', '', 'LB5,LB2', '', '']);
    await tom.presses('Continue', { Why: 'The aunt said no.' });
    isHeaded(tom, 'Check before you send');
  });

  it('The consent form asks for no reason where consent was obtained', async () => {
    const card = await beginsCheck(tom);
    await continuesToChild(card);
    await card.presses('Check answers', aChild, 'No');
    expect(Object.values(card.sees().values)).toEqual(['', '', '', '', '', '', '']);
    doesNotShow(card, 'You do not need to tell the parent or carer.');
    await card.presses('Continue');
    shows(card, 'Choose what fits best. Any answer lets you send.');
    await card.presses('Continue', { 'What have': 'Obtained' });
    isHeaded(card, 'Check before you send');
  });

  it('The banner and the receipt say whom to ask when the child is in care', async () => {
    const reference = await refers(jane, { child: { ...aChild, 'In care?': 'Yes' } });
    const { text } = await until(() => caseCard(mo, reference).sees());
    contains(
      text,
      'CARER NOT TOLD · CHILD IN CARE\nDo not contact the parent or carer.',
      'Ask the child’s social worker who may be spoken to.',
    );
    const receiptText = receipt(jane, reference).sees().text;
    contains(receiptText, `${doNotTell}\nAsk the child’s social worker who may be spoken to.`);
  });

  it('A referrer can type who agreed, and whether the carer knows', async () => {
    const types = async (...messages: string[]) => {
      let answer = '';
      for (const words of messages) answer = textsOf(await tom.says(words));
      return answer;
    };
    await types('start new', 'no', 'check answers', 'no');
    expect(await types('obtained', 'dunno')).toMatch(/Who agreed, or who said no\?[^?]*2 The child/);
    expect(await types('the child')).toMatch(/Does the parent or carer know of this\?[^?]*1 No, nobody told them/);
    contains(await types('1', 'continue'), 'Type “submit”');
    await types('submit');
    const reference = tom.sees().headings[0] ?? '';
    contains((await until(() => caseCard(mo, reference).sees())).text, notTold);
  });
});
