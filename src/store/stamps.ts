import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { newSecret } from '../base/reference.ts';
import { document } from './change.ts';
import {
  columns,
  type Document,
  indexedIn,
  kindAndId,
  type Listing,
  nameOf,
  type Saved,
  type Store,
  type Stored,
} from './port.ts';
import { hashOfHistory, hasPersonal, isSealed, type SealedDocument } from './seal.ts';

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
  return (await handle.change((before) => before ?? { key: newSecret() })).key;
}

/** Why a document is suspected. `older`: it looked older than it is known to be, which a write at the same moment may explain. */
export type Suspicion = 'certain' | 'older';

export type Stamps = ReturnType<typeof stampsOf>;

/** These are always sealed. Of the others, some hold no secret, and nobody acts on them. */
const alwaysSealed = ['case', 'person', 'history', 'link'];
const mostChecked = 500;
const ofTheKey = nameOf({ kind: 'settings', id: 'stamp-key' });

/**
 * What this instance knows of the stamps of the store. Only sealed documents have one. A document with a wrong stamp is
 * still read, because its seal says what is true in it; it becomes a suspect, which the worker looks at within a minute.
 * The version of a document is that of its stamp, and that of the store.
 * @param readsUnsealed whether documents may still be unsealed, because their DATA_KEY is being introduced
 */
export function stampsOf(organisation: string, key: string, readsUnsealed = false) {
  const newest = new Map<string, number>(); // the newest version that this instance saw, by `kind|id`
  const suspects = new Map<string, Suspicion>(); // by `kind|id`
  const checked = new Map<string, { text: string; version: number }>(); // the newest last

  function macOf(stored: SealedDocument, version: number) {
    const indexed = Object.entries(indexedIn(stored)).filter(([, value]) => value !== undefined);
    const { events, chain, sealed } = stored as SealedDocument & Record<'events' | 'chain', unknown>;
    const history = events === undefined ? [] : [hashOfHistory(events, chain)];
    return createHmac('sha256', key)
      .update(
        JSON.stringify([organisation, stored.kind, stored.id, version, indexed, history, sealed.key, sealed.data]),
      )
      .digest('base64url');
  }

  /**
   * Checks a document as it lies in the store. One that is not as the program wrote it becomes a suspect.
   * @returns the version that its stamp names; 0 without one
   */
  function check(name: string, found: unknown): number {
    if (name === ofTheKey) return 0;
    const { version, mac } = Stamp.safeParse(Object(found).stamp).data ?? { version: 0, mac: '' };
    if (!isSealed(found)) {
      const [kind] = kindAndId(name);
      const mustBe = !readsUnsealed && (alwaysSealed.includes(kind) || hasPersonal(found, kind));
      if (mustBe || newest.has(name)) suspects.set(name, 'certain');
    } else if (nameOf(found) !== name || mac !== macOf(found, version)) suspects.set(name, 'certain');
    else if (version >= (newest.get(name) ?? 0)) newest.set(name, version);
    else if (!suspects.has(name)) suspects.set(name, 'older');
    return version;
  }

  return {
    newest,
    suspects,
    check,
    /** A document that was read, once it is checked. */
    seen(name: string, found: Stored): Stored {
      const { text } = found;
      const known = checked.get(name);
      const version = text !== undefined && known?.text === text ? known.version : check(name, found.document);
      checked.delete(name);
      if (text !== undefined) checked.set(name, { text, version });
      if (checked.size > mostChecked) checked.delete(checked.keys().next().value ?? '');
      found.version = `${version} ${found.version}`;
      return found;
    },
    /** What is to be written, with the stamp of its next version. @param version what it replaces; empty for a new one */
    next(document: Document, version: string) {
      const name = nameOf(document);
      const before = Number.parseInt(version, 10) || 0;
      const last = newest.get(name) ?? 0;
      const own = isSealed(document) && name !== ofTheKey ? Math.max(before, last) + 1 : 0;
      const stored = own
        ? { ...document, stamp: { version: own, mac: macOf(document as SealedDocument, own) } }
        : document;
      function noted(saved: Saved): Saved {
        if (saved.kind !== 'saved') return saved;
        if (own) newest.set(name, own);
        if (own && before < last) suspects.set(name, 'certain'); // nobody had replaced what was older than we knew it
        return { ...saved, version: `${own} ${saved.version}` };
      }
      return { stored, noted };
    },
    /** The version that the store itself gave. */
    rawIn: (version: string) => version.slice(version.indexOf(' ') + 1),
    /** Names of all documents that this instance saw, and of this key. */
    names: () => new Set([...newest.keys(), ofTheKey]),
    /** Puts the key back where it is gone. @throws SealFault where it was changed */
    keepKey: (sealed: Store) => keyIn(sealed).change((there) => there ?? { key }),
  };
}

/** The store as it lies, below its seals and stamps, and what is known of the stamps. */
export interface StampLook {
  bare: Store;
  stamps: Stamps;
}

/** Checks documents as they lie in the store: whether their stamps are right, and whether the store finds them by what they hold. */
export function lookAtStamps(page: Listing[], { check, suspects }: Stamps) {
  for (const { id, stored, shown } of page) {
    const { document, text } = stored;
    check(id, document);
    const own = indexedIn(Object(document));
    const isFound = columns.every((field) => own[field] === shown[field]);
    const isOnce = text === undefined || text === JSON.stringify(document); // a field that stands twice is read in two ways
    if (isSealed(document) && !(isFound && isOnce)) suspects.set(id, 'certain');
  }
}
