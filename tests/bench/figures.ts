import type { Rounds } from './turns.ts';

/** A row of the table. `ratio`: CPU of a turn, where the bare echo of botbuilder is 1; ± `spread`. */
export interface Figure {
  row: string;
  ratio?: number;
  spread?: number;
  rate?: number; // turns a second, where the echo is 1
  growth?: number; // CPU, where the smaller is 1
  cpuMs?: number;
  ms?: number; // until the answer
  aSecond?: number; // turns
  p99?: number;
  longestMs?: number; // the event loop stands still
  reads?: number;
  writes?: number;
  calls?: number; // to Teams
  queries?: number;
  memoryMb?: number;
  kb?: number;
}

export interface Bench {
  day: string;
  machine: string;
  figures: Figure[];
}

const middle = (all: number[]): number => {
  const sorted = [...all].sort((one, other) => one - other);
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2;
};
const mean = (all: number[]): number => all.reduce((sum, each) => sum + each, 0) / all.length;

/** The middle of all rounds, and how far the rounds lie from it. */
export function inRatios(rounds: Rounds): Figure[] {
  return Object.entries(rounds).map(([row, took]) => {
    const ratio = middle(took.map((each) => each.ratio));
    return {
      row,
      ratio,
      spread: middle(took.map((each) => Math.abs(each.ratio - ratio))),
      rate: middle(took.map(({ rate }) => rate)),
      cpuMs: middle(took.map(({ cpuMs }) => cpuMs)),
      reads: mean(took.map(({ reads }) => reads)),
      writes: mean(took.map(({ writes }) => writes)),
      calls: mean(took.map(({ calls }) => calls)),
    };
  });
}

const units: [keyof Figure, (value: number) => string][] = [
  ['growth', (value) => `${value.toFixed(1)} × CPU`],
  ['cpuMs', (value) => `${value.toFixed(2)} ms CPU`],
  ['ms', (value) => `${value.toFixed(1)} ms`],
  ['aSecond', (value) => `${value.toFixed(0)} turns/s`],
  ['p99', (value) => `p99 ${value.toFixed(0)} ms`],
  ['longestMs', (value) => `stands still ${value.toFixed(0)} ms`],
  ['memoryMb', (value) => `${value.toFixed(0)} MB`],
  ['queries', (value) => `${Math.round(value).toLocaleString('en-GB')}`],
  ['kb', (value) => `${value.toFixed(0)} KB`],
];

const countsOf = ({ reads, writes, calls }: Figure): string =>
  [reads, writes, calls].map((each) => each?.toFixed(1) ?? '').join(' · ');

/** The table in Markdown. */
export function tableOf({ day, machine, figures }: Bench): string {
  const cells = (figure: Figure) => [
    figure.row,
    figure.ratio === undefined
      ? ''
      : `${figure.ratio.toFixed(2)}${figure.spread === undefined ? '' : ` ± ${figure.spread.toFixed(2)}`} ×`,
    figure.rate === undefined ? '' : `${figure.rate.toFixed(2)} ×`,
    units.flatMap(([name, words]) => (typeof figure[name] === 'number' ? [words(figure[name])] : [])).join(', '),
    figure.reads === undefined ? '' : countsOf(figure),
  ];
  const head = ['', 'CPU, echo = 1', 'turns/s, echo = 1', 'measured', 'reads · writes · calls to Teams'];
  const rows = [head, head.map(() => '---'), ...figures.map(cells)];
  return [`On ${day}, ${machine}.`, '', ...rows.map((row) => `| ${row.join(' | ')} |`), ''].join('\n');
}

/** What is a quarter worse than before, where the machine does not matter: ratios and counts. */
export function slower(now: Figure[], before: Figure[]): string[] {
  return now.flatMap((figure) => {
    const known = before.find(({ row }) => row === figure.row);
    return (['ratio', 'growth', 'reads', 'writes', 'calls', 'queries'] as const).flatMap((what) => {
      const [is, was] = [figure[what], known?.[what]];
      if (is === undefined || was === undefined || is <= was * 1.25 + 0.1) return [];
      return `${figure.row}: ${what} ${is.toFixed(2)}, was ${was.toFixed(2)}`;
    });
  });
}
