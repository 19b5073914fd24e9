import { readFileSync } from 'node:fs';
import { z } from 'zod';
import of2016 from './hertfordshire-2016.json' with { type: 'json' };
import of2026 from './hertfordshire-2026.json' with { type: 'json' };
import { mergedPack } from './join.ts';
import { Pack } from './pack.ts';

/** The packs that come with the program, by name. */
const shipped: Record<string, unknown> = { 'hertfordshire-2016': of2016, 'hertfordshire-2026': of2026 };
const names = Object.keys(shipped);

const Extending = z.looseObject({ extends: z.enum(names) });

/**
 * Loads a protocol pack: a shipped pack by its name, or any other from a file. Without a name it loads the shipped pack
 * of 2016. A pack with `"extends"` and the name of a shipped pack inherits everything that it does not override (see
 * `join.ts`).
 * @throws Error that lists the path inside the pack of each fault, but never a value
 */
export function loadPack(nameOrPath = 'hertfordshire-2016'): Pack {
  const whole = withBase(names.includes(nameOrPath) ? shipped[nameOrPath] : readJson(nameOrPath), nameOrPath);
  return checkedPack(whole, nameOrPath);
}

function withBase(own: unknown, from: string): unknown {
  if (typeof own !== 'object' || own === null || !('extends' in own)) return own;
  const extending = Extending.safeParse(own);
  if (!extending.success) throw new Error(`${from}: extends: the packs to extend are ${names.join(' and ')}`);
  const { extends: base, ...changes } = extending.data;
  return mergedPack(withBase(shipped[base], base), changes);
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new Error(missing ? `${path}: there is no such file` : `${path}: cannot be read as JSON`);
  }
}

/** Checks a pack. Contacts that are not offered in this area are dropped after the check, so they are never shown. */
function checkedPack(raw: unknown, from: string): Pack {
  const read = Pack.safeParse(raw);
  if (read.success) return { ...read.data, contacts: read.data.contacts.filter(({ offered }) => offered) };
  const faults = read.error.issues.map((issue) => `  ${issue.path.join('.') || '(top)'}: ${issue.message}`);
  throw new Error(`${from} is not a valid protocol pack:\n${faults.join('\n')}`);
}
