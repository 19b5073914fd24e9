import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { recordEnvironment, rememberedEnvironment, withEnvironment } from '../../../src/features/set-up/seeding.ts';
import { byEnvironment, noSetup, Setup, setupsIn } from '../../../src/features/set-up/set-up-state.ts';
import { changeNotices } from '../../../src/features/set-up/side-task.ts';
import { sqliteStore } from '../../../src/store/sqlite.ts';
import { after, ash, council, dee, kim, meg, mo, setUp } from './a-council.ts';

const folder = mkdtempSync(join(tmpdir(), 'mash-environment-'));
afterAll(() => rmSync(folder, { recursive: true }));

const place = { MASH_TEAM_ID: '19:team', MASH_CHANNEL_ID: '19:env' };
const stored = (setup: Setup): Setup => Setup.parse(JSON.parse(JSON.stringify(setup)));
const started = (setup: Setup, first: Record<string, string>, env: Record<string, string>, hours = 0): Setup =>
  stored(withEnvironment(setup, rememberedEnvironment(council(first)), council(env), after(hours)));
const last = ({ changes }: Setup) => changes.at(-1);

describe('The environment of the service', () => {
  it('An environment that is the same as at the first start changes nothing', () => {
    const env = { ...place, MASH_MANAGERS: 'mo' };
    expect(started(setUp(), env, env)).toEqual(stored(setUp()));
  });

  it.each<[string, Record<string, string>, string, string[]]>([
    ['another channel', { ...place, MASH_CHANNEL_ID: '19:new' }, 'mash', [ash, mo.id]],
    ['other managers', { ...place, MASH_MANAGERS: 'meg' }, 'managers', [ash, meg.id, mo.id]],
    ['another escalation contact', { ...place, MASH_ESCALATION: 'kim' }, 'escalation', [ash, dee.id, kim, mo.id]],
    ['other administrators', { ...place, ADMINS: 'kim' }, 'admins', [ash, kim, mo.id]],
    ['no channel any more', { MASH_TEAM_ID: '', MASH_CHANNEL_ID: '' }, 'mash', [ash, mo.id]],
  ])('The next start records and tells that the environment now gives %s', (_, changed, part, people) => {
    const env = { ...place, MASH_MANAGERS: 'mo', MASH_ESCALATION: 'dee' };
    const now = started(noSetup, env, { ...env, ...changed }, 5);
    expect(now.changes).toHaveLength(1);
    expect(last(now)).toMatchObject({ by: byEnvironment, at: after(5), did: 'changed', what: [part] });
    expect(last(now)?.tell?.people.sort()).toEqual([...people].sort());
    expect(last(now)?.tell?.channels[0]).toMatchObject({ channelId: '19:env' });
    expect(changeNotices(now, after(5))).toHaveLength(people.length + (last(now)?.tell?.channels.length ?? 0));
    expect(started(now, env, { ...env, ...changed }, 6)).toEqual(now); // told only once
    expect(started(now, env, env, 7).changes).toHaveLength(2); // and back again
  });

  it('An environment that overrides the set-up in Teams is a change only if it says something else', () => {
    expect(last(started(setUp(), {}, { MASH_MANAGERS: 'meg' }))).toMatchObject({
      what: ['managers'],
      parts: [{ from: [{ id: 'mo', name: 'Mo Hussain' }], to: [{ id: 'meg', name: 'Meg Hall' }] }],
    });
    expect(started(setUp(), {}, { MASH_MANAGERS: 'mo' }).changes).toEqual(setUp().changes);
  });

  it('The first start stores the environment, and the next start compares it', async () => {
    const store = sqliteStore(join(folder, 'mash.db'), 'HT');
    await recordEnvironment(store, council(place), after(0));
    await recordEnvironment(store, council(place), after(1));
    expect(await setupsIn(store).load()).toEqual(noSetup);
    await recordEnvironment(store, council({ ...place, MASH_CHANNEL_ID: '19:new' }), after(2));
    expect((await setupsIn(store).load()).changes).toMatchObject([{ by: byEnvironment, what: ['mash'] }]);
    await store.close();
  });
});
