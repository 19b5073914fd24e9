import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { nodeEnv } from '../fakes/node-env.ts';

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
      name: z.string().optional(),
      version: z.string().optional(),
      dev: z.boolean().optional(),
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

/** npm 10 and 11 set different variables for scripts in the environment; this passes none of them on. */
async function npm(...args: string[]): Promise<string> {
  const { PATH, HOME } = process.env;
  const options = { cwd: root, env: { PATH, HOME }, maxBuffer: 64 * 1024 * 1024 };
  return (await promisify(execFile)('npm', args, options)).stdout;
}

/** Runs src/tools/vulnerabilities.ts on an answer of the registry and a file of OSV records. */
async function runVulnerabilities(answer: string, OSV = ''): Promise<[code: number, out: string, err: string]> {
  const env = { ...nodeEnv, OSV };
  const child = spawn(process.execPath, [resolve(root, 'src/tools/vulnerabilities.ts')], { env });
  child.stdin.end(answer);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return [code, out, err];
}

const registryDidNotAnswer = 'Known vulnerabilities: NO ANSWER. The registry does not answer audits.\n';

const registry = 'https://registry.npmjs.org/'; // a lock without addresses means this registry, too

/** A made-up record about a package that production uses. */
const record = (affected: object, severity?: string) => ({
  id: 'GHSA-made-up',
  affected: [{ package: { ecosystem: 'npm', name: 'axios' }, ...affected }],
  ...(severity && { database_specific: { severity } }),
});
const between = (...events: object[]) => ({ ranges: [{ type: 'SEMVER', events }] });
const axios = manifest.dependencies.axios ?? '';

describe('a file of OSV records', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mash-osv-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** The verdict on a file of records while the registry does not answer. */
  async function verdictOn(written: unknown): Promise<{ code: number; out: string; err: string }> {
    const file = join(folder, 'osv.json');
    await writeFile(file, typeof written === 'string' ? written : JSON.stringify(written));
    const [code, out, err] = await runVulnerabilities('', file);
    expect(out.startsWith(registryDidNotAnswer)).toBe(true);
    return { code, out: out.slice(registryDidNotAnswer.length), err };
  }
  const noVulnerability = { code: 0, out: 'Known vulnerabilities in 1 OSV record of npm: 0.\n', err: '' };
  const oneVulnerability = (code: number, severity: string) => ({
    code,
    out: `  ${severity}: axios ${axios} GHSA-made-up\nKnown vulnerabilities in 1 OSV record of npm: 1.\n`,
    err: '',
  });

  it.each([
    ['from an earlier version on', between({ introduced: '1.0.0' })],
    ['from the beginning on', between({ introduced: '0' })],
    ['from our version on', between({ introduced: axios })],
    ['until a later version', between({ introduced: '0' }, { fixed: '1.100.0' })],
    ['up to and including our version', between({ introduced: '1.0.0' }, { last_affected: axios })],
    ['again after it was fixed', between({ introduced: '0' }, { fixed: '0.9.0' }, { introduced: '1.21.1-beta.1' })],
    ['by a list of versions', { versions: [axios] }],
  ])('An OSV record that affects our version %s fails the check', async (_, affected) => {
    expect(await verdictOn([record(affected, 'HIGH')])).toEqual(oneVulnerability(1, 'high'));
  });

  it.each([
    ['fixed in our version', between({ introduced: '0' }, { fixed: axios })],
    ['that begins after our version', between({ introduced: '1.100.0' })],
    ['that begins with the pre-release of a later version', between({ introduced: '1.100.0-rc.1' })],
    ['that ended before our version', between({ introduced: '0' }, { last_affected: '0.99.0' })],
    ['with a list of other versions', { versions: ['1.21.10', '11.21.1'] }],
    ['about commits only', { ranges: [{ type: 'GIT', events: [{ introduced: '0' }] }] }],
    [
      'about a package that only development uses',
      { package: { ecosystem: 'npm', name: 'jest' }, versions: ['30.5.2'] },
    ],
  ])('An OSV record %s is no vulnerability of ours', async (_, affected) => {
    expect(await verdictOn([record(affected, 'CRITICAL')])).toEqual(noVulnerability);
  });

  it('An OSV record about another ecosystem, or a withdrawn one, is no vulnerability of ours', async () => {
    const other = { ...between({ introduced: '0' }), package: { ecosystem: 'PyPI', name: 'axios' } };
    expect((await verdictOn([record(other, 'HIGH')])).out).toBe('Known vulnerabilities in 0 OSV records of npm: 0.\n');
    const withdrawn = { ...record(between({ introduced: '0' }), 'HIGH'), withdrawn: '2026-01-01T00:00:00Z' };
    expect(await verdictOn([withdrawn])).toEqual(noVulnerability);
  });

  it('The check fails for a high, critical or unrated vulnerability', async () => {
    const of = (severity?: string) => verdictOn([record(between({ introduced: '0' }, { fixed: '1.100.0' }), severity)]);
    expect(await of('LOW')).toEqual(oneVulnerability(0, 'low'));
    expect(await of('MODERATE')).toEqual(oneVulnerability(0, 'moderate'));
    expect(await of('CRITICAL')).toEqual(oneVulnerability(1, 'critical'));
    expect(await of()).toEqual(oneVulnerability(1, 'severity not given'));
    expect(await of('DREADFUL')).toEqual(oneVulnerability(1, 'severity not given'));
  });

  it('The check finds each installed version of a package once, nested ones too', async () => {
    const { out } = await verdictOn([
      record({ ...between({ introduced: '3.0.0' }), package: { ecosystem: 'npm', name: 'zod' } }, 'HIGH'),
    ]);
    expect(out).toMatch(/zod 3\.\d+\.\d+ GHSA-made-up\n/);
    expect(out).toContain(`zod ${manifest.dependencies.zod} GHSA-made-up\n`);
    expect(out).toContain('npm: 2.');
  });

  it('The check reads OSV records as a list, an answer of OSV, one record a line or a single record', async () => {
    const low = record({ versions: [axios] }, 'LOW');
    for (const written of [[low], { vulns: [low] }, `${JSON.stringify(low)}\n`, JSON.stringify(low, null, 2)])
      expect(await verdictOn(written)).toEqual(oneVulnerability(0, 'low'));
    expect((await verdictOn(`${JSON.stringify(low)}\n${JSON.stringify(low)}\n`)).out).toContain('2 OSV records');
  });

  it.each([
    ['an empty file', ''],
    ['an empty list', []],
    ['text that is no JSON', 'axios is fine'],
    ['an answer of npm audit', { auditReportVersion: 2, vulnerabilities: {} }],
    ['records without what they affect', [{ id: 'GHSA-made-up' }]],
    ['a file cut off in its second line', `${JSON.stringify(record({ versions: ['1.0.0'] }))}\n{"id":"GHSA`],
    ['a record about our package with an unreadable version', [record(between({ introduced: 'yesterday' }), 'LOW')]],
  ])('The check fails on %s instead of OSV records', async (_, written) => {
    const { code, out, err } = await verdictOn(written);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('OSV');
  });

  it('The check fails on a missing OSV file, and on the registry’s high findings whatever the file says', async () => {
    expect((await runVulnerabilities('', join(folder, 'nowhere.json')))[0]).toBe(1);
    await verdictOn([record({ versions: [axios] }, 'LOW')]);
    const answer = { auditReportVersion: 2, vulnerabilities: { a: { severity: 'high', range: '<2' } } };
    expect((await runVulnerabilities(JSON.stringify(answer), join(folder, 'osv.json')))[0]).toBe(1);
  });

  it('.ci/run checks for vulnerabilities through the npm script', async () => {
    const run = await readFile(resolve(root, '.ci/run'), 'utf8');
    expect(run).toMatch(/^npm run --silent vulnerabilities$/m);
    // The machine's own Node may be 20, which cannot run TypeScript; an npm script uses ours.
    expect(run).not.toMatch(/node .*\.ts/);
  });
});

