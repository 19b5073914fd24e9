import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CardActions } from './person.ts';
import { aboutJane, aChild, beginsCheck, continuesToChild, textsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

describe('a card that is half filled in', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  const boxes = (card: CardActions): string[] => Object.values(card.sees().values).filter((value) => value !== '');

  it('A card that is left by “Back” has the same words when the referrer comes back to it', async () => {
    const card = await beginsCheck(world.jane);
    await continuesToChild(card);
    await card.presses('Back', aChild);
    expect(card.sees().headings).toEqual(['Who is referring?']);
    await card.presses('Continue');
    expect(boxes(card)).toEqual(Object.values(aChild));
    await card.presses('Continue to the check', { 'Age or date': '4/3/12' });
    await card.presses('Continue');
    await card.presses('Back', { Seen: ['2 ·'], Note: 'Told by the receptionist.' });
    await card.presses('Continue');
    expect(boxes(card)).toEqual(['G02', 'Told by the receptionist.', 'false']);
  });

  it('A card with too long a text is not left by “Back”: nothing is cut and nothing is lost', async () => {
    const card = await beginsCheck(world.jane);
    await continuesToChild(card);
    await card.presses('Back', { 'What worries you': 'w'.repeat(3001) });
    expect(card.sees().headings).toEqual(['The child and your worry']);
    expect(card.sees().text).toContain('Worry: at most 3,000 characters. Please shorten it. Nothing was cut.');
    expect(boxes(card)).toEqual(['w'.repeat(3001)]);
  });

  it('“Back” from an unchanged card does not save the answer that the bot suggested on it, and does not mark a list of indicators as done', async () => {
    const card = await beginsCheck(world.jane);
    await continuesToChild(card);
    await card.presses('Check answers', aChild);
    await card.presses('Yes');
    await card.presses('Back');
    await card.presses('No');
    expect(card.sees().headings).toEqual(['Consent, your decision']);
    expect(boxes(card)).toEqual([]);
    await card.presses('Continue', { 'What have you done': 'Obtained' });
    await card.presses('Do the check now');
    await card.presses('Continue');
    await card.presses('Back');
    await card.presses('Check answers');
    expect(card.sees().text).toContain('Not done. You can add it before or after sending.');
  });

  it('What is written on a card that is out of date, because an answer was typed in the chat, is filled into the new card, and saved at the next press', async () => {
    const card = await beginsCheck(world.jane);
    await continuesToChild(card, { about: aboutJane });
    const halfFilled = card.sees();
    expect(textsOf(await world.jane.says('not known'))).toContain('I saved that under “In care”. Wrong place?');
    expect(textsOf(await world.jane.says('one moment'))).not.toContain('I saved that under');
    await world.jane.on(halfFilled).presses('Check answers', aChild);
    expect(world.jane.sees().text).toContain('That card was out of date. What you wrote on it is not saved yet');
    expect(boxes(world.jane)).toEqual(['not-known', 'Girl, about 14', 'Untreated burn.']);
    await world.jane.presses('Check answers');
    await world.jane.presses('Yes');
    await world.jane.presses('Continue', { Why: 'He may be involved.' });
    expect(world.jane.sees().text).toContain('Untreated burn.');
  });
});
