import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { Instant } from '../base/time.ts';
import { type Charged, call } from './cosmos-call.ts';
import { containerOf, cosmosClient } from './cosmos-container.ts';
import { CosmosFault, faultOf } from './cosmos-fault.ts';
import {
  type Document,
  type KeyCount,
  mustBeRemovable,
  mustBeReplaceable,
  never,
  type Saved,
  type Store,
  type Stored,
} from './port.ts';
import { serviceClock } from './service-clock.ts';

export interface CosmosOptions {
  endpoint: string;
  key: string | undefined; // undefined to use the managed identity
  database: string;
  organisation: string;
  charged: Charged;
}

/** A malformed field must not stop the other rows from being read. It is read as a value that no document has. */
const field = z.string().optional().catch('not a text');
const body = z.unknown().default(null);
const Row = z.object({ body, operation: field, _etag: z.string() });
const Found = z.object({ id: z.string(), body, _etag: z.string() });
const Listed = Found.extend({
  ...{ author: field, status: field, changedAt: field, wakeAt: field, unsentSince: field, dueAt: field, heldBy: field },
  ...{
    rush: z.boolean().optional().catch(undefined),
    alarm: field,
    keys: z.array(z.string()).optional().catch(undefined),
  },
});
const whole = 'c.id, c.body, c._etag';
const ours = 'FROM c WHERE c.organisation = @organisation';
const casesThat = `${ours} AND c.kind = 'case' AND`;
const isSealed = "c.body.sealed.key > ''";
const underKey = 'c.body.sealed.key = @key';
const writeTries = 4;
const longest = 6000; // ms after which the user hears that it failed, whatever the client is still doing
const openingMayTake = 30_000; // ms: at the start no user is waiting, and the service or the machine may be slow

/**
 * The store in Azure Cosmos DB: one container, with one logical partition for each organisation. A missing database or
 * container is created, if the credentials allow that.
 * @throws CosmosFault when the service cannot be reached, when it refuses the credentials, or when the container
 *   neither exists nor can be created
 */
