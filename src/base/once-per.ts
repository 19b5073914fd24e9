import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

/** `before`: of the same object, with the rest of before. The same draft is asked about with the pack, and with the pack in the words of an agency. */
interface Known<Else, T> {
  rest: Else;
  value: T;
  before?: Known<Else, T> | undefined;
}

/**
 * Works something out once for each object, such as a record, as long as whatever else it needs stays the same, or is one of the last two. The
 * object must never change, and it is not kept alive. It makes no lists, because it is asked so often.
 */
export function oncePer<K extends object, Else extends unknown[], T>(work: (of: K, ...rest: Else) => T) {
  const all = new WeakMap<K, Known<Else, T>>();
  return (of: K, ...rest: Else): T => {
    const last = all.get(of);
    for (let known = last; known; known = known.before)
      if (known.rest.length === rest.length && beginsWith(rest, known.rest)) return known.value;
    const value = work(of, ...rest);
    all.set(of, { rest, value, before: last && { rest: last.rest, value: last.value } });
    return value;
  };
}

/** A loop, because it is asked so often. */
function beginsWith(list: readonly unknown[], head: readonly unknown[]): boolean {
  for (let at = 0; at < head.length; at += 1) if (list[at] !== head[at]) return false;
  return true;
}

const latestFolds = 500;

/**
 * What a list comes to, element by element. Where a list goes on as one that was walked lately, only what is new is walked: the
 * elements are the same objects, and never change.
 */
export function grownFold<Each extends object, T>(start: T, step: (so: T, each: Each) => T) {
  const known = new Map<Each | undefined, { list: readonly Each[]; value: T }>(); // by the last element, the oldest first
  const knownOf = (list: readonly Each[], length: number) => {
    const before = known.get(list[length - 1]);
    return before?.list.length === length && beginsWith(list, before.list) ? before : undefined;
  };
  return oncePer((list: readonly Each[]): T => {
    let from = list.length;
    let before = knownOf(list, from);
    while (!before && from > 0) {
      from -= 1;
      before = knownOf(list, from);
    }
    const value = list.slice(from).reduce(step, before ? before.value : start);
    known.delete(list.at(-1));
    known.set(list.at(-1), { list, value });
    if (known.size > latestFolds) known.delete(known.keys().next().value);
    return value;
  });
}

const most = 4000; // of each generation

/** The same as `oncePer` for each of the latest texts, which are kept as `keyOf` makes them. The result is never undefined. */
export function oncePerText<Text extends string, T>(
  work: (of: Text) => T,
  keyOf: (of: Text) => string = (of) => of,
): (of: Text) => T {
  let [known, older] = [new Map<string, T>(), new Map<string, T>()];
  return (of) => {
    const key = keyOf(of);
    const there = known.get(key);
    if (there !== undefined) return there;
    const value = older.get(key) ?? work(of);
    if (known.size >= most) [known, older] = [new Map(), known];
    known.set(key, value);
    return value;
  };
}

/** The same for what people typed: their words are kept only as a hash. The result holds no words either. */
export const oncePerWords = <T>(work: (text: string) => T) => oncePerText(work, (text) => hash('sha256', text));

/** The same for words and the moment at which they were said. */
export function oncePerWordsAt<At extends string, T>(work: (words: string, at: At) => T): typeof work {
  const read = oncePerWords((said) => {
    const [at] = said.split(' ', 1) as [At];
    return { value: work(said.slice(at.length + 1), at) };
  });
  return (words, at) => read(`${at} ${words}`).value;
}

/** Freezes a value and everything in it. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

/**
 * The same schema, which does not parse again what came out of it. It freezes that, so it is as it was. A frozen value that parses as
 * itself stays the same object.
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
    const same = itself(value, data);
    parsed.add(Object(same));
    return same;
  });
}

/** What was parsed, frozen: the same object where that was frozen, and parses as itself. */
function itself<T>(value: unknown, data: T): T {
  const isItself = Object.isFrozen(value) && isDeepStrictEqual(data, value);
  return frozen(isItself ? (value as T) : data);
}

/** The schema of a list that only grows, such as a history: of a longer list, it parses the new elements. */
export function grownList<Each extends z.ZodType>(each: Each) {
  const parsed = new WeakSet<object>();
  const list = z.custom<unknown[]>(Array.isArray, 'not a list').transform((values, context) => {
    const all = values.map((value, place): z.output<Each> => {
      if (parsed.has(Object(value))) return value as z.output<Each>;
      const { data, error } = each.safeParse(value);
      for (const { path, ...issue } of (error?.issues ?? []) as z.core.$ZodRawIssue[])
        context.issues.push({ ...issue, path: [place, ...(path ?? [])] } as z.core.$ZodRawIssue);
      const same = itself(value, data as z.output<Each>);
      if (!error) parsed.add(Object(same));
      return same;
    });
    const isItself = Object.isFrozen(values) && all.every((value, place) => value === values[place]);
    return isItself ? (values as z.output<Each>[]) : all;
  });
  return unlessParsed(list);
}

/** Works something out when it is first asked for, and keeps it. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Whether two values are the same when they are stored, so that there is nothing to write. */
export const isSame = (one: unknown, other: unknown) => one === other || JSON.stringify(one) === JSON.stringify(other);
