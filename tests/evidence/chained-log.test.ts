import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { linked, linkField, verdictOnLog } from '../../src/evidence/chained-log.ts';

const Entry = z.object({ what: z.string(), why: z.string().optional(), ...linkField });
type Entry = z.infer<typeof Entry>;

const LOG = 'things';
function listOf(...whats: string[]): Entry[] {
  const list: Entry[] = [];
  for (const what of whats) list.push(linked(LOG, list.at(-1), { what }));
  return list;
}
const verdict = (list: Entry[], keeps?: number) => verdictOnLog(LOG, list, keeps);
const at = (list: Entry[], place: number): Entry => list[place] as Entry;

it('A chained list is whole after it was stored and read', () => {
  const list = listOf('one', 'two', 'three');
  const read = z.array(Entry).parse(JSON.parse(JSON.stringify(list)));
  expect(verdict(read)).toMatchObject({ kind: 'whole', hashes: { length: 3 } });
});

it('An undefined field does not change the hash of an entry', () => {
  const { link } = linked(LOG, undefined, { what: 'one', why: undefined });
  expect(verdict([{ what: 'one', link }])).toMatchObject({ kind: 'whole' });
});

it('A list without entries is whole', () => {
  expect(verdict([])).toEqual({ kind: 'whole', hashes: [] });
});

it('An entry without a link cannot be read', () => {
  expect(Entry.safeParse({ what: 'between' }).success).toBe(false);
});

it('A list may have lost its oldest entries only if it is full, because a shorter list has never discarded any', () => {
  const list = listOf('one', 'two', 'three', 'four');
  expect(verdict(list.slice(2), 2)).toMatchObject({ kind: 'whole', hashes: { length: 2 } });
  expect(verdict(list.slice(2), 3)).toEqual({ kind: 'broken', entry: 2, what: 'removed' });
  expect(verdict(list.slice(2))).toEqual({ kind: 'broken', entry: 2, what: 'removed' });
});

const [one, two, three] = listOf('one', 'two', 'three') as [Entry, Entry, Entry];
const other: Entry = linked('other things', undefined, { what: 'one' });
it.each<[string, Entry[], object]>([
  ['changed', [one, { ...two, what: 'another' }, three], { entry: 2, what: 'changed' }],
  ['given one more field', [one, two, { ...three, why: 'because' }], { entry: 3, what: 'changed' }],
  ['removed', [one, three], { entry: 2, what: 'removed' }],
  ['removed from the front', [two, three], { entry: 1, what: 'removed' }],
  ['added between', [one, { what: 'between', link: two.link }, two, three], { entry: 2, what: 'changed' }],
  ['added at the end', [one, two, three, { what: 'more', link: three.link }], { entry: 4, what: 'changed' }],
  ['put in another place', [one, three, two], { entry: 2, what: 'removed' }],
  ['repeated', [one, two, two, three], { entry: 3, what: 'changed' }],
  ['brought from another list', [other], { entry: 1, what: 'changed' }],
  ['rewritten together with its hash', [one, at(listOf('zero', 'another'), 1), three], { entry: 2, what: 'changed' }],
])('The chain shows that an entry was %s', (_, list, difference) => {
  expect(verdict(list)).toEqual({ kind: 'broken', ...difference });
});

it('A list without its last entry still looks whole: only a saved head shows the loss', () => {
  const kept = three.link.hash;
  const cut = verdict([one, two]);
  expect(cut).toMatchObject({ kind: 'whole' });
  expect(cut.kind === 'whole' && cut.hashes).not.toContain(kept);
});
