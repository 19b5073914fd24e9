import { expect, it } from '@jest/globals';
import { Duration, instantOf, msOf } from '../../../src/base/time.ts';
import {
  isLookDue,
  peopleToAsk,
  toErase,
  whyNotReleased,
  withConfirmed,
  withErasingStopped,
  withList,
  withLookBegun,
  withLookDone,
  withReleased,
} from '../../../src/features/retention/rules.ts';
import { type DueItem, isErasingOn, noRetention, periodsOf } from '../../../src/features/retention/state.ts';
import { ada, at, dee, meg, mo, OTHER_REFERENCE, pack, REFERENCE } from '../../case/a-case.ts';

const NOW = at('2026-11-26T10:00:00.000Z');
const days = (many: number) => instantOf(msOf(NOW) + many * 24 * 60 * 60 * 1000);
const item = (due: DueItem['due'], id = REFERENCE): DueItem => ({ case: id, what: 'facts', due });
const on = withConfirmed(noRetention, { by: ada.id, name: ada.name, at: NOW, periods: periodsOf(pack) });

// The periods

it('Erasing is on once the periods are confirmed, until a period, the version or the pack changes', () => {
  expect(isErasingOn(noRetention, pack)).toBe(false);
  expect(isErasingOn(on, pack)).toBe(true);
  expect(isErasingOn(on, { ...pack, version: '99' })).toBe(false);
  expect(isErasingOn(on, { ...pack, id: 'another' })).toBe(false);
  for (const name of ['drafts', 'decided', 'accessLog', 'staff'] as const) {
    const retention = { ...pack.retention, [name]: Duration.parse('P7D') };
    expect(isErasingOn(on, { ...pack, retention })).toBe(false);
  }
});

it('Confirming other periods drops the lists of the old ones, and confirming the same periods again changes nothing', () => {
  const released = withReleased(withList(on, [item(days(31))], NOW), mo.id, NOW);
  const again = { by: dee.id, name: dee.name, at: days(1), periods: periodsOf(pack) };
  expect(withConfirmed(released, again)).toBe(released);
  const other = withConfirmed(released, { ...again, periods: 'others' });
  expect(other).toMatchObject({ confirmed: { by: dee.id }, listed: [], released: [] });
  expect(withErasingStopped(released)).toEqual({ ...noRetention, stood: periodsOf(pack) }); // periods last confirmed
});

// What will be due

it('A released item is erased on its day, or 30 days after it was listed if that is later', () => {
  const overdue = withList(on, [item(days(-100)), item(days(37), OTHER_REFERENCE)], NOW);
  expect(overdue.listed.map(({ from }) => from)).toEqual([days(30), days(37)]);
  const released = withReleased(overdue, mo.id, NOW);
  expect(toErase(released, instantOf(msOf(days(30)) - 1))).toEqual([]);
  expect(toErase(released, days(30))).toMatchObject([{ case: REFERENCE, by: mo.id }]);
  expect(toErase(overdue, days(400))).toEqual([]); // nobody released it
});

it('A new item waits for next week’s list, which also asks again to release what nobody has released', () => {
  const first = withList(on, [item(days(30))], NOW);
  const both = [item(days(30)), item(days(31), OTHER_REFERENCE)];
  expect(withList(first, both, days(6))).toEqual(first);
  const next = withList(first, both, days(7));
  expect(next).toMatchObject({ listedAt: days(7), listed: [{ from: days(30) }, { from: days(37) }] });
  const soon = withList(withReleased(first, mo.id, NOW), both, days(1));
  expect(soon).toMatchObject({
    listedAt: days(1),
    listed: [{ case: OTHER_REFERENCE }],
    released: [{ case: REFERENCE }],
  });
});

it('An item that is no longer due, or whose due time has changed, leaves the list and loses its release', () => {
  const first = withList(on, [item(days(30)), item(days(31), OTHER_REFERENCE)], NOW);
  expect(withList(first, [item(days(31), OTHER_REFERENCE)], days(1)).listed).toMatchObject([{ case: OTHER_REFERENCE }]);
  const released = withReleased(first, mo.id, NOW);
  const acted = withList(released, [item(days(32)), item(days(31), OTHER_REFERENCE)], days(1));
  expect(acted.released).toMatchObject([{ case: OTHER_REFERENCE }]);
  expect(acted.listed).toMatchObject([{ case: REFERENCE, due: days(32) }]);
});

it('A list holds at most fifty items, the longest due first', () => {
  const many = Array.from({ length: 60 }, (_, number) => item(days(-number)));
  const { listed } = withList(on, many, NOW);
  expect([listed.length, listed[0]?.due]).toEqual([50, days(-59)]);
});

// Releasing

const list = withList(on, [item(days(30))], NOW);

it('A list can be released by anybody but the person who confirmed the periods', () => {
  expect(whyNotReleased(list, pack, { by: ada.id, list: NOW })).toBe('same-person');
  for (const { id: by } of [dee, mo]) expect(whyNotReleased(list, pack, { by, list: NOW })).toBeUndefined();
});

it('Only the list that the person saw can be released, and only under confirmed periods', () => {
  expect(whyNotReleased(list, pack, { by: mo.id, list: days(-7) })).toBe('another-list');
  expect(whyNotReleased(list, { ...pack, version: '99' }, { by: mo.id, list: NOW })).toBe('off');
  expect(whyNotReleased(on, pack, { by: mo.id, list: undefined })).toBe('nothing-listed');
});

it('The administrators are asked to release, and the managers too if the only administrator confirmed the periods', () => {
  const managers = [mo.id, meg.id];
  expect(peopleToAsk(on, { admins: [ada.id, dee.id], managers })).toEqual([ada.id, dee.id]);
  expect(peopleToAsk(on, { admins: [ada.id], managers })).toEqual([ada.id, mo.id, meg.id]);
});

// The daily look

it('One instance looks once a day from nine in London, and another takes over if it has not finished within an hour', () => {
  expect(isLookDue(on, at('2026-07-01T07:59:59.000Z'))).toBe(false); // 08:59 in summer
  expect(isLookDue(on, at('2026-07-01T08:00:00.000Z'))).toBe(true);
  const busy = withLookBegun(on, NOW);
  expect(isLookDue(busy, at('2026-11-26T10:59:59.999Z'))).toBe(false);
  expect(isLookDue(busy, at('2026-11-26T11:00:00.000Z'))).toBe(true);
  const done = withLookDone(busy, NOW);
  expect(isLookDue(done, at('2026-11-26T23:00:00.000Z'))).toBe(false);
  expect(isLookDue(done, at('2026-11-27T09:00:00.000Z'))).toBe(true);
});
