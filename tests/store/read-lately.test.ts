import { expect, it } from '@jest/globals';
import { z } from 'zod';
import type { StaffId } from '../../src/base/people.ts';
import { recordHandle } from '../../src/store/change.ts';
import type { Document, Store } from '../../src/store/port.ts';
import { parsedOnce, readLately } from '../../src/store/read-lately.ts';
import { sealedStore } from '../../src/store/seal.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { keysFor } from '../security/keys.ts';
import { memoryPlace } from '../simulation/memory-store.ts';

const { newFile } = aFolder();
const minuteMs = 60_000;
const note = (text: string, id = 'note') => ({ kind: 'settings' as const, id, text });

/** What is kept of one store, with a clock that the test sets. `opens` counts how often a document was opened. */
function aMemory() {
  const clock = { ms: 0 };
  const opened: unknown[] = [];
  const lately = readLately(() => clock.ms);
  return {
    clock,
    ...lately,
    opens: () => opened.length,
    see: (document: Document, wait = Promise.resolve()) =>
      lately.read(
        document.id,
        () => wait.then(() => ({ document, version: '1' })),
        (found) => {
          opened.push(found.document);
          return { ...(found.document as object) };
        },
      ),
  };
}

// What was read lately

it('A document with the same text is opened once, and its readers get the same object', async () => {
  const { see, opens } = aMemory();
  const first = await see(note('a'));
  const second = await see(note('a'));
  expect(second?.document).toBe(first?.document);
  expect(opens()).toBe(1);
});

it('Another text under the same version is opened anew', async () => {
  const { see } = aMemory();
  await see(note('a'));
  expect((await see(note('b')))?.document).toEqual(note('b'));
});

it('Nothing is kept of a document that was written, even when the write failed or a read went on meanwhile', async () => {
  const { see, write, opens } = aMemory();
  await see(note('a'));
  await write('note', async () => {});
  await see(note('a'));
  expect(opens()).toBe(2);
  await write('note', () => Promise.reject(new Error('no answer'))).catch(() => {});
  const written = Promise.withResolvers<void>();
  const reading = see(note('a'), written.promise);
  await write('note', async () => {});
  written.resolve();
  await reading;
  await see(note('a'));
  expect(opens()).toBe(4);
});

it('Nothing is kept for more than five minutes, however often it is read', async () => {
  const { clock, see, opens } = aMemory();
  for (const minute of [0, 4, 4.99]) {
    clock.ms = minute * minuteMs;
    await see(note('a'));
  }
  expect(opens()).toBe(1);
  clock.ms = 5 * minuteMs;
  await see(note('a'));
  expect(opens()).toBe(2);
});

it.each([
  ['five hundred documents', 500, 'a'],
  ['six million characters', 3, 'a'.repeat(1_950_000)],
])('At most %s are kept, the newest ones', async (_, count, text) => {
  const { see, opens } = aMemory();
  for (let number = 0; number <= count; number += 1) await see(note(text, `note ${number}`));
  await see(note(text, 'note 1'));
  expect(opens()).toBe(count + 1);
  await see(note(text, 'note 0'));
  expect(opens()).toBe(count + 2);
});

it('A look at the board opens no case again that the last look opened, whatever else was read between them', async () => {
  const { see, opens } = aMemory();
  const look = async () => {
    for (let number = 0; number < 200; number += 1) await see(note('a', `case ${number}`));
  };
  await look();
  for (let number = 0; number < 100; number += 1) await see(note('a', `person ${number}`));
  await look();
  expect(opens()).toBe(300);
});

// A store that seals

const Note = z.object({ kind: z.literal('settings'), id: z.string(), text: z.string() });

it('Opens and parses a document once, until another instance changes it', async () => {
  const bare = memoryPlace().open();
  const [ours, theirs] = [sealedStore(bare, 'HT', keysFor('A')), sealedStore(bare, 'HT', keysFor('A'))];
  await ours.create(note('a'));
  const read = async () => parsedOnce(Note, (await ours.read('settings', 'note'))?.document);
  const before = await read();
  expect(await read()).toBe(before);
  await recordHandle(theirs, ['settings', 'note'], Note, undefined).change(() => note('b'));
  expect(await read()).toEqual(note('b'));
});

