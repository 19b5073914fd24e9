/** Makes numbers safe to publish: nobody can read or work out a small number from them. */

export const smallestShown = 5; // a number below this is not shown, and neither is zero

/**
 * A number as published. `small`: fewer than five. `held-back`: any number, left out so that nobody can work out a
 * small one.
 */
export type PublishedNumber = { kind: 'number'; value: number } | { kind: 'small' } | { kind: 'held-back' };

/** A whole and its parts. Whoever knows all but one of these numbers can work out the last one. */
export interface Sum {
  whole: string;
  parts: string[];
}

const heldBack: PublishedNumber = { kind: 'held-back' };

/**
 * Hides numbers until a reader who adds and subtracts learns no more about each small number than "0 to 4". In the
 * sums with a small number exposed, it hides the smallest part, else the smallest whole, else the smallest anywhere.
 * @param unlisted ids of numbers that are part of a sum but are shown nowhere
 * @source Protocol 6.1: counts for the Board, without data of a child
 */
export function published(
  values: Record<string, number>,
  sums: Sum[],
  unlisted: string[] = [],
): Record<string, PublishedNumber> {
  const publishedNumbers: Record<string, PublishedNumber> = Object.fromEntries(
    Object.entries(values).map(([id, value]) => [
      id,
      unlisted.includes(id) ? heldBack : value < smallestShown ? { kind: 'small' } : { kind: 'number', value },
    ]),
  );
  for (;;) {
    const known = workedOut(publishedNumbers, sums);
    const exposed = Object.keys(publishedNumbers).filter(
      (id) => publishedNumbers[id]?.kind === 'small' && !isGuarded(known[id]),
    );
    const next = exposed.length > 0 ? nextToHide(exposed, publishedNumbers, sums) : undefined;
    if (next === undefined) return publishedNumbers;
    publishedNumbers[next] = heldBack;
  }
}

interface Range {
  from: number;
  to: number;
}

const isGuarded = (range: Range | undefined) => range !== undefined && range.from <= 0 && range.to >= smallestShown - 1;

/** What a reader can work out about each number, by applying the sums until they yield nothing new. */
export function workedOut(publishedNumbers: Record<string, PublishedNumber>, sums: Sum[]): Record<string, Range> {
  const ranges: Record<string, Range> = Object.fromEntries(
    Object.entries(publishedNumbers).map(([id, each]) => [id, rangeOf(each)]),
  );
  for (let changed = true; changed; ) {
    changed = false;
    const narrow = (id: string, from: number, to: number) => {
      const range = ranges[id];
      if (!range || (from <= range.from && to >= range.to)) return;
      ranges[id] = { from: Math.max(range.from, from), to: Math.min(range.to, to) };
      changed = true;
    };
    const add = (ids: string[], end: keyof Range) => ids.reduce((sum, id) => sum + (ranges[id]?.[end] ?? 0), 0);
    for (const { whole, parts } of sums) {
      narrow(whole, add(parts, 'from'), add(parts, 'to'));
      for (const part of parts) {
        const others = parts.filter((each) => each !== part);
        const all = ranges[whole];
        if (all) narrow(part, all.from - add(others, 'to'), all.to - add(others, 'from'));
      }
    }
  }
  return ranges;
}

function rangeOf(number: PublishedNumber): Range {
  if (number.kind === 'number') return { from: number.value, to: number.value };
  return { from: 0, to: number.kind === 'small' ? smallestShown - 1 : Number.POSITIVE_INFINITY };
}

function nextToHide(exposed: string[], publishedNumbers: Record<string, PublishedNumber>, sums: Sum[]) {
  const nearbySums = sums.filter(({ whole, parts }) => exposed.some((id) => id === whole || parts.includes(id)));
  const candidateIds = [
    nearbySums.flatMap(({ parts }) => parts),
    nearbySums.map(({ whole }) => whole),
    Object.keys(publishedNumbers),
  ];
  for (const ids of candidateIds) {
    const numbers = ids.flatMap((id) => {
      const each = publishedNumbers[id];
      return each?.kind === 'number' ? [{ id, value: each.value }] : [];
    });
    const [first] = numbers.sort((one, other) => one.value - other.value);
    if (first) return first.id;
  }
  return undefined;
}
