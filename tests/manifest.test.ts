import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { AppManifestUtils } from '@microsoft/app-manifest';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { StaffId } from '../src/base/people.ts';
import { saidInChannel } from '../src/teams/slots.ts';
import { nodeEnv } from './fakes/node-env.ts';

const folder = new URL('../manifest/', import.meta.url);
const manifest = JSON.parse(await readFile(new URL('manifest.json', folder), 'utf8'));

// The Teams app package

it("The manifest is valid against Microsoft's own schema", async () =>
  expect(await AppManifestUtils.validateAgainstSchema(manifest)).toEqual([]));

it('A wrong manifest is found invalid, so that the test above can fail', async () => {
  const wrong = { ...manifest, accentColor: 'teal' };
  expect(await AppManifestUtils.validateAgainstSchema(wrong)).not.toEqual([]);
});

it('The bot can be added to a 1:1 chat and a team, and to no group chat, where it would only say “Talk to me 1:1”', () =>
  expect(manifest.bots[0].scopes).toEqual(['personal', 'team']));

it('The bot can be added to private and shared channels, each by itself', () => {
  expect(manifest.supportsChannelFeatures).toBe('tier1');
  expect(manifest).not.toHaveProperty('supportedChannelTypes');
});

it('The manifest offers the bot’s commands in a 1:1 chat, and those of the desk in a team', () => {
  const titlesIn = (scope: string) =>
    manifest.bots[0].commandLists
      .filter(({ scopes }: { scopes: string[] }) => scopes.join() === scope)
      .map(({ commands }: { commands: { title: string }[] }) => commands.map(({ title }) => title));
  const more = ['my copy', 'before you speak', 'child is missing', 'practice'];
  expect(titlesIn('personal')).toEqual([['hi', 'start', 'my referrals', 'contacts', ...more, 'help']]);
  const desk = ['find', 'shift', 'log a phone referral', 'on call', 'rota', 'help'];
  expect(titlesIn('team')).toEqual([['board', 'overdue', 'due', 'mine', ...desk]]);
});

it('Each command that the manifest offers in a team is one that the MASH channel understands', () => {
  const commands = manifest.bots[0].commandLists[1].commands.map(({ title }: { title: string }) => title);
  const sender = { id: StaffId.parse('ana'), teamsId: '29:ana', name: 'Ana' };
  for (const text of commands)
    expect([text, saidInChannel({ text, sender }, 'mash') !== undefined]).toEqual([text, true]);
});

it('The manifest asks for no other web sites than the council’s, and for no permissions', () => {
  expect(manifest.validDomains).toEqual([]);
  expect(manifest).not.toHaveProperty('authorization');
  expect(manifest).not.toHaveProperty('permissions');
});

it('The manifest has the version of package.json', async () =>
  expect(manifest.version).toBe(JSON.parse(await readFile(new URL('../package.json', folder), 'utf8')).version));

// npm run package

/** Runs the command. @param env such as the repository in which git looks for tags */
async function pack(args: Record<string, string>, env: Record<string, string> = {}) {
  const words = Object.entries(args).flatMap(([name, value]) => [`--${name}`, value]);
  const Done = z.object({ code: z.int().default(0), stdout: z.string(), stderr: z.string() });
  const run = promisify(execFile)(process.execPath, [fileURLToPath(new URL('package.ts', folder)), ...words], {
    env: { ...nodeEnv, PATH: process.env.PATH, ...env },
  });
  return Done.parse(await run.catch((error: unknown) => error));
}

const [appId, botId] = ['3f2504e0-4f89-41d3-9a0c-0305e82c3301', '3f2504e0-4f89-41d3-9a0c-0305e82c3302'];
const council = { 'app-id': appId, 'bot-id': botId, domain: 'mash.council.gov.uk', name: 'A County Council' };

it('The package holds the icons and a valid manifest with the ids, the name and the addresses of the council', async () => {
  const place = await mkdtemp(join(tmpdir(), 'mash-package-'));
  try {
    const to = join(place, 'app.zip');
    const { code, stdout } = await pack({ ...council, to }, { GIT_DIR: place });
    expect([code, stdout.split('\n').slice(0, 2)]).toEqual([
      0,
      [
        `${to}: version ${manifest.version} for A County Council, at https://mash.council.gov.uk`,
        'Checked: schema 1.30 (the newest), both icons, no version tagged yet.',
      ],
    ]);
    const files = unzipSync(await readFile(to));
    expect(Object.keys(files)).toEqual(['manifest.json', 'color.png', 'outline.png']);
    const packed = JSON.parse(Buffer.from(files['manifest.json'] ?? '').toString());
    expect(await AppManifestUtils.validateAgainstSchema(packed)).toEqual([]);
    expect(packed).toMatchObject({ id: appId, bots: [{ botId }], validDomains: ['mash.council.gov.uk'] });
    expect(packed.developer).toEqual({
      name: 'A County Council',
      websiteUrl: 'https://mash.council.gov.uk/privacy',
      privacyUrl: 'https://mash.council.gov.uk/privacy',
      termsOfUseUrl: 'https://mash.council.gov.uk/terms',
    });
    expect(JSON.stringify(packed)).not.toMatch(/0000-0000|\.example/);
  } finally {
    await rm(place, { recursive: true });
  }
});

it('Every wrong argument is named at once', async () => {
  const { code, stderr } = await pack({ 'app-id': 'hello', domain: 'https://mash.example', name: 'N'.repeat(33) });
  expect([code, stderr.split('\n').filter((line) => /^--[a-z-]+:/.test(line))]).toEqual([
    1,
    [
      '--app-id: must be a GUID, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301',
      '--bot-id: must be given',
      '--domain: must be a host, such as mash.council.gov.uk, without https://',
      '--name: must be at most 32 characters',
    ],
  ]);
});

it('A version that is tagged already is refused, because Teams takes an update only with a higher one', async () => {
  const place = await mkdtemp(join(tmpdir(), 'mash-tags-'));
  const env = { PATH: process.env.PATH, GIT_DIR: place };
  const git = async (...words: string[]) => (await promisify(execFile)('git', words, { env })).stdout.trim();
  try {
    await git('init', '-q', '--bare', place);
    const noFiles = await git('hash-object', '-t', 'tree', '-w', '/dev/null');
    const by = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
    await git('tag', 'v9.0.0', await git(...by, 'commit-tree', '-m', 'One', noFiles));
    const { code, stderr } = await pack({ ...council, to: join(place, 'app.zip') }, { GIT_DIR: place });
    expect([code, stderr]).toEqual([1, expect.stringContaining('must be higher than the last tag, v9.0.0')]);
  } finally {
    await rm(place, { recursive: true });
  }
});
