import { beforeAll, describe, expect, it } from '@jest/globals';
import { choices, inputsIn } from '../fakes/card.ts';
import type { Filled } from '../fakes/filling-in.ts';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import type { CardActions } from './person.ts';
import { repliesInText, seesCase } from './waiting.ts';
import {
  aboutJane,
  aChild,
  beginsCheck,
  continuesToChild,
  continuesUntil,
  referenceOn,
  textsOf,
  toCheckAnswers,
  wordsOf,
  writtenReferralInThread,
} from './walks.ts';

/** The form of each agency. Of those with a question or two, these stand on the form of the child. */
const forms: Record<string, string[]> = {
  Health: ['From health'],
  'School or education': ['From school or education'],
  Housing: [],
  'Targeted youth support': [],
  Police: ['From the police'],
  'Voluntary or community': [],
  'Children’s Services': [],
  Other: [],
};

const world = aWorld();
const { tom } = world;

describe('what each agency is asked', () => {
  let card: CardActions;
  beforeAll(async () => {
    card = await toCheckAnswers(tom);
  });

  /** The referrer changes their agency. The card is then the first of “More for the MASH”. */
  const changesTo = (agency: string) =>
    card.presses('Change: About you', 'Continue', { Agency: agency }, 'Change: More for the MASH');

  it.each(Object.entries(forms))('A referrer from “%s” gets that agency’s form and no other', async (agency, own) => {
    await changesTo(agency);
    const passed = await continuesUntil(card, 'Check before you send');
    expect(passed.filter((heading) => Object.values(forms).flat().includes(heading))).toEqual(own);
  });

  it('A referrer from a school sees housing’s form only after changing their agency, and keeps their answers as a school', async () => {
    await changesTo('School or education');
    await continuesUntil(card, 'Check before you send', {
      'From school or education': { 'Was it checked': 'Asked Garnet' },
    });
    await changesTo('Housing');
    shows(card, 'Which address worries you?');
    await continuesUntil(card, 'Check before you send');
    await card.presses('Change: About you', 'Continue', { Agency: 'School or education' });
    shows(card, 'Relationship checked: Asked Garnet');
  });

  it('A referrer from a school who types is asked their questions one by one', async () => {
    await tom.says('start new', 'no', 'continue', 'check answers', 'not asked', '1', 'Because.');
    await repliesInText(tom.says('continue'), 'Type “send”');
    expect(textsOf(await tom.says('change more'))).toMatch(
      /From school or education\W+Were copies of the documents taken/,
    );
    await repliesInText(tom.says('3'), 'Where are the copies kept?');
  });
});

// What the MASH must see at once

/** Sends a referral with these answers to one form of “More for the MASH”. @returns the words of the shared card */
async function cardAfter(who: 'ash' | 'sid', agency: string, form: string, answers: Filled): Promise<string> {
  const card = await toCheckAnswers(world[who], {
    about: { ...aboutJane, Agency: agency, 'Your name': world[who].profile.name },
  });
  await card.presses('Change: More for the MASH');
  await continuesUntil(card, 'Check before you send', { [form]: answers });
  await card.presses('Submit referral');
  return (await seesCase(world.mo, referenceOn(card))).text;
}
const protectedSince = (typed: string) =>
  cardAfter('ash', 'Police', 'From the police', { 'If the child is in police protection: since': typed });

it('The card of a child in police protection says URGENT, and when the protection began', async () => {
  const text = await protectedSince('1 hour ago');
  contains(text, 'URGENT');
  expect(text).toMatch(/In police protection since: .*\d\d:\d\d/);
});

it('A nurse who writes that the child is in police protection is asked the same as the police', async () => {
  const worry = { 'Child’s name': 'Girl Onyx', 'What worries you': 'She is in police protection.' };
  const card = await toCheckAnswers(world.sid, { child: worry });
  await card.presses('Change: More for the MASH');
  const boxes = { 'If the child is in police protection: since': '1 hour ago', 'Which officer': 'PC Ali' };
  await continuesUntil(card, 'Check before you send', { 'From the police': boxes });
  await card.presses('Submit referral');
  const { text } = await seesCase(world.mo, referenceOn(card));
  contains(text, 'URGENT', /In police protection since: .*\d\d:\d\d/, 'officer: PC Ali');
});

it('A “no” to police protection does not make the referral urgent', async () =>
  lacks(await protectedSince('no'), 'URGENT'));

it.each([
  [
    { 'Did somebody': 'Yes, accredited', 'Does the interpreter': 'Yes' },
    ['Interpreter CONNECTED with the child or carer'],
  ],
  [{ 'Did somebody': 'Yes, not accredited' }, ['Interpreter not known to be accredited']],
  [{ 'Did somebody': 'Yes, accredited', 'Does the interpreter': 'No' }, null],
])('The card warns of an interpreter who may not be safe, and of no other: %j', async (seeing, flags) => {
  const text = await cardAfter('sid', 'School or education', 'Seeing the child, and evidence', seeing as Filled);
  expect(text.match(/Interpreter (CONNECTED with the child or carer|not known to be accredited)/g)).toEqual(flags);
});

describe('consent where the claimed parents may be involved', () => {
  let card: CardActions;
  beforeAll(async () => {
    card = await beginsCheck(world.dee);
    await continuesToChild(card, {
      about: { ...aboutJane, Agency: 'Targeted youth support', 'Your name': 'Dee Alvarez' },
    });
    await card.presses('Go through more signs', aChild);
    await continuesUntil(card, 'Have you asked for consent?', {
      'Carer and household': { Suspected: ['Y06'] },
    });
  });

  it('Where claimed parents may be involved the card says not to ask them for consent, and names the advice line', () => {
    expect(card.sees().text).toMatch(
      /People who say they are the parents may be involved.*do not ask them for consent: ring.*advice line.*01438 737511/s,
    );
  });

  it('On the consent form, the reasons that come from later guidance are behind a button, and they and later law are marked as not in the 2016 protocol', async () => {
    await card.presses('They were not asked');
    const { json, inputs, buttons } = card.sees();
    contains(buttons, 'More reasons');
    contains(inputs, 'Other reasons (newer than the 2016 protocol)');
    const reasons = inputsIn(json)
      .flatMap(choices)
      .map(({ title }) => title);
    contains(reasons, 'Public task, or the safeguarding condition (later law, not in the 2016 protocol)');
    await card.presses(
      'Finish and send',
      {
        Could: 'Yes',
        Why: 'They answer for him.',
        'What lets': ['Child protection', 'Public task'],
        'Other reasons': ['child-risk', 'crime'],
      },
      'Submit referral',
    );
    const reference = referenceOn(card);
    const written = wordsOf(await world.until(() => writtenReferralInThread(world.mo, reference)));
    contains(
      written,
      'They were not asked',
      'Public task, or the safeguarding condition (later law, not in the 2016 protocol)',
    );
    expect(written).toMatch(/Later reasons\n.*serious crime/);
  });
});
