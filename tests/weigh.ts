import { parseArgs } from 'node:util';
import { weighed } from './weight.ts';

/**
 * How heavy the code is: its tokens, by folder. `npm run weigh`, or for another checkout
 * `npm run weigh -- --root /tmp/before`; `--of tests` weighs the tests.
 */
const { values } = parseArgs({
  options: { root: { type: 'string', default: '.' }, of: { type: 'string', default: 'src' } },
});
for (const [folder, { files, tokens }] of Object.entries(weighed(values.root, values.of)))
  console.log(`${String(tokens).padStart(7)} tokens ${String(files).padStart(4)} files  ${folder}`);
