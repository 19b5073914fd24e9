import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { Template } from 'adaptivecards-templating';
import { readTemplate } from '../../src/cards/template.ts';

/** Words of every kind that a part of a template asks for. @param at which of several things of a list it is */
function dataFor(part: unknown, at = 0): Record<string, unknown> {
  if (typeof part === 'string') return wordFor(part, at);
  if (typeof part !== 'object' || part === null) return {};
  const merged = Object.values(part).map((each) => ('$data' in Object(each) ? listFor(each, at) : dataFor(each, at)));
  return Object.assign({}, ...merged);
}

/** A list of none, one or three things. */
function listFor(part: { $data: string }, at: number) {
  const { $data, ...own } = part;
  return { [$data.slice(2, -1)]: [1, 2, 3].slice(at % 3).map((each) => dataFor(own, at + each)) };
}

const kinds = ['text', 'one', 'many', 'compact', 'toggle', 'date', 'person'];

function wordFor(text: string, at: number): Record<string, unknown> {
  const [, name] = /(\w+)\)?(?: .*)?\}$/.exec(text.startsWith('${') ? text : '') ?? [];
  if (!name) return {};
  if (/\bnot\(|^\$\{(folded|subtle|bleed|separator|multiline)\}/.test(text)) return { [name]: at % 2 === 0 };
  if (text.includes('count(')) return {};
  const [variable = name] = /\w+/.exec(text) ?? [];
  return { [variable]: variable === 'kind' ? kinds[at % kinds.length] : at % 4 === 3 ? '' : `${variable} ${at}` };
}

it.each(['referrer', 'mash', 'notice'])(
  'The template “%s” is filled in as Microsoft’s own engine fills it in',
  (name) => {
    const template = JSON.parse(readFileSync(new URL(`../../cards/${name}.json`, import.meta.url), 'utf8'));
    const [theirs, ours] = [new Template(template), readTemplate(template)];
    for (let at = 0; at < 84; at += 1) {
      const data = { badges: [], ...dataFor(template, at) };
      expect(ours(data)).toEqual(theirs.expand({ $root: data }));
    }
  },
);

it('A template with an expression that the program does not know is refused as it is read', () => {
  expect(() => readTemplate({ text: '${toUpper(name)}' })).toThrow('toUpper');
});
