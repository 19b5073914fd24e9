import { chromium } from 'playwright-core';
import type { Card } from '../../src/cards/parts.ts';
import { findChromium, LAUNCH_FLAGS } from '../e2e/driver.ts';
import { press, pressers } from '../walks/by-button.ts';
import { chaptersOf } from './chapters.ts';
import type { Page } from './page.ts';
import { previewPage } from './preview-page.ts';
import type { Sample } from './sample-answers.ts';

/**
 * `npm run cards:heights` draws every card, empty, usual and full, at the width of a phone, and names each that is
 * higher than it may be. It fails where a limit that must hold is broken: the others are goals. `-- all` prints the height
 * of every card.
 */

const width = 400; // px
/** Which cards may be how high. The parts in the thread, which are read once, are as long as what was written. */
const limits: { cards: RegExp; limit: number; mustHold?: true }[] = [
  { cards: /^(written|addition|line) \d|with problems$| again\b|, again$/, limit: Number.POSITIVE_INFINITY },
  { cards: /^(case|MASH card|assessment|by phone|not in writing)\b/, limit: 1120, mustHold: true }, // 1,100, and a line of the worry
  { cards: /^(decide|correct)\b/, limit: 1000, mustHold: true },
  { cards: /^(everything|receipt)\b/, limit: 1100, mustHold: true },
  { cards: /^child missing\b/, limit: 800, mustHold: true },
  { cards: /^walk\b/, limit: 940, mustHold: true }, // 800, and the numbers above it where words mean danger
];
const goal = { limit: 800, mustHold: false };
const beforeSending = new Set<string>();
const limitOf = (name: string) =>
  limits.find(({ cards }) => cards.test(name)) ?? (beforeSending.has(name) ? { limit: 800, mustHold: true } : goal);

const executablePath = findChromium();
if (!executablePath) {
  console.log('SKIPPED: there is no Chromium on this machine (apt-get install chromium, or set CHROMIUM to its path).');
  process.exit(0);
}
const walked = (await Promise.all(pressers.map((each) => press(each)))).flatMap(([walk], at) =>
  (walk?.cards ?? []).map((card, number) => ({ name: `walk ${at + 1}, card ${number}`, card: card as Card })),
);
const browser = await chromium.launch({ executablePath, args: LAUNCH_FLAGS });
const page = await browser.newPage();
page.setDefaultTimeout(300_000); // a busy machine draws slowly
const heights = new Map<string, { height: number; sample: Sample }>();
for (const sample of ['empty', 'usual', 'full'] as const) {
  const chapters = chaptersOf(sample);
  for (const { name } of chapters[0]?.cards ?? []) beforeSending.add(name);
  if (sample === 'usual') chapters.push({ title: 'Walks by button', cards: walked });
  await page.setContent(previewPage(sample, chapters, [width]));
  const drawn: [string, number][] = await page.evaluate(inPage);
  for (const [name, height] of drawn)
    if (height > (heights.get(name)?.height ?? 0)) heights.set(name, { height, sample });
}
await browser.close();

const isAll = process.argv.includes('all');
const tooHigh = [...heights].filter(([name, { height }]) => height > limitOf(name).limit);
const broken = tooHigh.filter(([name]) => limitOf(name).mustHold);
const listed = isAll ? [...heights] : tooHigh;
for (const [name, { height, sample }] of listed.toSorted(([, one], [, other]) => other.height - one.height)) {
  const { limit, mustHold } = limitOf(name);
  console.log(`${String(height).padStart(6)} px of ${limit}${mustHold ? '' : ' (a goal)'}  ${name} (${sample})`);
}
console.log(
  `${heights.size} cards at ${width} px: ${broken.length} break their limit, ${tooHigh.length - broken.length} miss a goal`,
);
process.exit(broken.length > 0 ? 1 : 0);

/** Runs in the page. */
function inPage(): [string, number][] {
  const { document } = globalThis as unknown as Page;
  return [...document.querySelectorAll('section')].map((section) => [
    section.querySelector('h3').textContent,
    Math.ceil(section.querySelector('form').getBoundingClientRect().height),
  ]);
}
