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
  key: string | undefined; // without one the managed identity is used
  database: string;
  organisation: string;
  charged: Charged;
}

/** A field that the program did not write so must not keep the other rows from being read: it equals nothing that a document says. */
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
const longest = 6000; // ms until somebody is told that it did not work, whatever goes on below
const openingMayTake = 30_000; // ms: at the start nobody waits for an answer, and the service or the machine may be slow

/**
 * Azure Cosmos DB: one container, partitioned by organisation, one logical partition a partnership. Database and container are
 * made where that is allowed, and otherwise taken as they are.
 * @throws CosmosFault when the service cannot be reached, refuses the credentials, or has no such container and will not make one
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
    const asked = Date.now();
    const answer = await call('read', until, charged, (how) => item.read(how));
    clock.hear(answer.headers.date, asked, Date.now());
    const { resource, statusCode, substatus } = answer;
    // A container that is gone, or a replica that lags, must not look like a document that never was.
    if (statusCode === 404 && substatus) throw new CosmosFault('read', 404, substatus);
    return resource === undefined ? undefined : Row.parse(resource);
  }

  /**
   * Writes once. A connection that drops leaves it unknown whether the write was made: the document is read again, and the
   * operation's own mark in it tells.
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
  /** The service may count a page at a time. */
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
      const found = await idsOf(`${casesThat} c.wakeAt <= @now ORDER BY c.wakeAt`, { limit, now });
      if (found.length === 0) return found;
      const rush = await idsOf(`${casesThat} c.rush = true AND c.wakeAt <= @now ORDER BY c.wakeAt`, { limit, now });
      return [...new Set([...rush, ...found])].slice(0, limit);
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
      const asked = { status, before, top: offset + limit, ...(heldBy ? { heldBy } : {}) };
      const found = await query(`SELECT TOP @top ${whole} ${due}`, asked, Found);
      return found.slice(offset).map(storedOf); // OFFSET would be charged for the skipped ones, too
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
    isAlone: async () => false, // nobody knows who else asks the service
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

/** Nothing to replace, which is an answer; a container that is gone is none. */
function isGone(fault: CosmosFault, expected: string | undefined): boolean {
  return fault.code === 404 && fault.substatus === 0 && expected !== undefined;
}

/** The fields that are asked for; JSON leaves out what a document does not have, so that no query finds it there. */
function shown({ kind, author, status, changedAt, wakeAt, unsentSince, dueAt, heldBy, rush, alarm, keys }: Document) {
  return { kind, author, status, changedAt, wakeAt, unsentSince, dueAt, heldBy, rush, alarm, keys };
}
