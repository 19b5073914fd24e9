import { expect, it } from '@jest/globals';
import { profiles } from '../fakes/people.ts';
import { contains } from './expecting.ts';
import { inChat } from './walks.ts';
import { startWorld } from './world.ts';

it('The administrator is reminded of the yearly review in their own chat, with the day of the last one and what to do', async () => {
  const env = { ADMINS: profiles.mo.objectId }; // the bot reaches him through the team
  const world = await startWorld({
    clockStands: true,
    pack: { extends: 'hertfordshire-2016', lastReviewed: '2016-09-01' },
    env,
  });
  try {
    const { text, buttons } = await world.until(() => inChat(world.mo, 'Time for the yearly review').sees());
    contains(
      text,
      'The protocol asks for a review every 12 months. (§14)',
      'Last reviewed 1 September 2016.',
      'Until then I remind you once a month.',
    );
    expect(buttons).toEqual([]);
  } finally {
    await world.stop();
  }
});
