import { oncePer } from '../../src/base/once-per.ts';
import { type Counted, numberId, type Published, type ReportTimes } from '../../src/board/suppress.ts';

/** What a reader knows of some numbers: between two values, and which of them add up to which. It knows nothing of how they were hidden. */
export interface Known {
  ranges: Map<string, [low: number, high: number]>;
  sums: { whole: string; parts: string[] }[];
}

const spansOf = ({ quarters, year }: ReportTimes) => [
  ...quarters.flatMap((quarter) => [quarter, ...quarter.months.map((month) => ({ name: month, months: [month] }))]),
  ...(year ? [year] : []),
];

/** What is published of a table and its total. @param name tells apart the rows of several tables of one total */
export function knownFrom(
  total: Counted,
  tables: { name: string; rows: Counted[]; shown: Published }[],
  times: ReportTimes,
  totals: Published,
): Known {
  const ranges: Known['ranges'] = new Map();
  const sums: Known['sums'] = [];
  const learn = (id: string, shown: Published[string] | undefined) => {
    if (shown?.kind === 'number') ranges.set(id, [shown.value, shown.value]);
    else if (shown?.kind === 'small') ranges.set(id, [0, 4]);
    else ranges.set(id, [shown?.kind === 'at-least' ? shown.value : 0, 1000]);
  };
  const sumsOf = (row: { id: string }, name: string) => {
    const at = (span: { name: string }) => name + numberId(row, span);
    for (const quarter of times.quarters)
      sums.push({ whole: at(quarter), parts: quarter.months.map((month) => at({ name: month })) });
    if (times.year) sums.push({ whole: at(times.year), parts: times.quarters.map(at) });
  };
  for (const span of spansOf(times)) learn(numberId(total, span), totals[numberId(total, span)]);
  sumsOf(total, '');
  for (const { name, rows, shown } of tables) {
    for (const row of rows) {
      for (const span of spansOf(times))
        learn(name + numberId(row, span), row.isUnlisted ? undefined : shown[numberId(row, span)]);
      sumsOf(row, name);
    }
    for (const span of spansOf(times))
      sums.push({ whole: numberId(total, span), parts: rows.map((row) => name + numberId(row, span)) });
  }
  return { ranges, sums };
}

/**
 * Whether all that is known can be true with this number at this value: it tries whole numbers until it finds some that
 * fit, or none are left.
 * @param truth the numbers as they are: it begins there, which changes only how soon it is done
 */
export function canBe(all: Known, id: string, value: number, truth?: ReadonlyMap<string, number>): boolean {
  const { sums } = all;
  const { of, ranges, isPossible } = narrowed(all);
  const [low, high] = ranges.get(id) ?? [0, -1];
  if (!isPossible || value < low || value > high) return false;
  const begun = new Map(ranges).set(id, [value, value]);
  let tries = 20_000;
  return narrow(begun, of, of.get(id) ?? []) && fits(begun);

  function fits(known: Known['ranges']): boolean {
    tries -= 1;
    if (tries < 0) return true; // nobody can rule out what takes so many tries
    const now = (name: string) => {
      const [from, to] = known.get(name) ?? [0, 0];
      return Math.min(to, Math.max(from, truth?.get(name) ?? 0));
    };
    const tooMuch = ({ whole, parts }: Known['sums'][number]) =>
      parts.reduce((sum, part) => sum + now(part), 0) - now(whole);
    const wrong = sums.find((each) => tooMuch(each) !== 0);
    if (!wrong) return true;
    const down = tooMuch(wrong) > 0;
    // a number of this sum that can give way, and whether it must become less
    const give = [...wrong.parts.map((name) => ({ name, less: down })), { name: wrong.whole, less: !down }].find(
      ({ name, less }) => now(name) !== known.get(name)?.[less ? 0 : 1],
    );
    if (!give) return false;
    const [from, to] = known.get(give.name) ?? [0, 0];
    const at = now(give.name);
    const halves = give.less
      ? [[from, at - 1] as const, [at, to] as const]
      : [[at + 1, to] as const, [from, at] as const];
    return halves.some(([one, other]) => {
      const next = new Map(known).set(give.name, [one, other]);
      return narrow(next, of, of.get(give.name) ?? []) && fits(next);
    });
  }
}

/** What follows from all that is known, and the sums of each number. It is the same whatever is asked. */
const narrowed = oncePer(({ ranges, sums }: Known) => {
  const of = new Map([...ranges.keys()].map((each) => [each, [] as Known['sums']]));
  for (const each of sums) for (const name of new Set([each.whole, ...each.parts])) of.get(name)?.push(each);
  const narrower = new Map(ranges);
  return { of, ranges: narrower, isPossible: narrow(narrower, of, sums) };
});

/** Applies each sum until none says anything new. @returns false if they contradict each other */
function narrow(ranges: Known['ranges'], of: Map<string, Known['sums']>, begun: Known['sums']): boolean {
  const at = (id: string) => ranges.get(id) ?? [0, 0];
  const open = new Set(begun);
  for (const each of open) {
    open.delete(each);
    const set = (id: string, low: number, high: number) => {
      const [before, after] = at(id);
      if (low <= before && high >= after) return;
      ranges.set(id, [Math.max(low, before), Math.min(high, after)]);
      for (const other of of.get(id) ?? []) open.add(other);
    };
    const { whole, parts } = each;
    const low = parts.reduce((sum, part) => sum + at(part)[0], 0);
    const high = parts.reduce((sum, part) => sum + at(part)[1], 0);
    const [least, most] = [Math.max(low, at(whole)[0]), Math.min(high, at(whole)[1])];
    if (least > most) return false;
    set(whole, least, most);
    for (const part of parts) {
      const [from, to] = at(part);
      set(part, least - (high - to), most - (low - from));
      if (at(part)[0] > at(part)[1]) return false;
    }
  }
  return true;
}
