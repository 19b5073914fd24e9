import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Chapter, previewPage } from './preview-page.ts';
import type { Named } from './sample-answers.ts';
import { chatCards, mashCards, noticeCards, samples, wizardCards } from './samples.ts';

/** `npm run cards:preview`: every card on one page, to look at. `-- full` shows them filled to their limits; also `empty` and `hostile`. */

const [wanted = 'usual'] = process.argv.slice(2);
const sample = samples.find((each) => each === wanted);
if (!sample) {
  console.error(`There is no sample ${wanted}. There are: ${samples.join(', ')}`);
  process.exit(1);
}

const chapters: Chapter[] = [
  { title: 'Before sending', cards: once(wizardCards(sample).map(ofAnyAgency)) },
  { title: 'The referrer’s chat after sending', cards: once(chatCards(sample)) },
  { title: 'The MASH channel', cards: once(mashCards(sample)) },
  { title: 'Managers, escalation contact and administrators', cards: once(noticeCards(sample)) },
];

const page = fileURLToPath(new URL('preview.html', import.meta.url));
writeFileSync(page, previewPage(`Cards, what is known: ${sample}`, chapters));
console.log(page);

/** Most steps look the same for every agency; a list that only one agency is asked stays. */
function ofAnyAgency({ name, card }: Named): Named {
  return { name: name.replace(/ \([a-z’-]+\)/, ''), card };
}

/** Each card once: the first of a name, and the first that looks so. */
function once(cards: Named[]): Named[] {
  const seen = new Set<string>();
  return cards.filter(({ name, card }) => {
    const before = seen.size;
    return seen.add(name).size > before && seen.add(JSON.stringify(card)).size > before + 1;
  });
}
