import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { realMachine } from '../../src/base/machine.ts';
import { instantOf } from '../../src/base/time.ts';
import { timed } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import type { Teams } from '../../src/connector/teams.ts';
import { noDuty } from '../../src/settings/duty.ts';
import { noSetup } from '../../src/settings/setup.ts';
import { casesIn } from '../../src/store/cases.ts';
import { keysIn } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/port.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { metricsOf } from '../../src/watch/metrics.ts';
import type { WorkerDeps } from '../../src/worker/delivered.ts';
import { startWorker } from '../../src/worker/worker.ts';
import { aDraft, around, pack } from '../case/a-case.ts';

const hourMs = 3_600_000;
const now = () => instantOf(Date.now());

/** The worker over a real store whose writes can be made to fail, and a Teams that keeps what it was told. */
export function aWorker() {
  const folder = mkdtempSync(join(tmpdir(), 'mash-worker-'));
  const real = sqliteStore(join(folder, 'mash.db'), 'HT');
  const sent: string[] = [];
  const logged: { event?: string }[] = [];
  let refuses: (document: { kind: string }) => boolean = () => false;
  let answers: (conversationId: string) => Promise<void> = async () => {};
  const store: Store = {
    ...real,
    async replace(document, version) {
      if (refuses(document)) throw new Error('the disk is full');
      return real.replace(document, version);
    },
    async postpone(id, wakeAt) {
      if (refuses({ kind: 'case' })) throw new Error('the disk is full');
      return real.postpone(id, wakeAt);
    },
  };
  const cases = casesIn(store, () => {});
  const metrics = metricsOf(() => store, now);
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const teams: Partial<Teams> = {
    async send(_, conversationId) {
      sent.push(conversationId);
      await answers(conversationId);
      return `id-${sent.length}`;
    },
    async post() {
      return { thread: 'mash;messageid=1', activityId: '1' };
    },
    async update() {},
  };
  const deps = {
    machine: realMachine,
    ...{ store, cases, keys: keysIn(store), pack, now, log },
    around: () => around(now()),
    duty: () => noDuty,
    setup: () => noSetup,
    metrics,
    refreshDesk: async () => {},
    teams,
    reach: {
      chatOf: async (person: string) => ({ serviceUrl: 'https://teams.example.org/', conversationId: person }),
      forgetChat: async () => false,
      mash: async () => ({ serviceUrl: 'https://teams.example.org/', teamId: 't', channelId: 'mash', tenantId: 'x' }),
      linkTo: () => undefined,
    },
  };
  const start = () => startWorker(deps as unknown as WorkerDeps);
  return {
    ...{ cases, store, sent, logged, metrics, start },
    refuse(which: typeof refuses) {
      refuses = which;
    },
    answer(how: typeof answers) {
      answers = how;
    },
    async end() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A check that was left lying three hours ago: its author is to be reminded now. */
export function leftLying(): CaseRecord {
  return timed(aDraft(instantOf(Date.now() - 3 * hourMs)), around(now()));
}
