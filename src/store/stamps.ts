import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { hashOfJson } from '../evidence/link.ts';
import { document } from './change.ts';
import { type Document, Indexed, indexedIn, type Saved, type Store, type Stored } from './port.ts';
import { hasPersonal, isSealed, type SealedDocument } from './seal.ts';

/**
 * The stamp of a document: a MAC over its place, its fields that queries use, its events with their chain, its sealed part, and `version`,
 * which counts its writes. Without the key nobody can make one, so whatever is changed past the program shows.
 */
const Stamp = z.object({ version: z.int().positive(), mac: z.string() });

const StampKey = z.object({ key: z.string().min(40) });
const keyIn = document('stamp-key', StampKey, undefined);

/**
 * The key of the stamps, drawn once for each store and sealed there.
 * @param mayBeNew whether a store with cases may still lack it, because its DATA_KEY is being introduced
 * @throws Error when it is missing beside cases: somebody has removed it
 */
export async function stampKey(sealed: Store, mayBeNew = false): Promise<string> {
  const handle = keyIn(sealed);
  const there = await handle.load();
  if (there) return there.key;
  const [first] = await sealed.all('case|', 1);
  if (first?.id.startsWith('case|') && !mayBeNew)
    throw new Error(
      'DATA_KEY: the key of the stamps is gone from the store, beside cases. Somebody removed it. Restore the last backup (src/store/README.md)',
    );
  const drawn = { key: randomBytes(32).toString('base64url') };
  return (await handle.change((before) => before ?? drawn)).key;
}

/** Why a document is suspected. `older`: it looked older than it is known to be, which a write at the same moment may explain. */
export type Suspicion = 'certain' | 'older';

export type Stamps = ReturnType<typeof stampsOf>;

/** These are always sealed. Of the others, some hold no secret, and nobody acts on them. */
const alwaysSealed = ['case', 'person', 'history', 'link'];

/**
 * What this instance knows of the stamps of the store. Only sealed documents have one.
 * @param readsUnsealed whether documents may still be unsealed, because their DATA_KEY is being introduced
 */
export function stampsOf(organisation: string, key: string, readsUnsealed = false) {
  const newest = new Map<string, number>(); // the newest version that this instance saw, by `kind|id`
  const suspects = new Map<string, Suspicion>(); // by `kind|id`

  function macOf(stored: SealedDocument, version: number) {
    const indexed = Object.entries(indexedIn(stored)).filter(([, value]) => value !== undefined);
    const { events, chain, sealed } = stored as SealedDocument & Record<'events' | 'chain', unknown>;
    const history = events === undefined ? [] : [hashOfJson([events, chain])];
    return createHmac('sha256', key)
      .update(
        JSON.stringify([organisation, stored.kind, stored.id, version, indexed, history, sealed.key, sealed.data]),
      )
      .digest('base64url');
  }

  return {
    /** The document with the stamp of its next version. @param before the version that it replaces; 0 for a new one */
    stamped(stored: SealedDocument, before: number) {
      const version = Math.max(before, newest.get(nameOf(stored)) ?? 0) + 1;
      return { ...stored, stamp: { version, mac: macOf(stored, version) } };
    },
    /** Notes that a version was written. */
    wrote: (stored: Document, version: number) => void newest.set(nameOf(stored), version),
    isOlder: (stored: Document, version: number) => version < (newest.get(nameOf(stored)) ?? 0),
    removed: (name: string) => void newest.delete(name),
    /**
     * Checks a document as it lies in the store. One that is not as the program wrote it becomes a suspect.
     * @returns the version that its stamp names; 0 without one
     */
    check(name: string, found: unknown): number {
      const { version, mac } = Stamp.safeParse(Object(found).stamp).data ?? { version: 0, mac: '' };
      if (!isSealed(found)) {
        const kind = (name.split('|')[0] ?? '') as Document['kind'];
        const mustBe = !readsUnsealed && (alwaysSealed.includes(kind) || hasPersonal(found, kind));
        if (mustBe || newest.has(name)) suspects.set(name, 'certain');
      } else if (nameOf(found) !== name || mac !== macOf(found, version)) suspects.set(name, 'certain');
      else if (version >= (newest.get(name) ?? 0)) newest.set(name, version);
      else if (!suspects.has(name)) suspects.set(name, 'older');
      return version;
    },
    suspect: (name: string, why: Suspicion) => void suspects.set(name, why),
    /** Names of all documents that this instance saw, and of this key. */
    seen: () => new Set([...newest.keys(), ofTheKey]),
    /** Puts the key back where it is gone. @throws SealFault where it was changed */
    keepKey: (sealed: Store) => keyIn(sealed).change((there) => there ?? { key }),
    suspects: () => [...suspects],
    isSuspect: (name: string) => suspects.has(name),
    clear: (name: string) => void suspects.delete(name),
  };
}

