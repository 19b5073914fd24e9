import type { ChildProcess } from 'node:child_process';
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
import { newDraft } from '../../src/check/draft.ts';
import { features as parts } from '../../src/features/list.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { casesIn } from '../../src/store/cases.ts';
import { openStore } from '../../src/store/open.ts';
import { peopleIn } from '../../src/store/people.ts';
import { startInstance } from './instances.ts';

export interface Drained {
  reminders: number;
  people: number;
  instances: number;
  missed: number; // never told: each one a harm
  doubled: number;
  failed: number; // still waiting in the store, or given up
  strays: number; // calls that belong to no reminder
  seconds: number; // from the first reminder to the last
  perSecond: number;
  mostInASecond: number; // in any second, not only in full seconds of the clock
  mostIn3Seconds: number;
  mostToOneIn30Seconds: number;
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
  /** The settings of the store; a SQLite file when left out. */
  env?: Record<string, string>;
  patienceMs: number;
  progress?: (told: number) => void;
}): Promise<Drained> {
  const { reminders, people, instances } = options;
  const folder = await mkdtemp(join(tmpdir(), 'mash-many-'));
  const path = join(folder, 'mash.db');
  const packPath = join(folder, 'pack.json');
  await writeFile(packPath, JSON.stringify(pack));
  const connector = await countingConnector();
  const children: ChildProcess[] = [];
  const logs: string[] = [];
  try {
    const references = await fill({ ...options, path, packPath, serviceUrl: connector.serviceUrl });
    const env = {
      PLAYGROUND: 'off',
      ACTIONS_A_MINUTE: '100000',
      LOG_LEVEL: 'warn',
      SQLITE_PATH: path,
      PROTOCOL_PACK: packPath,
      INSTANCES: String(instances),
      ...options.env,
    };
    const begin = () => startInstance(env, logs, (child) => children.push(child));
    await Promise.all(Array.from({ length: instances }, begin));
    const end = Date.now() + options.patienceMs;
    for (let told = -1; Date.now() < end && connector.told.size < reminders; ) {
      await wait(500);
      if (connector.told.size !== told) options.progress?.(connector.told.size);
      told = connector.told.size;
    }
    await wait(3_000); // a second reminder would come now
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(children.map((child) => child.exitCode ?? child.signalCode ?? once(child, 'exit')));
    const failed = await notSent(path, options.env);
    const counts = references.map((reference) => connector.told.get(reference)?.length ?? 0);
    const times = [...connector.told.values()].flat().sort((a, b) => a - b);
    const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
    return {
      reminders,
      people,
      instances,
      missed: counts.filter((count) => count === 0).length,
      doubled: counts.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
      failed,
      strays: connector.strays(),
      seconds,
      perSecond: Math.round((times.length / Math.max(seconds, 1)) * 10) / 10,
      mostInASecond: mostWithin(times, 1000),
      mostIn3Seconds: mostWithin(times, 3000),
      mostToOneIn30Seconds: Math.max(...[...connector.chats.values()].map((each) => mostWithin(each, 30_000))),
    };
  } finally {
    for (const child of children) child.kill('SIGKILL');
    connector.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Where = { path: string; env?: Record<string, string> };

function storeFor({ path, env = {} }: Where) {
  const { COSMOS_ENDPOINT: endpoint, COSMOS_KEY: key } = env;
  return openStore(endpoint ? { kind: 'cosmos', endpoint, key, database: 'mash' } : { kind: 'sqlite', path }, 'HT');
}

/** Stores the abandoned checks. @returns their references */
async function fill(
  options: Where & { reminders: number; people: number; packPath: string; serviceUrl: string },
): Promise<string[]> {
  const store = await storeFor(options);
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
    const draft = newDraft({});
    const record: CaseRecord = {
      kind: 'case',
      id: newCaseId('HT'),
      organisation: 'HT',
      author,
      pack: { id: loaded.id, version: loaded.version },
      status: 'draft',
      revision: 0,
      startedAt: threeHoursAgo,
      answeredAt: threeHoursAgo,
      changedAt: threeHoursAgo,
      facts: { answers: draft.answers, texts: {}, names: { [author]: 'Made-up Person' } },
      progress: draft.progress,
      heard: [],
      events: [{ type: 'DraftStarted', at: threeHoursAgo, by: author }],
      chain: [],
      outbox: [],
      said: { draft: [] },
    };
    if (await cases.create(withWakeTime(record, { now: instantOf(now), pack: loaded, parts })))
      references.push(record.id);
  }
  await store.close();
  return references;
}

/** Counts the cases with unsent messages, once all instances have ended. */
async function notSent(path: string, env: Record<string, string> | undefined): Promise<number> {
  const store = await storeFor(env ? { path, env } : { path });
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

/** A connector that keeps of each message only its reference, its chat and when it came. */
async function countingConnector() {
  const told = new Map<string, number[]>();
  const chats = new Map<string, number[]>();
  let strays = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const reference = /HT-[0-9A-Z]{4}-[0-9A-Z]{3}/.exec(Buffer.concat(chunks).toString())?.[0];
      const chat = /a:many-\d+/.exec(decodeURIComponent(request.url ?? ''))?.[0];
      if (reference && chat) {
        told.set(reference, [...(told.get(reference) ?? []), Date.now()]);
        chats.set(chat, [...(chats.get(chat) ?? []), Date.now()]);
      } else strays += 1;
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
  return { serviceUrl: `http://127.0.0.1:${port}`, told, chats, strays: () => strays, stop };
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
