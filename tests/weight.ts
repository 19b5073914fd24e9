import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import jsTokens from 'js-tokens';
import { parseSync } from 'oxc-parser';

interface Weight {
  files: number;
  tokens: number;
}

/**
 * The tokens of each folder, and of all, without comments and imports. Lines would reward a shorter layout, and letters
 * shorter names.
 * @param of the folder to weigh, below `root`
 */
export function weighed(root: string, of: string): Record<string, Weight> {
  const top = resolve(root, of);
  const folders: Record<string, Weight> = {};
  const all: Weight = { files: 0, tokens: 0 };
  const names = readdirSync(top, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  for (const name of names.sort()) {
    const parts = name.split('/').slice(0, name.startsWith('features/') ? 2 : 1);
    const folder = name.includes('/') ? parts.join('/') : '.';
    folders[folder] ??= { files: 0, tokens: 0 };
    const tokens = tokensIn(join(top, name));
    for (const weight of [folders[folder], all]) {
      weight.files += 1;
      weight.tokens += tokens;
    }
  }
  return { ...folders, all };
}

function tokensIn(path: string): number {
  const text = readFileSync(path, 'utf8');
  const { module, comments } = parseSync(path, text);
  const left = [...module.staticImports, ...comments]
    .sort((one, other) => other.start - one.start)
    .reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
  return [...jsTokens(left)].filter(({ type }) => !/WhiteSpace|LineTerminator/.test(type)).length;
}
