import { expect, it } from '@jest/globals';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { packName } from '../fakes/the-pack.ts';
import quotes from './quotes.json' with { type: 'json' };

/**
 * Compares each statement with the sentence of the protocol that it comes from. `words` in `quotes.json` lists what
 * the statement must keep: a word of the protocol, or "theirs = ours" where the statement uses a plainer word.
 */

const plain = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[’']s?(?![a-z])/g, '')
    .replace(/[^a-z0-9&]+/g, ' ')
    .trim()} `;

const pairs = (words: string): { theirs: string; ours: string }[] =>
  words.split(', ').map((pair) => {
    const [theirs = '', ours = theirs] = pair.split(' = ');
    return { theirs, ours };
  });

const lostFrom = (text: string, words: string): string[] =>
  pairs(words)
    .map(({ ours }) => ours)
    .filter((word) => !plain(text).includes(plain(word)));

const statements = loadPack(packName)
  .groups.flatMap((group) => group.statements)
  .filter(({ later }) => !later);
const textOf = (id: string): string => statements.find((each) => each.id === id)?.text ?? '';

// The statements of the protocol in a shipped pack

it('Every statement comes from a sentence of the protocol', () => {
  expect(quotes.map(({ id }) => id).sort()).toEqual(statements.map(({ id }) => id).sort());
  for (const { id, section } of quotes)
    expect({ id, section }).toEqual({ id, section: statements.find((each) => each.id === id)?.section });
});

it.each(quotes)('$id says what the protocol says: “$quote”', ({ id, quote, words }) => {
  expect({ id, lost: lostFrom(textOf(id), words) }).toEqual({ id, lost: [] });
  const notTheirs = pairs(words).filter(({ theirs }) => !plain(quote).includes(plain(theirs)));
  expect({ id, notTheirs }).toEqual({ id, notTheirs: [] });
});

it.each(quotes)('This test would notice if $id lost any of its words', ({ id, words }) => {
  for (const { ours } of pairs(words)) {
    const without = plain(textOf(id)).replaceAll(plain(ours), ' ');
    expect({ id, ours, lost: lostFrom(without, words).includes(ours) }).toEqual({ id, ours, lost: true });
  }
});

it('The statements keep the words that were once lost', () => {
  expect(textOf('H08')).toMatch(/deliberately.* medical/);
  expect(textOf('T05')).toMatch(/claims .*parental consent/);
  expect(textOf('E03')).toMatch(/recognised carer/);
  expect(textOf('X01')).toMatch(/specifically trafficked/);
  expect(textOf('H11')).toMatch(/emergency treatment/);
  expect(textOf('G18')).toMatch(/excessive controls/);
});

// The roles of the statements

it('Fourteen statements have the role context, criterion or trigger, and all others the role indicator', () => {
  const roles = statements.filter(({ role }) => role !== 'indicator').map(({ id, role }) => `${id} ${role}`);
  expect(roles.sort()).toEqual([
    ...['C01 context', 'C07 context', 'F01 criterion', 'F02 criterion', 'F03 criterion', 'F05 context'],
    ...['G11 context', 'L01 context', 'L02 context', 'M02 context', 'P01 context', 'P02 trigger'],
    ...['X01 context', 'Y06 context'],
  ]);
});
