import { expect, it } from '@jest/globals';
import { throughEachCall } from '../../src/base/each-call.ts';
import { type Document, type Store, StoreFault } from '../../src/store/port.ts';
import { whileUnwritten } from '../../src/store/while-unwritten.ts';
import { at } from '../case/a-case.ts';
import { memoryPlace } from '../simulation/memory-store.ts';

const NOW = at('2026-11-24T14:00:00.000Z');
const SOON = at('2026-11-24T14:00:10.000Z');
const note = (text: string): Document => Object.assign({ kind: 'settings' as const, id: 'note' }, { text });
const aCase = (wakeAt = SOON, id = 'a'): Document => ({ kind: 'case', id, wakeAt });
const everyMs = 2000;

/** A store with a note that nobody has written for some time, and another program that has it open. */
async function calm() {
  const clock = { ms: 0 };
  const asked: string[] = [];
  const faults: Partial<Record<keyof Store, Error>> = {};
  const place = memoryPlace();
  const other = place.open();
  await other.create(note('old'));
  const counted = throughEachCall(other, async (name, call) => {
    asked.push(name);
    const fault = faults[name as keyof Store];
    if (fault) throw fault;
    return call();
  });
  const { store, looked } = whileUnwritten(counted, { ticks: () => clock.ms }, () => true);
  const text = async (of = looked) => Object((await of.read('settings', 'note'))?.document).text;
  for (; clock.ms <= 10_000; clock.ms += 1000) await text();
  asked.length = 0;
  return { clock, asked, faults, other, store, looked, text, place };
}

it('While nobody writes, the looks of the worker read nothing again', async () => {
  const { clock, asked, looked, text } = await calm();
  for (let look = 0; look < 10; look += 1) {
    expect([await text(), await looked.nextWake(), await looked.due(NOW, 5)]).toEqual(['old', undefined, []]);
    await looked.countTroubles(['a']);
    clock.ms += 1000;
  }
  expect(asked.filter((each) => each !== 'newestWrite')).toEqual(['nextWake', 'countTroubles']);
  expect(asked.filter((each) => each === 'newestWrite')).toHaveLength(5);
});

it('What this program writes is known at once, in either view', async () => {
  const { looked, store, text } = await calm();
  for (const [view, words] of [
    [store, 'new'],
    [looked, 'newer'],
  ] as const) {
    const { version = '' } = (await view.read('settings', 'note')) ?? {};
    await view.replace(note(words), version);
    expect(await text()).toBe(words);
  }
  expect(await looked.nextWake()).toBeUndefined();
  await store.create(aCase());
  expect(await looked.nextWake()).toBe(SOON);
  await store.postpone('a', NOW);
  expect(await looked.due(NOW, 5)).toHaveLength(1);
});

it('What others write is known at the next look for it, also when it was written within the same second', async () => {
  const { clock, looked, other, text } = await calm();
  await other.replace(note('new'), '1');
  clock.ms += everyMs;
  expect(await text()).toBe('new');
  await other.create(aCase(NOW));
  clock.ms += everyMs;
  expect(await looked.due(NOW, 5)).toHaveLength(1);
});

it('What others write while the store still says the same second is known two seconds later', async () => {
  const clock = { ms: 0 };
  const other = memoryPlace().open();
  await other.create(note('old'));
  const { looked } = whileUnwritten({ ...other, newestWrite: async () => 7 }, { ticks: () => clock.ms }, () => true);
  const text = async () => Object((await looked.read('settings', 'note'))?.document).text;
  expect(await text()).toBe('old');
  await other.replace(note('new'), '1');
  clock.ms += everyMs;
  expect(await text()).toBe('new');
});

it('What was changed past the program without a trace is known within a minute', async () => {
  const { clock, text, place } = await calm();
  const row = place.row('settings', 'note');
  Object.assign(Object(row?.document), { text: 'altered' });
  for (let look = 0; look < 61; look += 1) {
    clock.ms += 1000;
    await text();
  }
  expect(await text()).toBe('altered');
});

it('A press reads what is in the store, and from then on the worker knows that, too', async () => {
  const { asked, other, store, text } = await calm();
  await other.replace(note('new'), '1');
  expect(await text()).toBe('old');
  expect(await text(store)).toBe('new');
  expect(await text()).toBe('new');
  expect(asked).toEqual(['read']);
});

it('A store that does not answer is asked again, and nothing older is told meanwhile', async () => {
  const { clock, faults, text } = await calm();
  faults.newestWrite = new StoreFault('busy');
  clock.ms += everyMs;
  await expect(text()).rejects.toThrow('busy');
  faults.read = new StoreFault('gone');
  await expect(text()).rejects.toThrow('gone');
  Object.assign(faults, { read: undefined, newestWrite: undefined });
  expect(await text()).toBe('old');
});
