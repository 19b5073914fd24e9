import { z } from 'zod';
import type { IndexedFields, Store, Stored } from './port.ts';

type Row = Record<string, unknown>;

/**
 * What the program did not write must not keep the other rows from being read: it equals nothing that a document says.
 */
const text = z.string().nullish().catch('not a text');
const Columns = z.object({
  ...{ author: text, status: text, changed_at: text, wake_at: text, unsent_since: text, keys: text },
});
const field = z.string().optional().catch('not a text');
const InBody = z.object({ dueAt: field, heldBy: field, rush: z.boolean().optional().catch(undefined), alarm: field });

/**
 * Of rows under another name nobody can ask for the next one; nor does the program find any document under such a name.
 */
export const isListed = "typeof(kind) = 'text' AND typeof(id) = 'text' AND instr(kind, '|') = 0";

/** What is no JSON comes as a text, which nobody can read as a document: so it hides no other. */
export const stored = ({ body, version }: Row): Stored => ({ document: documentIn(body), version: String(version) });

export function listed(row: Row): Awaited<ReturnType<Store['all']>>[number] {
  const each = stored(row);
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
 * By what SQLite finds a document: its columns, what its indices take from the body itself, and the rows of its keys.
 */
function shownIn(found: Row, document: unknown): IndexedFields {
  const { changed_at: changedAt, wake_at: wakeAt, unsent_since: unsentSince, ...row } = Columns.parse(found);
  const keys = z.array(z.string()).safeParse(JSON.parse(row.keys ?? 'null')).data;
  const { author, status } = row;
  const columns = Object.entries({ author, status, changedAt, wakeAt, unsentSince, keys });
  const there = Object.fromEntries(columns.filter(([, value]) => value !== null && value !== undefined));
  return { ...there, ...InBody.safeParse(document).data };
}
