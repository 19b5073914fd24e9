import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { instantOf, msOf } from '../../src/base/time.ts';
import { heartbeatsIn } from '../../src/store/heartbeats.ts';
import type { Store } from '../../src/store/port.ts';
import { sealedStore } from '../../src/store/sealed-store.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { farthestOff } from '../../src/watch/clock.ts';
import { heartOf } from '../../src/watch/heart.ts';
import { at } from '../case/a-case.ts';
import { virtualMachine } from '../fakes/virtual-machine.ts';
import { keysFor } from '../security/keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'mash-heartbeats-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the heartbeats of the instances of one store', () => {
  let store: Store;
  let fails = false;
  let machine: ReturnType<typeof virtualMachine>;
  let files = 0;

  beforeEach(() => {
    fails = false;
    machine = virtualMachine(at('2026-11-25T09:00:00.000Z'));
    files += 1;
    store = sqliteStore(join(folder, `${files}.db`), 'HT');
  });
  afterEach(() => store.close());

  const instance = (of: Store = store) => {
    const replace: Store['replace'] = async (...what) => {
      if (fails) throw new Error('the disk is full');
      return of.replace(...what);
    };
    return heartOf(heartbeatsIn({ ...of, replace }), machine);
  };
  const kept = async () => (await heartbeatsIn(store).load()).beats;

  it('come every ten seconds from each, and each sees that the other lives', async () => {
    const [one, other] = [instance(), instance()];
    await one.start(false);
    await other.start(false);
    await machine.pass(60_000);
    expect((await kept()).map(({ count }) => count)).toEqual([7, 7]);
    expect(await one.lifeOf(other.instance)).toBe('lives');
    expect(other.last()).toEqual({ at: '2026-11-25T09:01:00.000Z', agoMs: 0, isWell: true });
  });

  it('end with an instance that ends, and are missed after 35 seconds where it was killed', async () => {
    const [one, killed, ending] = [instance(), instance(), instance()];
    await Promise.all([one.start(false), killed.start(false), ending.start(false)]);
    await machine.pass(20_000);
    await ending.stop();
    await machine.pass(10_000);
    expect(await one.lifeOf(killed.instance)).toBe('lives');
    await machine.pass(0);
    const silent = (await kept()).filter(({ instance: each }) => each === killed.instance);
    await killed.stop(); // and its last one is put back, as a kill leaves it
    await heartbeatsIn(store).change((record) => ({ ...record, beats: [...record.beats, ...silent] }));
    await machine.pass(50_000);
    expect(await one.lifeOf(killed.instance)).toBe('gone');
    await machine.pass(60 * 60_000);
    expect(await one.lifeOf(killed.instance)).toBe('unknown');
    expect((await kept()).map(({ instance: each }) => each)).toEqual([one.instance]);
  });

  it('say when one could not be written, and within two seconds that it can be again', async () => {
    const one = instance();
    await one.start(false);
    fails = true;
    await machine.pass(15_000);
    expect(one.last()).toEqual({ at: '2026-11-25T09:00:00.000Z', agoMs: 15_000, isWell: false });
    fails = false;
    await machine.pass(2000);
    expect(one.last().isWell).toBe(true);
  });

  it('that nobody could write for a while make nobody take another for dead', async () => {
    const [one, other] = [instance(), instance()];
    await Promise.all([one.start(false), other.start(false)]);
    await machine.pass(20_000);
    fails = true;
    await machine.pass(10 * 60_000);
    expect(await one.lifeOf(other.instance)).toBe('lives');
    fails = false;
    for (let second = 0; second < 60; second += 1) {
      await machine.pass(1000);
      expect([await one.lifeOf(other.instance), await other.lifeOf(one.instance)]).toEqual(['lives', 'lives']);
    }
  });

  it('are seen by an instance that has another key', async () => {
    const [one, other] = [
      instance(sealedStore(store, 'HT', keysFor('A'))),
      instance(sealedStore(store, 'HT', keysFor('B'))),
    ];
    await one.start(false);
    await other.start(false);
    expect(other.last().isWell).toBe(true);
    expect(await other.lifeOf(one.instance)).toBe('lives');
  });

  it('of all before it have ended, for an instance that begins alone, and those that come later live', async () => {
    const killed = instance();
    await killed.start(false);
    await machine.pass(20_000);
    await killed.stop(); // its heartbeat is put back, as a kill leaves it
    await heartbeatsIn(store).change((record) => ({
      ...record,
      beats: [{ instance: killed.instance, startedAt: machine.now(), at: machine.now(), count: 3 }],
    }));
    const alone = instance();
    await alone.start(true);
    expect(await alone.lifeOf(killed.instance)).toBe('gone');
    const later = instance();
    await later.start(false);
    expect(await alone.lifeOf(later.instance)).toBe('lives');
  });

  it('tell how far the clocks of those that live are apart, and who leaves the cases to the others', async () => {
    const skewed = { ...machine, now: () => instantOf(msOf(machine.now()) + 600_000) };
    const [one, ahead] = [instance(), heartOf(heartbeatsIn(store), skewed, () => 600_000)];
    await Promise.all([one.start(false), ahead.start(false)]);
    expect([one.clocks(), ahead.clocks()]).toEqual([[], []]); // none was seen to beat
    await machine.pass(20_000);
    expect(one.clocks()).toEqual([{ instance: ahead.instance, aheadMs: expect.any(Number), wrongByMs: 600_000 }]);
    expect(farthestOff(0, one.clocks())).toBeGreaterThan(580_000);
    expect(farthestOff(0, ahead.clocks())).toBeGreaterThan(580_000);
    expect([one.standsBack(), ahead.standsBack()]).toEqual([false, true]);
    await one.stop();
    await machine.pass(20_000);
    expect([ahead.standsBack(), ahead.isClockWrong()]).toEqual([false, true]); // alone it goes on, with what can be undone
    expect(one.isClockWrong()).toBe(false);
  });
});
