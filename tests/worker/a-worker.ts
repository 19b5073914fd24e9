import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';
import pino from 'pino';
import { type Instant, instantOf, msOf } from '../../src/base/time.ts';
import type { Card } from '../../src/cards/parts.ts';
import { withWakeTime } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { withinLimits } from '../../src/connector/limits.ts';
import type { Teams } from '../../src/connector/teams.ts';
import { noDuty } from '../../src/features/duty/duty-state.ts';
import { noSetup } from '../../src/features/set-up/set-up-state.ts';
import { casesIn } from '../../src/store/cases.ts';
import { searchKeysIn } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/port.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { ownClock } from '../../src/watch/clock.ts';
import { metricsOf } from '../../src/watch/metrics.ts';
import type { WorkerDeps } from '../../src/worker/delivered.ts';
import { startWorker, type Worker } from '../../src/worker/worker.ts';
import { aDraft, at, caseContext, pack } from '../case/a-case.ts';
import { asOpened } from '../fakes/as-opened.ts';
import { virtualMachine } from '../fakes/virtual-machine.ts';

const hourMs = 3_600_000;
export const begin = at('2026-11-24T14:03:20.000Z');

const running: { end(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.end();
});

/**
 * A worker on a real store whose calls can be made to fail, with a fake Teams that records its messages, and a clock
 * that the test advances. It ends with the test. `limits`: within the limits of Teams.
 */
export function aWorker(
  given?: (machine: ReturnType<typeof virtualMachine>) => Store,
  { limits = false, ...more }: Pick<WorkerDeps, 'stampLook'> & { limits?: boolean } = {},
) {
  let isStirred = true;
  const stir = () => {
    isStirred = true;
  };
  const machine = virtualMachine(begin, {
    takeStirred() {
      const wasStirred = isStirred || msOf(machine.now()) !== machine.ticks();
      isStirred = false;
      return wasStirred;
    },
    nextWake: () => real.nextWake().catch(() => undefined),
    longestSkip: 60_000,
  });
  const { now } = machine;
  const folder = mkdtempSync(join(tmpdir(), 'mash-worker-'));
  const path = join(folder, 'mash.db');
  const real = given?.(machine) ?? asOpened(sqliteStore(path, 'HT', machine), machine.ticks);
  const sent: string[] = [];
  const said: { to: string; heading: string; at: Instant; card: Card; alert: boolean }[] = [];
  const posted: string[] = [];
  const logged: { event?: string; ref?: string }[] = [];
  let refuses: (document: { kind: string; id?: string }) => boolean | Error = () => false;
  const mustTake = (document: { kind: string; id?: string }) => {
    const why = refuses(document);
    if (why) throw why === true ? new Error('the disk is full') : why;
  };
  let answers: (conversationId: string) => Promise<void> = async () => {};
  let fault: () => Error | undefined = () => undefined;
  let isAlone = true;
  const store: Store = {
    ...real,
    create: (...written) => real.create(...written).finally(stir),
    remove: (...written) => real.remove(...written).finally(stir),
    async replace(document, version) {
      stir();
      const thrown = fault();
      if (thrown) throw thrown;
      mustTake(document);
      return real.replace(document, version);
    },
    async due(...asked) {
      const thrown = fault();
      if (thrown) {
        stir();
        throw thrown;
      }
      return real.due(...asked);
    },
    isAlone: async () => isAlone,
    async postpone(id, wakeAt) {
      stir();
      mustTake({ kind: 'case', id });
      return real.postpone(id, wakeAt);
    },
  };
  const cases = casesIn(store, () => {});
  const metrics = metricsOf(() => store, now);
  const log = pino(
    { level: 'info', timestamp: false },
    { write: (line: string) => void logged.push(JSON.parse(line)) },
  );
  const teams: Partial<Teams> = {
    async send(_, conversationId, message) {
      sent.push(conversationId);
      if ('card' in message) {
        const { card, alert = false } = message;
        said.push({ to: conversationId, heading: String(card.fallbackText), at: now(), card, alert });
      }
      await answers(conversationId);
      return `id-${sent.length}`;
    },
    async post(_, channelId) {
      posted.push(channelId);
      await answers(channelId);
      const number = String(posted.length + 1); // a test may have a case whose card is message 1
      return { thread: `mash;messageid=${number}`, activityId: number };
    },
    async update() {},
  };
  const deps = {
    machine,
    heart: { instance: 'this' },
    instances: 1,
    board: { countAhead: async () => {} },
    clock: ownClock(machine, { aheadMs: () => undefined }),
    ...{ store, looked: store, cases, keys: searchKeysIn(store), pack, now, log },
    caseContext: () => caseContext(now()),
    duty: () => noDuty,
    setup: () => noSetup,
    currentSetUp: () => noSetup,
    metrics,
    refreshDesk: async () => {},
    teams,
    teamsFor: limits ? withinLimits(teams as Teams, machine) : () => teams,
    reach: {
      chatOf: async (person: string) => ({ serviceUrl: 'https://teams.example.org/', conversationId: person }),
      findAgain: async () => false,
      assessment: async () => ({
        serviceUrl: 'https://teams.example.org/',
        teamId: 't',
        channelId: 'assess',
        tenantId: 'x',
      }),
      mash: async () => ({ serviceUrl: 'https://teams.example.org/', teamId: 't', channelId: 'mash', tenantId: 'x' }),
      linkTo: () => undefined,
    },
  };
  const whole = { ...deps, ...more } as unknown as WorkerDeps;
  const workers = new Set<Worker>();
  async function stop(worker: Worker) {
    workers.delete(worker);
    const stopping = worker.stop();
    await machine.pass(10_000);
    await stopping;
  }
  let isOver = false;
  const all = {
    deps: whole,
    ...{ path, cases, store, sent, said, posted, logged, metrics, stop, machine, now },
    start() {
      const worker = startWorker(whole);
      workers.add(worker);
      return worker;
    },
    /** The case as it is stored now. */
    async load(id: CaseRecord['id']): Promise<CaseRecord> {
      const record = await cases.load(id);
      if (!record) throw new Error('the case does not exist');
      return record;
    },
    /** Changes the stored case, as another instance might. */
    alter: (id: CaseRecord['id'], change: (record: CaseRecord) => CaseRecord) =>
      cases.change(id, (record) => ({ record: change(record), result: undefined })),
    refuse(isRefused: typeof refuses) {
      refuses = isRefused;
    },
    answer(newAnswers: typeof answers) {
      answers = newAnswers;
    },
    /** From now on another instance has the store open, too. */
    share() {
      isAlone = false;
    },
    /** Whenever this function returns an error, `replace` and `due` of the store throw it. */
    fail(newFault: typeof fault) {
      fault = newFault;
    },
    async end() {
      if (isOver) return;
      isOver = true;
      for (const worker of workers) await stop(worker);
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  running.push(all);
  return all;
}

/** A check that was abandoned three hours ago, so that its author must be reminded now. */
export function abandonedCheck(): CaseRecord {
  return withWakeTime(aDraft(instantOf(msOf(begin) - 3 * hourMs)), caseContext(begin));
}
