import type { z } from 'zod';
import { isSame } from '../base/once-per.ts';
import type { CaseId } from '../base/reference.ts';
import type { CaseRecord } from '../case/record.ts';
import { type Document, type Saved, type Stored, StoreFault } from './port.ts';
import { parsedOnce } from './read-lately.ts';

/** Others changed the document between every read and write. The caller tells the user that nothing was saved. */
export class Overtaken extends StoreFault {}

const maxTries = 20;

/**
 * Reads, decides and writes, and does so again whenever somebody else wrote first.
 * @param attempt returns undefined where somebody else did
 * @throws Overtaken after twenty tries
 */
export async function untilSaved<T>(what: string, attempt: () => Promise<{ result: T } | undefined>): Promise<T> {
  for (let tried = 0; tried < maxTries; tried += 1) {
    const done = await attempt();
    if (done) return done.result;
  }
  throw new Overtaken(`${what} was changed by others ${maxTries} times in a row`);
}

/** A change of a case that waits. `decide` gets the case as the change before it left it. Nobody hears of it before it is stored. */
interface Change {
  decide(before: CaseRecord): CaseRecord | undefined;
  stored(): void;
  failed(error: unknown): void;
}

/** Decides the changes of each case one after the other. Those that wait together are one write. One that has time goes with the next. */
export function changesInLine<Read extends { record: CaseRecord }>(
  load: (id: CaseId) => Promise<Read | undefined>,
  write: (record: CaseRecord, before: Read) => Promise<boolean>,
) {
  const lines = new Map<CaseId, Change[]>();
  const waiting = new Map<CaseId, Change[]>(); // for another change of the case
  function goOn(id: CaseId) {
    const all = waiting.get(id) ?? [];
    waiting.delete(id);
    return all;
  }

  async function workOff(id: CaseId, line: Change[]) {
    while (line.length > 0) {
      const together = new Set(line.splice(0));
      const attempt = async () => {
        const before = await load(id);
        for (const each of line.splice(0)) together.add(each); // those that came while it was read
        let record = before?.record;
        for (const each of together)
          try {
            record = record && (each.decide(record) ?? record);
            if (record !== before?.record) for (const other of goOn(id)) together.add(other); // and these are decided, too
          } catch (error) {
            together.delete(each);
            each.failed(error);
          }
        const isSaved = !before || !record || record === before.record || (await write(record, before));
        return isSaved ? { result: undefined } : undefined;
      };
      await untilSaved(`case ${id}`, attempt).then(
        () => together.forEach(({ stored }) => void stored()),
        (error: unknown) => together.forEach(({ failed }) => void failed(error)),
      );
    }
    lines.delete(id);
  }

  function begin(id: CaseId, ...changes: Change[]) {
    const line = lines.get(id);
    if (line) line.push(...changes);
    else if (changes.length > 0) {
      lines.set(id, changes);
      void workOff(id, changes);
    }
  }

  return (id: CaseId, change: Change, atLast: Promise<unknown> | undefined) => {
    if (!atLast) return begin(id, change);
    waiting.set(id, [...(waiting.get(id) ?? []), change]);
    void atLast.then(() => begin(id, ...goOn(id)));
  };
}

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

/** Access to what one document holds. What it is called is no part of that. */
interface RecordHandle<T, None = T> {
  load(): Promise<T | None>;
  /**
   * Asks `decide` for the new version and writes that, if it differs, unless somebody else has changed the document
   * meanwhile. In that case it reads and decides again. So `decide` may run several times, and must have no side
   * effects. Nothing is written if it returns undefined.
   * @returns what `decide` returned at last
   * @throws Overtaken after twenty tries
   */
  change<After extends T | None>(decide: (before: T | None) => After): Promise<After>;
}

/**
 * One document that all instances share, such as the set-up. Its owner says here what it is called and what it holds.
 * @param none the value while the document does not exist
 * @param hasHead whether the log names its head after each change
 * @returns opens the document in a store. `changed`: called after each change, with what the document holds now
 */
export const document =
  <T extends object, None extends T | undefined>(name: string, schema: z.ZodType<T>, none: None, hasHead = false) =>
  (store: DocumentsOf<'settings'>, changed?: (now: T) => void): RecordHandle<T, None> =>
    recordHandle(store, ['settings', name], schema, none, changed, hasHead);

/**
 * Access to one document of any kind.
 * @param none the value while the document does not exist
 */
export function recordHandle<K extends Document['kind'], T extends object, None extends T | undefined>(
  store: DocumentsOf<K>,
  [kind, id]: [K, string],
  schema: z.ZodType<T>,
  none: None,
  changed: (now: T) => void = () => {},
  hasHead = false,
): RecordHandle<T, None> {
  const held = (stored: Stored | undefined): T | None => (stored ? parsedOnce(schema, stored.document) : none);
  const write = (after: T, stored: Stored | undefined) => {
    const whole = { kind, id, ...(hasHead && { hasHead }), ...after };
    return stored ? store.replace(whole, stored.version) : store.create(whole);
  };
  return {
    load: async () => held(await store.read(kind, id)),
    change: (decide) =>
      untilSaved(`${kind} ${id}`, async () => {
        const stored = await store.read(kind, id);
        const before = held(stored);
        const after = decide(before);
        if (after && !isSame(after, before) && (await write(after, stored)).kind !== 'saved') return undefined;
        if (after) changed(after);
        return { result: after };
      }),
  };
}
