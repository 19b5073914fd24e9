import type { z } from 'zod';

const known = new WeakMap<z.ZodType, WeakMap<object, unknown>>();

/**
 * Parses a stored document, each document object once: a case is read several times for one press. All readers get the
 * same value, which is frozen, so that none of them can change it for the others.
 * @throws ZodError
 */
export function parsedOnce<T>(schema: z.ZodType<T>, document: unknown): T {
  if (typeof document !== 'object' || document === null) return schema.parse(document);
  const values = known.get(schema) ?? new WeakMap<object, unknown>();
  known.set(schema, values);
  if (!values.has(document)) values.set(document, frozen(schema.parse(document)));
  return values.get(document) as T;
}

/** Freezes a value and everything in it. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
