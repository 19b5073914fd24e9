import { beforeEach, describe, expect, it } from '@jest/globals';
import { instantOf, msOf } from '../../src/base/time.ts';
import { heartbeatsIn } from '../../src/store/heartbeats.ts';
import type { Store } from '../../src/store/port.ts';
import { sealedStore } from '../../src/store/seal.ts';
import { largestClockDifference } from '../../src/watch/clock.ts';
import { heartOf } from '../../src/watch/heart.ts';
import { at } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { virtualMachine } from '../fakes/virtual-machine.ts';
import { keysFor } from '../security/keys.ts';

const { openStore } = aFolder();

describe('the heartbeats of the instances of one store', () => {
  let store: Store;
  let fails = false;
  let machine: ReturnType<typeof virtualMachine>;

  beforeEach(() => {
    fails = false;
    machine = virtualMachine(at('2026-11-25T09:00:00.000Z'));
    store = openStore();
  });

  const instance = (of: Store = store) => {
    const replace: Store['replace'] = async (...change) => {
      if (fails) throw new Error('the disk is full');
      return of.replace(...change);
    };
    return heartOf(heartbeatsIn({ ...of, replace }), machine);
  };
  const begun = (...all: ReturnType<typeof instance>[]) => Promise.all(all.map((each) => each.start(false)));
  const storedBeats = async () => (await heartbeatsIn(store).load()).beats;

  it('Each instance sends a heartbeat every ten seconds, and sees that the other is alive', async () => {
    const [one, other] = [instance(), instance()];
    await begun(one, other);
    await machine.pass(60_000);
    expect((await storedBeats()).map(({ count }) => count)).toEqual([7, 7]);
    expect(await one.lifeOf(other.instance)).toBe('lives');
    expect(other.last()).toEqual({ at: '2026-11-25T09:01:00.000Z', agoMs: 0, isWell: true });
  });

  it('An instance that stops removes its heartbeat, and a killed one counts as gone after 35 seconds', async () => {
    const [one, killed, ending] = [instance(), instance(), instance()];
    await begun(one, killed, ending);
    await machine.pass(20_000);
    await ending.stop();
    await machine.pass(10_000);
    expect(await one.lifeOf(killed.instance)).toBe('lives');
    await machine.pass(0);
    const silent = (await storedBeats()).filter(({ instance: each }) => each === killed.instance);
    await killed.stop(); // its last heartbeat is put back, because a kill would leave it
    await heartbeatsIn(store).change((record) => ({ ...record, beats: [...record.beats, ...silent] }));
    await machine.pass(50_000);
    expect(await one.lifeOf(killed.instance)).toBe('gone');
    await machine.pass(60 * 60_000);
    expect(await one.lifeOf(killed.instance)).toBe('unknown');
    expect((await storedBeats()).map(({ instance: each }) => each)).toEqual([one.instance]);
  });

  it('An instance reports that a heartbeat could not be written, and within two seconds that it can be again', async () => {
    const one = instance();
    await one.start(false);
    fails = true;
    await machine.pass(15_000);
    expect(one.last()).toEqual({ at: '2026-11-25T09:00:00.000Z', agoMs: 15_000, isWell: false });
    fails = false;
    await machine.pass(2000);
    expect(one.last().isWell).toBe(true);
  });

  it('An instance does not take another for dead while nobody could write for a while', async () => {
    const [one, other] = [instance(), instance()];
    await begun(one, other);
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

  it('An instance sees the heartbeats of one with another key', async () => {
    const [one, other] = [
      instance(sealedStore(store, 'HT', keysFor('A'))),
      instance(sealedStore(store, 'HT', keysFor('B'))),
    ];
    await begun(one, other);
    expect(other.last().isWell).toBe(true);
    expect(await other.lifeOf(one.instance)).toBe('lives');
  });

  it('An instance that starts alone knows that all earlier ones have ended, and that later ones are alive', async () => {
    const killed = instance();
    await killed.start(false);
    await machine.pass(20_000);
    await killed.stop(); // its heartbeat is put back, because a kill would leave it
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

  it('The instances know how far their clocks differ, and the one with a wrong clock leaves the cases to the others', async () => {
    const skewed = { ...machine, now: () => instantOf(msOf(machine.now()) + 600_000) };
    const [one, ahead] = [instance(), heartOf(heartbeatsIn(store), skewed, () => 600_000)];
    await begun(one, ahead);
    expect([one.clocks(), ahead.clocks()]).toEqual([[], []]); // nobody has been seen to send a second heartbeat
    await machine.pass(20_000);
    expect(one.clocks()).toEqual([{ instance: ahead.instance, aheadMs: expect.any(Number), wrongByMs: 600_000 }]);
    expect(largestClockDifference(0, one.clocks())).toBeGreaterThan(580_000);
    expect(largestClockDifference(0, ahead.clocks())).toBeGreaterThan(580_000);
    expect([one.standsBack(), ahead.standsBack()]).toEqual([false, true]);
    await one.stop();
    await machine.pass(20_000);
    // alone it goes on, but not with irreversible work
    expect([ahead.standsBack(), ahead.isClockWrong()]).toEqual([false, true]);
    expect(one.isClockWrong()).toBe(false);
  });
});
