import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { previewPage } from './preview-page.ts';
import { chatCards } from './samples.ts';

const folder = new URL('../../src/', import.meta.url);
const templates = ['referrerCard', 'mashCard', 'mashForm', 'noticeCard', 'textForm']; // the templates themselves, and plain text
/** Not cards: a rule, a reply, verbs, and forms before anybody has typed in them. */
const notCards = ['withCaseCard', 'replyCard', 'assessmentForm', 'disagreementForm', 'untouchedForm'];

// The page on which developers look at the cards

it('The preview page holds each card whole, and no words in it can end the script or start another', () => {
  const cards = chatCards('hostile').slice(-40);
  const hostile = { name: '</script><script>alert(1)</script><!--', card: { text: '</SCRIPT ><img src=x>' } };
  const page = previewPage('Cards', [{ title: 'One', cards: [hostile, ...cards] }]);
  const plain = previewPage('Cards', [{ title: 'One', cards: [] }]);
  const marks = (html: string) => [
    html.split(/<\/?script/i).length,
    html.split('<!--').length,
    html.split('<img').length,
  ];
  expect(marks(page)).toEqual(marks(plain));
  const [, json = ''] = /id="data">(.*)<\/script>/.exec(page) ?? [];
  expect(JSON.parse(json).chapters[0].cards).toEqual(JSON.parse(JSON.stringify([hostile, ...cards])));
});

it('The preview page loads nothing from the network', () => {
  const page = previewPage('Cards', []);
  expect(page).toContain("default-src 'none'");
  expect(page).not.toMatch(/<(link|img|script|iframe)[^>]* (src|href)=/i);
});

// The sample cards

const samples = readdirSync(new URL('.', import.meta.url))
  .filter((file) => /^(samples?\b.*|drawn)\.ts$/.test(file))
  .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
  .join('\n');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const cardFunctions = files.flatMap((file) =>
  [...readFileSync(new URL(file, folder), 'utf8').matchAll(/^export (?:function|const) (\w+(?:Card|Form))\b/gm)].map(
    ([, name = '']) => name,
  ),
);

it('The sample cards include every card of the product', () => {
  expect(cardFunctions.length).toBeGreaterThan(20);
  expect(
    cardFunctions.filter(
      (name) => ![...templates, ...notCards].includes(name) && !new RegExp(`\\b${name}\\(`).test(samples),
    ),
  ).toEqual([]);
});
