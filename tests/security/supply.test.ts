import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { nodeEnv } from '../fakes/node-env.ts';

const root = resolve(import.meta.dirname, '../..');
const Words = z.record(z.string(), z.string());
const Manifest = z.object({
  dependencies: Words,
  optionalDependencies: Words,
  devDependencies: Words,
  scripts: Words,
  allowScripts: z.record(z.string(), z.boolean()),
  overrides: z.record(z.string(), z.record(z.string(), z.literal('npm:empty-npm-package@1.0.0'))),
});
const Lock = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
      license: z.string().optional(),
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
});

const readJson = async (name: string): Promise<unknown> => JSON.parse(await readFile(resolve(root, name), 'utf8'));
const manifest = Manifest.parse(await readJson('package.json'));
const { packages } = Lock.parse(await readJson('package-lock.json'));
const installed = Object.entries(packages).filter(([path]) => path !== '');

const registry = 'https://registry.npmjs.org/'; // a lock without addresses means this registry, too

/** Runs `.ci/vulnerabilities` against a registry of ours. @param advisories what it answers; undefined: no answer */
async function vulnerabilities(advisories?: object): Promise<{ code: number; out: string }> {
  const server = createServer(({ method }, answer) => {
    const isKnown = method === 'POST' && advisories !== undefined;
    answer.writeHead(isKnown ? 200 : 405, { 'content-type': 'application/json' });
    answer.end(JSON.stringify(isKnown ? advisories : {}));
  });
  const cache = await mkdtemp(join(tmpdir(), 'mash-npm-'));
  try {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = z.object({ port: z.int() }).parse(server.address());
    const { PATH, HOME } = process.env;
    const ours = { npm_config_registry: `http://127.0.0.1:${port}`, npm_config_cache: cache };
    const child = spawn(resolve(root, '.ci/vulnerabilities'), { env: { PATH, HOME, ...ours }, stdio: 'pipe' });
    const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    return { code, out };
  } finally {
    server.close();
    await rm(cache, { recursive: true });
  }
}

const advisory = (name: string, severity: string) => ({
  [name]: [
    {
      id: 1,
      url: 'https://github.com/advisories/GHSA-made-up',
      title: 'Made up',
      severity,
      vulnerable_versions: '>=0',
    },
  ],
});

// Known vulnerabilities

it('None, a low one, and a critical one of development are a clean result', async () => {
  expect(await vulnerabilities({})).toEqual({ code: 0, out: 'found 0 vulnerabilities\n' });
  const { code, out } = await vulnerabilities({ ...advisory('axios', 'low'), ...advisory('jest', 'critical') });
  expect([code, out]).toEqual([0, expect.stringContaining('GHSA-made-up')]);
});

it('A high one in production fails, also in a package that development uses, too', async () => {
  const { code, out } = await vulnerabilities(advisory('ms', 'high'));
  expect([code, out]).toEqual([1, expect.stringContaining('GHSA-made-up')]);
});

it('A registry that does not answer is neither a clean result nor a failure', async () => {
  expect((await vulnerabilities()).code).toBe(2);
});

// What the program is made of

it('Each dependency has an exact version in package.json and in the lock', () => {
  const { dependencies, optionalDependencies, devDependencies } = manifest;
  for (const entry of Object.entries({ ...dependencies, ...optionalDependencies, ...devDependencies })) {
    const [name, version] = entry;
    expect(entry).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+(-[\w.]+)?$/)]);
    expect([name, packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
  }
});

it('Each package comes from the registry and has the hash of its content in the lock', () => {
  expect(installed.length).toBeGreaterThan(300);
  const other = installed.filter(
    ([, { resolved, integrity }]) =>
      !(resolved ?? registry).startsWith(registry) || !/^sha(512|1)-/.test(integrity ?? ''),
  );
  expect(other.map(([path]) => path)).toEqual([]);
});

it('Only the packages in allowScripts have an install script, and none of them may run', () => {
  const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
  const names = scripted.map((path) => path.split('node_modules/').at(-1) ?? '');
  expect(names.sort()).toEqual(Object.keys(manifest.allowScripts).sort());
  expect(Object.values(manifest.allowScripts)).not.toContain(true);
});

it('Each package is installed in the version of the lock, and no other package is', async () => {
  const versions = await Promise.all(
    installed.map(async ([path, { version, optional }]) => {
      const there = existsSync(join(root, path)) ? await readJson(join(path, 'package.json')) : { version: 'none' };
      return { path, version, there: optional && Object(there).version === 'none' ? version : Object(there).version };
    }),
  );
  expect(versions.filter(({ version, there }) => there !== version)).toEqual([]);
  const homes = new Set(installed.map(([path]) => path.replace(/(.*node_modules)\/.*/, '$1')));
  const there = [...homes].filter((home) => existsSync(join(root, home))).flatMap(packagesIn);
  expect(there.length).toBeGreaterThan(300);
  expect(there.filter((path) => !packages[path])).toEqual([]);
});

