import { beforeAll, describe, expect, it } from '@jest/globals';
import { choices, inputsIn } from '../fakes/card.ts';
import type { Filled } from '../fakes/filling-in.ts';
import type { Who } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, isHeaded, lacks, shows } from './expecting.ts';
import type { CardActions } from './person.ts';
import {
  aboutJane,
  aChild,
  beginsCheck,
  cardInChannel,
  continuesToChild,
  continuesUntil,
  receipt,
  referenceOn,
  textsOf,
  toCheckAnswers,
  wordsOf,
  writtenReferralInThread,
} from './walks.ts';

interface Agency {
  who: Who;
  choice: string;
  form: string;
  answers: Filled;
  printed: string[];
}

const agencies: Record<string, Agency> = {
  health: {
    who: 'jane',
    choice: 'Health',
    form: 'From health',
    answers: { 'Every address': '9 Basalt Street', 'Has your service': 'In March', 'Have other children': 'Two boys' },
    printed: ['Other addresses\n9 Basalt Street', 'Seen before\nIn March', 'Same address or carer\nTwo boys'],
  },
  school: {
    who: 'tom',
    choice: 'School or education',
    form: 'From school or education',
    answers: { 'Were copies': 'None were shown', 'Was it checked': 'Asked both', 'Has the child gone': 'Since Monday' },
    printed: ['Copies of documents\nNone were shown', 'Relationship checked\nAsked both', 'roll\nSince Monday'],
  },
  housing: {
    who: 'sid',
    choice: 'Housing',
    form: 'From housing',
    answers: { 'If you do not know the child': '4 Gneiss Close', 'Who lives': 'Six girls, one man' },
    printed: ['Address of concern\n4 Gneiss Close', 'People at the address\nSix girls, one man'],
  },
  'youth support': {
    who: 'dee',
    choice: 'Targeted youth support',
    form: 'From youth support',
    answers: { 'Who say that they are': 'A couple, no papers', Offences: 'Shoplifting' },
    printed: ['Claimed parents\nA couple, no papers', 'Offences\nShoplifting'],
  },
  'the police': {
    who: 'ash',
    choice: 'Police',
    form: 'From the police',
    answers: { 'Crime or incident': 'CRN 77' },
    printed: ['Police reference\nCRN 77', 'Police protection since\nLeft empty'],
  },
  'a voluntary group': {
    who: 'pat',
    choice: 'Voluntary or community',
    form: 'From your group',
    answers: { 'How does your group': 'Homework club' },
    printed: ['How we know the child\nHomework club'],
  },
};

const agencyForms = Object.values(agencies).map(({ form }) => form);

describe('what each agency is asked', () => {
  const world = aWorld({ env: { ALLOW_GUESTS: 'yes' } });
  const { tom, mo, until } = world;

  /** A referrer of that agency takes the short path to the check-answers card. */
  const shortPath = ({ who, choice }: Agency): Promise<CardActions> =>
    toCheckAnswers(world[who], { about: { ...aboutJane, Agency: choice, 'Your name': world[who].profile.name } });

  it.each(Object.entries(agencies))(
    'A referrer from %s gets that agency’s form and no other, and the MASH reads the answers',
    async (_, agency) => {
      const card = await shortPath(agency);
      await card.presses('Change: More for the MASH');
      isHeaded(card, agency.form);
      const passed = await continuesUntil(card, 'Check before you send', { [agency.form]: agency.answers });
      expect(passed.filter((heading) => agencyForms.includes(heading))).toEqual([agency.form]);
      await card.presses('Submit referral');
      const reference = referenceOn(card);
      const written = await until(() => writtenReferralInThread(mo, reference));
      contains(wordsOf(written), ...agency.printed);
      const shared = await until(() => cardInChannel(mo, reference));
      lacks(shared.text, 'URGENT');
    },
  );

  it.each(['Children’s Services', 'Other'])('A referrer from “%s” gets no form of another agency', async (choice) => {
    const card = await shortPath({ who: 'gus', choice, form: '', answers: {}, printed: [] });
    await card.presses('Change: About you', 'Continue', { Agency: choice }, 'Change: More for the MASH');
    const passed = await continuesUntil(card, 'Check before you send');
    expect(passed.filter((heading) => agencyForms.includes(heading))).toEqual([]);
  });

  it('A referrer from a school sees housing’s form only after changing their agency, and keeps their answers as a school', async () => {
    const card = await shortPath(agencies.school as Agency);
    await card.presses('Change: More for the MASH');
    await continuesUntil(card, 'Check before you send', {
      'From school or education': { 'Was it checked': 'Asked Garnet' },
    });
    await card.presses('Change: About you', 'Continue', { Agency: 'Housing' }, 'Change: More for the MASH');
    isHeaded(tom, 'From housing');
    await continuesUntil(card, 'Check before you send');
    await card.presses('Change: About you', 'Continue', { Agency: 'School or education' });
    shows(card, 'Relationship checked: Asked Garnet');
  });

  it('A referrer from a school who types is asked their questions one by one', async () => {
    await tom.says('start new', 'no', 'continue', 'check answers', 'yes', '1', 'Because.');
    const first = textsOf(await tom.says('continue'));
    contains(first, 'Type “submit”');
    expect(textsOf(await tom.says('change more'))).toMatch(
      /From school or education\W+Were copies of the documents taken/,
    );
    contains(textsOf(await tom.says('3')), 'Where are the copies kept?');
  });
});

