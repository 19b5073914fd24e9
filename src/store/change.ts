import type { Document, Store, Stored } from './port.ts';

/** Somebody else changed it again and again; the caller says "not saved". */
export class Overtaken extends Error {}

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

/** Whether two documents say the same, so that nothing is to be written. */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
