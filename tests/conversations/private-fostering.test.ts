import { describe, expect, it } from '@jest/globals';
import type { Filled } from '../fakes/filling-in.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, isHeaded, lacks, shows } from './expecting.ts';
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
  await card.presses(
    'Do the check now: Indicator check',
    'Continue',
    { 'Living with': 'Yes' },
    'Check answers',
    'Change: More for the MASH',
  );
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
  const world = aWorld();
  const { jane, tom, mo, ash, until } = world;
  let card: CardActions;

  it('A child living with somebody who is not close family brings the questions on private fostering, with the duty to report', async () => {
    card = await toCheckAnswers(jane, { child: { 'Child’s name': 'Boy Onyx', 'Age or date': '9' } });
    await card.presses('Change: More for the MASH');
    lacks(await continuesUntil(card, 'Check before you send'), fosteringHeading);
    await card.presses(
      'Do the check now: Indicator check',
      'Continue',
      { 'Living with': 'Yes' },
      'Check answers',
      'Change: More for the MASH',
    );
    await continuesUntil(card, fosteringHeading);
    const { text, inputs } = card.sees();
    contains(text, 'It decides nothing.', dutyToReport);
    expect(inputs).toHaveLength(5);
  });

  it('A referrer can leave the questions about private fostering unanswered, and the referral goes on', async () => {
    await card.presses('Continue');
    const { headings, text, buttons } = card.sees();
    expect(headings).toEqual(['Private fostering: nothing answered']);
    contains(text, 'It never stops your referral');
    lacks(buttons, 'Report it as well');
    await card.presses('Continue');
    isHeaded(card, 'Check before you send');
  });

  it('A child under 16 in full-time care outside the family for over 27 days looks like private fostering', async () => {
    await card.presses('Change: More for the MASH');
    await continuesUntil(card, fosteringHeading);
    await card.presses('Continue', { ...notFamily, 'When did it begin': dayFromNow(-40) });
    const { headings, text, buttons } = card.sees();
    expect(headings).toEqual(['This looks like private fostering']);
    contains(
      text,
      'The carer is not close family or a legal guardian.',
      'The care is full time.',
      `More than 27 days, since ${dayFromNow(-40)}.`,
    );
    lacks(text, 'Day 28');
    contains(text, 'The child is under 16.', dutyToReport, 'This is help, not a ruling.');
    expect(buttons).toEqual(['Report it as well', 'Continue', 'Check answers', 'Back']);
  });

  it('Private fostering is reported with the referral, and the MASH reads it on the card and in the thread', async () => {
    await card.presses('Report it as well');
    isHeaded(card, 'Check before you send');
    shows(card, 'Private fostering: This looks like private fostering.');
    await card.presses('Submit referral');
    const reference = referenceOn(card);
    const printed =
      /Private fostering\nThis looks like private fostering\. .*Please pass this to private fostering: the referrer asks you to\./;
    const shared = await until(() => cardInChannel(mo, reference));
    contains(shared.text, printed);
    const written = await until(() => writtenReferralInThread(mo, reference));
    contains(wordsOf(written), printed, 'Carer is\nSomebody else');
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
      card = await answersQuestions(tom, age, answers);
      isHeaded(card, 'This does not look like private fostering');
      shows(card, because);
      doesNotShow(card, dutyToReport);
      expect(card.sees().buttons).toEqual(['Continue', 'Check answers', 'Back']);
      await card.presses('Continue', 'Submit referral');
      const shared = await until(() => cardInChannel(mo, referenceOn(card)));
      contains(shared.text, 'Private fostering\nThis does not look like private fostering.');
      lacks(shared.text, 'Please pass this');
    },
  );

  it('If it is unclear whether this is private fostering, the card says what is missing and states the duty, and the referrer can report it or go on', async () => {
    card = await answersQuestions(world.sid, '', { 'Who is looking': 'Somebody else' });
    const { headings, text, buttons } = card.sees();
    expect(headings).toEqual(['Private fostering: cannot tell yet']);
    contains(text, 'We do not know how old the child is.', 'We do not know when the care began.', dutyToReport);
    expect(buttons[0]).toBe('Report it as well');
    contains(
      text,
      'Who can tell: Private fostering social worker',
      /Children’s Services can put you through:\n0300 123 4043/,
    );
  });

  it('Private fostering is worked out again when an answer changes, even the age on another card', async () => {
    await card.presses('Back', 'Continue', { ...notFamily, 'When did it begin': dayFromNow(-40) }, 'Check answers');
    shows(card, 'Private fostering: cannot tell yet');
    await card.presses('Change: The child and your worry', 'Check answers', { 'Age or date': '9' });
    shows(card, 'This looks like private fostering');
  });

  it('The card says that the care has not begun yet, and on which day it begins', async () => {
    await card.presses('Change: More for the MASH');
    await continuesUntil(card, fosteringHeading);
    await card.presses('Continue', { 'When did it begin': dayFromNow(5) });
    shows(card, `The care has not begun yet. It begins on ${dayFromNow(5)}.`);
  });

  it('If “Living with” is answered “Not known”, its list of indicators and the questions on private fostering are asked; if it is left empty, they are not', async () => {
    const list = 'Living with someone who is not close family';
    card = await toCheckAnswers(jane);
    await card.presses('Do the check now: Indicator check');
    const skipped = await continuesUntil(card, 'What you have seen');
    lacks(skipped, list);
    await card.presses('Check answers', 'Change: Indicator check', 'Continue', { 'Living with': 'Not known' });
    await continuesUntil(card, list);
    shows(card, 'It is unclear what arrangements are in place for the child’s care.');
    await card.presses('Check answers', 'Change: More for the MASH');
    await continuesUntil(card, fosteringHeading);
    isHeaded(card, fosteringHeading);
  });

  it('A referrer can type through the questions about private fostering', async () => {
    await ash.says(
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
      'skip',
      'yes',
      'continue',
      'check answers',
      'yes',
      '1',
      'Because.',
      'continue',
      'change more',
    );
    let question = '';
    for (let tries = 0; tries < 12 && !question.includes('Who is looking after the child?'); tries += 1)
      question = textsOf(await ash.says('continue'));
    await ash.says('2', dayFromNow(-40), 'skip', 'yes');
    const reply = await ash.says('no');
    contains(textsOf(reply), 'This looks like private fostering.', '1 Report it as well');
    contains(allOf(await ash.says('1')), 'Check before you send');
  });

  it('Once the referral is sent, no typed message in the chat repeats the finding on private fostering or the answer on danger', async () => {
    const facts = ['This looks like private fostering', 'Immediate danger: No.'];
    contains(allOf(ash.chat()), ...facts);
    await ash.says('submit');
    await until(() => !facts.some((fact) => allOf(ash.chat()).includes(fact)));
  });
});