/** The folders of packages in a `node_modules`. */
const packagesIn = (home: string): string[] =>
  readdirSync(join(root, home))
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@')
        ? readdirSync(join(root, home, name)).map((each) => `${home}/${name}/${each}`)
        : `${home}/${name}`,
    );

it('Each package in production states a licence that lets a council use it', () => {
  const readByHand = /\/(dejavu-fonts-ttf|escape-regexp-component|jspath|png-js|semaphore)$/; // free to use, or MIT
  const free = /^\(?(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|Unlicense|BlueOak-1\.0\.0)\b|OR BSD-3-Clause\)$/;
  const other = installed.filter(
    ([path, { dev, license = '' }]) => !dev && !free.test(license) && !readByHand.test(path),
  );
  expect(other).toEqual([]);
});

it('A command that fetches its program names the exact version', () => {
  const fetched = Object.values(manifest.scripts).filter((script) => script.includes('npx'));
  expect(fetched).toHaveLength(2);
  for (const script of fetched) expect(script).toMatch(/^npx --yes [@\w/-]+@\d+\.\d+\.\d+ /);
});

/** The files of a package that may import a removed package: none of them runs in this program. */
const filesThatNeverRun: Record<string, RegExp> = {
  '@azure/identity': /^dist\/browser\//, // runs in a web page
  'botframework-schema': /^never$/, // the package has types only
  csv: /^lib\//, // its ES modules; restify requires the CommonJS form, which is one file
};

/** Every file that Node loads for the product, even those it loads only on demand. */
async function loadedFiles(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mash-loads-'));
  try {
    const list = join(folder, 'loaded.txt');
    await promisify(execFile)(process.execPath, [join(root, 'tests/fakes/loads.ts'), list], { env: nodeEnv });
    return (await readFile(list, 'utf8')).split('\n');
  } finally {
    await rm(folder, { recursive: true });
  }
}

const imports = (file: string, name: string): boolean =>
  [`'${name}`, `"${name}`].some((quoted) => readFileSync(file, 'utf8').includes(quoted));

// A package replaced by an empty one

it.each(Object.entries(manifest.overrides))(
  'No file of %s that runs imports a package replaced by an empty one',
  async (owner, emptied) => {
    const home = join(root, 'node_modules', owner);
    const code = globSync('**/*.{js,cjs,mjs}', { cwd: home, exclude: ['node_modules'] });
    expect(code).not.toEqual([]);
    for (const name of Object.keys(emptied)) {
      const asking = code.filter((file) => imports(join(home, file), name));
      expect([name, asking.filter((file) => !filesThatNeverRun[owner]?.test(file))]).toEqual([name, []]);
    }
  },
);

it('The program loads no package replaced by an empty one, and no file that imports it', async () => {
  const loaded = await loadedFiles();
  for (const [owner, emptied] of Object.entries(manifest.overrides)) {
    const ofOwner = loaded.filter((url) => url.includes(`/node_modules/${owner}/`));
    expect([owner, ofOwner.length > 0]).toEqual([owner, true]);
    const files = ofOwner.map((url) => url.split(`/node_modules/${owner}/`)[1] ?? '');
    expect(files.filter((file) => filesThatNeverRun[owner]?.test(file))).toEqual([]);
    for (const name of Object.keys(emptied))
      expect(loaded.filter((url) => url.includes(`/node_modules/${name}/`))).toEqual([]);
  }
});

it('Node is one package for each platform, of one version, so that the lock has its hash', () => {
  const platforms = Object.keys(manifest.optionalDependencies);
  expect(platforms.every((name) => isNode(`node_modules/${name}`))).toBe(true);
  const [version, ...others] = new Set(Object.values(manifest.optionalDependencies));
  expect([`v${version}`, others]).toEqual([process.version, []]);
});

const isNode = (path: string): boolean => /\/node-(linux|win)-(x64|arm64)$/.test(path);

// What production installs

it('The packages that production installs weigh at most 220 MB without Node itself', () => {
  const folders = installed.filter(([path, { dev }]) => !isNode(path) && !dev);
  const weightOf = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.slice(folder.length).includes('node_modules'))
      .reduce((sum, entry) => sum + lstatSync(join(entry.parentPath, entry.name)).size, 0);
  const there = folders.map(([path]) => join(root, path)).filter(existsSync); // an optional package may be missing
  const total = there.reduce((sum, folder) => sum + weightOf(folder), 0);
  expect(total / 1e6).toBeGreaterThan(150);
  expect(total / 1e6).toBeLessThan(220);
});
