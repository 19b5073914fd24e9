import { chromium } from 'playwright-core';
import { findChromium, LAUNCH_FLAGS } from '../e2e/driver.ts';
import { chaptersOf } from './chapters.ts';
import { previewPage } from './preview-page.ts';
import type { Sample } from './sample-answers.ts';

/**
 * `npm run cards:heights` draws every card, empty, usual and full, at the width of a phone, and names each that is
 * higher than it may be. `-- all` prints the height of every card.
 */

const width = 400; // px
/** Which cards may be how high. The parts in the thread, which are read once, are as long as what was written. */
const limits: [name: RegExp, limit: number][] = [
  [/^(written|addition|line) \d|with problems$| again\b|, again$/, Number.POSITIVE_INFINITY],
  [/^(case|MASH card|assessment|by phone|not in writing|everything|decide|correct|receipt)\b/, 1100],
  [/./, 800],
];
const limitOf = (name: string) => limits.find(([pattern]) => pattern.test(name))?.[1] ?? 0;

const executablePath = findChromium();
if (!executablePath) {
  console.log('SKIPPED: there is no Chromium on this machine (apt-get install chromium, or set CHROMIUM to its path).');
  process.exit(0);
}
const browser = await chromium.launch({ executablePath, args: LAUNCH_FLAGS });
const page = await browser.newPage();
const heights = new Map<string, { height: number; sample: Sample }>();
for (const sample of ['empty', 'usual', 'full'] as const) {
  await page.setContent(previewPage(sample, chaptersOf(sample), [width]));
  const drawn: [string, number][] = await page.evaluate(inPage);
  for (const [name, height] of drawn)
    if (height > (heights.get(name)?.height ?? 0)) heights.set(name, { height, sample });
}
await browser.close();

const isAll = process.argv.includes('all');
const tooHigh = [...heights].filter(([name, { height }]) => height > limitOf(name));
for (const [name, { height, sample }] of (isAll ? [...heights] : tooHigh).toSorted(
  ([, one], [, other]) => other.height - one.height,
))
  console.log(`${String(height).padStart(6)} px of ${limitOf(name)}  ${name} (${sample})`);
console.log(`${heights.size} cards, ${tooHigh.length} too high at ${width} px`);
process.exit(tooHigh.length > 0 ? 1 : 0);

/** Runs in the page. */
function inPage(): [string, number][] {
  // biome-ignore lint/suspicious/noExplicitAny: the page has a document
  const { document } = globalThis as any;
  return [...document.querySelectorAll('section')].map((section) => [
    section.querySelector('h3').textContent,
    Math.ceil(section.querySelector('form').getBoundingClientRect().height),
  ]);
}
