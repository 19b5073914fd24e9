import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { type Asking, type Charged, CosmosFault, call, faultOf } from './cosmos-call.ts';
import { containerOf, cosmosClient } from './cosmos-container.ts';
import { body, cosmosQueries } from './cosmos-queries.ts';
import {
  type Document,
  indexedIn,
  mustBeRemovable,
  mustBeReplaceable,
  nameOf,
  postponing,
  type Saved,
  type SingleDocuments,
  type Store,
} from './port.ts';

export interface CosmosOptions {
  endpoint: string;
  key: string | undefined; // undefined to use the managed identity
  clientId?: string | undefined; // of a user-assigned identity
  database: string;
  organisation: string;
  charged: Charged;
}

const Row = z.object({ body, operation: z.unknown().optional(), _etag: z.string() });
const writeTries = 4;
const notModified = 304;
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
  const client = await cosmosClient(options);
  const opening = () => containerOf(client, options.database, AbortSignal.timeout(openingMayTake), charged);
  const container = await opening().catch((error: unknown) => {
    client.dispose();
    throw error;
  });
  const asking: Asking = { container, organisation, charged, inTime };
  const documents = documentsIn(rowsIn(asking, clock), asking);
  return {
    ...documents,
    ...cosmosQueries(asking),
    async scrub() {},
    // The service counts by its indexes, and this program goes on meanwhile. A number kept beside the cases would cost each write another document.
    recount: async () => false,
    isAlone: async () => false, // other processes may use the service unseen
    aheadMs: clock.aheadMs,
    async ping() {
      await documents.read('settings', 'mash');
    },
    async close() {
      client.dispose();
    },
  };
}

type Rows = ReturnType<typeof rowsIn>;

/** Reads and writes one row at a time. */
function rowsIn({ container, organisation, charged, inTime }: Asking, clock: ReturnType<typeof serviceClock>) {
  const rowOf = (document: Document, operation: string) => ({
    id: nameOf(document),
    organisation,
    kind: document.kind,
    ...indexedIn(document), // one that the document does not have is left out, so queries by it skip the document
    operation,
    body: document,
  });

  const itemOf = (kind: Document['kind'], id: string) => container.item(nameOf({ kind, id }), organisation);

  /** @param known the version that need not be sent again */
  async function ask(kind: Document['kind'], id: string, until: AbortSignal, known?: string) {
    const item = itemOf(kind, id);
    const asked = Date.now();
    const unlessSame = known && { accessCondition: { type: 'IfNoneMatch', condition: known } };
    const answer = await call('read', until, charged, (how) => item.read({ ...how, ...unlessSame }));
    clock.hear(answer.headers.date, asked, Date.now());
    const { resource, statusCode, substatus } = answer;
    // A missing container or a lagging replica must not be mistaken for a document that does not exist.
    if (statusCode === 404 && substatus) throw new CosmosFault('read', 404, substatus);
    if (statusCode === notModified) return { isKnown: true as const };
    return { row: resource === undefined ? undefined : Row.parse(resource) };
  }

  /**
   * Tries up to four times, and writes at most once. When the connection drops, nobody knows whether the write
   * succeeded. So the document is read again: the id of the operation in it answers that.
   */
  async function write(document: Document, expected: string | undefined): Promise<Saved> {
    const operation = randomUUID();
    const row = rowOf(document, operation);
    const until = inTime();
    const send = () =>
      expected === undefined
        ? call('create', until, charged, (how) => container.items.create(row, how))
        : call('replace', until, charged, (how) =>
            itemOf(document.kind, document.id).replace(row, { ...how, ...ifStill(expected) }),
          );
    for (let tried = 1; ; tried += 1) {
      try {
        return { kind: 'saved', version: (await send()).etag };
      } catch (error) {
        const fault = faultOf('write', error);
        const isRefused = [409, 412].includes(Number(fault.code)) || isGone(fault, expected);
        if (!isRefused && !fault.leavesUnknown) throw fault;
        const { row: there } = await ask(document.kind, document.id, until);
        if (there?.operation === operation) return { kind: 'saved', version: there._etag };
        if (isRefused || there?._etag !== expected) return { kind: 'overtaken' };
        if (tried === writeTries) throw fault;
        await wait(50 * 2 ** tried * (0.5 + Math.random()));
      }
    }
  }

  return { itemOf, ask, write };
}

function documentsIn({ itemOf, ask, write }: Rows, { charged, inTime }: Asking): SingleDocuments {
  const one: Omit<SingleDocuments, 'postpone'> = {
    create: (document) => write(document, undefined),
    async replace(document, version) {
      mustBeReplaceable(document);
      return write(document, version);
    },
    async remove(kind, id, version) {
      mustBeRemovable(kind);
      try {
        await call('remove', inTime(), charged, (how) => itemOf(kind, id).delete({ ...how, ...ifStill(version) }));
        return true;
      } catch (error) {
        const fault = faultOf('remove', error);
        if (fault.code === 412 || isGone(fault, version)) return false;
        throw fault;
      }
    },
    async read(kind, id, known = '') {
      const { row, isKnown } = await ask(kind, id, inTime(), known);
      if (isKnown) return { document: undefined, version: known, isKnown };
      return row && { document: row.body, version: row._etag };
    },
  };
  return { ...one, postpone: postponing(one) };
}

/** Only the version that was read is written over, or removed. */
const ifStill = (condition: string) => ({ accessCondition: { type: 'IfMatch', condition } });

/** Whether the document to replace does not exist. A missing container has a substatus, and is a fault instead. */
function isGone(fault: CosmosFault, expected: string | undefined) {
  return fault.code === 404 && fault.substatus === 0 && expected !== undefined;
}

/** The clock of the database service, as its latest answer shows it. */
export function serviceClock() {
  let ahead: number | undefined;
  return {
    /**
     * Takes the time from an answer of the service.
     * @param date the date in the answer, in whole seconds
     * @param sent when the request was sent, in ms by this machine's clock
     * @param received when the answer came, in ms by this machine's clock
     */
    hear(date: unknown, sent: number, received: number) {
      const serviceTime = Date.parse(String(date));
      if (Number.isNaN(serviceTime)) return;
      const [least, most] = [serviceTime - received, serviceTime + 999 - sent];
      ahead = least > 0 ? least : Math.min(most, 0);
    },
    /**
     * How far the service's clock is ahead of this machine's, in ms; 0 if the time on the network may explain the
     * difference.
     */
    aheadMs: () => ahead,
  };
}
