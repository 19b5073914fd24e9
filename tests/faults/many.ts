import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { StaffId } from '../../src/base/people.ts';
import { newCaseId } from '../../src/base/reference.ts';
import { instantOf } from '../../src/base/time.ts';
import { withWakeTime } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { features as parts } from '../../src/features/list.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { casesIn } from '../../src/store/cases.ts';
import { peopleIn } from '../../src/store/people.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { aDraft } from '../case/a-case.ts';
import { freePort } from '../fakes/free-port.ts';
import { hosted } from '../fakes/hosted.ts';

export interface Drained {
  missed: number; // never told: each one a harm
  doubled: number;
  failed: number; // still waiting in the store, or given up
  strays: number; // calls that belong to no reminder
  seconds: number; // from the first reminder to the last
  mostInASecond: number; // in any second, not only in full seconds of the clock
  mostIn3Seconds: number;
}

const pack = { extends: 'hertfordshire-2016', clocks: { idleDraft: { remind: ['PT2H'] } } };

/**
 * Starts several instances on many checks that were abandoned three hours ago, so that all their reminders are due at
 * once.
 */
export async function drain(options: {
  reminders: number;
  people: number;
  instances: number;
  patienceMs: number;
  progress?: (told: number) => void;
}): Promise<Drained> {
  const { reminders, instances } = options;
  const folder = await mkdtemp(join(tmpdir(), 'mash-many-'));
  const path = join(folder, 'mash.db');
  const packPath = join(folder, 'pack.json');
  await writeFile(packPath, JSON.stringify(pack));
  const connector = await countingConnector();
  const programs: ReturnType<typeof hosted>[] = [];
  const log: string[] = [];
  try {
    const references = await fill({ ...options, path, packPath, serviceUrl: connector.serviceUrl });
    const env = {
      PLAYGROUND: 'off',
      ACTIONS_A_MINUTE: '100000',
      LOG_LEVEL: 'warn',
      SQLITE_PATH: path,
      PROTOCOL_PACK: packPath,
      INSTANCES: String(instances),
    };
    for (let count = 0; count < instances; count += 1)
      programs.push(hosted({ env: { ...env, PORT: String(await freePort()) }, log, keepsLimits: true }));
    await Promise.all(programs.map((each) => each.start()));
    const end = Date.now() + options.patienceMs;
    for (let told = -1; Date.now() < end && connector.told.size < reminders; ) {
      await wait(100);
      if (connector.told.size !== told) options.progress?.(connector.told.size);
      told = connector.told.size;
    }
    await wait(1_500); // a second reminder would come now
    await Promise.all(programs.map((each) => each.stop()));
    const failed = await notSent(path);
    const counts = references.map((reference) => connector.told.get(reference)?.length ?? 0);
    const times = [...connector.told.values()].flat().sort((a, b) => a - b);
    const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
    return {
      missed: counts.filter((count) => count === 0).length,
      doubled: counts.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
      failed,
      strays: connector.strays(),
      seconds,
      mostInASecond: mostWithin(times, 1000),
      mostIn3Seconds: mostWithin(times, 3000),
    };
  } finally {
    await Promise.all(programs.map((each) => each.stop()));
    connector.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Stores the abandoned checks. @returns their references */
async function fill(
  options: Record<'path' | 'packPath' | 'serviceUrl', string> & Record<'reminders' | 'people', number>,
): Promise<string[]> {
  const store = sqliteStore(options.path, 'HT');
  const cases = casesIn(store, () => {});
  const known = peopleIn(store);
  const loaded = loadPack(options.packPath);
  const now = Date.now();
  const threeHoursAgo = instantOf(now - 3 * 3_600_000);
  const references: string[] = [];
  for (let number = 0; number < options.people; number += 1) {
    const chat = { serviceUrl: options.serviceUrl, conversationId: `a:many-${number}` };
    await known.change(StaffId.parse(`many-${number}`), (person) => ({ ...person, chat }));
  }
  for (let number = 0; references.length < options.reminders; number += 1) {
    // two of ten thousand random references may be the same: then the second is not stored, and another takes its place
    const author = StaffId.parse(`many-${number % options.people}`);
    const draft = aDraft(threeHoursAgo);
    const record: CaseRecord = {
      ...{ ...draft, id: newCaseId('HT'), author, pack: { id: loaded.id, version: loaded.version } },
      facts: { ...draft.facts, names: { [author]: 'Made-up Person' } },
      events: [{ type: 'DraftStarted', at: threeHoursAgo, by: author }],
    };
    if (await cases.create(withWakeTime(record, { now: instantOf(now), pack: loaded, parts })))
      references.push(record.id);
  }
  await store.close();
  return references;
}

/** Counts the cases with unsent messages, once all instances have ended. */
async function notSent(path: string): Promise<number> {
  const store = sqliteStore(path, 'HT');
  const { cases } = await store.unsent();
  await store.close();
  return cases;
}

const mostWithin = (times: number[], ms: number): number => {
  let most = 0;
  for (let from = 0, to = 0; to < times.length; to += 1) {
    while ((times[to] ?? 0) - (times[from] ?? 0) >= ms) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
};

/** A connector that keeps of each message only its reference and when it came. */
async function countingConnector() {
  const told = new Map<string, number[]>();
  let strays = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const reference = /HT-[0-9A-Z]{4}-[0-9A-Z]{3}/.exec(Buffer.concat(chunks).toString())?.[0];
      const isToChat = decodeURIComponent(request.url ?? '').includes('a:many-');
      if (reference && isToChat) told.set(reference, [...(told.get(reference) ?? []), Date.now()]);
      else strays += 1;
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: String(Math.random()) }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { serviceUrl: `http://127.0.0.1:${port}`, told, strays: () => strays, stop };
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      reminders: { type: 'string', default: '10000' },
      people: { type: 'string', default: '1000' },
      instances: { type: 'string', default: '4' },
    },
  });
  const reminders = Number(values.reminders);
  const drained = await drain({
    reminders,
    people: Number(values.people),
    instances: Number(values.instances),
    patienceMs: 60_000 + reminders * 100,
    progress: (told) => process.stderr.write(`\r${told} of ${reminders} told`),
  });
  process.stderr.write('\n');
  console.log(drained);
  process.exit(drained.missed + drained.doubled + drained.failed === 0 ? 0 : 1);
}
