import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Chapter, previewPage } from './preview-page.ts';
import type { Named } from './sample-answers.ts';
import { chatCards, mashCards, noticeCards, samples, wizardCards } from './samples.ts';

/**
 * `npm run cards:preview` writes a page with every card. `-- full` fills them to their limits; `-- empty` and `--
 * hostile` exist too.
 */

const [wanted = 'usual'] = process.argv.slice(2);
const sample = samples.find((each) => each === wanted);
if (!sample) {
  console.error(`There is no sample ${wanted}. There are: ${samples.join(', ')}`);
  process.exit(1);
}

const chapters: Chapter[] = [
  { title: 'Before sending', cards: withoutRepeats(wizardCards(sample)) },
  { title: 'The referrer’s chat after sending', cards: withoutRepeats(chatCards(sample)) },
  { title: 'The MASH channel', cards: withoutRepeats(mashCards(sample)) },
  { title: 'Managers, escalation contact and administrators', cards: withoutRepeats(noticeCards(sample)) },
];

const page = fileURLToPath(new URL('preview.html', import.meta.url));
writeFileSync(page, previewPage(`Cards, sample: ${sample}`, chapters));
console.log(page);

/** Drops every card whose name or content came before. */
function withoutRepeats(cards: Named[]): Named[] {
  const seen = new Set<string>();
  return cards.filter(({ name, card }) => {
    const before = seen.size;
    return seen.add(name).size > before && seen.add(JSON.stringify(card)).size > before + 1;
  });
}
