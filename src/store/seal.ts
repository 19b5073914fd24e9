import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { hashOfJson } from '../evidence/link.ts';
import type { DataKey, DataKeys } from './data-keys.ts';
import type { Document } from './port.ts';

/**
 * What a store is asked by. All else is sealed, also what a later program adds to a document: nothing is clear by
 * oversight.
 */
const queried = {
  kind: true,
  id: true,
  author: true,
  status: true,
  changedAt: true,
  wakeAt: true,
  unsentSince: true,
  dueAt: true,
  heldBy: true,
  rush: true,
  alarm: true,
  keys: true,
} satisfies Record<keyof Document, true>;

const alsoClear: Partial<Record<Document['kind'], string[]>> = {
  case: ['events', 'chain'],
  read: ['case', 'by', 'at', 'how', 'link'],
  settings: ['beats', 'served'],
  ledger: ['at', 'cases', 'heads', 'found', 'mended', 'swept', 'link'],
};

/**
 * Events and their chain hold no personal fact: the history of a case can be read, and verified, when the key is gone.
 * Nor does a read (who, which case, when), which nobody may replace, also not to seal it anew; nor a heartbeat, or
 * whose service the store has been: programs with another key see it.
 */
const isClear = (name: string, kind: Document['kind']): boolean =>
  Object.hasOwn(queried, name) || (alsoClear[kind]?.includes(name) ?? false);

/** `data`: nonce, what is sealed, and tag, in base64. */
const Sealed = z.object({ key: z.string().regex(/^[0-9a-f]{12}$/), data: z.base64() });
type SealedDocument = Document & { sealed: z.infer<typeof Sealed> };
const Found = z.object({ author: z.string().optional(), sealed: Sealed });

const cipher = 'aes-256-gcm';
const nonceBytes = 12; // 96 bits, drawn anew for each write
const tagBytes = 16;

/** Where a document lies. What is sealed opens nowhere else. */
interface Whereabouts {
  organisation: string;
  kind: Document['kind'];
  id: string;
}

/**
 * What is sealed cannot be opened: its key is not here, or it was changed or moved. Nothing of it is in the fault,
 * which names the key by its id.
 */
export class SealFault extends Error {
  override readonly name = 'SealFault';
  readonly code: string;

  constructor(why: keyof typeof said, key: string) {
    super(said[why](key));
    this.code = `${why}.${key}`;
  }
}

const said = {
  'no-key': (key: string) =>
    `A document is sealed with the key ${key}, which is neither DATA_KEY nor among DATA_KEYS_OLD`,
  'not-as-sealed': (key: string) =>
    `A document that was sealed with the key ${key} is not as it was sealed: it was changed, or moved`,
  'not-sealed': (key: string) =>
    `A document is not sealed, and beside the key ${key} only sealed ones are believed: somebody wrote it past the program, or it is of before there was a key (README, “The key”)`,
  'not-opened': (key: string) =>
    `A document that is sealed with the key ${key} was not opened, so nothing is written over it`,
};

/** The document with everything sealed but what the store is asked by; the same where nothing else is in it. */
export function seal(document: Document, organisation: string, { id, key }: DataKey): Document | SealedDocument {
  const fields = Object.entries(document);
  const personal = fields.filter(([name]) => !isClear(name, document.kind));
  if (personal.length === 0) return document;
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes });
  sealing.setAAD(bound({ ...document, organisation }, document.author));
  const historyHash = document.kind === 'case' ? historyIn(document) : undefined;
  const text = sealing.update(JSON.stringify({ ...Object.fromEntries(personal), historyHash }), 'utf8');
  const data = Buffer.concat([nonce, text, sealing.final(), sealing.getAuthTag()]).toString('base64');
  return { ...(clearIn(document, document.kind) as unknown as Document), sealed: { key: id, data } };
}

/**
 * The document as it was before it was sealed; the same where there is nothing to seal in it, or no key, or the keys
 * say that such are read.
 * @throws SealFault
 */
export function unseal(document: unknown, where: Whereabouts, keys: DataKeys): unknown {
  if (!isSealed(document)) {
    if (keys.present && !keys.readsUnsealed && hasPersonal(document, where.kind))
      throw new SealFault('not-sealed', keys.present.id);
    return document;
  }
  const found = Found.safeParse(document);
  if (!found.success) throw new SealFault('not-as-sealed', 'unknown');
  const { sealed, author } = found.data;
  const key = [keys.present, ...keys.old].find((each) => each?.id === sealed.key)?.key;
  if (!key) throw new SealFault('no-key', sealed.key);
  const data = Buffer.from(sealed.data, 'base64');
  try {
    const opening = createDecipheriv(cipher, key, data.subarray(0, nonceBytes), { authTagLength: tagBytes });
    opening.setAAD(bound(where, author));
    opening.setAuthTag(data.subarray(-tagBytes));
    const text = Buffer.concat([opening.update(data.subarray(nonceBytes, -tagBytes)), opening.final()]);
    const { historyHash, ...personal } = JSON.parse(text.toString('utf8'));
    if (historyHash !== undefined && historyHash !== historyIn(document)) throw new Error(); // said below
    return { ...clearIn(document, where.kind), ...personal }; // and nothing that was laid beside it
  } catch {
    throw new SealFault('not-as-sealed', sealed.key); // what Node says of it may quote it
  }
}

/** Whether nothing was changed, as far as anybody can tell: the key alone is not here. */
export const isKeyMissing = (error: unknown): boolean => error instanceof SealFault && error.code.startsWith('no-key');
/** What is left of a document that does not open, or is not sealed: what would be in the clear of a sealed one. */
export const unbelieved = (document: unknown, kind: Document['kind']): object => ({
  ...clearIn(document, kind),
  sealed: isSealed(document) ? document.sealed : {},
});

const clearIn = (document: unknown, kind: Document['kind']): object =>
  Object.fromEntries(Object.entries(Object(document)).filter(([name]) => isClear(name, kind)));

export const isSealed = (document: unknown): document is SealedDocument =>
  typeof document === 'object' && document !== null && 'sealed' in document;

/** The id of the key that a document is sealed with, as it says. */
export const keyOf = ({ sealed }: SealedDocument): string => Sealed.safeParse(sealed).data?.key ?? 'unknown';

/** Whether there is something in it that a key would seal. */
export const hasPersonal = (document: unknown, kind: Document['kind']): boolean =>
  Object.keys(Object(document)).some((name) => !isClear(name, kind));

/**
 * Of a case: its events and their chain, which lie in the clear. The hash is sealed with it, so that nobody adds an
 * event who has no key. Not its status and times: those follow from the events, and are mended where they do not. A
 * program before this one sealed no hash.
 */
function historyIn(document: object): string {
  const fields = new Map<string, unknown>(Object.entries(document));
  return hashOfJson([fields.get('events') ?? null, fields.get('chain') ?? null]);
}

/** What is authenticated beside what is sealed: the place of the document, and whose it is. */
const bound = ({ organisation, kind, id }: Whereabouts, author = ''): Buffer =>
  Buffer.from(JSON.stringify(['mash-referrals sealed 1', organisation, kind, id, author]));
