import { afterEach, expect, it } from '@jest/globals';
import { TeamsFault } from '../../../src/connector/teams.ts';
import { inProcess } from '../../fakes/in-process.ts';

const minute = 60_000;
let world: ReturnType<typeof inProcess>;
afterEach(() => world.ends());

it('While Teams keeps answering that it is too busy for an urgent alarm, the receipt is not updated at each try', async () => {
  let tries = 0;
  world = inProcess('2026-06-10T13:03:00.000Z', {
    tellsThrough: (teams) => ({
      ...teams,
      async send(serviceUrl, to, message) {
        if (to !== 'a:mo') return teams.send(serviceUrl, to, message);
        tries += 1;
        throw new TeamsFault(429);
      },
    }),
  });
  await world.starts();
  for (const who of ['mo', 'ana', 'dee'] as const) await world.types(who, 'hi');
  await world.refers('Yes, now');
  await world.machine.pass(minute);
  const receipts = () => world.told.filter(({ to }) => to === 'a:jane').length;
  const before = receipts();
  await world.machine.pass(2 * minute);
  expect(tries).toBeGreaterThan(5);
  expect(receipts() - before).toBeLessThan(5);
});
