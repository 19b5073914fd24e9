import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { CaseId, newSecret } from '../../src/base/reference.ts';
import { instantOf } from '../../src/base/time.ts';
import { newLink } from '../../src/store/links.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import type { Person } from '../conversations/person.ts';
import { allOf, receipt, refers } from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { type Microsoft, startMicrosoft } from '../fakes/microsoft.ts';
import { profiles } from '../fakes/people.ts';
import { run } from '../tools/tool.ts';
import { dataKey, envValueOf } from './keys.ts';

const time = 600_000; // generous: the machine may be busy
const folder = mkdtempSync(join(tmpdir(), 'mash-true-start-'));
const sqlitePath = join(folder, 'mash.db');
const lookedAgainAfterSeconds = 5; // for alarms
const idA = dataKey('A').id;
let microsoft: Microsoft;
beforeAll(async () => {
  microsoft = await startMicrosoft();
});
afterAll(async () => {
  await microsoft.stop();
  rmSync(folder, { recursive: true });
});

/** Starts the program as a council runs it. */
const startService = (env: Record<string, string>, path = sqlitePath, clockStands = false): Promise<World> =>
  startWorld({
    clockStands,
    ...{ sqlitePath: path, authorization: (serviceurl: string) => microsoft.bearer({ serviceurl }) },
    // an administrator in the MASH team, so the bot can find his chat
    env: {
      ...microsoft.env,
      STORE_IN_CLEAR: '',
      ALLOWED_SERVICE_HOSTS: '127.0.0.1',
      ADMINS: profiles.mo.objectId,
      ...env,
    },
  });
const refusal = (starting: Promise<World>): Promise<string> =>
  starting.then(
    async (world) => {
      await world.stop();
      return 'it started';
    },
    (error: Error) => error.message,
  );
/** Sends a referral. @returns its reference, once its author was told that it is delivered */
async function sends({ until }: World, person: Person): Promise<string> {
  const reference = await refers(person);
  await until(() => receipt(person, reference).has('Delivered'));
  return reference;
}
const essex = 'e55e0000-0000-4000-8000-000000000001';
const localMode = { NODE_ENV: '', DATA_KEY: '' };
const documents = () => {
  using db = new DatabaseSync(sqlitePath, { readOnly: true });
  return db.prepare('SELECT kind, id, version, body FROM documents ORDER BY kind, id').all();
};

