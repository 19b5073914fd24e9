import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { StorePlace } from '../store/open.ts';

const cosmos = /^cosmos:(https?:\/\/[^/]+)\/([^/]+)$/;

/**
 * Parses the place of a store on the command line: `sqlite:PATH` or `cosmos:ENDPOINT/DATABASE`.
 * @param key the key of Cosmos DB; undefined to use the managed identity
 * @throws Error that shows how to write it
 */
export function storePlaceOf(option: string, text: string | undefined, key: string | undefined): StorePlace {
  if (text?.startsWith('sqlite:') && text.length > 'sqlite:'.length)
    return { kind: 'sqlite', path: resolve(text.slice('sqlite:'.length)) };
  const [, endpoint, database] = cosmos.exec(text ?? '') ?? [];
  if (endpoint && database && z.url().safeParse(endpoint).success) return { kind: 'cosmos', endpoint, key, database };
  throw new Error(
    `${option}: write sqlite:PATH or cosmos:ENDPOINT/DATABASE, for example sqlite:data/mash.db or cosmos:https://mash.documents.azure.com:443/mash`,
  );
}

/** @throws Error when an SQLite file is missing: SQLite would create it, and copying nothing would look like success */
export function mustBeThere(option: string, place: StorePlace): void {
  if (place.kind === 'sqlite' && !existsSync(place.path))
    throw new Error(`${option}: there is no file ${place.path}. Check the path, or run this where the file is`);
}
