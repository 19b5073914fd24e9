import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allOf, refers, textsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

/** What somebody types who has no hand free, dictates, or is not looking at the card. */
describe('words of somebody in a hurry', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    await refers(world.jane); // who refers is remembered
  });
  afterAll(() => world.stop());

  /** @returns the text the bot answers with */
  async function types(...said: string[]): Promise<string> {
    let answer = '';
    for (const text of said) answer = textsOf(await world.jane.says(text));
    return answer;
  }

  it.each(['yes she is', 'Yeah.', 'I think so'])('“%s” to danger brings the numbers to ring', async (said) => {
    await world.jane.says('start new');
    expect(await types(said)).toContain('Ring 999, or Children’s Services on 0300 123 4043.');
  });

  it('“submit” in the middle is neither an answer nor sent: what comes first is shown, and that it is not sent', async () => {
    await types('start new', 'no', 'Girl, Zephyrine', 'skip all');
    expect(await types('back')).toContain('Child’s name, or a description');
    expect(await types('Submit.')).toMatch(
      /Not sent yet\. This comes first\..*Could the parent or carer be involved/s,
    );
    expect(await types('yes', 'not sure', 'I could not ask.', 'skip all')).toContain('Type “submit” to send');
    expect(allOf(world.jane.chat())).toContain('Girl, Zephyrine');
    expect(await types('Submit.')).toContain('saved and on its way to the MASH');
  });
});
