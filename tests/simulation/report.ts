import type { WeekResult } from './week.ts';

/** The results of many weeks, in numbers that can be added up and sent between threads. */
export interface Tally {
  weeks: number;
  broken: { seed: number; invariant: string; source: string; at: string; words: string; story: string[] }[];
  checks: Record<string, number>;
  counts: Record<string, number>;
  leastReferrals: number;
  leastUrgent: number;
  leastFaults: number; // kinds of fault, in the week with the fewest
  cpuMs: number;
}

export const emptyTally = (): Tally => ({
  ...{ weeks: 0, broken: [], checks: {}, counts: {} },
  ...{ leastReferrals: Infinity, leastUrgent: Infinity, leastFaults: Infinity, cpuMs: 0 },
});

const lastLines = 60;

export function tallyOf(week: WeekResult, cpuMs: number): Tally {
  const { seed, broken, counts } = week;
  const kinds = [...counts.keys()].filter((what) => /^(Teams|store|program|clock) /.test(what));
  return {
    weeks: 1,
    broken: broken ? [{ seed, ...broken, story: week.lines().slice(-lastLines) }] : [],
    checks: Object.fromEntries(week.checks),
    counts: Object.fromEntries(counts),
    leastReferrals: counts.get('referrals sent') ?? 0,
    leastUrgent: counts.get('urgent referrals sent') ?? 0,
    leastFaults: kinds.length,
    cpuMs,
  };
}

export function addTallies(one: Tally, other: Tally): Tally {
  const sum = (left: Record<string, number>, right: Record<string, number>) => {
    const names = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
    return Object.fromEntries(names.map((name) => [name, (left[name] ?? 0) + (right[name] ?? 0)]));
  };
  return {
    weeks: one.weeks + other.weeks,
    broken: [...one.broken, ...other.broken].sort((left, right) => left.seed - right.seed),
    checks: sum(one.checks, other.checks),
    counts: sum(one.counts, other.counts),
    leastReferrals: Math.min(one.leastReferrals, other.leastReferrals),
    leastUrgent: Math.min(one.leastUrgent, other.leastUrgent),
    leastFaults: Math.min(one.leastFaults, other.leastFaults),
    cpuMs: one.cpuMs + other.cpuMs,
  };
}

/** The report that the command prints. */
export function reportOn(tally: Tally): string {
  const rows = (counts: Record<string, number>) =>
    Object.entries(counts).map(([what, count]) => `  ${String(count).padStart(9)}  ${what}`);
  const failures = tally.broken.flatMap(({ seed, invariant, source, at, words, story }) => [
    '',
    `SEED ${seed} BROKE “${invariant}” (${source}) at ${at}`,
    words,
    `Again: npm run simulate -- --seed ${seed} --weeks 1`,
    ...story.map((line) => `    ${line}`),
  ]);
  return [
    `${tally.weeks} weeks, ${Math.round(tally.cpuMs / tally.weeks)} ms of processor time each. Every week had at least ${tally.leastReferrals} referrals, ${tally.leastUrgent} of them urgent, and ${tally.leastFaults} kinds of fault.`,
    'What happened:',
    ...rows(tally.counts),
    'How often each invariant was looked at:',
    ...rows(tally.checks),
    ...failures,
    '',
    tally.broken.length === 0 ? 'All held.' : `${tally.broken.length} of ${tally.weeks} weeks broke something.`,
  ].join('\n');
}
