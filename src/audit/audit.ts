import type { Instant } from '../base/time.ts';
import type { ClockContext } from '../case/advance.ts';
import { differenceInWords } from '../evidence/verify.ts';
import { documentWithTexts } from '../store/cases.ts';
import { everyDocument } from '../store/every-case.ts';
import { type Head, isOfSetting } from '../store/heads.ts';
import type { Document, Store } from '../store/port.ts';
import { isKeyMissing, isSealed, SealFault } from '../store/seal.ts';
import { type Audited, auditChain, type Kept, nothingAudited } from './audited.ts';
import { auditCase, auditKeys, type CaseAudit, type StoredCase } from './one-case.ts';
import { auditReads, type Erased, erasedReads, maybeErased } from './reads.ts';
import { auditUnchained } from './settings.ts';

interface AuditOptions {
  caseContext: () => ClockContext;
  /** Runs after each page, so that other work gets its turn. */
  pace?: () => Promise<void>;
}

/**
 * Audits a store: all its documents that are evidence. Each head that was kept outside the store must be in its chain,
 * and where a log was kept, it must name each head of its time. A document that cannot be read is a finding; the audit
 * goes on with the rest.
 * @throws when the store does not answer
 */
export async function audit(store: Store, kept: Kept, { caseContext, pace }: AuditOptions): Promise<Audited> {
  const audited = nothingAudited();
  const erased: Erased = new Map();
  const savedHeads = Map.groupBy(kept.heads, ({ name }) => name);
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
  for (const kind of ['settings', 'person'] as const) await auditUnchained(store, kind, documents(kind), audited);
  compare(audited, savedHeads, erased);
  if (kept.since) mustBeLogged(audited, savedHeads, kept.since);
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

function noteCase(audited: Audited, stored: StoredCase, context: ClockContext, savedHeads: Head[]) {
  const { id } = stored;
  const { verdict, found, mendable, isOnlyOutdated, writtenAt } = auditCaseSafely(stored, context);
  audited.found.push(...found.map((what) => ({ ref: id, what })));
  if (mendable) audited.mendable.push({ id, mismatches: mendable });
  if (isOnlyOutdated) audited.onlyOutdated.add(id);
  if (verdict.kind === 'whole') {
    audited.events += verdict.hashes.length;
    if (writtenAt) audited.writtenAt.set(id, writtenAt);
    auditChain(audited, id, verdict.hashes);
    // a broken case is reported already, so its saved heads must not be reported as lost
  } else audited.hashes.set(id, new Set(savedHeads.map(({ head }) => head)));
}

/** Forged events can come in an impossible order, on which our rules may throw. */
function auditCaseSafely(stored: StoredCase, context: ClockContext): CaseAudit {
  try {
    return auditCase(stored, context);
  } catch {
    const difference = { what: 'unreadable' as const };
    return { verdict: { kind: 'broken', difference }, found: [differenceInWords(difference)] };
  }
}

/** Looks for each saved head in its chain. */
function compare(audited: Audited, saved: ReadonlyMap<string, Head[]>, erased: Erased) {
  const unread = new Set([...audited.keyless, ...audited.found.map(({ ref }) => ref).filter(isOfSetting)]);
  for (const [name, heads] of saved) {
    const present = audited.hashes.get(name);
    const [, day] = name.split('~');
    const isLost = !present || heads.some(({ head }) => !present.has(head));
    if (!isLost || unread.has(name) || (day && maybeErased(name, erased))) continue;
    audited.found.push({ ref: name, what: lostInWords(name, present !== undefined) });
  }
}

function lostInWords(name: string, isPresent: boolean) {
  if (isOfSetting(name)) return 'it is not what was last written: the log has another head of it';
  if (name.includes('~')) return 'a head of these reads was kept: one of them, or all, were removed or changed';
  return isPresent
    ? 'a head that was kept is not in its chain: its history was changed or cut short'
    : 'a head of it was kept, and there is no such case';
}

/** Each case that was written while the log was kept must be in it: else something other than the program wrote it. */
function mustBeLogged({ writtenAt, heads, found }: Audited, saved: ReadonlyMap<string, Head[]>, since: Instant) {
  for (const [name, at] of writtenAt)
    if (at >= since && !saved.get(name)?.some(({ head }) => head === heads.get(name)))
      found.push({ ref: name, what: 'the log does not have its last change' });
}
