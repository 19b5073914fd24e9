import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { parseSync, Visitor } from 'oxc-parser';
import { once } from '../cards/sample-answers.ts';
import { rows } from './catalogue.ts';
import { requirements } from './requirements.ts';
import type { Requirement, ShownBy } from './shown-by.ts';

// Ties every requirement of the protocol, and every safety rule, to the tests or the line of the README that show it.

const root = resolve(import.meta.dirname, '../..');

/** The number of requirements that were counted in the protocol on 25 November 2026. */
const ofTheProtocol = 121;
const safetyRules = 32;

const sourceOf = once((file: string) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : ''));

/** The titles of the tests in the source that run: of `it` and `test`, with or without `each`, as they are written. */
function titlesIn(source: string): string[] {
  const titles: string[] = [];
  const textOf = ({ start, end }: { start: number; end: number }) => source.slice(start, end);
  const { program } = parseSync('some.test.ts', source);
  new Visitor({
    CallExpression({ callee, arguments: [title] }) {
      const isTest =
        callee.type === 'CallExpression'
          ? /^(it|test)\.each$/.test(textOf(callee.callee))
          : /^(it|test)(\.concurrent)?$/.test(textOf(callee));
      if (isTest && title?.type === 'Literal') titles.push(String(title.value));
      if (isTest && title?.type === 'TemplateLiteral') titles.push(textOf(title).slice(1, -1));
    },
  }).visit(program);
  return titles;
}
const titlesOf = once((file: string) => titlesIn(sourceOf(file)));

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
  return titlesOf(shown.file).includes(shown.title) ? '' : `${shown.file} has no test “${shown.title}”`;
}

// The requirements of the protocol and the safety rules

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

// Finding a test in its source

const source = [
  "it('runs', () => {});",
  "  it.each(['a', 'b'])('takes %s', () => {});",
  "it.each([\n  ['one'],\n])(\n  'takes %s over lines',\n  () => {},\n);",
  "it.skip('is left out', () => {});",
  "describe('is a group', () => {",
  "// it('is a remark', () => {});",
  "  expect('is a word');",
  '});',
].join('\n');

it('The search finds each test that runs, and nothing else', () =>
  expect(titlesIn(source)).toEqual(['runs', 'takes %s', 'takes %s over lines']));

it('The search notices that a file skips tests', () => {
  expect(leftOut.test(source)).toBe(true);
  expect(leftOut.test(sourceOf('tests/protocol-coverage/rules.test.ts'))).toBe(false);
});
