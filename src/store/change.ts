import type { z } from 'zod';
import { StoreFault } from './fault.ts';
import type { Document, Store, Stored } from './port.ts';

/** Others changed the document between every read and write. The caller tells the user that nothing was saved. */
export class Overtaken extends StoreFault {}

export const maxTries = 20;

/**
 * Reads a document, asks `decide` for the new version and writes that, unless somebody else has changed the document
 * meanwhile. In that case it reads and decides again. So `decide` may run several times, and must have no side effects.
 * @param decide returns undefined to write nothing
 * @returns the document it wrote, or undefined
 * @throws Overtaken after twenty tries
 */
export async function changeDocument<T extends Document>(
  store: Store,
  [kind, id]: [Document['kind'], string],
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
   * Writes what `decide` returns, if that differs. `decide` may run several times.
   * @returns the document as it is now
   */
  change(decide: (before: T | None) => T): Promise<T>;
}

/** @param none the value while the document does not exist */
export function recordHandle<T extends Document, None extends T | undefined>(
  store: Store,
  [kind, id]: [Document['kind'], string],
  schema: z.ZodType<T>,
  none: None,
): RecordHandle<T, None> {
  const parse = (document: unknown) => schema.parse(document);
  return {
    async load() {
      const stored = await store.read(kind, id);
      return stored ? parse(stored.document) : none;
    },
    async change(decide) {
      let now: T | undefined;
      await changeDocument<T>(store, [kind, id], parse, (found) => {
        const before = found ?? none;
        now = decide(before);
        return isSame(now, before) ? undefined : now;
      });
      return now as T; // `decide` has run at least once
    },
  };
}

/** Whether two documents are equal, so that there is nothing to write. */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
