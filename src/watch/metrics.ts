import { createServer } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type Instant, msOf } from '../base/time.ts';
import type { Store } from '../store/port.ts';

/** What whoever watches the service counts. Labels are names of ours, never of a person or a case. */
export interface Metrics {
  turn(kind: string, seconds: number): void;
  storeCall(operation: string, seconds: number): void;
  charged(operation: string, requestUnits: number): void;
  refused(kind: string): void;
  told(kind: string, late: boolean): void;
  failed(kind: string, status: string): void;
  text(): Promise<string>;
}

const states = ['draft', 'awaiting-decision', 'decided', 'withdrawn'] as const;
const seconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** @param counted the store, once it is open; asked for its counts when somebody looks, not before */
export function metricsOf(counted: () => Store | undefined, now: () => Instant): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const turns = new Histogram({
    name: 'mash_turn_seconds',
    help: 'Time to answer one activity of Teams',
    labelNames: ['kind'],
    buckets: seconds,
    registers,
  });
  const calls = new Histogram({
    name: 'mash_store_seconds',
    help: 'Time of one store operation',
    labelNames: ['operation'],
    buckets: seconds,
    registers,
  });
  const units = new Counter({
    name: 'mash_store_request_units_total',
    help: 'Request units charged by Cosmos DB',
    labelNames: ['operation'],
    registers,
  });
  const refusals = new Counter({
    name: 'mash_refusals_total',
    help: 'Commands that a rule refused',
    labelNames: ['kind'],
    registers,
  });
  const sent = new Counter({
    name: 'mash_messages_sent_total',
    help: 'Messages told, and whether they were late',
    labelNames: ['kind', 'late'],
    registers,
  });
  const faults = new Counter({
    name: 'mash_messages_failed_total',
    help: 'Tries to tell something that Teams did not take',
    labelNames: ['kind', 'status'],
    registers,
  });
  // What only the store can tell is left out while it does not answer; everything else goes on being shown.
  const withStore = async (count: (store: Store) => Promise<void>, forget: () => void): Promise<void> => {
    const store = counted();
    if (store) await count(store).catch(forget);
  };
  new Gauge({
    name: 'mash_store_answers',
    help: '1 when the store answered just now, 0 when it did not',
    registers,
    collect() {
      const ask = async (store: Store) => this.set(await store.ping().then(() => 1));
      return withStore(ask, () => this.set(0));
    },
  });
  new Gauge({
    name: 'mash_cases',
    help: 'Cases by state',
    labelNames: ['state'],
    registers,
    collect() {
      const count = async (store: Store) => {
        for (const state of states) this.set({ state }, await store.countCases(state));
      };
      return withStore(count, () => this.reset());
    },
  });
  new Gauge({
    name: 'mash_cases_with_unsent_messages',
    help: 'Cases in whose outbox something waits',
    registers,
    collect() {
      const count = async (store: Store) => this.set((await store.unsent()).cases);
      return withStore(count, () => this.remove());
    },
  });
  new Gauge({
    name: 'mash_oldest_unsent_seconds',
    help: 'Age of the oldest message that waits',
    registers,
    collect() {
      const count = async (store: Store) => {
        const { since } = await store.unsent();
        this.set(since ? Math.max(0, msOf(now()) - msOf(since)) / 1000 : 0);
      };
      return withStore(count, () => this.remove());
    },
  });
  return {
    turn: (kind, took) => turns.observe({ kind }, took),
    storeCall: (operation, took) => calls.observe({ operation }, took),
    charged: (operation, charge) => units.inc({ operation }, charge),
    refused: (kind) => refusals.inc({ kind }),
    told: (kind, late) => sent.inc({ kind, late: String(late) }),
    failed: (kind, status) => faults.inc({ kind, status }),
    text: () => registry.metrics(),
  };
}

/** Shows the metrics on a port of their own, to this machine only. */
export async function showMetrics(metrics: Metrics, port: number): Promise<{ close(): void }> {
  const server = createServer(async (request, response) => {
    // restify changes node's responses: nothing may be chained on writeHead.
    if (request.url !== '/metrics') {
      response.writeHead(404);
      response.end();
      return;
    }
    const text = await metrics.text();
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' });
    response.end(text);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { close: () => server.close() };
}
