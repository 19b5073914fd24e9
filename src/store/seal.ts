import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { realMachine } from '../base/machine.ts';
import { oncePer } from '../base/once-per.ts';
import { hashOfJson } from '../evidence/link.ts';
import type { DataKey, DataKeys } from './data-keys.ts';
import {
  type Document,
  Indexed,
  isFixed,
  kindAndId,
  type Listing,
  nameOf,
  postponing,
  type Saved,
  type Store,
  type Stored,
  type WorkerQueries,
} from './port.ts';
import { readLately } from './read-lately.ts';

/**
 * The fields that queries use, which stay clear. All others are sealed, even ones that a later version adds: nothing
 * stays clear by oversight.
 */
const queried = ['kind', 'id', ...Object.keys(Indexed.shape)];

const alsoClear: Partial<Record<Document['kind'], string[]>> = {
  case: ['events', 'chain'],
  history: ['events', 'chain'],
  read: ['case', 'cases', 'by', 'at', 'how', 'terms', 'link'],
  settings: ['beat', 'served'],
};

/**
 * Whether a field stays clear. Events and their chain hold no personal data, so the history of a case can be read and
 * verified even when the key is lost. The access log (who read what, when) is clear too: it could not get a new key,
 * as no entry is replaced. Heartbeats and the service that owns the store must be visible to programs with another key.
 */
const isClear = (name: string, kind: Document['kind']) =>
  queried.includes(name) || alsoClear[kind]?.includes(name) === true;

/** `data` is the nonce, the ciphertext and the tag, in base64. */
const Sealed = z.object({ key: z.string().regex(/^[0-9a-f]{12}$/), data: z.base64() });
export type SealedDocument = Document & { sealed: z.infer<typeof Sealed> };
const Found = z.object({ author: z.string().optional(), sealed: Sealed });

const cipher = 'aes-256-gcm';
const nonceBytes = 12; // 96 bits, drawn afresh for each write
const tagBytes = 16;
const openedAtOnce = 5; // documents of a page, before other work gets a turn

/** Where a document is stored. Its sealed part can be opened only there. */
interface Whereabouts {
  organisation: string;
  kind: Document['kind'];
  id: string;
}

/**
 * A document cannot be opened: its key is missing, or somebody changed or moved it. The fault holds none of its
 * content, only the id of the key.
 */
export class SealFault extends Error {
  override readonly name = 'SealFault';
  readonly code: string;

  constructor(why: keyof typeof messages, key: string) {
    super(messages[why](key));
    this.code = `${why}.${key}`;
  }
}

const messages = {
  'no-key': (key: string) =>
    `A document is sealed with the key ${key}, which is neither DATA_KEY nor among DATA_KEYS_OLD`,
  'not-as-sealed': (key: string) => `A document sealed with the key ${key} was changed or moved after it was sealed`,
  'not-sealed': (key: string) =>
    `A document is not sealed, but with the key ${key} set only sealed documents are accepted: somebody wrote it without this program, or it is older than the key (src/store/README.md, “The key”)`,
  'not-opened': (key: string) => `A document sealed with the key ${key} could not be opened, so it is not overwritten`,
};

/** Seals every field of the document that does not stay clear. A document that has only clear fields stays as it is. */
function seal(document: Document, organisation: string, { id, key }: DataKey): Document | SealedDocument {
  const fields = Object.entries(document);
  const personal = fields.filter(([name]) => !isClear(name, document.kind));
  if (personal.length === 0) return document;
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes });
  sealing.setAAD(authenticated({ ...document, organisation }, document.author));
  const historyHash = historyIn(document, document.kind);
  const text = sealing.update(JSON.stringify({ ...Object.fromEntries(personal), historyHash }), 'utf8');
  const data = Buffer.concat([nonce, text, sealing.final(), sealing.getAuthTag()]).toString('base64');
  return { ...(clearIn(document, document.kind) as unknown as Document), sealed: { key: id, data } };
}

/**
 * Opens a sealed document. An unsealed one is returned as it is, if nothing in it needs sealing, if there is no key,
 * or if the keys allow unsealed data.
 * @throws SealFault
 */