describe('what the MASH must see at once', () => {
  const world = aWorld();
  const { jane, mo, until } = world;

  /** Sends a referral with these answers under “More for the MASH”. @returns its reference */
  async function sends(who: Who, agency: string, answers: Record<string, Filled>): Promise<string> {
    const about = { ...aboutJane, Agency: agency, 'Your name': world[who].profile.name };
    const card = await toCheckAnswers(world[who], { about });
    await card.presses('Change: More for the MASH');
    await continuesUntil(card, 'Check before you send', answers);
    await card.presses('Submit referral');
    return referenceOn(card);
  }
  const shared = (reference: string) => until(() => cardInChannel(mo, reference));

  it('The card of a child in police protection says URGENT, and when the protection began', async () => {
    const reference = await sends('ash', 'Police', {
      'From the police': { 'If the child is in police': '1 hour ago' },
    });
    const { text } = await shared(reference);
    contains(text, 'URGENT');
    expect(text).toMatch(/In police protection since: .*\d\d:\d\d/);
  });

  it('A “no” to police protection does not make the referral urgent', async () => {
    const reference = await sends('ash', 'Police', { 'From the police': { 'If the child is in police': 'no' } });
    lacks((await shared(reference)).text, 'URGENT');
  });

  it.each([
    [
      { 'Did somebody': 'Yes, an accredited', 'Is the interpreter': 'Yes' },
      'Interpreter CONNECTED with the child or carer',
    ],
    [{ 'Did somebody': 'Yes, not accredited' }, 'Interpreter not known to be accredited'],
    [{ 'Did somebody': 'Yes, an accredited', 'Is the interpreter': 'No' }, undefined],
  ])('The card warns of an interpreter who may not be safe, and of no other: %j', async (seeing, flag) => {
    const { text } = await shared(await sends('tom', 'School or education', { 'Seeing the child': seeing as Filled }));
    if (flag) contains(text, `${flag}`);
    else expect(text).not.toMatch(/Interpreter (CONNECTED|not known)/);
  });

  it('The card does not say CARER NOT TOLD when the carer was told and agreed, and keeps the words about consent', async () => {
    const card = await toCheckAnswers(jane, {
      risk: 'No',
      consent: { 'What have': 'Obtained', Why: 'By phone.', 'Who agreed': 'The parent or carer', 'Does the': 'Yes, I' },
    });
    await card.presses('Submit referral');
    const reference = referenceOn(card);
    const { text } = await shared(reference);
    const written = await until(() => writtenReferralInThread(mo, reference));
    lacks(text, 'CARER NOT TOLD');
    contains(text, 'Consent\nObtained. By phone.');
    contains(wordsOf(written), 'Parent or carer knows\nYes, I told them');
    lacks(wordsOf(written), 'NOT been told');
    doesNotShow(receipt(jane, reference), 'has NOT been told');
  });

  it('The card says CARER NOT TOLD when the carer was not told, even if the child refused consent', async () => {
    const card = await toCheckAnswers(jane, {
      risk: 'No',
      consent: {
        'What have': 'Refused',
        Why: 'The girl said no.',
        'Who agreed': 'The child',
        'Does the': 'No, nobody',
      },
    });
    await card.presses('Submit referral');
    contains((await shared(referenceOn(card))).text, 'CARER NOT TOLD');
  });
});

describe('consent where the claimed parents may be involved', () => {
  const world = aWorld();
  let card: CardActions;
  beforeAll(async () => {
    card = await beginsCheck(world.dee);
    await continuesToChild(card, {
      about: { ...aboutJane, Agency: 'Targeted youth support', 'Your name': 'Dee Alvarez' },
    });
    await card.presses('Continue to the check', aChild);
    await continuesUntil(card, 'Consent, your decision', { 'Targeted youth support': { Suspected: ['6 ·'] } });
  });

  it('Where claimed parents may be involved the consent form starts at “Not sought”, and names the advice line', () => {
    const { values, text } = card.sees();
    expect(Object.values(values)[0]).toBe('not-sought-carer');
    contains(text, 'People who say they are the parents may be involved');
    expect(text).toMatch(/[Rr]ing.*advice line.*01438 737511/s);
  });

  it('On the consent form, the reasons that come from later guidance are behind a button, and they and later law are marked as not in the 2016 protocol', async () => {
    const { json, inputs, buttons } = card.sees();
    contains(buttons, 'More reasons');
    contains(
      inputs.find((label) => label.startsWith('Other reasons')),
      'not in the 2016 protocol',
    );
    const reasons = inputsIn(json)
      .flatMap(choices)
      .map(({ title }) => title);
    contains(reasons, 'Public task, or the safeguarding condition (later law, not in the 2016 protocol)');
    await card.presses(
      'Check answers',
      {
        Why: 'They answer for him.',
        'What lets': ['Child protection', 'Public task'],
        'Other reasons': ['child-risk', 'crime'],
      },
      'Submit referral',
    );
    const reference = referenceOn(card);
    const written = await world.until(() => writtenReferralInThread(world.mo, reference));
    contains(wordsOf(written), 'Not sought: the carer may be involved');
    expect(wordsOf(written)).toMatch(/Later reasons\n.*serious crime/);
    contains(wordsOf(written), 'Public task, or the safeguarding condition (later law, not in the 2016 protocol)');
  });
});
