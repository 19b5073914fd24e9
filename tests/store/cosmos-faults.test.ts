import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { Instant } from '../../src/base/time.ts';
import { type CosmosOptions, cosmosStore } from '../../src/store/cosmos.ts';
import { CosmosFault } from '../../src/store/cosmos-call.ts';
import type { Document, Store } from '../../src/store/port.ts';
import { key, patientCosmosStore, startCosmosStandIn } from '../fakes/cosmos.ts';
import { type Fault, startProxy } from '../fakes/cosmos-proxy.ts';
import { within } from '../fakes/time-taken.ts';

const standIn = await startCosmosStandIn();
const proxy = await startProxy(standIn);
const options: CosmosOptions = {
  endpoint: proxy.endpoint,
  key,
  database: 'mash',
  organisation: 'HT',
  charged: (operation, units) => charges.push([operation, units]),
};
const charges: [string, number][] = [];
let store: Store;
let other: Store; // another instance of the program, whose connection to the service works
let id: string;
let cases = 0;
const NOW = Instant.parse('2026-11-24T14:00:00.000Z');
const aCase = (facts: string): Document => ({ kind: 'case', id, ...{ facts } });
const busy = (retryAfterMs: number): Fault => ({ kind: 'answer', status: 429, retryAfterMs, substatus: 3200 });
const sent = (operation: string) => proxy.seen.filter((each) => each.operation === operation).length;

beforeEach(async () => {
  store = await patientCosmosStore(options);
  other = await patientCosmosStore({ ...options, endpoint: standIn.endpoint, charged: () => {} });
  cases += 1;
  id = `case-${cases}`;
  proxy.seen.length = 0;
  charges.length = 0;
});
afterEach(async () => {
  proxy.wellAgain();
  await store.close();
  await other.close();
});
afterAll(() => proxy.close());

const cutBefore: Fault = { kind: 'cut', when: 'before-commit' };
const cutAfter: Fault = { kind: 'cut', when: 'after-commit' };
const refuses = (status: number): Fault => ({ kind: 'answer', status });

const versionNow = async () => (await other.read('case', id))?.version ?? 'MISSING';
const factsNow = async () => Object((await other.read('case', id))?.document).facts;
/** @returns the version of a new case */
async function created(): Promise<string> {
  await store.create(aCase('first'));
  return versionNow();
}
/** A call fails after six seconds at most. The test allows ten, because the stand-in may share a busy machine. */
async function soonThrownBy(work: Promise<unknown>): Promise<CosmosFault> {
  const fault = await within(10_000, work).then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  );
  if (!(fault instanceof CosmosFault)) throw new Error(`not a fault of Cosmos DB: ${String(fault)}`);
  return fault;
}

// A cut connection to Cosmos DB

it.each<[string, 'create' | 'replace', Fault[], number]>([
  ['created once, if the connection is cut after it was created', 'create', [cutAfter], 1],
  ['replaced once, if the connection is cut after it was replaced', 'replace', [cutAfter], 1],
  ['created once, if the connection is cut before it was created', 'create', [cutBefore], 2],
  ['replaced once, if the connection is cut twice before it was replaced', 'replace', [cutBefore, cutBefore], 3],
  ['replaced once, if it is cut before the first attempt and after the second', 'replace', [cutBefore, cutAfter], 2],
])('A case is saved, and %s', async (_, operation, cuts, attempts) => {
  const version = operation === 'replace' ? await created() : '';
  proxy.next(operation, ...cuts);
  const outcome = version ? await store.replace(aCase('hers'), version) : await store.create(aCase('hers'));
  expect(outcome).toEqual({ kind: 'saved', version: await versionNow() });
  expect([await factsNow(), sent(operation)]).toEqual(['hers', attempts]);
});

it('A replacement is overtaken, and the other change stays, if the connection is cut and somebody else changes the case meanwhile', async () => {
  const version = await created();
  const theirs = async () => void (await other.replace(aCase('theirs'), version));
  proxy.next('replace', { ...cutBefore, meanwhile: theirs });
  expect(await store.replace(aCase('ours'), version)).toEqual({ kind: 'overtaken' });
  expect(await factsNow()).toBe('theirs');
  expect(sent('replace')).toBe(1);
});

it('A creation is overtaken, and the other case stays, if the connection is cut and somebody else creates the case meanwhile', async () => {
  const theirs = async () => void (await other.create(aCase('theirs')));
  proxy.next('create', { ...cutBefore, meanwhile: theirs });
  expect(await store.create(aCase('ours'))).toEqual({ kind: 'overtaken' });
  expect(await factsNow()).toBe('theirs');
});

it('A write that is cut each time fails after a few attempts, and nothing is saved', async () => {
  proxy.always('create', cutBefore);
  const fault = await soonThrownBy(store.create(aCase('hers')));
  expect([fault.code, sent('create')]).toEqual(['ECONNRESET', 4]);
  expect(await other.read('case', id)).toBeUndefined();
});

