import type { DataKey, DataKeys } from '../store/data-keys.ts';
import { type Document, kinds, type Store, type Stored } from '../store/port.ts';
import { hasPersonal, isSealed, keyOf, SealFault, seal, unseal } from '../store/seal.ts';
import { patiently } from './patiently.ts';
import type { ShowProgress } from './progress.ts';
import { inBatches, pages } from './survey.ts';

interface Rotation {
  organisation: string;
  keys: DataKeys & { present: DataKey };
}

/** How a store stands: how many documents under which key, by its id; those that are not sealed, or hold nothing to seal. */
export interface KeyUsage {
  count: number;
  underKey: Map<string, number>;
  unsealed: number;
  nothingToSeal: number;
  unreadable: { id: string; why: string }[];
}

/**
 * Seals every document with the present key: those under an old key and, where the keys say that such are believed, those that never were
 * sealed: otherwise it would make good what somebody wrote past the program. Each is replaced only if nobody
 * changed it meanwhile, so programs may go on serving; what is under the present key is left, so running it again goes on.
 * @param store as it lies, without keys
 * @returns how many were sealed now, and how the store stands when it is read whole again
 */
export async function rotateKeys(
  store: Store,
  rotation: Rotation,
  progress: ShowProgress,
): Promise<{ sealed: number; standing: KeyUsage }> {
  const { count } = await progress('Counting', undefined, (done) => standingOf(store, rotation, done));
  const sealed = await progress('Sealing', count, (done) => sealAll(store, rotation, done));
  const standing = await progress('Checking', count, (done) => standingOf(store, rotation, done));
  await store.scrub(); // what lay there unsealed is gone from the files, too
  return { sealed, standing };
}

async function sealAll(store: Store, rotation: Rotation, done: (documents: number) => void): Promise<number> {
  let sealed = 0;
  for await (const page of pages(store)) {
    const outcomes = await inBatches(page, ({ id, stored }) => sealOne(store, rotation, id, stored), done);
    sealed += outcomes.filter(Boolean).length;
  }
  return sealed;
}

/** @returns whether it was sealed now, by this command; what cannot be opened stays as it is */
async function sealOne(store: Store, rotation: Rotation, id: string, first: Stored): Promise<boolean> {
  for (let found: Stored | undefined = first; found; found = await patiently(() => store.read(...placeOf(id)))) {
    const document = anew(found.document, rotation, id);
    if (!document) return false;
    const { version } = found;
    if ((await patiently(() => store.replace(document, version))).kind === 'saved') return true;
  }
  return false;
}

/** The document under the present key, or undefined where there is nothing to do, or nothing can be done. */
function anew(found: unknown, { organisation, keys }: Rotation, id: string): Document | undefined {
  const { present } = keys;
  const [kind, name] = placeOf(id);
  if (isSealed(found) ? keyOf(found) === present.id : !hasPersonal(found, kind)) return undefined;
  try {
    return seal(unseal(found, { organisation, kind, id: name }, keys) as Document, organisation, present);
  } catch (error) {
    if (error instanceof SealFault) return undefined; // told afterwards, by name
    throw error;
  }
}

/** Reads and opens every document. */
async function standingOf(
  store: Store,
  { organisation, keys }: Rotation,
  read: (documents: number) => void,
): Promise<KeyUsage> {
  const standing: KeyUsage = { count: 0, underKey: new Map(), unsealed: 0, nothingToSeal: 0, unreadable: [] };
  for await (const page of pages(store)) {
    for (const { id, stored } of page) {
      const [kind, name] = placeOf(id);
      note(standing, stored.document, kind);
      try {
        unseal(stored.document, { organisation, kind, id: name }, keys);
      } catch (error) {
        if (!(error instanceof SealFault)) throw error;
        standing.unreadable.push({ id, why: error.message });
      }
    }
    read(page.length);
  }
  return standing;
}

function note(standing: KeyUsage, document: unknown, kind: Document['kind']): void {
  standing.count += 1;
  if (isSealed(document)) {
    const key = keyOf(document);
    standing.underKey.set(key, (standing.underKey.get(key) ?? 0) + 1);
  } else if (hasPersonal(document, kind)) standing.unsealed += 1;
  else standing.nothingToSeal += 1;
}

function placeOf(id: string): [Document['kind'], string] {
  const [first, ...rest] = id.split('|');
  const kind = kinds.find((each) => each === first);
  if (!kind) throw new Error(`${id} is of no kind that this version of the program knows. Use the newest version`);
  return [kind, rest.join('|')];
}
