import { pages } from '../store/every-case.ts';
import { headOfDocument } from '../store/heads.ts';
import { type Document, kindAndId, type Store, StoreFault } from '../store/port.ts';
import { isKeyMissing } from '../store/seal.ts';
import { lookAtStamps, type StampLook } from '../store/stamps.ts';
import { type Audited, auditChain, STORE } from './audited.ts';

/**
 * Looks at settings and people’s records. One that its key does not open is not as the program wrote it. The set-up and
 * who was on duty have a head.
 */
export async function auditUnchained(
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
