import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { command, printLine } from './command.ts';

const Manifest = z.looseObject({ devDependencies: z.unknown().optional() });
const Entry = z.looseObject({ dev: z.boolean().optional(), devDependencies: z.unknown().optional() });
const Lock = z.looseObject({ packages: z.record(z.string(), Entry) });

/**
 * `npm run sbom`: prints a CycloneDX SBOM of what production installs. npm makes it from copies of package.json and
 * package-lock.json without any development dependency, because `npm sbom --omit dev` would leave out even those production
 * packages that development also uses.
 */
await command(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mash-sbom-'));
  try {
    await writeFile(
      join(folder, 'package.json'),
      JSON.stringify(productionOnly(Manifest.parse(await projectFile('package.json')))),
    );
    const { packages, ...lock } = Lock.parse(await projectFile('package-lock.json'));
    const ofProduction = Object.entries(packages).filter(([, { dev }]) => !dev);
    const production = Object.fromEntries(ofProduction.map(([path, entry]) => [path, productionOnly(entry)]));
    await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ ...lock, packages: production }));
    const sbomArguments = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
    const { stdout } = await promisify(execFile)('npm', sbomArguments, { cwd: folder, maxBuffer: 64 * 1024 * 1024 });
    printLine(stdout.trimEnd());
    return true;
  } finally {
    await rm(folder, { recursive: true });
  }
});

function productionOnly({ devDependencies, ...rest }: z.infer<typeof Manifest>): object {
  return rest;
}

async function projectFile(name: string): Promise<unknown> {
  return JSON.parse(await readFile(resolve(import.meta.dirname, '../..', name), 'utf8'));
}
