import type { z } from 'zod';
import { StoreFault } from './fault.ts';
import type { Document, Store, Stored } from './port.ts';

/** Somebody else changed it again and again; the caller says "not saved". */
export class Overtaken extends StoreFault {}

export const tries = 20;

/**
 * Reads a document, lets `decide` say what becomes of it, and writes that if nobody changed it meanwhile. When somebody was faster it
 * decides again on what is there then; it must do nothing but decide.
 * @param decide gives undefined where nothing is to be written
 * @returns what was written, or undefined
 * @throws Overtaken after twenty tries
 */
export async function changeDocument<T extends Document>(
  store: Store,
  [kind, id]: [Document['kind'], string],
  parse: (document: unknown) => T,
  decide: (before: T | undefined) => T | undefined,
): Promise<T | undefined> {
  for (let tried = 0; tried < tries; tried += 1) {
    const found: Stored | undefined = await store.read(kind, id);
    const after = decide(found && parse(found.document));
    if (!after) return undefined;
    const outcome = found ? await store.replace(after, found.version) : await store.create(after);
    if (outcome.kind === 'saved') return after;
  }
  throw new Overtaken(`${kind} ${id} was changed by others ${tries} times in a row`);
}

/** One document as our own type, which changes only if nobody changed it meanwhile. */
export interface Kept<T, None = T> {
  load(): Promise<T | None>;
  /** Changes it; nothing is written when nothing changes. `decide` may run several times. @returns what holds now */
  change(decide: (before: T | None) => T): Promise<T>;
}

/** @param none what holds while the document is not there */
export function keptIn<T extends Document, None extends T | undefined>(
  store: Store,
  [kind, id]: [Document['kind'], string],
  schema: z.ZodType<T>,
  none: None,
): Kept<T, None> {
  const parse = (document: unknown) => schema.parse(document);
  return {
    async load() {
      const found = await store.read(kind, id);
      return found ? parse(found.document) : none;
    },
    async change(decide) {
      let now: T | undefined;
      await changeDocument<T>(store, [kind, id], parse, (found) => {
        const before = found ?? none;
        now = decide(before);
        return isSame(now, before) ? undefined : now;
      });
      return now as T; // decided at least once
    },
  };
}

/** Whether two documents say the same, so that nothing is to be written. */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
