import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { AppManifestUtils } from '@microsoft/app-manifest';
import { StaffId } from '../src/base/people.ts';
import { saidInChannel } from '../src/teams/slots.ts';

const folder = new URL('../manifest/', import.meta.url);
const manifest = JSON.parse(await readFile(new URL('manifest.json', folder), 'utf8'));

/** Every PNG has its width and height at a fixed place, after a signature of eight bytes. */
async function sizeOf(icon: string): Promise<string> {
  const png = await readFile(new URL(icon, folder));
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

// The Teams app package

it("The manifest is valid against Microsoft's own schema", async () =>
  expect(await AppManifestUtils.validateAgainstSchema(manifest)).toEqual([]));

it('A wrong manifest is found invalid, so that the test above can fail', async () => {
  const wrong = { ...manifest, accentColor: 'teal' };
  expect(await AppManifestUtils.validateAgainstSchema(wrong)).not.toEqual([]);
});

it('The manifest names the schema of its own version', () =>
  expect(manifest.$schema).toContain(`/v${manifest.manifestVersion}/`));

it('The app package has a colour icon of 192 by 192 and an outline icon of 32 by 32', async () => {
  expect(await sizeOf(manifest.icons.color)).toBe('192x192');
  expect(await sizeOf(manifest.icons.outline)).toBe('32x32');
});

it('The bot can be added to a 1:1 chat, a team and a group chat', () =>
  expect(manifest.bots[0].scopes).toEqual(['personal', 'team', 'groupChat']));

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

it('The manifest asks for no other web sites and no permissions', () => {
  expect(manifest.validDomains).toEqual([]);
  expect(manifest).not.toHaveProperty('authorization');
  expect(manifest).not.toHaveProperty('permissions');
});
