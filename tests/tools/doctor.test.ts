import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startWorld, type World } from '../conversations/world.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { type Microsoft, secret, startMicrosoft } from '../fakes/microsoft.ts';
import { profiles } from '../fakes/people.ts';
import { envValueOf } from '../security/keys.ts';
import { type Run, run, start } from './tool.ts';

/** `npm run doctor` beside the running program of a council. */

const { newFile } = aFolder();
const template = (number: number) => `33333333-3333-4333-8333-33333333333${number}`;
const bodies = ['ring ((reference)) since ((time))', 'code ((code))', 'ring ((reference))'];
const key = 'mash-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222';

let microsoft: Microsoft;
let notify: Server;
let world: World;
let env: Record<string, string>;
beforeAll(async () => {
  microsoft = await startMicrosoft();
  notify = createServer((request, response) => {
    const body = bodies[Number(request.url?.at(-1))];
    response.statusCode = body === undefined ? 404 : 200;
    response.end(JSON.stringify({ type: 'sms', body }));
  });
  await new Promise<void>((resolve) => notify.listen(0, '127.0.0.1', resolve));
  env = {
    ...microsoft.env,
    ...{ STORE_IN_CLEAR: '', DATA_KEY: envValueOf('A'), ALLOWED_SERVICE_HOSTS: '127.0.0.1' },
    ...{ NOTIFY_API_KEY: key, NOTIFY_URL: `http://127.0.0.1:${Object(notify.address()).port}` },
    ...{ NOTIFY_SMS_RING: template(0), NOTIFY_SMS_CODE: template(1) },
  };
  const authorization = (serviceurl: string) => microsoft.bearer({ serviceurl });
  world = await startWorld({ env, authorization });
  await world.dee.says('hi');
  const { base, sqlitePath } = world;
  env = {
    ...env,
    SQLITE_PATH: sqlitePath,
    PORT: new URL(base).port,
    PUBLIC_URL: base.replace('127.0.0.1', 'localhost'),
  };
});
afterAll(async () => {
  await world.stop();
  await microsoft.stop();
  notify.close();
  notify.closeAllConnections();
});

/** What each row that is not “well” is about, by its state; and no secret is printed. */
function rowsOf({ out, errors }: Run) {
  for (const hidden of [secret, 'zebra', key, envValueOf('A')]) expect(out + errors).not.toContain(hidden);
  return (out.match(/^(MEND|\?) {1,5}.*$/gm) ?? []).map((row) => row.replace(/\s+/g, ' '));
}

it('The doctor finds nothing to mend in a service that is set up, and says what only the running program knows', async () => {
  const done = await run('doctor', [], env);
  expect([rowsOf(done), done.code]).toEqual([[], 0]);
  for (const about of [
    'login to Microsoft',
    'the MASH channel in Teams',
    'managers in the channel',
    'GOV.UK Notify',
    'links to files',
  ])
    expect(done.out).toContain(`well  ${about}`);
  expect(done.out).toContain('stands at /readyz and /alarmz');
});

it('The doctor names a manager who is not in the channel, and a template that lacks the time, and says what to do', async () => {
  world.teams.members.delete(profiles.ana);
  const done = await run('doctor', [], { ...env, NOTIFY_SMS_RING: template(2), PUBLIC_URL: 'http://localhost:9' });
  expect(rowsOf(done)).toEqual([
    'MEND managers in the channel manager-away',
    'MEND GOV.UK Notify outside-fails',
    'MEND links to files no-public-address',
  ]);
  expect(done.code).toBe(1);
  expect(done.out).toContain('Add them to the MASH channel, or take them off the list in Teams.');
  expect(done.out).toContain('NOTIFY_SMS_RING: the template lacks ((time)).');
  world.teams.members.add(profiles.ana);
});

it('The doctor names a wrong app password with Microsoft’s number, and a wrong data key with its id', async () => {
  const wrong = { MicrosoftAppPassword: 'zebra', DATA_KEY: envValueOf('B') };
  const done = await start('doctor', [], { ...env, ...wrong }).ended; // a process that holds no token
  for (const row of ['MEND store and its keys', 'MEND login to Microsoft login-refused'])
    expect(rowsOf(done)).toContain(row);
  expect(done.code).toBe(1);
  expect(done.out).toMatch(/Microsoft says AADSTS7000215\. Check MicrosoftAppPassword \(the value of the secret/);
  expect(done.out).toMatch(/DATA_KEY: this store was sealed with the key [\da-f]{12}, which is neither/);
});

it('The doctor of a service that never started looks at what the environment names, and makes no store', async () => {
  const path = join(newFile(), 'deep', 'mash.db');
  const named = {
    MASH_TEAM_ID: world.teams.team.id,
    MASH_CHANNEL_ID: '19:gone@thread.tacv2',
    MASH_SERVICE_URL: world.teams.serviceUrl,
  };
  const done = await run('doctor', [], { ...env, ...named, SQLITE_PATH: path, PORT: '9' });
  expect(rowsOf(done)).toEqual([
    'MEND the MASH channel in Teams channel-gone',
    'MEND a manager no-manager',
    '? managers in the channel',
    'MEND an escalation contact no-escalation',
    '? links to files',
  ]);
  for (const about of ['chats of the escalation contacts', 'the council’s own system'])
    expect(done.out).toContain(`–     ${about}\n`);
  expect(done.out).toContain('?: nobody could say.');
  expect(done.out).toContain('The first start makes it.');
  const again = await run('audit-verify', [], { ...env, SQLITE_PATH: path });
  expect(again.errors).toContain('there is no file');
});

it('The doctor says what to do where a start could not make the store', async () => {
  const done = await run('doctor', [], { ...env, SQLITE_PATH: '/proc/mash.db', PORT: '9' });
  expect(rowsOf(done)).toContain('MEND store and its keys');
  expect(done.out).toContain('cannot be made: choose another path');
});

it('The doctor lists every fault of the configuration, and checks nothing that hangs on it', async () => {
  const done = await run('doctor', [], { PORT: 'zebra', ADMINS: 'zebra@council.gov.uk', MASH_MANAGER: 'zebra' });
  expect(rowsOf(done)).toEqual(['MEND configuration']);
  for (const name of ['PORT: must be', 'ADMINS, entry 1: must be', 'MASH_MANAGER: did you mean MASH_MANAGERS?'])
    expect(done.out).toContain(name);
  expect(done.code).toBe(1);
});

it('The doctor says MEND for a misspelt variable, and names the one that was meant', async () => {
  const done = await run('doctor', [], { ...env, PROTOCOL_PAK: 'zebra' });
  expect(rowsOf(done)).toContain('MEND names of variables');
  expect(done.out).toContain('PROTOCOL_PAK: did you mean PROTOCOL_PACK?');
  expect(done.code).toBe(1);
});

it('In local mode the doctor finds nothing to mend where nobody wrote to the bot and the emulator does not run', async () => {
  const path = newFile();
  const local = await startWorld({ sqlitePath: path });
  await local.stop();
  const done = await run('doctor', [], { SQLITE_PATH: path, PORT: '9' });
  expect([rowsOf(done), done.code]).toEqual([[], 0]);
  expect(done.out).toContain('–     answers of Teams\n');
  expect(done.out).toContain('–: not in local mode, or not set up.');
});
