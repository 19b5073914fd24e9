import { isJson, type Json } from '../fakes/wire.ts';

export interface Found {
  text: string;
  holder: Json;
  key: string;
}

/** Yields every text in a value with the object that holds it. Fallbacks for older clients are included. */
export function* stringsIn(value: unknown, holder: Json = {}, key = ''): Generator<Found> {
  if (typeof value === 'string') yield { text: value, holder, key };
  else if (Array.isArray(value)) for (const each of value) yield* stringsIn(each, holder, key);
  else if (isJson(value)) for (const [name, each] of Object.entries(value)) yield* stringsIn(each, value, name);
}
