import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { AppManifestUtils } from '@microsoft/app-manifest';
import { zipSync } from 'fflate';
import { z } from 'zod';
import { command, printLine, textOption } from '../src/tools/command.ts';

const usage = `npm run package -- --app-id ID --bot-id ID --domain HOST --name COUNCIL [--to FILE]
Writes the app package that a Teams administrator uploads, and checks it.
--app-id   a GUID that stays the same for ever: Teams knows the app by it
--bot-id   the bot's app id: MicrosoftAppId
--domain   the host at which the bot answers, as in PUBLIC_URL, without https://
--name     the council, as Teams shows it, at most 32 characters`;

const guid = z.guid('must be a GUID, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301');
const given = z.string('must be given');
const Asked = z.object({
  'app-id': given.pipe(guid),
  'bot-id': given.pipe(guid),
  domain: given.regex(
    /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,9}$/,
    'must be a host, such as mash.council.gov.uk, without https://',
  ),
  name: given.max(32, 'must be at most 32 characters').regex(/\S/, 'must be given'),
  to: z.string().default('manifest/build/mash-referrals.zip'),
});

const folder = import.meta.dirname;
const read = (name: string) => readFileSync(resolve(folder, name));
const icons = { 'color.png': '192x192', 'outline.png': '32x32' };
const zipped = { mtime: '2000-01-01' }; // the same files make the same package

const options = {
  ...{ 'app-id': textOption, 'bot-id': textOption, domain: textOption },
  ...{ name: textOption, to: textOption },
} as const;
await command(usage, { options }, async ({ values }) => {
  const asked = Asked.safeParse(values);
  if (!asked.success)
    throw new Error(
      [...asked.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`), usage].join('\n'),
    );
  const { to, ...ours } = asked.data;
  const manifest = { ...manifestOf(ours), version: versionNow() };
  const faults = [...(await schemaFaults(manifest)), ...iconFaults(), ...versionFaults(manifest.version)];
  if (faults.length > 0) throw new Error(`Not written:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  const pictures = Object.keys(icons).map((name) => [name, read(name)] as const);
  const files = { 'manifest.json': Buffer.from(JSON.stringify(manifest, null, 2)), ...Object.fromEntries(pictures) };
  mkdirSync(dirname(resolve(to)), { recursive: true });
  writeFileSync(to, zipSync(files, zipped));
  printLine(`${to}: version ${manifest.version} for ${ours.name}, at https://${ours.domain}`);
  printLine(`Checked: schema ${newestSchema()} (the newest), both icons, ${lastTag() ?? 'no version tagged yet'}.`);
  printLine('A Teams administrator uploads it: manifest/deploy.md, step 5.');
  return true;
});

/** The shipped manifest with a council's ids, name and addresses. */
function manifestOf({ domain, name, ...ids }: Omit<z.infer<typeof Asked>, 'to'>) {
  const shipped = JSON.parse(read('manifest.json').toString());
  const site = `https://${domain}`;
  return {
    ...shipped,
    id: ids['app-id'],
    developer: { name, websiteUrl: `${site}/privacy`, privacyUrl: `${site}/privacy`, termsOfUseUrl: `${site}/terms` },
    validDomains: [domain],
    bots: shipped.bots.map((bot: object) => ({ ...bot, botId: ids['bot-id'] })),
  };
}

function versionNow(): string {
  return JSON.parse(read('../package.json').toString()).version;
}

async function schemaFaults(manifest: ReturnType<typeof manifestOf>): Promise<string[]> {
  const newest = newestSchema();
  const isNewest = manifest.manifestVersion === newest && manifest.$schema.includes(`/v${newest}/`);
  const old = `manifest.json: names schema ${manifest.manifestVersion}; the newest that Microsoft ships is ${newest}`;
  const wrong = await AppManifestUtils.validateAgainstSchema(manifest);
  return [...(isNewest ? [] : [old]), ...wrong.map((fault) => `manifest.json: ${fault}`)];
}

/** The newest schema of Teams that is part of Microsoft's package; previews do not count. */
function newestSchema(): string {
  const schemas = new URL('json-schemas/teams/', import.meta.resolve('@microsoft/app-manifest'));
  const versions = readdirSync(schemas).flatMap((name) => /^v(\d+\.\d+)$/.exec(name)?.[1] ?? []);
  return versions.sort(byNumber).at(-1) ?? '';
}

/** Every PNG has its width, height and kind at fixed places. An outline that is not transparent is a white square in Teams. */
function iconFaults(): string[] {
  return Object.entries(icons).flatMap(([name, size]) => {
    const png = read(name);
    const there = `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
    const isPng = png.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n';
    const isTransparent = [4, 6].includes(png.readUInt8(25));
    if (!isPng || there !== size) return `${name}: must be a PNG of ${size}`;
    return isTransparent ? [] : `${name}: must be a PNG with transparency`;
  });
}

/** Teams takes an update only when its version is higher. */
function versionFaults(version: string): string[] {
  const last = lastTag();
  if (!last || byNumber(version, last.slice(1)) > 0 || git('tag', '--points-at', 'HEAD').includes(last)) return [];
  return [`package.json: version ${version} must be higher than the last tag, ${last} (npm version minor)`];
}

function lastTag(): string | undefined {
  return git('tag', '--list', 'v*.*.*', '--sort=-v:refname')[0];
}

/** What git prints, by line; nothing where there is no git, or this is no clone. */
function git(...args: string[]): string[] {
  try {
    return execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).split('\n').filter(Boolean);
  } catch {
    return [];
  }
}

function byNumber(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}
