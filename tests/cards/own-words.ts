import { readdirSync, readFileSync } from 'node:fs';
import { decisionWords } from '../../src/cards/decided.ts';
import type { Card } from '../../src/cards/parts.ts';
import { statementInShort } from '../../src/cards/statement.ts';
import { elements, strings } from './reader.ts';
import { MARK, pack } from './samples.ts';

/**
 * The project's own words on cards, in the protocol pack and in the code, without what people wrote and without
 * quotations.
 */

const shorts = new Set([
  ...pack.fields.flatMap(({ short, inCare }) => [short, ...(typeof inCare === 'object' ? [inCare.short] : [])]),
  ...pack.lists.map(({ title }) => title),
  'Immediate danger',
]);
const quoted = new Set(
  pack.contacts.flatMap(({ name, address, email, web, phone, printed }) => [
    name,
    ...[address, email, web, phone].filter((each) => each !== undefined),
    `“${printed}”`,
  ]),
);

/** Every line of our own that a card shows, each once: texts, labels, choices, buttons and the summary. */
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
  return [...new Set([String(card.fallbackText), ...shown])].filter(isOurs).flatMap(listed).map(withoutNames);
}

/** Names in the middle of a line: of the pack and the authority, and of the protocol's decisions. */
const names = [pack.title, pack.central.authority, ...Object.values(decisionWords)];
const withoutNames = (line: string) => names.reduce((text, name) => text.replace(name, ''), line);

const ticked = new Set(pack.groups.flatMap((group) => group.statements.map((each) => `• ${statementInShort(each)}`)));

/** A line with an agency and an office that the protocol names. */
const office = /^[A-Z][^.]*: (designated officer|trafficking co-ordinator)$/;

/**
 * Whether a line is ours: not what somebody wrote, not a statement of the protocol (numbered or ticked), not a name or
 * an address.
 */
function isOurs(line: string): boolean {
  const isStatement = /^\d+ · |^[A-Z]\d+ |\b(Seen|Suspected): [A-Z]/.test(line) || ticked.has(line);
  return (
    !line.includes(MARK) &&
    !isStatement &&
    !quoted.has(line.replace(/ \([^()]*not confirmed\)$/, '')) &&
    !office.test(line)
  );
}

/** Splits a list of field names, which people read name by name and not as a sentence. */
function listed(line: string): string[] {
  const names = line
    .replace(/^.* to put right: /, '')
    .replace(/\.$/, '')
    .split(line.includes(' · ') ? ' · ' : ', ');
  return line.includes(' to put right: ') || names.every((name) => shorts.has(name)) ? names : [line];
}

const keysOfText = new Set([
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
const keysOfTextLists = new Set(['lines', 'ready']);

/**
 * Every sentence of the pack, even those that are rarely shown. The reading age of the statements is tested separately.
 */
export const packLines: string[] = strings(pack)
  .filter(
    ({ at, value }) =>
      !at.includes('statements') &&
      value !== pack.title &&
      (keysOfText.has(at.at(-1) ?? '') || keysOfTextLists.has(at.at(-2) ?? '')),
  )
  .map(({ value }) => value)
  .filter((value) => value.includes(' '));

export const statements: string[] = pack.groups.flatMap((group) => group.statements.map(({ text }) => text));

/** The words of the law. They stay as they are, so that a referrer can find them in the law. */
export const wordsOfTheLaw = new Set(
  pack.fields
    .filter(({ id }) => id === 'basis' || id === 'pf-carer')
    .flatMap(({ choices }) => choices?.map(({ label }) => label) ?? []),
);

// the folders with words that people read
const foldersWithWords = ['actions', 'cards', 'draft', 'features', 'teams', 'views'];

/** Every sentence in the code. Answers to a press and text messages are on no sample card. */
export const codeLines: string[] = foldersWithWords.flatMap((folder) => {
  const place = new URL(`../../src/${folder}/`, import.meta.url);
  const files = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const code = files.map((file) => readFileSync(new URL(file, place), 'utf8'));
  return code
    .map((text) => text.replace(/^import .*$|^\s*(?:\/\*|\*|\/\/).*$/gm, ''))
    .flatMap((text) => [...text.matchAll(/'((?:[^'\\\n]|\\.)*)'|`([^`]*)`/g)])
    .map(([, plain, template]) => (plain ?? template ?? '').replace(/\$\{[^}]*\}/g, 'x'))
    .filter((words) => /^[A-Z“].* .* /.test(words));
});
