import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { AppManifestUtils } from '@microsoft/app-manifest';

const folder = new URL('../manifest/', import.meta.url);
const manifest = JSON.parse(await readFile(new URL('manifest.json', folder), 'utf8'));

/** Width and height stand at a fixed place in every PNG, after the eight bytes that say what it is. */
async function sizeOf(icon: string): Promise<string> {
  const png = await readFile(new URL(icon, folder));
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

describe('the Teams app package', () => {
  it("is valid against Microsoft's own schema", async () => {
    expect(await AppManifestUtils.validateAgainstSchema(manifest)).toEqual([]);
  });

  it('is found invalid when something is wrong, so the test above can fail', async () => {
    const wrong = { ...manifest, accentColor: 'teal' };
    expect(await AppManifestUtils.validateAgainstSchema(wrong)).not.toEqual([]);
  });

  it('names the schema of its own version', () => {
    expect(manifest.$schema).toContain(`/v${manifest.manifestVersion}/`);
  });

  it('has a colour icon of 192 by 192 and an outline icon of 32 by 32', async () => {
    expect(await sizeOf(manifest.icons.color)).toBe('192x192');
    expect(await sizeOf(manifest.icons.outline)).toBe('32x32');
  });

  it('can be talked to 1:1, in a team, and in a group chat where it only says to talk 1:1', () => {
    expect(manifest.bots[0].scopes).toEqual(['personal', 'team', 'groupChat']);
  });

  it('offers in 1:1 the words the bot knows, and no commands anywhere else', () => {
    expect(manifest.bots[0].commandLists).toHaveLength(1);
    const [{ scopes, commands }] = manifest.bots[0].commandLists;
    expect(scopes).toEqual(['personal']);
    const titles = commands.map((command: { title: string }) => command.title);
    const more = ['my copy', 'before you speak', 'child is missing', 'practice'];
    expect(titles).toEqual(['hi', 'start', 'my referrals', 'contacts', ...more, 'help']);
  });

  it('may hand a file to a person, which Teams asks them about each time', () => {
    expect(manifest.bots[0].supportsFiles).toBe(true);
  });

  it('asks for no other web sites and no permissions', () => {
    expect(manifest.validDomains).toEqual([]);
    expect(manifest).not.toHaveProperty('authorization');
    expect(manifest).not.toHaveProperty('permissions');
  });
});
