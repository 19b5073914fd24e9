import type { ClockContext } from '../case/advance.ts';
import { verdictOnLog } from '../evidence/chained-log.ts';
import { brokenListInWords, differenceInWords } from '../evidence/verify.ts';
import { DUTY } from '../features/duty/duty-state.ts';
import { documentWithTexts } from '../store/cases.ts';
import { everyDocument } from '../store/every-case.ts';
import { LEDGER, type LedgerEntry, readLedgerEntry } from '../store/ledger.ts';
import type { Document, Store } from '../store/port.ts';
import { isKeyMissing, isSealed, SealFault } from '../store/seal.ts';
import { type Audited, auditChain, type KeptHead, nothingAudited, SETUP, STORE } from './audited.ts';
import { auditCase, auditKeys } from './one-case.ts';
import { auditReads, type Erased, erasedReads, maybeErased } from './reads.ts';
import { auditHistories, auditSeals } from './settings.ts';

interface AuditOptions {
  caseContext: () => ClockContext;
  /** Runs after each page, so that other work gets its turn. */
  pace?: () => Promise<void>;
}

type StoredCase = Parameters<typeof auditCase>[0];

/**
 * Audits a store: all its documents that are evidence. Each head in the ledger, and each that somebody saved outside
 * the store (`known`), must be in its chain. A document that cannot be read is a finding; the audit goes on with the
 * rest.
 * @throws when the store does not answer
 */
export async function audit(store: Store, known: KeptHead[], { caseContext, pace }: AuditOptions): Promise<Audited> {
  const audited = nothingAudited();
  const erased: Erased = new Map();
  const entries = await auditLedger(store, audited);
  const savedHeads = Map.groupBy([...known, ...headsOf(entries)], ({ name }) => name);
  const documents = (kind: Document['kind']) => everyDocument(store, kind, '', pace);
  for await (const each of documents('case')) {
    const document = await withTexts(store, each);
    audited.cases += 1;
    if (document === 'no key') audited.keyless.push(each.id);
    else noteCase(audited, { ...each, document }, caseContext(), savedHeads.get(each.id) ?? []);
    const until = erasedReads(each.document);
    if (until) erased.set(each.id, until);
  }
  for await (const each of documents('keys')) audited.found.push(...auditKeys(each));
  await auditReads(documents('read'), erased, audited);
  for (const kind of ['settings', 'person'] as const) await auditSeals(store, kind, documents(kind), audited);
  await auditHistories(store, audited);
  compare(audited, savedHeads, entries, erased);
  return audited;
}

/**
 * A case with its texts. `no key`: a key is missing, so nobody can tell whether the case and its texts are unchanged.
 */
async function withTexts(store: Store, { id, document }: StoredCase): Promise<unknown> {
  try {
    if (isSealed(document)) await store.read('case', id);
    return await documentWithTexts(store, document);
  } catch (error) {
    if (!(error instanceof SealFault)) throw error;
    return isKeyMissing(error) ? 'no key' : document;
  }
}

function noteCase(
  audited: Audited,
  stored: StoredCase,
  context: Parameters<typeof auditCase>[1],
  savedHeads: KeptHead[],
) {
  const { id } = stored;
  const { verdict, found, mendable, isOnlyOutdated } = auditCaseSafely(stored, context);
  audited.found.push(...found.map((what) => ({ ref: id, what })));
  if (mendable) audited.mendable.push({ id, mismatches: mendable });
  if (isOnlyOutdated) audited.onlyOutdated.add(id);
  if (verdict.kind === 'whole') {
    audited.events += verdict.hashes.length;
    auditChain(audited, id, verdict.hashes);
    // a broken case is reported already, so its saved heads must not be reported as lost
  } else audited.hashes.set(id, new Set(savedHeads.map(({ head }) => head)));
}

/** Forged events can come in an impossible order, on which our rules may throw. */
function auditCaseSafely(...asked: Parameters<typeof auditCase>): ReturnType<typeof auditCase> {
  try {
    return auditCase(...asked);
  } catch {
    const difference = { what: 'unreadable' as const };
    return { verdict: { kind: 'broken', difference }, found: [differenceInWords(difference)] };
  }
}

/** The entries of the ledger that can be read. Faults of the ledger become findings. */
async function auditLedger(store: Store, audited: Audited) {
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

/**
 * Looks for each saved head in its chain, and compares the number of cases with the highest count in the ledger. Only
 * counts from a whole audit are compared: an hourly ledger entry may count a case twice when its status changes.
 */
function compare(audited: Audited, saved: ReadonlyMap<string, KeptHead[]>, entries: LedgerEntry[], erased: Erased) {
  const keyless = new Set(audited.keyless);
  for (const [name, heads] of saved) {
    const present = name === STORE ? new Set(entries.map(({ link }) => link.hash)) : audited.hashes.get(name);
    const [, day] = name.split('~');
    const isLost = !present || heads.some(({ head }) => !present.has(head));
    if (!isLost || keyless.has(name) || (day && maybeErased(name, erased))) continue;
    const isSetting = name === DUTY || name === SETUP;
    if (isSetting && audited.found.some(({ ref }) => ref === name)) continue; // already reported
    audited.found.push({ ref: name, what: lostInWords(name, present !== undefined) });
  }
  const most = Math.max(0, ...entries.map(({ cases, swept }) => (swept ? cases : 0)));
  if (audited.cases < most)
    audited.found.push({ ref: STORE, what: `${most} cases were there, and ${audited.cases} are` });
}

function lostInWords(name: string, isPresent: boolean) {
  if (name === STORE) return 'a head of the whole store was kept, and its ledger does not have it';
  if (name.includes('~')) return 'a head of these reads was kept: one of them, or all, were removed or changed';
  return isPresent
    ? 'a head that was kept is not in its chain: its history was changed or cut short'
    : 'a head of it was kept, and there is no such case';
}

function headsOf(entries: LedgerEntry[]): KeptHead[] {
  return entries.flatMap(({ heads }) => Object.entries(heads).map(([name, head]) => ({ name, head })));
}
