import { readFileSync } from 'node:fs';

export const filled = (template: Filling, data: object) =>
  withoutDefaults(template(data)) as {
    body?: { type?: unknown }[];
    [part: string]: unknown;
  };

/** The clients' own defaults. Leaving them out makes a long card a quarter smaller. */
const defaults: Record<string, unknown> = {
  weight: 'Default',
  size: 'Default',
  isSubtle: false,
  style: 'default',
  bleed: false,
  separator: false,
  tooltip: '',
};

function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (typeof value !== 'object' || value === null) return value;
  if ('type' in value && value.type === 'TextBlock') return value; // a heading must state its size, even the default
  const stated: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(value))
    if (!(key in defaults) || defaults[key] !== each) stated[key] = withoutDefaults(each);
  return stated;
}

/** A part of a template, ready to be filled with the data that stands at its place. */
type Filling = (data: unknown) => unknown;

/** The expressions that our templates use, of the language of Adaptive Cards. */
const expressions: [RegExp, (value: unknown, word: string) => unknown][] = [
  [/^(\w+)$/, (value) => value],
  [/^not\((\w+)\)$/, (value) => value !== true],
  [/^(\w+) == '(\w*)'$/, (value, word) => value === word],
  [/^(\w+) != '(\w*)'$/, (value, word) => value !== word],
  [/^count\((\w+)\) > 0$/, (value) => Array.isArray(value) && value.length > 0],
];

function textFilling(text: string): Filling {
  if (!text.startsWith('${')) return () => text;
  for (const [form, of] of expressions) {
    const [, name = '', word = ''] = form.exec(text.slice(2, -1)) ?? [];
    if (name) return (data) => of(Object(data)[name] ?? text, word);
  }
  throw new Error(`the templates of the cards know no ${text}`);
}

/** Reads a template in the language of Adaptive Cards: `$data` repeats a part for each thing, `$when` leaves it out. */
export function readTemplate(part: unknown): Filling {
  if (typeof part === 'string') return textFilling(part);
  if (Array.isArray(part)) {
    const each = part.map(readTemplate);
    return (data) => each.flatMap((filling) => filling(data) ?? []);
  }
  if (typeof part !== 'object' || part === null) return () => part;
  const { $data, $when, ...own } = Object.fromEntries(
    Object.entries(part).map(([name, each]) => [name, readTemplate(each)]),
  );
  const fields = Object.entries(own);
  return (data) => {
    const all = [$data ? $data(data) : data].flat().filter((each) => !$when || $when(each) === true);
    const parts = all.map((each) => {
      const filled: Record<string, unknown> = {};
      for (const [name, filling] of fields) filled[name] = filling(each);
      return filled;
    });
    return parts.length > 1 ? parts : parts[0];
  };
}

const load = (name: string): Filling =>
  readTemplate(JSON.parse(readFileSync(new URL(`../../cards/${name}.json`, import.meta.url), 'utf8')));

export const [referrer, mash, notice] = [load('referrer'), load('mash'), load('notice')];
