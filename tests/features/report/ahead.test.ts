import { expect, it } from '@jest/globals';
import type { SideTaskDeps } from '../../../src/actions/side-task.ts';
import type { Board } from '../../../src/board/report.ts';
import { report } from '../../../src/features/report/index.ts';
import { at } from '../../case/a-case.ts';
import { virtualMachine } from '../../fakes/virtual-machine.ts';

const hourMs = 60 * 60_000;

/** The task that counts ahead, on the morning of a day. */
function aMorning(counts: (pace: () => Promise<unknown>) => Promise<void> = async () => {}) {
  const machine = virtualMachine(at('2027-01-04T08:00:00.000Z'));
  const is = { wrong: false, stopping: false };
  const days: string[] = [];
  const board: Pick<Board, 'countAhead'> = {
    async countAhead(now, pace) {
      days.push(now.slice(0, 10));
      await counts(pace);
    },
  };
  const own = { board, machine, now: machine.now, clock: { isWrong: () => is.wrong }, isStopping: () => is.stopping };
  const { does } = report.sideTask(own as unknown as SideTaskDeps);
  return { machine, is, days, does };
}

it('The months that can be had are counted once a day, and nobody is told', async () => {
  const { machine, days, does } = aMorning();
  for (let hour = 0; hour < 30; hour += 1) {
    expect(await does()).toEqual([]);
    await machine.pass(hourMs);
  }
  expect(days).toEqual(['2027-01-04', '2027-01-05']);
});

it('Nothing is counted by a clock that is wrong, and what fails is tried again', async () => {
  let fault: Error | undefined = new Error('the store is busy');
  const { is, days, does } = aMorning(async () => {
    if (fault) throw fault;
  });
  is.wrong = true;
  await does();
  expect(days).toEqual([]);
  is.wrong = false;
  await expect(does()).rejects.toThrow('busy');
  fault = undefined;
  await does();
  await does();
  expect(days).toHaveLength(2);
});

it('Counting rests after each page, and ends within a second when the program stops', async () => {
  let pages = 0;
  const { machine, is, does } = aMorning(async (pace) => {
    for (; pages < 10; pages += 1) await pace();
  });
  const counting = does();
  await machine.pass(12_000);
  expect(pages).toBe(2);
  is.stopping = true;
  await machine.pass(1000);
  await expect(counting).resolves.toEqual([]);
  expect(pages).toBe(2);
});
