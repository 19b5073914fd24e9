import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { z } from 'zod';
import { jsonIn } from '../base/texts.ts';

// `broken-off`: the client has disconnected, so no answer can be sent
type NotRead = { kind: 'refused'; status: 400 | 408 | 413 | 415; why: string } | { kind: 'broken-off' };
export type Body = { kind: 'object'; value: object } | NotRead;
type Form = { kind: 'form'; fields: URLSearchParams } | NotRead;

interface Limits {
  bytes: number;
  ms: number; // for the whole body
}

/** Far above what Teams needs: it sends a few KB, all at once. */
const usualLimits: Limits = { bytes: 256 * 1024, ms: 15_000 };

/**
 * Reads a JSON object from somebody who is not fully authenticated yet. It decompresses nothing, writes nothing to
 * disk, and holds no more than the limit in memory. A refused body may be half read, so the caller must close the
 * connection with the answer.
 */
export async function readBody(request: IncomingMessage, limits: Limits = usualLimits): Promise<Body> {
  const read = await readPlain(request, 'application/json', limits);
  if ('kind' in read) return read;
  const value = objectIn(read.bytes);
  return value ? { kind: 'object', value } : { kind: 'refused', status: 400, why: 'not a JSON object' };
}

/** Reads a form from one of our own pages, with the same care. */
export async function readForm(request: IncomingMessage, limits: Limits): Promise<Form> {
  const read = await readPlain(request, 'application/x-www-form-urlencoded', limits);
  return 'kind' in read ? read : { kind: 'form', fields: new URLSearchParams(read.bytes.toString('utf8')) };
}

type Collected = NotRead | { bytes: Buffer };

async function readPlain(request: IncomingMessage, type: string, limits: Limits): Promise<Collected> {
  if (!isPlain(request.headers, type)) return { kind: 'refused', status: 415, why: `only plain ${type}` };
  return collect(request, limits);
}

function isPlain(headers: IncomingHttpHeaders, type: string) {
  const mediaType = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  return mediaType === type && headers['content-encoding'] === undefined;
}

const tooLarge: NotRead = { kind: 'refused', status: 413, why: 'too large' };
const tooSlow: NotRead = { kind: 'refused', status: 408, why: 'too slow' };

/** How long the rest of a body that is too large is read and thrown away: a client that still writes may not get the answer. */
const readOnMs = 500;

function collect(request: IncomingMessage, { bytes, ms }: Limits): Promise<Collected> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let timer = setTimeout(() => end(tooSlow), ms);
    let isTooLarge = false;
    const refuse = () => {
      if (isTooLarge) return;
      isTooLarge = true;
      clearTimeout(timer);
      timer = setTimeout(() => end(tooLarge), readOnMs);
    };
    if (Number(request.headers['content-length']) > bytes) refuse();
    const end = (result: Collected) => {
      clearTimeout(timer);
      request.off('data', take).pause(); // not destroyed, because that would also cut off the answer
      resolve(result);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length; // counted here, because Content-Length may be missing
      if (size > bytes) refuse();
      else chunks.push(chunk);
    };
    request
      .on('data', take)
      .on('end', () => end(isTooLarge ? tooLarge : { bytes: Buffer.concat(chunks) }))
      .on('error', () => end({ kind: 'broken-off' }))
      .on('close', () => end({ kind: 'broken-off' }));
  });
}

function objectIn(bytes: Buffer): object | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const value = jsonIn(text, /__proto__|\\u00/.test(text) ? withoutPrototype : undefined);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined; // also for JSON that is nested too deeply
  }
}

/** The SDK copies with Object.assign, where a key `__proto__` would give the copy fields that nobody has checked. */
const withoutPrototype = (key: string, value: unknown) => (key === '__proto__' ? undefined : value);

/** Treats a null or malformed field as absent: one odd field must not shut a person out. */
const lenient = <T extends z.ZodType>(kind: T) =>
  kind
    .nullish()
    .catch(undefined)
    .transform((value) => value ?? undefined);

const text = lenient(z.string());
const id = lenient(z.string().regex(/^[\x20-\x7e]*$/)); // becomes part of a URL and of a header
const Account = lenient(z.looseObject({ id, name: text, aadObjectId: text, role: text }));

/** The fields without which nobody could be answered. */
const needed = {
  type: z.string().min(1),
  serviceUrl: z
    .string()
    .nullish()
    .transform((url) => url ?? ''), // an empty address is refused later
  channelId: z
    .string()
    .nullish()
    .transform((channel) => channel ?? undefined),
};

/**
 * The fields that the SDK relies on before it has authenticated anybody, or that it copies into each reply. A malformed
 * one would break the reply.
 */
const Activity = z.looseObject({
  ...needed,
  id,
  locale: text,
  from: Account,
  recipient: Account,
  conversation: lenient(
    z.looseObject({
      id,
      name: text,
      conversationType: text,
      tenantId: text,
      role: text,
      isGroup: lenient(z.boolean()),
    }),
  ),
});

/** Reads an activity so that the SDK can handle it. Otherwise returns the name of the malformed field. */
export function readActivity(body: object): { activity: z.output<typeof Activity> } | { odd: string } {
  const { success, data, error } = Activity.safeParse(body);
  return success ? { activity: data } : { odd: String(error.issues[0]?.path[0] ?? 'activity') };
}
