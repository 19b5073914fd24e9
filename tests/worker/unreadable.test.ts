import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newCaseId } from '../../src/base/reference.ts';
import { SealFault } from '../../src/store/seal.ts';
import { tellingOfUnreadable } from '../../src/worker/unreadable.ts';
import { ada, REFERENCE } from '../case/a-case.ts';
import { aWorker, begin, leftLying } from './a-worker.ts';

const hourMs = 60 * 60_000;
let all: ReturnType<typeof aWorker>;
beforeEach(() => {
  all = aWorker();
});
afterEach(() => all.end());

/** Instances that find cases unreadable and tell of them; whom they told what since the last look. */
function instances(many: number) {
  const { deps, machine, said } = all;
  const each = Array.from({ length: many }, () => tellingOfUnreadable(deps));
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
      return said.splice(0).map(({ to, heading }) => `${to}: ${heading}`);
    },
  };
}

const sealed = new SealFault('no-key', 'Onyx');
const one = [`${ada.id}: I cannot read case ${REFERENCE}`];

describe('a case that cannot be read', () => {
  it('is told to the administrator by the worker that finds it, with its reference', async () => {
    const { store, start, stop, machine, said, logged } = all;
    await store.create({ ...leftLying(), status: 'Onyx', wakeAt: begin });
    const workers = [start(), start()];
    await machine.pass(30_000);
    for (const worker of workers) await stop(worker);
    expect(said.map(({ to, heading }) => `${to}: ${heading}`)).toEqual(one);
    expect(JSON.stringify(logged)).not.toContain('Onyx');
  });

  it('is told once a day, however many instances there are and how often they find it', async () => {
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

  it('is told no more when it could be read again, or was not found unreadable for ten minutes', async () => {
    const world = instances(1);
    world.find([REFERENCE, newCaseId('HT')], sealed);
    world.readable(REFERENCE);
    expect(await world.look(11 * 60_000)).toEqual([]);
  });

  it('is not what any other fault means', async () => {
    const world = instances(1);
    world.find([REFERENCE], new Error('a fault of ours'));
    expect(await world.look(10_000)).toEqual([]);
  });

  it('is one of many: they are told in one list, and no more that day', async () => {
    const world = instances(2);
    const many = Array.from({ length: 60 }, () => newCaseId('HT'));
    world.find(many, sealed);
    expect(await world.look(10_000)).toEqual([`${ada.id}: I cannot read 60 cases`]);
    world.find([...many, newCaseId('HT')], sealed);
    expect(await world.look(10_000)).toEqual([]);
  });
});
