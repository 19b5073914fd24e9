import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Counted,
  numberId,
  type Published,
  publishedRows,
  publishedTotals,
  type ReportTimes,
} from '../../src/board/suppress.ts';
import { canBe, type Known, knownFrom } from './attacker.ts';

const quarter = { name: '2026-q2', months: ['2026-04'] };
const oneTime: ReportTimes = { quarters: [quarter] };

/** What is published of these numbers, in short: of one time alone, where the rows add up to the whole. */
function shown(numbers: number[]): { all: string; rows: string[] } {
  const rows = numbers.map((number, place) => ({ id: `r${place}`, months: { '2026-04': number } }));
  const total = { id: 'all', months: { '2026-04': sum(numbers) } };
  const totals = publishedTotals(total, oneTime);
  const published = publishedRows(total, rows, oneTime, totals);
  const words = (of: Published, row: Counted) => {
    const each = of[numberId(row, quarter)];
    return !each ? 'none' : 'value' in each ? `${each.kind === 'number' ? '' : '≥'}${each.value}` : each.kind;
  };
  return { all: words(totals, total), rows: rows.map((row) => words(published, row)) };
}

const sum = (numbers: number[]) => numbers.reduce((all, each) => all + each, 0);

// One table of one time

it('A number below five is hidden, and so is zero, but five is shown', () => {
  expect(shown([5, 4, 0, 3]).rows).toEqual(['5', 'small', 'small', 'small']);
  expect(shown([3]).all).toBe('small');
});

it('Of a small number that would follow from the total, another number is hidden too, and the least is said that it can be', () =>
  expect(shown([20, 10, 3])).toEqual({ all: '33', rows: ['20', '≥9', 'small'] }));

it('That nearly all was in time can be read, although how much was late is hidden', () =>
  expect(shown([29, 0])).toEqual({ all: '29', rows: ['≥25', 'small'] }));

it('Two small numbers need no further hiding if their sum allows every value', () =>
  expect(shown([20, 2, 2]).rows).toEqual(['20', 'small', 'small']));

it('Where it would give them away which numbers are small, that is not said', () => {
  expect(shown([20, 4, 4])).toEqual({ all: '28', rows: ['20', 'held-back', 'held-back'] });
  expect(shown([20, 5, 3])).toEqual({ all: '28', rows: ['20', 'held-back', 'held-back'] });
  expect(shown([5, 0])).toEqual({ all: '5', rows: ['held-back', 'held-back'] });
});

it('Of one time, as few numbers are hidden as any choice would hide', () =>
  fc.assert(
    fc.property(fc.array(fc.nat(12), { minLength: 2, maxLength: 5 }), (numbers) => {
      const { all, rows } = shown(numbers);
      if (sum(numbers) < 5) return;
      expect(all).toBe(String(sum(numbers)));
      const hidden = rows.filter((row) => !/^\d+$/.test(row)).length;
      expect(hidden).toBe(Math.min(...choicesThatAreSafe(numbers)));
    }),
    { numRuns: 150 },
  ));

/** How many numbers each choice hides that gives no small one away. */
function choicesThatAreSafe(numbers: number[]): number[] {
  const whole = sum(numbers);
  return Array.from({ length: 2 ** numbers.length }, (_, choice) => {
    const isHidden = (place: number) => Math.floor(choice / 2 ** place) % 2 === 1;
    const ranges = new Map<string, [number, number]>([['all', [whole, whole]]]);
    for (const [place, number] of numbers.entries())
      ranges.set(`${place}`, isHidden(place) ? [0, whole] : [number, number]);
    const known = { ranges, sums: [{ whole: 'all', parts: numbers.map((_, place) => `${place}`) }] };
    const isSafe = numbers.every(
      (number, place) => number >= 5 || [0, 4].every((goal) => canBe(known, `${place}`, goal)),
    );
    return isSafe ? numbers.filter((_, place) => isHidden(place)).length : Number.POSITIVE_INFINITY;
  });
}

// All months, quarters and the year together

const months = ['a1', 'a2', 'b1', 'b2', 'c1', 'c2'];
const quarters = ['a', 'b', 'c'].map((name) => ({ name, months: [`${name}1`, `${name}2`] }));
const times: ReportTimes = { quarters, year: { name: 'year', months } };
const unlikelyToBeMany = fc.oneof(fc.nat(4), fc.nat(4), fc.nat(9), fc.nat(20));

interface World {
  total: Counted;
  tables: { name: string; rows: Counted[]; shown: Published }[];
  totals: Published;
}