describe('a council’s store', () => {
  let reference: string;
  beforeAll(async () => {
    const first = await startService({ DATA_KEY: envValueOf('A') });
    reference = await sends(first, first.jane);
    await first.rests(); // a case that still waits for the worker would be sealed again by the next key
    expect(await first.stop()).toBe(0);
  }, time);

  it.each<[string, Record<string, string>, string]>([
    ['with another key', { DATA_KEY: envValueOf('B') }, `sealed with the key ${idA}, which is neither DATA_KEY nor`],
    ['without a key', {}, 'DATA_KEY: must be set beside MicrosoftAppId'],
    ['without a key, on purpose', { STORE_IN_CLEAR: 'yes' }, `sealed with the key ${idA}, which is neither`],
    [
      'as the service of another tenant',
      { DATA_KEY: envValueOf('A'), MicrosoftAppTenantId: essex },
      'MicrosoftAppTenantId: this store has served another tenant',
    ],
    [
      'through another app',
      { DATA_KEY: envValueOf('A'), MicrosoftAppId: 'b0700000-0000-4000-8000-0000000000bb' },
      'set FORMER_APP_ID to the former app’s id',
    ],
  ])(
    'The program does not start on a council’s store %s, and writes nothing to it',
    async (_, env, refusalWords) => {
      const before = documents();
      const refused = await refusal(startService(env));
      expect(refused).toContain('the program did not start');
      expect(refused).toContain(refusalWords);
      for (const value of [envValueOf('A'), envValueOf('B'), essex, '0000000000bb', 'Opal'])
        expect(refused).not.toContain(value);
      expect(documents()).toEqual(before);
    },
    time,
  );

  it(
    'The program does not start in local mode, where nobody is authenticated, on a council’s store',
    async () => {
      const before = documents();
      const refused = await refusal(startWorld({ ownProcess: true, sqlitePath, env: localMode }));
      expect(refused).toContain('the program ended with 1');
      expect(refused).toContain('this is the store of a service with a bot registration');
      expect(documents()).toEqual(before);
    },
    time,
  );

  it(
    'No command opens a council’s store without its key or with another key',
    async () => {
      const before = documents();
      for (const tool of ['audit-verify', 'retention'] as const) {
        expect((await run(tool, [], { SQLITE_PATH: sqlitePath })).errors).toContain(
          'DATA_KEY: must be set as for the program',
        );
        const wrong = await run(tool, [], { SQLITE_PATH: sqlitePath, DATA_KEY: envValueOf('B') });
        expect([wrong.code, wrong.errors]).toEqual([1, expect.stringContaining(`sealed with the key ${idA}`)]);
      }
      expect(documents()).toEqual(before);
      expect((await run('audit-verify', [], { SQLITE_PATH: sqlitePath, DATA_KEY: envValueOf('A') })).code).toBe(0);
    },
    time,
  );

  it(
    'When the former key goes missing, the program names it, counts its cases, tells the administrator and takes new referrals',
    async () => {
      const both = await startService({ DATA_KEY: envValueOf('B'), DATA_KEYS_OLD: envValueOf('A') });
      await sends(both, both.tom);
      await both.stop();

      {
        await using without = await startService({ DATA_KEY: envValueOf('B') }, sqlitePath, true);
        const { tom, mo, base, watchers, log, until } = without;
        expect(log.join('\n')).toContain(`WARNING: the key ${idA} is missing. Cases that cannot be read: 1. Put it`);
        const alarmed = await until(async () => {
          await without.pass(lookedAgainAfterSeconds);
          const answer = await fetch(`${watchers}/alarmz`);
          return answer.status === 503 && answer.json();
        });
        expect(alarmed).toMatchObject({ ok: false, missingKeys: [{ key: idA, cases: 1 }] });
        expect(Object(alarmed).troubles).toContain('key-missing');
        await until(() => allOf(mo.chat()).includes('A key is missing: I cannot read 1 case'), 30_000);
        expect(allOf(mo.chat())).toContain(idA);
        expect((await fetch(`${base}/readyz`)).status).toBe(200);
        await sends(without, tom);
      }

      const audited = await run('audit-verify', [], { SQLITE_PATH: sqlitePath, DATA_KEY: envValueOf('B') });
      expect([audited.code, audited.errors]).toEqual([
        2,
        expect.stringContaining(`NOT LOOKED AT, as their key is not here: ${reference}`),
      ]);
      expect(audited.out).toContain('No chain of the others is broken.');

      await using again = await startService({ DATA_KEY: envValueOf('B'), DATA_KEYS_OLD: envValueOf('A') });
      expect(await (await fetch(`${again.watchers}/alarmz`)).json()).not.toHaveProperty('missingKeys');
      await again.jane.says('my referrals');
      await again.until(() => allOf(again.jane.chat()).includes(reference));
      expect(allOf(again.jane.chat())).not.toContain('Not saved');
    },
    time,
  );
});

// A wrong password

