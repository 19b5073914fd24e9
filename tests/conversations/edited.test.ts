import { expect, it } from '@jest/globals';
import { teamsClient } from '../fakes/teams-client.ts';
import { aWorld } from './a-world.ts';
import { doesNotShow, isHeaded, lacks, shows } from './expecting.ts';
import { replies } from './waiting.ts';
import { allOf, refers } from './walks.ts';

const editedReply = 'I have your first words';
const deletedReply = 'I still keep what you deleted here';

// A message that its author edits or deletes

const world = aWorld();
const { jane, tom, mo, sid, teams } = world;

it('A person with no referral who edits or deletes a message is told that there is nothing to change', async () => {
  await tom.says('good morning');
  for (const sent of [tom.editsLast('The girl Onyx'), tom.deletesLast()])
    await replies(sent, 'I keep no referral of yours.');
  await replies(tom.says('change'), 'There is nothing to change');
});

it('A referrer who edits a message is told how to change it, with none of its words, old or new', async () => {
  await jane.says('start', 'no', '1', 'Jane Okafor', '01632 960 014', 'A burn.', 'no', 'Girl Peridot');
  const sent = await jane.editsLast('Girl Tourmaline');
  expect(sent).toMatchObject([{ summary: 'MASH Referrals' }]);
  isHeaded(jane, editedReply);
  expect(allOf(sent)).not.toMatch(/Peridot|Tourmaline|alert/);
});

it('An edit is answered once, however often Teams sends it', async () => {
  const before = jane.chat().length;
  await jane.repeats();
  await jane.says('menu');
  lacks(allOf(jane.chat().slice(before)), 'I have your first words');
});

it('An edit changes nothing by itself, and “change” leads to everything that was answered', async () => {
  await replies(jane.says('change'), 'This is not sent yet');
  await replies(jane.says('card'), 'Check before you send');
  shows(jane, 'Peridot');
  doesNotShow(jane, 'Tourmaline');
  await jane.presses('Change: The child and your worry');
  isHeaded(jane, 'The child and your worry');
});

it('A referrer who deletes a message is told that the bot still keeps it', async () => {
  await jane.says('about 14');
  expect(await jane.deletesLast()).toMatchObject([{ summary: 'MASH Referrals' }]);
  isHeaded(jane, deletedReply);
});

it('A message that is edited twice is answered twice', async () => {
  await jane.says('School');
  for (const words of ['Clinic', 'Clinic, room 2']) await replies(jane.editsLast(words), editedReply);
});

it('“change” after a referral was sent says that it stays as sent, and opens “Add information” for the correction', async () => {
  await refers(sid);
  await sid.says('hi');
  await replies(sid.editsLast('hello'), editedReply);
  await replies(sid.says('change'), 'What you sent stays as it is');
  isHeaded(sid, 'Add information');
});

it('An edit or deletion in the MASH channel is not answered', async () => {
  const [help] = await mo.mentions('help');
  const thread = help?.conversation?.id ?? '';
  const client = teamsClient(mo.profile, teams);
  const [, id = ''] = thread.split('messageid=');
  for (const change of [client.edited(thread, id, 'open'), client.deleted(thread, id)]) await mo.raw(change);
  await world.rests();
  expect(teams.delivered(thread)).toHaveLength(1);
});
