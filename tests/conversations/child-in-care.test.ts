import { expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, isHeaded, lacks, shows } from './expecting.ts';
import type { Person } from './person.ts';
import { aCall } from './phoning.ts';
import { hears, seesCase } from './waiting.ts';
import {
  aboutJane,
  aChild,
  allOf,
  beginsCheck,
  continuesToChild,
  continuesUntil,
  currentCard,
  opens,
  opensCallForm,
  referenceInButtons,
  referenceOn,
  refers,
  textsOf,
  toCheckAnswers,
  wordsOf,
  writtenReferralInThread,
} from './walks.ts';

const inCare = {
  'In care?': 'Yes',
  'Child’s name': 'Girl Agate',
  'Where are they now?': 'Yes, safe. At 12 Beryl Road, Stevenage, SG1 1AA',
  'What worries you': 'A man waits outside 12 Beryl Road, Stevenage, SG1 1AA each night.',
};

const world = aWorld();
const { jane, tom, mo, sid, bea, ash, dee, liz, until } = world;

/** All that the MASH can read of a case, “Everything” too. */
async function allAtTheMash(reference: string): Promise<string> {
  const card = await opens(mo, reference, 'Everything');
  return allOf([...mo.chat(), ...mo.thread(reference), card.sees()]);
}

it('The form asks if the child is in care before it asks where they are, and if so it asks only whether they are safe there', async () => {
  const card = await beginsCheck(jane);
  await continuesToChild(card, { about: aboutJane });
  expect(card.sees().inputs).toMatchObject({
    1: 'In care?',
    4: 'Where are they now? In care: are they safe where they are? Do not write the address',
  });
  await card.presses('Go through more signs', { ...aChild, 'In care?': 'Yes' });
  lacks(card.sees().inputs, 'In care?'); // already answered
  await card.presses('Back');
  expect(card.sees().inputs[4]).toBe('Are they safe where they are? Do not write the address');
  await continuesUntil(card, 'The child, home and carer', { 'Consent, your decision': { Why: 'He may be involved.' } });
  expect(card.sees().inputs.join()).not.toMatch(/live now/);
});

it('For a child who is not in care, the form asks where they are', async () => {
  const card = await beginsCheck(jane);
  await continuesToChild(card);
  await card.presses('Go through more signs', { ...aChild, 'In care?': 'No' }, 'Back');
  expect(card.sees().inputs[4]).toBe('Where are they now?');
});

it('An address of a child in care is asked about once, just before the end, and goes to nobody if it is left out', async () => {
  const card = await toCheckAnswers(jane, { child: inCare });
  isHeaded(card, 'Is this where the child is placed?');
  shows(card, '12 Beryl Road, Stevenage, SG1 1AA');
  expect(card.sees().buttons).toEqual(['Leave it out', 'It is another place', 'Finish and send', 'Back']);
  await card.presses('Leave it out');
  isHeaded(card, 'Check before you send');
  expect(card.sees().text).not.toMatch(/Beryl|SG1/);
  await card.presses('Submit referral');
  const reference = referenceOn(card);
  await seesCase(
    mo,
    reference,
    'Safe where they are: Yes, safe. At [place left out]',
    'A man waits outside [place left out] each night.',
  );
  const written = wordsOf(await until(() => writtenReferralInThread(mo, reference)));
  contains(written, 'In care\nYes');
  lacks(written, '\nAddress\n');
  expect(await allAtTheMash(reference)).not.toMatch(/Beryl|SG1/);
});

it('An address that is not the placement is sent as it was written, and not asked about again', async () => {
  const card = await toCheckAnswers(jane, { child: inCare });
  await card.presses('It is another place');
  isHeaded(card, 'Check before you send');
  shows(card, '12 Beryl Road');
  await card.presses('Change: Designated officer', 'Continue');
  isHeaded(card, 'Check before you send');
});

it('The question about the address never stands in the way of Submit, pressed or typed', async () => {
  const card = await toCheckAnswers(tom, { child: inCare });
  await card.presses('Finish and send');
  contains(card.sees().buttons, 'Submit referral');
  await card.presses('Back');
  await tom.says('submit');
  await hears(tom, 'Decision due by');
});

it.each([
  ['yes', false],
  ['leave it out', false],
  ['no', true],
  ['2', true],
])('The referrer can answer the question about the address by typing “%s”', async (typed, isKept) => {
  const card = await beginsCheck(bea);
  await continuesToChild(card);
  await card.presses('Finish and send', inCare, 'They were not asked');
  await bea.says('1', 'Because.');
  lacks(textsOf(await bea.says('continue')), 'Beryl');
  shows(currentCard(bea), 'You wrote what looks like an address', '12 Beryl Road'); // nobody answers it blindly
  lacks(String(currentCard(bea).sees().json.fallbackText), 'Beryl');
  contains(textsOf(await bea.says('maybe')), 'I kept your words with this check', '“card” shows it');
  await bea.says(typed, 'card');
  isHeaded(currentCard(bea), 'Check before you send');
  expect(currentCard(bea).has('Beryl')).toBe(isKept);
});

