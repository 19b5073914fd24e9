import { z } from 'zod';
import { type Asking, call } from './cosmos-call.ts';
import {
  indexedIn,
  instantIn,
  type KeyCount,
  kindAndId,
  type ListQuery,
  type Lists,
  never,
  type Store,
  type Stored,
  urgentFirst,
  type WorkerQueries,
} from './port.ts';

export const body = z.unknown().default(null);
const DueRow = z.object({ id: z.string(), author: z.string().catch('') });
const Found = z.object({ id: z.string(), body, _etag: z.string() });
const ours = 'FROM c WHERE c.organisation = @organisation';
const casesThat = `${ours} AND c.kind = 'case' AND`;
type Asked = Record<string, string | number | string[]>;
type Queries = ReturnType<typeof queriesOn>;

/** The queries over all documents of the organisation. */
export function cosmosQueries(asking: Asking) {
  const queries = queriesOn(asking);
  return {
    ...forTheWorker(queries),
    ...lists(queries),
    touched: touches(queries),
    newestWrite: () => newestIn(queries),
  };
}

function queriesOn({ container, organisation, charged, inTime }: Asking) {
  async function query<T>(text: string, asked: Asked, shape: z.ZodType<T>) {
    const parameters = Object.entries({ ...asked, organisation }).map(([name, value]) => ({ name: `@${name}`, value }));
    const { resources } = await call('query', inTime(), charged, (how) =>
      container.items.query({ query: text, parameters }, { ...how, partitionKey: organisation }).fetchAll(),
    );
    return z.array(shape).parse(resources);
  }
  /** The service may return one count for each page, so they are added up. */
  const count = async (and: string, asked: Asked) =>
    (await query(`SELECT VALUE COUNT(1) ${casesThat} ${and}`, asked, z.number())).reduce((sum, page) => sum + page, 0);
  const found = async (where: string, asked: Asked) => {
    const rows = await query(`SELECT TOP @limit c.id, c.author ${where}`, asked, DueRow);
    return rows.map(({ id, author }) => ({ id: kindAndId(id)[1], author }));
  };
  const idsOf = async (...asked: Parameters<typeof found>) => (await found(...asked)).map(({ id }) => id);
  /** The earliest of these times of the cases. */
  const earliest = async (time: 'c.wakeAt' | 'c.unsentSince') => {
    const text = `SELECT TOP 1 VALUE ${time} ${casesThat} ${time} >= '' ORDER BY ${time}`;
    return (await query(text, {}, z.unknown().transform(instantIn)))[0];
  };
  /** Cases as they lie. */
  const cases = (and: string, asked: Asked) =>
    query(`SELECT TOP @limit c.id, c.body, c._etag ${casesThat} ${and}`, asked, Found);
  return { query, count, found, idsOf, earliest, cases };
}

function forTheWorker({ earliest, count, found, idsOf }: Queries): WorkerQueries {
  return {
    async due(now, limit) {
      const due = await found(`${casesThat} c.wakeAt <= @now ORDER BY c.wakeAt`, { limit, now });
      if (due.length === 0) return due;
      const rush = await found(`${casesThat} c.rush = true AND c.wakeAt <= @now ORDER BY c.wakeAt`, { limit, now });
      return urgentFirst(rush, due, limit);
    },
    unsentWakingAfter: (after, limit) =>
      idsOf(`${casesThat} c.unsentSince >= '' AND c.wakeAt > @after ORDER BY c.unsentSince`, { limit, after }),
    countTroubles: (texts) => count('ARRAY_CONTAINS(@texts, c.trouble)', { texts }),
    nextWake: () => earliest('c.wakeAt'),
    async unsent() {
      const [cases, since] = await Promise.all([count("c.unsentSince >= ''", {}), earliest('c.unsentSince')]);
      return { cases, since };
    },
  };
}

/** When the newest document was written that `and` allows, by the service's own time, in whole seconds. */
const newestIn = async ({ query }: Queries, and = " AND c.id != 'settings|heartbeat'") =>
  (await query(`SELECT TOP 1 VALUE c._ts ${ours}${and} ORDER BY c._ts DESC`, {}, z.number()))[0];

/** Documents that anybody has written since the last call, by the service's own time, in whole seconds. */
function touches(queries: Queries): Store['touched'] {
  const { query, count } = queries;
  let since: number | undefined;
  let cases = 0;
  return async () => {
    const from = since;
    since = (await newestIn(queries, '')) ?? from;
    const before = cases;
    cases = await count('true', {});
    if (from === undefined || cases < before) return { what: 'anything', alien: false }; // no case is ever removed
    const rows = await query(`SELECT * ${ours} AND c._ts >= @from`, { from }, Found.loose());
    return { what: rows.map(listingOf), alien: false };
  };
}

/** A row whose kind is not that of its id is found by no query: it is shown as one that differs from its document. */
const listingOf = (row: z.infer<typeof Found> & { kind?: unknown }) => {
  const isFound = row.id.startsWith(`${row.kind}|`);
  return { id: row.id, stored: storedOf(row), shown: indexedIn(isFound ? row : { ...row, status: 0 }) };
};

function lists({ query, count, idsOf, cases }: Queries): Lists {
  return {
    casesOf: async (author, limit) =>
      (await cases('c.author = @author ORDER BY c.changedAt DESC', { author, limit })).map(storedOf),
    casesWith: (key, limit) =>
      idsOf(`${ours} AND c.kind = 'keys' AND ARRAY_CONTAINS(c.keys, @key) ORDER BY c.changedAt DESC`, { key, limit }),
    countCases: (status) => count('c.status = @status', { status }),
    async upNext(query, limit) {
      const [some, asked] = onBoard(query);
      return (await cases(`${some} ORDER BY c.upNext`, { ...asked, limit })).map(storedOf);
    },
    countUpNext: (query) => count(...onBoard(query)),
    async all(after = '', limit) {
      const text = `SELECT TOP @limit * ${ours} AND c.id > @after ORDER BY c.id`;
      const rows = await query(text, { limit, after }, Found.loose());
      return rows.map(listingOf);
    },
    async keyCounts() {
      const counts: KeyCount[] = [];
      const next = `SELECT TOP 1 VALUE c.body.sealed.key ${ours} AND c.body.sealed.key > @key ORDER BY c.body.sealed.key`;
      for (let key: string | undefined = ''; ; ) {
        [key] = await query(next, { key }, z.string());
        if (key === undefined) return counts;
        counts.push({ key, cases: await count('c.body.sealed.key = @key', { key }) });
      }
    },
    async newestSealed(limit) {
      const rows = await cases("c.body.sealed.key > '' ORDER BY c.changedAt DESC", { limit });
      return rows.map((row) => ({ id: kindAndId(row.id)[1], stored: storedOf(row) }));
    },
  };
}

/** The condition for these cases of the board, and its values. */
function onBoard({
  after = '',
  until = never,
  dueBefore,
  placeBefore = dueBefore ? '' : never,
  team,
  ...some
}: ListQuery) {
  const fields = (['heldBy', 'status'] as const).filter((field) => some[field]);
  const more = [...fields.map((field) => ` AND c.${field} = @${field}`), ...(team ? [' AND c.team = true'] : [])].join(
    '',
  );
  const condition = `c.upNext > @after AND c.upNext < @until AND (c.upNext < @placeBefore OR c.dueAt < @dueBefore)${more}`;
  return [condition, { after, until, dueBefore: dueBefore ?? '', placeBefore, ...some }] as const;
}

const storedOf = ({ body, _etag }: z.infer<typeof Found>): Stored => ({ document: body, version: _etag });
