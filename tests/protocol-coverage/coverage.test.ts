import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { rows } from './catalogue.ts';
import { requirements } from './requirements.ts';
import type { Requirement, ShownBy } from './shown-by.ts';

// Ties every requirement of the protocol, and every safety rule, to the tests or the line of the README that show it.

const root = resolve(import.meta.dirname, '../..');

/** The number of requirements that were counted in the protocol on 25 November 2026. */
const ofTheProtocol = 121;
const safetyRules = 32;

const sources = new Map<string, string>();
function sourceOf(file: string): string {
  const known = sources.get(file) ?? (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '');
  sources.set(file, known);
  return known;
}

/** Whether the source holds a test with this title that runs: in a call of `it` or `test`, with or without `each`. */
export function holdsTest(source: string, title: string): boolean {
  return ["'", '"', '`'].some((quote) => {
    const literal = `${quote}${title.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)}${quote}`;
    for (let at = source.indexOf(literal); at >= 0; at = source.indexOf(literal, at + 1)) {
      const before = source.slice(0, at);
      const call = [...before.matchAll(/^[ \t]*(\w+)((?:\.\w+)*)(?:<[^\n]*>)?\(/gm)]
        .filter(([, name]) =>
          ['it', 'test', 'describe', 'xit', 'xtest', 'xdescribe', 'fit', 'fdescribe'].includes(name ?? ''),
        )
        .at(-1);
      if (!call) continue;
      const [words, name = '', more = ''] = call;
      const between = before.slice(call.index + words.length);
      const isTitle = more.includes('.each') ? /\)\(\s*$/.test(between) : between.trim() === '';
      if (isTitle && ['it', 'test'].includes(name) && /^(\.each|\.concurrent)*$/.test(more)) return true;
    }
    return false;
  });
}

const leftOut =
  /^[ \t]*(?:(?:describe|it|test)[.\w]*\.(?:skip|only|todo|failing)|xit|xtest|xdescribe|fit|fdescribe)\b/m;

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ');

function fault(shown: ShownBy): string {
  if ('readme' in shown) {
    return plain(sourceOf('README.md')).includes(plain(shown.readme))
      ? ''
      : `the README does not say “${shown.readme}”`;
  }
  const source = sourceOf(shown.file);
  if (!/^tests\/.*\.test\.ts$/.test(shown.file) || source === '') return `there is no ${shown.file}`;
  if (shown.of && !rows.some((row) => row.startsWith(shown.of ?? ''))) return `no test row begins with “${shown.of}”`;
  if (leftOut.test(source)) return `${shown.file} leaves tests out`;
  return holdsTest(source, shown.title) ? '' : `${shown.file} has no test “${shown.title}”`;
}

describe('The requirements of the protocol and the safety rules', () => {
  const ids = requirements.map(({ id }) => id);
  const rules = ids.filter((id) => id.startsWith('SR'));

  it('The list has all 121 requirements of the protocol and all 32 safety rules', () => {
    expect(rules.length).toBe(safetyRules);
    expect(ids.length - rules.length).toBe(ofTheProtocol);
  });

  it('Each requirement and safety rule is listed once, with a well-formed id', () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^(R(A|\d{1,2})(\.\d{1,2}){1,2}|SR\d{1,2})$/.test(id))).toEqual([]);
    expect(rules.map((id) => Number(id.slice(2))).sort((a, b) => a - b)).toEqual(
      Array.from({ length: safetyRules }, (_, index) => index + 1),
    );
  });

  it.each(requirements)(
    'The requirement $id, “$asks”, is shown by a test or in the README',
    ({ id, asks, shownBy }: Requirement) => {
      expect(asks.length).toBeGreaterThan(10);
      expect({ id, shown: shownBy.length > 0 }).toEqual({ id, shown: true });
      expect(shownBy.map(fault).filter((each) => each !== '')).toEqual([]);
      if (!id.startsWith('SR')) expect(shownBy.every((each) => 'file' in each)).toBe(true);
    },
  );
});

describe('Finding a test in its source', () => {
  const source = [
    "it('runs', () => {});",
    "  it.each(['a', 'b'])('takes %s', () => {});",
    "it.each([\n  ['one'],\n])(\n  'takes %s over lines',\n  () => {},\n);",
    "it.skip('is left out', () => {});",
    "describe('is a group', () => {",
    "// it('is a remark', () => {});",
    "  expect('is a word');",
  ].join('\n');

  it.each(['runs', 'takes %s', 'takes %s over lines'])('The search finds the test “%s”', (title) => {
    expect(holdsTest(source, title)).toBe(true);
  });

  it.each(['is left out', 'is a group', 'is a remark', 'is a word', 'one', 'a', 'is not there'])(
    'The search does not take “%s” for a test',
    (title) => {
      expect(holdsTest(source, title)).toBe(false);
    },
  );

  it('The search notices that a file skips tests', () => {
    expect(leftOut.test(source)).toBe(true);
    expect(leftOut.test(sourceOf('tests/protocol-coverage/rules.test.ts'))).toBe(false);
  });
});
