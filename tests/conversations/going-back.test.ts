import { describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, isHeaded } from './expecting.ts';
import { beginsCheck, currentCard, textsOf } from './walks.ts';

describe('“back”, typed', () => {
  const world = aWorld();
  const { jane, tom } = world;

  it('A typed “back” goes to the question before, and from the first question to the card before', async () => {
    await tom.says('start', 'no', '1', 'skip');
    contains(textsOf(await tom.says('Tom Reed')), 'Your role');
    contains(textsOf(await tom.says('back')), 'Your name');
    contains(textsOf(await tom.says('back')), 'Your organisation');
    contains(textsOf(await tom.says('back')), 'Agency');
    contains(textsOf(await tom.says('back')), 'Is the child in immediate danger, or about to be moved?');
  });

  it('The answer typed after “back” takes the place of the first one', async () => {
    await tom.says('no', '1', 'skip', 'Tom Reef', 'back', 'Tom Reed');
    const card = currentCard(tom);
    expect(card.sees().values['Your name (required)']).toBe('Tom Reed');
  });

  it('A press on “Back” goes to the card before', async () => {
    const card = await beginsCheck(jane);
    await card.presses('No');
    await jane.says('1');
    await currentCard(jane).presses('Back');
    isHeaded(jane, 'Is the child in immediate danger, or about to be moved?');
  });
});
