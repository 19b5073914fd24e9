import type { z } from 'zod';
import { frozen, oncePer } from '../base/once-per.ts';
import { type Document, type Stored, textOfDocument } from './port.ts';

/**
 * How much is kept, and how long: nobody may be shown from memory what another instance has erased. A look at the board reads 200
 * cases: if no more were kept, each look would open all of them again.
 */
const most = { documents: 500, characters: 6_000_000, ms: 5 * 60_000 };

interface Kept {
  text: string; // the document as the store holds it
  opened: unknown; // undefined where there is no such document
  until: number;
  version?: string;
  others?: number | undefined; // as `othersNow` gave it before this was read or written
}

/**
 * A written document as a read would give it. What the writer made is frozen and stays the same object, so that what was worked out for it
 * need not be worked out again for the next reader.
 */
function asRead(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  const known = Object.entries(value).filter(([, each]) => each !== undefined);
  const fields = known.map(([name, each]) => [name, asRead(each)] as const);
  const isAsRead =
    fields.length === Object.keys(value).length && fields.every(([, each], at) => each === known[at]?.[1]);
  if (isAsRead) return Object.freeze(value);
  return Object.freeze(Array.isArray(value) ? value.map(asRead) : Object.fromEntries(fields));
}

/**
 * The documents that were read or written lately, opened. As long as the store holds the same text, a reader gets the same frozen
 * object, which `parsedOnce` then need not parse again. Another text is opened anew even under the same version.
 * @param ticks milliseconds of a monotonic clock
 * @param othersNow a number that stays the same as long as nobody but this program has written: then the store is not asked
 */
export function readLately(ticks: () => number, othersNow: () => number | undefined = () => undefined) {
  const kept = new Map<string, Kept>(); // the oldest first: being read again keeps nothing longer
  let characters = 0;
  let writes = 0;

  function drop(name: string) {
    characters -= kept.get(name)?.text.length ?? 0;
    kept.delete(name);
  }

  function keep(name: string, text: string, opened: unknown, more: Pick<Kept, 'version' | 'others'> = {}) {
    drop(name);
    kept.set(name, { text, opened, until: ticks() + most.ms, ...more });
    characters += text.length;
    dropOldest();
  }

  function dropOldest() {
    for (const [name, { until }] of kept) {
      if (kept.size <= most.documents && characters <= most.characters && until > ticks()) return;
      drop(name);
    }
  }

  return {
    /**
     * Reads a document, and opens it unless the same one was opened lately.
     * @param isFixed whether nobody ever changes it: then the store is not asked again
     */
    async read(
      name: string,
      read: (known?: string) => Promise<Stored | undefined>,
      open: (found: Stored) => unknown,
      isFixed = false,
    ) {
      dropOldest();
      const others = othersNow();
      const held = kept.get(name);
      const isKnown = isFixed ? held?.opened !== undefined : others !== undefined && held?.others === others;
      if (isKnown && held?.version !== undefined)
        return held.opened === undefined ? undefined : { version: held.version, document: held.opened };
      const before = writes;
      const found = await read(held?.opened === undefined ? undefined : held.version);
      if (held && found?.isKnown) return { version: found.version, document: held.opened };
      if (!found) {
        if (writes === before) keep(name, '', undefined, { version: '', others });
        return undefined;
      }
      const { version, text = JSON.stringify(found.document) } = found;
      const known = kept.get(name);
      if (known?.text === text) {
        if (writes === before) Object.assign(known, { version, others });
        return { version, document: known.opened };
      }
      const document = frozen(open(found));
      if (writes === before) keep(name, text, document, { version, others });
      return { version, document };
    },
    /** A document of a list: opened, unless one with the same text was read or written lately. */
    listed(found: Stored, open: (document: unknown) => { name: string; opened: unknown }): Stored {
      dropOldest();
      const { version, text = JSON.stringify(found.document) } = found;
      const known = [...kept.values()].find((each) => each.text === text);
      if (known) return { version, document: known.opened };
      const { name, opened } = open(found.document);
      keep(name, text, frozen(opened));
      return { version, document: opened };
    },
    /**
     * Writes or removes a document, and forgets what was read of it. A read that goes on meanwhile is not kept either.
     * What was saved is kept: `stored` as it goes into the store, `opened` as the writer knows it.
     */
    async write<T>(name: string, write: () => Promise<T>, written?: { stored: Document; opened: Document }) {
      const others = othersNow();
      const result = await write().finally(() => {
        writes += 1;
        drop(name);
      });
      const version: unknown = Object(result).version; // of what was saved
      if (written && typeof version === 'string')
        keep(name, textOfDocument(written.stored), asRead(written.opened), { version, others });
      return result;
    },
  };
}

const parserOf = oncePer((schema: z.ZodType) => oncePer((document: object) => frozen(schema.parse(document))));

/**
 * Parses a stored document, each document object once: a case is read several times for one press. All readers get the
 * same value, which is frozen, so that none of them can change it for the others.
 * @throws ZodError
 */
export const parsedOnce = <T>(schema: z.ZodType<T>, document: unknown): T =>
  typeof document === 'object' && document !== null ? (parserOf(schema)(document) as T) : schema.parse(document);
