import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { appendLinked, linkField, verdictOnLog } from '../../src/evidence/chained-log.ts';

const Entry = z.object({ what: z.string(), why: z.string().optional(), ...linkField });
type Entry = z.infer<typeof Entry>;

const LOG = 'things';
const listOf = (...whats: string[]): Entry[] =>
  whats.reduce((list: Entry[], what) => appendLinked(LOG, list, { what }), []);
const verdict = (list: Entry[], keeps?: number) => verdictOnLog(LOG, list, keeps);
const at = (list: Entry[], place: number): Entry => list[place] as Entry;

describe('A list whose entries are chained', () => {
  it('A chained list is whole after it was stored and read', () => {
    const list = listOf('one', 'two', 'three');
    const read = z.array(Entry).parse(JSON.parse(JSON.stringify(list)));
    expect(verdict(read)).toMatchObject({ kind: 'whole', from: 1, hashes: { length: 3 } });
  });

  it('An undefined field does not change the hash of an entry', () => {
    const list = appendLinked<Entry>(LOG, [], { what: 'one', why: undefined });
    expect(verdict([{ what: 'one', link: at(list, 0).link }])).toMatchObject({ kind: 'whole' });
  });

  it('A list that only older versions wrote is not chained', () => {
    expect(verdict([{ what: 'one' }])).toEqual({ kind: 'not-chained', entries: 1 });
    expect(verdict([])).toEqual({ kind: 'not-chained', entries: 0 });
  });

  it('The chain begins after the entries of an older version, and is bound to them', () => {
    const list = appendLinked<Entry>(LOG, [{ what: 'old' }, { what: 'older' }], { what: 'new' });
    expect(verdict(list)).toMatchObject({ kind: 'whole', from: 3 });
    expect(verdict([{ what: 'other' }, ...list.slice(1)])).toEqual({ kind: 'broken', entry: 1, what: 'changed' });
    expect(verdict(list.slice(1))).toEqual({ kind: 'broken', entry: 2, what: 'removed' });
  });

  it('A list may have lost its oldest entries only if it is full, because a shorter list has never discarded any', () => {
    const list = listOf('one', 'two', 'three', 'four');
    expect(verdict(list.slice(2), 2)).toMatchObject({ kind: 'whole', from: 3 });
    expect(verdict(list.slice(2), 3)).toEqual({ kind: 'broken', entry: 2, what: 'removed' });
    expect(verdict(list.slice(2))).toEqual({ kind: 'broken', entry: 2, what: 'removed' });
  });

  const [one, two, three] = listOf('one', 'two', 'three') as [Entry, Entry, Entry];
  const other = at(appendLinked<Entry>('other things', [], { what: 'one' }), 0);
  it.each<[string, Entry[], object]>([
    ['changed', [one, { ...two, what: 'another' }, three], { entry: 2, what: 'changed' }],
    ['given one more field', [one, two, { ...three, why: 'because' }], { entry: 3, what: 'changed' }],
    ['removed', [one, three], { entry: 2, what: 'removed' }],
    ['removed from the front', [two, three], { entry: 1, what: 'removed' }],
    ['added between', [one, { what: 'between' }, two, three], { entry: 2, what: 'added' }],
    ['added at the end', [one, two, three, { what: 'more' }], { entry: 4, what: 'added' }],
    ['put in another place', [one, three, two], { entry: 2, what: 'removed' }],
    ['repeated', [one, two, two, three], { entry: 3, what: 'changed' }],
    ['brought from another list', [other], { entry: 1, what: 'changed' }],
    ['rewritten together with its hash', [one, at(listOf('zero', 'another'), 1), three], { entry: 2, what: 'changed' }],
  ])('The chain shows that an entry was %s', (_, list, difference) => {
    expect(verdict(list)).toEqual({ kind: 'broken', ...difference });
  });

  it('A list without its last entry still looks whole: only a saved head shows the loss', () => {
    const kept = three.link?.hash ?? '';
    const cut = verdict([one, two]);
    expect(cut).toMatchObject({ kind: 'whole' });
    expect(cut.kind === 'whole' && cut.hashes).not.toContain(kept);
  });
});