const nameOf = ({ kind, id }: Pick<Document, 'kind' | 'id'>) => `${kind}|${id}`;
const ofTheKey = nameOf({ kind: 'settings', id: 'stamp-key' });

/** The document without its stamp. */
function bare(found: unknown): unknown {
  if (typeof found !== 'object' || found === null || !('stamp' in found)) return found;
  const { stamp: _, ...stored } = found;
  return stored;
}

const mostVerified = 500;

/**
 * A store whose sealed documents carry stamps. A document with a wrong stamp is still read, because its seal says what is
 * true in it; it becomes a suspect, which the worker looks at within a minute. The version of a document is that of its
 * stamp, and that of the store.
 */
export function stampedStore(store: Store, stamps: Stamps): Store {
  const verified = new Map<string, { text: string; version: number }>(); // the newest last

  function versionOf(name: string, { text, document }: Stored) {
    const known = verified.get(name);
    if (text !== undefined && known?.text === text) return known.version;
    const version = name === ofTheKey ? 0 : stamps.check(name, document);
    verified.delete(name);
    if (text !== undefined) verified.set(name, { text, version });
    if (verified.size > mostVerified) verified.delete(verified.keys().next().value ?? '');
    return version;
  }
  const unstamped = (name: string, found: Stored): Stored => ({
    ...(found.text !== undefined && { text: found.text }),
    version: `${versionOf(name, found)} ${found.version}`,
    get document() {
      return bare(found.document);
    },
  });
  const listed = (found: Stored) => unstamped(nameOf(Object(found.document)), found);
  async function write(stored: Document, before: number, save: (stored: Document) => Promise<Saved>) {
    if (!isSealed(stored) || nameOf(stored) === ofTheKey) return withCount(0, await save(stored));
    const stamped = stamps.stamped(stored, before);
    const isPutBack = stamps.isOlder(stored, before); // where it is saved all the same, nobody had replaced it since
    const saved = await save(stamped);
    if (saved.kind === 'saved') stamps.wrote(stored, stamped.stamp.version);
    if (saved.kind === 'saved' && isPutBack) stamps.suspect(nameOf(stored), 'certain');
    return withCount(stamped.stamp.version, saved);
  }
  const withCount = (count: number, saved: Saved): Saved =>
    saved.kind === 'saved' ? { ...saved, version: `${count} ${saved.version}` } : saved;
  function partsOf(version: string) {
    const at = version.indexOf(' ');
    return { before: Number(version.slice(0, at)), raw: version.slice(at + 1) };
  }
  async function read(kind: Document['kind'], id: string) {
    const found = await store.read(kind, id);
    return found && unstamped(nameOf({ kind, id }), found);
  }
  function replace(stored: Document, version: string) {
    const { before, raw } = partsOf(version);
    return write(stored, before, (stamped) => store.replace(stamped, raw));
  }
  return {
    ...store,
    create: (stored) => write(stored, 0, store.create),
    replace,
    async remove(kind, id, version) {
      const isRemoved = await store.remove(kind, id, partsOf(version).raw);
      if (isRemoved) stamps.removed(nameOf({ kind, id }));
      return isRemoved;
    },
    read,
    async postpone(id, wakeAt) {
      const found = await read('case', id);
      if (found) await replace({ ...(found.document as Document), kind: 'case', id, wakeAt }, found.version);
    },
    casesOf: async (...asked) => (await store.casesOf(...asked)).map(listed),
    upNext: async (...asked) => (await store.upNext(...asked)).map(listed),
    newestSealed: async (limit) =>
      (await store.newestSealed(limit)).map(({ id, stored }) => ({ id, stored: unstamped(`case|${id}`, stored) })),
    all: async (...asked) =>
      (await store.all(...asked)).map((each) => ({ ...each, stored: unstamped(each.id, each.stored) })),
  };
}

/** The store as it lies, below its seals and stamps, and what is known of the stamps. */
export interface StampLook {
  bare: Store;
  stamps: Stamps;
}

/** Checks documents as they lie in the store: whether their stamps are right, and whether the store finds them by what they hold. */
export function lookAtStamps(page: Awaited<ReturnType<Store['all']>>, stamps: Stamps) {
  for (const { id, stored, shown } of page) {
    const { document, text } = stored;
    if (id !== ofTheKey) stamps.check(id, document);
    const own = indexedIn(Object(document));
    const isFound = columns.every((field) => own[field] === shown[field]);
    const isOnce = text === undefined || text === JSON.stringify(document); // a field that stands twice is read in two ways
    if (isSealed(document) && !(isFound && isOnce)) stamps.suspect(id, 'certain');
  }
}

const columns = Indexed.keyof().exclude(['keys']).options;
