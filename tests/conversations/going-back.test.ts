import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { beginsCheck, currentCard, textsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

describe('“back”, typed', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('A typed “back” goes to the question before, and from the first question to the card before', async () => {
    const { tom } = world;
    for (const text of ['start', 'no', '1', 'skip']) await tom.says(text);
    expect(textsOf(await tom.says('Tom Reed'))).toContain('Your role');
    expect(textsOf(await tom.says('back'))).toContain('Your name');
    expect(textsOf(await tom.says('back'))).toContain('Your organisation');
    expect(textsOf(await tom.says('back'))).toContain('Agency');
    expect(textsOf(await tom.says('back'))).toContain('Is the child in immediate danger, or about to be moved?');
  });

  it('The answer typed after “back” takes the place of the first one', async () => {
    const { tom } = world;
    for (const text of ['no', '1', 'skip', 'Tom Reef', 'back', 'Tom Reed']) await tom.says(text);
    const card = currentCard(tom);
    expect(card.sees().values['Your name (required)']).toBe('Tom Reed');
  });

  it('A press on “Back” goes to the card before', async () => {
    const { jane } = world;
    const card = await beginsCheck(jane);
    await card.presses('No');
    await jane.says('1');
    await currentCard(jane).presses('Back');
    expect(jane.sees().headings).toEqual(['Is the child in immediate danger, or about to be moved?']);
  });
});