it(
  'With a wrong app password the program is not ready and raises the alarm, with a word for it, Microsoft’s number and no secret',
  async () => {
    // another app: tokens of the usual one may be known in this process
    const wrong = { MicrosoftAppId: 'b0700000-0000-4000-8000-0000000000ee', MicrosoftAppPassword: 'wrong-zebra' };
    await using world = await startService({ ...wrong, DATA_KEY: envValueOf('A') }, join(folder, 'wrong.db'), true);
    const { base, watchers, until } = world;
    await until(async () => {
      await world.pass(lookedAgainAfterSeconds);
      return (await fetch(`${watchers}/alarmz`).then((page) => page.text())).includes('login-refused');
    });
    const ready = await fetch(`${base}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([503, 'not-ready\n']);
    const inFull = await (await fetch(`${watchers}/readyz`)).text();
    expect(JSON.parse(inFull)).toMatchObject({
      notReady: ['login-refused'],
      login: { answer: 'refused', code: 'AADSTS7000215', secondsAgo: expect.any(Number) },
    });
    expect(world.log.join('\n') + inFull).not.toContain('zebra');
  },
  time,
);

// A store of local mode

it(
  'A store that was made in local mode never becomes a council’s: the program names the path and advises nothing that would let made-up children in',
  async () => {
    const sqlitePath = join(folder, 'local.db');
    const local = await startWorld({ sqlitePath });
    const reference = await refers(local.jane);
    await local.stop();
    const a = { DATA_KEY: envValueOf('A') };
    const keys: Record<string, string>[] = [a, { ...a, UNSEALED_READ: 'yes' }, { STORE_IN_CLEAR: 'yes' }];
    for (const key of keys) {
      const refused = await refusal(startService(key, sqlitePath));
      expect(refused).toContain(
        'SQLITE_PATH: this store was made in local mode, for made-up children. Use another path',
      );
      expect(refused).not.toMatch(/UNSEALED_READ|keys:rotate/);
    }
    await using again = await startWorld({ sqlitePath });
    await again.jane.says('my referrals');
    await again.until(() => allOf(again.jane.chat()).includes(reference));
  },
  time,
);

it('A service that starts with nobody who could set it up says so', async () => {
  const nobody = { STORE_IN_CLEAR: 'yes', ADMINS: '', MASH_MANAGERS: '' };
  const alone = await startService(nobody, join(folder, 'alone.db'));
  await alone.stop();
  expect(alone.log.join('\n')).toContain('WARNING: so nobody can set the bot up in Teams either. Name ADMINS.');
});

// A key for an unsealed store

const inClear = join(folder, 'clear.db');
const startOnUnsealed = (env: Record<string, string>) => startService(env, inClear);

it(
  'The program takes a key for an unsealed store once everything is sealed with it, and then a forged link lets nobody in',
  async () => {
    const first = await startOnUnsealed({ STORE_IN_CLEAR: 'yes' });
    const warning = 'WARNING: STORE_IN_CLEAR is yes. What is personal is NOT ENCRYPTED';
    expect(first.log.join('\n')).toContain(warning);
    const isNew = `WARNING: no program has used this store before, so it is NEW: ${inClear}`;
    expect(first.log.join('\n')).toContain(isNew);
    const reference = await sends(first, first.jane);
    await first.stop();
    const key = { DATA_KEY: envValueOf('A') };
    expect(await refusal(startOnUnsealed(key))).toContain('set UNSEALED_READ=yes, run npm run keys:rotate once');

    const introducing = await startOnUnsealed({ ...key, UNSEALED_READ: 'yes' });
    expect(introducing.log.join('\n')).not.toContain(isNew);
    expect(introducing.log.join('\n')).toContain('WARNING: UNSEALED_READ is yes. Whoever can write to the store');
    await introducing.stop();
    const rotated = await run('keys-rotate', [], { SQLITE_PATH: inClear, ...key, UNSEALED_READ: 'yes' });
    expect(rotated.code).toBe(0);

    await using sealed = await startOnUnsealed(key);
    expect(sealed.log.join('\n')).not.toContain('UNSEALED_READ');
    const token = newSecret();
    const target = { to: 'case-file' as const, case: CaseId.parse(reference) };
    const link = newLink(token, { target, author: StaffId.parse(profiles.mo.objectId) }, instantOf(Date.now()));
    const store = sqliteStore(inClear, 'HT');
    await store.create(link);
    await store.close();
    const answer = await fetch(`${sealed.base}/copy/${token}`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain(reference);
    await sealed.until(() => sealed.log.join('\n').includes(`not-sealed.${idA}`));
  },
  time,
);
