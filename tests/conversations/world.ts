import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { alteredCases } from '../fakes/altered.ts';
import { freePort } from '../fakes/free-port.ts';
import { hosted } from '../fakes/hosted.ts';
import { mashTeam, profiles, referrals, type Who } from '../fakes/people.ts';
import { program } from '../fakes/program.ts';
import { startTeams, type Teams } from '../fakes/teams.ts';
import { packName } from '../fakes/the-pack.ts';
import { type Person, person } from './person.ts';
import { type Until, untilIn } from './until.ts';

export interface WorldOptions {
  /** A protocol pack, written to a file and named by PROTOCOL_PACK. */
  pack?: object;
  /** Environment variables beside, or instead of, those that the world sets. */
  env?: Record<string, string>;
  sqlitePath?: string;
  /** The Authorization header that Teams sends with each activity. */
  authorization?: (serviceUrl: string) => string;
  /** The program’s clock stands still until the test calls `pass`, so that nothing falls due by itself. */
  clockStands?: boolean;
  /** Starts the program as a process of its own, which can be killed, and ends if it cannot start. */
  ownProcess?: boolean;
}

/** Teams, the real program and all the people: `world.jane`, `world.mo` … */
export interface World extends Readonly<Record<Who, Person>>, AsyncDisposable {
  readonly teams: Teams;
  /** Address of the program. */
  readonly base: string;
  /** Address of its detailed health and its metrics. */
  readonly watchers: string;
  readonly sqlitePath: string;
  /** Lines the program printed, over all its starts. */
  readonly log: readonly string[];
  /** Kills the program (SIGKILL). Only with a process of its own. */
  kill(): Promise<void>;
  /** Stops the program in good order. Teams goes on, and the store stays. */
  halt(): Promise<void>;
  /** The time on the program’s clock. */
  now(): Date;
  /** Lets the program finish its work, then moves its standing clock ahead by so many seconds at once. */
  pass(seconds: number): Promise<void>;
  /**
   * Waits until the program has nothing to do: nothing is due, it holds no lease of a case, and it calls Teams no more.
   */
  rests(): Promise<void>;
  /**
   * Starts the program again with the same environment and store, after killing it (its own process) or stopping it.
   */
  restart(): Promise<void>;
  /**
   * Stops everything in good order.
   * @returns the program’s exit code, or null if it was not running or had to be killed
   */
  stop(): Promise<number | null>;
  readonly until: Until;
  /** The same person at a second device, which shows none of the answers that only the first one got. */
  secondDeviceOf(who: Who): Person;
}

const idsOf = (...people: Who[]): string => people.map((who) => profiles[who].objectId).join(',');

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
    MASH_MANAGERS: idsOf('mo', 'ana'),
    MASH_ESCALATION: idsOf('dee'),
    ADMINS: idsOf('ash'),
    LOG_LEVEL: 'debug',
    ACTIONS_A_MINUTE: '100000', // no limit: real people are slower than a test

    PROTOCOL_PACK: packName,
    ...(await packIn(folder, options.pack)),
    ...options.env,
  };
  const hostedProgram = options.ownProcess ? undefined : hosted({ env, log, clockStands: options.clockStands });
  const running = hostedProgram ?? program({ base, log, env });

  async function stop(): Promise<number | null> {
    const code = await running.stop();
    await teams.stop();
    const at = { madeByWorld: options.sqlitePath === undefined, now: now().getTime() };
    const altered = await alteredCases({ ...env, SQLITE_PATH: sqlitePath }, at);
    if (altered.length > 0) throw new Error(`the store was altered: ${altered}`);
    await rm(folder, { recursive: true, force: true });
    return code;
  }

  async function halt(): Promise<void> {
    await running.stop();
  }

  const now = () => new Date(hostedProgram?.now() ?? Date.now());

  async function pass(seconds: number): Promise<void> {
    if (hostedProgram === undefined) throw new Error('the clock of a process of its own cannot be moved');
    if (hostedProgram.isRunning()) await rests();
    hostedProgram.pass(seconds * 1000);
  }

  async function rests(): Promise<void> {
    const store = new DatabaseSync(sqlitePath, { readOnly: true });
    const busyCases = store.prepare(
      "SELECT COUNT(*) AS n FROM documents WHERE kind = 'case' AND (wake_at <= ? OR body ->> '$.lease' IS NOT NULL)",
    );
    const isBusy = () => busyCases.get(now().toISOString())?.n !== 0;
    const end = Date.now() + 60_000;
    try {
      for (let calls = -1; calls !== teams.history.length || isBusy(); await wait(100)) {
        if (Date.now() > end) throw new Error('the program is still at work after a minute');
        calls = teams.history.length;
      }
    } finally {
      store.close();
    }
  }

  async function restart(): Promise<void> {
    await (options.ownProcess ? running.kill() : running.stop());
    await running.start();
  }

  try {
    await running.start();
  } catch (failed) {
    await stop();
    throw failed;
  }
  const { authorization } = options;
  const header = authorization && (() => authorization(teams.serviceUrl));
  const secondDeviceOf = (who: Who): Person => person(profiles[who], { base, teams, authorization: header, log });
  const everyone = Object.fromEntries(Object.keys(profiles).map((who) => [who, secondDeviceOf(who as Who)])) as Record<
    Who,
    Person
  >;
  return {
    ...everyone,
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
    until: untilIn(log, teams),
    secondDeviceOf,
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
}

async function packIn(folder: string, pack: object | undefined): Promise<Record<string, string>> {
  if (pack === undefined) return {};
  const path = join(folder, 'pack.json');
  await writeFile(path, JSON.stringify(pack));
  return { PROTOCOL_PACK: path };
}
