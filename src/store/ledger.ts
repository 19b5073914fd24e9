import PQueue from 'p-queue';
import { z } from 'zod';
import { Instant } from '../base/time.ts';
import { Hash } from '../case/record.ts';
import { linked, linkField } from '../evidence/chained-log.ts';
import { everyDocument } from './every-case.ts';
import type { Store } from './port.ts';
import { SealFault } from './seal.ts';

const Value = z.string().optional();

/**
 * One entry of the store's ledger: the heads of the store's chains at that time, and any tampering found. Each entry is
 * chained to the one before it, so anyone who keeps the hash of an entry can check all entries up to it. `cases` is the
 * number of cases at that time. `mended`: fields that the sweep set out to repair; `is` is the right value.
 */
export const LedgerEntry = z.object({
  kind: z.literal('ledger'),
  id: z.string(), // its number, padded with zeros so that ids sort in order
  at: Instant,
  cases: z.int(),
  heads: z.record(z.string(), Hash), // of the chains that grew since the previous entry
  found: z.array(z.object({ ref: z.string(), what: z.string() })),
  mended: z.array(z.object({ ref: z.string(), field: z.string(), stored: Value, is: Value })),
  // set when a sweep of the whole store ends; `clocks` is a hash of the pack’s clocks
  swept: z.object({ clocks: z.string() }).optional(),
  ...linkField,
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** The name of the ledger's own chain. */
export const LEDGER = 'ledger';

/** Parses an entry from its document. @returns undefined for one that cannot be read */
export function readLedgerEntry(id: string, document: unknown): LedgerEntry | undefined {
  const entry = LedgerEntry.safeParse(document).data;
  return entry?.id === id && /^\d{9,}$/.test(id) ? entry : undefined;
}

export type Ledger = ReturnType<typeof ledgerIn>;

/**
 * Each entry is a document of its own, and is never replaced. When two instances write at once, the second adds its
 * entry after that of the first. An entry that cannot be read is skipped together with its number, and blocks nothing.
 */
export function ledgerIn(store: Store) {
  let isRead = false;
  let number = 0; // of the last document read
  let last: LedgerEntry | undefined;
  let swept: { number: number; entry: LedgerEntry } | undefined;
  // One at a time: two at once could both count the same new entry, and so skip a number.
  const line = new PQueue({ concurrency: 1 });

  /** Every readable entry, in order. */
  async function all() {
    const entries: LedgerEntry[] = [];
    for await (const { id, document } of everyDocument(store, LEDGER)) {
      const entry = readLedgerEntry(id, document);
      if (entry) entries.push(entry);
    }
    return entries;
  }

  function take(at: number, entry: LedgerEntry | undefined) {
    number = at;
    last = entry ?? last;
    if (entry?.swept) swept = { number: at, entry };
  }

  /** Reads the entries that other instances have added meanwhile. */
  async function readNewer() {
    if (!isRead) for (const entry of await all()) take(Number(entry.id), entry);
    isRead = true;
    for (;;) {
      const id = idOf(number + 1);
      const next = await store.read(LEDGER, id).catch(unopened);
      if (!next) return;
      take(number + 1, readLedgerEntry(id, next.document));
    }
  }

  async function append(entry: Omit<LedgerEntry, 'kind' | 'id' | 'link'>) {
    if (!isRead) await readNewer();
    for (;;) {
      const id = idOf(number + 1);
      const next: LedgerEntry = linked(LEDGER, last, { kind: LEDGER, id, ...entry });
      if ((await store.create(next)).kind === 'saved') {
        take(number + 1, next);
        return next.link.hash;
      }
      await readNewer();
    }
  }

  return {
    all,
    /** The entry of the last complete sweep of the store, and its number. */
    lastSweep: () =>
      line.add(async () => {
        await readNewer();
        return swept;
      }),
    /** @returns the hash of the new entry: the head of the whole store */
    add: (entry: Parameters<typeof append>[0]) => line.add(() => append(entry)),
  };
}

function unopened(error: unknown): { document: unknown } {
  if (!(error instanceof SealFault)) throw error;
  return { document: undefined };
}

const idOf = (number: number) => String(number).padStart(9, '0');

export type HeadsForLedger = ReturnType<typeof headsForLedger>;

/** Chain heads that this instance has written and that are not in the ledger yet. */
export function headsForLedger() {
  let heads: Record<string, string> = {};
  return {
    note(name: string, head: string | undefined) {
      if (head) heads[name] = head;
    },
    /** Takes all of them. The caller gives them back if it cannot write them. */
    take() {
      const taken = heads;
      heads = {};
      return taken;
    },
    giveBack(taken: Record<string, string>) {
      heads = { ...taken, ...heads };
    },
  };
}