describe('what the program is made of', () => {
  it('Each dependency has an exact version in package.json and in the lock', () => {
    for (const entry of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
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

  it('Only the packages in allowScripts have an install script, and only node’s may run', () => {
    const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
    const names = scripted.map((path) => path.split('node_modules/').at(-1) ?? '');
    expect(names.sort()).toEqual(Object.keys(manifest.allowScripts).sort());
    expect(Object.entries(manifest.allowScripts).filter(([, allowed]) => allowed)).toEqual([['node', true]]);
  });

  it('npm ls finds no missing package and no other version than the lock says', async () => {
    const tree: unknown = JSON.parse(await npm('ls', '--all', '--json'));
    const { problems } = z.object({ problems: z.array(z.string()).default([]) }).parse(tree);
    // node's install script adds packages that npm ls calls extraneous.
    expect(problems.filter((problem) => !/^extraneous: node-(bin-setup|[a-z]+-\w+)@/.test(problem))).toEqual([]);
    expect(tree).toHaveProperty('dependencies.botbuilder.version', manifest.dependencies.botbuilder);
  });

  it('The check reports known vulnerabilities, and says so when the registry does not answer', async () => {
    const answer = (vulnerabilities: object) => JSON.stringify({ auditReportVersion: 2, vulnerabilities });
    expect(await runVulnerabilities('{"message":"405 Method Not Allowed","error":{}}')).toEqual([
      0,
      registryDidNotAnswer,
      '',
    ]);
    expect(await runVulnerabilities('')).toEqual([0, registryDidNotAnswer, '']);
    expect(await runVulnerabilities(answer({}))).toEqual([0, 'Known vulnerabilities: 0.\n', '']);
    expect(await runVulnerabilities(answer({ a: { severity: 'low', range: '<2' } }))).toEqual([
      ...[0, '  low: a <2\nKnown vulnerabilities: 1.\n', ''],
    ]);
    expect((await runVulnerabilities(answer({ a: { severity: 'high', range: '<2' } })))[0]).toBe(1);
  });

  it('The SBOM lists each production package in CycloneDX, and each has a known licence', async () => {
    const Component = z.object({ purl: z.string() }).transform(({ purl }) => decodeURIComponent(purl));
    const sbom = z
      .object({ bomFormat: z.literal('CycloneDX'), components: z.array(Component) })
      .parse(JSON.parse(await npm('run', '--silent', 'sbom')));
    const ofProduction = installed
      .filter(([, { dev }]) => !dev)
      .map(([path, { name, version }]) => `pkg:npm/${name ?? path.split('node_modules/').at(-1)}@${version}`);
    expect([...new Set(sbom.components)].sort()).toEqual([...new Set(ofProduction)].sort());
    expect(sbom.components.join()).not.toContain('/jest@');
    const licences = await npm('run', '--silent', 'licences');
    expect(licences).toMatch(/^MIT \(\d+\)$/m);
    expect(licences).toContain(`zod ${manifest.dependencies.zod}`);
    expect(licences).not.toMatch(/UNKNOWN|\b(A?GPL|SSPL|BUSL)-/);
  });
});
