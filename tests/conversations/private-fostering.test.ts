import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Filled } from '../fakes/filling-in.ts';
import { hour, later, longWords } from './london.ts';
import type { CardActions, Person } from './person.ts';
import {
  allOf,
  cardInChannel,
  continuesUntil,
  referenceOn,
  textsOf,
  toCheckAnswers,
  wordsOf,
  writtenReferralInThread,
} from './walks.ts';
import { startWorld, type World } from './world.ts';

const fosteringHeading = 'Living with somebody who is not close family';
const dutyToReport = 'you must tell Children’s Services. (§10.1 PF)';

/** “25 October 2026”: the day so many days from now. */
const dayFromNow = (days: number): string => {
  const at = later(new Date(), days * 24 * hour);
  return `${longWords(at).replace(/^.*day /, '')} ${at.getUTCFullYear()}`;
};

/** Goes from check answers to the questions about private fostering, and answers them. */
async function answersQuestions(person: Person, age: string, answers: Filled): Promise<CardActions> {
  const card = await toCheckAnswers(person, { child: { 'Child’s name': 'Boy Onyx', 'Age or date': age } });
  await card.presses('Do the check now: Indicator check');
  await card.presses('Continue', { 'Living with': 'Yes' });
  await card.presses('Check answers');
  await card.presses('Change: More for the MASH');
  await continuesUntil(card, fosteringHeading);
  await card.presses('Continue', answers);
  return card;
}

const notFamily: Filled = {
  'Who is looking': 'Somebody else',
  'Does the child live': 'Yes',
  'Is the child disabled': 'No',
};

