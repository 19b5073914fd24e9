/** Seeded chance: the same seed draws the same numbers on every machine. */
export interface Chance {
  /** A number from 0 up to, but not including, 1. */
  draw(): number;
  /** True with this probability. */
  happens(probability: number): boolean;
  between(least: number, most: number): number;
  whole(least: number, most: number): number;
  of<T>(all: readonly [T, ...T[]]): T;
  oneOf<T>(all: readonly T[]): T | undefined;
  /** A separate stream, so that one more draw here changes nothing there. */
  apart(name: string): Chance;
}

/** Chance by a seed: mulberry32, whose 32 bits are plenty for a story. */
export function chanceOf(seed: number | string): Chance {
  let state = typeof seed === 'number' ? mixed(String(seed)) : mixed(seed);

  function draw(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }

  const whole = (least: number, most: number): number => least + Math.floor(draw() * (most - least + 1));
  return {
    draw,
    happens: (probability) => draw() < probability,
    between: (least, most) => least + draw() * (most - least),
    whole,
    of: (all) => all[whole(0, all.length - 1)] ?? all[0],
    oneOf: (all) => all[whole(0, all.length - 1)],
    apart: (name) => chanceOf(`${seed}/${name}`),
  };
}

/** Turns a name into a seed (FNV-1a). */
function mixed(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
