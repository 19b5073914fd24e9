import { beforeEach, expect, it } from '@jest/globals';
import { newCaseId } from '../../src/base/reference.ts';
import { SealFault } from '../../src/store/seal.ts';
import { unreadableTeller } from '../../src/worker/tell-admins.ts';
import { ada, meg, mo, REFERENCE } from '../case/a-case.ts';
import { abandonedCheck, aWorker, begin } from './a-worker.ts';

const hourMs = 60 * 60_000;
let all: ReturnType<typeof aWorker>;
beforeEach(() => {
  all = aWorker();
});

/** Instances that find unreadable cases and report them, and the messages they have sent since the last check. */
function instances(many: number) {
  const { deps, machine, said } = all;
  const each = Array.from({ length: many }, () => unreadableTeller(deps));
  return {
    find(ids: string[], error: Error) {
      for (const { found } of each) for (const id of ids) found(id, error);
    },
    readable(id: string) {
      for (const { readable } of each) readable(id);
    },
    async look(later: number) {
      await machine.pass(later);
      await Promise.all(each.map(({ tell }) => tell()));
      return said
        .splice(0)
        .map(({ to, heading }) => `${to}: ${heading}`)
        .sort();
    },
  };
}

const sealed = new SealFault('no-key', 'Onyx');
const everybody = (heading: string) => [ada, meg, mo].map(({ id }) => `${id}: ${heading}`);
const one = everybody(`I cannot read case ${REFERENCE}`);

it('An unreadable case is told to the administrator and the managers with its reference, by the worker that finds it', async () => {
  const { store, start, stop, machine, said, logged } = all;
  await store.create({ ...abandonedCheck(), status: 'Onyx', wakeAt: begin });
  const workers = [start(), start()];
  await machine.pass(30_000);
  for (const worker of workers) await stop(worker);
  expect(said.map(({ to, heading }) => `${to}: ${heading}`).sort()).toEqual(one);
  expect(JSON.stringify(logged)).not.toContain('Onyx');
});

it('An unreadable case is told once a day, however many instances there are and however often they find it', async () => {
  const world = instances(4);
  world.find([REFERENCE], sealed);
  expect(await world.look(10_000)).toEqual(one);
  world.find([REFERENCE], sealed);
  expect(await world.look(2 * hourMs)).toEqual([]);
  expect(await instances(1).look(hourMs)).toEqual([]);
  world.find([REFERENCE], sealed);
  expect(await world.look(60_000)).toEqual([]);
  all.machine.after(24 * hourMs - 60_000, () => world.find([REFERENCE], sealed));
  expect(await world.look(24 * hourMs)).toEqual(one);
});

it('An unreadable case is not told if it can be read again, or was last found unreadable more than ten minutes ago', async () => {
  const world = instances(1);
  world.find([REFERENCE, newCaseId('HT')], sealed);
  world.readable(REFERENCE);
  expect(await world.look(11 * 60_000)).toEqual([]);
});

it('A case that fails in any other way does not count as unreadable', async () => {
  const world = instances(1);
  world.find([REFERENCE], new Error('a fault of ours'));
  expect(await world.look(10_000)).toEqual([]);
});

it('Many unreadable cases are told in one list, and no more that day', async () => {
  const world = instances(2);
  const many = Array.from({ length: 60 }, () => newCaseId('HT'));
  world.find(many, sealed);
  expect(await world.look(10_000)).toEqual(everybody('I cannot read 60 cases'));
  world.find([...many, newCaseId('HT')], sealed);
  expect(await world.look(10_000)).toEqual([]);
});
