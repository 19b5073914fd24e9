/**
 * @jest-environment-options {"ownModules": true}
 *
 * No pattern of the product may take time that grows faster than the text it reads: a stranger could hold everybody up
 * with a long row of dots. The library `scslre` finds such patterns. It does not see those of chrono, but the program
 * gives chrono at most 80 characters.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { parseSync } from 'oxc-parser';
import { analyse } from 'scslre';

interface Pattern {
  where: string; // file and line
  source: string;
  flags: string;
}

const root = resolve(import.meta.dirname, '../../src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));

const written: Pattern[] = []; // literals between slashes
const builtAt = new Set<string>(); // the places that build a pattern from parts

for (const file of files) {
  const text = readFileSync(resolve(root, file), 'utf8');
  const at = (offset: number) => `${file}:${text.slice(0, offset).split('\n').length}`;
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('regex' in node && 'start' in node && node.regex) {
      const { pattern, flags } = node.regex as { pattern: string; flags: string };
      written.push({ where: at(Number(node.start)), source: pattern, flags });
    }
    if ('type' in node && node.type === 'NewExpression' && 'callee' in node && 'start' in node)
      if ((node.callee as { name?: string }).name === 'RegExp') builtAt.add(at(Number(node.start)));
    for (const each of Object.values(node)) walk(each);
  };
  walk(parseSync(file, text).program);
}

/** Loads every file that builds patterns, and makes it build those it builds only later. */
async function builtPatterns(): Promise<Pattern[]> {
  const made: Pattern[] = [];
  const real = globalThis.RegExp;
  globalThis.RegExp = new Proxy(real, {
    construct(target, [source, flags = '']: [string, string?]) {
      const where = /src\/(\S+\.ts:\d+):\d+/.exec(new Error().stack ?? '')?.[1];
      if (where && builtAt.has(where)) made.push({ where, source, flags });
      return new target(source, flags);
    },
  });
  try {
    const withPatterns = ['features/list.ts', ...[...builtAt].map((where) => where.split(':')[0])];
    for (const file of new Set(withPatterns)) await import(`../../src/${file}`);
  } finally {
    globalThis.RegExp = real;
  }
  return made;
}

const slow = ({ where, source, flags }: Pattern): string[] =>
  analyse({ source, flags }).reports.length > 0 ? [`${where} /${source}/${flags}`] : [];

// The patterns of the product

it('Every pattern literal of the product takes time that grows no faster than the text it reads', () => {
  expect(written.length).toBeGreaterThan(200);
  expect(written.flatMap(slow)).toEqual([]);
});

it('Every pattern built from parts takes time that grows no faster than the text it reads, and none was left out', async () => {
  const all = await builtPatterns();
  expect([...builtAt].filter((where) => !all.some((each) => each.where === where))).toEqual([]);
  expect(all.flatMap(slow)).toEqual([]);
});

it.each(['^report\\b[:\\s]*(.*?)[.!?\\s]*$', '[.!?]+$', '^(.*?)\\s+(?:to|with)\\s+(.+)$'])(
  'The analysis finds the slow pattern /%s/ that the product once used',
  (source) => {
    expect(slow({ where: 'here', source, flags: 'i' })).toHaveLength(1);
  },
);