export async function cosmosStore(options: CosmosOptions): Promise<Store> {
  const { organisation, charged } = options;
  const inTime = () => AbortSignal.timeout(longest);
  const clock = serviceClock();
  const client = await cosmosClient(options.endpoint, options.key);
  const opening = () => containerOf(client, options.database, AbortSignal.timeout(openingMayTake), charged);
  const container = await opening().catch((error: unknown) => {
    client.dispose();
    throw error;
  });
  const idOf = (kind: Document['kind'], id: string) => `${kind}|${id}`;
  const rowOf = (document: Document, operation: string) => ({
    id: idOf(document.kind, document.id),
    organisation,
    ...shown(document),
    operation,
    body: document,
  });

  async function readRow(
    kind: Document['kind'],
    id: string,
    until: AbortSignal,
  ): Promise<z.infer<typeof Row> | undefined> {
    const item = container.item(idOf(kind, id), organisation);
    const sentAt = Date.now();
    const answer = await call('read', until, charged, (how) => item.read(how));
    clock.hear(answer.headers.date, sentAt, Date.now());
    const { resource, statusCode, substatus } = answer;
    // A missing container or a lagging replica must not be mistaken for a document that does not exist.
    if (statusCode === 404 && substatus) throw new CosmosFault('read', 404, substatus);
    return resource === undefined ? undefined : Row.parse(resource);
  }

  /**
   * Writes once. When the connection drops, nobody knows whether the write succeeded. So the document is read again:
   * the id of the operation in it answers that.
   */
  async function write(document: Document, expected: string | undefined): Promise<Saved> {
    const operation = randomUUID();
    const row = rowOf(document, operation);
    const until = inTime();
    const accessCondition = { type: 'IfMatch', condition: expected ?? '' };
    const send = () =>
      expected === undefined
        ? call('create', until, charged, (how) => container.items.create(row, how))
        : call('replace', until, charged, (how) =>
            container.item(row.id, organisation).replace(row, { ...how, accessCondition }),
          );
    for (let tried = 1; ; tried += 1) {
      try {
        return { kind: 'saved', version: (await send()).etag };
      } catch (error) {
        const fault = faultOf('write', error);
        const isRefused = [409, 412].includes(Number(fault.code)) || isGone(fault, expected);
        if (!isRefused && !fault.leavesUnknown) throw fault;
        const there = await readRow(document.kind, document.id, until);
        if (there?.operation === operation) return { kind: 'saved', version: there._etag };
        if (isRefused || there?._etag !== expected) return { kind: 'overtaken' };
        if (tried === writeTries) throw fault;
        await wait(50 * 2 ** tried * (0.5 + Math.random()));
      }
    }
  }

  async function query<T>(text: string, asked: Record<string, string | number>, shape: z.ZodType<T>): Promise<T[]> {
    const parameters = Object.entries({ ...asked, organisation }).map(([name, value]) => ({ name: `@${name}`, value }));
    const { resources } = await call('query', inTime(), charged, (how) =>
      container.items.query({ query: text, parameters }, { ...how, partitionKey: organisation }).fetchAll(),
    );
    return z.array(shape).parse(resources);
  }
  /** The service may return one count for each page, so they are added up. */
  const countOf = async (where: string, asked: Record<string, string>) =>
    (await query(`SELECT VALUE COUNT(1) ${where}`, asked, z.number())).reduce((sum, page) => sum + page, 0);
  const count = (and: string, asked: Record<string, string>) => countOf(`${casesThat} ${and}`, asked);
  const idsOf = async (where: string, asked: Record<string, string | number>) => {
    const rows = await query(`SELECT TOP @limit c.id ${where}`, asked, z.object({ id: z.string() }));
    return rows.map(({ id }) => id.slice(id.indexOf('|') + 1));
  };

  return {
    create: (document) => write(document, undefined),
    async replace(document, version) {
      mustBeReplaceable(document);
      return write(document, version);
    },
    async remove(kind, id, version) {
      mustBeRemovable(kind);
      const item = container.item(idOf(kind, id), organisation);
      const accessCondition = { type: 'IfMatch', condition: version };
      try {
        await call('remove', inTime(), charged, (how) => item.delete({ ...how, accessCondition }));
        return true;
      } catch (error) {
        const fault = faultOf('remove', error);
        if (fault.code === 412 || isGone(fault, version)) return false;
        throw fault;
      }
    },
    async read(kind, id) {
      const row = await readRow(kind, id, inTime());
      return row && { document: row.body, version: row._etag };
    },
    async postpone(id, wakeAt) {
      const row = await readRow('case', id, inTime());
      if (row) await write({ ...(row.body as Document), kind: 'case', id, wakeAt }, row._etag);
    },
    async due(now, limit) {
      const due = await idsOf(`${casesThat} c.wakeAt <= @now ORDER BY c.wakeAt`, { limit, now });
      if (due.length === 0) return due;
      const rush = await idsOf(`${casesThat} c.rush = true AND c.wakeAt <= @now ORDER BY c.wakeAt`, { limit, now });
      return [...new Set([...rush, ...due])].slice(0, limit);
    },
    restingLonger: (than, limit) =>
      idsOf(`${casesThat} c.unsentSince >= '' AND c.wakeAt > @than ORDER BY c.wakeAt DESC`, { limit, than }),
    countAlarms: (alarm) => count('c.alarm = @alarm', { alarm }),
    async nextWake() {
      const text = `SELECT TOP 1 c.wakeAt ${casesThat} c.wakeAt >= '' ORDER BY c.wakeAt`;
      return (await query(text, {}, z.object({ wakeAt: Instant })))[0]?.wakeAt;
    },
    async casesOf(author, limit) {
      const text = `SELECT TOP @limit ${whole} ${casesThat} c.author = @author ORDER BY c.changedAt DESC`;
      return (await query(text, { author, limit }, Found)).map(storedOf);
    },
    casesWith: (key, limit) =>
      idsOf(`${ours} AND c.kind = 'keys' AND ARRAY_CONTAINS(c.keys, @key) ORDER BY c.changedAt DESC`, { key, limit }),
    countCases: (status) => count('c.status = @status', { status }),
    async byDue({ status, before = never, heldBy }, { offset, limit }) {
      const held = heldBy ? ' AND c.heldBy = @heldBy' : '';
      const due = `${casesThat} c.status = @status AND c.dueAt < @before${held} ORDER BY c.dueAt`;
      const values = { status, before, top: offset + limit, ...(heldBy ? { heldBy } : {}) };
      const rows = await query(`SELECT TOP @top ${whole} ${due}`, values, Found);
      return rows.slice(offset).map(storedOf); // OFFSET would be charged for the skipped ones, too
    },
    undated: (status, limit) => idsOf(`${casesThat} c.status = @status AND NOT IS_DEFINED(c.dueAt)`, { status, limit }),
    async unsent() {
      const waits = "c.unsentSince >= ''";
      const text = `SELECT TOP 1 c.unsentSince ${casesThat} ${waits} ORDER BY c.unsentSince`;
      const [cases, oldest] = await Promise.all([
        count(waits, {}),
        query(text, {}, z.object({ unsentSince: Instant })),
      ]);
      return { cases, since: oldest[0]?.unsentSince };
    },
    async all(after = '', limit) {
      const text = `SELECT TOP @limit * ${ours} AND c.id > @after ORDER BY c.id`;
      const rows = await query(text, { limit, after }, Listed);
      return rows.map(({ id, body, _etag, ...row }) => ({ id, stored: storedOf({ id, body, _etag }), shown: row }));
    },
    async keyCounts() {
      const counts: KeyCount[] = [];
      const next = `SELECT TOP 1 VALUE c.body.sealed.key ${ours} AND c.body.sealed.key > @key ORDER BY c.body.sealed.key`;
      for (let key: string | undefined = ''; ; ) {
        [key] = await query(next, { key }, z.string());
        if (key === undefined) return counts;
        const [cases, documents] = [await count(underKey, { key }), await countOf(`${ours} AND ${underKey}`, { key })];
        counts.push({ key, cases, documents });
      }
    },
    async newestSealed(limit) {
      const text = `SELECT TOP @limit ${whole} ${casesThat} ${isSealed} ORDER BY c.changedAt DESC`;
      const rows = await query(text, { limit }, Found);
      return rows.map((row) => ({ id: row.id.slice('case|'.length), stored: storedOf(row) }));
    },
    async scrub() {},
    isAlone: async () => false, // other processes may use the service unseen
    aheadMs: clock.aheadMs,
    async ping() {
      await readRow('settings', 'mash', inTime());
    },
    async close() {
      client.dispose();
    },
  };
}

const storedOf = ({ body, _etag }: z.infer<typeof Found>): Stored => ({ document: body, version: _etag });

/** Whether the document to replace does not exist. A missing container has a substatus, and is a fault instead. */
function isGone(fault: CosmosFault, expected: string | undefined): boolean {
  return fault.code === 404 && fault.substatus === 0 && expected !== undefined;
}

/** The fields that queries use. JSON leaves out a field that the document does not have, so no query finds it. */
function shown({ kind, author, status, changedAt, wakeAt, unsentSince, dueAt, heldBy, rush, alarm, keys }: Document) {
  return { kind, author, status, changedAt, wakeAt, unsentSince, dueAt, heldBy, rush, alarm, keys };
}
