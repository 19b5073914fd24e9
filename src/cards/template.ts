import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Template } from 'adaptivecards-templating';

export const filled = (template: () => Template, data: object) =>
  withoutDefaults(template().expand({ $root: data })) as {
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
  isVisible: true,
  isMultiSelect: false,
  isMultiline: false,
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

type Templating = typeof import('adaptivecards-templating');

/** Loads a template once, because reading it takes twenty times as long as filling it in. */
function load(name: string): () => Template {
  let template: Template | undefined;
  return () => {
    template ??= readTemplate(name);
    return template;
  };
}

function readTemplate(name: string) {
  const { Template } = createRequire(import.meta.url)('adaptivecards-templating') as Templating;
  return new Template(JSON.parse(readFileSync(new URL(`../../cards/${name}.json`, import.meta.url), 'utf8')));
}

export const [referrer, mash, notice] = [load('referrer'), load('mash'), load('notice')];

/** Loads the templates before the first card, so that nobody waits. Programs that make no cards need not call it. */
export function readTemplates(): void {
  for (const template of [referrer, mash, notice]) template();
}
