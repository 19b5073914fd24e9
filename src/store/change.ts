import type { z } from 'zod';
import { StoreFault } from './fault.ts';
import type { Document, Saved, Stored } from './port.ts';

/** Others changed the document between every read and write. The caller tells the user that nothing was saved. */
export class Overtaken extends StoreFault {}

export const maxTries = 20;

type Of<K> = Document & { kind: K };

/**
 * What reading and changing documents of one kind needs of a store. Its functions are properties, not methods: so
 * documents of one kind do not pass for those of another.
 */
export interface DocumentsOf<K extends Document['kind']> {
  read: (kind: K, id: string) => Promise<Stored | undefined>;
  create: (document: Of<K>) => Promise<Saved>;
  replace: (document: Of<K>, version: string) => Promise<Saved>;
}

/**
 * Reads a document, asks `decide` for the new version and writes that, unless somebody else has changed the document
 * meanwhile. In that case it reads and decides again. So `decide` may run several times, and must have no side effects.
 * @param decide returns undefined to write nothing
 * @returns the document it wrote, or undefined
 * @throws Overtaken after twenty tries
 */
export async function changeDocument<K extends Document['kind'], T extends Of<K>>(
  store: DocumentsOf<K>,
  [kind, id]: [K, string],
  parse: (document: unknown) => T,
  decide: (before: T | undefined) => T | undefined,
): Promise<T | undefined> {
  for (let tried = 0; tried < maxTries; tried += 1) {
    const stored: Stored | undefined = await store.read(kind, id);
    const after = decide(stored && parse(stored.document));
    if (!after) return undefined;
    const outcome = stored ? await store.replace(after, stored.version) : await store.create(after);
    if (outcome.kind === 'saved') return after;
  }
  throw new Overtaken(`${kind} ${id} was changed by others ${maxTries} times in a row`);
}

/**
 * Access to one document in the store, parsed. A change is written only if nobody else has changed the document
 * meanwhile.
 */
export interface RecordHandle<T, None = T> {
  load(): Promise<T | None>;
  /**
   * Writes what `decide` returns, if that differs; nothing if it returns undefined. `decide` may run several times.
   * @returns what `decide` returned at last
   */
  change(decide: (before: T | None) => T): Promise<T>;
  change(decide: (before: T | None) => T | None): Promise<T | None>;
}

/**
 * One document that all instances share, such as the set-up. Its owner says here what it is called and what it holds.
 * @param none the value while the document does not exist
 * @returns opens the document in a store. `changed`: called after each change, with the document as it is now
 */
export const document =
  <T extends Of<'settings'>, None extends T | undefined>(name: T['id'], schema: z.ZodType<T>, none: None) =>
  (store: DocumentsOf<'settings'>, changed?: (now: T) => void): RecordHandle<T, None> =>
    recordHandle(store, ['settings', name], schema, none, changed);

/**
 * Access to one document of any kind.
 * @param none the value while the document does not exist
 */
export function recordHandle<K extends Document['kind'], T extends Of<K>, None extends T | undefined>(
  store: DocumentsOf<K>,
  [kind, id]: [K, string],
  schema: z.ZodType<T>,
  none: None,
  changed: (now: T) => void = () => {},
): RecordHandle<T, None> {
  const parse = (document: unknown) => schema.parse(document);
  return {
    async load() {
      const stored = await store.read(kind, id);
      return stored ? parse(stored.document) : none;
    },
    async change(decide: (before: T | None) => T | None) {
      let now: T | None = none;
      await changeDocument<K, T>(store, [kind, id], parse, (found) => {
        const before = found ?? none;
        now = decide(before);
        return isSame(now, before) ? undefined : now;
      });
      if (now) changed(now);
      return now as T; // as the overload says: it is undefined only where `decide` may return that
    },
  };
}

/** Whether two documents are equal, so that there is nothing to write. */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
