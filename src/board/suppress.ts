/** Numbers that may be published: none from which a small one can be read or worked out. */

export const smallest = 5; // below this a number is not shown; that holds for none as well

/** A number as it is published. `small`: fewer than five. `held-back`: any number, left out to keep a small one from being worked out. */
export type PublishedNumber = { kind: 'number'; value: number } | { kind: 'small' } | { kind: 'held-back' };

/** The parts of a whole. Whoever knows all but one of these numbers knows that one too. */
export interface Sum {
  whole: string;
  parts: string[];
}

const heldBack: PublishedNumber = { kind: 'held-back' };

/**
 * Hides numbers until, of each small one, a reader who adds up and takes away still knows no more than "0 to 4". The smallest number
 * beside a small one is hidden first, and the whole last.
 * @param unlisted what stands in a sum but is shown nowhere
 * @source Protocol 6.1: counts for the Board, without data of a child
 */
export function published(
  values: Record<string, number>,
  sums: Sum[],
  unlisted: string[] = [],
): Record<string, PublishedNumber> {
  const shown: Record<string, PublishedNumber> = Object.fromEntries(
    Object.entries(values).map(([id, value]) => [
      id,
      unlisted.includes(id) ? heldBack : value < smallest ? { kind: 'small' } : { kind: 'number', value },
    ]),
  );
  for (;;) {
    const known = workedOut(shown, sums);
    const open = Object.keys(shown).filter((id) => shown[id]?.kind === 'small' && !isGuarded(known[id]));
    const next = open.length > 0 ? nextToHide(open, shown, sums) : undefined;
    if (next === undefined) return shown;
    shown[next] = heldBack;
  }
}

interface Range {
  from: number;
  to: number;
}

const isGuarded = (range: Range | undefined): boolean =>
  range !== undefined && range.from <= 0 && range.to >= smallest - 1;

/** What a reader can work out about each number, by going over the sums until nothing new comes of it. */
export function workedOut(shown: Record<string, PublishedNumber>, sums: Sum[]): Record<string, Range> {
  const ranges: Record<string, Range> = Object.fromEntries(
    Object.entries(shown).map(([id, each]) => [id, rangeOf(each)]),
  );
  for (let changed = true; changed; ) {
    changed = false;
    const narrow = (id: string, from: number, to: number): void => {
      const range = ranges[id];
      if (!range || (from <= range.from && to >= range.to)) return;
      ranges[id] = { from: Math.max(range.from, from), to: Math.min(range.to, to) };
      changed = true;
    };
    const add = (ids: string[], end: keyof Range): number => ids.reduce((sum, id) => sum + (ranges[id]?.[end] ?? 0), 0);
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

function rangeOf(shown: PublishedNumber): Range {
  if (shown.kind === 'number') return { from: shown.value, to: shown.value };
  return { from: 0, to: shown.kind === 'small' ? smallest - 1 : Number.POSITIVE_INFINITY };
}

function nextToHide(open: string[], shown: Record<string, PublishedNumber>, sums: Sum[]): string | undefined {
  const near = sums.filter(({ whole, parts }) => open.some((id) => id === whole || parts.includes(id)));
  const choices = [near.flatMap(({ parts }) => parts), near.map(({ whole }) => whole), Object.keys(shown)];
  for (const ids of choices) {
    const numbers = ids.flatMap((id) => {
      const each = shown[id];
      return each?.kind === 'number' ? [{ id, value: each.value }] : [];
    });
    const [first] = numbers.sort((one, other) => one.value - other.value);
    if (first) return first.id;
  }
  return undefined;
}
