import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type PublishedNumber, published, type Sum, smallestShown, workedOut } from '../../src/board/suppress.ts';

/** What is published of these numbers, in short. */
const shown = (...of: Parameters<typeof published>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(published(...of)).map(([id, each]) => [id, each.kind === 'number' ? String(each.value) : each.kind]),
  );
const oneSum: Sum[] = [{ whole: 'all', parts: ['a', 'b', 'c'] }];

// A number below five

it('A number below five is hidden, and so is zero, but five is shown', () =>
  expect(shown({ x: 4, y: 0, z: 5 }, [])).toEqual({ x: 'small', y: 'small', z: '5' }));

it('A small number cannot be worked out from a total, because the next smallest number is hidden too', () =>
  expect(shown({ all: 33, a: 3, b: 10, c: 20 }, oneSum)).toEqual({
    all: '33',
    a: 'small',
    b: 'held-back',
    c: '20',
  }));

it('Two small numbers need no further hiding if their sum allows every value', () =>
  expect(shown({ all: 24, a: 2, b: 2, c: 20 }, oneSum)).toEqual({
    all: '24',
    a: 'small',
    b: 'small',
    c: '20',
  }));

it('Another number is hidden if the sum shows that two small numbers are both 4 or both 0', () => {
  expect(shown({ all: 28, a: 4, b: 4, c: 20 }, oneSum).c).toBe('held-back');
  expect(shown({ all: 20, a: 0, b: 0, c: 20 }, oneSum).c).toBe('held-back');
});

it('The total is hidden if no other number can be', () => {
  const [sum] = [{ whole: 'all', parts: ['a', 'b'] }];
  expect(shown({ all: 7, a: 3, b: 4 }, [sum])).toEqual({ all: 'held-back', a: 'small', b: 'small' });
});

it('A small number cannot be worked out from a total that is not listed', () => {
  const sums = [
    { whole: 'decided', parts: ['within', 'over'] },
    { whole: 'decided', parts: ['pass', 'other'] },
  ];
  const publishedNumbers = shown({ decided: 40, within: 30, over: 10, pass: 38, other: 2 }, sums, ['decided']);
  expect(publishedNumbers.decided).toBe('held-back');
  expect(
    [publishedNumbers.within, publishedNumbers.over, publishedNumbers.pass].filter((each) => each === 'held-back')
      .length,
  ).toBeGreaterThan(0);
});

it('A table with totals on both sides gives away no small number', () => {
  const cells = fc.array(fc.nat(30), { minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(cells, (numbers) => {
      const { values, sums } = table(numbers);
      const publishedNumbers = published(values, sums);
      const known = workedOut(publishedNumbers, sums);
      for (const [id, each] of Object.entries(publishedNumbers)) {
        if (each.kind === 'small') expect(known[id]).toEqual({ from: 0, to: smallestShown - 1 });
        if (each.kind === 'number') expect(each.value).toBe(values[id]);
      }
    }),
    { numRuns: 300 },
  );
});

it('Every value from 0 to 4 of a small number fits the numbers shown', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12), { minLength: 2, maxLength: 4 }), (numbers) => {
      const parts = numbers.map((_, index) => `p${index}`);
      const all = numbers.reduce((sum, each) => sum + each, 0);
      const values = { all, ...Object.fromEntries(parts.map((id, index) => [id, numbers[index] ?? 0])) };
      const publishedNumbers = published(values, [{ whole: 'all', parts }]);
      for (const id of parts.filter((each) => publishedNumbers[each]?.kind === 'small'))
        expect(possibleValues(id, parts, publishedNumbers)).toEqual([0, 1, 2, 3, 4]);
    }),
    { numRuns: 300 },
  );
});

function table(numbers: number[]): { values: Record<string, number>; sums: Sum[] } {
  const lines = [0, 1, 2];
  const cell = (row: number, column: number) => `c${row}${column}`;
  const value = (row: number, column: number) => numbers[3 * row + column] ?? 0;
  const add = (list: number[]) => list.reduce((sum, each) => sum + each, 0);
  const values: Record<string, number> = { all: add(numbers) };
  for (const row of lines) for (const column of lines) values[cell(row, column)] = value(row, column);
  for (const each of lines) {
    values[`r${each}`] = add(lines.map((column) => value(each, column)));
    values[`k${each}`] = add(lines.map((row) => value(row, each)));
  }
  const sums = [
    { whole: 'all', parts: lines.map((each) => `r${each}`) },
    { whole: 'all', parts: lines.map((each) => `k${each}`) },
    ...lines.map((row) => ({ whole: `r${row}`, parts: lines.map((column) => cell(row, column)) })),
    ...lines.map((column) => ({ whole: `k${column}`, parts: lines.map((row) => cell(row, column)) })),
  ];
  return { values, sums };
}

/** Every value of this part that fits the numbers shown, found by trying all. */
function possibleValues(partId: string, parts: string[], publishedNumbers: Record<string, PublishedNumber>): number[] {
  const whole = publishedNumbers.all;
  const choices = parts.map((id) => {
    const each = publishedNumbers[id];
    if (each?.kind === 'number') return [each.value];
    return Array.from({ length: each?.kind === 'small' ? smallestShown : 60 }, (_, index) => index);
  });
  const fittingValues = new Set<number>();
  const isRight = (sum: number) =>
    whole?.kind === 'number' ? sum === whole.value : whole?.kind === 'small' ? sum < smallestShown : true;
  const at = parts.indexOf(partId);
  let sums = [0]; // the possible sums of all other parts
  for (const list of choices.filter((_, index) => index !== at))
    sums = [...new Set(sums.flatMap((sum) => list.map((each) => sum + each)))];
  for (const value of choices[at] ?? []) if (sums.some((sum) => isRight(sum + value))) fittingValues.add(value);
  return [...fittingValues];
}
