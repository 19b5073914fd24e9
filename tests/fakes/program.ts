import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { entryFor } from './entry.ts';
import { nodeEnv } from './node-env.ts';

/** The real program in its own process, with only the given environment. */
export interface Program {
  /** Starts it and waits until it serves. @throws with its output when it ends before that */
  start(): Promise<void>;
  /** Sends SIGKILL. */
  kill(): Promise<void>;
  /** Sends SIGTERM, and SIGKILL after a minute. @returns the exit code */
  stop(): Promise<number | null>;
}

export interface ProgramOptions {
  base: string;
  env: Record<string, string>;
  /** Every line of stdout and stderr goes here. */
  log: string[];
}

const timeToServe = 60_000; // a busy machine takes its time
const timeToStop = 60_000;

export function program({ base, env, log }: ProgramOptions): Program {
  let child: ChildProcess | undefined;
  const killOnExit = () => child?.kill('SIGKILL'); // an interrupted test run leaves nothing behind

  async function start(): Promise<void> {
    if (child !== undefined) throw new Error('the program is running already');
    const firstLine = log.length;
    const starting = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entryFor(env)], {
      cwd: resolve(import.meta.dirname, '../..'),
      env: { ...nodeEnv, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [starting.stdout, starting.stderr]) collect(stream, log);
    child = starting;
    process.once('exit', killOnExit);
    const printed = () => log.slice(firstLine).join('\n');
    for (const end = Date.now() + timeToServe; !(await serves(base)); ) {
      if (hasEnded(starting)) {
        ended();
        await wait(50); // for the last lines
        throw new Error(`the program ended with ${starting.exitCode ?? starting.signalCode}:\n${printed()}`);
      }
      if (Date.now() > end) {
        await kill();
        throw new Error(`${base}/healthz did not answer 200 within ${timeToServe} ms:\n${printed()}`);
      }
      await wait(100); // each question costs the processor a thousandth of a start
    }
  }

  async function kill(): Promise<void> {
    const ending = child;
    if (ending === undefined) return;
    if (!hasEnded(ending)) {
      ending.kill('SIGKILL');
      await once(ending, 'exit');
    }
    ended();
  }

  async function stop(): Promise<number | null> {
    const ending = child;
    if (ending === undefined) return null;
    if (!hasEnded(ending)) {
      const exit = once(ending, 'exit');
      ending.kill('SIGTERM');
      const timer = setTimeout(() => ending.kill('SIGKILL'), timeToStop);
      await exit;
      clearTimeout(timer);
    }
    ended();
    return ending.exitCode;
  }

  function ended(): void {
    child = undefined;
    process.off('exit', killOnExit);
  }

  return { start, kill, stop };
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

function collect(stream: Readable | null, log: string[]): void {
  if (stream !== null) createInterface({ input: stream }).on('line', (line) => log.push(line));
}

async function serves(base: string): Promise<boolean> {
  try {
    const response = await fetch(`${base}/healthz`, { signal: AbortSignal.timeout(1_000) });
    return response.status === 200;
  } catch {
    return false; // not listening yet
  }
}
