/** @jest-environment-options {"ownSamples": true} */
import { readFileSync } from 'node:fs';
import { afterAll, expect, it } from '@jest/globals';
import { Template } from 'adaptivecards-templating';
import { templates } from '../../src/cards/template.ts';
import { chaptersOf } from './chapters.ts';

const ours = { ...templates };
const [filled, differing]: [Set<string>, Set<string>] = [new Set(), new Set()];

for (const name of ['referrer', 'mash', 'notice'] as const) {
  const library = new Template(JSON.parse(readFileSync(new URL(`../../cards/${name}.json`, import.meta.url), 'utf8')));
  templates[name] = (data) => {
    const made = ours[name](data);
    const card = JSON.stringify(made);
    if (filled.has(card)) return made;
    filled.add(card);
    if (JSON.stringify(withoutDefaults(library.expand({ $root: data }))) !== card) differing.add(card);
    return made;
  };
}
afterAll(() => void Object.assign(templates, ours));

/** What clients take for granted. A heading states its size all the same. */
const defaults = new Set([
  ...['weight "Default"', 'size "Default"', 'isSubtle false', 'style "default"', 'bleed false', 'separator false'],
  ...['tooltip ""', 'isVisible true', 'isMultiSelect false', 'isMultiline false'],
]);

function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (typeof value !== 'object' || value === null || Object(value).type === 'TextBlock') return value;
  const stated = Object.entries(value).filter(([key, each]) => !defaults.has(`${key} ${JSON.stringify(each)}`));
  return Object.fromEntries(stated.map(([key, each]) => [key, withoutDefaults(each)]));
}

it.each(['usual', 'full'] as const)(
  'Microsoft’s templating draws each card of the preview as we do (sample “%s”)',
  (sample) => {
    const before = filled.size;
    chaptersOf(sample);
    expect([...differing]).toEqual([]);
    expect(filled.size - before).toBeGreaterThan(300);
  },
);