it('A read that is cut is tried again', async () => {
  await store.create(aCase('hers'));
  proxy.next('read', cutAfter);
  expect(await store.read('case', id)).toMatchObject({ document: { facts: 'hers' } });
});

// A stale read after an uncertain write

it('A write that succeeded is recognised even if the read after it is stale: the retry is refused, and the next read shows that the first attempt was saved', async () => {
  const version = await created();
  const before = (await other.read('case', id))?.document;
  // A lagging replica: after a lost answer, the client's session does not know of its own write.
  proxy.next('replace', cutAfter);
  const stale = { id: `case|${id}`, body: before, operation: 'an earlier one', _etag: version };
  proxy.next('read', { kind: 'answer', status: 200, body: JSON.stringify(stale) });
  expect(await store.replace(aCase('second'), version)).toEqual({ kind: 'saved', version: await versionNow() });
  expect(sent('replace')).toBe(2);
});

// A busy Cosmos DB

it('A write waits as long as Cosmos DB asks, and is saved once', async () => {
  proxy.next('create', busy(300), busy(200));
  const begun = performance.now();
  expect(await within(10_000, store.create(aCase('hers')))).toMatchObject({ kind: 'saved' });
  expect(performance.now() - begun).toBeGreaterThanOrEqual(500);
  expect(sent('create')).toBe(3);
});

it('A read and a query wait as long as Cosmos DB asks', async () => {
  await store.create({ ...aCase('hers'), wakeAt: NOW });
  proxy.next('read', busy(10));
  proxy.next('query', busy(10), busy(10));
  expect(await store.read('case', id)).toMatchObject({ document: { facts: 'hers' } });
  expect(await store.due(NOW, 100)).toContainEqual({ id, author: expect.any(String) });
});

it.each([
  ['again and again', 400, 6],
  ['and asks for a longer wait than any person would accept', 60_000, 1],
])('A person soon gets an answer when Cosmos DB is busy %s', async (_, retryAfterMs, tries) => {
  proxy.always('create', busy(retryAfterMs));
  const fault = await soonThrownBy(store.create(aCase('hers')));
  expect(fault.code).toBe(429);
  expect(sent('create')).toBeLessThanOrEqual(tries); // so it takes at most two and a half seconds
  expect(await other.read('case', id)).toBeUndefined();
});

it('The program waits at its start, and then starts, when Cosmos DB is busy', async () => {
  proxy.next('read-database', busy(10));
  proxy.next('read-container', busy(10));
  await expect(cosmosStore(options).then((opened) => opened.close())).resolves.toBeUndefined();
});

// A Cosmos DB that does not work

it('A write is retried, and saved once, when Cosmos DB fails for a moment (503)', async () => {
  proxy.next('create', refuses(503), refuses(503));
  expect(await store.create(aCase('hers'))).toEqual({ kind: 'saved', version: await versionNow() });
  expect(sent('create')).toBe(3);
});

it('A write, a read, a query and a ping fail when Cosmos DB fails for longer', async () => {
  for (const operation of ['create', 'read', 'query'] as const) proxy.always(operation, refuses(503));
  const asked = [store.create(aCase('hers')), store.read('case', id), store.due(NOW, 10), store.ping()];
  const faults = await Promise.all(asked.map(soonThrownBy));
  expect(faults.map(({ code }) => code)).toEqual([503, 503, 503, 503]);
});

it('A write waits for a slow answer of Cosmos DB', async () => {
  proxy.next('create', { kind: 'delay', ms: 200 });
  expect(await store.create(aCase('hers'))).toMatchObject({ kind: 'saved' });
  expect(sent('create')).toBe(1);
});

it('A missing container is reported as a fault, and never as a missing document', async () => {
  const gone: Fault = { kind: 'answer', status: 404, substatus: 1003 };
  for (const operation of ['create', 'replace', 'read'] as const) proxy.always(operation, gone);
  const asked = [store.read('case', id), store.create(aCase('a')), store.replace(aCase('a'), '"v"'), store.ping()];
  const faults = await Promise.all(asked.map(soonThrownBy));
  expect(faults.map(({ code }) => code)).toEqual([404, 404, 404, 404]);
});

// A fault of Cosmos DB

