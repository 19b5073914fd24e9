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
const verdict = (list: Entry[], mayBeCut?: boolean) => verdictOnLog(LOG, list, mayBeCut);
const at = (list: Entry[], place: number): Entry => list[place] as Entry;

it('A chained list is whole after it was stored and read', () => {
  const list = listOf('one', 'two', 'three');
  const read = z.array(Entry).parse(JSON.parse(JSON.stringify(list)));
  expect(verdict(read)).toHaveLength(3);
});

it('An undefined field does not change the hash of an entry', () => {
  const { link } = linked(LOG, undefined, { what: 'one', why: undefined });
  expect(verdict([{ what: 'one', link }])).toHaveLength(1);
});

it('A list without entries is whole', () => {
  expect(verdict([])).toEqual([]);
});

it('An entry without a link cannot be read', () => {
  expect(Entry.safeParse({ what: 'between' }).success).toBe(false);
});

it('A list may have lost its oldest entries only where they may be erased', () => {
  const list = listOf('one', 'two', 'three', 'four');
  expect(verdict(list.slice(2), true)).toHaveLength(2);
  expect(verdict(list.slice(2))).toBe(1);
});

const [one, two, three] = listOf('one', 'two', 'three') as [Entry, Entry, Entry];
const other: Entry = linked('other things', undefined, { what: 'one' });
it.each<[string, Entry[], number]>([
  ['changed', [one, { ...two, what: 'another' }, three], 2],
  ['given one more field', [one, two, { ...three, why: 'because' }], 3],
  ['removed', [one, three], 2],
  ['removed from the front', [two, three], 1],
  ['added between', [one, { what: 'between', link: two.link }, two, three], 2],
  ['added at the end', [one, two, three, { what: 'more', link: three.link }], 4],
  ['put in another place', [one, three, two], 2],
  ['repeated', [one, two, two, three], 3],
  ['brought from another list', [other], 1],
  ['rewritten together with its hash', [one, at(listOf('zero', 'another'), 1), three], 2],
])('The chain shows that an entry was %s', (_, list, entry) => {
  expect(verdict(list)).toBe(entry);
});

it('A list without its last entry still looks whole: only a saved head shows the loss', () => {
  const kept = three.link.hash;
  const cut = verdict([one, two]);
  expect(cut).toHaveLength(2);
  expect(cut).not.toContain(kept);
});
