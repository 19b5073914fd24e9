import { type Instant, msOf } from '../base/time.ts';
import { timeLeft } from './london.ts';

const pieces = 5;

/**
 * The time left, as a bar of characters and in words: "▰▰▰▱▱ 9 hours left".
 * @param clockStart when the time began to run
 */
export function timeBar(
  { clockStart, decisionDue }: { clockStart: Instant; decisionDue: Instant },
  now: Instant,
): string {
  if (now > decisionDue) return `${bar(0)} OVERDUE by ${timeLeft(decisionDue, now)}`;
  const left = (msOf(decisionDue) - msOf(now)) / Math.max(1, msOf(decisionDue) - msOf(clockStart));
  return `${bar(Math.min(pieces, Math.ceil(left * pieces)))} ${timeLeft(now, decisionDue)} left`;
}

const bar = (full: number): string => '▰'.repeat(full) + '▱'.repeat(pieces - full);
