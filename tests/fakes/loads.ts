import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';

// Loads every module of the product, except those that start something, and every library named in any of them.
// This includes libraries loaded only on demand. Writes the address of each loaded file: `node tests/fakes/loads.ts
// FILE`.
const root = resolve(import.meta.dirname, '../..');
const { dependencies }: { dependencies: object } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
const loaded = new Set<string>();
registerHooks({
  load: (url, context, next) => {
    loaded.add(url);
    return next(url, context);
  },
});

const modules = globSync('src/**/*.ts', { cwd: root }).map((path) => ({
  path: resolve(root, path),
  source: readFileSync(resolve(root, path), 'utf8'),
}));
const isProgram = ({ path, source }: (typeof modules)[number]) =>
  /\/src\/index\.ts$|-thread\.ts$/.test(path) || /^await command\(/m.test(source);
const imports = modules.flatMap(({ source }) => [...source.matchAll(/(?:from |import\()'([^'.][^']*)'/g)]);
const libraries = new Set(imports.map(([, name = '']) => name).filter((name) => !name.startsWith('node:')));
const isDependency = (name: string) =>
  Object.keys(dependencies).some((dependency) => name === dependency || name.startsWith(`${dependency}/`));

for (const module of modules) if (!isProgram(module)) await import(module.path);
for (const name of libraries) if (isDependency(name)) await import(name);
writeFileSync(process.argv[2] ?? '', [...loaded].join('\n'));
process.exit(0);