describe('private fostering', () => {
  let world: World;
  let card: CardActions;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('A child living with somebody who is not close family brings the questions on private fostering, with the duty to report', async () => {
    const { jane } = world;
    card = await toCheckAnswers(jane, { child: { 'Child’s name': 'Boy Onyx', 'Age or date': '9' } });
    await card.presses('Change: More for the MASH');
    expect(await continuesUntil(card, 'Check before you send')).not.toContain(fosteringHeading);
    await card.presses('Do the check now: Indicator check');
    await card.presses('Continue', { 'Living with': 'Yes' });
    await card.presses('Check answers');
    await card.presses('Change: More for the MASH');
    await continuesUntil(card, fosteringHeading);
    const { text, inputs } = card.sees();
    expect(text).toContain('It decides nothing.');
    expect(text).toContain(dutyToReport);
    expect(inputs).toHaveLength(5);
  });

  it('A referrer can leave the questions about private fostering unanswered, and the referral goes on', async () => {
    await card.presses('Continue');
    const { headings, text, buttons } = card.sees();
    expect(headings).toEqual(['Private fostering: nothing answered']);
    expect(text).toContain('It never stops your referral');
    expect(buttons).not.toContain('Report it as well');
    await card.presses('Continue');
    expect(card.sees().headings).toEqual(['Check before you send']);
  });

  it('A child under 16 in full-time care outside the family for over 27 days looks like private fostering', async () => {
    await card.presses('Change: More for the MASH');
    await continuesUntil(card, fosteringHeading);
    await card.presses('Continue', { ...notFamily, 'When did it begin': dayFromNow(-40) });
    const { headings, text, buttons } = card.sees();
    expect(headings).toEqual(['This looks like private fostering']);
    expect(text).toContain('The carer is not close family or a legal guardian.');
    expect(text).toContain('The care is full time.');
    expect(text).toContain(`More than 27 days, since ${dayFromNow(-40)}.`);
    expect(text).not.toContain('Day 28');
    expect(text).toContain('The child is under 16.');
    expect(text).toContain(dutyToReport);
    expect(text).toContain('This is help, not a ruling.');
    expect(buttons).toEqual(['Report it as well', 'Continue', 'Check answers', 'Back']);
  });

  it('Private fostering is reported with the referral, and the MASH reads it on the card and in the thread', async () => {
    const { mo } = world;
    await card.presses('Report it as well');
    expect(card.sees().headings).toEqual(['Check before you send']);
    expect(card.sees().text).toContain('Private fostering: This looks like private fostering.');
    await card.presses('Submit referral');
    const reference = referenceOn(card);
    const printed =
      /Private fostering\nThis looks like private fostering\. .*Please pass this to private fostering: the referrer asks you to\./;
    const shared = await world.until(() => cardInChannel(mo, reference));
    expect(shared.text).toMatch(printed);
    const written = await world.until(() => writtenReferralInThread(mo, reference));
    expect(wordsOf(written)).toMatch(printed);
    expect(wordsOf(written)).toContain('Carer is\nSomebody else');
  });

  it.each<[string, string, Filled, string]>([
    [
      'care by close family',
      '9',
      { ...notFamily, 'Who is looking': 'Parent, step-parent' },
      'The carer is close family',
    ],
    ['care for part of the time', '9', { ...notFamily, 'Does the child live': 'No' }, 'The care is not full time.'],
    ['a child of 17 who is not disabled', '17', notFamily, '16 or older and not disabled'],
    [
      'care for a fortnight',
      '9',
      { ...notFamily, 'When did it begin': dayFromNow(-3), 'Until when': dayFromNow(10) },
      `The care is meant to end before that, on ${dayFromNow(10)}.`,
    ],
  ])(
    'The card says of %s that it does not look like private fostering, and the referral is sent without a report',
    async (_, age, answers, because) => {
      const { tom, mo } = world;
      card = await answersQuestions(tom, age, answers);
      expect(card.sees().headings).toEqual(['This does not look like private fostering']);
      expect(card.sees().text).toContain(because);
      expect(card.sees().text).not.toContain(dutyToReport);
      expect(card.sees().buttons).toEqual(['Continue', 'Check answers', 'Back']);
      await card.presses('Continue');
      await card.presses('Submit referral');
      const shared = await world.until(() => cardInChannel(mo, referenceOn(card)));
      expect(shared.text).toContain('Private fostering\nThis does not look like private fostering.');
      expect(shared.text).not.toContain('Please pass this');
    },
  );

  it('If it is unclear whether this is private fostering, the card says what is missing and states the duty, and the referrer can report it or go on', async () => {
    card = await answersQuestions(world.sid, '', { 'Who is looking': 'Somebody else' });
    const { headings, text, buttons } = card.sees();
    expect(headings).toEqual(['Private fostering: cannot tell yet']);
    expect(text).toContain('We do not know how old the child is.');
    expect(text).toContain('We do not know when the care began.');
    expect(text).toContain(dutyToReport);
    expect(buttons[0]).toBe('Report it as well');
    expect(text).toContain('Who can tell: Private fostering social worker');
    expect(text).toMatch(/Children’s Services can put you through:\n0300 123 4043/);
  });

  it('Private fostering is worked out again when an answer changes, even the age on another card', async () => {
    await card.presses('Back');
    await card.presses('Continue', { ...notFamily, 'When did it begin': dayFromNow(-40) });
    await card.presses('Check answers');
    expect(card.sees().text).toContain('Private fostering: cannot tell yet');
    await card.presses('Change: The child and your worry');
    await card.presses('Check answers', { 'Age or date': '9' });
    expect(card.sees().text).toContain('This looks like private fostering');
  });

  it('The card says that the care has not begun yet, and on which day it begins', async () => {
    await card.presses('Change: More for the MASH');
    await continuesUntil(card, fosteringHeading);
    await card.presses('Continue', { 'When did it begin': dayFromNow(5) });
    expect(card.sees().text).toContain(`The care has not begun yet. It begins on ${dayFromNow(5)}.`);
  });

  it('If “Living with” is answered “Not known”, its list of indicators and the questions on private fostering are asked; if it is left empty, they are not', async () => {
    const { jane } = world;
    const list = 'Living with someone who is not close family';
    card = await toCheckAnswers(jane);
    await card.presses('Do the check now: Indicator check');
    const skipped = await continuesUntil(card, 'What you have seen');
    expect(skipped).not.toContain(list);
    await card.presses('Check answers');
    await card.presses('Change: Indicator check');
    await card.presses('Continue', { 'Living with': 'Not known' });
    await continuesUntil(card, list);
    expect(card.sees().text).toContain('It is unclear what arrangements are in place for the child’s care.');
    await card.presses('Check answers');
    await card.presses('Change: More for the MASH');
    await continuesUntil(card, fosteringHeading);
    expect(card.sees().headings).toEqual([fosteringHeading]);
  });

  it('A referrer can type through the questions about private fostering', async () => {
    const { ash } = world;
    for (const text of [
      'start',
      'no',
      '4',
      'skip',
      'Ash Kaur',
      'skip',
      '0163',
      'skip',
      'no',
      'Boy Onyx',
      '9',
      'continue',
    ])
      await ash.says(text);
    for (const text of ['skip', 'yes', 'continue']) await ash.says(text);
    for (const text of ['check answers', 'yes', '1', 'Because.', 'continue']) await ash.says(text);
    await ash.says('change more');
    let question = '';
    for (let tries = 0; tries < 12 && !question.includes('Who is looking after the child?'); tries += 1)
      question = textsOf(await ash.says('continue'));
    for (const text of ['2', dayFromNow(-40), 'skip', 'yes']) await ash.says(text);
    const reply = await ash.says('no');
    expect(textsOf(reply)).toContain('This looks like private fostering.');
    expect(textsOf(reply)).toContain('1 Report it as well');
    expect(allOf(await ash.says('1'))).toContain('Check before you send');
  });

  it('Once the referral is sent, no typed message in the chat repeats the finding on private fostering or the answer on danger', async () => {
    const { ash } = world;
    const facts = ['This looks like private fostering', 'Immediate danger: No.'];
    for (const fact of facts) expect(allOf(ash.chat())).toContain(fact);
    await ash.says('submit');
    await world.until(() => !facts.some((fact) => allOf(ash.chat()).includes(fact)));
  });
});
