import { expect, it } from '@jest/globals';
import { choices, inputsIn } from '../fakes/card.ts';
import type { Filled } from '../fakes/filling-in.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, inBoxes, isHeaded, lacks, shows } from './expecting.ts';
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
  asked: 'They were not asked' | 'They agreed' | 'They said no' | 'Not sure';
  consent: Filled;
  banner: string;
  reminder?: string; // on the receipt; none where the carer agreed
  printed: string;
  unsure?: boolean;
}

const notKnown = 'NOT KNOWN IF THE CARER KNOWS\nTreat them as not told: do not contact them.';
const notTold = 'CARER NOT TOLD\nDo not contact the parent or carer.';
const doNotTell = 'It is not known if the parent or carer knows. Please do not tell them.';
const carerKnows = 'The parent or carer knows. The child could now be moved';

/** One way for each banner. `draft/carer` has every answer. */
const ways: Record<string, Way> = {
  'was refused by the mother': {
    asked: 'They said no',
    consent: { Could: 'No', Why: 'The mother said no.', 'Who was': 'The parent', 'What lets': ['Child'] },
    banner: 'CARER KNOWS\nThe parent or carer was asked and said no.\nThe child could now be moved',
    reminder: carerKnows,
    printed: 'They said no. The parent or carer',
  },
  'was refused, and nobody says by whom': {
    asked: 'They said no',
    consent: { Could: 'No', Why: 'They said no.', 'What lets': ['Child'] },
    banner: 'NOT KNOWN IF THE CARER KNOWS\nThey said no. It is not known who was asked: the carer may know.',
    reminder: 'The parent or carer may know. The child could now be moved',
    printed: 'They said no',
  },
  'was obtained from the father': {
    asked: 'They agreed',
    consent: { Could: 'No', Why: 'Today, in person.', 'Who was': 'The parent', 'Does the': 'Yes, I' },
    banner: 'CARER KNOWS\nThe parent or carer agreed.',
    printed: 'They agreed. The parent or carer',
  },
  'was obtained, and their knowing could be a risk': {
    asked: 'They agreed',
    consent: { Could: 'Not sure', Why: 'By telephone.', 'Who was': 'The parent', 'Does the': 'Yes, I' },
    banner: 'CARER KNOWS\nThe parent or carer agreed.\nThe child could now be moved',
    reminder: carerKnows,
    printed: 'They agreed. The parent or carer',
  },
  'is unsure, and the referrer does not know whether the carer knows': {
    asked: 'Not sure',
    consent: { Could: 'Not sure', Why: 'Nobody has asked yet.', 'Does the': 'I do not know' },
    banner: notKnown,
    reminder: 'It is not known if the parent or carer knows. Please do not tell them.',
    printed: 'Not sure',
    unsure: true,
  },
  'was not asked for, because it could put the child at risk': {
    asked: 'They were not asked',
    consent: { Why: 'She would be moved.' },
    banner: notKnown,
    reminder: doNotTell,
    printed: 'They were not asked: it could put the child at risk',
  },
};

const world = aWorld();
const { jane, tom, mo, sid } = world;

it.each(Object.entries(ways))(
  'A referral is sent where consent %s, and the card and the receipt say whether the carer knows',
  async (_, way) => {
    const reference = await refers(jane, { asked: way.asked, consent: way.consent });
    const { text } = await seesCase(
      mo,
      reference,
      `Consent\n${way.printed}\n`,
      `Consent: why\n${way.consent.Why}`,
      way.banner,
    );
    expect(text.includes('The referrer is unsure about consent: please advise.')).toBe(way.unsure === true);
    const receiptText = receipt(jane, reference).sees().text;
    if (way.reminder) contains(receiptText, way.reminder);
    else expect(receiptText).not.toMatch(/parent or carer/);
  },
);

it('The card still warns when the carer agreed but adults seem to control the child', async () => {
  const card = await beginsCheck(sid);
  await continuesToChild(card);
  await card.presses('Go through more signs', aChild);
  await continuesUntil(card, 'Have you asked for consent?', {
    Control: { Suspected: ['G18'] },
  });
  const agreed = { Could: 'No', 'Who was': 'The parent', 'Does the': 'Yes, I' };
  await card.presses('They agreed', 'Continue', agreed);
  await card.presses('Finish and send', 'Submit referral');
  await seesCase(
    mo,
    referenceOn(card),
    'The parent or carer agreed.\nThe child could now be moved, or told what to say.',
  );
  shows(receipt(sid, referenceOn(card)), carerKnows);
});

