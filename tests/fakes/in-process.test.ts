import { afterAll, expect, it } from '@jest/globals';
import { inProcess } from './in-process.ts';

const start = '2026-06-10T13:03:00.000Z';
const worlds = [inProcess(start), inProcess(start)];
afterAll(() => Promise.all(worlds.map(({ ends }) => ends())));

let played = 0;
const refers = ({ plays, starts, ...world }: (typeof worlds)[number]) =>
  plays('it starts, and a minute after a referral', async () => {
    played += 1;
    await starts();
    const receipt = await world.refers();
    await world.machine.pass(60_000);
    return receipt;
  });

it('A program that begins as another did goes on from where that one stood, and they know nothing of each other after it', async () => {
  const receipts: object[] = [];
  for (const world of worlds) {
    receipts.push(await refers(world));
    expect(world.machine.now()).toBe('2026-06-10T13:04:00.000Z');
    const before = world.told.length;
    await world.types('jane', 'he has a blue bag');
    await world.machine.pass(1000);
    expect(JSON.stringify(world.told.slice(before))).toContain('blue bag');
  }
  const [one, other] = worlds.map(({ told }) => told.map(({ to }) => to));
  expect(other).toEqual(one);
  expect(receipts[1]).toEqual(receipts[0]);
  expect(played).toBe(1);
});

it('What is no step leaves the way, so that the next step is played', async () => {
  for (const world of worlds) await world.plays('hi', () => world.types('pat', 'hi'));
  expect(worlds.map(({ said }) => said.filter(({ to }) => to === 'a:pat').length)).toEqual([1, 1]);
});
