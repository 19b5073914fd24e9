import { brokenListInWords } from '../evidence/verify.ts';
import { DUTY, Duty, verdictOnDuty } from '../features/duty/duty-state.ts';
import { type SetupVerdict, setupsIn, verdictOnSetup } from '../features/set-up/set-up-state.ts';
import { type Store, StoreFault } from '../store/port.ts';
import { isKeyMissing, isSealed } from '../store/seal.ts';
import { type Audited, auditChain, SETUP } from './audited.ts';

const unreadable = { kind: 'unreadable' } as const;
const noKey = { kind: 'no-key' } as const;

export async function auditDuty(store: Store, audited: Audited): Promise<void> {
  const stored = await store.read('settings', DUTY).catch(whyUnreadable);
  if (!stored) return;
  const duty = Duty.safeParse('document' in stored ? stored.document : undefined);
  const verdict = 'kind' in stored ? stored : duty.success ? verdictOnDuty(duty.data) : unreadable;
  if (verdict.kind === 'no-key') audited.keyless.push(DUTY);
  if (verdict.kind === 'whole') auditChain(audited, DUTY, verdict.hashes);
  if (verdict.kind === 'broken') audited.found.push({ ref: DUTY, what: brokenListInWords(verdict, 'entry') });
  if (verdict.kind === 'unreadable' || verdict.kind === 'state-changed') {
    const what = 'who is on duty, or the rota, differs from what the last entry of its history recorded';
    audited.found.push({ ref: DUTY, what });
  }
}

/** Finds sealed settings and people’s records that their key does not open: they are not as the program wrote them. */
export async function auditSeals(
  store: Store,
  kind: 'settings' | 'person',
  documents: AsyncIterable<{ id: string; document: unknown }>,
  audited: Audited,
): Promise<void> {
  for await (const { id, document } of documents) {
    if (!isSealed(document) || id === DUTY || id === SETUP) continue; // audited separately
    const read = await store.read(kind, id).catch(whyUnreadable);
    if (!read || read === noKey || 'document' in read) continue;
    const ref = kind === 'settings' ? id : kind;
    audited.found.push({ ref, what: 'it cannot be read: it is not sealed as the program seals it' });
  }
}

export async function auditSetUp(store: Store, audited: Audited): Promise<void> {
  const stored = await store.read('settings', SETUP).catch(whyUnreadable);
  if (!stored) return;
  const verdict = 'kind' in stored ? stored : await setupsIn(store).load().then(verdictOnSetup).catch(whyUnreadable);
  if (verdict.kind === 'no-key') audited.keyless.push(SETUP);
  else if (verdict.kind === 'whole') auditChain(audited, SETUP, verdict.hashes);
  else audited.found.push({ ref: SETUP, what: setUpInWords(verdict) });
}

/**
 * Why a document cannot be read.
 * @throws StoreFault when the store does not answer, since that says nothing about the document
 */
function whyUnreadable(error: unknown): typeof unreadable | typeof noKey {
  if (error instanceof StoreFault) throw error;
  return isKeyMissing(error) ? noKey : unreadable;
}

function setUpInWords(verdict: Exclude<SetupVerdict, { kind: 'whole' }> | typeof unreadable): string {
  if (verdict.kind === 'broken') return brokenListInWords(verdict, 'entry');
  if (verdict.kind === 'unreadable') return 'it cannot be read';
  return `what is set up (${verdict.part}) is not what its history comes to`;
}
