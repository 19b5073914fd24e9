import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from '@jest/globals';

const root = resolve(import.meta.dirname, '..');
const guide = readFileSync(join(root, 'src/README.md'), 'utf8');

/** Names that any feature may export: its actions, typed words, faces, side task, and what its events and clocks mean. */
const slots = ['actions', 'typed', 'face', 'teamFace', 'sideTask', 'events', 'clocks', 'hears'];

/** The exported names of the source, each with its file. A schema and its type have one name in one file. */
const exported = new Map<string, Set<string>>();
for (const name of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.ts')) continue;
  const source = readFileSync(join(root, 'src', name), 'utf8');
  for (const [, word = ''] of source.matchAll(/^export (?:async )?(?:const|function\*?|interface|type) (\w+)/gm))
    exported.set(word, (exported.get(word) ?? new Set()).add(name));
}

const wordsIn = (name: string): string[] =>
  name
    .split(/(?<=[a-z0-9])(?=[A-Z])|_/)
    .map((word) => word.toLowerCase())
    .flatMap((word) => [word, word.replace(/s$/, '')]);

/** The word that we use, and one that means the same and must not occur beside it. */
const pairs = [
  ['referrer', 'reporter'],
  ['referrer', 'professional'],
  ['referral', 'submission'],
  ['case', 'ticket'],
  ['practitioner', 'caseworker'],
  ['manager', 'supervisor'],
  ['administrator', 'superuser'],
  ['onlooker', 'bystander'],
  ['phone', 'telephone'],
  ['practice', 'training'],
  ['decision', 'ruling'],
  ['decision', 'determination'],
  ['indicator', 'sign'],
  ['consent', 'permission'],
  ['clock', 'timer'],
  ['duty', 'oncall'],
  ['roster', 'membership'],
  ['outbox', 'queue'],
  ['lease', 'lock'],
  ['heartbeat', 'pulse'],
  ['event', 'occurrence'],
  ['seal', 'encrypt'],
  ['sweep', 'scan'],
  ['erase', 'purge'],
  ['mend', 'repair'],
  ['link', 'association'],
  ['pack', 'ruleset'],
  ['context', 'around'],
] as const;

// The words of the code

const names = [...exported.keys()];
const words = new Set(names.flatMap(wordsIn));

it('Each exported name stands for one thing', () => {
  expect(names.length).toBeGreaterThan(1000);
  const twice = [...exported].filter(([name, files]) => files.size > 1 && !slots.includes(name));
  expect(twice.map(([name, files]) => `${name}: ${[...files].join(', ')}`)).toEqual([]);
});

it.each(pairs)('The word is “%s”: no exported name says “%s” instead', (ours, other) => {
  expect(names.filter((name) => wordsIn(name).includes(other))).toEqual([]);
  expect([...words].some((word) => word.startsWith(ours.slice(0, 5))) || guide.includes(ours)).toBe(true);
});

it('The glossary explains at least thirty words, each once', () => {
  const [, glossary = ''] = guide.split('## Glossary');
  const explained = [...glossary.matchAll(/^- \*\*([a-z][a-z ]+)\*\*: /gm)].map(([, word]) => word);
  expect(explained.length).toBeGreaterThanOrEqual(30);
  expect(new Set(explained).size).toBe(explained.length);
});
