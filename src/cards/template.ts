import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Template } from 'adaptivecards-templating';

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

/** Loaded with the first template, because it takes a while: programs that make no cards do without it. */
const library = (): typeof Template => createRequire(import.meta.url)('adaptivecards-templating').Template;
type Expression = Exclude<ReturnType<typeof Template.parseInterpolatedString>, string>;

/** What a template of ours says in the library's language: each operator with what it does. */
const operators: Record<string, (...values: unknown[]) => unknown> = {
  '!': (value) => !value,
  '==': (one, other) => one === other,
  '!=': (one, other) => one !== other,
  '>': (one, other) => Number(one) > Number(other),
  count: (value) => Object(value).length,
  concat: (...values) => values.join(''),
};

/** A text as the library reads it: as it is, or an expression. */
function ofText(text: string): Make {
  const read = library().parseInterpolatedString(text);
  if (typeof read === 'string') return () => read;
  const make = ofExpression(read);
  return read.type === 'Accessor' ? (data) => withoutDefaults(make(data) ?? text) : make;
}

/** A condition, or the list that an object is made for. */
function ofCondition(text: unknown): Make {
  const read = library().parseInterpolatedString(String(text));
  if (typeof read === 'string') throw new Error(`a template of a card says ${read}`);
  return ofExpression(read);
}

const constantIn = (expression: Expression | undefined) => (expression as { value?: unknown } | undefined)?.value;

function ofExpression(expression: Expression): Make {
  const { type, children } = expression;
  if (type === 'Constant') {
    const value = constantIn(expression);
    return () => value;
  }
  if (type === 'Accessor') {
    const field = String(constantIn(children[0]));
    return (data) => data[field];
  }
  const does = operators[type];
  if (!does) throw new Error(`a template of a card says ${expression}`);
  const all = children.map(ofExpression);
  return (data) => does(...all.map((make) => make(data)));
}

function ofList(list: unknown[]): Make {
  const all = list.map(compiled);
  return (data) => all.flatMap((make) => make(data) ?? []);
}

/** An object: once for each element of its `$data`, if it has one, and only where its `$when` is true. */
function ofObject({ $data, $when, ...fields }: Data): Make {
  const all = Object.entries(fields).map(([key, value]) => [key, compiled(value)] as const);
  const isHeading = fields.type === 'TextBlock'; // must state its size, even the default
  const isShown = $when === undefined ? () => true : ofCondition($when);
  const one = (data: Data) => {
    const made: Data = {};
    for (const [key, make] of all) {
      const value = make(data);
      if (isHeading || !isDefault(key, value)) made[key] = value;
    }
    return made;
  };
  if ($data === undefined) return (data) => (isShown(data) ? one(data) : null);
  const listed = ofCondition($data);
  return (data) => {
    const made = (listed(data) as Data[]).filter(isShown).map(one);
    return made.length > 1 ? made : (made[0] ?? null);
  };
}

/**
 * Turns a template into a function. Microsoft's library reads each expression, and the function fills it in with the same result twenty
 * times as fast as the library does (`tests/cards/template.test.ts` compares the two).
 */
function compiled(part: unknown): Make {
  if (typeof part === 'string') return ofText(part);
  if (Array.isArray(part)) return ofList(part);
  return typeof part === 'object' && part !== null ? ofObject(part as Data) : () => part;
}

/** Compiles a template once. */
function load(name: string) {
  let made: Make | undefined;
  const read = () =>
    (made ??= compiled(JSON.parse(readFileSync(new URL(`../../cards/${name}.json`, import.meta.url), 'utf8'))));
  return Object.assign((data: Data) => read()(data), { read });
}

export const templates: Record<'referrer' | 'mash' | 'notice', Make & { read?: () => Make }> = {
  ...{ referrer: load('referrer'), mash: load('mash'), notice: load('notice') },
};

/** Compiles the templates before the first card, so that nobody waits. */
export function readTemplates(): void {
  for (const { read } of Object.values(templates)) read?.();
}

export const filled = (template: keyof typeof templates, data: Data) =>
  templates[template](data) as {
    body?: { type?: unknown }[];
    [part: string]: unknown;
  };
