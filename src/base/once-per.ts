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
