import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Template } from 'adaptivecards-templating';

export const filled = (template: () => Template, data: object) =>
  lean(template().expand({ $root: data })) as Record<string, unknown>;

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

type Templating = typeof import('adaptivecards-templating');

/** Built once: reading a template costs twenty times as much as filling it in. */
function load(name: string): () => Template {
  let template: Template | undefined;
  return () => {
    template ??= made(name);
    return template;
  };
}

function made(name: string): Template {
  const { Template } = createRequire(import.meta.url)('adaptivecards-templating') as Templating;
  return new Template(JSON.parse(readFileSync(new URL(`../../cards/${name}.json`, import.meta.url), 'utf8')));
}

export const [referrer, mash, notice] = [load('referrer'), load('mash'), load('notice')];

/** Before the first card is asked for, so that nobody waits for it. What draws no card need not read them. */
export function readTemplates(): void {
  for (const template of [referrer, mash, notice]) template();
}
