import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { LOCAL } from '../../src/local/windows.ts';
import { freePort } from '../fakes/free-port.ts';
import { nodeEnv } from '../fakes/node-env.ts';
import { forgetfulTeams } from '../load/forgetful-teams.ts';
import type { LoadUser } from '../load/journey.ts';
import type { Used } from './measured.ts';

export const folder = mkdtempSync(join(tmpdir(), 'mash-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

export const manager = {
  id: '29:manager',
  aadObjectId: '6d617368-0000-4000-8000-0000000001aa',
  name: 'Made-up Manager',
};
export const teams = await forgetfulTeams([manager]);
const channel = '19:referrals@thread.tacv2';

/** A measured process, and the people who use it. */
export interface Measured {
  base: string;
  metrics: string;
  /** The file of its store. */
  store: string;
  startedInMs: number; // from the start of the process until it serves
  used(): Promise<Used>;
  /** Somebody in a chat of their own. */
  person(name: string): LoadUser;
  /** The manager in the channel of the MASH. */
  desk: LoadUser;
}

interface How {
  env?: Record<string, string>;
  authorization?: string;
  file?: string;
  args?: (port: number) => string[];
}

let stores = 0;
const running: ChildProcess[] = [];

/** Ends all processes that were started. */
export async function stopAll(): Promise<void> {
  for (const child of running.splice(0)) {
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
  }
}

/** Starts a process that is measured; without a file it is our program. */
export async function measured({ env = {}, authorization, file = 'ours.ts', args = () => [] }: How): Promise<Measured> {
  const [port, metricsPort] = [await freePort(), await freePort()];
  stores += 1;
  const ours = {
    ...{ PORT: String(port), METRICS_PORT: String(metricsPort), PLAYGROUND: 'off', LOG_LEVEL: 'warn' },
    ...{ ACTIONS_A_MINUTE: '100000', SQLITE_PATH: join(folder, `${stores}.db`) },
    ...{ MASH_TEAM_ID: '19:load-team@thread.tacv2', MASH_CHANNEL_ID: channel, MASH_SERVICE_URL: teams.serviceUrl },
    ...{ MASH_MANAGERS: manager.aadObjectId, MASH_ESCALATION: manager.aadObjectId, ADMINS: manager.aadObjectId },
  };
  const all = { ...nodeEnv, ...(file === 'ours.ts' && ours), ...env };
  const begun = performance.now();
  const child = fork(join(import.meta.dirname, file), args(port), {
    cwd: resolve(import.meta.dirname, '../..'),
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      '--disable-warning=DEP0040',
      ...(file === 'ours.ts' ? ['--max-semi-space-size=8'] : []), // as the image starts it
    ],
    env: all,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [first] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (first !== 'serves') throw new Error(`${file} ${args(port)} did not start`);
  running.push(child);
  const startedInMs = performance.now() - begun;
  const base = `http://127.0.0.1:${port}`;
  const common = {
    base,
    serviceUrl: teams.serviceUrl,
    tenantId: LOCAL.tenantId,
    ...(authorization && { authorization }),
  };
  return {
    base,
    metrics: `http://127.0.0.1:${metricsPort}/metrics`,
    store: 'SQLITE_PATH' in all ? String(all.SQLITE_PATH) : '',
    startedInMs,
    async used() {
      child.send('used');
      const [used] = await once(child, 'message');
      return used as Used;
    },
    person: (name) => ({
      ...common,
      person: { id: `29:load-${name}`, aadObjectId: `load-${name}`, name: `Made-up Person ${name}` },
      conversation: { id: `a:load-${name}`, conversationType: 'personal' },
    }),
    desk: { ...common, person: manager, conversation: { id: channel, conversationType: 'channel' } },
  };
}
