import { z } from 'zod';
import { Duration, Instant, msIn, plus } from '../base/time.ts';
import type { ClockContext } from '../case/advance.ts';
import { verdictOnLog } from '../evidence/chained-log.ts';
import { differenceInWords } from '../evidence/verify.ts';
import { documentWithParts } from '../store/cases.ts';
import { everyDocument, pages } from '../store/every-case.ts';
import { type Head, headOfDocument, isOfSetting } from '../store/heads.ts';
import { type Document, kindAndId, type Store, StoreFault } from '../store/port.ts';
import { ReadRecord, readChainOf } from '../store/reads.ts';
import { isKeyMissing, isSealed, SealFault } from '../store/seal.ts';
import { lookAtStamps, type StampLook } from '../store/stamps.ts';
import { type Audited, auditChain, type Kept, nothingAudited, STORE } from './audited.ts';
import { auditCase, auditKeys, type CaseAudit, type StoredCase } from './one-case.ts';

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
    const document = await withParts(store, each);
    audited.cases += 1;
    if (document === 'no key') audited.keyless.push(each.id);
    else noteCase(audited, { ...each, document }, caseContext(), savedHeads.get(each.id) ?? []);
    const until = erasedReads(document === 'no key' ? each.document : document);
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
 * A case with what lies beside it. `no key`: a key is missing, so nobody can tell whether it is unchanged.
 */
async function withParts(store: Store, { id, document }: StoredCase): Promise<unknown> {
  try {
    if (isSealed(document)) await store.read('case', id);
    return await documentWithParts(store, document);
  } catch (error) {
    if (!(error instanceof SealFault || error instanceof z.ZodError)) throw error;
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

/** For each case with erased reads: reads up to this time may have been erased. */
type Erased = Map<string, Instant>;

const Erasing = z.object({ type: z.literal('ReadsErased'), at: Instant, period: Duration });
const HasEvents = z.object({ events: z.array(z.unknown()) });

/** The time up to which reads of a case may have been erased, according to its own history. */
function erasedReads(document: unknown): Instant | undefined {
  const untils = (HasEvents.safeParse(document).data?.events ?? []).flatMap((event) => {
    const { at, period } = Erasing.safeParse(event).data ?? {};
    return at && period ? plus(at, -msIn(period)) : [];
  });
  return untils.sort().at(-1);
}

/** Whether the reads of this chain may have been erased. */
function maybeErased(chain: string, erased: Erased): boolean {
  const [id = '', day = ''] = chain.split('~');
  return day <= (erased.get(id)?.slice(0, 10) ?? '');
}

/** Checks each day's reads against their chain. */
async function auditReads(reads: AsyncIterable<{ id: string; document: unknown }>, erased: Erased, audited: Audited) {
  const chains = new Map<string, ReadRecord[]>();
  const report = (name: string, what: string) => audited.found.push({ ref: name.split('~')[0] ?? name, what });
  for await (const { id, document } of reads) {
    const name = id.split('~', 2).join('~');
    const read = ReadRecord.safeParse(document).data;
    if (read?.id === id) chains.set(name, [...(chains.get(name) ?? []), read]);
    else report(name, `the read ${id} is not what was written`);
  }
  for (const [name, list] of chains) {
    const verdict = verdictOnLog(name, list, maybeErased(name, erased));
    const misplaced = list.find((read) => readChainOf(read) !== name);
    if (typeof verdict === 'number')
      report(name, `of the reads of ${name.split('~')[1]}, read ${verdict} is not what was written, or was removed`);
    else auditChain(audited, name, verdict);
    if (misplaced && typeof verdict !== 'number') report(name, `the read ${misplaced.id} says another day or case`);
  }
}

/**
 * Looks at settings and people’s records. One that its key does not open is not as the program wrote it. The set-up and
 * who was on duty have a head.
 */
async function auditUnchained(
  store: Store,
  kind: 'settings' | 'person',
  documents: AsyncIterable<{ id: string }>,
  audited: Audited,
) {
  for await (const { id } of documents) {
    const read = await store.read(kind, id).catch(whyUnreadable);
    const ref = kind === 'settings' ? id : kind;
    if (read === 'no-key') audited.keyless.push(ref);
    else if (read === 'unreadable')
      audited.found.push({ ref, what: 'it cannot be read: it is not sealed as the program seals it' });
    const head = read instanceof Object && headOfDocument(read.document as Document);
    if (head) auditChain(audited, id, [head.head]);
  }
}

/**
 * Why a document cannot be read.
 * @throws StoreFault when the store does not answer, since that says nothing about the document
 */
function whyUnreadable(error: unknown): 'no-key' | 'unreadable' {
  if (error instanceof StoreFault) throw error;
  return isKeyMissing(error) ? 'no-key' : 'unreadable';
}

/** Looks at each stamp of the store. What was changed past the program, and is no finding yet, becomes one. */
export async function auditStamps({ bare, stamps }: StampLook, { found }: Audited) {
  if ((await bare.touched()).alien)
    found.push({
      ref: STORE,
      what: 'its file held something that the program did not make, or an index left out a row: mended',
    });
  for await (const page of pages(bare)) lookAtStamps(page, stamps);
  for (const [name] of stamps.suspects) {
    const [kind, id] = kindAndId(name);
    const ref = kind === 'case' || kind === 'settings' ? id : kind;
    if (!found.some((each) => each.ref === ref))
      found.push({ ref, what: 'it was changed past the program: its stamp is wrong' });
  }
}
