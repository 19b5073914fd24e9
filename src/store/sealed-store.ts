import { realMachine } from '../base/machine.ts';
import type { DataKeys } from './data-keys.ts';
import type { Document, Store, Stored } from './port.ts';
import { readLately } from './read-lately.ts';
import { isSealed, keyOf, onlyClearFields, SealFault, seal, unseal } from './seal.ts';

/**
 * A store that seals personal data when writing and opens it when reading. Reading a document that cannot be opened,
 * or that is unsealed and should not be, throws a SealFault. A list returns only the clear fields of such a document:
 * it then fails to parse, but does not hide the others. Where the keys allow unsealed data, a document is sealed at its
 * next write.
 */
export function sealedStore(store: Store, organisation: string, keys: DataKeys, ticks = realMachine.ticks): Store {
  const lately = readLately(ticks);
  const nameOf = ({ kind, id }: Pick<Document, 'kind' | 'id'>) => `${kind}|${id}`;
  const sealed = (document: Document): Document => {
    if (isSealed(document)) throw new SealFault('not-opened', keyOf(document));
    return keys.present ? seal(document, organisation, keys.present) : document;
  };
  const opened = ({ document }: Stored, kind: Document['kind'], id: string): unknown =>
    unseal(document, { organisation, kind, id }, keys);
  const listed = (found: Stored, kind: Document['kind'], id: string): Stored => {
    try {
      return { document: opened(found, kind, id), version: found.version };
    } catch (error) {
      if (!(error instanceof SealFault)) throw error;
      return { document: onlyClearFields(found.document, kind), version: found.version };
    }
  };
  const listedCase = (found: Stored): Stored =>
    listed(found, 'case', String((found.document as Document | undefined | null)?.id));

  return {
    create: async (document) => lately.write(nameOf(document), () => store.create(sealed(document))),
    replace: async (document, version) =>
      lately.write(nameOf(document), () => store.replace(sealed(document), version)),
    read: (kind, id) =>
      lately.read(
        nameOf({ kind, id }),
        () => store.read(kind, id),
        (found) => opened(found, kind, id),
      ),
    casesOf: async (author, limit) => (await store.casesOf(author, limit)).map(listedCase),
    byDue: async (query, page) => (await store.byDue(query, page)).map(listedCase),
    async all(after, limit) {
      const page = await store.all(after, limit);
      return page.map(({ id, stored, shown }) => {
        const [kind, ...rest] = id.split('|');
        return { id, stored: listed(stored, kind as Document['kind'], rest.join('|')), shown };
      });
    },
    remove: (kind, id, version) => lately.write(nameOf({ kind, id }), () => store.remove(kind, id, version)),
    postpone: (id, wakeAt) => store.postpone(id, wakeAt), // without opening it, because that may be impossible
    due: (now, limit) => store.due(now, limit),
    unsentWakingAfter: (after, limit) => store.unsentWakingAfter(after, limit),
    countAlarms: (alarm) => store.countAlarms(alarm),
    nextWake: () => store.nextWake(),
    casesWith: (key, limit) => store.casesWith(key, limit),
    countCases: (status) => store.countCases(status),
    unsent: () => store.unsent(),
    keyCounts: () => store.keyCounts(),
    newestSealed: (limit) => store.newestSealed(limit),
    isAlone: () => store.isAlone(),
    aheadMs: () => store.aheadMs(),
    ping: () => store.ping(),
    scrub: () => store.scrub(),
    close: () => store.close(),
  };
}
