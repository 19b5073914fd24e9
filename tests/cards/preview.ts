import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chaptersOf } from './chapters.ts';
import { previewPage } from './preview-page.ts';
import { samples } from './samples.ts';

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

const chapters = chaptersOf(sample);
const page = fileURLToPath(new URL('preview.html', import.meta.url));
writeFileSync(page, previewPage(`Cards, sample: ${sample}`, chapters));
console.log(page);
