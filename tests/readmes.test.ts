import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { readCaseId } from '../src/base/reference.ts';
import { Variables } from '../src/config/environment.ts';

const root = resolve(import.meta.dirname, '..');
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every text for people. */
const guides = ['README.md', '.github', 'src', 'tests', 'manifest'].flatMap((place) =>
  place.endsWith('.md')
    ? [place]
    : readdirSync(join(root, place), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.md'))
        .map((name) => join(place, name)),
);
const linksIn = (text: string): string[] => [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path);

/** The files and folders that a text names between back quotes, such as “worker/tell.ts” and “cards/”. */
const filesIn = (text: string): string[] =>
  [...text.matchAll(/`([a-z][\w./-]*\/(?:[\w.-]+\.(?:ts|json))?)`/g)].map(([, path = '']) => path);

// The READMEs

const [start = '', ...sections] = textOf('README.md').split(/^## /m);

it('The README is at most 10 KB, so that a newcomer reads it to the end', () =>
  expect(Buffer.byteLength(textOf('README.md'))).toBeLessThanOrEqual(10_000));

it('All READMEs together are at most 9,000 words', () => {
  const words = guides
    .filter((guide) => guide.endsWith('README.md'))
    .flatMap((guide) => textOf(guide).trim().split(/\s+/));
  expect(words.length).toBeLessThanOrEqual(9000);
});

it('The README begins with what the product is, its two commands and a picture', () => {
  expect(start).toContain('A Microsoft Teams bot for a frontline professional');
  expect(sections[0]).toMatch(/^Two commands\n.*npm ci && npm start.*npm ci && npm test/s);
  expect(sections[1]).toMatch(/^One picture\n.*```.*──▶.*```/s);
});

it.each(guides)('%s links only to files that exist', (guide) => {
  const missing = linksIn(textOf(guide)).filter((path) => !existsSync(resolve(root, dirname(guide), path)));
  expect(missing).toEqual([]);
});

it('Every README can be reached from the README by links', () => {
  const reached = new Set(['README.md']);
  for (const guide of reached)
    for (const path of linksIn(textOf(guide))) if (path.endsWith('.md')) reached.add(join(dirname(guide), path));
  expect(guides.filter((guide) => !reached.has(guide))).toEqual([]);
});

it('Every command that a text names is in package.json', () => {
  const { scripts } = JSON.parse(textOf('package.json'));
  const named = guides.flatMap((guide) =>
    [...textOf(guide).matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name),
  );
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

it('src/README.md names only files and folders that exist', () => {
  const named = filesIn(textOf('src/README.md'));
  expect(named).toContain('worker/tell.ts');
  const places = ['src', '.'].map((place) => join(root, place));
  expect(named.filter((path) => !places.some((place) => existsSync(join(place, path))))).toEqual([]);
});

it('.env.example explains every variable that the program reads, and no other', () => {
  const blocks = textOf('.env.example').trim().split('\n\n');
  expect(blocks.filter((block) => !/^# .{20}/.test(block))).toEqual([]);
  const explained = [...textOf('.env.example').matchAll(/^([A-Za-z_\d]+)=/gm)].map(([, name = '']) => name);
  expect(explained.sort()).toEqual(
    Object.keys(Variables.shape)
      .filter((name) => name !== 'NODE_ENV')
      .sort(),
  );
});

it('The references in the texts have a right check character', () => {
  const named = guides.flatMap((guide) => textOf(guide).match(/\bHT-\w{4}-\w{3}\b/g) ?? []);
  expect(named).toContain('HT-7K3F-92H');
  expect(named.filter((each) => readCaseId(each) === undefined)).toEqual([]);
});