it('The consent question warns of the danger of asking above its buttons', async () => {
  const card = await beginsCheck(tom);
  await continuesToChild(card);
  await card.presses('Finish and send', aChild);
  const { text, buttons } = card.sees();
  contains(
    text,
    'Normally you ask a parent or carer. You can send this without asking',
    'The person looking after the child may be involved.',
    'could be moved before anyone can help',
    'a child cannot consent to being trafficked',
  );
  expect(text).toMatch(/Unsure\? Ring[^?]*You can still send this now\./);
  contains(text, '0300 123 4043');
  expect(buttons).toEqual([
    'Unsure? Whom to ring',
    'They were not asked',
    'They agreed',
    'They said no',
    'There is nobody to ask',
    'Not sure',
    'Back',
  ]);
});

it('The consent form asks what its answer needs, and shows the lawful bases with none ticked', async () => {
  await tom.presses('They were not asked');
  const { text, values, json } = tom.sees();
  contains(text, 'You can refer without consent. You do not need to tell the parent or carer.');
  const reasons = inputsIn(json)
    .flatMap(choices)
    .map(({ title }) => title);
  for (const basis of ['Child protection', 'Crime and Disorder Act', 'Public interest', 'Court order', 'Consent was'])
    expect(reasons.some((reason) => reason.startsWith(basis))).toBe(true);
  expect(Object.values(values)).toEqual(['', '', '', '', '', '']);
  contains(text, 'Could asking put the child at risk?', 'Does the parent or carer know of this?');
  lacks(text, 'Who was asked?');
});

it('The consent form says beside the button that the reason is missing, and keeps what else was chosen', async () => {
  await tom.presses('Back', 'They said no');
  shows(tom, 'Who was asked?');
  await tom.presses('Continue', { Could: 'Yes', 'What lets': ['Crime and Disorder', 'Public interest'] });
  shows(tom, 'Say why, in a few words.', 'One thing to put right: Why');
  expect(inBoxes(tom)).toEqual(['', 'yes', '', '', 'LB5,LB2', '', '']);
  await tom.presses('Continue', { Why: 'The aunt said no.' });
  isHeaded(tom, 'Check before you send');
});

it('Where they agreed, the form asks for no reason, and puts that basis first', async () => {
  const card = await beginsCheck(tom);
  await continuesToChild(card);
  await card.presses('Finish and send', aChild, 'They agreed');
  doesNotShow(card, 'You do not need to tell the parent or carer.');
  expect(
    inputsIn(card.sees().json)
      .flatMap(choices)
      .find(({ value }) => /^LB/.test(value))?.value,
  ).toBe('LB1');
  await card.presses('Continue', { Could: 'No' });
  isHeaded(card, 'Check before you send');
});

it('Whoever is not sure about consent and presses Continue goes on', async () => {
  const card = await beginsCheck(tom);
  await continuesToChild(card);
  await card.presses('Finish and send', aChild, 'Not sure');
  expect(card.sees().text).toMatch(/Unsure\? Ring[^?]*You can still send this now\./);
  await card.presses('Continue');
  isHeaded(card, 'Check before you send');
});

it('The banner and the receipt say whom to ask when the child is in care', async () => {
  const reference = await refers(jane, { child: { ...aChild, 'In care?': 'Yes' } });
  const askWhom = 'Ask the child’s social worker who may be spoken to.';
  await seesCase(
    mo,
    reference,
    'NOT KNOWN IF THE CARER KNOWS · CHILD IN CARE\nTreat them as not told: do not contact them.',
    askWhom,
  );
  shows(receipt(jane, reference), `${doNotTell}\n${askWhom}`);
});

it('A referrer can type who agreed, and whether the carer knows', async () => {
  const asked = await tom.says('start new', 'no', 'check answers', 'they agreed');
  expect(textsOf(asked)).toMatch(/Who was asked\?[^?]*2 The child/);
  expect(textsOf(await tom.says('the child', 'no', 'dunno'))).toMatch(
    /Does the parent or carer know of this\?[^?]*1 No, nobody told them/,
  );
  await repliesInText(tom.says('no'), 'Type “send”');
  await tom.says('submit');
  await seesCase(mo, referenceOn(tom), notTold);
});

it('Typed, the question about consent takes a plain “no”, and asks only what must be asked', async () => {
  const asked = await tom.says('start new', 'no', 'check answers', 'no');
  expect(textsOf(asked)).toMatch(/Could asking put the child at risk\?[^?]*2 Not sure[^?]*“card” has more boxes/);
  await tom.says('yes', 'he watches her');
  await repliesInText(tom.says('no'), 'Type “send”');
  await tom.says('submit');
  const printed = 'They were not asked: it could put the child at risk';
  await seesCase(mo, referenceOn(tom), notTold, printed);
});
