import { expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { profiles } from '../fakes/people.ts';
import { aProgram, text } from './a-program.ts';
import { contains } from './expecting.ts';
import { aboutJane } from './walks.ts';

const { types, presses, services } = aProgram();

it('An older draft that is opened again does not bring back the number of then', async () => {
  const remembered = async () => (await services.people.load(StaffId.parse(profiles.jane.objectId)))?.aboutYou.phone;
  let card = await types('jane', 'start');
  for (const [title, inputs] of [
    ['No', {}],
    ['Continue', aboutJane],
  ] as const)
    card = await presses('jane', card, title, inputs, 'chat');
  expect(await remembered()).toBe(aboutJane['Phone, for']);
  await presses('jane', await types('jane', 'start new'), 'No', {}, 'chat');
  await types('jane', 'change phone');
  await types('jane', '01632 960 222');
  expect(await remembered()).toBe('01632 960 222');
  const older = await presses(
    'jane',
    card,
    'Finish and send',
    { 'Child’s name': 'Mai', 'What worries you': 'A burn.' },
    'chat',
  );
  contains(text(older), 'consent');
  expect(await remembered()).toBe('01632 960 222');
  await types('jane', 'cancel');
  expect(await remembered()).toBe('01632 960 222');
});