export function unseal(document: unknown, where: Whereabouts, keys: DataKeys): unknown {
  if (!isSealed(document)) {
    if (keys.present && !keys.readsUnsealed && hasPersonal(document, where.kind))
      throw new SealFault('not-sealed', keys.present.id);
    return document;
  }
  const parsed = Found.safeParse(document);
  if (!parsed.success) throw new SealFault('not-as-sealed', 'unknown');
  const { sealed, author } = parsed.data;
  const named = [keys.present, ...keys.old].find((each) => each?.id === sealed.key);
  const { key } = named ?? keys.present ?? {}; // the name of the key stands outside the seal, and may be false
  if (!key) throw new SealFault('no-key', sealed.key);
  const data = Buffer.from(sealed.data, 'base64');
  try {
    const opening = createDecipheriv(cipher, key, data.subarray(0, nonceBytes), { authTagLength: tagBytes });
    opening.setAAD(authenticated(where, author));
    opening.setAuthTag(data.subarray(-tagBytes));
    const text = Buffer.concat([opening.update(data.subarray(nonceBytes, -tagBytes)), opening.final()]);
    const { historyHash, ...personal } = JSON.parse(text.toString('utf8'));
    // becomes a SealFault below
    if (historyHash !== historyIn(document, where.kind)) throw new Error();
    return { ...clearIn(document, where.kind), ...personal }; // and no field that somebody added beside the sealed part
  } catch {
    throw new SealFault(named ? 'not-as-sealed' : 'no-key', sealed.key); // Node's own message may quote the content
  }
}

/** For the `catch` of a store read: a document that cannot be opened counts as absent. @throws any other error */
export function undefinedOnSealFault(error: unknown): undefined {
  if (!(error instanceof SealFault)) throw error;
}

/** Whether only the key is missing, so that the document itself may be intact. */
export const isKeyMissing = (error: unknown) => error instanceof SealFault && error.code.startsWith('no-key');

const clearIn = (document: unknown, kind: Document['kind']): object =>
  Object.fromEntries(Object.entries(Object(document)).filter(([name]) => isClear(name, kind)));

export const isSealed = (document: unknown): document is SealedDocument =>
  typeof document === 'object' && document !== null && 'sealed' in document;

/** The id of the key that the document names. */
export const keyOf = ({ sealed }: SealedDocument): string => Sealed.safeParse(sealed).data?.key ?? 'unknown';

/** Whether the document has any field that must be sealed. */
export const hasPersonal = (document: unknown, kind: Document['kind']) =>
  Object.keys(Object(document)).some((name) => !isClear(name, kind));

/**
 * A hash of a case's events and their chain, which stay clear; undefined for documents without. It is sealed with the
 * case, so that nobody without the key can add an event. Status and times are left out: they follow from the events,
 * and the sweep repairs them.
 */
function historyIn(document: object, kind: Document['kind']) {
  const { events = null, chain = null } = Object(document);
  if (kind !== 'case' && (kind !== 'history' || (events ?? chain) === null)) return undefined;
  return hashOfHistory(events, chain);
}

/** A hash of events and their chain, which their seal and their stamp both need. */
export const hashOfHistory = (events: unknown, chain: unknown): string =>
  typeof events === 'object' && events !== null ? hashOfList(events, chain) : hashOfJson([events, chain]);

const hashOfList = oncePer((events: object, chain: unknown) => hashOfJson([events, chain]));

/** The additional data that sealing authenticates: where the document is stored, and its author. */
const authenticated = ({ organisation, kind, id }: Whereabouts, author = '') =>
  Buffer.from(JSON.stringify(['mash-referrals sealed 1', organisation, kind, id, author]));

/** What is not sealed, which each method that is added must say here or below. `newestSealed` returns cases as they are. */
type AsTheyAre = WorkerQueries &
  Pick<
    Store,
    | 'casesWith'
    | 'countCases'
    | 'countUpNext'
    | 'keyCounts'
    | 'newestSealed'
    | 'touched'
    | 'newestWrite'
    | 'recount'
    | 'isAlone'
    | 'aheadMs'
    | 'ping'
    | 'scrub'
    | 'close'
  >;

