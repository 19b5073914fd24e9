import { expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, inBoxes, isHeaded, lacks, shows } from './expecting.ts';
import type { CardActions } from './person.ts';
import { repliesInText } from './waiting.ts';
import { aboutJane, aChild, beginsCheck, continuesToChild, currentCard, textsOf } from './walks.ts';

const danger = 'Is the child in immediate danger, or about to be moved?';
const world = aWorld();
const { jane, tom, sid } = world;

// A card that is half filled in

const boxes = (card: CardActions): string[] => inBoxes(card).filter((value) => value !== '');

it('A card that is left by “Back” has the same words when the referrer comes back to it', async () => {
  const card = await beginsCheck(jane);
  await continuesToChild(card);
  await card.presses('Back', aChild);
  isHeaded(card, 'Who is referring?');
  await card.presses('Continue');
  expect(boxes(card).sort()).toEqual(Object.values(aChild).sort());
  await card.presses(
    'Go through more signs',
    { 'Age or date': '4/3/12' },
    'Continue',
    'Continue',
    'Back',
    { Seen: ['2 ·'], Note: 'Told by the receptionist.' },
    'Continue',
  );
  expect(boxes(card)).toEqual(['T05', 'Told by the receptionist.', 'false']);
});

it('A card with too long a text is not left by “Back”: nothing is cut and nothing is lost', async () => {
  const card = await beginsCheck(jane);
  await continuesToChild(card);
  await card.presses('Back', { 'What worries you': 'w'.repeat(3001) });
  isHeaded(card, 'The child and your worry');
  shows(card, 'Worry: at most 3,000 characters. Please shorten it. Nothing was cut.');
  expect(boxes(card)).toEqual(['w'.repeat(3001)]);
});

it('“Back” from an unchanged card saves nothing, and does not mark a list of indicators as done', async () => {
  const card = await beginsCheck(jane);
  await continuesToChild(card);
  await card.presses('Finish and send', aChild, 'They were not asked', 'Back', 'Not sure');
  isHeaded(card, 'Consent, your decision');
  expect(boxes(card)).toEqual([]);
  await card.presses('Continue', 'Do the check now', 'Continue', 'Back', 'Finish and send');
  shows(card, 'Indicator check: not done');
});

it('What is written on a card that is out of date, because an answer was typed in the chat, is filled into the new card, and saved at the next press', async () => {
  const card = await beginsCheck(jane);
  await continuesToChild(card, { about: aboutJane });
  const halfFilled = card.sees();
  await repliesInText(jane.says('not known'), 'Worry: not known ✓');
  lacks(textsOf(await jane.says('one moment')), 'saved ✓');
  await jane.on(halfFilled).presses('Finish and send', aChild);
  shows(jane, 'That card was out of date. What you wrote on it is not saved yet');
  expect(boxes(jane)).toEqual(['Untreated burn.', 'Girl, about 14', 'not before tomorrow']);
  await jane.presses('Finish and send', 'They were not asked', 'Continue', {
    Could: 'Yes',
    Why: 'He may be involved.',
  });
  shows(jane, 'Untreated burn.');
});

// “back”, typed

it('A typed “back” goes to the question before, and from the first question to the card before', async () => {
  await repliesInText(tom.says('start', 'no', '1', 'Tom Reed'), 'Phone, for the MASH');
  for (const before of ['Your name', 'Agency', danger]) await repliesInText(tom.says('back'), before);
});

it('The answer typed after “back” takes the place of the first one', async () => {
  await tom.says('no', '1', 'Tom Reef', 'back', 'Tom Reed', 'card');
  contains(inBoxes(tom), 'Tom Reed');
});

it('A press on “Back” goes to the card before', async () => {
  const card = await beginsCheck(sid);
  await card.presses('No');
  await sid.says('1', 'card');
  await currentCard(sid).presses('Back');
  isHeaded(sid, danger);
});
