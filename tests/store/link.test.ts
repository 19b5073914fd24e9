import { expect, it } from '@jest/globals';
import { newSecret } from '../../src/base/reference.ts';
import { hashOfSecret, isLinkAlive, linksIn, newLink, tokenPattern } from '../../src/store/links.ts';
import { at, jane, REFERENCE } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';

const NOW = at('2026-11-24T14:00:00.000Z');
const target = { to: 'own-copy', case: REFERENCE } as const;
const whose = { target, author: jane.id };
const { openStore } = aFolder();

// A link to the referrer’s own copy

const link = newLink('token', whose, NOW);

it('A link lives for ten minutes and not a moment longer', () => {
  expect(isLinkAlive(link, NOW)).toBe(true);
  expect(isLinkAlive(link, at('2026-11-24T14:09:59.999Z'))).toBe(true);
  expect(isLinkAlive(link, at('2026-11-24T14:10:00.000Z'))).toBe(false);
});

it('A link is dead once it is spent, however young it is', () => {
  expect(isLinkAlive({ ...link, spent: NOW }, NOW)).toBe(false);
});

it('A link has a token of 32 random bytes, and the address pattern accepts nothing shorter or longer', () => {
  const address = new RegExp(`^${tokenPattern}$`);
  const tokens = Array.from({ length: 500 }, newSecret);
  expect(new Set(tokens).size).toBe(500);
  for (const token of tokens) {
    expect(token).toMatch(address);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  }
  const [token = ''] = tokens;
  for (const wrong of [token.slice(1), `${token}A`, `${token.slice(1)}.`, `${token.slice(0, -1)}B`])
    expect(wrong).not.toMatch(address);
});

// Links in the store

it('A link is stored without its token', async () => {
  const store = openStore();
  const token = await linksIn(store).make(whose, NOW);
  const kept = (await store.all(undefined, 10)).map(({ stored }) => stored.document);
  expect(kept).toEqual([
    { kind: 'link', id: hashOfSecret(token), target, author: jane.id, until: '2026-11-24T14:10:00.000Z' },
  ]);
  expect(JSON.stringify(kept)).not.toContain(token);
});

it('A link can be looked at again and again, but spent only once', async () => {
  const links = linksIn(openStore());
  const token = await links.make(whose, NOW);
  expect(await links.alive(token, NOW)).toMatchObject({ target });
  expect(await links.alive(token, NOW)).toMatchObject({ target });
  expect(await links.spend(token, NOW)).toBe(true);
  expect(await links.spend(token, NOW)).toBe(false);
  expect(await links.alive(token, NOW)).toBeUndefined();
});

it('A link is spent by exactly one of many presses at the same moment', async () => {
  const store = openStore();
  const token = await linksIn(store).make(whose, NOW);
  const presses = await Promise.all(Array.from({ length: 20 }, () => linksIn(store).spend(token, NOW)));
  expect(presses.filter((worked) => worked)).toHaveLength(1);
});

it('A link that is too old, or was never given to anybody, cannot be spent', async () => {
  const links = linksIn(openStore());
  const token = await links.make(whose, NOW);
  expect(await links.spend(token, at('2026-11-24T14:10:00.000Z'))).toBe(false);
  expect(await links.alive(newSecret(), NOW)).toBeUndefined();
  expect(await links.spend(newSecret(), NOW)).toBe(false);
});