it('A referrer who works in the children’s home is asked about its address; no card or message to the MASH shows it, and their next check still shows their role as they typed it', async () => {
  const card = await toCheckAnswers(sid, {
    about: {
      ...aboutJane,
      'Your organisation': 'Oak House',
      'Your role': 'Residential worker, Oak House, 14 Mill Lane, Hitchin SG5 1AA',
    },
    child: { ...inCare, 'What worries you': 'He lives at 3 Opal Road, Luton.' },
  });
  const addresses = [];
  for (const choice of ['Leave it out', 'Leave it out', 'It is another place']) {
    isHeaded(card, 'Is this where the child is placed?');
    addresses.push(/address:\n(.*)\n/.exec(card.sees().text)?.[1]);
    await card.presses(choice);
  }
  expect(addresses.toSorted()).toEqual([
    '12 Beryl Road, Stevenage, SG1 1AA',
    '3 Opal Road, Luton',
    'Oak House, 14 Mill Lane, Hitchin SG5 1AA',
  ]);
  await card.presses('Submit referral');
  const reference = referenceOn(card);
  await seesCase(mo, reference, 'Residential worker, [place left out]', 'He lives at 3 Opal Road, Luton.');
  const written = await until(() => writtenReferralInThread(mo, reference));
  contains(wordsOf(written), 'Organisation\nLeft out: the child is in care');
  expect(await allAtTheMash(reference)).not.toMatch(/Beryl|SG1|Oak House|Mill Lane|Hitchin|SG5/);
  shows(await toCheckAnswers(sid), 'Residential worker, Oak House, 14 Mill Lane, Hitchin SG5 1AA');
});

// After sending: an address waits for its author (held-address)

const place = '14 Mill Lane, Hitchin SG5 1AA';
const secret = /Mill Lane|Hitchin|SG5/;
/** The question about an address in this person's chat, once it is there. */
async function asked(person: Person, reference = '') {
  const find = () =>
    person.on(
      ({ conversationId, text }) =>
        conversationId === person.chatId && text.includes('Is the child placed there?') && text.includes(reference),
    );
  await until(() => find().sees());
  return find();
}

it('When it becomes known later that the child is in care, all that the MASH was sent is drawn again without the addresses, and their author is asked', async () => {
  const reference = await refers(ash, { child: { ...aChild, 'In care?': 'No', 'Where are they now?': `At ${place}` } });
  await ash.says(`add: The uncle waits at ${place}.`);
  await seesCase(mo, reference, `The uncle waits at ${place}.`);
  await until(() => allOf(mo.thread(reference)).includes(`The uncle waits at ${place}.`));
  await ash.says('add: She is with foster carers now.');
  await seesCase(mo, reference, 'The uncle waits at [address');
  await until(() => !secret.test(allOf(mo.thread(reference))));
  expect(await allAtTheMash(reference)).not.toMatch(secret);
  const question = await asked(ash, reference);
  shows(question, place);
  await question.presses('No: the MASH may read it');
  await seesCase(mo, reference, `The uncle waits at ${place}.`, `Where now: At ${place}`);
});

it('An address in the report of a missing child who is in care is held back, also before the referral is sent', async () => {
  const card = await beginsCheck(liz);
  await continuesToChild(card);
  await card.presses('Go through more signs', { ...aChild, 'In care?': 'Yes' });
  await liz.says('child is missing', `missing: taken from ${place} an hour ago`);
  const reference = referenceInButtons(await asked(liz));
  await seesCase(mo, reference, 'taken from [address 1 held back] an hour ago');
  expect(allOf([...mo.chat(), ...mo.thread(reference)])).not.toMatch(secret);
});

it('An address in the report of a missing child is held back once the draft says that the child is in care', async () => {
  const card = await beginsCheck(dee);
  await continuesToChild(card);
  await dee.says('child is missing', `missing: taken from ${place}`);
  const reference = referenceInButtons(currentCard(dee));
  await seesCase(mo, reference, `taken from ${place}`);
  await dee.says('go on', 'card');
  await currentCard(dee).presses('Go through more signs', { ...aChild, 'In care?': 'Yes' });
  await seesCase(mo, reference, 'taken from [address 1 held back]');
  shows(await asked(dee), place);
});

it('The question before sending that nobody answered stands after sending, and until then nobody reads the address', async () => {
  const card = await toCheckAnswers(tom, { child: inCare });
  await card.presses('Finish and send', 'Submit referral');
  const reference = referenceOn(card);
  await seesCase(mo, reference, 'Safe where they are: Yes, safe. At [address');
  expect(await allAtTheMash(reference)).not.toMatch(/Beryl|SG1/);
  await (await asked(tom, reference)).presses('Yes: leave it out');
  await seesCase(mo, reference, 'Safe where they are: Yes, safe. At [place left out]');
});

it('Who logs a call is asked about the address that the caller gave, in their own chat alone, and it shows in no preview', async () => {
  const form = await opensCallForm(mo);
  await form.presses('Log it', { ...aCall, 'What did they say': `She is in a refuge, at ${place}.` });
  const reference = referenceOn(form);
  await seesCase(mo, reference, 'She is in a refuge, at [address 1 held back].');
  const card = await asked(mo, reference);
  expect(JSON.stringify(mo.thread(reference))).not.toMatch(secret);
  await card.presses('No: the MASH may read it');
  await seesCase(mo, reference, `She is in a refuge, at ${place}.`);
});
