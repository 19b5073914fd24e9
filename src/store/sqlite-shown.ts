import { z } from 'zod';
import type { IndexedFields, Store, Stored } from './port.ts';

type Row = Record<string, unknown>;

/** A malformed column must not stop the other rows from being read. It is read as a value that no document has. */
const text = z.string().nullish().catch('not a text');
const Columns = z.object({
  ...{ author: text, status: text, changed_at: text, wake_at: text, unsent_since: text, keys: text },
});
const field = z.string().optional().catch('not a text');
const InBody = z.object({ dueAt: field, heldBy: field, rush: z.boolean().optional().catch(undefined), alarm: field });

/**
 * Leaves out rows with a malformed kind or id: paging could not continue after them, and the program cannot read them
 * either.
 */
export const isListed = "typeof(kind) = 'text' AND typeof(id) = 'text' AND instr(kind, '|') = 0";

/** A body that is not JSON is returned as a string. That fails to parse as a document, but does not hide the others. */
export const toStored = ({ body, version }: Row): Stored => ({ document: documentIn(body), version: String(version) });

export function toListing(row: Row): Awaited<ReturnType<Store['all']>>[number] {
  const each = toStored(row);
  return { id: `${row.kind}|${row.id}`, stored: each, shown: shownIn(row, each.document) };
}

function documentIn(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return String(body);
  }
}

/**
 * The fields by which SQLite finds a document: its columns, the indexed parts of its body, and its rows in the key
 * table.
 */
function shownIn(found: Row, document: unknown): IndexedFields {
  const { changed_at: changedAt, wake_at: wakeAt, unsent_since: unsentSince, ...row } = Columns.parse(found);
  const keys = z.array(z.string()).safeParse(JSON.parse(row.keys ?? 'null')).data;
  const { author, status } = row;
  const columns = Object.entries({ author, status, changedAt, wakeAt, unsentSince, keys });
  const present = Object.fromEntries(columns.filter(([, value]) => value !== null && value !== undefined));
  return { ...present, ...InBody.safeParse(document).data };
}
