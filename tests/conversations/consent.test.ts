import { expect, it } from '@jest/globals';
import { choices, inputsIn } from '../fakes/card.ts';
import type { Filled } from '../fakes/filling-in.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, inBoxes, isHeaded, shows } from './expecting.ts';
import { repliesInText, seesCase } from './waiting.ts';
import {
  aChild,
  beginsCheck,
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
const carerKnows = 'The parent or carer knows. The child could now be moved';

/** One way for each banner. `draft/carer` has every answer. */
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
  'is unsure, and the referrer does not know whether the carer knows': {
    risk: 'Not sure',
    consent: { 'What have': 'Unsure: not rung yet', Why: 'Nobody has asked yet.', 'Does the': 'I do not know' },
    banner: 'NOT KNOWN IF THE CARER KNOWS\nTreat them as not told.',
    reminder: 'It is not known if the parent or carer knows. Please do not tell them.',
    printed: 'Unsure: not rung yet. Nobody has asked yet.',
    unsure: true,
  },
  'was not sought, because it could put the child at risk': {
    risk: 'Yes',
    consent: { Why: 'She would be moved.' },
    banner: notTold,
    reminder: doNotTell,
    printed: 'Not sought: it could put the child at risk. She would be moved.',
  },
};

const world = aWorld();
const { jane, tom, mo, sid } = world;

it.each(Object.entries(ways))(
  'A referral is sent where consent %s, and the card and the receipt say whether the carer knows',
  async (_, way) => {
    const reference = await refers(jane, { risk: way.risk, consent: way.consent });
    const { text } = await seesCase(mo, reference, `Consent\n${way.printed}`, way.banner);
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
  await seesCase(
    mo,
    referenceOn(card),
    'The parent or carer agreed.\nThe child could now be moved, or told what to say.',
  );
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
  expect(inBoxes(tom)).toEqual(['refused', '', '', '', 'LB5,LB2', '', '']);
  await tom.presses('Continue', { Why: 'The aunt said no.' });
  isHeaded(tom, 'Check before you send');
});

it('The consent form asks for no reason where consent was obtained', async () => {
  const card = await beginsCheck(tom);
  await continuesToChild(card);
  await card.presses('Check answers', aChild, 'No');
  expect(inBoxes(card)).toEqual(['', '', '', '', '', '', '']);
  doesNotShow(card, 'You do not need to tell the parent or carer.');
  await card.presses('Continue');
  shows(card, 'Choose what fits best. Any answer lets you send.');
  await card.presses('Continue', { 'What have': 'Obtained' });
  isHeaded(card, 'Check before you send');
});

it('The banner and the receipt say whom to ask when the child is in care', async () => {
  const reference = await refers(jane, { child: { ...aChild, 'In care?': 'Yes' } });
  const askWhom = 'Ask the child’s social worker who may be spoken to.';
  await seesCase(mo, reference, 'CARER NOT TOLD · CHILD IN CARE\nDo not contact the parent or carer.', askWhom);
  shows(receipt(jane, reference), `${doNotTell}\n${askWhom}`);
});

it('A referrer can type who agreed, and whether the carer knows', async () => {
  const asked = await tom.says('start new', 'no', 'check answers', 'no', 'obtained', 'dunno');
  expect(textsOf(asked)).toMatch(/Who agreed, or who said no\?[^?]*2 The child/);
  expect(textsOf(await tom.says('the child'))).toMatch(
    /Does the parent or carer know of this\?[^?]*1 No, nobody told them/,
  );
  await repliesInText(tom.says('1', 'continue'), 'Type “submit”');
  await tom.says('submit');
  await seesCase(mo, referenceOn(tom), notTold);
});
