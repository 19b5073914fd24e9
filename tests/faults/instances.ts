import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { type Person, person } from '../conversations/person.ts';
import { entryFor } from '../fakes/entry.ts';
import { freePort } from '../fakes/free-port.ts';
import { hosted } from '../fakes/hosted.ts';
import { nodeEnv } from '../fakes/node-env.ts';
import { mashTeam, profiles, referrals, type Who } from '../fakes/people.ts';
import { startTeams, type Teams } from '../fakes/teams.ts';

/** One of several programs that share a store. */
export interface Instance {
  readonly base: string;
  readonly log: readonly string[];
  /** This person, with presses that go to this instance. */
  as(who: Who): Person;
}

/** An instance in its own process, which can be paused, killed and stopped. */
export interface OwnProcess extends Instance {
  signal(signal: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void;
  /** Sends SIGTERM, and SIGKILL after half a minute. @returns the exit code; null when a signal ended it */
  terminate(): Promise<{ code: number | null; ms: number }>;
}

/** Teams, one store, and the instances of the program that a test starts. */
export interface Instances {
  readonly teams: Teams;
  readonly sqlitePath: string;
  /** @param env for this instance only, on top of what all have */
  start(env?: Record<string, string>): Promise<OwnProcess>;
  /** Starts one in a process that tests share: no test can pause or kill it. Its clock may stand still until `pass`. */
  startHere(env?: Record<string, string>, clock?: { clockStands: true }): Promise<Instance>;
  /** Lets time pass at once for the instances whose clock stands still. */
  pass(seconds: number): Promise<void>;
  until<T>(what: string, happened: () => T | Promise<T>, ms?: number): Promise<NonNullable<T>>;
  stop(): Promise<void>;
}

const timeToServe = 60_000; // the machine may be busy with other tests
const ids = (...whom: Who[]): string => whom.map((who) => profiles[who].objectId).join(',');

export async function startInstances(options: {
  pack: object;
  env?: Record<string, string>;
  sqlitePath?: string;
}): Promise<Instances> {
  const folder = await mkdtemp(join(tmpdir(), 'mash-instances-'));
  const sqlitePath = options.sqlitePath ?? join(folder, 'mash.db');
  const teams = await startTeams({ port: await freePort() });
  const packPath = join(folder, 'pack.json');
  await writeFile(packPath, JSON.stringify(options.pack));
  const common = {
    PLAYGROUND: 'off',
    ACTIONS_A_MINUTE: '100000',
    SQLITE_PATH: sqlitePath,
    PROTOCOL_PACK: packPath,
    MASH_TEAM_ID: mashTeam.id,
    MASH_CHANNEL_ID: referrals.id,
    MASH_SERVICE_URL: teams.serviceUrl,
    MASH_MANAGERS: ids('mo', 'ana'),
    MASH_ESCALATION: ids('dee'),
    ADMINS: ids('ash'),
    ...options.env,
  };
  const children: ChildProcess[] = [];
  const inHost: ReturnType<typeof hosted>[] = [];
  const logs: string[][] = [];
  const killAll = () => {
    for (const child of children) child.kill('SIGKILL'); // ends a paused process, too
  };
  process.once('exit', killAll);

  async function start(env: Record<string, string> = {}): Promise<OwnProcess> {
    const log: string[] = [];
    const started = await startInstance({ ...common, ...env }, log, (child) => children.push(child));
    logs.push(log);
    return Object.assign(started, { as: (who: Who) => person(profiles[who], { base: started.base, teams }), log });
  }

  async function startHere(env: Record<string, string> = {}, clock?: { clockStands: true }): Promise<Instance> {
    const log: string[] = [];
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    const started = hosted({ env: { ...common, ...env, PORT: String(port) }, log, ...clock });
    inHost.push(started);
    logs.push(log);
    await started.start();
    return { base, log, as: (who) => person(profiles[who], { base, teams }) };
  }

  async function pass(seconds: number): Promise<void> {
    for (const each of inHost) each.pass(seconds * 1000);
  }

  async function until<T>(what: string, happened: () => T | Promise<T>, ms = 40_000): Promise<NonNullable<T>> {
    let last: unknown;
    for (const end = Date.now() + ms; Date.now() < end; await wait(100)) {
      try {
        const value = await happened();
        if (value) return value;
        last = value;
      } catch (error) {
        last = error instanceof Error ? error.message : error;
      }
    }
    const printed = logs.map((log, index) => `instance ${index}:\n${log.slice(-60).join('\n')}`).join('\n');
    throw new Error(`not within ${ms} ms: ${what}\nlast: ${String(last)}\n${printed}`);
  }

  async function stop(): Promise<void> {
    killAll();
    process.off('exit', killAll);
    await Promise.all(inHost.map((each) => each.stop()));
    await Promise.all(children.map((child) => hasEnded(child) || once(child, 'exit')));
    await teams.stop();
    await rm(folder, { recursive: true, force: true });
  }

  return { teams, sqlitePath, start, startHere, pass, until, stop };
}

/** Starts the program on its own port. @throws with its output when it ends before it serves */
export async function startInstance(
  env: Record<string, string>,
  log: string[],
  began: (child: ChildProcess) => void,
): Promise<Omit<OwnProcess, 'as' | 'log'>> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entryFor(env)], {
    cwd: resolve(import.meta.dirname, '../..'),
    env: { ...nodeEnv, ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  began(child);
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => log.push(line));
  for (const end = Date.now() + timeToServe; !(await serves(base)); await wait(100)) {
    if (hasEnded(child) || Date.now() > end) throw new Error(`${base} does not serve:\n${log.join('\n')}`);
  }
  return {
    base,
    signal: (signal) => void child.kill(signal),
    async terminate() {
      const begun = Date.now();
      const exit = hasEnded(child) ? undefined : once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
      await exit;
      clearTimeout(timer);
      return { code: child.exitCode, ms: Date.now() - begun };
    },
  };
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function serves(base: string): Promise<boolean> {
  return fetch(`${base}/healthz`, { signal: AbortSignal.timeout(1_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}