const secret = 'Her uncle waits at the school gate';
const faults: [string, Fault][] = [
  ['a refusal that quotes the request', refuses(400)],
  ['a refusal because of its size', refuses(413)],
  ['an answer that is not JSON', { kind: 'answer', status: 200, body: `{"facts": "${secret}` }],
  ['a cut connection', cutBefore],
];
it.each(faults)('A fault of Cosmos DB reveals nothing of the document: %s', async (_, fault) => {
  const wrong = fault.kind === 'cut' ? (['create'] as const) : (['create', 'replace', 'read', 'query'] as const);
  for (const operation of wrong) proxy.always(operation, fault);
  const asked = wrong.map((operation): Promise<unknown> => {
    if (operation === 'create') return store.create(aCase(secret));
    if (operation === 'replace') return store.replace(aCase(secret), '"v"');
    return operation === 'read' ? store.read('case', id) : store.due(NOW, 10);
  });
  for (const thrown of await Promise.all(asked.map(soonThrownBy))) {
    const everything = [thrown.message, thrown.stack, thrown.cause, ...Object.values(thrown)].map(String).join('\n');
    expect(everything).not.toContain('uncle');
    expect(thrown.message).toMatch(/^Cosmos DB: (create|replace|read|query) failed with [\w]+/);
  }
});

// The charges of Cosmos DB

it('Cosmos DB’s charge is reported for every operation, one unit each at the stand-in', async () => {
  await store.create({ ...aCase('hers'), wakeAt: NOW });
  await store.replace(aCase('hers'), await versionNow());
  await store.read('case', id);
  await store.due(NOW, 10);
  expect(charges).toEqual([
    ['create', 1],
    ['replace', 1],
    ['read', 1],
    ['query', 1],
    ['query', 1], // for the urgent cases
  ]);
});

// Opening Cosmos DB

it('Opening creates an index of exactly the fields that the queries use', async () => {
  const opened = await cosmosStore({ ...options, database: 'indexes' });
  const made = proxy.seen.find(({ operation }) => operation === 'create-container');
  const { indexingPolicy, partitionKey } = JSON.parse(made?.body ?? '{}');
  await opened.create({ ...aCase('hers'), wakeAt: NOW });
  await opened.due(NOW, 1);
  await opened.unsentWakingAfter(NOW, 1);
  await opened.countTroubles(['nobody-reached']);
  await opened.nextWake();
  await opened.casesOf(StaffId.parse('jane'), 1);
  await opened.casesWith('a-key', 1);
  await opened.countCases('draft');
  await opened.unsent();
  await opened.upNext({ heldBy: StaffId.parse('jane'), team: true }, 1);
  await opened.all(undefined, 1);
  await opened.keyCounts();
  await opened.newestSealed(1);
  for (let twice = 0; twice < 2; twice += 1) await opened.touched();
  await opened.newestWrite();
  await opened.close();
  const queries = proxy.seen.filter(({ operation }) => operation === 'query').map(({ body }) => JSON.parse(body).query);
  expect(queries).toHaveLength(20);
  const asked = queries.flatMap((text) =>
    [...text.slice(text.indexOf('WHERE')).matchAll(/c\.([\w.]+)/g)].map(([, field]) => field),
  );
  const needed = [...new Set(asked)].filter((field) => field !== 'id'); // which is always indexed
  const paths = indexingPolicy.includedPaths.map(({ path }: { path: string }) => path);
  expect(paths.sort()).toEqual(
    needed.map((field) => (field === 'keys' ? '/keys/[]/?' : `/${field?.replaceAll('.', '/')}/?`)).sort(),
  );
  expect(indexingPolicy).toMatchObject({ indexingMode: 'consistent', excludedPaths: [{ path: '/*' }] });
  expect(partitionKey.paths).toEqual(['/organisation']);
  for (const text of queries) expect(text).toContain('c.organisation = @organisation');
});

it('Opening uses an existing container if the identity may not create one', async () => {
  for (const operation of ['read-database', 'create-database', 'create-container'] as const)
    proxy.always(operation, refuses(403));
  const opened = await cosmosStore(options);
  expect(await opened.create(aCase('hers'))).toMatchObject({ kind: 'saved' });
  await opened.close();
});

it('Opening fails if the container is missing and the identity may not create it', async () => {
  for (const operation of ['create-database', 'create-container'] as const) proxy.always(operation, refuses(403));
  const fault = await soonThrownBy(cosmosStore({ ...options, database: 'missing' }));
  expect(fault.message).toBe(
    'Cosmos DB: read container failed with 404: the database or its container "documents" is not there; check COSMOS_DATABASE, or make them',
  );
});

it('Opening fails if the key is not accepted', async () => {
  proxy.always('read-database', refuses(401));
  const fault = await soonThrownBy(cosmosStore(options));
  expect(fault.message).toContain('the key or the identity is not accepted');
});

it('Opening works for four instances that start at once on an empty account', async () => {
  const stores = await Promise.all([1, 2, 3, 4].map(() => cosmosStore({ ...options, database: 'at-once' })));
  const outcomes = await Promise.all(stores.map((each) => each.create(aCase('hers'))));
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['overtaken', 'overtaken', 'overtaken', 'saved']);
  for (const each of stores) await each.close();
});