/** Without a key. */
const noStamps = {
  newest: new Map<string, number>(),
  check: (_name: string, _found: unknown) => 0,
  seen: (_name: string, found: Stored) => found,
  next: (stored: Document, _version: string) => ({ stored, noted: (saved: Saved) => saved }),
  rawIn: (version: string) => version,
};

/**
 * A store that seals personal data when writing and opens it when reading. Reading a document that cannot be opened,
 * or that is unsealed and should not be, throws a SealFault. A list returns only the clear fields of such a document:
 * it then fails to parse, but does not hide the others. Where the keys allow unsealed data, a document is sealed at its
 * next write.
 */
export function sealedStore(
  store: Store,
  organisation: string,
  keys: DataKeys,
  stamps: typeof noStamps = noStamps,
  ticks = realMachine.ticks,
): Store {
  const { changesOfOthers, ...bare } = store;
  const lately = readLately(ticks, changesOfOthers);
  const sealed = (document: Document) => {
    if (isSealed(document)) throw new SealFault('not-opened', keyOf(document));
    return keys.present ? seal(document, organisation, keys.present) : document;
  };
  const opened = (document: unknown, kind: Document['kind'], id: string): unknown =>
    unseal(document, { organisation, kind, id }, keys);
  /** Of what does not open, or is unsealed and should not be, only the clear fields. */
  function listed(found: Stored, kind: Document['kind'], open: () => Stored): Stored {
    try {
      return open();
    } catch (error) {
      undefinedOnSealFault(error);
      const { version, document } = found;
      return { version, document: { ...clearIn(document, kind), sealed: isSealed(document) ? document.sealed : {} } };
    }
  }
  const listedCase = (found: Stored) =>
    listed(found, 'case', () =>
      lately.listed(found, (document) => {
        const id = String(Object(document).id);
        const name = nameOf({ kind: 'case', id });
        stamps.check(name, document);
        return { name, opened: opened(document, 'case', id) };
      }),
    );
  async function read(kind: Document['kind'], id: string, known?: string) {
    const found = await store.read(kind, id, known && stamps.rawIn(known));
    if (known && found?.isKnown) return { ...found, version: known };
    return found && stamps.seen(nameOf({ kind, id }), found);
  }
  /** @param known what is written, as the writer knows it */
  async function put(document: Document, version: string, write: typeof store.replace, known?: Document) {
    const { stored, noted } = stamps.next(document, version);
    const written = known && { stored, opened: known };
    return lately.write(nameOf(document), async () => noted(await write(stored, stamps.rawIn(version))), written);
  }

  const asTheyAre: AsTheyAre = bare;
  return {
    ...asTheyAre,
    // works without the key
    postpone: postponing({ read, replace: (document, version) => put(document, version, store.replace) }),
    create: async (document) => put(sealed(document), '', store.create, document),
    replace: async (document, version) => put(sealed(document), version, store.replace, document),
    read: (kind, id) =>
      lately.read(
        nameOf({ kind, id }),
        (known) => read(kind, id, known),
        ({ document }) => opened(document, kind, id),
        kind === 'history' && isFixed(id),
      ),
    casesOf: async (author, limit) => (await store.casesOf(author, limit)).map(listedCase),
    upNext: async (...query) => (await store.upNext(...query)).map(listedCase),
    async all(after, limit) {
      const page: Listing[] = [];
      for (const { id, stored: found, shown } of await store.all(after, limit)) {
        const place = kindAndId(id);
        const { document, version } = stamps.seen(id, found);
        const stored = listed(found, place[0], () => ({ version, document: opened(document, ...place) }));
        page.push({ id, stored, shown });
        if (page.length % openedAtOnce === 0) await setImmediate();
      }
      return page;
    },
    async remove(kind, id, version) {
      const name = nameOf({ kind, id });
      const isRemoved = await lately.write(name, () => store.remove(kind, id, stamps.rawIn(version)));
      if (isRemoved) stamps.newest.delete(name);
      return isRemoved;
    },
  };
}
