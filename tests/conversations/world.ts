import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { audit } from '../../src/audit/audit.ts';
import { instantOf } from '../../src/base/time.ts';
import { readPlace } from '../../src/config.ts';
import { parts } from '../../src/features/list.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { openStore } from '../../src/store/open.ts';
import { freePort } from '../fakes/free-port.ts';
import { hosted } from '../fakes/hosted.ts';
import { mashTeam, profiles, referrals, type Who } from '../fakes/people.ts';
import { program } from '../fakes/program.ts';
import { startTeams, type Teams } from '../fakes/teams.ts';
import { packName } from '../fakes/the-pack.ts';
import { type Person, person } from './person.ts';

export interface WorldOptions {
  /** A protocol pack, written to a file and named by PROTOCOL_PACK. */
  pack?: object;
  /** On top of, or in place of, what the world sets. */
  env?: Record<string, string>;
  sqlitePath?: string;
  /** What Teams shows with each activity. */
  authorization?: (serviceUrl: string) => string;
  /** The program's clock stands until `pass`: nothing falls due by itself. */
  clockStands?: boolean;
  /** For what only a process of its own has: it can be killed, and ends when it cannot start. */
  ownProcess?: boolean;
  /** Folder that holds src/index.ts of another version, which then has a process of its own. */
  root?: string;
}

/** Teams, the real program and everybody concerned: `world.jane`, `world.mo` … */
export interface World extends Readonly<Record<Who, Person>> {
  readonly teams: Teams;
  /** Address of the program. */
  readonly base: string;
  /** Where it shows in full how it is, and its metrics. */
  readonly watchers: string;
  readonly sqlitePath: string;
  /** Lines the program printed, over all its starts. */
  readonly log: readonly string[];
  /** SIGKILL. Of a program with a process of its own only. */
  kill(): Promise<void>;
  /** An orderly end of the program. Teams goes on, and the store is there. */
  halt(): Promise<void>;
  /** What its clock says. */
  now(): Date;
  /** Lets the program, whose clock stands, finish what it does, and then so many seconds pass at once. */
  pass(seconds: number): Promise<void>;
  /** Waits until the program has nothing more to do at this time: nothing is due, no case is in hand, Teams is asked nothing. */
  rests(): Promise<void>;
  /** Starts the program again with the same environment and store; kills it first where it still runs and has a process of its own, or stops it. */
  restart(): Promise<void>;
  /** An orderly end of everything. @returns the program's exit code, null where it was not running or had to be killed */
  stop(): Promise<number | null>;
  /** Waits until this gives something other than undefined, null or false, and gives that. Exceptions count as "not yet". */
  until<T>(happened: () => T | Promise<T>, ms?: number): Promise<Exclude<T, undefined | null | false>>;
  /** The same person at a second device, which has none of the answers the first one was shown. */
  secondDeviceOf(who: Who): Person;
}

