import { expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, isHeaded, shows } from './expecting.ts';
import type { CardActions, Person } from './person.ts';
import { hears, replies, seesCase } from './waiting.ts';
import {
  aboutJane,
  beginsCheck,
  cardInChannel,
  continuesToChild,
  inChat,
  referenceInButtons,
  summariesIn,
  wordsOf,
} from './walks.ts';

const didYouRing = 'MASH Referrals: did you ring?';

// A check that says danger and is then left alone, reminded after one second instead of ten minutes

const clocks = { dangerDraft: { remind: ['PT1S', 'PT4S'] } };
const world = aWorld({ clockStands: true, pack: { extends: 'hertfordshire-2016', clocks } });
const { jane, tom, mo, pat, ash, bea } = world;
const timesAsked = (who: Person): number => summariesIn(who.chat()).filter((each) => each === didYouRing).length;
const untilAsked = (who: Person) => world.until(() => timesAsked(who) === 1);

/** A check that says danger and is then left alone. @returns its card, once its author is asked */
async function leftAlone(who: Person): Promise<CardActions> {
  const card = await beginsCheck(who);
  await card.presses('Yes, now');
  await world.pass(1);
  await untilAsked(who);
  return card;
}

it('A silent check that says danger brings “Did you ring?”, with the number and nothing of the child', async () => {
  const card = await beginsCheck(tom);
  await card.presses('Yes, now', 'Continue to the written referral', 'Continue', aboutJane, 'Go through more signs', {
    'Child’s name': 'Girl Zircon',
    'What worries you': 'Burn Topaz.',
  });
  await world.pass(1);
  await untilAsked(tom);
  const { text, buttons } = await hears(
    tom,
    'Did you ring?',
    'Your check is not sent: nobody at the MASH has your answers.',
    '0300 123 4043',
  );
  expect(buttons).toEqual(['Yes, I rang', 'Not yet']);
  expect(text).not.toMatch(/Zircon|Topaz/);
});

it('“Did you ring?” is asked once more with the numbers, and then never again', async () => {
  await world.pass(3);
  await world.until(() => timesAsked(tom) === 2);
  const last = tom.chat().findLast(({ summary }) => summary === didYouRing);
  contains(wordsOf(last ?? {}), 'Then ring Children’s Services');
  await world.pass(60);
  await world.rests();
  expect(timesAsked(tom)).toBe(2);
});

it('“Yes, I rang” records the call at once, and asks for a number where none is known', async () => {
  const card = await leftAlone(jane);
  await inChat(jane, 'Did you ring?').presses('Yes, I rang');
  isHeaded(jane, 'Which number can the MASH ring?');
  shows(jane, 'Your call is recorded:');
  const shared = await seesCase(mo, referenceInButtons(card));
  contains(shared.buttons, 'Record decision');
});

it('“Not yet” brings the numbers, and then nobody is asked again', async () => {
  const card = await leftAlone(pat);
  await inChat(pat, 'Did you ring?').presses('Not yet');
  expect(pat.sees().text).toMatch(/Ring 999 now[\s\S]*0300 123 4043/);
  await world.pass(60);
  await world.rests();
  expect(timesAsked(pat)).toBe(2); // the question, and the card with the numbers: both have this summary
  expect(cardInChannel(mo, referenceInButtons(card))).toBeUndefined();
});

it.each([
  ['yes I rang', 'sid', 'Your call is recorded:'],
  ['not yet', 'liz', 'Ring now. Write later.'],
] as const)('A referrer can answer “Did you ring?” by typing “%s”', async (words, name, answer) => {
  const who = world[name];
  await leftAlone(who);
  await replies(who.says(words), answer);
});

it('“Did you ring?” is asked of nobody who said no danger, and of nobody who deleted the check', async () => {
  await continuesToChild(await beginsCheck(ash));
  await bea.says('start', 'yes');
  await bea.says('delete this draft', 'delete it');
  await world.pass(60);
  await world.rests();
  expect([timesAsked(ash), timesAsked(bea)]).toEqual([0, 0]);
});
