import { brokenListInWords } from '../evidence/verify.ts';
import { DUTY, dutiesIn, verdictOnDuty } from '../features/duty/duty-state.ts';
import { type SetupVerdict, setupsIn, verdictOnSetup } from '../features/set-up/set-up-state.ts';
import { type Store, StoreFault } from '../store/port.ts';
import { isKeyMissing, isSealed } from '../store/seal.ts';
import { type Audited, auditChain, SETUP } from './audited.ts';

/** Audits the duty and the set-up: each has a history of its own. */
export async function auditHistories(store: Store, audited: Audited) {
  const duty = () => dutiesIn(store).load().then(verdictOnDuty);
  const setUp = () => setupsIn(store).load().then(verdictOnSetup);
  for (const [ref, verdictOf] of [[DUTY, duty] as const, [SETUP, setUp] as const]) {
    if (!(await store.read('settings', ref).catch(whyUnreadable))) continue;
    const verdict = await verdictOf().catch(whyUnreadable);
    if (verdict.kind === 'no-key') audited.keyless.push(ref);
    else if (verdict.kind === 'whole') auditChain(audited, ref, verdict.hashes);
    else audited.found.push({ ref, what: inWords(verdict) });
  }
}

/** Finds sealed settings and people’s records that their key does not open: they are not as the program wrote them. */
export async function auditSeals(
  store: Store,
  kind: 'settings' | 'person',
  documents: AsyncIterable<{ id: string; document: unknown }>,
  audited: Audited,
) {
  for await (const { id, document } of documents) {
    if (!isSealed(document) || id === DUTY || id === SETUP) continue; // audited separately
    const read = await store.read(kind, id).catch(whyUnreadable);
    if (read && 'kind' in read && read.kind === 'unreadable')
      audited.found.push({
        ref: kind === 'settings' ? id : kind,
        what: 'it cannot be read: it is not sealed as the program seals it',
      });
  }
}

/**
 * Why a document cannot be read.
 * @throws StoreFault when the store does not answer, since that says nothing about the document
 */
function whyUnreadable(error: unknown): { kind: 'no-key' | 'unreadable' } {
  if (error instanceof StoreFault) throw error;
  return { kind: isKeyMissing(error) ? 'no-key' : 'unreadable' };
}

function inWords(
  verdict:
    | Exclude<ReturnType<typeof verdictOnDuty> | SetupVerdict, { kind: 'whole' }>
    | ReturnType<typeof whyUnreadable>,
) {
  if (verdict.kind === 'broken') return brokenListInWords(verdict, 'entry');
  if (verdict.kind === 'not-as-recorded') return `what is set up (${verdict.part}) is not what its history comes to`;
  if (verdict.kind === 'state-changed')
    return 'who is on duty, or the rota, differs from what the last entry of its history recorded';
  return 'it cannot be read';
}
