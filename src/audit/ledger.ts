import { verdictOnLog } from '../evidence/chained-log.ts';
import { brokenListInWords } from '../evidence/words.ts';
import { everyDocument } from '../store/every-case.ts';
import { LEDGER, type LedgerEntry, readLedgerEntry } from '../store/ledger.ts';
import type { Store } from '../store/port.ts';
import { type Audited, STORE } from './audited.ts';

/** The entries of the ledger that can be read. Faults of the ledger become findings. */
export async function auditLedger(store: Store, audited: Audited): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for await (const { id, document } of everyDocument(store, LEDGER)) {
    const entry = readLedgerEntry(id, document);
    if (entry) entries.push(entry);
    else audited.found.push({ ref: STORE, what: `entry ${Number(id)} of the ledger cannot be read` });
  }
  const verdict = verdictOnLog(LEDGER, entries);
  if (verdict.kind === 'broken') audited.found.push({ ref: STORE, what: brokenListInWords(verdict, 'entry') });
  if (verdict.kind === 'whole') audited.store = verdict.hashes.at(-1);
  return entries;
}
