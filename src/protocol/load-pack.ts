import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { frozen, oncePerText } from '../base/once-per.ts';
import type { Texts } from '../base/texts.ts';
import type { Duration } from '../base/time.ts';
import of2016 from './hertfordshire-2016.json' with { type: 'json' };
import of2026 from './hertfordshire-2026.json' with { type: 'json' };
import { choiceLabel, type Directory, Pack } from './pack.ts';

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
  return names.includes(nameOrPath) ? shippedPack(nameOrPath) : checkedPack(readJson(nameOrPath), nameOrPath);
}

const shippedPack = oncePerText((name) => frozen(checkedPack(shipped[name], name)));

function withBase(own: unknown, from: string): unknown {
  if (typeof own !== 'object' || own === null || !('extends' in own)) return own;
  const extending = Extending.safeParse(own);
  if (!extending.success) throw new Error(`${from}: extends: the packs to extend are ${names.join(' and ')}`);
  const { extends: base, ...changes } = extending.data;
  return mergedPack(withBase(shipped[base], base), changes);
}

/** What stands in the file of a pack, or in a shipped one: before it is joined with what it extends. */
export const ownPack = (nameOrPath: string): unknown => shipped[nameOrPath] ?? readJson(nameOrPath);

function readJson(path: string): unknown {
  const text = textIn(path);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${path}: cannot be read as JSON. ${whereWrong(text)}`);
  }
}

/** Editors of Windows put a mark before the text, which is left out. Text that is not UTF-8 would lose letters. */
function textIn(path: string): string {
  const bytes = bytesIn(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${path}: the file is not UTF-8. Save it as UTF-8`);
  }
}

/** Says where JSON goes wrong. V8 does not always say it, so the shortest beginning that is wrong is looked for. */
function whereWrong(text: string): string {
  let [right, wrong] = [0, text.length + 1];
  while (wrong - right > 1) {
    const length = (right + wrong) >> 1;
    if (isWrong(text.slice(0, length))) wrong = length;
    else right = length;
  }
  if (right >= text.length) return 'It ends too early: a bracket or a quotation mark is missing';
  const lines = text.slice(0, right).split('\n');
  return `Look at line ${lines.length}, at character ${(lines.at(-1) ?? '').length + 1}, and at the end of the line before`;
}

/** Whether no text that begins like this is JSON. */
function isWrong(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return false;
  } catch (error) {
    const { message } = error as Error;
    const position = /at position (\d+)/.exec(message)?.[1];
    const isAtEnd =
      position === undefined ? message.startsWith('Unexpected end') : Number(position) >= beginning.length;
    return !isAtEnd && !message.startsWith('Unterminated string');
  }
}

function bytesIn(path: string) {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR') throw new Error(`${path}: this is a folder. Name the file in it`);
    const missing = code === 'ENOENT';
    throw new Error(
      missing
        ? `${path}: there is no such file. PROTOCOL_PACK takes ${names.join(', ')}, or the path of a file`
        : `${path}: the file cannot be read. Check that this user may read it`,
    );
  }
}

/** Checks a pack. Contacts that are not offered in this area are dropped after the check, so they are never shown. */
function checkedPack(own: unknown, from: string): Pack {
  const read = Pack.safeParse(withBase(own, from));
  if (read.success) return { ...read.data, contacts: read.data.contacts.filter(({ offered }) => offered) };
  const faults = read.error.issues.map((issue) => `  ${issue.path.join('.') || '(top)'}: ${issue.message}`);
  const hint =
    isObject(own) && 'extends' in own
      ? ''
      : '\nIt may begin with "extends": "hertfordshire-2016", and say only what differs.';
  throw new Error(`${from} is not a valid protocol pack:\n${faults.join('\n')}${hint}`);
}

type Json = Record<string, unknown>;
type WithId = Json & { id: string };

/**
 * Applies the changes of an extending pack to its base. Objects are merged key by key, and a key that is null is
 * removed. A list replaces a whole list. If the entries of a list have ids, the extending pack may instead give an
 * object that changes entries by id; new entries come last. The council's own `phrases` only add.
 */
function mergedPack(base: unknown, changes: unknown): unknown {
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

/** The pack with the names from the set-up in Teams, for the contacts and for the card about the designated officer. */
/** What administrators have set in Teams of the service itself. What is left out is as the pack has it. */
interface ServiceSettings {
  office?: Pack['officeHours'] | undefined;
  quiet?: Pack['clocks']['quiet'] | undefined;
  shift?: Duration | undefined;
  urgentPhone?: string | undefined;
  outOfHoursPhone?: string | undefined;
}

/** The pack with what was set in Teams, which takes over. A contact with the former number gets the new one. */
export function withService(pack: Pack, { office, quiet, shift, urgentPhone, outOfHoursPhone }: ServiceSettings): Pack {
  const { urgent, outOfHours } = pack.phones;
  const phones = { urgent: urgentPhone ?? urgent, outOfHours: outOfHoursPhone ?? outOfHours };
  const contacts = pack.contacts.map((contact) => {
    const phone =
      contact.phone === urgent ? phones.urgent : contact.phone === outOfHours ? phones.outOfHours : undefined;
    return phone ? { ...contact, phone } : contact;
  });
  return {
    ...pack,
    phones,
    contacts,
    duty: { ...pack.duty, shift: shift ?? pack.duty.shift },
    clocks: { ...pack.clocks, quiet: quiet ?? pack.clocks.quiet },
    ...(office && {
      officeHours: office,
      hours: `MASH office hours: Monday to Friday, ${office.from} to ${office.until}`,
    }),
  };
}

export function withDirectory(pack: Pack, { officers, coordinators, board }: Directory & { board: string }): Pack {
  const listed = (names: Texts) =>
    Object.entries(names).map(([agency, name]) => `${choiceLabel(pack, 'agency', agency)}: ${name}`);
  const people: Record<string, string[]> = {
    'designated-officer': listed(officers),
    'trafficking-co-ordinator': listed(coordinators),
    board: board.trim() === '' ? [] : [board],
  };
  const contacts = pack.contacts.map((contact) => {
    const known = people[contact.id] ?? [];
    return known.length > 0 ? { ...contact, people: known } : contact;
  });
  return { ...pack, contacts, directory: { officers, coordinators } };
}
