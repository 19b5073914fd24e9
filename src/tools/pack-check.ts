import { isDeepStrictEqual } from 'node:util';
import { Duration } from '../base/time.ts';
import { loadPack, ownPack } from '../protocol/load-pack.ts';
import { command, printLine } from './command.ts';

const usage = `npm run pack:check FILE
Checks a protocol pack, or a shipped one by its name (hertfordshire-2016, hertfordshire-2026): prints what is in it and how it differs
from what it extends, or the path inside it of every error.`;

type Json = Record<string, unknown>;

/** Checks a protocol pack. */
await command(usage, { allowPositionals: true }, async ({ positionals: [name, ...more] }) => {
  if (!name || more.length > 0) throw new Error(usage);
  const pack = loadPack(name);
  const statements = pack.groups.flatMap((group) => group.statements);
  printLine(`${pack.id}, version ${pack.version}: ${pack.title}`);
  printLine(`content of ${pack.contentDate}, last reviewed ${pack.lastReviewed}`);
  printLine(`${statements.length} statements in ${pack.groups.length} themes`);
  printLine(`${pack.fields.length} questions on ${pack.forms.length} cards`);
  printLine(`${pack.warnings.length} warnings and ${pack.contacts.length} contacts`);
  const { clocks, duty, retention } = pack;
  printPart('Times', timesIn({ clocks, duty, retention }));
  const own = asObject(ownPack(name));
  const base = own.extends === undefined ? undefined : loadPack(String(own.extends));
  if (base) printPart(`What differs from ${base.id}`, differences(base, pack));
  const isNew = (each: object, others: object[] = []) => !others.some((other) => isDeepStrictEqual(each, other));
  printPart(
    'Answers to questions. Nobody has confirmed them until an administrator does so in Teams (“contacts”)',
    pack.answers.filter((each) => isNew(each, base?.answers)).map(({ id, asks }) => `${id}: ${asks}`),
  );
  printPart(
    'Phrases of the council. Nobody confirms them: read each again',
    pack.phrases
      .filter((each) => isNew(each, base?.phrases))
      .map(({ id, means, words }) => `${id}: “${words}” means ${means}`),
  );
  const written = entriesIn(own.phrases);
  const left = written.filter((each) => !pack.phrases.some(({ words }) => words === asObject(each).words)).length;
  if (left > 0) printLine(`LEFT OUT: ${left} phrases that cannot be read. Each needs id, means and words.`);
  printLine('The pack can be used.');
  return true;
});

function printPart(title: string, lines: string[]) {
  if (lines.length > 0) printLine(`${title}:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function entriesIn(list: unknown): unknown[] {
  return Array.isArray(list) ? list : Object.values(asObject(list));
}

/** Each length of time by its path: “clocks.decision.within  24 hours”. */
function timesIn(value: unknown, path = ''): string[] {
  const length = Duration.safeParse(value).data;
  if (length !== undefined) return [`${path}  ${inWords(length)}`];
  return Object.entries(asObject(value)).flatMap(([key, each]) => timesIn(each, path ? `${path}.${key}` : key));
}

/** “P1DT2H” is “1 day 2 hours”. */
function inWords(length: Duration): string {
  const words: Record<string, string> = { D: 'day', H: 'hour', M: 'minute', S: 'second' };
  const parts = [...length.matchAll(/(\d{1,6})([DHMS])/g)];
  return parts.map(([, count, unit = '']) => `${count} ${words[unit]}${count === '1' ? '' : 's'}`).join(' ');
}

/** What differs, by its path. Entries with an id go by it. */
function differences(before: unknown, after: unknown, path = ''): string[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (before === undefined) return [`${path}: new, ${shortly(after)}`];
  if (after === undefined) return [`${path}: taken away`];
  const [one, other] = [byKey(before), byKey(after)];
  if (!one || !other) return [`${path}: ${shortly(before)} → ${shortly(after)}`];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const inside = keys.flatMap((key) => differences(one[key], other[key], path ? `${path}.${key}` : key));
  return inside.length > 0 ? inside : [`${path}: in another order`];
}

/** The parts of an object, or of a list whose entries have ids. */
function byKey(value: unknown): Json | undefined {
  if (!Array.isArray(value)) return typeof value === 'object' && value !== null ? asObject(value) : undefined;
  const ids = value.map((entry) => asObject(entry).id);
  return ids.every((id) => typeof id === 'string')
    ? Object.fromEntries(value.map((entry, index) => [ids[index], entry]))
    : undefined;
}

function shortly(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
