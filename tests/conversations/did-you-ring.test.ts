import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contains, isHeaded, shows } from './expecting.ts';
import type { Person } from './person.ts';
import {
  aboutJane,
  beginsCheck,
  cardInChannel,
  continuesToChild,
  inChat,
  referenceInButtons,
  summariesIn,
  textsOf,
  wordsOf,
} from './walks.ts';
import { startWorld, type World } from './world.ts';

const didYouRing = 'MASH Referrals: did you ring?';

describe('a check that says danger and is then left alone, reminded after one second instead of ten minutes', () => {
  let world: World;
  const timesAsked = (who: Person): number => summariesIn(who.chat()).filter((each) => each === didYouRing).length;
  const untilAsked = (who: Person) => world.until(() => timesAsked(who) === 1);

  beforeAll(async () => {
    const clocks = { dangerDraft: { remind: ['PT1S', 'PT4S'] } };
    world = await startWorld({ clockStands: true, pack: { extends: 'hertfordshire-2016', clocks } });
  });
  afterAll(() => world.stop());

  it('A silent check that says danger brings “Did you ring?”, with the number and nothing of the child', async () => {
    const { tom } = world;
    const card = await beginsCheck(tom);
    await card.presses(
      'Yes, now',
      'Continue to the written referral',
      'Continue',
      {
        ...aboutJane,
        'Your name': 'Tom Reed',
      },
      'Continue to the check',
      { 'Child’s name': 'Girl Zircon', 'What worries you': 'Burn Topaz.' },
    );
    await world.pass(1);
    await untilAsked(tom);
    const { text, buttons } = inChat(tom, 'Did you ring?').sees();
    contains(text, 'Your check is not sent. Nobody at the MASH knows of it yet.', '0300 123 4043');
    expect(buttons).toEqual(['Yes, I rang', 'Not yet']);
    expect(text).not.toMatch(/Zircon|Topaz/);
  });

  it('“Did you ring?” is asked once more with the numbers, and then never again', async () => {
    const { tom } = world;
    await world.pass(3);
    await world.until(() => timesAsked(tom) === 2);
    const last = tom.chat().findLast(({ summary }) => summary === didYouRing);
    contains(wordsOf(last ?? {}), 'Then ring Children’s Services');
    await world.pass(60);
    await world.rests();
    expect(timesAsked(tom)).toBe(2);
  });

  it('“Yes, I rang” records the call at once, and asks for a number where none is known', async () => {
    const { jane, mo } = world;
    const card = await beginsCheck(jane);
    await card.presses('Yes, now');
    await world.pass(1);
    await untilAsked(jane);
    await inChat(jane, 'Did you ring?').presses('Yes, I rang');
    isHeaded(jane, 'Which number can the MASH ring?');
    shows(jane, 'Your call is recorded:');
    const shared = await world.until(() => cardInChannel(mo, referenceInButtons(card)));
    contains(shared.buttons, 'Record decision');
  });

  it('“Not yet” brings the numbers, and then nobody is asked again', async () => {
    const { pat } = world;
    const card = await beginsCheck(pat);
    await card.presses('Yes, now');
    await world.pass(1);
    await untilAsked(pat);
    await inChat(pat, 'Did you ring?').presses('Not yet');
    expect(pat.sees().text).toMatch(/Ring 999 now[\s\S]*0300 123 4043/);
    await world.pass(60);
    await world.rests();
    expect(timesAsked(pat)).toBe(2); // the question, and the card with the numbers: both have this summary
    expect(cardInChannel(world.mo, referenceInButtons(card))).toBeUndefined();
  });

  it.each([
    ['yes I rang', 'sid', 'Your call is recorded:'],
    ['not yet', 'liz', 'Ring now. Write later.'],
  ] as const)('A referrer can answer “Did you ring?” by typing “%s”', async (words, name, answer) => {
    const who = world[name];
    await who.says('start', 'yes');
    await world.pass(1);
    await untilAsked(who);
    const replies = await who.says(words);
    contains(`${textsOf(replies)} ${replies.map(wordsOf).join(' ')}`, answer);
  });

  it('“Did you ring?” is asked of nobody who said no danger, and of nobody who deleted the check', async () => {
    const { ash, bea } = world;
    await continuesToChild(await beginsCheck(ash), { about: { ...aboutJane, 'Your name': 'Ash Kaur' } });
    await beginsCheck(bea).then((card) => card.presses('Yes, now'));
    await bea.says('delete this draft', 'delete it');
    await world.pass(60);
    await world.rests();
    expect([timesAsked(ash), timesAsked(bea)]).toEqual([0, 0]);
  });
});
