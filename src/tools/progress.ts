import cliProgress from 'cli-progress';

/**
 * Does a part of the work and shows how much of it is done.
 * @param total unknown when undefined
 * @param work  says after each step how much more is done
 */
export type ShowProgress = <T>(
  part: string,
  total: number | undefined,
  work: (done: (more: number) => void) => Promise<T>,
) => Promise<T>;

/** A bar for each part of the work, on the error output; where that is no terminal, a line now and then. */
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
    bar.stop(); // its clock would keep the process alive
  }
};
