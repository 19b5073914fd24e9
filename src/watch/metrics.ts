import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { throughEachCall } from '../base/each-call.ts';
import { once } from '../base/once-per.ts';
import { type Instant, msBetween } from '../base/time.ts';
import type { Store } from '../store/port.ts';
import { allTroubles, type Trouble } from './checks.ts';
import type { HealthSignals } from './seen.ts';

export type Metrics = ReturnType<typeof metricsOf>;

const states = ['draft', 'awaiting-decision', 'joined', 'decided', 'withdrawn'] as const;
const seconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The metrics of the process: its observers never end, so there is one of each, however many programs run in it. */
const ofProcess = once(() => {
  const register = new Registry();
  collectDefaultMetrics({ register });
  return register;
});

/**
 * The metrics for whoever monitors the service. Labels are our own words, and never name a person or a case.
 * @param openedStore returns the store once it is open; its cases are counted only when somebody reads the metrics
 */
export function metricsOf(openedStore: () => Store | undefined, now: () => Instant) {
  const registry = new Registry();
  const registers = [registry];
  const both = [ofProcess(), registry];
  const timer = (name: string, label: string, help: string) =>
    new Histogram({ name, help, labelNames: [label], buckets: seconds, registers });
  const counter = (name: string, labelNames: string[], help: string) =>
    new Counter({ name, help, labelNames, registers });
  const turns = timer('mash_turn_seconds', 'kind', 'Time to answer one activity of Teams');
  const calls = timer('mash_store_seconds', 'operation', 'Time of one store operation');
  const units = counter('mash_store_request_units_total', ['operation'], 'Request units charged by Cosmos DB');
  const refusals = counter('mash_refusals_total', ['kind'], 'Commands that a rule refused');
  const sent = counter('mash_messages_sent_total', ['kind', 'late'], 'Messages told, and whether they were late');
  const faults = counter(
    'mash_messages_failed_total',
    ['kind', 'status'],
    'Attempts to send a message that Teams did not take',
  );
  const standing = new Gauge({
    name: 'mash_alarm',
    labelNames: ['word'],
    registers,
    help: '1 while a person must mend this',
  });
  const troubles = (words: Trouble[]) => {
    for (const word of allTroubles) standing.set({ word }, Number(words.includes(word)));
  };
  troubles([]);
  addStoreMetrics(registry, openedStore, now);
  return {
    turn: (kind: string, took: number) => turns.observe({ kind }, took),
    storeCall: (operation: string, took: number) => calls.observe({ operation }, took),
    charged: (operation: string, charge: number) => units.inc({ operation }, charge),
    refused: (kind: string) => refusals.inc({ kind }),
    told: (kind: string, late: boolean) => sent.inc({ kind, late: String(late) }),
    failed: (kind: string, status: string) => faults.inc({ kind, status }),
    troubles,
    text: () => Registry.merge(both).metrics(),
  };
}

/** The metrics that are read from the store. They are left out while the store does not answer. */
function addStoreMetrics(registry: Registry, openedStore: () => Store | undefined, now: () => Instant) {
  const ofStore = (
    name: string,
    labelNames: string[],
    help: string,
    count: (gauge: Gauge, store: Store) => Promise<void>,
  ) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        const store = openedStore();
        if (store) await count(this, store).catch(() => (labelNames.length > 0 ? this.reset() : this.remove()));
      },
    });

  ofStore('mash_store_answers', [], '1 when the store answered just now, 0 when it did not', async (gauge, store) => {
    gauge.set(
      await store.ping().then(
        () => 1,
        () => 0,
      ),
    );
  });
  ofStore('mash_cases', ['state'], 'Cases by state', async (gauge, store) => {
    for (const state of states) gauge.set({ state }, await store.countCases(state));
  });
  const waiting = 'Cases in whose outbox something waits';
  let asked: ReturnType<Store['unsent']> | undefined;
  const unsent = (store: Store) => {
    asked ??= store.unsent().finally(() => {
      asked = undefined;
    });
    return asked; // for both at once
  };
  ofStore('mash_cases_with_unsent_messages', [], waiting, async (gauge, store) => {
    gauge.set((await unsent(store)).cases);
  });
  ofStore('mash_oldest_unsent_seconds', [], 'Age of the oldest message that waits', async (gauge, store) => {
    const { since } = await unsent(store);
    gauge.set(since ? Math.max(0, msBetween(since, now())) / 1000 : 0);
  });
}

/** A store that measures the time of each operation and notes its faults. */
export function watchedStore(store: Store, metrics: Metrics, seen: Pick<HealthSignals, 'fault'>): Store {
  async function timed(operation: string, call: () => Promise<unknown>): Promise<unknown> {
    const begun = performance.now();
    try {
      return await call();
    } catch (error) {
      seen.fault(error);
      throw error;
    } finally {
      metrics.storeCall(operation, (performance.now() - begun) / 1000);
    }
  }
  const { aheadMs, close, ...others } = store;
  return { ...throughEachCall(others, timed), aheadMs, close };
}