const ids = (...whom: Who[]): string => whom.map((who) => profiles[who].objectId).join(',');

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'mash-world-'));
  const sqlitePath = options.sqlitePath ?? join(folder, 'mash.db');
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const metricsPort = await freePort();
  const teams = await startTeams({ port: await freePort() });
  const log: string[] = [];
  const env = {
    PLAYGROUND: 'off',
    PORT: String(port),
    METRICS_PORT: String(metricsPort),
    SQLITE_PATH: sqlitePath,
    MASH_TEAM_ID: mashTeam.id,
    MASH_CHANNEL_ID: referrals.id,
    MASH_SERVICE_URL: teams.serviceUrl,
    MASH_MANAGERS: ids('mo', 'ana'),
    MASH_ESCALATION: ids('dee'),
    ADMINS: ids('ash'),
    LOG_LEVEL: 'debug',
    ACTIONS_A_MINUTE: '100000', // nobody is as quick as these people

    PROTOCOL_PACK: packName,
    ...(await packIn(folder, options.pack)),
    ...options.env,
  };
  const root = options.root ?? resolve(import.meta.dirname, '../..');
  const isApart = options.ownProcess || options.root;
  const inHost = isApart ? undefined : hosted({ env, log, clockStands: options.clockStands });
  const running = inHost ?? program({ root, base, log, env });

  async function stop(): Promise<number | null> {
    const code = await running.stop();
    await teams.stop();
    await auditOf({ ...env, SQLITE_PATH: sqlitePath }, { ownFile: options.sqlitePath === undefined });
    await rm(folder, { recursive: true, force: true });
    return code;
  }

  async function halt(): Promise<void> {
    await running.stop();
  }

  const now = () => new Date(inHost?.now() ?? Date.now());

  async function pass(seconds: number): Promise<void> {
    if (inHost === undefined) throw new Error('the clock of a process of its own cannot be moved');
    if (inHost.isRunning()) await rests();
    await inHost.pass(seconds * 1000);
  }

  async function rests(): Promise<void> {
    const store = new DatabaseSync(sqlitePath, { readOnly: true });
    const atWork = store.prepare(
      "SELECT COUNT(*) AS n FROM documents WHERE kind = 'case' AND (wake_at <= ? OR body ->> '$.lease' IS NOT NULL)",
    );
    const isAtWork = () => atWork.get(now().toISOString())?.n !== 0;
    const end = Date.now() + 60_000;
    try {
      for (let calls = -1; calls !== teams.history.length || isAtWork(); await wait(100)) {
        if (Date.now() > end) throw new Error('the program does not come to rest');
        calls = teams.history.length;
      }
    } finally {
      store.close();
    }
  }

  async function restart(): Promise<void> {
    await (isApart ? running.kill() : running.stop());
    await running.start();
  }

  try {
    await running.start();
  } catch (failed) {
    await stop();
    throw failed;
  }
  const { authorization } = options;
  const shows = authorization && (() => authorization(teams.serviceUrl));
  const secondDeviceOf = (who: Who): Person => person(profiles[who], { base, teams, authorization: shows });
  const everybody = Object.fromEntries(Object.keys(profiles).map((who) => [who, secondDeviceOf(who as Who)])) as Record<
    Who,
    Person
  >;
  const until: World['until'] = (happened, ms) => untilIn(log, happened, ms);
  return {
    ...everybody,
    teams,
    base,
    watchers: `http://127.0.0.1:${metricsPort}`,
    sqlitePath,
    log,
    kill: running.kill,
    halt,
    now,
    pass,
    rests,
    restart,
    stop,
    until,
    secondDeviceOf,
  };
}

/** Whatever a conversation did: in the end every case that it left is as it was written. A file that was there before may be sealed with another key. */
async function auditOf(env: Record<string, string>, { ownFile }: { ownFile: boolean }): Promise<void> {
  if (!existsSync(env.SQLITE_PATH ?? '')) return;
  const known = ['SQLITE_PATH', 'DATA_KEY', 'DATA_KEY_FILE', 'DATA_KEYS_OLD'].map((name) => [name, env[name]]);
  const store = await openStore(readPlace(Object.fromEntries(known)).store, 'HT');
  const pack = loadPack(readPlace({ PROTOCOL_PACK: env.PROTOCOL_PACK }).packPath);
  const caseContext = () => ({ now: instantOf(Date.now()), pack, parts });
  const { found, notChained } = await audit(store, [], { caseContext });
  await store.close();
  const byHand = /cannot be read|its history comes to/; // of cases that a test put into its file
  const breaks = found.filter(({ what }) => ownFile || !byHand.test(what));
  const loose = ownFile ? notChained : []; // what a test put into the file past the program
  if (breaks.length > 0 || loose.length > 0) throw new Error(`broken: ${JSON.stringify({ breaks, loose })}`);
}

async function packIn(folder: string, pack: object | undefined): Promise<Record<string, string>> {
  if (pack === undefined) return {};
  const path = join(folder, 'pack.json');
  await writeFile(path, JSON.stringify(pack));
  return { PROTOCOL_PACK: path };
}

/** Longer than Teams may make a message wait: a conversation takes 60 in 30 seconds. */
const patienceMs = 40_000;

async function untilIn<T>(log: readonly string[], happened: () => T | Promise<T>, ms = patienceMs) {
  const end = Date.now() + ms;
  let last: unknown;
  do {
    try {
      const value = await happened();
      if (value !== undefined && value !== null && value !== false) {
        return value as Exclude<T, undefined | null | false>;
      }
      last = value;
    } catch (error) {
      last = error instanceof Error ? error.message : error;
    }
    await wait(25);
  } while (Date.now() < end);
  const printed = log.slice(-15).join('\n');
  throw new Error(`not within ${ms} ms: ${happened}\nlast: ${String(last)}\nthe program's last lines:\n${printed}`);
}
