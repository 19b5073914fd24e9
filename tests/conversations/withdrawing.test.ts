import { expect, it } from '@jest/globals';
import { aProgram, minute, text } from './a-program.ts';
import { contains } from './expecting.ts';

// An urgent referral whose author asks the MASH to let it go, and that nobody decides
const world = aProgram();
const { machine, inChat, caseCard } = world;
const hour = 60 * minute;

it('Urgency, reminders and the time to decide run on when the author asks to withdraw, until somebody decides', async () => {
  const reference = await world.refers({ danger: 'Yes, now' });
  const form = await world.types('jane', 'withdraw');
  await world.presses('jane', form, 'Ask the MASH', {
    Why: 'My manager says that it is nothing.',
    'Did anybody': 'Yes',
  });
  await machine.pass(minute);
  contains(
    text(caseCard(reference)),
    'URGENT',
    'I ask to withdraw this referral',
    'My manager says that it is nothing.',
  );
  const told = () => inChat('mo').map(text).join('\n');
  const rings = inChat('mo').length;
  await machine.pass(20 * minute);
  expect(inChat('mo').length).toBeGreaterThan(rings);
  await machine.pass(12 * hour);
  expect(told()).toContain('12 hours');
  await machine.pass(12 * hour);
  contains(text(caseCard(reference)), 'OVERDUE');
  contains(told(), /overdue/i);
});
