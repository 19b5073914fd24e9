import { expect, it } from '@jest/globals';
import { savesSetUp } from '../conversations/setting-up.ts';
import { inChat, refers, summariesIn } from '../conversations/walks.ts';
import { startWorld } from '../conversations/world.ts';
import { general, profiles, referrals } from '../fakes/people.ts';

it('A service killed (-9) while it moves its cases into another channel moves each, and the old channel shows none', async () => {
  const admins = `${profiles.ash.objectId},${profiles.liz.objectId}`;
  const world = await startWorld({ ownProcess: true, env: { ADMINS: admins } });
  try {
    const { jane, mo, ash, teams, until } = world;
    for (const who of ['ash', 'liz', 'dee'] as const) teams.members.add(profiles[who]);
    const references: string[] = [];
    for (let each = 0; each < 2; each += 1) references.push(await refers(jane));
    const shownIn = (channelId: string) => summariesIn(teams.delivered(channelId));
    const standsIn = (channelId: string, reference: string) =>
      shownIn(channelId).some((summary) => summary.startsWith(reference) && !summary.includes('moved'));
    await until(() => references.every((reference) => standsIn(referrals.id, reference)));
    await savesSetUp(ash, { 'Channel for': 'General' });
    await until(() => inChat(mo, 'The MASH channel is to be changed').sees());
    await inChat(mo, 'The MASH channel is to be changed').presses('Confirm');
    for (let kills = 0; kills < 2; kills += 1) await world.restart();
    await until(() => references.every((reference) => standsIn(general.id, reference)));
    await until(() => !references.some((reference) => standsIn(referrals.id, reference)));
    for (const reference of references)
      expect(shownIn(referrals.id).filter((summary) => summary.startsWith(reference)).length).toBeGreaterThan(1);
  } finally {
    await world.stop();
  }
}, 240_000);
