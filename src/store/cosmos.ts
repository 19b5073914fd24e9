import { randomUUID } from 'node:crypto';
import { type Container, CosmosClient, type FeedOptions, type IndexingPolicy } from '@azure/cosmos';
import { z } from 'zod';
import { Instant } from '../time.ts';
import type { Document, Saved, Store, Stored } from './port.ts';

export interface CosmosOptions {
  endpoint: string;
  key: string | undefined; // without one the managed identity is used
  database: string;
  organisation: string;
  charged: (operation: string, requestUnits: number) => void;
}

/** Only what is asked for is indexed: every other path would make each write dearer. */
const indexingPolicy: IndexingPolicy = {
  indexingMode: 'consistent',
  includedPaths: ['kind', 'author', 'status', 'changedAt', 'wakeAt', 'unsentSince'].map((field) => ({
    path: `/${field}/?`,
  })),
  excludedPaths: [{ path: '/*' }],
};

const Row = z.object({ body: z.unknown(), operation: z.string(), _etag: z.string() });
const writeTries = 4;

/**
 * Azure Cosmos DB: one container, partitioned by organisation, one logical partition a partnership. Database and container are
 * made where that is allowed, and otherwise taken as they are.
 * @throws Error when the service cannot be reached or refuses the credentials
 */
export async function cosmosStore(options: CosmosOptions): Promise<Store> {
  const { organisation } = options;
  const client = new CosmosClient({
    endpoint: options.endpoint,
    ...(await credentials(options.key)),
    connectionPolicy: {
      enableEndpointDiscovery: !options.endpoint.startsWith('http:'), // only a test peer speaks plain HTTP
      requestTimeout: 10_000,
      retryOptions: { maxRetryAttemptCount: 3, fixedRetryIntervalInMilliseconds: 0, maxWaitTimeInSeconds: 2 },
    },
  });
  const container = await containerOf(client, options.database);
  const idOf = (kind: Document['kind'], id: string) => `${kind}|${id}`;
  const rowOf = (document: Document, operation: string) => ({
    id: idOf(document.kind, document.id),
    organisation,
    kind: document.kind,
    ...shown(document),
    operation,
    body: document,
  });

  async function readRow(kind: Document['kind'], id: string): Promise<z.infer<typeof Row> | undefined> {
    const { resource, requestCharge } = await container.item(idOf(kind, id), organisation).read();
    options.charged('read', requestCharge);
    return resource === undefined ? undefined : Row.parse(resource);
  }

  /**
   * Writes once. A connection that drops leaves it unknown whether the write was made: the document is read again, and the
   * operation's own mark in it tells.
   */
  async function write(document: Document, expected: string | undefined): Promise<Saved> {
    const operation = randomUUID();
    const row = rowOf(document, operation);
    for (let tried = 1; ; tried += 1) {
      try {
        const made = expected
          ? await container
              .item(row.id, organisation)
              .replace(row, { accessCondition: { type: 'IfMatch', condition: expected } })
          : await container.items.create(row);
        options.charged(expected ? 'replace' : 'create', made.requestCharge);
        return { kind: 'saved', version: made.etag };
      } catch (error) {
        const code = codeOf(error);
        if (code !== 404 && !isUnknown(code) && code !== 409 && code !== 412) throw error;
        const there = await readRow(document.kind, document.id);
        if (there?.operation === operation) return { kind: 'saved', version: there._etag };
        const unchanged = there?._etag === expected;
        if (!isUnknown(code) || !unchanged) return { kind: 'overtaken' };
        if (tried === writeTries) throw error;
      }
    }
  }

  const query = async <T>(
    text: string,
    parameters: Record<string, string | number>,
    shape: z.ZodType<T>,
  ): Promise<T[]> => {
    const named = Object.entries({ ...parameters, organisation }).map(([name, value]) => ({ name: `@${name}`, value }));
    const scope: FeedOptions = { partitionKey: organisation };
    const { resources, requestCharge } = await container.items
      .query({ query: text, parameters: named }, scope)
      .fetchAll();
    options.charged('query', requestCharge);
    return z.array(shape).parse(resources);
  };

  return {
    create: (document) => write(document, undefined),
    replace: (document, version) => write(document, version),
    async read(kind, id) {
      const row = await readRow(kind, id);
      return row && { document: row.body, version: row._etag };
    },
    async due(now, limit) {
      const text =
        "SELECT TOP @limit c.id FROM c WHERE c.organisation = @organisation AND c.kind = 'case' AND c.wakeAt <= @now ORDER BY c.wakeAt";
      const rows = await query(text, { limit, now }, z.object({ id: z.string() }));
      return rows.map(({ id }) => id.slice('case|'.length));
    },
    async nextWake() {
      const text =
        "SELECT TOP 1 c.wakeAt FROM c WHERE c.organisation = @organisation AND c.kind = 'case' AND c.wakeAt >= '' ORDER BY c.wakeAt";
      return (await query(text, {}, z.object({ wakeAt: Instant })))[0]?.wakeAt;
    },
    async casesOf(author, limit) {
      const text =
        "SELECT TOP @limit c.body, c._etag FROM c WHERE c.organisation = @organisation AND c.kind = 'case' AND c.author = @author ORDER BY c.changedAt DESC";
      const rows = await query(text, { author, limit }, z.object({ body: z.unknown(), _etag: z.string() }));
      return rows.map(({ body, _etag }): Stored => ({ document: body, version: _etag }));
    },
    async countCases(status) {
      const text =
        "SELECT VALUE COUNT(1) FROM c WHERE c.organisation = @organisation AND c.kind = 'case' AND c.status = @status";
      return (await query(text, { status }, z.number()))[0] ?? 0;
    },
    async unsent() {
      const from = "FROM c WHERE c.organisation = @organisation AND c.kind = 'case' AND c.unsentSince >= ''";
      const [cases, oldest] = await Promise.all([
        query(`SELECT VALUE COUNT(1) ${from}`, {}, z.number()),
        query(`SELECT TOP 1 c.unsentSince ${from} ORDER BY c.unsentSince`, {}, z.object({ unsentSince: Instant })),
      ]);
      return { cases: cases[0] ?? 0, since: oldest[0]?.unsentSince };
    },
    async ping() {
      await readRow('settings', 'mash');
    },
    async close() {
      client.dispose();
    },
  };
}

/** The fields that are asked for; what a document does not have is left out, so that no query finds it there. */
function shown({ author, status, changedAt, wakeAt, unsentSince }: Document): Record<string, string> {
  const fields = { author, status, changedAt, wakeAt, unsentSince };
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

async function credentials(key: string | undefined) {
  if (key !== undefined) return { key };
  const { ManagedIdentityCredential } = await import('@azure/identity');
  return { aadCredentials: new ManagedIdentityCredential() };
}

async function containerOf(client: CosmosClient, name: string): Promise<Container> {
  try {
    const { database } = await client.databases.createIfNotExists({ id: name });
    const { container } = await database.containers.createIfNotExists({
      id: 'documents',
      partitionKey: '/organisation',
      indexingPolicy,
    });
    return container;
  } catch (error) {
    if (codeOf(error) !== 403) throw error; // an identity that may only use data takes what is there
    return client.database(name).container('documents');
  }
}

/** A number from the service, a word from the wire. */
function codeOf(error: unknown): number | string | undefined {
  return z.object({ code: z.union([z.number(), z.string()]) }).safeParse(error).data?.code;
}

function isUnknown(code: number | string | undefined): boolean {
  return typeof code === 'string' || code === undefined || code === 408 || code >= 500;
}