/** Two tables of the same referrals, one of them with a row that is shown nowhere. */
const worlds = fc
  .array(fc.array(unlikelyToBeMany, { minLength: 3, maxLength: 3 }), { minLength: 6, maxLength: 6 })
  .chain((cells) =>
    fc.tuple(fc.constant(cells), fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 })),
  )
  .map(([cells, shares]) => worldOf(cells, shares));

function worldOf(cells: number[][], shares: number[], within: ReportTimes = times): World {
  const kept = within.quarters.flatMap((each) => each.months);
  const by = (of: (cells: number[], month: number) => number) =>
    Object.fromEntries(kept.map((month) => [month, of(cells[months.indexOf(month)] ?? [], months.indexOf(month))]));
  const total = { id: 'all', months: by((row) => sum(row)) };
  const totals = publishedTotals(total, within);
  const first = [0, 1, 2].map((place): Counted => ({ id: `r${place}`, months: by((row) => row[place] ?? 0) }));
  const part = (row: number[], month: number) => Math.round(sum(row) * (shares[month] ?? 0));
  const second: Counted[] = [
    { id: 'yes', months: by(part) },
    { id: '', months: by((row, month) => sum(row) - part(row, month)), isUnlisted: true },
  ];
  const tables = [
    { name: 'one ', rows: first },
    { name: 'two ', rows: second },
  ].map(({ name, rows }) => ({ name, rows, shown: publishedRows(total, rows, within, totals) }));
  return { total, tables, totals };
}

/** Every number of a world that stands in a report, as it is, and how it is published. */
function numbersOf({ total, tables, totals }: World) {
  const spans = [...quarters, ...months.map((month) => ({ name: month, months: [month] })), times.year ?? quarter];
  return [{ name: '', rows: [total], shown: totals }, ...tables].flatMap(({ name, rows, shown }) =>
    rows.flatMap((row) =>
      spans.map((span) => ({
        id: name + numberId(row, span),
        value: sum(span.months.map((month) => row.months[month] ?? 0)),
        shown: row.isUnlisted ? undefined : shown[numberId(row, span)],
        isUnlisted: row.isUnlisted === true,
        isOfShownTime: totals[numberId(total, span)]?.kind === 'number',
      })),
    ),
  );
}

function truthOf(world: World) {
  const numbers = numbersOf(world);
  return { numbers, truth: new Map(numbers.map(({ id, value }) => [id, value])) };
}

const inAll = (world: World): Known => knownFrom(world.total, world.tables, times, world.totals);

it('A reader of all months, quarters and the year cannot rule out any value from 0 to 4 of a small number', () =>
  fc.assert(
    fc.property(worlds, (world) => {
      const known = inAll(world);
      const { numbers, truth } = truthOf(world);
      for (const { id, value, shown } of numbers) {
        if (shown?.kind === 'number') expect(shown.value).toBe(value);
        if (value < 5) expect(shown?.kind).not.toBe('number');
        if (value < 5)
          for (const each of [0, 4]) expect([id, each, canBe(known, id, each, truth)]).toEqual([id, each, true]);
        else expect(canBe(known, id, value, truth)).toBe(true);
      }
    }),
    { numRuns: 40 },
  ));

it('Each number that is hidden without being small gives a small one away if it is shown', () =>
  fc.assert(
    fc.property(worlds, (world) => {
      const known = inAll(world);
      const { numbers, truth } = truthOf(world);
      const small = numbers.filter(({ value }) => value < 5);
      for (const { id, value, shown, isUnlisted, isOfShownTime } of numbers) {
        if (value < 5 || shown?.kind === 'number' || isUnlisted || !isOfShownTime) continue;
        const more = { ...known, ranges: new Map(known.ranges).set(id, [value, value]) };
        const isHarmless = small.every((each) => [0, 4].every((goal) => canBe(more, each.id, goal, truth)));
        expect([id, isHarmless]).toEqual([id, false]);
      }
    }),
    { numRuns: 40 },
  ));

it('What a quarter shows stays the same when later quarters and the year are published', () =>
  fc.assert(
    fc.property(worlds, (world) => {
      for (const each of quarters) {
        const alone: ReportTimes = { quarters: [each] };
        const only = (row: Counted): Counted => ({
          ...row,
          months: Object.fromEntries(each.months.map((month) => [month, row.months[month] ?? 0])),
        });
        const total = only(world.total);
        const totals = publishedTotals(total, alone);
        for (const { rows, shown } of world.tables) {
          const then = publishedRows(total, rows.map(only), alone, totals);
          for (const row of rows) {
            const id = numberId(row, each);
            const kind = shown[id]?.kind === 'at-least' ? 'held-back' : shown[id]?.kind;
            if (!row.isUnlisted) expect(then[id]?.kind === 'at-least' ? 'held-back' : then[id]?.kind).toBe(kind);
          }
        }
      }
    }),
    { numRuns: 40 },
  ));
