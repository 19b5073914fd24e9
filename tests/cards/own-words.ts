import { readdirSync, readFileSync } from 'node:fs';
import type { Card } from '../../src/cards/parts.ts';
import { statementTicked } from '../../src/cards/statement.ts';
import { elements, strings } from './reader.ts';
import { MARK, pack } from './samples.ts';

/** Our own words, apart from what people wrote and from what is quoted: on a card, in the protocol pack and in the code. */

const shorts = new Set(pack.fields.map(({ short }) => short));
const quoted = new Set(
  pack.contacts.flatMap(({ name, address, email, web, phone, printed }) => [
    name,
    ...[address, email, web, phone].filter((each) => each !== undefined),
    `“${printed}”`,
  ]),
);

/** Every line that a card shows, each once: texts, labels, choices, buttons and what a lock screen shows. */
export function ownLines(card: Card): string[] {
  const shown = elements(card).flatMap((element): string[] => {
    const { type, text, label, title, inlines, choices } = element as Record<string, string> & {
      inlines?: { text: string }[];
      choices?: { title: string }[];
    };
    if (type === 'TextRun') return [];
    const runs = inlines ? [inlines.map((run) => run.text).join('')] : [];
    return [text ?? '', label ?? '', title ?? '', ...runs, ...(choices ?? []).map((choice) => choice.title)];
  });
  return [...new Set([String(card.fallbackText), ...shown])].filter(isOurs).flatMap(listed);
}

const ticked = new Set(pack.groups.flatMap((group) => group.statements.map((each) => `• ${statementTicked(each)}`)));

/** An agency of the pack, with an office that the protocol names. */
const office = /^[A-Z][^.]*: (designated officer|trafficking co-ordinator)$/;

/** Not what somebody wrote, not a statement of the protocol (with its number, or repeated where it was ticked), not a name or an address. */
function isOurs(line: string): boolean {
  const isStatement = /^\d+ · |\b(Seen|Suspected): [A-Z]/.test(line) || ticked.has(line);
  return !line.includes(MARK) && !isStatement && !quoted.has(line) && !office.test(line);
}

/** A list of names of boxes is read name by name, not as a sentence. */
function listed(line: string): string[] {
  const names = line
    .replace(/^.* to put right: /, '')
    .replace(/\.$/, '')
    .split(', ');
  return line.includes(' to put right: ') || names.every((name) => shorts.has(name)) ? names : [line];
}

const read = new Set([
  'title',
  'label',
  'short',
  'ask',
  'heading',
  'help',
  'strong',
  'text',
  'note',
  'when',
  'unknown',
  'hours',
]);
const readIn = new Set(['lines', 'ready']);

/** What is read of the pack, also what only a rare answer brings up; the statements have a limit of their own. */
export const packLines: string[] = strings(pack)
  .filter(({ at }) => !at.includes('statements') && (read.has(at.at(-1) ?? '') || readIn.has(at.at(-2) ?? '')))
  .map(({ value }) => value)
  .filter((value) => value.includes(' '));

export const statements: string[] = pack.groups.flatMap((group) => group.statements.map(({ text }) => text));

/** The words of the law, which the worker must be able to find again in it. */
export const wordsOfTheLaw = new Set(
  pack.fields.filter(({ id }) => id === 'basis').flatMap(({ choices }) => choices?.map(({ label }) => label) ?? []),
);

const spoken = ['actions', 'cards', 'check', 'features', 'teams', 'views']; // where the words are that people read

/** Every sentence that stands in the code: answers to a press and text messages are on no sample card. */
export const codeLines: string[] = spoken.flatMap((folder) => {
  const place = new URL(`../../src/${folder}/`, import.meta.url);
  const files = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const code = files.map((file) => readFileSync(new URL(file, place), 'utf8'));
  return code
    .map((text) => text.replace(/^import .*$|^\s*(?:\/\*|\*|\/\/).*$/gm, ''))
    .flatMap((text) => [...text.matchAll(/'((?:[^'\\\n]|\\.)*)'|`([^`]*)`/g)])
    .map(([, plain, template]) => (plain ?? template ?? '').replace(/\$\{[^}]*\}/g, 'x'))
    .filter((words) => /^[A-Z“].* .* /.test(words));
});
