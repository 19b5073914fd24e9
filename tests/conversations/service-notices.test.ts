import { beforeAll, expect, it } from '@jest/globals';
import { profiles } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, lacks, shows } from './expecting.ts';
import { hears } from './waiting.ts';
import { allOf, beginsCheck, currentCard, inChat } from './walks.ts';

const testAlarm = { every: 'PT20S', at: 'any', answerWithin: 'PT15S' };

// What the program asks of those who run the service

const pack = { extends: 'hertfordshire-2016', duty: { testAlarm }, lastReviewed: '2016-09-01' };
const idsOf = (...whom: ('mo' | 'ana' | 'pat' | 'ash')[]) => whom.map((who) => profiles[who].objectId).join(',');
const env = { MASH_MANAGERS: idsOf('mo', 'ana', 'pat'), ADMINS: idsOf('ash', 'mo') };
const world = aWorld({ clockStands: true, pack, env });
const { jane, mo, ana, dee, ash, pass } = world;
beforeAll(async () => {
  for (const who of [mo, ana, dee, ash, jane]) await who.says('hi');
});

it('The administrator is reminded of the yearly review in their own chat, with the day of the last one and what to do', async () => {
  await hears(mo, 'Time for the yearly review'); // the bot reaches him through the team
  const review = inChat(mo, 'Time for the yearly review');
  shows(
    review,
    'The protocol asks for a review every 12 months.',
    'Last reviewed 1 September 2016.',
    'Until then I remind you once a month.',
  );
  expect(review.sees().buttons).toEqual([]);
});

it('The test alarm reaches each manager and the escalation contact, and says that no child is concerned', async () => {
  await pass(20);
  for (const who of [mo, ana, dee]) await hears(who, 'This is a test');
  const test = inChat(mo, 'This is a test');
  shows(test, 'No child is concerned. Please press, so that we know that alarms reach you.');
  expect(test.sees().buttons).toEqual(['I got it']);
  for (const who of [jane, ash]) lacks(allOf(who.chat()), 'This is a test');
});

it('A manager answers the test alarm in one press or by typing', async () => {
  await currentCard(mo).presses('I got it');
  shows(inChat(mo, 'Test alarm: you have it'), /Thank you\. Recorded at \d\d:\d\d, /);
  contains(allOf(await dee.says('I got it')), 'Test alarm: you have it');
});

it('A referrer’s “got it” is not taken for an answer to the test alarm', async () => {
  await beginsCheck(jane);
  lacks(allOf(await jane.says('got it')), 'Test alarm');
});

it('The administrator is told by name who has not answered the test alarm in time, even after a restart', async () => {
  await world.restart();
  await pass(16);
  await hears(ash, 'Test alarm: not answered');
  const unanswered = inChat(ash, 'Test alarm: not answered');
  shows(unanswered, /The test of \d\d:\d\d, .* was not answered by:\n(?:Ana Silva\nPat Lee|Pat Lee\nAna Silva)\n/);
  doesNotShow(unanswered, 'Mo Hussain');
});
