import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import jsTokens from 'js-tokens';
import { parseSync } from 'oxc-parser';

/**
 * How heavy the code is: its tokens, by folder, without comments and imports. Lines would reward a shorter layout, and
 * letters shorter names. `npm run weigh`, or for another checkout `npm run weigh -- --root /tmp/before`; `--of tests`
 * weighs the tests.
 */
const { values } = parseArgs({
  options: { root: { type: 'string', default: '.' }, of: { type: 'string', default: 'src' } },
});
const top = resolve(values.root, values.of);

function tokensIn(path: string): number {
  const text = readFileSync(path, 'utf8');
  const { module, comments } = parseSync(path, text);
  const left = [...module.staticImports, ...comments]
    .sort((one, other) => other.start - one.start)
    .reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
  return [...jsTokens(left)].filter(({ type }) => !/WhiteSpace|LineTerminator/.test(type)).length;
}

const folders = new Map<string, { files: number; tokens: number }>();
for (const name of readdirSync(top, { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.ts'))) {
  const folder = name.split('/').slice(0, name.startsWith('features/') ? 2 : 1);
  const key = name.includes('/') ? folder.join('/') : '.';
  const { files, tokens } = folders.get(key) ?? { files: 0, tokens: 0 };
  folders.set(key, { files: files + 1, tokens: tokens + tokensIn(join(top, name)) });
}
const rows = [...folders].sort(([one], [other]) => one.localeCompare(other));
const sum = (of: 'files' | 'tokens') => rows.reduce((total, [, weight]) => total + weight[of], 0);
for (const [folder, { files, tokens }] of [...rows, ['all', { files: sum('files'), tokens: sum('tokens') }] as const])
  console.log(`${String(tokens).padStart(7)} tokens ${String(files).padStart(4)} files  ${folder}`);
