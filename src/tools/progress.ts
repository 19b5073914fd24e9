import cliProgress from 'cli-progress';

/**
 * Does one part of the work and shows its progress.
 * @param total undefined if it is unknown
 * @param work calls `done` after each step with the number of steps since the last call
 */
export type ShowProgress = <T>(
  part: string,
  total: number | undefined,
  work: (done: (more: number) => void) => Promise<T>,
) => Promise<T>;

/**
 * Shows a progress bar on the error output for each part of the work; if that is not a terminal, a line now and then.
 */
export const progressBars: ShowProgress = async (part, total, work) => {
  const name = part.padEnd(20);
  const format = total === undefined ? `${name} {value}` : `${name} {bar} {value}/{total}`;
  const bar = new cliProgress.SingleBar(
    { format, stream: process.stderr, noTTYOutput: true, notTTYSchedule: 2000, hideCursor: null },
    cliProgress.Presets.shades_classic,
  );
  bar.start(total ?? 0, 0);
  try {
    return await work((more) => bar.increment(more));
  } finally {
    bar.stop(); // its timer would keep the process alive
  }
};
