import { expect, it } from '@jest/globals';
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
  types,
  wordsOf,
  writtenReferralInThread,
} from './walks.ts';

const folds = ['Signs: private fostering', 'Signs: trafficking'];
const fosteringHeading = 'Living with somebody who is not close family';
const dutyToReport = 'you must tell Children’s Services.';

/** “25 October 2026”: the day so many days from now. */
const dayFromNow = (days: number): string => {
  const at = later(new Date(), days * 24 * hour);
  return `${longWords(at).replace(/^.*day /, '')} ${at.getUTCFullYear()}`;
};

/** Says with whom the child lives, and goes from check answers to the questions about private fostering. */
async function toQuestions(card: CardActions): Promise<void> {
  await card.presses('Do the check now: Indicator check', 'Continue', { 'Living with': 'Yes' });
  await card.presses('Finish and send', 'Change: More for the MASH');
  await continuesUntil(card, fosteringHeading);
}

/** Answers the questions about private fostering. */
async function answersQuestions(person: Person, age: string, answers: Filled): Promise<CardActions> {
  const card = await toCheckAnswers(person, { child: { 'Child’s name': 'Boy Onyx', 'Age or date': age } });
  await toQuestions(card);
  await card.presses('Continue', answers);
  return card;
}

const notFamily: Filled = {
  'Who is looking': 'Somebody else',
  'Does the child live': 'Yes',
  'Is the child disabled': 'No',
};

const world = aWorld();
const { jane, tom, mo, ash, until } = world;
let card: CardActions;

it('A child living with somebody who is not close family brings the questions on private fostering, with the duty to report', async () => {
  card = await toCheckAnswers(jane, { child: { 'Child’s name': 'Boy Onyx', 'Age or date': '9' } });
  await card.presses('Change: More for the MASH');
  lacks(await continuesUntil(card, 'Check before you send'), fosteringHeading);
  await toQuestions(card);
  shows(card, 'It decides nothing.', dutyToReport);
  expect(card.sees().inputs).toHaveLength(5);
});

it('A referrer can leave the questions about private fostering unanswered, and the referral goes on', async () => {
  await card.presses('Continue');
  isHeaded(card, 'Private fostering: nothing answered');
  shows(card, 'It never stops your referral');
  lacks(card.sees().buttons, 'Report it as well');
  await card.presses('Continue');
  isHeaded(card, 'Check before you send');
});

it('A child under 16 in full-time care outside the family for over 27 days looks like private fostering', async () => {
  await card.presses('Change: More for the MASH');
  await continuesUntil(card, fosteringHeading);
  await card.presses('Continue', { ...notFamily, 'When did it begin': dayFromNow(-40) });
  isHeaded(card, 'This looks like private fostering');
  shows(
    card,
    'The carer is not close family or a legal guardian.',
    `More than 27 days, since ${dayFromNow(-40)}.`,
    'The child is under 16.',
    dutyToReport,
    'This is help, not a ruling.',
  );
  expect(card.sees().buttons).toEqual([...folds, 'Report it as well', 'Continue', 'Finish and send', 'Back']);
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

it('The card says of care by close family that it does not look like private fostering, and the referral is sent without a report', async () => {
  card = await answersQuestions(tom, '9', { ...notFamily, 'Who is looking': 'Parent, step-parent' });
  isHeaded(card, 'This does not look like private fostering');
  shows(card, 'The carer is close family');
  doesNotShow(card, dutyToReport);
  expect(card.sees().buttons).toEqual([...folds, 'Continue', 'Finish and send', 'Back']);
  await card.presses('Continue', 'Submit referral');
  const shared = await until(() => cardInChannel(mo, referenceOn(card)));
  contains(shared.text, 'Private fostering\nThis does not look like private fostering.');
  lacks(shared.text, 'Please pass this');
});

it('If it is unclear whether this is private fostering, the card says what is missing and states the duty, and the referrer can report it or go on', async () => {
  card = await answersQuestions(world.sid, '', { 'Who is looking': 'Somebody else' });
  isHeaded(card, 'Private fostering: cannot tell yet');
  expect(card.sees().buttons).toContain('Report it as well');
  shows(
    card,
    'We do not know how old the child is.',
    'We do not know when the care began.',
    dutyToReport,
    'Who can tell: Private fostering social worker',
    /Children’s Services can put you through:\n0300 123 4043/,
  );
});

it('Private fostering is worked out again when an answer changes, even the age on another card', async () => {
  await card.presses('Back', 'Continue', { ...notFamily, 'When did it begin': dayFromNow(-40) }, 'Finish and send');
  shows(card, 'Private fostering: cannot tell yet');
  await card.presses('Change: The child and your worry', 'Finish and send', { 'Age or date': '9' });
  shows(card, 'This looks like private fostering');
});

it('A referrer can type through the questions about private fostering', async () => {
  await ash.says('start', 'no', '4', 'Ash Kaur', '0163', 'A worry.', 'no', 'Boy Onyx', '9', 'continue');
  await ash.says('skip', 'yes', 'continue', 'check answers', 'not asked', '1', 'Because.', 'continue', 'change more');
  let question = '';
  for (let tries = 0; tries < 12 && !question.includes('Who is looking after the child?'); tries += 1)
    question = await types(ash, 'continue');
  await ash.says('2', 'yes', 'no', dayFromNow(-40));
  const reply = await ash.says('skip');
  contains(textsOf(reply), '“card” shows what your answers come to.', '1 Report it as well');
  contains(allOf(await ash.says('card')), 'This looks like private fostering');
  contains(allOf(await ash.says('1', 'card')), 'Check before you send');
});

it('Once the referral is sent, no message in the chat repeats the finding on private fostering or who the child is', async () => {
  const facts = ['This looks like private fostering', 'Boy Onyx'];
  contains(allOf(ash.chat()), ...facts);
  await ash.says('submit');
  await until(() => !facts.some((fact) => allOf(ash.chat()).includes(fact)));
});