it('Opens a case of a list once, whoever asks for it, until somebody changes it in the store', async () => {
  const place = memoryPlace();
  const stores = ['writes', 'reads'].map(() => sealedStore(place.open(), 'HT', keysFor('A')));
  const [writer, reader] = stores as [Store, Store];
  const written = { ...{ kind: 'case' as const, id: 'HT-1', author: 'jane' }, facts: { name: 'Zircon' } };
  await writer.create(written as Document);
  const list = async () => (await reader.casesOf('jane' as StaffId, 1))[0]?.document;
  const first = await list();
  expect(first).toMatchObject(written);
  expect(await list()).toBe(first);
  expect((await reader.read('case', 'HT-1'))?.document).toBe(first);
  place.alter('case', 'HT-1', (document) => ({ ...document, events: [] }));
  expect(await list()).toEqual({
    ...{ kind: 'case', id: 'HT-1', author: 'jane', events: [] },
    sealed: expect.anything(),
  });
});

it('Gives what it wrote without opening it, until the store holds another text', async () => {
  const place = memoryPlace();
  const ours = sealedStore(place.open(), 'HT', keysFor('A'));
  const names = Object.freeze(['Mo']);
  const written = { ...note('a'), ...{ names, none: undefined, lines: [{ text: 'b', by: undefined }] } };
  await ours.create(written);
  const read = async () => (await ours.read('settings', 'note'))?.document;
  expect(await read()).toStrictEqual({ ...note('a'), names: ['Mo'], lines: [{ text: 'b' }] });
  expect(Object((await read()) as object).names).toBe(names);
  expect(Object.isFrozen(written)).toBe(false);
  place.alter('settings', 'note', (document) => ({ ...document, author: 'eve' }));
  await expect(read()).rejects.toThrow('was changed or moved after it was sealed');
});

it('Checks the seal of a document that somebody changed in the store without changing its version', async () => {
  const place = memoryPlace();
  const store = sealedStore(place.open(), 'HT', keysFor('A'));
  await store.create(note('a'));
  await store.read('settings', 'note');
  place.alter('settings', 'note', (document) => ({ ...document, author: 'eve' }));
  await expect(store.read('settings', 'note')).rejects.toThrow('was changed or moved after it was sealed');
});

it('Asks SQLite again once another program has written, and not before', async () => {
  const path = newFile();
  const [bare, theirs] = [sqliteStore(path, 'HT'), sealedStore(sqliteStore(path, 'HT'), 'HT', keysFor('A'))];
  let reads = 0;
  const read: Store['read'] = (...what) => {
    reads += 1;
    return bare.read(...what);
  };
  const ours = sealedStore({ ...bare, read }, 'HT', keysFor('A'));
  const text = async () => Object((await ours.read('settings', 'note'))?.document).text;
  const write = async (store: Store, words: string) =>
    store.replace(note(words), (await store.read('settings', 'note'))?.version ?? '');
  await ours.create(note('a'));
  expect([await text(), await write(ours, 'b'), await text(), reads]).toMatchObject(['a', { kind: 'saved' }, 'b', 0]);
  await write(theirs, 'c');
  expect([await text(), await text(), reads]).toEqual(['c', 'c', 1]);
  const { version = '' } = (await ours.read('settings', 'note')) ?? {};
  await write(theirs, 'd');
  expect(await ours.replace(note('e'), version)).toEqual({ kind: 'overtaken' });
  expect([await text(), await write(ours, 'f'), await text()]).toMatchObject(['d', { kind: 'saved' }, 'f']);
});

it('Gives a value that no reader can change for the others', async () => {
  const Names = z.object({ names: z.array(z.string()) });
  const { names } = parsedOnce(Names, { names: ['Mo'] });
  expect(() => names.push('Eve')).toThrow(TypeError);
});
