import { expect, it } from '@jest/globals';
import { assessments } from '../fakes/people.ts';
import { lacks } from './expecting.ts';
import { hears, seesAssessment } from './waiting.ts';
import { allOf, arrives, assessmentCard, decides } from './walks.ts';
import { startWorld } from './world.ts';

const takingOn = { remind: 'PT1H', managers: 'PT4H', again: 'PT24H' };
const quiet = { from: '00:00', until: '00:00' }; // whenever this test runs
const pack = { extends: 'hertfordshire-2016', clocks: { takingOn, quiet } };
const nobody = 'Nobody of the Assessment team has taken it on';
const hour = 3600;

it('A case that nobody of the Assessment team takes on is said in their channel, then to the managers, then above them', async () => {
  await using world = await startWorld({ clockStands: true, env: { ASSESSMENT_CHANNEL_ID: assessments.id }, pack });
  const { jane, mo, sue, dee } = world;
  await dee.says('help'); // so that she has a chat
  const reference = await arrives(world, jane);
  await decides(mo, reference, { Decision: 'Concerns about trafficking' });
  await seesAssessment(sue, reference);
  const inTeam = () => JSON.stringify(world.teams.delivered(assessments.id));
  await world.pass(hour - 60);
  lacks(inTeam(), nobody);
  await world.pass(120);
  await world.until(() => inTeam().includes(`${nobody} yet`));
  lacks(allOf(mo.chat()), nobody);
  await world.pass(3 * hour);
  const { text } = await hears(mo, nobody, reference, 'Ring the team.');
  lacks(text, 'Girl');
  lacks(allOf(dee.chat()), nobody);
  await world.pass(24 * hour);
  await hears(dee, nobody, reference);
  await assessmentCard(sue, reference).presses('Take this case on');
  const rings = () => allOf(mo.chat()).split(nobody).length;
  const before = rings();
  await world.pass(30 * hour);
  expect(rings()).toBeLessThanOrEqual(before);
});
