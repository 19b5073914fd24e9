import { readFileSync } from 'node:fs';
import { Template } from 'adaptivecards-templating';

export const filled = (template: Template, data: object) =>
  lean(template.expand({ $root: data })) as Record<string, unknown>;

/** What a client does anyway where a card does not say otherwise. A quarter of a long card is saved by leaving it out. */
const usual: Record<string, unknown> = {
  weight: 'Default',
  size: 'Default',
  isSubtle: false,
  style: 'default',
  bleed: false,
  separator: false,
  tooltip: '',
};

function lean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lean);
  if (typeof value !== 'object' || value === null) return value;
  if ('type' in value && value.type === 'TextBlock') return value; // a heading of the usual size must say so
  const said = Object.entries(value).filter(([key, each]) => !(key in usual && usual[key] === each));
  return Object.fromEntries(said.map(([key, each]) => [key, lean(each)]));
}

/** Built once: reading a template costs twenty times as much as filling it in. */
export function load(name: string): Template {
  return new Template(JSON.parse(readFileSync(new URL(`../../cards/${name}.json`, import.meta.url), 'utf8')));
}
