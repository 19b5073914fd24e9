type Json = Record<string, unknown>;
type WithId = Json & { id: string };

/**
 * Applies the changes of an extending pack to its base. Objects are merged key by key, and a key that is null is
 * removed. A list replaces a whole list. If the entries of a list have ids, the extending pack may instead give an
 * object that changes entries by id; new entries come last. The council's own `phrases` only add.
 */
export function mergedPack(base: unknown, changes: unknown): unknown {
  if (!isObject(changes)) return changes;
  if (isObject(base)) return mergedKeys(base, changes);
  return isListWithIds(base) ? mergedEntries(base, changes) : changes;
}

function mergedKeys(base: Json, changes: Json) {
  const result: Json = { ...base };
  for (const [key, value] of Object.entries(changes)) {
    if (key === 'phrases') result[key] = added(base[key], value);
    else if (value === null) delete result[key];
    else result[key] = mergedPack(base[key], value);
  }
  return result;
}

/** Both lists. An object with ids counts as a list. */
const added = (...lists: unknown[]): unknown[] =>
  lists.flatMap((list) =>
    isObject(list)
      ? Object.entries(list).map(([id, each]) => mergedPack({ id }, each))
      : Array.isArray(list)
        ? list
        : [],
  );

function mergedEntries(base: WithId[], changes: Json): unknown[] {
  const remaining = base
    .filter(({ id }) => changes[id] !== null)
    .map((entry) => (Object.hasOwn(changes, entry.id) ? mergedPack(entry, changes[entry.id]) : entry));
  const added = Object.entries(changes)
    .filter(([id, change]) => isObject(change) && !base.some((entry) => entry.id === id))
    .map(([id, change]) => mergedPack({ id }, change));
  return [...remaining, ...added];
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isListWithIds = (value: unknown): value is WithId[] =>
  Array.isArray(value) && value.every((entry) => isObject(entry) && typeof entry.id === 'string');
