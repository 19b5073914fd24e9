/** Works something out once for each object: a record, a card. */
export function oncePer<K extends object, T>(work: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, { value: T }>();
  return (of) => {
    const there = known.get(of) ?? { value: work(of) };
    known.set(of, there);
    return there.value;
  };
}
