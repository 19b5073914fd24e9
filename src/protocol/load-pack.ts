import { readFileSync } from 'node:fs';
import { z } from 'zod';
import shipped from './hertfordshire-2016.json' with { type: 'json' };
import { Pack } from './pack.ts';

const Extending = z.looseObject({ extends: z.literal('hertfordshire-2016') });
type Json = Record<string, unknown>;

/**
 * Reads a protocol pack from a file, or the shipped Hertfordshire pack. A pack that says `"extends": "hertfordshire-2016"` takes
 * over what it does not name; objects are joined key by key, lists are replaced whole.
 * @throws Error that names the path inside the pack of everything wrong, never its value
 */
export function loadPack(path?: string): Pack {
  if (path === undefined) return checked(shipped, 'the shipped pack');
  const own = readJson(path);
  if (typeof own !== 'object' || own === null || !('extends' in own)) return checked(own, path);
  const extending = Extending.safeParse(own);
  if (!extending.success) throw new Error(`${path}: extends: the only pack to extend is hertfordshire-2016`);
  const { extends: _, ...changes } = extending.data;
  return checked(joined(shipped, changes), path);
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new Error(missing ? `${path}: there is no such file` : `${path}: cannot be read as JSON`);
  }
}

function checked(raw: unknown, from: string): Pack {
  const pack = Pack.safeParse(raw);
  if (pack.success) return pack.data;
  const faults = pack.error.issues.map((issue) => `  ${issue.path.join('.') || '(top)'}: ${issue.message}`);
  throw new Error(`${from} is not a valid protocol pack:\n${faults.join('\n')}`);
}

function joined(base: Json, changes: Json): Json {
  const result: Json = { ...base };
  for (const [key, value] of Object.entries(changes)) {
    const under = base[key];
    result[key] = isObject(under) && isObject(value) ? joined(under, value) : value;
  }
  return result;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
