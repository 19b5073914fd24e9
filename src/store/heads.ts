import type { Logger } from 'pino';
import { always } from '../base/log.ts';
import { hashOfJson } from '../evidence/link.ts';
import type { Document, Saved, Store } from './port.ts';

/**
 * The head of a chain: `name` is a case, or `HT-…~day` for the reads of a case on that day. A document of the settings
 * has no chain: its head is a hash of what it holds.
 */
export interface Head {
  name: string;
  head: string;
}

const mostRemembered = 5000;
/** Whether a head is that of a document of the settings, and not of a case or its reads. */
export const isOfSetting = (name: string): boolean => /^[a-z]/.test(name);

/** @returns undefined for a document that has no head */
export function headOfDocument(document: Document): Head | undefined {
  const { kind, id, chain, link, hasHead } = document as Document & {
    chain?: { hash: string }[];
    link?: { hash: string };
    hasHead?: boolean;
  };
  if (kind === 'settings') return hasHead ? { name: id, head: hashOfJson(document) } : undefined;
  if (kind === 'history') return undefined; // what was moved out of a case, whose document has its head
  const [name, head] = kind === 'read' ? [id.slice(0, id.lastIndexOf('~')), link?.hash] : [id, chain?.at(-1)?.hash];
  return head ? { name, head } : undefined;
}

/**
 * A store that logs each new head after it is saved, whatever the level of the log. Whoever keeps the log elsewhere can
 * later check that the store still holds all that was written.
 */
export function headsLogged(store: Store, log: Logger): Store {
  const kept = always(log);
  const logged = new Map<string, string>(); // the newest last

  function note(document: Document, saved: Saved) {
    const { name, head } = (saved.kind === 'saved' && headOfDocument(document)) || {};
    if (!name || !head || logged.get(name) === head) return saved;
    kept.info({ event: 'saved', ref: name, head });
    logged.delete(name);
    logged.set(name, head);
    if (logged.size > mostRemembered) logged.delete(logged.keys().next().value ?? '');
    return saved;
  }

  return {
    ...store,
    create: async (document) => note(document, await store.create(document)),
    replace: async (document, version) => note(document, await store.replace(document, version)),
  };
}
