import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorld, type World } from './world.ts';

describe('the main job, from a worry to a decision', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('takes seven presses from Start a check to the receipt the first time', async () => {
    const { jane } = world;
    await jane.installs();
    expect(jane.sees().buttons).toEqual(['Start a check', 'I only want advice', 'My referrals', 'Contacts']);
    jane.resetPressCount();
    await jane.presses('Start a check');
    await jane.presses('No');
    await jane.presses('Continue', { Agency: 'Health', 'Your name': 'Jane Okafor', 'Phone, for': '01632 960 014' });
    await jane.presses('Check answers', {
      'Child’s name': 'Girl, about 14, gives the name "Ana"',
      'What worries you': 'Untreated burn.',
    });
    await jane.presses('Yes');
    await jane.presses('Continue', { Why: 'The man with her may be involved.' });
    await jane.presses('Submit referral');
    expect(jane.pressCount).toBe(7);
    expect(jane.sees().text).toMatch(/Sending to the MASH|Delivered to the MASH/);
    await world.until(() => jane.sees().text.includes('Delivered to the MASH'));
  });
});
