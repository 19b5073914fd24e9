import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '../..');
const Versions = z.record(z.string(), z.string());
const Manifest = z.object({
  dependencies: Versions,
  devDependencies: Versions,
  allowScripts: z.record(z.string(), z.boolean()),
});
const Lock = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
});

const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(resolve(root, name), 'utf8'));
const manifest = Manifest.parse(await read('package.json'));
const { packages } = Lock.parse(await read('package-lock.json'));
const installed = Object.entries(packages).filter(([path]) => path !== '');

/** npm 10 and 11 leave other marks for the scripts in the environment; none is wanted here. */
async function npm(...args: string[]): Promise<string> {
  const { PATH, HOME } = process.env;
  const how = { cwd: root, env: { PATH, HOME }, maxBuffer: 64 * 1024 * 1024 };
  return (await promisify(execFile)('npm', args, how)).stdout;
}

const registry = 'https://registry.npmjs.org/'; // what a lock without addresses means, too

describe('what the program is made of', () => {
  it('is named with its exact version, in package.json and in the lock', () => {
    for (const named of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      const [name, version] = named;
      expect(named).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+(-[\w.]+)?$/)]);
      expect([name, packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
    }
  });

  it('comes from the registry, each package with the hash of its content', () => {
    expect(installed.length).toBeGreaterThan(300);
    const other = installed.filter(
      ([, { resolved, integrity }]) =>
        !(resolved ?? registry).startsWith(registry) || !/^sha(512|1)-/.test(integrity ?? ''),
    );
    expect(other.map(([path]) => path)).toEqual([]);
  });

  it('runs no script when it is installed, but those named in allowScripts', () => {
    const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
    const names = scripted.map((path) => path.split('node_modules/').at(-1) ?? '');
    expect(names.sort()).toEqual(Object.keys(manifest.allowScripts).sort());
    expect(Object.entries(manifest.allowScripts).filter(([, allowed]) => allowed)).toEqual([['node', true]]);
  });

  it('is installed as it is written: npm ls finds nothing missing, nothing of another version', async () => {
    const tree: unknown = JSON.parse(await npm('ls', '--all', '--json'));
    const { problems } = z.object({ problems: z.array(z.string()).default([]) }).parse(tree);
    // The runtime itself, brought by the one script that is allowed.
    expect(problems.filter((problem) => !/^extraneous: node-(bin-setup|[a-z]+-\w+)@/.test(problem))).toEqual([]);
    expect(tree).toHaveProperty('dependencies.botbuilder.version', manifest.dependencies.botbuilder);
  }, 60_000);

  it('is listed as an SBOM in CycloneDX, and a licence is known of each package', async () => {
    const sbom = z
      .object({ bomFormat: z.literal('CycloneDX'), components: z.array(z.object({ name: z.string() })) })
      .parse(JSON.parse(await npm('run', '--silent', 'sbom')));
    const names = sbom.components.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(manifest.dependencies)));
    expect(names).not.toContain('jest');
    const licences = await npm('run', '--silent', 'licences');
    expect(licences).toMatch(/^MIT \(\d+\)$/m);
    expect(licences).toContain(`zod ${manifest.dependencies.zod}`);
    expect(licences).not.toMatch(/UNKNOWN|\b(A?GPL|SSPL|BUSL)-/);
  }, 60_000);
});
