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
 * Lists what production installs, as an SBOM in CycloneDX: `npm run sbom`. npm makes it from a copy that never heard of development,
 * because `npm sbom --omit dev` also leaves out each package of production that development uses, too.
 */
await command(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mash-sbom-'));
  try {
    await writeFile(
      join(folder, 'package.json'),
      JSON.stringify(productionOnly(Manifest.parse(await ours('package.json')))),
    );
    const { packages, ...lock } = Lock.parse(await ours('package-lock.json'));
    const kept = Object.entries(packages).filter(([, { dev }]) => !dev);
    const production = Object.fromEntries(kept.map(([path, entry]) => [path, productionOnly(entry)]));
    await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ ...lock, packages: production }));
    const asked = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
    const { stdout } = await promisify(execFile)('npm', asked, { cwd: folder, maxBuffer: 64 * 1024 * 1024 });
    printLine(stdout.trimEnd());
    return true;
  } finally {
    await rm(folder, { recursive: true });
  }
});

function productionOnly({ devDependencies, ...kept }: z.infer<typeof Manifest>): object {
  return kept;
}

async function ours(name: string): Promise<unknown> {
  return JSON.parse(await readFile(resolve(import.meta.dirname, '../..', name), 'utf8'));
}
