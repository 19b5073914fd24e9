import { z } from 'zod';
import { Instant } from '../base/time.ts';
import { Hash } from '../case/chain-link.ts';
import { appendLinked, linkField } from '../evidence/chained-log.ts';
import { everyOf } from './every-case.ts';
import type { Store } from './port.ts';
import { SealFault } from './seal.ts';

const Value = z.string().optional();

/**
 * One entry of the ledger of a store: where its chains had got to, and what was found altered in it. Each is bound to the one before, so
 * that whoever keeps the hash of one knows whether all before it still hold. `cases`: how many there were.
 */
export const LedgerEntry = z.object({
  kind: z.literal('ledger'),
  id: z.string(), // its number, in so many digits that it is in order
  at: Instant,
  cases: z.int(),
  heads: z.record(z.string(), Hash), // of those that went on since the entries before
  found: z.array(z.object({ ref: z.string(), what: z.string() })).default([]),
  mended: z.array(z.object({ ref: z.string(), field: z.string(), stored: Value, is: Value })).default([]),
  swept: z.object({ clocks: z.string() }).optional(), // at the end of a look at the whole store; `clocks`: by which periods, a hash
  ...linkField,
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** For the chain of the ledger. */
export const LEDGER = 'ledger';

interface Sweep {
  number: number;
  entry: LedgerEntry;
}

/** An entry as it lies in the store. @returns undefined for one that cannot be read */
export function entryIn(id: string, document: unknown): LedgerEntry | undefined {
  const entry = LedgerEntry.safeParse(document).data;
  return entry?.id === id && /^\d{9,}$/.test(id) ? entry : undefined;
}

export interface Ledger {
  /** Every entry that can be read, in order. */
  all(): Promise<LedgerEntry[]>;
  /** The last entry that a look at the whole store ended with, and its number. */
  lastSweep(): Promise<Sweep | undefined>;
  /** @returns the hash of the new entry: the head of the whole store */
  add(entry: Omit<LedgerEntry, 'kind' | 'id' | 'link'>): Promise<string>;
}

/**
 * Entries are documents of their own that are only ever created: of two instances that write at once, the second one goes behind the
 * first. One that cannot be read is passed over, and its number with it: it stops nobody.
 */
export function ledgerIn(store: Store): Ledger {
  let isRead = false;
  let number = 0; // of the last document there
  let last: LedgerEntry | undefined;
  let swept: Sweep | undefined;

  async function all(): Promise<LedgerEntry[]> {
    const entries: LedgerEntry[] = [];
    for await (const { id, document } of everyOf(store, LEDGER)) {
      const entry = entryIn(id, document);
      if (entry) entries.push(entry);
    }
    return entries;
  }

  function take(at: number, entry: LedgerEntry | undefined): void {
    number = at;
    last = entry ?? last;
    if (entry?.swept) swept = { number: at, entry };
  }

  /** What others have added meanwhile. */
  async function later(): Promise<void> {
    if (!isRead) for (const entry of await all()) take(Number(entry.id), entry);
    isRead = true;
    for (;;) {
      const id = idOf(number + 1);
      const next = await store.read(LEDGER, id).catch(unopened);
      if (!next) return;
      take(number + 1, entryIn(id, next.document));
    }
  }

  return {
    all,
    async lastSweep() {
      await later();
      return swept;
    },
    async add(entry) {
      if (!isRead) await later();
      for (;;) {
        const id = idOf(number + 1);
        const [next] = appendLinked(LEDGER, last ? [last] : [], { kind: LEDGER, id, ...entry }).slice(-1);
        if (!next?.link) throw new Error('an entry of the ledger has a link');
        if ((await store.create(next)).kind === 'saved') {
          take(number + 1, next);
          return next.link.hash;
        }
        await later();
      }
    },
  };
}

function unopened(error: unknown): { document: unknown } {
  if (!(error instanceof SealFault)) throw error;
  return { document: undefined };
}

const idOf = (number: number): string => String(number).padStart(9, '0');

/** Heads that this instance has written and the ledger does not have yet. */
export interface Fresh {
  note(name: string, head: string | undefined): void;
  /** All of them, which are given back where they could not be written. */
  take(): Record<string, string>;
  giveBack(heads: Record<string, string>): void;
}

export function freshHeads(): Fresh {
  let heads: Record<string, string> = {};
  return {
    note(name, head) {
      if (head) heads[name] = head;
    },
    take() {
      const taken = heads;
      heads = {};
      return taken;
    },
    giveBack(taken) {
      heads = { ...taken, ...heads };
    },
  };
}
