import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { Logger } from 'pino';
import { logTo } from '../../src/base/log.ts';
import { realMachine } from '../../src/base/machine.ts';
import type { Teams } from '../../src/connector/teams.ts';
import { startProgram } from '../../src/start.ts';
import { configWithAnyStore } from './any-store.ts';
import type { Program } from './program.ts';
import { type StandingClock, standingClock } from './standing-clock.ts';

interface HostedOptions {
  env: Record<string, string>;
  log: string[];
  /** Its clock stands still until `pass`. */
  clockStands?: boolean | undefined;
  /** It sends no faster than Teams takes. */
  keepsLimits?: boolean;
}

interface Hosted extends Program {
  isRunning(): boolean;
  /** The time of its clock in milliseconds. */
  now(): number;
  pass(ms: number): void;
}

/** Nobody waits until Teams accepts more, unless the test is about that. */
const limited = (teams: Teams) => () => teams;

const currentLog = new AsyncLocalStorage<Logger>();
let isConsoleTaken = false;

/** A program in the process of the test, where its modules are loaded already. It can be stopped, not killed. */
export function hosted({ env, log, clockStands, keepsLimits }: HostedOptions): Hosted {
  let standsAt = clockStands ? Date.now() : undefined;
  let clock: StandingClock | undefined;
  let running: Awaited<ReturnType<typeof startProgram>> | undefined;
  takeConsoleOfPrograms();

  async function start(): Promise<void> {
    if (running !== undefined) throw new Error('the program is running already');
    const firstLine = log.length;
    const say = (line: string) => void log.push(line);
    clock = standsAt === undefined ? undefined : standingClock(standsAt);
    try {
      const config = configWithAnyStore(env);
      if (env.NODE_EXTRA_CA_CERTS) trust(readFileSync(env.NODE_EXTRA_CA_CERTS, 'utf8'));
      const ownLog = logTo({ write: (line) => say(line.trimEnd()) }, config.logLevel);
      const machine = clock ?? realMachine;
      const around = { machine, log: ownLog, say, ...(!keepsLimits && { limited }) };
      running = await currentLog.run(ownLog, () => startProgram(config, around));
    } catch (error) {
      const failed = error instanceof Error ? error.message : error;
      throw new Error(`the program did not start: ${failed}\n${log.slice(firstLine).join('\n')}`);
    }
  }

  async function stop(): Promise<number | null> {
    const stopping = running;
    running = undefined;
    if (stopping === undefined) return null;
    await stopping.stop();
    for (const _ of ['its end', 'what others do about it']) await setImmediate(); // else they write to closed connections
    return 0;
  }

  function pass(ms: number): void {
    if (standsAt === undefined) throw new Error('its clock runs by itself: use startWorld({ clockStands: true })');
    standsAt += ms;
    clock?.pass(ms);
  }

  async function kill(): Promise<never> {
    throw new Error('a program in the process of the test cannot be killed: use startWorld({ ownProcess: true })');
  }

  return { start, kill, stop, pass, now: () => standsAt ?? Date.now(), isRunning: () => running !== undefined };
}

/** Does what Node does with NODE_EXTRA_CA_CERTS when a process starts. */
const trust = (certificate: string) => setDefaultCACertificates([...getCACertificates('default'), certificate]);

/** What libraries print goes to the log of the program that they print for, as `takeConsole` does in a process of its own. */
function takeConsoleOfPrograms(): void {
  if (isConsoleTaken) return;
  isConsoleTaken = true;
  for (const method of ['error', 'warn', 'log', 'info', 'debug', 'trace'] as const) {
    const print = console[method];
    console[method] = (...printed: unknown[]) => {
      const log = currentLog.getStore();
      if (log) log.warn({ event: `console.${method}`, err: printed.find((each) => each instanceof Error) });
      else print.apply(console, printed);
    };
  }
}
