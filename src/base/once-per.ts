import { z } from 'zod';

/** Works something out once for each object, such as a record. The object must never change, and it is not kept alive. */
export function oncePer<K extends object, T>(work: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, { value: T }>();
  return (of) => {
    const there = known.get(of) ?? { value: work(of) };
    known.set(of, there);
    return there.value;
  };
}

/** Freezes a value and everything in it. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

/**
 * The same schema, which does not parse again what came out of it. It freezes that, so it is as it was. For what only grows,
 * such as the history of a case, and its parts.
 */
export function unlessParsed<Schema extends z.ZodType>(schema: Schema) {
  const parsed = new WeakSet<object>();
  return z.unknown().transform((value, context): z.output<Schema> => {
    if (parsed.has(Object(value))) return value as z.output<Schema>;
    const { data, error } = schema.safeParse(value);
    if (error) {
      context.issues.push(...(error.issues as z.core.$ZodRawIssue[]));
      return z.NEVER;
    }
    parsed.add(frozen(Object(data)));
    return data;
  });
}
